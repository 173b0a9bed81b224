import DominoAnalysis
import DominoReport

@testable import DominoScenario

extension Laws {
    /// Laws of a scenario: it is read, or refused with a reason; what is read answers every question, and every answer
    /// can be shown in every format.
    mutating func holdScenario(_ bytes: [UInt8]) {
        let loaded = loadScenario(path: "a.json", contents: bytes, include: noInclude)
        hold((loaded.scenario == nil) == loaded.hasErrors, "refused without a reason, or read in spite of one")
        holdProblems(loaded.diagnostics, of: loaded.sources)
        guard let scenario = loaded.scenario else { return }
        let asked = Asked(scenario, choice: hash(of: bytes))
        let compiled = compile(asked.scenario)
        switch asked.choice % 12 {
        case 0, 1, 2: hold(whatIf(asked.whatIf, in: compiled), asked)
        case 3: holdCurveAndLadder(asked, compiled)
        case 4:
            let question = RankQuestion(
                days: asked.days, toldOn: asked.whatIf.toldOn, asOf: asked.asOf, replicates: 65, seed: asked.choice)
            hold(rank(question, in: compiled, threads: 1), asked)
        case 5, 6: holdSimulation(asked, compiled)
        case 7: holdCheck(asked, compiled)
        case 8: holdMitigation(asked, compiled)
        case 9: holdTalks(asked, compiled)
        case 10: holdExports(asked.scenario)
        default:
            if asked.choice & 1 << 40 == 0 { holdComparison(asked) } else { holdPage(asked, compiled) }
        }
    }

    private mutating func hold(_ answer: WhatIfResult, _ asked: Asked) {
        let scenario = asked.scenario
        hold(answer.commitments.count == scenario.commitments.count, "an outcome for each commitment")
        hold(!answer.score.isNaN && answer.score >= 0, "a score of \(answer.score)")
        holdTexts(asked.answered(answer), asked.style, "what-if")
        holdJSON(asked.json(answer), "what-if")
        let warnings = questionWarnings(asked.whatIf, in: scenario)
        holdHarmless(diagnosticText(warnings, of: SourceMap()), "warnings about the question")
    }

    private mutating func holdCurveAndLadder(_ asked: Asked, _ compiled: Compiled) {
        let scenario = asked.scenario
        let steps = ladder(of: scenario)
        holdTexts(asked.answered(steps), asked.style, "ladder")
        holdJSON(asked.json(steps), "ladder")
        guard !scenario.commitments.isEmpty else { return }
        let question = CurveQuestion(
            commitment: asked.commitment, days: 1 + Int(asked.choice >> 8 & 63), asOf: asked.asOf)
        let answer = slipCurve(question, in: compiled)
        holdTexts(asked.answered(answer), asked.style, "curve")
        holdJSON(asked.json(answer), "curve")
    }

    private mutating func hold(_ answer: RankResult, _ asked: Asked) {
        let scenario = asked.scenario
        holdTexts(asked.answered(answer), asked.style, "rank")
        holdJSON(asked.json(answer), "rank")
    }

    /// Law besides those of formats: two parts joined are the whole.
    private mutating func holdSimulation(_ asked: Asked, _ compiled: Compiled) {
        let scenario = asked.scenario
        var question = SimulateQuestion(
            slips: asked.whatIf.slips, plan: asked.whatIf.plan, toldOn: asked.whatIf.toldOn, asOf: asked.asOf,
            replicates: 65, seed: asked.choice)
        if asked.choice & 1 << 50 != 0, !scenario.commitments.isEmpty { question.target = asked.commitment }
        let answer = simulate(question, in: compiled, threads: 1)
        let json = asked.json(answer)
        holdJSON(json, "simulation")
        holdTexts(asked.answered(answer), asked.style, "simulation")
        let parts = [1, 2].map { number in
            simulatePart(
                question, .part(number, of: 2, replicates: question.replicates), in: compiled, threads: 1)
        }
        let joined = summary(
            of: .joined(parts.filter { $0.range.count > 0 }), question, in: compiled, threads: 1)
        hold(asked.json(joined) == json, "two parts are another simulation than the whole")
    }

