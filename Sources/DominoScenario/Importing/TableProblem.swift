/// What can be wrong with a table: its file, its form, its rows and columns.
///
/// Texts of the author are given as they stand, here and in the other enumerations; `wording` sanitizes them.
enum TableProblem: Problem, Error {
    case fileTooLarge
    case emptyFile
    case utf16
    case packedFile
    case zeroByte
    case openQuote
    case textBehindQuote
    case noRows
    case closingLines(Int)
    case shortRow(cells: Int, header: Int)
    case longRow(cells: Int, header: Int)
    case missingColumn(TableField, headers: [String])
    case needsColumns
    /// A row that is left out because it has no title or no due date.
    case incompleteRow(lacks: String)
    // The table of a scenario.
    case unknownList(String, lists: [String])
    case moreIsNoObject
    case noJSON(String, hint: String?)

    var wording: Wording {
        switch self {
        case .fileTooLarge: Wording(.fileTooLarge, "the file is too large: a file may have 1 GiB")
        case .emptyFile: Wording(.tableEmpty, "the file is empty", "export a table with its header")
        case .utf16: Wording(.tableEncoding, "this looks like UTF-16", "save it as \"CSV UTF-8\"")
        case .packedFile:
            Wording(
                .tableEncoding, "this is a workbook or another packed file, not a table of text",
                "save the sheet as \"CSV UTF-8\"")
        case .zeroByte:
            Wording(
                .tableEncoding, "the file contains a zero byte, so it is not text, or it is UTF-16",
                "save it as \"CSV UTF-8\"")
        case .openQuote:
            Wording(
                .tableQuotes, "this quote is never closed",
                "close it before the next delimiter; a quote inside quotes is written twice")
        case .textBehindQuote:
            Wording(.tableQuotes, "there is text after a closing quote", "a quote inside quotes is written twice")
        case .noRows:
            Wording(.tableEmpty, "there is a header, but no row of a commitment below it", "export the rows, too")
        case .closingLines(let count):
            Wording(
                .closingLine,
                "\(counted(count, "line")) below the table \(count == 1 ? "has" : "have") only one cell: left out")
        case .shortRow(let cells, let header):
            Wording(.shortRow, "this row has \(cells) cells, the header has \(header): the others count as empty")
        case .longRow(let cells, let header):
            Wording(
                .raggedRow, "this row has \(cells) cells, the header has \(header)",
                "put a text that contains the delimiter in quotes")
        case .missingColumn(let field, let headers):
            Wording(
                .missingColumn, "no column is known as \(field.meaning)",
                "name it: --map \(field.name)=\"Column\"" + (headers.isEmpty ? "" : "; there are " + listed(headers, 8))
            )
        case .needsColumns:
            Wording(
                .missingColumn, "the table of needs has to say which commitment needs which",
                "call its columns commitment and needs; lead, buffer, lag, type, share, fallback and relay may follow")
        case .incompleteRow(let lacks):
            Wording(.leftOut, "this row has no \(lacks), so it is not a commitment: it is left out")
        case .unknownList(let name, let lists):
            Wording(
                .invalidChoice, "there is no list \(inQuotes(name))",
                nearestName(to: name, among: lists).map { "did you mean \"\($0)\"?" }
                    ?? "use one of \(lists.joined(separator: ", "))")
        case .moreIsNoObject: Wording(.tableJSON, "more has to be an object { ... }")
        case .noJSON(let message, let hint): Wording(.tableJSON, "this cell is not JSON: \(message)", hint)
        }
    }
}

/// What can be wrong with the value in a cell.
enum CellProblem: Problem {
    /// `expected` is what it should be, such as "a duration".
    case noNumber(String, expected: String, hint: String)
    case noDate(String)
    case noSuchDay(reason: String, hint: String?)
    case distantDay
    case ambiguousDate(Day, Day)
    case twoDateOrders
    case mixedCurrencies(String, others: String)

    var wording: Wording {
        switch self {
        case .noNumber(let text, let expected, let hint):
            Wording(.invalidNumber, "\(inQuotes(text)) is not \(expected)", hint)
        case .noDate(let text):
            Wording(
                .invalidDate, "\(inQuotes(text)) is not a date", "write it as YYYY-MM-DD, or leave the cell empty")
        case .noSuchDay(let reason, let hint): Wording(.invalidDate, "there is no such day: \(reason)", hint)
        case .distantDay: Wording(.invalidDate, "dates go from \(Day.first) to \(Day.last)")
        case .ambiguousDate(let one, let other):
            Wording(
                .ambiguousDate, "this date may be \(one.spoken) or \(other.spoken)",
                "say which: --dates dmy for \(one.spoken), --dates mdy for \(other.spoken)")
        case .twoDateOrders:
            Wording(
                .ambiguousDate, "this date has to be month first, and another one has to be day first",
                "write all dates as YYYY-MM-DD")
        case .mixedCurrencies(let found, let others):
            Wording(
                .mixedCurrencies, "this amount is in \(inQuotes(found)), others are in \(inQuotes(others))",
                "convert them to one currency; --currency says that all are in one")
        }
    }
}

