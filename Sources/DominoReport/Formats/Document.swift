/// An answer for people, before it is laid out: what is said in which order, not how.
///
/// Each format that people read is one function over the blocks of a document (`text`, `markdown`): a new format needs
/// nothing of the questions.
public struct Document: Sendable {
    /// A part of a document.
    enum Block: Sendable {
        /// The answer in a sentence or a few, first of all.
        case verdict(SafeText)
        /// A heading of what follows.
        case heading(SafeText)
        /// The heading of a part that may be printed on a page of its own.
        case page(number: Int, SafeText)
        /// Figures in columns.
        case table(Table)
        /// A picture of characters, or what stands for it where nothing can be drawn.
        case drawing(Drawing)
        /// Items in a list.
        case list([Item])
        /// A sentence.
        case paragraph(SafeText)
        /// What has to be known to read what is above.
        case remark(SafeText)
        /// What the figures rest on, last of all.
        case note(SafeText)
    }

    private(set) var blocks: [Block] = []

    mutating func add(_ block: Block) { blocks.append(block) }

    /// Adds a heading and what it is about.
    mutating func add(_ heading: SafeText, _ block: Block) { blocks += [.heading(heading), block] }

    /// Adds a remark unless there is nothing to say.
    mutating func remark(_ text: SafeText?) {
        if let text, !text.isEmpty { blocks.append(.remark(text)) }
    }

    /// Says how many of a list are not shown; nothing where all are.
    mutating func rest(_ all: Int, _ shown: Int) {
        if all > shown { blocks.append(.remark(notListed(all - shown))) }
    }
}

/// What stands for the rows of a list that are not shown.
func notListed(_ rest: Int) -> SafeText { "and \(exact(rest)) more (--format json lists all)" }

/// How much of its lists a document shows; the rest is counted.
public struct Limits: Sendable {
    /// Rows of a table or list.
    var rows: Int
    /// Pages of their own.
    var pages: Int

    /// What people read on a terminal.
    static let text = Limits(rows: 20, pages: 12)
    /// What a ticket or a wiki page holds: a summary of a workflow may have a megabyte, and people less patience.
    static let markdown = Limits(rows: 100, pages: .max)
}

/// How much attention something wants.
enum Tone: Sendable {
    case plain, good, alarm, dim
}

/// A picture made of characters.
struct Drawing: Sendable {
    /// Above it; nothing stands there where neither a line nor a table takes its place.
    var title: SafeText
    /// The picture for a terminal.
    var lines: @Sendable (TextStyle) -> [SafeText]
    /// The same as a line of small columns, 0...1; empty where nothing of it can be drawn in a line.
    var sparkline: [Double] = []
    /// From where to where the line goes.
    var span: SafeText = ""
    /// What a reader gets who sees no picture.
    var table: Table?
}

/// Names and figures in columns.
struct Table: Sendable {
    /// Above the names.
    var heading: SafeText
    /// What each row is about.
    var names: [SafeText]
    /// The columns behind the names.
    var columns: [TableColumn]
    /// A bar at the end of each row, where there is room.
    var bar: TableBar?
    /// How many rows are not listed.
    var rest = 0
}

/// One column of figures or words.
struct TableColumn: Sendable {
    /// Above it; `\n` is where it may be broken into two lines.
    var heading: SafeText
    /// One a row.
    var cells: [SafeText]
    /// Whether its cells begin on the left; figures end on the right.
    var isLeft = false
    /// Whether it goes first where there is no room: higher goes earlier.
    var expendable = 0
    /// How much attention each cell wants; one for all, or one a row.
    var tones: [Tone] = [.plain]
    /// What the heading means; empty where it says so itself.
    var legend: SafeText = ""

    /// The tone of a row's cell.
    func tone(_ row: Int) -> Tone { tones.count == 1 ? tones[0] : tones[row] }
}

/// Bars on one scale. Below 0 a bar is shaded, not filled: it counts the other way.
struct TableBar: Sendable {
    /// The filled length of each row.
    var values: [Double]
    /// The length of each row up to which it is shaded behind the filled part; empty where nothing is.
    var wholes: [Double] = []
}

/// One item of a list.
struct Item: Sendable {
    /// What stands before it.
    enum Mark: Sendable {
        /// A point, or an exclamation mark for what alarms.
        case point(Tone)
        case number(Int)
        /// A word or two that say what it is.
        case label(SafeText)
    }

    var mark = Mark.point(.plain)
    /// What it says.
    var text: SafeText
    /// What else is worth knowing; empty where nothing is.
    var detail: SafeText = ""

    /// Its label; empty where it has none.
    var label: SafeText {
        if case .label(let label) = mark { label } else { "" }
    }
}
