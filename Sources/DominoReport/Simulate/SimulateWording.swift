import DominoAnalysis
import DominoEngine
import DominoScenario

// What a simulation comes to in words, and which of its figures are shown.

extension Answered<SimulationResult> {
    /// The answer in a few sentences.
    func sentence() -> SafeText { statement().text }

    /// What is overdue; the chance of the root's date, the damage, the biggest cause.
    ///
    /// The words hold whatever the scenario: "5 % of runs exceed" is said only where the damage is spread out enough.
    func statement() -> Statement {
        let overdue = names.overdueSentence(answer.overdue)
        var statement = overdue == nil ? Statement() : begun
        statement.addFirst(overdue)
        let premise = premise(tellsDay: overdue == nil)
        if answer.isAlike {
            let alike: SafeText = "all \(count(answer.replicates, "run")) are the same: \(rootClause); \(damageClause)."
            statement.add("\(premise)\(alike)")
        } else {
            statement.add("\(premise)\(rootClause).")
            statement.add("\(damageClause).")
        }
        statement.add(biggestCause)
        statement.add(names.assumedPrice(answer.assumedPriceShare))
        return statement
    }

    /// What is asked for besides the scenario: slips, moves, plan and telling.
    private func premise(tellsDay: Bool) -> SafeText {
        let question = answer.question
        var parts: [SafeText] = []
        if tellsDay, case .today(let day) = today { parts.append("as of today, \(fullDate(day))") }
        let changes = question.slips.map { names.clause($0) } + question.moves.map { names.clause($0) }
        if let first = changes.first {
            let rest: SafeText = changes.count > 1 ? " and \(changes.count - 1) more" : ""
            parts.append("if \(first)\(rest)")
        }
        if !question.plan.isEmpty { parts.append("with \(names.planClause(question.plan))") }
        if let day = question.toldOn { parts.append("with those hurt told on \(date(day))") }
        return parts.isEmpty ? "" : "\(parts.joined(separator: ", ")): "
    }

    /// How likely the root is on time, and the first date that most runs keep; without a root, how many commitments
    /// fail.
    private var rootClause: SafeText {
        guard let root = names.scenario.root, let figures = answer.commitments[Int(root)] else {
            return everyCommitment
        }
        let commitment = names.scenario[root]
        let title = names.quoted(root)
        if let day = commitment.keptOn { return "\(title) was kept on \(date(day))" }
        if commitment.status == .broken { return "\(title) is already broken" }
        if figures.broken == 1 {
            return answer.isAlike ? "\(title) is never kept" : "\(title) is never kept in any run"
        }
        if answer.isAlike, figures.late == 1, let slip = figures.meanSlip {
            let day = names.scenario.calendar.day(at: Double(names.scenario.due(root)) + slip)
            return "\(title) is kept \(names.workingDays(slip)) late, on \(date(day))"
        }
        // A plan may put the date off; then it is not the day in the file that counts.
        let due: SafeText = isRedated(root) ? "" : ", by \(date(commitment.due))"
        let inTime = answer.keptInTime(root) ?? 0
        if answer.isAlike { return "\(title) is kept on time\(due)" }
        let never: SafeText = figures.broken < 0.005 ? "" : ", and never kept in \(chance(figures.broken)) of runs"
        return onTime(title, inTime, due) + day80(root, inTime) + never
    }

    private func onTime(_ title: SafeText, _ inTime: Double, _ due: SafeText) -> SafeText {
        if answer.replicates == 1 { return "\(title) is \(inTime == 0 ? "not " : "")on time\(due), in the one run" }
        if inTime == 0 { return "\(title) is never on time\(due), in \(exact(answer.replicates)) runs" }
        if inTime == 1 { return "\(title) is on time\(due), in every run" }
        return "\(title) is \(chance(inTime)) likely to be on time\(due)"
    }

    private func day80(_ root: CommitmentIndex, _ inTime: Double) -> SafeText {
        guard inTime < 0.8, answer.replicates >= 100, case .day(let day) = answer.dayOf80(root, in: names.scenario)
        else {
            return ""
        }
        return ", and at least 80 % likely by \(date(day))"
    }

    /// Whether the plan gives the root another due date.
    private func isRedated(_ root: CommitmentIndex) -> Bool {
        let scenario = names.scenario
        return answer.question.plan.contains { mitigation in
            scenario[mitigation].effects.contains {
                if case .redate(root, _) = scenario.effects[Int($0)] { return true }
                return false
            }
        }
    }

    /// Without a root: how many commitments fail on average.
    private var everyCommitment: SafeText {
        let open = names.scenario.commitments.places.filter {
            answer.commitments[Int($0)] != nil && !names.scenario[$0].status.isFact
        }
        let missed = open.reduce(0) { $0 + 1 - (answer.keptInTime($1) ?? 1) }
        if missed == 0 { return "no commitment is late or broken" }
        let figure = missed < 0.05 ? "fewer than 0.1" : dayCount((missed * 10).rounded() / 10)
        let average: SafeText = answer.isAlike ? "" : "on average, "
        let verb: SafeText = figure == "1" || open.count == 1 ? "is" : "are"
        return "\(average)\(figure) of \(count(open.count, "commitment")) \(verb) late or broken"
    }

