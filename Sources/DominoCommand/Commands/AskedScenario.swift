import DominoAnalysis
import DominoReport
import DominoScenario

/// A scenario that is asked something: its root is chosen, and the day that counts as today is known.
///
/// Every command that asks a question opens its scenario as one of these, so none forgets the default root, at which
/// news of a slip starts as well (Model.md, section 3).
struct AskedScenario {
    let scenario: Scenario
    /// What slips and moves, what is done about it, and when those affected are told.
    let question: WhatIfQuestion
    let today: AskedOn

    /// If the scenario names no root, the first commitment that slips becomes it, else the only one that nobody needs.
    init(_ scenario: Scenario, question: WhatIfQuestion, today: AskedOn) {
        self.scenario = scenario.withRoot(for: question.slips)
        self.question = question
        self.today = today
    }

    var asOf: Day { today.day }

    /// An answer with the names of the scenario.
    func answered<A: Answer>(_ answer: A) -> Answered<A> where A.Named == Names {
        Answered(answer, names: Names(scenario), today: today)
    }
}

extension ParsedCommand {
    /// Opens a scenario to ask something about it as it stands.
    func ask(_ path: String) throws(EarlyEnd) -> AskedScenario {
        let scenario = try openScenario(path)
        let today = try asOf(scenario)
        let question = WhatIfQuestion(slips: [], toldOn: scenario.toldOn, asOf: today.day)
        return AskedScenario(scenario, question: question, today: today)
    }

    /// Writes an answer about a scenario in the format asked for.
    func emit<A: Renderable>(_ answer: A, to asked: AskedScenario) -> ExitStatus where A.Named == Names {
        emit(asked.answered(answer), unless: asked.scenario.sources.inputs)
    }

    /// The error of a scenario in which nothing says which commitment it is about.
    ///
    /// - Parameter advice: how to say it, if not in the file.
    func missingRoot(in scenario: Scenario, advice: String = "") -> EarlyEnd {
        let ends = scenario.commitmentsNobodyNeeds
        guard let first = ends.first else {
            return usageError("every commitment is released: none is left to ask about.")
        }
        let id = sanitized(scenario.id(ofCommitment: first), limit: 80)
        return usageError(
            "the scenario does not say which commitment it is about, and nobody needs these \(ends.count): "
                + scenario.commitmentNames.choice(of: ends.map { Int($0) })
                + ". Name one in the file, as in \"root\": \"\(id)\"\(advice).")
    }
}

/// The options `--slip`, `--move`, `--plan`, `--tell-on` and `--as-of`, before there is a scenario.
struct SlipQuestion {
    /// What the scenario's own slip is to a command.
    enum FileSlip {
        /// It counts if no other is given, and something has to slip.
        case expected
        /// It counts if no other is given; nothing has to slip.
        case counts
        /// It does not count.
        case ignored
    }

    private let command: ParsedCommand
    private let slips: [SlipArgument]
    private let moves: [MoveArgument]
    private let plan: [String]
    private let toldOn: DateArgument?

    /// Reads those of the options that the command takes; names are looked up later.
    init(_ command: ParsedCommand) throws(EarlyEnd) {
        self.command = command
        slips = try command.readings("slip", by: readSlip)
        moves = command.takes("move") ? try command.readings("move", by: readMove) : []
        plan = command.takes("plan") ? try command.reading("plan", by: readList) ?? [] : []
        toldOn = command.takes("tell-on") ? try command.reading("tell-on", by: readDate) : nil
        _ = try command.reading("as-of", by: readDate)
    }

    /// Opens the scenario of the command and looks up the names.
    ///
    /// - Parameter knownOn: an option with the day on which those affected are told, in place of `--tell-on`; without
    ///   it they are told today.
    func open(
        fileSlip: FileSlip, knownOn: (option: String, date: DateArgument?)? = nil
    ) throws(EarlyEnd) -> AskedScenario {
        let scenario = try command.openScenario(command.positionals[0])
        let today = try command.asOf(scenario)
        var told = scenario.toldOn
        if let toldOn { told = try command.day(toldOn, of: "tell-on", onOrAfter: today.day) }
        if let knownOn {
            told = try command.day(knownOn.date, of: knownOn.option, onOrAfter: today.day) ?? today.day
        }
        let question = WhatIfQuestion(
            slips: slips.isEmpty && fileSlip == .ignored ? [] : try command.resolve(slips, in: scenario),
            moves: try command.resolve(moves, in: scenario), plan: try resolvePlan(scenario), toldOn: told,
            asOf: today.day)
        let asked = AskedScenario(scenario, question: question, today: today)
        command.warn(about: question, asked.scenario, expectsSlip: fileSlip == .expected)
        return asked
    }

