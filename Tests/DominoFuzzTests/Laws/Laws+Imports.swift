import DominoReport

@testable import DominoScenario

extension Laws {
    /// Laws of importing a table.
    mutating func holdTable(_ bytes: [UInt8]) {
        guard let first = bytes.first else {
            return holdImported(importTables(commitments: table("a.csv", []), include: noInclude))
        }
        var options = ImportOptions()
        options.dates = [nil, .dmy, .mdy, .ymd][Int(first & 3)]
        if first & 4 != 0 { options.lead = 2.5 }
        if first & 8 != 0 { options.root = "1" }
        if first & 16 != 0 { options.columns = [(.due, "Due"), (.title, "Name")] }
        let parts = bytes.dropFirst().split(separator: 0x0C, maxSplits: 1, omittingEmptySubsequences: false)
        holdImported(
            importTables(
                commitments: table("a.csv", parts[0]), needs: parts.count > 1 ? table("b.csv", parts[1]) : nil,
                options: options, include: noInclude))
    }

    /// Laws of importing a plan of Microsoft Project.
    mutating func holdProject(_ bytes: [UInt8]) {
        holdImported(importMSPDI(ImportFile(path: "plan.xml", contents: bytes)))
    }

    /// Laws of importing: there is a scenario or a reason why not; the scenario is valid, and as large as is said.
    private mutating func holdImported(_ imported: Imported) {
        holdProblems(imported.diagnostics, of: imported.sources)
        let hasErrors = imported.diagnostics.contains { $0.severity == .error }
        holdHarmless(imported.refusal ?? "", "a refusal")
        holdHarmless(guessesText(imported, style: TextStyle()), "guesses")
        guard let text = imported.text else {
            return hold(hasErrors || imported.refusal != nil, "neither a scenario nor a reason")
        }
        hold(!hasErrors && imported.refusal == nil, "a scenario in spite of errors")
        holdHarmless(importSummary(imported), "the summary")
        holdJSON(text, "the imported scenario")
        let loaded = loadScenario(path: "imported.json", contents: Array(text.utf8), include: noInclude)
        guard let scenario = loaded.scenario else {
            return hold(false, "the imported scenario is refused: \(loaded.diagnostics.first?.message ?? "")")
        }
        hold(scenario.commitments.count == imported.commitmentCount, "another number of commitments is said")
        hold(scenario.needs.count == imported.needCount, "another number of needs is said")
        _ = compile(scenario)
        holdTableRoundTrip(scenario)
    }

    /// Law: a scenario that goes out as a table comes back as the one it was.
    mutating func holdTableRoundTrip(_ scenario: Scenario) {
        let written = scenarioCSV(scenario)
        let back = importTables(commitments: table("a.csv", Array(written.utf8)), include: noInclude)
        guard let text = back.text,
            let again = loadScenario(path: "a.json", contents: Array(text.utf8), include: noInclude).scenario
        else {
            return hold(false, "its table does not come back: \(back.diagnostics.first?.message ?? "") \(written)")
        }
        hold(scenarioCSV(again) == written, "its table comes back as another: \(written)")
    }

    private func table(_ path: String, _ bytes: some Sequence<UInt8>) -> ImportFile {
        ImportFile(path: path, contents: Array(bytes))
    }
}

/// Reads no file.
@Sendable func noInclude(_ path: String) -> FileReading { .unreadable(reason: "there is no such file") }
