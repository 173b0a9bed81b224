/// A way into Domino for bytes that anybody may have written, and the laws that hold on it.
enum FuzzTarget: String, CaseIterable, Sendable {
    /// A text for the JSON reader.
    case json
    /// A scenario: read, checked, compiled, asked something, answered in every format.
    case scenario
    /// A table to import. The first byte says with which options; a form feed parts it from a table of needs.
    case table
    /// A plan of Microsoft Project in XML.
    case project
    /// A part of a simulation. What is not sealed is sealed first, so that what the seal protects is reached.
    case shard
    /// Arguments of the command line, one a line.
    case arguments

    /// What is broken on the way of these bytes, a sentence each; nothing, whatever they are.
    func faults(of bytes: [UInt8]) -> [String] {
        var laws = Laws()
        switch self {
        case .json: laws.holdJSON(bytes)
        case .scenario: laws.holdScenario(bytes)
        case .table: laws.holdTable(bytes)
        case .project: laws.holdProject(bytes)
        case .shard: laws.holdShard(bytes)
        case .arguments: laws.holdArguments(bytes)
        }
        return laws.broken
    }
}

/// Laws that were held against an input.
struct Laws {
    /// Those that are broken, a sentence each.
    private(set) var broken: [String] = []

    /// Keeps a sentence if a law is broken.
    mutating func hold(_ isHeld: Bool, _ law: @autoclosure () -> String) {
        if !isHeld { broken.append(law()) }
    }
}

/// A number that bytes stand for, to choose by (FNV-1a, 64 bits).
func hash(of bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}