/// What can be wrong with a link between two rows of a table or two tasks of a plan.
enum LinkProblem: Problem {
    /// A row that a table of needs names.
    case unknownRow(String, hint: String?)
    /// A row that another one names as its predecessor or successor.
    case unknownNeed(String, hint: String)
    case unknownUID(Int?)
    case leftOutNeed(String)
    case leftOutTask
    case otherPlan
    case kind(String)
    case projectKind
    case percentOfUnknown
    case unknownStart(String)
    case noLead(String)
    case distantLag
    case tooMany(limit: Int)

    var wording: Wording {
        switch self {
        case .unknownRow(let name, let hint):
            Wording(.unknownCommitment, "there is no row \(inQuotes(name)) in the table of commitments", hint)
        case .unknownNeed(let name, let hint):
            Wording(.unknownCommitment, "there is no row \(inQuotes(name)) to need", hint)
        case .unknownUID(let uid):
            Wording(
                .unknownCommitment, "no task has the UID \(uid.map(String.init) ?? "that this link names")",
                "save the plan as XML again")
        case .leftOutNeed(let name):
            Wording(.leftOut, "\(inQuotes(name)) was left out, so this need is left out, too")
        case .leftOutTask: Wording(.leftOut, "this link leads to a task that was left out, so it is left out, too")
        case .otherPlan: Wording(.leftOut, "this link leads to another plan: it is left out")
        case .kind(let text): Wording(.invalidLink, "a link is FS, SS, FF or SF, not \(inQuotes(text))")
        case .projectKind: Wording(.invalidLink, "a link's type is 0 (FF), 1 (FS), 2 (SF) or 3 (SS)")
        case .percentOfUnknown:
            Wording(
                .invalidLink, "a lag in percent is a share of the predecessor's duration, which is unknown",
                "write the lag in days, such as 12FS+2d")
        case .unknownStart(let title):
            Wording(
                .invalidLink, "this waits for the start of \(inQuotes(title)), and that day is unknown",
                "give that row a start or a duration")
        case .noLead(let title):
            Wording(
                .needWithoutLead, "it is unknown how many days \(inQuotes(title)) takes once it has what it needs",
                "give it a duration or a start; --lead 5 says five days wherever both are missing")
        case .distantLag: Wording(.invalidNumber, "this lag is too long")
        case .tooMany(let limit):
            Wording(
                .tooMany,
                "the links of summary tasks become more than \(limit) needs, or are nested too deep to be passed on",
                "link milestones instead of summary tasks")
        }
    }
}

/// What can be wrong with a plan of Microsoft Project.
enum ProjectProblem: Problem {
    case foreignPlan
    case noDatedTask
    case undatedTask(String)
    case noMoment(String)
    case noDuration(String)
    case summaryLimit(String)
    case lateFinish(String, Day, deadline: Day)
    case lateStart(String, Day, limit: Day)
    case exceptionWithoutDays
    case exceptionPattern
    case tooManyExceptions(limit: Int)

    var wording: Wording {
        switch self {
        case .foreignPlan:
            Wording(
                .foreignPlan, "this is not a plan of Microsoft Project: its root element has to be <Project>",
                "in Project, save the plan as XML")
        case .noDatedTask:
            Wording(
                .tableEmpty, "no task in this plan has dates", "let Project schedule it, and save it as XML again")
        case .undatedTask(let name):
            Wording(.leftOut, "\(inQuotes(name)) has no dates, so it is not a commitment: it is left out")
        case .noMoment(let text):
            Wording(
                .invalidDate, "\(inQuotes(text, limit: 40)) is not a date and time",
                "write it as 2026-03-02T08:00:00, from 1900 to 2199")
        case .noDuration(let text):
            Wording(.invalidNumber, "\(inQuotes(text, limit: 40)) is not a duration", "write it as PT40H0M0S")
        case .summaryLimit(let name):
            Wording(
                .leftOut, "\(inQuotes(name)) is a summary task with a deadline or a fixed date, which is left out",
                "give the deadline to a milestone in it")
        case .lateFinish(let name, let finish, let deadline):
            Wording(
                .lateAsPlanned,
                "\(inQuotes(name)) is planned to finish on \(finish), after its deadline on \(deadline)")
        case .lateStart(let name, let start, let limit):
            Wording(.lateAsPlanned, "\(inQuotes(name)) is planned to start on \(start), but has to start by \(limit)")
        case .exceptionWithoutDays: Wording(.leftOut, "this exception names no days: it is left out")
        case .exceptionPattern:
            Wording(.leftOut, "the pattern by which this exception recurs cannot be read: it is left out")
        case .tooManyExceptions(let limit):
            Wording(.xmlLimit, "the exceptions of the calendars name more than \(limit) days")
        }
    }
}

/// A text of the author in quotes, sanitized and short.
func inQuotes(_ text: String, limit: Int = 60) -> String { "\"\(sanitized(text, limit: limit))\"" }

/// The first texts of a list in quotes, with an ellipsis where there are more.
func listed(_ texts: [String], _ most: Int) -> String {
    texts.prefix(most).map { inQuotes($0) }.joined(separator: ", ") + (texts.count > most ? ", …" : "")
}

/// `1 row`, `2 rows`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)" + (count == 1 ? "" : "s") }
