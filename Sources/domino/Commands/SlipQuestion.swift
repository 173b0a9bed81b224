import DominoAnalysis
import DominoScenario

/// What `--slip`, `--plan`, `--tell-on` and `--as-of` ask, before there is a scenario to ask it of.
struct SlipQuestion {
    private let command: ParsedCommand
    private let slips: [SlipArgument]
    private let plan: [String]
    private let toldOn: Day?

    /// Reads those of the options that the command takes; ids are looked up later.
    init(_ command: ParsedCommand) throws(UsageError) {
        self.command = command
        slips = try command.readings("slip", by: readSlip)
        plan = command.takes("plan") ? try command.reading("plan", by: readList) ?? [] : []
        toldOn = command.takes("tell-on") ? try command.reading("tell-on", by: readDayArgument) : nil
        _ = try command.reading("as-of", by: readDayArgument)
    }

    /// The question, with ids looked up; the root becomes the first commitment slipped where the file names none.
    ///
    /// - Parameters:
    ///   - playsFile: whether the file's own slip is played where none is asked for.
    ///   - needsSlip: whether a question without any slip is worth a remark.
    func question(
        of scenario: inout Scenario, playsFile: Bool = true, needsSlip: Bool = true
    ) throws(UsageError) -> (question: WhatIfQuestion, asOfIsToday: Bool) {
        let (asOf, isToday) = try command.asOf(scenario)
        let question = WhatIfQuestion(
            slips: slips.isEmpty && !playsFile ? [] : try command.resolved(slips, in: scenario),
            plan: try resolvedPlan(scenario),
            toldOn: toldOn ?? scenario.toldOn, asOf: asOf)
        scenario.settleRoot(by: question.slips)
        warn(about: question, scenario, remarks: playsFile && needsSlip)
        return (question, isToday)
    }

    /// The plan asked for; it keeps what its mitigations require and exclude.
    private func resolvedPlan(_ scenario: Scenario) throws(UsageError) -> [MitigationIndex] {
        var resolved: [MitigationIndex] = []
        for id in plan {
            let place: MitigationIndex = try lookUp(
                id, "--plan", "mitigation", scenario.mitigations.map(\.id), in: scenario)
            if !resolved.contains(place) { resolved.append(place) }
        }
        if let problem = planProblem(resolved, in: scenario) { throw command.misuse("'--plan': \(problem).") }
        return resolved
    }

    /// The place of an id among those of a list.
    func lookUp<Element>(
        _ id: String, _ option: String, _ noun: String, _ ids: [Text], in scenario: Scenario
    ) throws(UsageError) -> ListIndex<Element> { try command.lookUp(id, option, noun, ids, in: scenario) }

    /// What can be asked, and may not mean what it seems to.
    private func warn(about question: WhatIfQuestion, _ scenario: Scenario, remarks: Bool) {
        for diagnostic in questionWarnings(question, in: scenario) { command.warn(diagnostic) }
        if remarks, question.slips.isEmpty, !command.flag("quiet") {
            command.remark("nothing slips: this is the plan as it stands. Try --slip ID=DAYS.")
        }
    }
}

extension ParsedCommand {
    /// The slips asked for, else those of the file.
    func resolved(_ slips: [SlipArgument], in scenario: Scenario) throws(UsageError) -> [Slip] {
        guard !slips.isEmpty else { return scenario.slips }
        var resolved: [Slip] = []
        for slip in slips {
            let place: CommitmentIndex = try lookUp(
                slip.commitment, "--slip", "commitment", scenario.commitments.map(\.id), in: scenario)
            guard !resolved.contains(where: { $0.commitment == place }) else {
                throw misuse("'--slip' names \"\(sanitized(slip.commitment, limit: 80))\" twice.")
            }
            switch slip.fate {
            case .days(let days): resolved.append(Slip(commitment: place, days: days))
            case .broken: resolved.append(Slip(commitment: place, days: .infinity))
            }
        }
        return resolved
    }

    /// The place of an id among those of a list.
    func lookUp<Element>(
        _ id: String, _ option: String, _ noun: String, _ ids: [Text], in scenario: Scenario
    ) throws(UsageError) -> ListIndex<Element> {
        let bytes = Array(id.utf8)
        for (place, known) in ids.enumerated()
        where scenario.sources.bytes[Int(known.start)..<Int(known.start + known.length)].elementsEqual(bytes) {
            return ListIndex(place)
        }
        let hint =
            hint(forUnknown: id, among: ids.map { scenario.string($0) })
            .map { " " + $0.prefix(1).uppercased() + $0.dropFirst() } ?? ""
        throw misuse("'\(option)': no \(noun) has the id \"\(sanitized(id, limit: 80))\".\(hint)")
    }
}

extension Scenario {
    /// Makes the first commitment slipped the root, where the file names none.
    mutating func settleRoot(by slips: [Slip]) {
        if root == nil, let first = slips.first ?? self.slips.first { root = first.commitment }
    }
}
