/// Finds the task that a text names: by its id, by its row's number or by its title.
///
/// A class, since most tables name rows by number or by their own ids, and then titles are never sorted in.
final class TaskReferences {
    /// What a text names.
    enum Found: Equatable {
        case task(Int)
        /// A row that became no task.
        case leftOut
        case nothing
    }

    /// What is written in the column of ids, where people can know a row by it.
    private var byID: [String: Int] = [:]
    private var byNumber: [Int: Int] = [:]
    /// Ids made of titles, and behind them the titles in small letters.
    private lazy var byName = names(of: titles)
    private let ids: [String]
    /// The titles of all rows, and the task each became, or -1.
    private let titles: [(title: String, task: Int)]
    /// Ids and titles, for suggestions.
    private(set) lazy var names = ids + titles.filter { $0.task >= 0 && !$0.title.isEmpty }.map(\.title)
    /// What numbers are, as the list of guesses says it.
    let numbering: String

    /// - Parameter taskOfRow: for each row of the table the task it became, or -1.
    init(_ tasks: [PlanTask], taskOfRow: [Int], of table: TableImport) {
        let numbered = [TableField.row, .id].first { field in
            table.columns[field] != nil && table.rows.contains { isNumber(table.text($0, field)) }
        }
        if let numbered, let column = table.columns[numbered] {
            numbering = "numbers of the column \(table.quoted(table.header(column)))"
        } else {
            numbering = "numbers of rows, counted from 1 below the header"
        }
        ids = tasks.map(\.id)
        titles = table.rows.map { (table.text($0, .title), taskOfRow[$0]) }
        byNumber.reserveCapacity(table.rows.count)
        let hasIDs = table.columns[.id] != nil
        if hasIDs, numbered != .id { byID.reserveCapacity(table.rows.count) }
        for row in table.rows {
            let task = taskOfRow[row]
            let number = numbered.map { rowNumber(table.text(row, $0)) } ?? row - table.columns.headerRow
            if let number, byNumber[number] == nil { byNumber[number] = task }
            guard hasIDs, numbered != .id || number == nil else { continue }
            let id = table.text(row, .id)
            if !id.isEmpty, byID[id] == nil { byID[id] = task }
        }
    }

    /// What the text names.
    func task(named text: String) -> Found {
        let known = known(text)
        guard known == .nothing else { return known }
        guard let place = byName[text] ?? byName[text.lowercased()] else { return .nothing }
        return found(place)
    }

    /// What the text names as an id of the table's own or as a number.
    func known(_ text: String) -> Found {
        if !byID.isEmpty, let place = byID[text] { return found(place) }
        guard let number = rowNumber(text), let place = byNumber[number] else { return .nothing }
        return found(place)
    }

    private func found(_ place: Int) -> Found { place < 0 ? .leftOut : .task(place) }

    /// Ids win over titles, and of equal titles that of the first row that became a task.
    private func names(of titles: [(title: String, task: Int)]) -> [String: Int] {
        var places: [String: Int] = [:]
        places.reserveCapacity(2 * titles.count)
        for (title, task) in titles where !title.isEmpty {
            let title = title.lowercased()
            if (places[title] ?? -1) < 0 { places[title] = task }
        }
        for (place, id) in ids.enumerated() { places[id] = place }
        return places
    }
}

/// The number that digits alone write; nil for any other text, and for more digits than rows could need.
private func rowNumber(_ text: String) -> Int? {
    guard text.utf8.count <= 18, isNumber(text) else { return nil }
    return text.utf8.reduce(0) { $0 * 10 + Int($1 & 15) }
}

/// Whether a text is digits alone.
func isNumber(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) } }