    /// The mitigations of the plan, which must respect what each requires and excludes.
    private func resolvePlan(_ scenario: Scenario) throws(EarlyEnd) -> [MitigationIndex] {
        guard !plan.isEmpty else { return [] }
        var resolved: [MitigationIndex] = []
        for place in try command.places(ofList: plan, in: scenario.mitigationNames, option: "--plan") {
            let mitigation = MitigationIndex(place)
            if !resolved.contains(mitigation) { resolved.append(mitigation) }
        }
        if let problem = planProblem(resolved, in: scenario) { throw command.usageError("'--plan': \(problem).") }
        return resolved
    }
}

extension ParsedCommand {
    /// The slips asked for, else those of the scenario.
    func resolve(_ slips: [SlipArgument], in scenario: Scenario) throws(EarlyEnd) -> [Slip] {
        guard !slips.isEmpty else { return scenario.slips }
        let commitments = try distinct(slips.map { $0.commitment }, in: scenario, option: "--slip")
        return zip(commitments, slips).map { commitment, slip in
            switch slip.fate {
            case .days(let days): Slip(commitment: commitment, days: days)
            case .broken: Slip(commitment: commitment, days: .infinity)
            }
        }
    }

    /// The moves asked for.
    func resolve(_ moves: [MoveArgument], in scenario: Scenario) throws(EarlyEnd) -> [Move] {
        let commitments = try distinct(moves.map { $0.commitment }, in: scenario, option: "--move")
        return zip(commitments, moves).map { Move(commitment: $0, days: $1.days) }
    }

    /// The commitments that an option names, each once.
    private func distinct(
        _ names: [String], in scenario: Scenario, option: String
    ) throws(EarlyEnd) -> [CommitmentIndex] {
        var commitments: [CommitmentIndex] = []
        for name in names {
            let commitment = try commitment(name, in: scenario, option: option)
            guard !commitments.contains(commitment) else {
                throw usageError("'\(option)' names \"\(sanitized(name, limit: 80))\" twice.")
            }
            commitments.append(commitment)
        }
        return commitments
    }

    /// The places that a list names, split at its commas. A title may contain commas, so the longest run of members
    /// that is a name counts as one.
    fileprivate func places(
        ofList members: [String], in names: NameBook, option: String
    ) throws(EarlyEnd) -> [Int] {
        var places: [Int] = []
        var rest = members[...]
        let longest = 1 + names.mostCommas
        while !rest.isEmpty {
            let run = (2..<max(2, min(longest, rest.count) + 1)).last { count in
                if case .one = names.match(rest.prefix(count).joined(separator: ",")) { true } else { false }
            }
            let name = rest.prefix(run ?? 1).joined(separator: ",")
            places.append(try place(of: name, in: names, option: option))
            rest = rest.dropFirst(run ?? 1)
        }
        return places
    }

    /// Warns about a question that may not mean what it seems to.
    func warn(about question: WhatIfQuestion, _ scenario: Scenario, expectsSlip: Bool) {
        for diagnostic in questionWarnings(question, in: scenario) { warn(diagnostic) }
        guard expectsSlip, question.slips.isEmpty, question.moves.isEmpty else { return }
        let ends = scenario.root == nil ? scenario.commitmentsNobodyNeeds : []
        let choice = scenario.commitmentNames.choice(of: ends.map { Int($0) })
        note(
            "nothing slips: this is the plan as it stands. Try --slip ID=DAYS"
                + (ends.isEmpty ? "." : ", with ID of \(choice)."))
    }

    /// Refuses a plan with more fallible mitigations than a simulation can take.
    func requireSimulable(_ plan: [MitigationIndex], in scenario: Scenario) throws(EarlyEnd) {
        if let problem = fallibleProblem(plan, in: scenario) { throw usageError("'--plan': \(problem).") }
    }
}

extension Scenario {
    /// The scenario with a root: the file's, else the first commitment that slips, else the only one nobody needs.
    func withRoot(for slips: [Slip]) -> Scenario {
        guard root == nil else { return self }
        var scenario = self
        if let slip = slips.first ?? self.slips.first {
            scenario.root = slip.commitment
        } else {
            let ends = commitmentsNobodyNeeds
            scenario.root = ends.count == 1 ? ends.first : nil
        }
        return scenario
    }

    /// The commitments that no other one needs, without released ones.
    /// - Complexity: O(commitments + needs).
    var commitmentsNobodyNeeds: [CommitmentIndex] {
        var isNeeded = [Bool](repeating: false, count: commitments.count)
        for commitment in commitments where commitment.status != .released {
            for need in commitment.needs { isNeeded[Int(self[need].commitment)] = true }
        }
        return commitments.places.filter { self[$0].status != .released && !isNeeded[Int($0)] }
    }
}
