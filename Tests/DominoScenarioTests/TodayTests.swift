import Testing

@testable import DominoScenario

@Suite("The day that counts as today")
struct TodayTests {
    private let given = Day(year: 2026, month: 3, day: 3)
    private let clock = Day(year: 2026, month: 3, day: 5)

    private func load(_ text: String, today: Day? = nil, clock: Day? = nil) -> LoadedScenario {
        loadScenario(path: "a.json", contents: Array(text.utf8), today: today, clock: clock) { _ in
            .unreadable(reason: "there is no such file")
        }
    }

    @Test("is the one given, else the file's, else the clock's")
    func order() {
        let dated = scenarioText(with: "\"asOf\": \"2026-03-04\"")
        let undated = scenarioText(with: "\"x-asOf\": \"2026-03-04\"")
        #expect(load(dated, today: given, clock: clock).scenario?.today == given)
        #expect(load(dated, today: given, clock: clock).scenario?.asOf == Day(year: 2026, month: 3, day: 4))
        #expect(load(dated, clock: clock).scenario?.today == Day(year: 2026, month: 3, day: 4))
        #expect(load(undated, today: given, clock: clock).scenario?.today == given)
        #expect(load(undated, clock: clock).scenario?.today == clock)
        #expect(load(undated).scenario != nil && load(undated).scenario?.today == nil)
    }

    @Test("is known before anything is read, wherever the file says it and however it is escaped")
    func anywhere() {
        let kept = commitmentText("a", ",\"status\":\"kept\",\"keptOn\":\"2026-03-03\"")
        let escaped = scenarioText([kept], "\"asO\\u0066\": \"2026-\\u0030\\u0033-02\"")
        #expect(codes(of: load(escaped)) == [.factInFuture])
        #expect(codes(of: load(escaped, today: given)) == [])
        #expect(
            codes(of: load(scenarioText([kept], "\"asOf\": \"2026-3-2\""), clock: clock)) == [.invalidDate])
    }

    @Test(
        "overdue is what was due before it, by days or by working days",
        arguments: [
            ("2026-03-02", "", nil), ("2026-03-03", "", "it is 1 day overdue"),
            ("2026-03-09", "", "it is 7 days overdue"),
            ("2026-03-09", ",\"calendar\":{}", "it is 5 working days overdue"),
            ("2026-03-07", ",\"calendar\":{}", "it is 5 working days overdue"),
        ])
    func overdue(_ today: String, _ calendar: String, _ expected: String?) {
        let damage = ",\"damage\":[{\"kind\":\"m\",\"lump\":1}]"
        let loaded = load(scenarioText([commitmentText("a", damage)], "\"asOf\":\"\(today)\"\(calendar)"))
        let message = expected.map { "\"a\" was due on 2026-03-02: \($0)" }
        #expect(loaded.diagnostics.map(\.message) == [message].compactMap(\.self))
        #expect(loaded.scenario != nil)
    }

    @Test("nothing is overdue where no day is known")
    func unknown() {
        #expect(load(scenarioText([commitmentText("a", ",\"breaksAfter\":0")])).diagnostics.isEmpty)
    }

    @Test("an imported row that is done without a date was done by it")
    func importedRows() throws {
        var options = ImportOptions()
        let table = "Task,Owner,Due,Status\nA,Ana,2026-02-27,done\nB,Bo,2026-03-20,done\nC,Bo,2026-03-20,\n"
        for clock in [Day(year: 2026, month: 3, day: 6), Day(year: 2026, month: 3, day: 8)] {
            options.clock = clock
            let text = try #require(imported(table, options).text)
            #expect(text.contains(#""due": "2026-02-27", "status": "kept", "keptOn": "2026-02-27""#))
            #expect(text.contains(#""due": "2026-03-20", "status": "kept", "keptOn": "2026-03-06""#))
            #expect(text.contains(#""workdays": ["mon", "tue", "wed", "thu", "fri"]"#))
        }
        let stated = "Task,Owner,Due,Status,Completed on\nA,Ana,2026-03-20,done,2026-03-10\n"
        #expect(problems(of: imported(stated, options)) == ["fact-in-future 2:1"])
        options.today = Day(year: 2026, month: 3, day: 10)
        #expect(imported(stated, options).text != nil)
    }

    @Test("a task of a plan that is done was done by the plan's status date, which may be out of date")
    func importedTasks() throws {
        func task(_ id: Int, _ day: String, _ more: String) -> String {
            "<Task><UID>\(id)</UID><Name>T\(id)</Name><Start>2026-03-\(day)T08:00:00</Start>"
                + "<Finish>2026-03-\(day)T17:00:00</Finish>\(more)</Task>"
        }
        func text(_ tasks: [String]) throws -> String {
            let xml = "<Project><StatusDate>2026-03-05T17:00:00</StatusDate><Tasks>\(tasks.joined())</Tasks></Project>"
            return try #require(plan(xml).text, "\(problems(of: plan(xml)))")
        }
        let done = task(1, "10", "<PercentComplete>100</PercentComplete>")
        let planned = try text([done])
        #expect(planned.contains(#""asOf": "2026-03-05""#) && planned.contains(#""keptOn": "2026-03-05""#))
        let stated = try text([done, task(2, "11", "<ActualFinish>2026-03-11T17:00:00</ActualFinish>")])
        #expect(stated.contains(#""asOf": "2026-03-11""#) && stated.contains(#""keptOn": "2026-03-11""#))
    }

    @Test("of more overdue commitments than are kept, the rest are counted")
    func many() {
        let commitments = (0..<1100).map { commitmentText("c\($0)", ",\"damage\":[{\"kind\":\"m\",\"lump\":1}]") }
        let loaded = load(scenarioText(commitments), today: clock)
        #expect(loaded.diagnostics.count == DiagnosticList.limit)
        #expect(loaded.count(of: .warning) == 1100)
    }
}

