import DominoScenario

/// A saved result: what it is of, and what it says.
public struct SavedResult {
    /// What it is a result of: `simulate`.
    public let result: String
    let outline: JSONOutline

    /// Nil where the bytes are no result of Domino's.
    public init?(_ contents: [UInt8]) {
        var sources = SourceMap()
        var problems: [Diagnostic] = []
        let file = sources.append(path: "result", contents: contents)
        guard let tree = parseJSON(file: file, in: sources, reporting: &problems), tree[0].kind == .object else {
            return nil
        }
        var outline = JSONOutline()
        outline.add(tree, of: &sources)
        guard case .text(let result)? = outline["result"], outline["version"] != nil else { return nil }
        self.result = result
        self.outline = outline
    }
}

extension JSONOutline {
    /// The leaf at a path; nil where there is none.
    subscript(path: String...) -> JSONLeaf? { places[Self.joined(path[...])].map { leaves[$0].leaf } }
}

/// Puts two saved results side by side.
/// - Precondition: of one kind.
public func compare(_ a: SavedResult, _ b: SavedResult) -> ComparedResults {
    precondition(a.result == b.result, "results of one kind")
    func text(_ leaf: JSONLeaf?) -> String {
        if case .text(let text)? = leaf { return text }
        return ""
    }
    func number(_ leaf: JSONLeaf?) -> Double? {
        if case .number(let number)? = leaf { return number }
        return nil
    }
    func mean(_ outline: JSONOutline) -> (mean: Double, error: Double)? {
        guard let mean = number(outline["total", "mean"] ?? outline["mean"]),
            let error = number(outline["total", "standardError"] ?? outline["standardError"])
        else { return nil }
        return (mean, error)
    }
    var answer = ComparedResults(
        result: a.result, scenarios: (text(a.outline["scenario"]), text(b.outline["scenario"])),
        changes: changes(from: a.outline, to: b.outline), mean: nil)
    if let one = mean(a.outline), let other = mean(b.outline) {
        let error = (one.error * one.error + other.error * other.error).squareRoot()
        answer.mean = Pair(a: one.mean, b: other.mean, standardError: error)
    }
    return answer
}
