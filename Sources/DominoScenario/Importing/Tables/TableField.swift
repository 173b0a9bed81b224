/// What a column of a table can be read as. Raw values are places in `allCases`.
public enum TableField: Int, CaseIterable, Sendable {
    case id, row, title, promisor, promisee, due, deadline, begin, status, keptOn, stage, firmness, duration, progress
    case amount, currency, predecessors, successors, milestone, summary, level

    /// Its name for `--map`.
    public var name: String { fieldTable[rawValue].name }

    /// The field of that name.
    public init?(name: String) {
        guard let field = Self.allCases.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else { return nil }
        self = field
    }

    /// What it is, for people who have to say which column holds it.
    public var meaning: String { fieldTable[rawValue].meaning }

    /// Headers that programs and people give it, as `normalizedHeader` writes them; where a table has several, the
    /// first wins.
    var headers: [String] { fieldTable[rawValue].headers }
}

/// Every field in the order of its raw values: its name, what it means, and its headers in the exports of Salesforce,
/// HubSpot, Pipedrive, Dynamics, Jira, Smartsheet, Asana, monday.com, Trello, Azure DevOps, GitHub, Primavera,
/// Microsoft Project (English, German, French) and in spreadsheets.
private let fieldTable: [(name: String, meaning: String, headers: [String])] = [
    (
        "id", "the id",
        [
            "id", "key", "issue key", "task id", "activity id", "deal id", "opportunity id", "record id",
            "unique id", "item id", "card id", "nr", "no", "number", "nummer", "n", "wbs",
        ]
    ),
    ("row", "the row's number", ["row", "row number", "row id", "#", "zeile", "ligne"]),
    (
        "title", "the title",
        [
            "title", "task name", "name", "task", "opportunity name", "deal name", "issue summary", "activity name",
            "activity", "deliverable", "commitment", "promise", "subject", "item", "primary column", "primary",
            "milestone name", "deal title", "card name", "topic", "vorgangsname", "vorgang", "aufgabe",
            "bezeichnung", "titel", "thema", "nom de la tâche", "nom", "tâche", "titre", "summary",
        ]
    ),
    (
        "promisor", "who promises",
        [
            "promisor", "owner", "assignee", "assigned to", "responsible", "opportunity owner", "deal owner",
            "task owner", "owner name", "accountable", "resource names", "resource name", "resources", "promised by",
            "assignees", "assign", "members", "person", "people", "dri", "account owner", "account executive",
            "sales rep", "salesperson", "verantwortlich", "zuständig", "bearbeiter", "ressourcennamen",
            "responsable", "noms ressources", "attribué à",
        ]
    ),
    (
        "promisee", "who it is promised to",
        [
            "promisee", "promised to", "account name", "account", "client", "customer", "company name", "company",
            "associated company", "deal organization", "organization", "potential customer", "recipient",
            "requester", "requested by", "reporter", "kunde", "kundenname", "auftraggeber", "firma", "compte",
            "nom du compte",
        ]
    ),
    (
        "due", "the due date",
        [
            "due", "due date", "finish", "finish date", "planned finish", "end", "end date", "close date",
            "expected close date", "closing date", "target date", "target end", "target finish", "delivery date",
            "promised date", "commit date", "committed date", "need by", "need by date", "required by", "deliver by",
            "planned end", "planned end date", "target completion date", "expected completion date",
            "deal expected close date", "est close date", "estimated close date", "timeline end", "go live date",
            "eta", "fällig", "fällig am", "fälligkeitsdatum", "fertig stellen", "ende", "enddatum", "endtermin",
            "abschlussdatum", "échéance", "date d échéance", "fin", "date de fin", "date de clôture", "date",
        ]
    ),
    ("deadline", "the deadline", ["deadline", "must finish by", "stichtag", "date limite"]),
    (
        "begin", "the day work begins",
        [
            "start", "start date", "begin", "begin date", "planned start", "target start", "scheduled start",
            "planned start date", "timeline start", "anfang", "beginn", "startdatum", "anfangstermin", "début",
            "date de début",
        ]
    ),
    (
        "status", "the status",
        [
            "status", "state", "task status", "activity status", "issue status", "completed", "complete", "done",
            "zustand", "statut", "état",
        ]
    ),
    (
        "keptOn", "the day it was kept",
        [
            "kepton", "kept on", "actual finish", "actual end", "actual end date", "completed at", "completed on",
            "completion date", "date completed", "resolved", "resolution date", "ist ende", "tatsächliches ende",
            "fin réelle",
        ]
    ),
    ("stage", "the stage", ["stage", "deal stage", "opportunity stage", "sales stage"]),
    ("firmness", "the firmness", ["firmness"]),
    (
        "duration", "the duration",
        [
            "duration", "duration days", "working days", "estimated duration", "dauer", "durée", "original estimate",
            "original duration", "planned duration", "estimate", "work", "lead time", "days",
        ]
    ),
    (
        "progress", "the percentage complete",
        [
            "complete percent", "percent complete", "progress", "completion", "abgeschlossen percent",
            "percent abgeschlossen", "fortschritt", "achevé percent", "percent achevé",
        ]
    ),
    (
        "amount", "the amount",
        [
            "amount", "deal value", "contract value", "deal amount", "opportunity amount", "est revenue",
            "estimated revenue", "annual contract value", "acv", "tcv", "value", "price", "betrag", "umsatz",
            "montant",
        ]
    ),
    (
        "currency", "the currency",
        [
            "currency", "amount currency", "opportunity currency", "currency iso code", "währung", "devise",
        ]
    ),
    (
        "predecessors", "what is needed first",
        [
            "predecessors", "predecessor", "depends on", "blocked by", "is blocked by", "blocked by dependencies",
            "inward issue link blocks", "dependencies", "dependency", "dependent on", "needs", "vorgänger",
            "prédécesseurs",
        ]
    ),
    (
        "successors", "what needs it",
        [
            "successors", "successor", "blocks", "blocking", "blocking dependencies", "outward issue link blocks",
            "nachfolger", "successeurs",
        ]
    ),
    ("milestone", "whether it is a milestone", ["milestone", "is milestone", "meilenstein", "jalon"]),
    (
        "summary", "whether it only sums up others",
        [
            "summary", "is summary", "zusammenfassung", "sammelvorgang", "récapitulative",
        ]
    ),
    ("level", "the outline level", ["outline level", "level", "indent", "gliederungsebene", "niveau hiérarchique"]),
]

