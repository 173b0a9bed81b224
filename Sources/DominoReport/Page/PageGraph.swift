import DominoAnalysis
import DominoScenario

/// Most promises of a graph; of larger scenarios it shows what falls and what drives it.
private let boxLimit = 120

/// Widest graph that is made smaller to fit the page; others are scrolled.
private let widthLimit = 1700

/// The promises and who needs whom, in layers, as SVG.
func graphHTML(_ answer: ReportResult, in names: Names) -> String {
    let members = graphMembers(answer, names)
    let layers = Layers(members, names)
    var lines = [
        "<svg class=\"graph\(layers.width <= widthLimit ? " fits" : "")\" width=\"\(layers.width)\" height=\"\(layers.height)\""
            + " viewBox=\"0 0 \(layers.width) \(layers.height)\" role=\"img\" aria-label=\"Who needs whom\">"
    ]
    for (source, number) in layers.edges {
        let (x1, y1) = (layers.x[source] + Layers.boxWidth, layers.y[source] + Layers.boxHeight / 2)
        let (x2, y2) = (layers.x[number], layers.y[number] + Layers.boxHeight / 2)
        let bend = max(20, (x2 - x1) / 2)
        let place = members[number]
        let drives =
            answer.whatIf.commitments[place].state != .kept
            && answer.whatIf.commitments[place].driver.map { Int($0) } == members[source]
        lines.append(
            "<path class=\"edge\(drives ? " drives" : "")\""
                + " d=\"M\(x1),\(y1)C\(x1 + bend),\(y1) \(x2 - bend),\(y2) \(x2),\(y2)\"/>")
    }
    for (number, place) in members.enumerated() {
        let outcome = answer.whatIf.commitments[place]
        let falls = outcome.state == .late || outcome.state == .broken
        let slips = answer.whatIf.question.slips.contains { Int($0.commitment) == place && $0.days != 0 }
        let fate =
            outcome.state == .broken
            ? "never kept" : falls ? "\(dayCount(outcome.slip).string) d late" : shortDate(outcome.due)
        let whole = names.title(of: CommitmentIndex(place))
        let title = inTwo(whole.string, 25)
        let texts = title.enumerated().map { number, line in
            "<text x=\"9\" y=\"\((title.count > 1 ? 17 : 23) + 14 * number)\">\(html(cut(SafeText(trusted: line), 26)))</text>"
        }
        lines.append(
            "<g class=\"node\(falls ? " fall" : "")\(slips ? " slipped" : "")\""
                + " transform=\"translate(\(layers.x[number]),\(layers.y[number]))\">"
                + "<title>\(html(whole))</title>"
                + "<rect width=\"\(Layers.boxWidth)\" height=\"\(Layers.boxHeight)\" rx=\"5\"/>"
                + texts.joined() + "<text class=\"fate\" x=\"9\" y=\"46\">\(fate)</text></g>")
    }
    lines.append("</svg>")
    return lines.joined(separator: "\n")
}

/// A title on two lines, so that those that begin alike can be told apart.
private func inTwo(_ text: String, _ most: Int) -> [String] {
    guard text.count > most else { return [text] }
    let line = text.prefix(most + 1)
    var end = line.lastIndex(of: " ") ?? text.startIndex
    if text.distance(from: text.startIndex, to: end) <= most / 3 { end = line.index(before: line.endIndex) }
    return [String(text[..<end]), String(text[end...].drop { $0 == " " })]
}

/// The table behind the graph: who needs whom.
func graphTable(_ members: [Int], _ names: Names) -> String {
    tableHTML(
        "Who needs whom", ["Promise", "By", "To", "Due", "Needs"], numeric: [],
        members.prefix(boxLimit).map { place in
            let commitment = names.scenario.commitments[place]
            return [
                html(names.title(of: CommitmentIndex(place), limit: 80)),
                html(names.name(of: commitment.promisor, limit: 80)),
                html(names.name(of: commitment.promisee, limit: 80)), commitment.due.spoken,
                commitment.needs.map { need in
                    html(names.title(of: names.scenario[need].commitment, limit: 40))
                }.joined(separator: "; "),
            ]
        })
}

