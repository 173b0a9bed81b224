import Testing

@testable import DominoScenario

/// A scenario that holds very many of one thing, and the codes found in it.
struct GreatNumber: Sendable, CustomTestStringConvertible {
    var name: String
    var codes: [DiagnosticCode]
    var text: @Sendable () -> String

    init(_ name: String, _ codes: [DiagnosticCode], _ text: @escaping @Sendable () -> String) {
        self.name = name
        self.codes = codes
        self.text = text
    }

    var testDescription: String { name }
}

/// As many as are read in a second or two.
#if DEBUG
    private let count = 10_000
#else
    private let count = 200_000
#endif
private let damage = ",\"damage\":[{\"kind\":\"m\",\"lump\":1}]"

/// A list of so many pieces, each made from its number.
private func many(_ piece: (Int) -> String) -> String { (0..<count).map(piece).joined(separator: ",") }

/// So many commitments that something touches.
private func manyCommitments() -> [String] { (0..<count).map { commitmentText("c\($0)", damage) } }

/// One commitment with damage of so many kinds.
private func manyKinds(_ id: (Int) -> String) -> [String] {
    [commitmentText("a", ",\"damage\":[" + many { "{\"kind\":\"\(id($0))\",\"lump\":1}" } + "]")]
}

/// A commitment that needs others, a day before each.
private func needing(_ id: String, _ ids: [String]) -> String {
    commitmentText(
        id, ",\"needs\":[" + ids.map { "{\"commitment\":\"\($0)\",\"lead\":1}" }.joined(separator: ",") + "]")
}

/// Law: reading takes time proportional to the length of a file, whatever it holds many of. With quadratic time a case
/// here would take minutes.
@Suite("Great numbers")
struct GreatNumbersTests {
    static let all = [
        GreatNumber("fields of one's own", []) { scenarioText(with: many { "\"x-\($0)\":0" }) },
        GreatNumber("fields of one's own, escaped", []) { scenarioText(with: many { "\"\\u0078-\($0)\":0" }) },
        GreatNumber("fields of one's own and of one name", [.duplicateField]) {
            scenarioText(with: many { _ in "\"x-a\":0" })
        },
        GreatNumber("fields of one name behind others", [.duplicateField]) {
            scenarioText(with: many { "\"x-\($0)\":0" } + "," + many { _ in "\"horizon\":9" })
        },
        GreatNumber("unknown fields", [.unknownField]) { scenarioText(with: many { "\"field\($0)\":0" }) },
        GreatNumber("kinds that are not listed", []) { scenarioText(manyKinds { "k\($0)" }) },
        GreatNumber("kinds that are almost listed", [.unlistedKind]) {
            scenarioText(manyKinds { "kind\($0)" }, "\"kinds\":[" + many { "{\"id\":\"KIND\($0)\"}" } + "]")
        },
        GreatNumber("slips", []) {
            scenarioText(manyCommitments(), "\"slip\":[" + many { "{\"commitment\":\"c\($0)\",\"days\":1}" } + "]")
        },
        GreatNumber("slips of one commitment", [.duplicateSlip]) {
            scenarioText(with: "\"slip\":[" + many { _ in "{\"commitment\":\"go-live\",\"days\":1}" } + "]")
        },
        GreatNumber("limits of the policy", []) {
            scenarioText(manyCommitments(), "\"policy\":{\"maxLate\":{" + many { "\"c\($0)\":0.5" } + "}}")
        },
        GreatNumber("circles", [.cycle]) { scenarioText((0..<count).map { needing("c\($0)", ["c\($0 ^ 1)"]) }) },
        GreatNumber("dates that follow each other", []) {
            scenarioText(
                (0..<count).map { commitmentText("c\($0)", damage + ($0 > 0 ? ",\"follows\":\"c\($0 - 1)\"" : "")) })
        },
        GreatNumber("dates that follow each other in one circle", [.cycle]) {
            scenarioText((0..<count).map { commitmentText("c\($0)", damage + ",\"follows\":\"c\(($0 + 1) % count)\"") })
        },
        GreatNumber("overdue commitments", [.overdue]) {
            scenarioText(manyCommitments(), "\"asOf\":\"2026-04-02\"")
        },
        GreatNumber("days of a window", [.duplicateDay]) {
            scenarioText(with: "\"windows\":[{\"id\":\"w\",\"open\":[" + many { _ in "\"2026-03-02\"" } + "]}]")
        },
        GreatNumber("windows", []) {
            scenarioText(
                [commitmentText("a", ",\"window\":[" + many { "\"w\($0)\"" } + "]")],
                "\"windows\":[" + many { "{\"id\":\"w\($0)\",\"closed\":[]}" } + "]")
        },
        GreatNumber("decisions", [.duplicateDecision]) {
            scenarioText(
                with: "\"mitigations\":[{\"id\":\"m\",\"effects\":[]}],\"decided\":["
                    + many { _ in "{\"mitigation\":\"m\",\"on\":\"2026-01-02\"}" } + "]")
        },
        GreatNumber("unknown ids", [.unknownCommitment]) {
            scenarioText((0..<count).map { needing("c\($0)", ["d\($0)"]) })
        },
        GreatNumber("commitments of one id", [.duplicateID]) {
            scenarioText((0..<count).map { _ in commitmentText("a") })
        },
        GreatNumber("needs of one commitment on another", [.duplicateNeed]) {
            scenarioText([commitmentText("a"), needing("b", (0..<count).map { _ in "a" })])
        },
        GreatNumber("effects on a commitment of many needs", []) {
            scenarioText(
                manyCommitments() + [needing("z", (0..<count).map { "c\($0)" })],
                "\"mitigations\":[{\"id\":\"m\",\"effects\":["
                    + many { "{\"decouple\":\"z\",\"from\":\"c\(count - 1 - $0)\",\"share\":0}" } + "]}]")
        },
        GreatNumber("included files that are not there", [.unreadableFile]) {
            scenarioText(with: "\"include\":[" + many { "\"\($0)\"" } + "]")
        },
        GreatNumber("rules between mitigations", [.impossibleRequirement]) {
            let ids = (0..<500).map { "\"m\($0)\"" }
            let mitigations = ids.indices.map { number in
                let others = ids.indices.filter { $0 != number }.map { ids[$0] }.joined(separator: ",")
                return "{\"id\":\(ids[number]),\"effects\":[],\"requires\":[\(others)],\"excludes\":[\(others)]}"
            }
            return scenarioText(with: "\"mitigations\":[" + mitigations.joined(separator: ",") + "]")
        },
    ]

    @Test("of one thing are read in linear time", arguments: all)
    func inTime(_ great: GreatNumber) {
        #expect(codes(of: load(great.text())) == great.codes)
    }
}