/// A header in lower case, its words separated by single blanks, with `%` as a word of its own after the others.
func normalizedHeader(_ text: String) -> String {
    var words: [String] = []
    var word = ""
    func end() {
        if !word.isEmpty { words.append(word) }
        word = ""
    }
    var hasPercent = false
    for scalar in text.lowercased().unicodeScalars {
        if scalar == "%" {
            hasPercent = true
            end()
        } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || scalar.properties.generalCategory == .nonspacingMark
        {
            word.unicodeScalars.append(scalar)
        } else if scalar == "#" {
            end()
            words.append("#")
        } else {
            end()
        }
    }
    end()
    if hasPercent { words.append("percent") }
    // Jira writes a project's own fields as "Custom field (Start date)".
    if words.count > 2, words.starts(with: ["custom", "field"]) { words.removeFirst(2) }
    return words.joined(separator: " ")
}

/// Which columns of a table are read as what.
struct TableColumns {
    /// The row that names the columns.
    var headerRow: Int
    /// The columns of each field, by its raw value; several only for predecessors and successors.
    private var places: [[Int]] = Array(repeating: [], count: TableField.allCases.count)
    /// The first of them, or -1; looked up for every row.
    private var firsts: [Int] = []
    /// How many columns the header names.
    private(set) var count = 0

