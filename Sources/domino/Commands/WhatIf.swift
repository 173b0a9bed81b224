import DominoAnalysis
import DominoReport
import DominoScenario

extension Command {
    static let whatIf = Command(
        "whatif", group: .question,
        abstract: "See what one slip does: which commitments fall and when, who is hurt, and how much.",
        examples: [
            CommandExample("domino whatif go-live.json --slip go-live=14", "The commitment 'go-live' is 14 days late."),
            CommandExample(
                "domino whatif go-live.json --slip data-extract=broken --plan pilot --tell-on 2026-02-09",
                "A commitment is never kept, the mitigation 'pilot' is carried out, and everyone affected is told on"
                    + " that day."),
        ],
        arguments: [.scenario],
        options: [.slip, .plan, .tellOn],
        run: answerWhatIf)
}

/// `domino whatif FILE`: one slip and all that follows.
private func answerWhatIf(_ command: ParsedCommand) throws -> ExitStatus {
    let asked = try SlipQuestion(command)
    var scenario = try command.openScenario(command.positionals[0])
    let (question, asOfIsToday) = try asked.question(of: &scenario)
    let answer = whatIf(question, in: compile(scenario, draws: false))
    let answered = Answered(answer, names: Names(scenario), today: AskedOn(question.asOf, isToday: asOfIsToday))
    return command.emit(answered, unless: scenario.sources.inputs)
}

/// The options `--slip`, `--plan`, `--tell-on` and `--as-of`, before there is a scenario.
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
        toldOn = command.takes("tell-on") ? try command.reading("tell-on", by: readDate) : nil
        _ = try command.reading("as-of", by: readDate)
    }

    /// The question, with ids looked up. If the scenario names no root, the first commitment that slips becomes it.
    ///
    /// - Parameters:
    ///   - usesFileSlip: whether the scenario's own slip counts if no other is given.
    ///   - expectsSlip: whether to say so if nothing slips.
    func question(
        of scenario: inout Scenario, usesFileSlip: Bool = true, expectsSlip: Bool = true
    ) throws(UsageError) -> (question: WhatIfQuestion, asOfIsToday: Bool) {
        let (asOf, isToday) = try command.asOf(scenario)
        let question = WhatIfQuestion(
            slips: slips.isEmpty && !usesFileSlip ? [] : try command.resolve(slips, in: scenario),
            plan: try resolvePlan(scenario), toldOn: toldOn ?? scenario.toldOn, asOf: asOf)
        scenario.chooseRoot(for: question.slips)
        command.warn(about: question, scenario, expectsSlip: usesFileSlip && expectsSlip)
        return (question, isToday)
    }

    /// The mitigations of the plan, which must respect what each requires and excludes.
    private func resolvePlan(_ scenario: Scenario) throws(UsageError) -> [MitigationIndex] {
        var resolved: [MitigationIndex] = []
        for id in plan {
            let mitigation: MitigationIndex = try command.index(
                of: id, in: scenario.mitigations.map(\.id), scenario, option: "--plan", noun: "mitigation")
            if !resolved.contains(mitigation) { resolved.append(mitigation) }
        }
        if let problem = planProblem(resolved, in: scenario) { throw command.usageError("'--plan': \(problem).") }
        return resolved
    }
}

extension ParsedCommand {
    /// The slips asked for, else those of the scenario.
    func resolve(_ slips: [SlipArgument], in scenario: Scenario) throws(UsageError) -> [Slip] {
        guard !slips.isEmpty else { return scenario.slips }
        var resolved: [Slip] = []
        for slip in slips {
            let commitment = try commitment(slip.commitment, in: scenario, option: "--slip")
            guard !resolved.contains(where: { $0.commitment == commitment }) else {
                throw usageError("'--slip' names \"\(sanitized(slip.commitment, limit: 80))\" twice.")
            }
            switch slip.fate {
            case .days(let days): resolved.append(Slip(commitment: commitment, days: days))
            case .broken: resolved.append(Slip(commitment: commitment, days: .infinity))
            }
        }
        return resolved
    }

    /// Warns about a question that may not mean what it seems to.
    func warn(about question: WhatIfQuestion, _ scenario: Scenario, expectsSlip: Bool) {
        for diagnostic in questionWarnings(question, in: scenario) { warn(diagnostic) }
        if expectsSlip, question.slips.isEmpty {
            note("nothing slips: this is the plan as it stands. Try --slip ID=DAYS.")
        }
    }

    /// Refuses a plan with more fallible mitigations than a simulation can take.
    func requireSimulable(_ plan: [MitigationIndex], in scenario: Scenario) throws(UsageError) {
        if let problem = fallibleProblem(plan, in: scenario) { throw usageError("'--plan': \(problem).") }
    }
}

extension Scenario {
    /// Makes the first commitment that slips the root, if the file names none.
    mutating func chooseRoot(for slips: [Slip]) {
        if root == nil { root = (slips.first ?? self.slips.first)?.commitment }
    }
}
