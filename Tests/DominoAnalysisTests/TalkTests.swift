import DominoReference
import DominoScenario
import Testing

@testable import DominoAnalysis

@Suite("Talks are had by the right people in the right order")
struct TalkTests {
    /// Dana was promised the platform by us; on it rest her stores, her finance, and her order to us.
    private static func scenario(_ changes: (String) -> String = { $0 }) -> String {
        changes(
            """
            { "domino": 1, "name": "a", "asOf": "2026-02-02", "root": "platform",
              "stakeholders": [ { "id": "us", "side": "seller" }, { "id": "lee", "side": "seller" },
                { "id": "dana", "side": "client" }, { "id": "stores" }, { "id": "finance" }, { "id": "street" },
                { "id": "maker" } ],
              "commitments": [
                { "id": "parts", "promisor": "maker", "promisee": "lee", "due": "2026-02-20" },
                { "id": "platform", "promisor": "us", "promisee": "dana", "due": "2026-03-02",
                  "needs": [ { "commitment": "parts", "lead": 10 } ],
                  "damage": [ { "kind": "k", "perDay": 100 }, { "kind": "k", "bearer": "us", "perDay": 900 } ],
                  "notice": [[0, 1], [20, 0.5]] },
                { "id": "launch", "promisor": "dana", "promisee": "stores", "due": "2026-03-16",
                  "needs": [ { "commitment": "platform", "lead": 14 } ],
                  "damage": [ { "kind": "k", "perDay": 60 } ], "notice": [[0, 1], [30, 0.4]] },
                { "id": "saving", "promisor": "dana", "promisee": "finance", "due": "2026-03-30",
                  "needs": [ { "commitment": "launch", "lead": 14 } ], "damage": [ { "kind": "k", "perDay": 30 } ] },
                { "id": "guidance", "promisor": "finance", "promisee": "street", "due": "2026-04-30",
                  "needs": [ { "commitment": "saving", "lead": 31 } ], "damage": [ { "kind": "k", "perDay": 49 } ] } ],
              "slip": { "commitment": "parts", "days": 10 } }
            """)
    }

    /// The talks about a scenario's own slip.
    private func answer(_ text: String) throws -> (scenario: Scenario, answer: RenegotiationResult) {
        let loaded = loadScenario(path: "a.json", contents: Array(text.utf8)) { _ in .unreadable(reason: "") }
        let scenario = try #require(loaded.scenario)
        let today = try #require(scenario.asOf)
        let question = RenegotiateQuestion(slips: scenario.slips, knownOn: today, asOf: today, replicates: 10)
        return (scenario, renegotiate(question, in: compile(scenario), threads: 1))
    }

    /// Each talk as `talker > person: route way`.
    private func lines(_ text: String) throws -> [String] {
        let (scenario, answer) = try answer(text)
        func id(_ person: StakeholderIndex) -> String { scenario.string(scenario.stakeholders[Int(person)].id) }
        return answer.talks.map { talk in
            "\(talk.talker.map(id) ?? "nobody") > \(id(talk.person)): \(talk.route.rawValue) \(talk.way.rawValue)"
        }
    }

    @Test("our own people first, then our talks, then those who hear it through them, each from their promisor")
    func order() throws {
        #expect(
            try lines(Self.scenario()) == [
                "us > lee: inside telephone", "us > dana: direct in-person", "dana > stores: through in-person",
                "dana > finance: through telephone", "finance > street: through telephone",
                "nobody > us: own telephone",
            ])
    }

    @Test("the day by which somebody is told is not later than that of those who hear it through them")
    func firstDay() throws {
        let (_, answer) = try answer(Self.scenario())
        // A platform told 28 days before has 20 of them to spare, so 8; a launch told 42 days before has 12.
        #expect(
            answer.talks.map { "\($0.tellBy)" } == [
                "2026-02-10", "2026-02-10", "2026-02-14", "2026-03-29", "2026-04-29", "2026-03-01",
            ])
        // To her 100 and to us 900 a day for ten days, a fortieth less for each day of notice; to the stores 60.
        #expect((answer.talks[1].silencePerDay - 250).magnitude < 1e-9)
        #expect((answer.talks[2].silencePerDay - 12).magnitude < 1e-9)
        #expect(answer.silence.tellBy.map { "\($0)" } == "2026-02-10")
    }

    @Test("where nobody is ours by side, the root's promisor is the seller")
    func noSides() throws {
        let plain = Self.scenario {
            $0.replacing(", \"side\": \"seller\"", with: "").replacing(", \"side\": \"client\"", with: "")
        }
        #expect(try lines(plain).contains("us > dana: direct in-person"))
        #expect(try lines(plain).contains("us > lee: direct telephone"))
    }

    @Test("who only has to promise anew hears it, too, but not who told us")
    func promisors() throws {
        let order = Self.scenario {
            $0.replacing(
                "\"promisor\": \"finance\", \"promisee\": \"street\"",
                with: "\"promisor\": \"street\", \"promisee\": \"us\"")
        }
        let talks = try lines(order)
        #expect(talks.contains("dana > street: through telephone") || talks.contains("us > street: direct telephone"))
        #expect(!talks.contains { $0.contains("> maker") })
    }

    @Test("two who would hear it only from each other hear it from the seller")
    func circle() throws {
        let text = """
            { "domino": 1, "name": "a", "asOf": "2026-02-02", "root": "a",
              "stakeholders": [ { "id": "us", "side": "seller" }, { "id": "one" }, { "id": "two" }, { "id": "x" } ],
              "commitments": [
                { "id": "a", "promisor": "us", "promisee": "x", "due": "2026-03-02" },
                { "id": "b", "promisor": "one", "promisee": "two", "due": "2026-03-05",
                  "needs": [ { "commitment": "a", "buffer": 0 } ] },
                { "id": "c", "promisor": "two", "promisee": "one", "due": "2026-03-09",
                  "needs": [ { "commitment": "b", "buffer": 0 } ] } ],
              "slip": { "commitment": "a", "days": 3 } }
            """
        #expect(
            try lines(text) == [
                "us > x: direct telephone", "us > one: direct telephone", "one > two: through telephone",
            ])
    }

    @Test("a slip that hurts nobody calls for no talk")
    func nothing() throws {
        let (_, answer) = try answer(Self.scenario { $0.replacing("\"days\": 10", with: "\"days\": -3") })
        #expect(answer.talks.isEmpty && answer.newDates.isEmpty)
        #expect(answer.silence.tellBy == nil && answer.silence.perDay == 0)
    }

    @Test("spare days that would have helped are those between a commitment and what makes it late")
    func buffers() throws {
        let (scenario, answer) = try answer(Self.scenario())
        let dana = answer.talks[1]
        let (platform, parts) = (CommitmentIndex(1), CommitmentIndex(0))
        #expect(dana.chain == [parts, platform])
        #expect(dana.prevention.contains(.buffer(commitment: platform, need: parts, days: 10)))
        #expect(dana.prevention.contains(.checkpoint(commitment: platform, days: 20, share: 0.5)))
        #expect(scenario.id(ofCommitment: platform) == "platform")
    }
}

