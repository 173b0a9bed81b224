/// What came of reading a file.
public enum FileReading: Sendable {
    /// Its bytes.
    case contents([UInt8])
    /// Why there are none, in a few words: "there is no such file".
    case unreadable(reason: String)
}

/// A scenario, or why there is none.
public struct LoadedScenario: Sendable {
    /// The scenario; nil if some problem is an error.
    public var scenario: Scenario?
    /// All problems of all files, in order of file and place.
    public var diagnostics: [Diagnostic]
    /// The bytes the diagnostics point into.
    public var sources: SourceMap

    /// Whether some problem is an error.
    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

    /// How many problems are so bad, those among them that were not kept.
    public func count(of severity: Severity) -> Int {
        diagnostics.reduce(0) { $0 + ($1.severity == severity ? 1 + $1.further : 0) }
    }
}

/// Reads a scenario and what it includes, and reports every problem of all its files.
///
/// The caller reads the files: this module has no access to any. An included path is relative to the file that names
/// it; a file that is reached twice is read once.
/// - Parameters:
///   - path: of the first file, as messages show it.
///   - contents: its bytes.
///   - today: the day that counts as today, whatever the file says.
///   - clock: the day that counts as today where the file does not say.
///   - include: reads an included file.
/// - Complexity: O(bytes).
public func loadScenario(
    path: String, contents: [UInt8], today: Day? = nil, clock: Day? = nil,
    include: @escaping (String) -> FileReading
) -> LoadedScenario {
    var loading = Loading(include: include)
    loading.load(path: path, contents: contents, depth: 1, chain: [normalized(path)])
    guard !loading.diagnostics.hasErrors else {
        return LoadedScenario(scenario: nil, diagnostics: loading.diagnostics.kept, sources: loading.sources)
    }
    return readScenario(
        loading.parsed, from: loading.sources, diagnostics: loading.diagnostics, today: today, clock: clock)
}

/// Reads the parsed files of a scenario.
private func readScenario(
    _ parsed: [ParsedFile], from sources: SourceMap, diagnostics: DiagnosticList, today: Day?, clock: Day?
) -> LoadedScenario {
    var reader = ScenarioReader(sources: sources, diagnostics: diagnostics)
    var declared = Declarations()
    for (number, file) in parsed.enumerated() { reader.declare(file, number: number, into: &declared) }
    reader.scenario.today = today ?? reader.scenario.asOf ?? clock
    reader.read(declared, of: parsed)
    assert(reader.diagnostics.hasErrors || reader.scenario.isSound, "a scenario that breaks its invariants")
    return LoadedScenario(
        scenario: reader.diagnostics.hasErrors ? nil : reader.scenario, diagnostics: reader.diagnostics.kept,
        sources: reader.scenario.sources)
}

extension ScenarioReader {
    /// Reads all lists, the single values of the first file, and then what needs both.
    fileprivate mutating func read(_ declared: Declarations, of parsed: [ParsedFile]) {
        reserveRoom(for: parsed)
        checkCount(declared.mitigations.count, "mitigations", limit: Self.mitigationLimit)
        for kind in declared.kinds { at(kind, parsed) { $0.readKind(kind) } }
        for stakeholder in declared.stakeholders { at(stakeholder, parsed) { $0.readStakeholder(stakeholder) } }
        for window in declared.windows { at(window, parsed) { $0.readWindow(window) } }
        for stage in declared.stages { at(stage, parsed) { $0.readStage(stage) } }
        for (file, list) in declared.commitments { at(file, parsed) { $0.readCommitments(Int(list), file) } }
        checkCount(scenario.commitments.count, "commitments", limit: Self.commitmentLimit)
        resolveNeeds()
        for risk in declared.risks { at(risk, parsed) { $0.readRisk(risk) } }
        for factor in declared.factors { at(factor, parsed) { $0.readFactor(factor) } }
        for mitigation in declared.mitigations { at(mitigation, parsed) { $0.readMitigation(mitigation) } }
        for (file, list) in declared.decided { at(file, parsed) { $0.readDecided(Int(list)) } }
        if let first = parsed.first {
            tree = first.tree
            currentFile = 0
            readSingles()
        }
        reportLater()
        checkCount(scenario.needs.count, "needs", limit: Self.needLimit)
        if !diagnostics.hasErrors { checkGraph() }
        checkNames()
        checkCalendar()
        checkToday()
        checkDecided()
    }

