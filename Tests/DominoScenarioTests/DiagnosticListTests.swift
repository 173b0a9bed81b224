import Testing

@testable import DominoScenario

@Suite("Problems in great number")
struct DiagnosticListTests {
    @Test("are all counted, and the first of each kind kept")
    func limit() {
        var list = DiagnosticList()
        for number in 0..<DiagnosticList.limit + 7 { list.append(Diagnostic(.unlistedKind, "\(number)")) }
        #expect(list.kept.count == DiagnosticList.limit && list.count == DiagnosticList.limit + 7)
        #expect(list.kept.last?.message == "\(DiagnosticList.limit - 1)" && list.kept.last?.further == 7)
        #expect(!list.hasErrors)
        list.append(Diagnostic(.cycle, "another"))
        #expect(list.kept.last?.further == 0 && list.hasErrors)
    }

    @Test("keep their number when they move to another list")
    func appended() {
        var (first, second) = (DiagnosticList(), DiagnosticList())
        for _ in 0..<DiagnosticList.limit + 2 { first.append(Diagnostic(.cycle, "again")) }
        for _ in 0..<3 { second.append(Diagnostic(.cycle, "before")) }
        second.append(contentsOf: first.kept)
        #expect(second.kept.count == DiagnosticList.limit && second.count == first.count + 3)
        #expect(second.kept.reduce(0) { $0 + 1 + $1.further } == second.count)
    }

    @Test("of a scenario are reported with their number")
    func scenario() {
        let fields = (0..<DiagnosticList.limit + 5).map { "\"w\($0)\": 1" }.joined(separator: ",")
        let loaded = load("{ \"domino\": 1, \"name\": \"a\", \(fields), \"commitments\": [] }")
        #expect(loaded.diagnostics.count { $0.code == .unknownField } == DiagnosticList.limit)
        #expect(loaded.count(of: .error) - loaded.diagnostics.count { $0.severity == .error } == 5)
        #expect(loaded.hasErrors && loaded.scenario == nil)
    }
}