@Suite("Laws of talks, on random scenarios")
struct TalkLawTests {
    static let cases = LawCase.all.enumerated().filter { $0.offset % 5 == 0 }.map(\.element)

    @Test("everybody hurt is talked to once, by somebody else, and after the one who talks to them")
    func order() {
        for one in Self.cases {
            let (scenario, answer) = one.renegotiated(one.question.slips, replicates: 1)
            let people = answer.talks.map(\.person)
            #expect(Set(people).count == people.count, "\(one.name)")
            for (place, outcome) in answer.silent.stakeholders.enumerated() where outcome.score > 0 {
                #expect(people.contains(StakeholderIndex(place)), "\(one.name): nobody talks to \(place)")
            }
            for commitment in answer.silent.sequence {
                let promise = scenario.commitments[Int(commitment)]
                guard !promise.status.isFact, promise.promisor != promise.promisee else { continue }
                #expect(people.contains(promise.promisee), "\(one.name): nobody talks to \(promise.promisee)")
            }
            for (place, talk) in answer.talks.enumerated() {
                #expect(talk.talker != talk.person, "\(one.name)")
                #expect((talk.talker == nil) == (talk.route == .own), "\(one.name)")
                #expect(talk.tellBy >= answer.question.knownOn || talk.route == .own, "\(one.name)")
                guard talk.route == .through, let talker = talk.talker else { continue }
                guard let earlier = answer.talks[..<place].first(where: { $0.person == talker }) else {
                    Issue.record("\(one.name): \(talk.person) hears it before \(talker)")
                    continue
                }
                #expect(earlier.tellBy <= talk.tellBy, "\(one.name)")
            }
        }
    }

    @Test("spare days added where they are said to help, that need drives no longer")
    func buffers() {
        var tried = 0
        for one in Self.cases {
            let slips = one.question.slips
            let (scenario, answer) = one.renegotiated(slips, replicates: 1)
            for talk in answer.talks {
                for case .buffer(let commitment, let need, let days) in talk.prevention {
                    let ids = (scenario.id(ofCommitment: commitment), scenario.id(ofCommitment: need))
                    guard let longer = one.edited({ edit(&$0, ids.0, ids.1, days) }) else { continue }
                    tried += 1
                    let outcome = longer.ask(slips).commitments[Int(commitment)]
                    // Today, or a window, may still hold it.
                    let isInTime = outcome.slip <= 0.002 || outcome.heldBy != nil
                    #expect(outcome.driver != need || isInTime, "\(one.name): \(ids)")
                }
            }
        }
        #expect(tried > 50)
    }

    /// Adds spare days to a need: as a buffer where it has one, else as days taken off the lead.
    private func edit(_ scenario: inout ReferenceScenario, _ commitment: String, _ id: String, _ days: Double) {
        for place in scenario.commitments.indices where scenario.commitments[place].id == commitment {
            let work = scenario.commitments[place].work
            func longer(_ need: ReferenceNeed) -> ReferenceNeed {
                guard need.commitment == id else { return need }
                var need = need
                if let buffer = need.buffer {
                    need.buffer = buffer + days
                } else {
                    need.lead = (need.lead ?? work ?? 0) - days
                }
                return need
            }
            scenario.commitments[place].needs = scenario.commitments[place].needs.map { entry in
                switch entry {
                case .one(let need): .one(longer(need))
                case .anyOf(let needs): .anyOf(needs.map(longer))
                case .atLeast(let k, let needs): .atLeast(k, needs.map(longer))
                }
            }
        }
    }
}
