import DominoAnalysis
import DominoScenario

/// A first answer to a promise in a few facts: its check, and what would make the answer better.
package struct PromiseResult: Sendable {
    /// What somebody gave.
    package var draft: PromiseDraft
    /// The check of the scenario made of it.
    package var check: CheckResult
    /// The file the scenario was saved to; nil if it was not.
    package var saved: String?

    /// The first answer to a draft.
    package init(_ draft: PromiseDraft, check: CheckResult, saved: String?) {
        self.draft = draft
        self.check = check
        self.saved = saved
    }

    /// Whether it may be promised; nil where nothing says how late such promises are, and nothing else speaks
    /// against it.
    package var verdict: Verdict? { draft.past.isEmpty && check.verdict == .safe ? nil : check.verdict }

    /// What to ask next, the most useful first.
    var questions: [OpenQuestion] {
        var questions: [OpenQuestion] = []
        if draft.past.count < wantedPast { questions.append(.past) }
        if draft.needs.isEmpty { questions.append(.needs) }
        questions += draft.needs.indices.filter { draft.needs[$0].work == nil }.map { .work($0) }
        if draft.costForUs == nil { questions.append(.costForUs) }
        if draft.costForClient == nil { questions.append(.costForClient) }
        return questions + [.listeners]
    }
}

/// Past promises from which on more are not asked for.
private let wantedPast = 10

/// What nobody has said yet.
enum OpenQuestion: Equatable {
    case past, needs
    /// The days of work after one of the draft's needs.
    case work(Int)
    case costForUs, costForClient, listeners

    /// Its name in JSON.
    var name: String {
        switch self {
        case .past: "past"
        case .needs: "needs"
        case .work: "work"
        case .costForUs: "costForUs"
        case .costForClient: "costForClient"
        case .listeners: "listeners"
        }
    }
}

extension PromiseResult: Renderable {
    /// The verdict, the odds, what is at stake, and what would make the answer better.
    package static func document(_ answered: Answered<Self>, _ limits: Limits) -> Document { answered.document(limits) }
    /// The answer for programs, in full.
    package static func json(_ answered: Answered<Self>) -> String { answered.json() }
}

extension Answered<PromiseResult> {
    private var check: Answered<CheckResult> { with(answer.check) }
    private var rootID: SafeText { SafeText(sanitizing: shellWord(names.id(answer.check.root))) }

    fileprivate func document(_ limits: Limits) -> Document {
        var document = Document()
        document.add(.verdict(statement().text))
        add("The odds", odds, to: &document)
        add("What is at stake\(names.inCurrency)", stakes, to: &document)
        let questions = answer.questions
        let items = questions.prefix(limits.rows).map { Item(text: question($0), detail: advice(on: $0)) }
        document.add("What would make this answer better", .list(items))
        document.rest(questions.count, items.count)
        if let saved = answer.saved {
            let file = SafeText(sanitizing: shellWord(saved))
            document.add(
                "Go on with",
                .list([
                    Item(text: "domino check \(file)", detail: "The same answer with every detail."),
                    Item(text: "domino whatif \(file) --slip \(rootID)=7", detail: "If it is a week late."),
                    Item(text: "domino report \(file) -o promise.html", detail: "One page to show and to try out."),
                ]))
        }
        if answer.verdict != nil { document.add(.note(check.footnote)) }
        return document
    }

    private func add(_ heading: SafeText, _ rows: [(name: SafeText, figure: SafeText)], to document: inout Document) {
        guard !rows.isEmpty else { return }
        let column = TableColumn(heading: "", cells: rows.map { $0.figure }, isLeft: true)
        document.add(heading, .table(Table(heading: "", names: rows.map { $0.name }, columns: [column])))
    }