    /// The column of a field.
    subscript(field: TableField) -> Int? {
        let first = firsts[field.rawValue]
        return first < 0 ? nil : first
    }

    /// All columns of a field.
    func all(_ field: TableField) -> [Int] { places[field.rawValue] }

    /// The field a column is read as.
    func field(of column: Int) -> TableField? { TableField.allCases.first { all($0).contains(column) } }

    /// How many fields have a column.
    var recognized: Int { places.count { !$0.isEmpty } }

    /// Reads a row as the names of columns.
    /// - Parameter asked: columns by the field they are to be read as.
    init(row: Int, of table: CellTable, in sources: SourceMap, asked: [(field: TableField, column: String)]) {
        headerRow = row
        let headers = table.row(row).map { sources.text($0) }
        count = headers.count
        var isFree = headers.map { !$0.isEmpty }
        for (field, name) in asked {
            guard let column = column(named: name, in: headers) else { continue }
            isFree[column] = false
            places[field.rawValue].append(column)
        }
        let names = headers.map { (normalizedHeader($0), normalizedHeader(withoutParentheses($0))) }
        for field in TableField.allCases where all(field).isEmpty {
            let takesAll = field == .predecessors || field == .successors
            for header in field.headers {
                let found = names.indices.filter { isFree[$0] && (names[$0].0 == header || names[$0].1 == header) }
                guard let first = found.first else { continue }
                places[field.rawValue] = takesAll ? found : [first]
                for column in all(field) { isFree[column] = false }
                break
            }
        }
        // If the only date of a table is a deadline, it is the due date.
        if all(.due).isEmpty {
            places[TableField.due.rawValue] = all(.deadline)
            places[TableField.deadline.rawValue] = []
        }
        firsts = places.map { $0.first ?? -1 }
        assert(firsts.allSatisfy { $0 < count }, "every column is in the header")
    }
}

/// The column of that name: an exact match, else one that ignores case and punctuation.
func column(named name: String, in headers: [String]) -> Int? {
    let wanted = normalizedHeader(name)
    return headers.firstIndex { $0.utf8.elementsEqual(name.utf8) }
        ?? headers.firstIndex { !wanted.isEmpty && normalizedHeader($0) == wanted }
}

/// A header without a remark in parentheses at its end, such as a unit.
private func withoutParentheses(_ header: String) -> String {
    guard header.hasSuffix(")"), let open = header.lastIndex(of: "("), open > header.startIndex else { return header }
    return String(header[..<open])
}

/// The delimiter of a table and the row that names its columns: those by which most columns are known.
///
/// Reports often have a title above the header, so the first 20 rows are candidates. Of equals the delimiter that makes
/// more columns wins, then the earlier row.
/// - Complexity: O(bytes of the first 20 rows).
func tableLayout(
    file: Int, in sources: SourceMap, asked: [(field: TableField, column: String)]
) -> (delimiter: UInt8, columns: TableColumns)? {
    var best: (delimiter: UInt8, columns: TableColumns, rank: (Int, Int))?
    for table in candidateTables(file: file, in: sources, rowLimit: 20) {
        for row in 0..<table.rowCount where table.row(row).contains(where: { !sources.isBlank($0) }) {
            let columns = TableColumns(row: row, of: table, in: sources, asked: asked)
            let rank = (columns.recognized, columns.count)
            if let best, best.rank >= rank { continue }
            best = (table.delimiter, columns, rank)
        }
    }
    return best.map { ($0.delimiter, $0.columns) }
}

/// The first rows of a file, read with each delimiter that it may have.
func candidateTables(file: Int, in sources: SourceMap, rowLimit: Int) -> [CellTable] {
    let stated = tableStart(of: sources.files[file], in: sources.bytes).delimiter
    return (stated.map { [$0] } ?? tableDelimiters).map { delimiter in
        var ignored = DiagnosticList()
        return readTable(file: file, in: sources, delimiter: delimiter, rowLimit: rowLimit, reporting: &ignored)
    }
}