    private mutating func holdCheck(_ asked: Asked, _ compiled: Compiled) {
        let scenario = asked.scenario
        guard asked.hasPromise else { return }
        let question = CheckQuestion(
            slips: asked.whatIf.slips, plan: asked.whatIf.plan, toldOn: asked.whatIf.toldOn, asOf: asked.asOf,
            policy: scenario.policy, replicates: 65, seed: asked.choice)
        let answer = check(question, in: compiled, threads: 1)
        holdTexts(asked.answered(answer), asked.style, "check")
        holdHarmless(
            checkAnnotations(asked.answered(answer)), "check as annotations", annotations: true)
        holdJSON(asked.json(answer), "check")
    }

    private mutating func holdMitigation(_ asked: Asked, _ compiled: Compiled) {
        let scenario = asked.scenario
        let question = MitigateQuestion(
            slips: asked.whatIf.slips, decideOn: asked.whatIf.toldOn ?? asked.asOf, asOf: asked.asOf,
            budget: asked.choice & 1 << 41 == 0 ? nil : 10_000, objective: asked.objective,
            wantsFrontier: asked.choice & 1 << 42 != 0, wantsWaiting: asked.choice & 1 << 43 != 0, replicates: 65,
            seed: asked.choice)
        let answer = mitigate(question, in: compiled, threads: 1, time: .steps(20))
        hold(
            answer.lowerBound <= answer.best.total + 1e-6 * abs(answer.best.total) + 0.01,
            "the bound is above the best plan")
        holdTexts(asked.answered(answer), asked.style, "mitigate")
        holdJSON(asked.json(answer), "mitigate")
    }

    /// Law besides those of formats: lines of a calendar end in CR LF and have at most 75 bytes (RFC 5545, section
    /// 3.1).
    private mutating func holdTalks(_ asked: Asked, _ compiled: Compiled) {
        let scenario = asked.scenario
        let question = RenegotiateQuestion(
            slips: asked.whatIf.slips, knownOn: asked.whatIf.toldOn ?? asked.asOf, asOf: asked.asOf,
            plans: asked.whatIf.plan.isEmpty ? [] : [asked.whatIf.plan], replicates: 65, seed: asked.choice)
        let answer = renegotiate(question, in: compiled, threads: 1)
        holdTexts(asked.answered(answer), asked.style, "talks")
        holdJSON(asked.json(answer), "talks")
        let calendar = DominoReport.calendar(of: asked.answered(answer), version: "0")
        var lines = Array(calendar.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
        hold(lines.popLast()?.isEmpty == true, "the calendar's last line ends")
        for line in lines {
            hold(
                line.last == 0x0D && line.count <= 76, "a line of a calendar: \(String(decoding: line, as: UTF8.self))")
            hold(line.dropLast().allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "a control character in a calendar")
        }
    }

    private mutating func holdExports(_ scenario: Scenario) {
        holdHarmless(scenarioDOT(scenario), "DOT")
        holdHarmless(scenarioMermaid(scenario), "Mermaid")
        holdTableRoundTrip(scenario)
        let graph = scenarioGraphML(scenario)
        var sources = SourceMap()
        var problems = DiagnosticList()
        let file = sources.append(path: "a.graphml", contents: Array(graph.utf8))
        let tree = parseXML(file: file, in: sources, reporting: &problems)
        hold(tree != nil, "GraphML that is not XML: \(problems.kept.first?.message ?? "")")
    }

    /// Law besides those of formats: a scenario does not differ from itself.
    private mutating func holdComparison(_ asked: Asked) {
        let side = ComparedScenario(scenario: asked.scenario, asOf: asked.asOf)
        let answer = compare(side, side, replicates: 65, seed: asked.choice, threads: 1)
        let names = Names(asked.scenario)
        let both = ComparedNames(a: names, b: names, files: ComparedFiles(a: "a.json", b: "b.json"))
        hold(answer.changes.isEmpty && answer.mean.a == answer.mean.b, "it differs from itself")
        let answered = Answered(answer, names: both, today: .given(asked.asOf))
        holdTexts(answered, asked.style, "comparison")
        holdJSON(render(answered, as: .json, style: asked.style), "comparison")
    }

    /// Law: nothing in a scenario can open or end a script of its page.
    private mutating func holdPage(_ asked: Asked, _ compiled: Compiled) {
        let answer = asked.answered(whatIf(asked.whatIf, in: compiled))
        let page = pageHTML(
            PageContent(whatIf: answer, check: nil, file: "a.json", replicates: 65, seed: asked.choice), version: "0")
        hold(scripts(in: page) == emptyPageScripts, "a script of somebody else's in the page")
        for scalar in page.unicodeScalars where scalar != "\n" {
            hold(
                scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value),
                "U+\(String(scalar.value, radix: 16)) in the page")
        }
    }
}

