/// The header of the table that `export --as csv` writes, and that comes back as the scenario it was made of.
public let scenarioTableHeader = [
    "list", "id", "title", "promisor", "promisee", "due", "status", "keptOn", "stage", "firmness", "work", "cushion",
    "start", "breaksAfter", "perDayLater", "needs", "delay", "damage", "notice", "more",
]

/// The lists of a scenario that have rows in its table, in their order; a row of the list `scenario` holds the single
/// values.
public let scenarioTableLists = ["kinds", "stakeholders", "stages", "commitments", "risks", "factors", "mitigations"]

/// What a column of the table holds.
enum ScenarioTableColumn {
    case text, json, more

    init(_ name: String) {
        switch name {
        case "firmness", "work", "cushion", "breaksAfter", "perDayLater", "needs", "delay", "damage", "notice":
            self = .json
        case "more": self = .more
        default: self = .text
        }
    }
}

/// Whether a file is such a table: whether its first line is that very header.
func isScenarioTable(file: Int, in sources: SourceMap) -> Bool {
    let start = tableStart(of: sources.files[file], in: sources.bytes).offset
    let header = scenarioTableHeader.joined(separator: ",").utf8
    let end = start + header.count
    guard end <= Int(sources.files[file].end), sources.bytes[start..<end].elementsEqual(header) else { return false }
    return end == Int(sources.files[file].end) || sources.bytes[end] == 0x0A || sources.bytes[end] == 0x0D
}