    /// The damage: on average, ours and theirs, and how bad it gets.
    private var damageClause: SafeText {
        let total = answer.total
        guard total.probabilityOfDamage > 0 else {
            let isKept = names.scenario.root.map { names.scenario[$0].status == .kept } ?? false
            guard isKept || !names.scenario.damages.isEmpty else { return "nothing says what it costs: add \"damage\"" }
            return answer.isAlike ? "there is no damage" : "no run has any damage"
        }
        let bill = names.bill(answer.sides, answer.kinds)
        // A plain sum of money reads best as a figure; everything else says who bears it, and what else is hurt.
        let isPlain = names.countsOnlyMoney && (!names.hasSides || bill.isNothing)
        let mean: SafeText =
            isPlain ? "average damage is \(names.amount(total.mean))" : "on average it costs \(names.toWhom(bill))"
        if total.deviation == 0 {
            let always: SafeText = answer.isAlike ? "" : " in every run"
            return isPlain
                ? "the damage is \(names.amount(total.mean))\(always)" : "it costs \(names.toWhom(bill))\(always)"
        }
        let score: SafeText = names.countsOnlyMoney ? "" : "a score of "
        let meaning: SafeText = names.countsOnlyMoney ? "" : " (\(names.scoreMeaning))"
        let p95 = total[.p95]
        if p95 <= 0 { return "\(mean); \(chance(total.probabilityOfDamage)) of runs have any" }
        if total.exceedance.last?.amount == p95 {
            return "\(mean), and never more than \(score)\(figure(p95))\(meaning)"
        }
        // Where many runs come to exactly that amount, fewer than one in twenty are above it.
        let above = total.exceedance.first { $0.amount == p95 }?.probability ?? 0.05
        return above > 0.04
            ? "\(mean); 5 % of runs exceed \(score)\(figure(p95))\(meaning)"
            : "\(mean), and at most \(score)\(figure(p95)) in 95 % of runs\(meaning)"
    }

    /// The input without which the mean is lowest; nothing where none stands out.
    private var biggestCause: SafeText? {
        guard answer.total.mean > 0, let first = answer.causes.first else { return nil }
        guard first.gain >= 0.005, first.gain > 2 * first.standardError else {
            return "no single cause makes a difference that can be told from chance."
        }
        let isOwn = names.scenario.root.map { first.input == .delay($0) } ?? false
        let name = isOwn ? "its own delay" : names.clause(first.input)
        return answer.total.mean - first.gain < 0.005
            ? "the biggest cause is \(name): without it there is no damage."
            : "the biggest cause is \(name): without it, the average \(names.scoreNoun) is \(figure(first.gain)) lower."
    }

    // MARK: Remarks

    /// Below the curve of the damage: how often there is any, how bad the worst of it is, what of it is not drawn.
    var damageRemark: SafeText {
        let total = answer.total
        let any: SafeText =
            total.probabilityOfDamage == 1
            ? "Every run has" : "\(chance(total.probabilityOfDamage).capitalized) of runs have"
        var remark: SafeText = "\(any) damage; the worst 5 % average \(figure(total.cvar95))"
        if let most = total.exceedance.last?.amount, most > answer.drawnDamage {
            remark += "; 1 % exceed \(figure(answer.drawnDamage)), up to \(figure(most))"
        }
        return remark + "."
    }

    /// Below the causes: what a sign means, and what is not listed. Empty where nothing is to be said.
    func causesRemark(listed: [SimulationResult.Exclusion]) -> SafeText {
        var remarks: [SafeText] = []
        if listed.contains(where: { $0.gain < -2 * $0.standardError }) {
            remarks.append("A negative figure helps: its good days gain more than its bad days cost.")
        }
        if listed.contains(where: { $0.gain.magnitude < 2 * $0.standardError }) {
            remarks.append("A figure below twice its ± may be chance.")
        }
        if answer.causes.count > listed.count {
            remarks.append("\(answer.causes.count - listed.count) more are not shown.")
        }
        let idle = answer.excludeOne.count - answer.causes.count
        if idle > 0 { remarks.append("\(idle) \(idle == 1 ? "other makes" : "others make") no difference.") }
        return remarks.joined(separator: " ")
    }

    /// What of the damage no commitment is to blame for; nil where there is none.
    var overcommitment: SafeText? {
        guard answer.overcommitted >= 0.005 else { return nil }
        return
            "\(names.score(answer.overcommitted)) of the average \(names.scoreNoun) is nobody's delay: some due dates"
            + " are closer together than the days needed between them."
    }

    /// Below everything: how many runs, and how sure the average is.
    var footnote: SafeText {
        let total = answer.total
        var note: SafeText = "\(count(answer.replicates, "run")), seed \(SafeText(trusted: "\(answer.question.seed)"))."
        if total.standardError >= 0.005 {
            note += " Standard error of the average \(names.scoreNoun): \(errorFigure(total.standardError))"
            note += total.standardError > 0.05 * total.mean ? "; use more --replicates for a sharper figure." : "."
        }
        return "\(note) \(reproducible)"
    }
}