/// Everything where there is room, else the root, what falls and what drives it, the dearest first.
func graphMembers(_ answer: ReportResult, _ names: Names) -> [Int] {
    let all = answer.numbers.map { Int($0) }
    guard all.count > boxLimit else { return all }
    var kept = [Bool](repeating: false, count: names.scenario.commitments.count)
    var found = 0
    func keep(_ place: Int) {
        if !kept[place] { found += 1 }
        kept[place] = true
    }
    if let root = names.scenario.root, answer.whatIf.commitments[Int(root)].state != .released { keep(Int(root)) }
    let outcomes = answer.whatIf.commitments
    for place in answer.whatIf.sequence.sorted(by: {
        (-outcomes[Int($0)].carried, $0) < (-outcomes[Int($1)].carried, $1)
    }) {
        var at = CommitmentIndex?.some(place)
        while let next = at, found < boxLimit {
            keep(Int(next))
            at = outcomes[Int(next)].driver
        }
        if found >= boxLimit { break }
    }
    return all.filter { kept[$0] }
}

/// Boxes in columns by the longest way from the beginning; within one by the middle of their neighbours, swept to and
/// fro, which leaves few crossings (Sugiyama, Tagawa and Toda, Methods for Visual Understanding of Hierarchical System
/// Structures, IEEE Transactions on Systems, Man and Cybernetics 11 (2), 1981).
struct Layers {
    static let boxWidth = 184
    static let boxHeight = 54
    private static let across = 216
    private static let down = 66
    private static let sweeps = 12

    /// Where each box stands, by place among the members.
    private(set) var x: [Int]
    private(set) var y: [Int]
    /// Needs between members.
    let edges: [(source: Int, number: Int)]
    private(set) var width = 0
    private(set) var height = 0

    init(_ members: [Int], _ names: Names) {
        var numbers = [Int](repeating: -1, count: names.scenario.commitments.count)
        for (number, place) in members.enumerated() { numbers[place] = number }
        var needs = [[Int]](repeating: [], count: members.count)
        var dependents = needs
        var edges: [(source: Int, number: Int)] = []
        for (number, place) in members.enumerated() {
            for need in names.scenario.commitments[place].needs {
                let source = numbers[Int(names.scenario[need].commitment)]
                guard source >= 0 else { continue }
                needs[number].append(source)
                dependents[source].append(number)
                edges.append((source, number))
            }
        }
        self.edges = edges
        x = [Int](repeating: 0, count: members.count)
        y = x
        var columns = Self.columns(needs, dependents)
        Self.assignRows(&columns, needs, dependents)
        let tallest = columns.map(\.count).max() ?? 1
        for (column, members) in columns.enumerated() {
            for (row, number) in members.enumerated() {
                x[number] = column * Self.across + 8
                y[number] = (2 * row + tallest - members.count) * Self.down / 2 + 8
            }
        }
        width = max(1, columns.count) * Self.across - 30
        height = tallest * Self.down + 8
    }

    /// Members by the length of the longest way to them.
    private static func columns(_ needs: [[Int]], _ dependents: [[Int]]) -> [[Int]] {
        var waiting = needs.map(\.count)
        var level = [Int](repeating: 0, count: needs.count)
        var ready = needs.indices.filter { waiting[$0] == 0 }
        var next = 0
        while next < ready.count {
            for dependent in dependents[ready[next]] {
                level[dependent] = max(level[dependent], level[ready[next]] + 1)
                waiting[dependent] -= 1
                if waiting[dependent] == 0 { ready.append(dependent) }
            }
            next += 1
        }
        var columns = [[Int]](repeating: [], count: (level.max() ?? -1) + 1)
        for number in ready { columns[level[number]].append(number) }
        return columns
    }

    /// Brings each column into the order of its neighbours' middles.
    private static func assignRows(_ columns: inout [[Int]], _ needs: [[Int]], _ dependents: [[Int]]) {
        var row = [Double](repeating: 0, count: needs.count)
        func place(_ column: [Int]) {
            for (place, number) in column.enumerated() { row[number] = Double(place) - Double(column.count - 1) / 2 }
        }
        columns.forEach(place)
        for sweep in 0..<sweeps {
            let forward = sweep.isMultiple(of: 2)
            for column in forward ? Array(columns.indices) : columns.indices.reversed() {
                let middles = columns[column].map { number -> (Double, Int) in
                    let neighbours = forward ? needs[number] : dependents[number]
                    guard !neighbours.isEmpty else { return (row[number], number) }
                    return (neighbours.reduce(0) { $0 + row[$1] } / Double(neighbours.count), number)
                }
                columns[column] = middles.sorted { $0 < $1 }.map(\.1)
                place(columns[column])
            }
        }
    }
}