    /// Reserves memory for the long lists, so that they need not move while they grow.
    ///
    /// A guess: most commitments take thirty nodes of JSON and more, with a need in every ten.
    private mutating func reserveRoom(for parsed: [ParsedFile]) {
        let nodes = parsed.reduce(0) { $0 + $1.tree.nodes.count }
        scenario.commitments.reserveCapacity(min(nodes / 30, Self.commitmentLimit))
        scenario.damages.reserveCapacity(min(nodes / 30, Self.commitmentLimit))
        scenario.needs.reserveCapacity(min(nodes / 10, Self.needLimit))
        later.needed.reserveCapacity(min(nodes / 10, Self.needLimit))
    }

    /// Reads something of the file that holds an element.
    private mutating func at(_ declared: Declared, _ parsed: [ParsedFile], _ read: (inout ScenarioReader) -> Void) {
        at(declared.file, parsed, read)
    }

    /// Reads something of a file.
    private mutating func at(_ file: Int32, _ parsed: [ParsedFile], _ read: (inout ScenarioReader) -> Void) {
        if currentFile != file {
            currentFile = file
            tree = parsed[Int(file)].tree
        }
        read(&self)
    }

    private mutating func checkCount(_ count: Int, _ noun: String, limit: Int) {
        guard count > limit else { return }
        report(FileProblem.tooMany(count, of: noun, limit: limit), nil)
    }
}

/// Files being parsed, one including another.
private struct Loading {
    /// How deep includes may be nested.
    static let depthLimit = 8
    var sources = SourceMap()
    var diagnostics = DiagnosticList()
    var parsed: [ParsedFile] = []
    /// Paths read already.
    var known: Set<String> = []
    let include: (String) -> FileReading

    init(include: @escaping (String) -> FileReading) { self.include = include }

    /// Parses a file and what it includes.
    mutating func load(path: String, contents: [UInt8], depth: Int, chain: [String]) {
        known.insert(normalized(path))
        let file = sources.append(path: path, contents: contents)
        var problems: [Diagnostic] = []
        let tree = parseJSON(file: file, in: sources, reporting: &problems)
        diagnostics.append(contentsOf: problems)
        guard let tree else { return }
        parsed.append(ParsedFile(file: file, tree: tree))
        for node in includes(in: tree) { follow(node, from: path, depth: depth, chain: chain) }
    }

    /// The nodes of the paths that a file includes. What is wrong with the field itself is reported here.
    private mutating func includes(in tree: JSONTree) -> [JSONNode] {
        for (key, value) in tree.members(of: 0) {
            let arena = sources.bytes.count
            let name = sources.text(of: tree[key])
            let isInclude = sources.equal(name, "include")
            sources.undo(to: arena)
            if isInclude { return paths(in: tree, at: value) }
        }
        return []
    }

    private mutating func paths(in tree: JSONTree, at value: Int) -> [JSONNode] {
        if tree[value].kind != .array { report(.includeIsNoList, tree[value].span) }
        var nodes: [JSONNode] = []
        for element in tree.elements(of: value) {
            if tree[element].kind == .string {
                nodes.append(tree[element])
            } else {
                report(.includeIsNoPath, tree[element].span)
            }
        }
        return nodes
    }

    /// Loads an included file, unless it leads in a circle or too deep.
    private mutating func follow(_ node: JSONNode, from path: String, depth: Int, chain: [String]) {
        let text = sources.text(of: node)
        let named = sources.string(text)
        let target = joined(directory(of: path), named)
        let key = normalized(target)
        let label = sanitized(named, limit: 80)
        if chain.contains(key) {
            report(chain.last == key ? .includesItself : .includeCircle(label), node.span)
        } else if depth >= Self.depthLimit {
            report(.includeDepth(label, limit: Self.depthLimit), node.span)
        } else if named.isEmpty || named.utf8.contains(0) {
            // A path ends at its first NUL, so a file would be read that the text does not name.
            report(.emptyPath(label), node.span)
        } else if !known.contains(key) {
            switch include(target) {
            case .contents(let contents):
                load(path: target, contents: contents, depth: depth + 1, chain: chain + [key])
            case .unreadable(let reason):
                let place = target == named ? nil : sanitized(target, limit: 200)
                report(.unreadable(label, reason: sanitized(reason, limit: 200), place: place), node.span)
            }
        }
    }

    private mutating func report(_ problem: FileProblem, _ span: Span) {
        diagnostics.append(Diagnostic(problem, at: span))
    }
}

/// The folder of a path, with its last slash; empty for the current one.
private func directory(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(path[...slash])
}

/// A path seen from a folder.
private func joined(_ directory: String, _ path: String) -> String { path.utf8.first == 47 ? path : directory + path }

/// A path without `.` and `a/..`, to recognise a file.
private func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: true) where part != "." {
        if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return (path.utf8.first == 47 ? "/" : "") + parts.joined(separator: "/")
}
