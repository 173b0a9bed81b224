import DominoReport
import DominoScenario
import Testing

@Suite("diagnostics for programs")
struct DiagnosticFormatsTests {
    private func page() -> Page {
        var page = Page((path: "a,:%.json", text: "{\n \"é\": 1,\n}"))
        page.add(.jsonTrailingComma, ",", "a, b:\n1%\u{1B}", hint: "cut: it")
        page.diagnostics.append(Diagnostic(.jsonTooManyProblems, at: page.span("\"é\": 1,\n}"), "enough"))
        page.diagnostics.append(Diagnostic(.fileTooLarge, "too large"))
        return page
    }

    @Test("are records in JSON")
    func json() {
        let page = page()
        #expect(
            diagnosticJSON(page.diagnostics, of: page.sources) == #"""
                [
                  {
                    "severity": "error",
                    "code": "file-too-large",
                    "file": null,
                    "line": null,
                    "column": null,
                    "endLine": null,
                    "endColumn": null,
                    "message": "too large",
                    "hint": null
                  },
                  {
                    "severity": "note",
                    "code": "json-too-many-problems",
                    "file": "a,:%.json",
                    "line": 2,
                    "column": 2,
                    "endLine": 3,
                    "endColumn": 2,
                    "message": "enough",
                    "hint": null
                  },
                  {
                    "severity": "error",
                    "code": "json-trailing-comma",
                    "file": "a,:%.json",
                    "line": 2,
                    "column": 8,
                    "endLine": 2,
                    "endColumn": 9,
                    "message": "a, b:\n1%\u001b",
                    "hint": "cut: it"
                  }
                ]

                """#)
        #expect(diagnosticJSON([], of: page.sources) == "[]\n")
    }

    @Test("are annotations of a GitHub workflow")
    func annotations() {
        let page = page()
        #expect(
            diagnosticAnnotations(page.diagnostics, of: page.sources) == #"""
                ::error title=file-too-large::too large
                ::notice file=a%2C%3A%25.json,line=2,col=2,title=json-too-many-problems::enough
                ::error file=a%2C%3A%25.json,line=2,col=8,title=json-trailing-comma::a, b:\n1%25\u{1B}%0Ahelp: cut: it

                """#)
    }
}

/// Diagnostics as a JSON array of their own.
private func diagnosticJSON(_ diagnostics: [Diagnostic], of sources: SourceMap) -> String {
    var json = JSONText()
    json.array { writeDiagnostics(diagnostics, of: sources, into: &$0) }
    return json.text + "\n"
}