/// That an answer can be had again.
let reproducible: SafeText = "Reproducible: the same seed gives the same output."

extension Names {
    /// An uncertain input in a sentence: `the risk "Change freeze"`.
    func clause(_ input: UncertainInput) -> SafeText {
        switch input {
        case .delay(let commitment): "the delay of \(quoted(commitment))"
        case .risk(let risk): "the risk \(title(of: risk, limit: sentenceLimit).quoted)"
        case .patience(let commitment): "the patience with \(quoted(commitment))"
        case .remaining(let commitment): "the work left on \(quoted(commitment))"
        case .factor: "the \(name(of: input, limit: sentenceLimit))"
        }
    }
}

// MARK: Figures

/// What a quantile of a slip comes to as a day.
enum QuantileDay {
    case day(Day)
    /// Broken that often.
    case never
    /// No figure is kept for it.
    case unknown
}

extension SimulationResult {
    /// Whether there is a root to speak of: one that is not released.
    func hasRoot(in scenario: Scenario) -> Bool { scenario.root.map { commitments[Int($0)] != nil } ?? false }

    /// How often a commitment is kept in time; nil for a released one.
    func keptInTime(_ commitment: CommitmentIndex) -> Double? {
        commitments[Int(commitment)].map { $0.late + $0.broken <= 0 ? 1 : max(0, 1 - $0.late - $0.broken) }
    }

    /// The day by which a commitment is kept in 80 % of runs.
    func dayOf80(_ commitment: CommitmentIndex, in scenario: Scenario) -> QuantileDay {
        guard let figures = commitments[Int(commitment)], figures.quantiles.indices.contains(1) else { return .unknown }
        guard let slip = figures.quantiles[1] else { return figures.broken > 0.2 ? .never : .unknown }
        return .day(scenario.calendar.day(at: Double(scenario.due(commitment)) + slip))
    }

    /// Commitments by falling carried score, without those that carry nothing.
    var carriers: [CommitmentIndex] {
        let carried = commitments.map { $0?.carried ?? 0 }
        return carried.indices.filter { carried[$0] >= 0.005 }.sorted { (-carried[$0], $0) < (-carried[$1], $1) }
            .map { CommitmentIndex($0) }
    }

    /// Commitments by how rarely they are kept in time, without facts and those that always are.
    func laggards(in scenario: Scenario) -> [CommitmentIndex] {
        let missed = commitments.map { $0.map { $0.late + $0.broken } ?? 0 }
        return missed.indices.filter { missed[$0] > 0 && !scenario.commitments[$0].status.isFact }
            .sorted { (-missed[$0], $0) < (-missed[$1], $1) }.map { CommitmentIndex($0) }
    }

    /// Stakeholders by falling score, without those who bear nothing.
    var bearers: [StakeholderIndex] {
        stakeholders.indices.filter { stakeholders[$0] >= 0.005 }
            .sorted { (-stakeholders[$0], $0) < (-stakeholders[$1], $1) }.map { StakeholderIndex($0) }
    }

    /// Inputs that change anything at all, the largest gain first.
    var causes: [Exclusion] { excludeOne.filter { $0.gain.magnitude >= 0.005 || $0.standardError >= 0.005 } }

    /// Whether uncertainty made no difference in any run.
    var isAlike: Bool {
        guard replicates > 1, total.deviation == 0 else { return false }
        return commitments.allSatisfy { commitment in
            guard let commitment else { return true }
            let (late, broken) = (commitment.late, commitment.broken)
            return (late == 0 || late == 1) && (broken == 0 || broken == 1)
                && commitment.quantiles.first == commitment.quantiles.last
        }
    }

    /// How often the score is above an amount: as known at the next smaller point, so never below the truth.
    func probability(above amount: Double) -> Double {
        total.exceedance.last { $0.amount <= amount }?.probability ?? 1
    }

    /// The amount to which a curve of the damage is drawn: all of it, without a long tail of one in a hundred.
    var drawnDamage: Double {
        let most = total.exceedance.last?.amount ?? 0
        let p99 = total.quantiles.last ?? 0
        return p99 > 0 && most > 1.25 * p99 ? p99 : most
    }

    /// The days between which the root's date is drawn: the due day in it, without the last hundredth of its tail.
    func drawnDates(due: Day) -> ClosedRange<Day>? {
        guard let first = rootDates.first, let last = rootDates.last, rootDates.count > 1 else { return nil }
        let end = rootDates.first { $0.probability >= 0.99 * last.probability }?.day ?? last.day
        return min(first.day, due)...max(end, due)
    }
}

extension SimulationResult.Target {
    /// Commitments that are on the chain of the target, those first whose delay moves it most.
    var links: [CommitmentIndex] {
        func key(_ place: Int) -> (Double, Double, Int) {
            (-(ssi[place] ?? 0), -(criticalityIndex[place] ?? 0), place)
        }
        return criticalityIndex.indices.filter { (criticalityIndex[$0] ?? 0) >= 0.0005 }.sorted { key($0) < key($1) }
            .map { CommitmentIndex($0) }
    }
}
