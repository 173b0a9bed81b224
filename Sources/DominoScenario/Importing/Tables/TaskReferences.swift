/// Finds the task that a text names: by its id, by its row's number or by its title.
struct TaskReferences {
    /// What a text names.
    enum Found: Equatable {
        case task(Int)
        /// A row that became no task.
        case leftOut
        case nothing
    }

    private var byID: [String: Int] = [:]
    private var byNumber: [String: Int] = [:]
    private var byTitle: [String: Int] = [:]
    /// Ids and titles, for suggestions.
    private(set) var names: [String] = []
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
        for row in table.rows {
            let number = numbered.map { table.text(row, $0) } ?? String(row - table.columns.headerRow)
            let task = taskOfRow[row]
            if byNumber[number] == nil { byNumber[number] = task }
            let id = table.text(row, .id)
            if !id.isEmpty, byID[id] == nil { byID[id] = task }
            let title = table.text(row, .title).lowercased()
            if !title.isEmpty, (byTitle[title] ?? -1) < 0 { byTitle[title] = task }
        }
        for (place, task) in tasks.enumerated() where byID[task.id] == nil { byID[task.id] = place }
        names = tasks.map(\.id) + tasks.map(\.title)
    }

    /// What the text names.
    func task(named text: String) -> Found {
        guard let place = byID[text] ?? byNumber[text] ?? byTitle[text.lowercased()] else { return .nothing }
        return place < 0 ? .leftOut : .task(place)
    }
}

/// Whether a text is digits alone.
func isNumber(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) } }
