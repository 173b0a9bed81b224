@testable import DominoScenario

/// A scenario of these commitments, as text, into which the generated cases put one odd thing.
func scenarioText(name: String = "a", _ commitments: [String], _ fields: String = "") -> String {
    #"{ "domino": 1, "name": "\#(name)", "commitments": [\#n"# + commitments.joined(separator: ",\n")
        + "\n]" + (fields.isEmpty ? "" : ",\n" + fields) + " }\n"
}

/// A commitment as text, of us to the client, due on 2 March 2026; `fields` follow, each with its comma in front.
func commitmentText(_ id: String, _ fields: String = "", due: String = "2026-03-02") -> String {
    #"{"id":"\#(id)","promisor":"us","promisee":"client","due":"\#(due)"\#(fields)}"#
}

/// A scenario with one commitment and more fields of its own.
func scenarioText(with fields: String) -> String { scenarioText([commitmentText("go-live")], fields) }

/// Reads a scenario that includes nothing that is there.
func load(_ text: String) -> LoadedScenario { load(bytes: Array(text.utf8)) }

/// Reads a scenario from its bytes.
func load(bytes: [UInt8]) -> LoadedScenario {
    loadScenario(path: "a.json", contents: bytes) { _ in .unreadable(reason: "there is no such file") }
}

/// The codes of the problems found, each once, in order of first appearance.
func codes(of loaded: LoadedScenario) -> [DiagnosticCode] {
    var known: Set<DiagnosticCode> = []
    return loaded.diagnostics.map(\.code).filter { known.insert($0).inserted }
}
