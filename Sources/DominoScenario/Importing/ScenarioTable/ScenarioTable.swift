/// The header of the table that `export --as csv` writes, and that comes back as the scenario it was made of: the fields
/// of a commitment between the list and everything else.
public let scenarioTableHeader = ["list"] + CommitmentField.allCases.map { $0.rawValue } + ["more"]

/// The lists of a scenario that have rows in its table, in their order; a row of the list `scenario` holds the single
/// values.
public let scenarioTableLists = ScenarioField.allCases.filter { $0.spec.type.isListOfForms }.map { $0.rawValue }

/// What a column of the table holds.
enum ScenarioTableColumn {
    case text, json, more

    init(_ name: String) {
        if name == "more" {
            self = .more
        } else {
            self = CommitmentField(rawValue: name).map { $0.spec.type.isText } == false ? .json : .text
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
