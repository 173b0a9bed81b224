import DominoAnalysis
import DominoScenario

/// How an answer is written.
public enum OutputFormat: String, Sendable {
    case text, json, markdown
}

/// The day an answer is asked on.
public enum AskedOn: Sendable {
    /// The clock's day: nothing else says which day it is, so the answer does.
    case today(Day)
    /// A day that the scenario or an option gives.
    case given(Day)

    /// A day, and whether it is the clock's.
    public init(_ day: Day, isToday: Bool) { self = isToday ? .today(day) : .given(day) }

    /// The day itself.
    public var day: Day {
        switch self {
        case .today(let day), .given(let day): day
        }
    }
}

/// The answer to a question: indices and figures.
public protocol Answer: Sendable {
    /// What the indices stand for: the names of one scenario, or of two.
    associatedtype Named: Sendable = Names
}

/// An answer that can be written in every format.
public protocol Renderable: Answer {
    /// The answer for people, however it is laid out.
    static func document(_ answered: Answered<Self>, _ limits: Limits) -> Document
    /// The answer for programs, in full.
    static func json(_ answered: Answered<Self>) -> String
}

/// An answer together with the names that its indices stand for, and the day it was asked on.
public struct Answered<A: Answer>: Sendable {
    /// The answer: indices and figures.
    public let answer: A
    /// What the indices stand for.
    public let names: A.Named
    /// The day it is asked on.
    public let today: AskedOn

    /// An answer with its names.
    public init(_ answer: A, names: A.Named, today: AskedOn) {
        self.answer = answer
        self.names = names
        self.today = today
    }

    /// Another answer about the same scenario.
    func with<B: Answer>(_ other: B) -> Answered<B> where B.Named == A.Named {
        Answered<B>(other, names: names, today: today)
    }

    /// A date in a sentence, a table or a chart: with its year where that is not the year it is asked in.
    func date(_ day: Day) -> SafeText { DominoReport.date(day, in: today.day) }
}

/// An answer in the format asked for.
public func render<A: Renderable>(_ answered: Answered<A>, as format: OutputFormat, style: TextStyle) -> String {
    switch format {
    case .json: A.json(answered)
    case .text: text(A.document(answered, .text), style)
    case .markdown: markdown(A.document(answered, .markdown))
    }
}

/// `9 Oct`, or `6 Jan 2027` where the year is another one than that of `today`.
func date(_ day: Day, in today: Day) -> SafeText {
    let (year, month, number) = day.civil
    let short: SafeText = "\(number) \(SafeText(trusted: Day.monthNames[month - 1]))"
    return year == today.civil.year ? short : "\(short) \(year)"
}

/// `9 Oct 2026`.
func fullDate(_ day: Day) -> SafeText { SafeText(trusted: day.spoken) }

/// `2026-10-09`.
func isoDate(_ day: Day) -> SafeText { SafeText(trusted: day.description) }