@Suite("The fields of version 2 of the model")
struct NewFieldTests {
    private let text = scenarioText(
        [
            commitmentText("a", #","follows":"b","window":["w","v"],"breaksAfter":{"uniform":[2,5]},"remaining":3"#),
            commitmentText(
                "b",
                #","breaksAfter":9,"needs":[{"atLeast":2,"of":[{"commitment":"c","lead":1},"#
                    + #"{"commitment":"d","lead":1},{"commitment":"e","lead":1}]},{"commitment":"f","lead":1}]"#),
            commitmentText("c", #","damage":[{"kind":"k","perWeek":7},{"kind":"k","perCalendarDay":8}]"#),
            commitmentText("d"), commitmentText("e"), commitmentText("f"),
        ],
        #""windows":[{"id":"w","open":["2026-04-02","2026-03-05"]},{"id":"v","closed":[["2026-03-03","2026-03-04"]]}],"#
            + #""mitigations":[{"id":"m","effects":[]}],"decided":[{"mitigation":"m","on":"2026-03-01"}],"#
            + #""policy":{"maxChance":{"k":0.25}},"#
            + #""slip":{"commitment":"a","days":2,"because":"It rained","prevention":"A roof"}"#)

    @Test("are read as they are written")
    func reading() throws {
        let loaded = load(text)
        let scenario = try #require(loaded.scenario, "\(loaded.diagnostics)")
        let (a, b) = (scenario.commitments[0], scenario.commitments[1])
        #expect(a.follows == 1 && b.follows == nil)
        #expect(scenario.windowUses == [0, 1] && a.windows == 0..<2 && b.windows.isEmpty)
        #expect(a.patience != nil && a.breaksAfter == 3.5)
        #expect(b.patience == nil && b.breaksAfter == 9)
        #expect(a.remaining.map { scenario[$0].distribution.median } == 3 && b.remaining == nil)
        #expect(
            b.needs.map { scenario[$0].quorum } == [2, 2, 2, 1] && b.needs.map { scenario[$0].group } == [0, 0, 0, -1])
        let days = scenario.windows.map { $0.open.map(\.description) }
        #expect(days == [["2026-03-05", "2026-04-02"], []] && scenario.windows.map(\.hasOpen) == [true, false])
        #expect(scenario.windows[1].closed.map(\.first.description) == ["2026-03-03"])
        #expect(scenario.windows[1].closed.map(\.last.description) == ["2026-03-04"])
        #expect(scenario.decided.map(\.mitigation) == [0] && scenario.decided[0].on.description == "2026-03-01")
        #expect(scenario.policy.maxChance.map(\.kind) == [0] && scenario.policy.maxChance[0].probability == 0.25)
        #expect(scenario.string(scenario.slips[0].because) == "It rained")
        #expect(scenario.string(scenario.slips[0].prevention) == "A roof")
        if case .perWeek(7) = scenario.damages[0].shape {} else { Issue.record("\(scenario.damages[0].shape)") }
        if case .perCalendarDay(8) = scenario.damages[1].shape {} else { Issue.record("\(scenario.damages[1].shape)") }
    }

    @Test("windows and decisions of included files join those of the first")
    func including() throws {
        let first = scenarioText(
            [commitmentText("a", #","window":["w","v"]"#)],
            #""include":["b.json"],"windows":[{"id":"v","closed":[]}],"mitigations":[{"id":"m","effects":[]}],"#
                + #""decided":[{"mitigation":"n","on":"2026-01-02"}]"#)
        let second = scenarioText(
            [commitmentText("b", #","window":["v"]"#)],
            #""windows":[{"id":"w","closed":[]}],"mitigations":[{"id":"n","effects":[]}],"#
                + #""decided":[{"mitigation":"m","on":"2026-01-03"}]"#)
        let loaded = loadScenario(path: "a.json", contents: Array(first.utf8)) { _ in .contents(Array(second.utf8)) }
        let scenario = try #require(loaded.scenario, "\(loaded.diagnostics)")
        #expect(scenario.windows.map { scenario.string($0.id) } == ["v", "w"] && scenario.windowUses == [1, 0, 0])
        #expect(scenario.decided.map(\.mitigation) == [1, 0])
        #expect(scenario.decided.map(\.on.description) == ["2026-01-02", "2026-01-03"])
    }

    @Test("a circle of dates is printed as one of needs is")
    func circle() {
        let commitments = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")].map {
            commitmentText($0, ",\"damage\":[{\"kind\":\"m\",\"lump\":1}],\"follows\":\"\($1)\"")
        }
        let loaded = load(scenarioText(commitments))
        #expect(codes(of: loaded) == [.cycle] && loaded.count(of: .error) == 1)
        #expect(
            loaded.diagnostics.first?.message
                == #"3 commitments follow each other in a circle: "a" follows "b" follows "c" follows "a""#)
        #expect(
            loaded.diagnostics.first?.related.map(\.message) == [#""b" follows "c" here"#, #""c" follows "a" here"#])
    }

    @Test(
        "the median is the value that one half does not exceed",
        arguments: [
            (Distribution.constant(3), 3), (.triangular(least: 0, mode: 0, most: 1), 1 - 0.5.squareRoot()),
            (.triangular(least: 1, mode: 9, most: 9), 1 + 32.0.squareRoot()), (.uniform(least: -2, most: 5), 1.5),
            (.pert(least: 0, mode: 5, most: 10), 5), (.normal(mean: -1, deviation: 3), -1),
            (.lognormal(p50: 20, p90: 45), 20),
            (.exponential(mean: 4), 4 * 0.693_147_180_559_945_3), (.samples([5, 1, 9, 2]), 2),
            (.samples([5, 1, 9]), 5),
            (
                .discrete([(value: 7, weight: 2), (value: 1, weight: 1), (value: -9, weight: 0), (value: 3, weight: 1)]
                ), 3
            ),
        ])
    func median(_ distribution: Distribution, _ expected: Double) {
        #expect((distribution.median - expected).magnitude <= 1e-13 * max(1, expected.magnitude))
    }
}