/// How often a page opens or ends a script or a comment.
private func scripts(in page: String) -> [Int] {
    let bytes = Array(page.utf8)
    return [
        "<script", "</script", "<!--", "<style", "</style", "<iframe", "<img", "<object",
    ].map { mark in
        let mark = Array(mark.utf8)
        return bytes.indices.dropLast(mark.count).count { place in
            bytes[place] == mark[0] && bytes[place..<place + mark.count].elementsEqual(mark)
        }
    }
}

/// The same of a page about one promise.
private let emptyPageScripts: [Int] = {
    let text = #"{"domino":1,"name":"a","commitments":[{"id":"a","promisor":"a","promisee":"b","due":"2026-02-02"}]}"#
    guard let scenario = loadScenario(path: "a.json", contents: Array(text.utf8), include: noInclude).scenario else {
        return []
    }
    let asked = Asked(scenario, choice: 0)
    let answer = asked.answered(whatIf(asked.whatIf, in: compile(asked.scenario)))
    return scripts(
        in: pageHTML(
            PageContent(whatIf: answer, check: nil, file: "a.json", replicates: 65, seed: 1), version: "0"))
}()

/// A question chosen by a number: what slips, which mitigations are in force, who is told and when.
struct Asked {
    let scenario: Scenario
    let choice: UInt64
    let whatIf: WhatIfQuestion

    init(_ given: Scenario, choice: UInt64) {
        var scenario = given
        var slips = given.slips
        let count = given.commitments.count
        if choice & 1 << 20 != 0, count > 0 {
            let place = CommitmentIndex(Int(choice >> 32) % count)
            let days = [-100_000, -3, 0, 0.5, 4, 14, 100_000, .infinity][Int(choice >> 21 & 7)]
            slips = [Slip(commitment: place, days: days)]
        }
        if scenario.root == nil, let first = slips.first { scenario.root = first.commitment }
        var plan: [MitigationIndex] = []
        for place in given.mitigations.indices where choice >> UInt64(24 + place % 16) & 1 != 0 {
            plan.append(MitigationIndex(place))
        }
        if planProblem(plan, in: scenario) != nil || fallibleProblem(plan, in: scenario) != nil { plan = [] }
        let asOf = given.asOf ?? Day(year: 2026, month: 2, day: 2)
        self.scenario = scenario
        self.choice = choice
        whatIf = WhatIfQuestion(
            slips: slips, plan: plan, toldOn: choice & 1 << 44 == 0 ? given.toldOn : given.toldOn ?? asOf, asOf: asOf)
    }

    var asOf: Day { whatIf.asOf }
    var style: TextStyle { TextStyle(width: 40 + Int(choice >> 45 & 127)) }
    var objective: Objective { Objective.allCases[Int(choice >> 52) % Objective.allCases.count] }
    var days: Double { [0, 0.25, 10, 100_000][Int(choice >> 54 & 3)] }
    /// A commitment, where there is one.
    var commitment: CommitmentIndex { CommitmentIndex(Int(choice >> 32) % max(1, scenario.commitments.count)) }
    /// Whether the root can still be promised.
    var hasPromise: Bool { scenario.root.map { scenario[$0].status != .released } ?? false }
}

extension Asked {
    /// An answer about the scenario, with its names; nothing but the clock says which day it is.
    func answered<A: Answer>(_ answer: A) -> Answered<A> where A.Named == Names {
        Answered(answer, names: Names(scenario), today: .today(asOf))
    }

    /// An answer as JSON.
    func json<A: Renderable>(_ answer: A) -> String where A.Named == Names {
        render(answered(answer), as: .json, style: style)
    }
}
