/// How something in a table was read, or what was assumed. The sentences are shown and kept in the scenario.
enum TableGuess {
    case windowsText
    case columns([(header: String, field: TableField)])
    case unusedColumns([String])
    case idColumn(String)
    case idsFromTitles
    case spreadsheetDays
    case dateOrder(dayFirst: Bool, cell: String)
    case decimals(String, value: Double, DecimalMark)
    case everyDay(Day)
    case weekdays
    case predecessorColumn(String)
    case predecessorRows
    case summaryRows
    case currency(String)
    case unnamed(TableField, id: String)
    /// Some rows do not name a party.
    case unnamedRows(Int, TableField, id: String)
    case openDeals
    case keptOnDueDate(Int)
    case unknownStatus([String])
    case elapsedDays(skipsWeekends: Bool)
    case ownLeads(Int, lead: Double)
    case amounts
    case noDamage

    /// The sentence, without a full stop.
    var sentence: String {
        switch self {
        case .windowsText: "the text is read as Windows-1252, because it is not UTF-8"
        case .columns(let read):
            "columns read: " + read.map { "\(inQuotes($0.header)) as \($0.field.name)" }.joined(separator: ", ")
        case .unusedColumns(let headers): "columns not used: " + listed(headers, 12)
        case .idColumn(let header): "ids come from the column \(inQuotes(header))"
        case .idsFromTitles: "ids are made from titles"
        case .spreadsheetDays: "whole numbers in date columns are day numbers of a spreadsheet"
        case .dateOrder(let dayFirst, let cell):
            "dates are \(dayFirst ? "day" : "month") first: \(inQuotes(cell)) cannot be read otherwise"
        case .decimals(let text, let value, let mark):
            "\(inQuotes(text)) is \(plain(value)): a \(mark == .point ? "point" : "comma") separates decimals"
        case .everyDay(let day): "every day counts: \(day) is a \(day.weekday == 5 ? "Saturday" : "Sunday")"
        case .weekdays: "working days are Monday to Friday, because no date is on a weekend; holidays are unknown"
        case .predecessorColumn(let header): "predecessors are numbers in the column \(inQuotes(header))"
        case .predecessorRows: "predecessors are numbers of rows, counted from 1 below the header"
        case .summaryRows: "summary rows are left out, and their links passed on to the rows they sum up"
        case .currency(let code): "the currency is \(inQuotes(code))"
        case .unnamed(let field, let id): "the \(field.name) is not stated: it is \"\(id)\""
        case .unnamedRows(let rows, let field, let id):
            "\(counted(rows, "row")) \(rows == 1 ? "does" : "do") not name the \(field.name): it is \"\(id)\""
        case .openDeals: "an open deal counts as proposed: nobody has agreed yet"
        case .keptOnDueDate(let rows):
            "\(counted(rows, "row")) \(rows == 1 ? "is" : "are") kept without a date: the due date is taken, or today "
                + "if that is earlier"
        case .unknownStatus(let words):
            "counted as agreed: status " + words.map { inQuotes($0) }.joined(separator: ", ")
        case .elapsedDays(let skipsWeekends):
            "elapsed days are calendar days" + (skipsWeekends ? ", five of seven of them worked" : "")
        case .ownLeads(let needs, let lead):
            "\(counted(needs, "need")) \(needs == 1 ? "takes" : "take") the lead of --lead \(plain(lead))"
        case .amounts:
            "the promisor loses an amount if the commitment is never kept; the cost of a late day is not stated: "
                + "perDay is 0"
        case .noDamage: "the cost of being late is not stated, so there is no damage yet: add \"damage\""
        }
    }
}

/// How something in a plan of Microsoft Project was read, or what was assumed.
enum ProjectGuess {
    case calendar
    case extraWorkingDays(Int)
    case noResources
    case resources(hasSeveral: Bool)
    case summaryTasks
    case unnamedPromisee
    case lateness
    case startedLinks(Int)
    case planFinish(id: String, tasks: Int)

    /// The sentence, without a full stop.
    var sentence: String {
        switch self {
        case .calendar: "working days and days off come from the plan's calendar"
        case .extraWorkingDays(let days):
            "\(counted(days, "working day")) on weekdays that are off cannot be stated: leads allow for "
                + (days == 1 ? "it" : "them")
        case .noResources: "no one is assigned to tasks: the promisor is \"\(PlanParties.unnamedPromisor)\""
        case .resources(let hasSeveral):
            "the promisor of a task is the person assigned to it" + (hasSeveral ? ", the first of several" : "")
        case .summaryTasks: "summary tasks are left out, and their links passed on to the tasks in them"
        case .unnamedPromisee: "the promisee is not stated: it is \"\(PlanParties.unnamedPromisee)\""
        case .lateness:
            "damage is counted as days late of the plan's finish and of deadlines, in the kind \"lateness\": "
                + "replace it with what a day costs"
        case .startedLinks(let links):
            "\(counted(links, "link")) to tasks that have already started no longer \(links == 1 ? "counts" : "count")"
        case .planFinish(let id, let tasks):
            "\"\(id)\" waits for \(tasks == 1 ? "the task" : "the \(tasks) tasks") after which no other task finishes"
        }
    }
}
