import DominoAnalysis
import DominoScenario

/// What an answer says before anything else: a few sentences, of which the first one can stand alone.
///
/// Sentences are written as they read behind a colon; those that begin anew get a capital letter here. A title keeps
/// the letter its author gave it, for it stands in quotes.
struct Statement: Sendable {
    private var sentences: [SafeText] = []
    /// What the first sentence begins with: `As of today, 9 Oct 2026`, where only the clock says which day it is.
    private let opening: SafeText

    /// Nothing said yet.
    init(opening: SafeText = "") { self.opening = opening }

    /// Adds a sentence with its full stop; nothing where there is nothing to say.
    mutating func add(_ sentence: SafeText?) {
        guard let sentence, !sentence.isEmpty else { return }
        let isFirst = sentences.isEmpty && !opening.isEmpty
        sentences.append(isFirst ? "\(opening): \(sentence)" : sentence.capitalized)
    }

    /// Adds what has to be done before everything else, as the first sentence.
    mutating func addFirst(_ sentence: SafeText?) {
        guard let sentence else { return }
        sentences.append(opening.isEmpty ? "First: \(sentence)" : "\(opening), first: \(sentence)")
    }

    /// The first sentence alone.
    var headline: SafeText { sentences.first ?? "" }
    /// All of it.
    var text: SafeText { sentences.joined(separator: " ") }
}

extension Answered {
    /// A statement to be made: it says which day it is where only the clock does.
    var begun: Statement {
        guard case .today(let day) = today else { return Statement() }
        return Statement(opening: "As of today, \(fullDate(day))")
    }
}

// MARK: Overdue

extension Names {
    /// What is overdue longest, by how much, and what to do about it; nil where nothing is.
    func overdueSentence(_ overdue: [Overdue]) -> SafeText? {
        let longest = overdue.enumerated().sorted { (-$0.element.days, $0.offset) < (-$1.element.days, $1.offset) }
            .map { $0.element }
        guard let first = longest.first else { return nil }
        let late: SafeText = "\(quoted(first.commitment)) is \(workingDays(Double(first.days))) overdue"
        guard longest.count > 1 else { return "\(late): \(nextStep(longest))." }
        let second: SafeText = "\(quoted(longest[1].commitment)) \(workingDays(Double(longest[1].days)))"
        let all: SafeText =
            longest.count == 2 ? "\(late) and \(second)" : "\(late), \(second), and \(longest.count - 2) more"
        return "\(all): \(nextStep(longest))."
    }

    /// What to do about what is overdue: ask those who promised it, or do it where that is us.
    private func nextStep(_ overdue: [Overdue]) -> SafeText {
        let promisors = overdue.map { scenario[$0.commitment].promisor }
        let (dates, days): (SafeText, SafeText) =
            overdue.count == 1 ? ("a new date", "the day it was kept") : ("new dates", "the days they were kept")
        guard !promisors.allSatisfy(isOurs) else {
            return "keep \(overdue.count == 1 ? "it" : "them") or agree on \(dates) today; if kept, enter \(days)"
        }
        let asked = promisors.filter { !isOurs($0) }
        guard asked.allSatisfy({ $0 == asked[0] }) else { return "ask for \(dates) today, or enter \(days)" }
        return "ask \(subject(asked[0])) today for \(dates), or enter \(days)"
    }
}