    /// The verdict and the first safe day, or that nothing says how likely the date is.
    private func statement() -> Statement {
        let title = names.quoted(answer.check.root)
        let confidence = level(answer.check.question.policy.confidence)
        guard let verdict = answer.verdict else {
            var statement = begun
            statement.add(
                "nothing says yet how likely \(title) is by \(date(answer.check.promise)): how late were promises of"
                    + " its kind before?")
            return statement
        }
        var statement = check.verdictStatement()
        if verdict != .safe, let safe = answer.check.safeDate {
            statement.add("from \(date(safe)) on it is at least \(confidence) likely.")
        }
        return statement
    }

    private var odds: [(name: SafeText, figure: SafeText)] {
        guard answer.verdict != nil else { return [] }
        let confidence = level(answer.check.question.policy.confidence)
        let past = answer.draft.past.count
        return [
            ("done by \(date(answer.check.promise))", likelihood(answer.check.kept)),
            ("safe date", answer.check.safeDate.map { "\(date($0)), at least \(confidence) likely" } ?? "none"),
            ("based on", past == 0 ? "the dates alone" : count(past, "past promise")),
        ]
    }

    private var stakes: [(name: SafeText, figure: SafeText)] {
        let draft = answer.draft
        let costs = [(draft.costForUs, "you" as SafeText), (draft.costForClient, client)]
        var rows = costs.compactMap { cost, bearer -> (name: SafeText, figure: SafeText)? in
            guard let cost else { return nil }
            return ("each \(cost.unit == .day ? "day" : "week") late costs \(bearer)", exact(cost.amount))
        }
        guard !rows.isEmpty, answer.verdict != nil else { return rows }
        rows += check.figures.prefix(3)
        return rows
    }

    /// The client as a question names it.
    private var client: SafeText { answer.draft.client.map { SafeText(sanitizing: $0, limit: 60) } ?? "the client" }

    private func question(_ question: OpenQuestion) -> SafeText {
        switch question {
        case .past:
            return answer.draft.past.isEmpty
                ? "How many days late were your last promises of this kind?"
                : "How late were more of your promises of this kind? Each makes the odds surer."
        case .needs: return "What do you need from \(client) first, and by when?"
        case .work(let place):
            let title = SafeText(sanitizing: answer.draft.needs[place].title, limit: 60).quoted
            return "How many days of work follow \(title)? Until you say, it may not be a day late."
        case .costForUs: return "What does each day late cost you?"
        case .costForClient: return "What does each day late cost \(client)?"
        case .listeners: return "Who at \(client) has promised others something because of it, and by when?"
        }
    }

    private func advice(on question: OpenQuestion) -> SafeText {
        switch question {
        case .past: return "--past 0,3,-1,10 (days late; -1 is a day early)"
        case .needs: return "--needs \"Data delivered=1 June:10\" (10 days of work follow it)"
        case .work(let place):
            let need = answer.draft.needs[place]
            let word = shellWord("\(need.title)=\(need.due):DAYS")
            return "--needs \(SafeText(sanitizing: word, limit: 120))"
        case .costForUs: return "--late 1000/day"
        case .costForClient: return "--late-client 5000/day"
        case .listeners:
            let file = answer.saved.map { SafeText(sanitizing: $0, limit: 80) }
            return file.map { "Add their commitments to \($0), each with a need of this one." }
                ?? "--save FILE, and add their commitments there, each with a need of this one"
        }
    }

    fileprivate func json() -> String {
        check.json("promise", headline: statement().headline, knowsOdds: answer.verdict != nil) { json in
            json.array("questions") { json in
                for open in answer.questions {
                    json.object {
                        $0.field("about", open.name)
                        $0.field("question", question(open))
                        $0.field("advice", advice(on: open))
                    }
                }
            }
            json.field("saved", answer.saved)
        }
    }
}

/// A word of a command line as a shell reads it, in quotes where it needs them.
private func shellWord(_ word: String) -> String {
    let isPlain = word.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || "-_./=:,+@%".utf8.contains(byte)
    }
    return isPlain && !word.isEmpty ? word : "'" + word.replacingEach("'", with: "'\\''") + "'"
}
