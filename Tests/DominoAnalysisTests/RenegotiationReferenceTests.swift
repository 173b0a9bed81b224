import DominoReference
import DominoScenario
import Testing

@testable import DominoAnalysis

extension LawCase {
    /// The talks about slips, told from some day on; nil where a commitment is not there.
    func renegotiated(
        _ slips: [ReferenceSlip], plans: [[String]] = [], replicates: Int = 10, seed: UInt64 = 1
    ) -> (scenario: Scenario, answer: RenegotiationResult) {
        var scenario = scenario
        let shocks = slips.compactMap { slip in
            place(of: slip.commitment).map { place in
                switch slip.shock {
                case .days(let days): Slip(commitment: CommitmentIndex(place), days: days)
                case .broken: Slip(commitment: CommitmentIndex(place), days: .infinity)
                }
            }
        }
        if scenario.root == nil, let first = shocks.first { scenario.root = first.commitment }
        let places = plans.map { plan in
            scenario.mitigations.places.filter { plan.contains(scenario.string(scenario[$0].id)) }
        }
        let today = scenario.asOf ?? Day(year: 2026, month: 1, day: 5)
        let question = RenegotiateQuestion(
            slips: shocks, knownOn: today, asOf: today, plans: places, replicates: replicates, seed: seed)
        return (scenario, renegotiate(question, in: compiled, threads: 2))
    }

    /// The day such talks begin.
    var today: ReferenceDate { reference.asOf ?? ReferenceDate(year: 2026, month: 1, day: 5) }
}

@Suite("What silence costs equals the slow reference, played day by day")
struct SilenceReferenceTests {
    /// Whether a figure is the other's, as far as sums of Double go.
    static func isSame(_ one: Double, _ other: Double, of scale: Double) -> Bool {
        (one - other).magnitude <= 1e-6 * max(1, scale)
    }

    /// Whether a day's score has not risen above that of the first.
    static func isFree(_ score: Double, since first: Double) -> Bool { score <= first + max(0.005, 1e-9 * first) }

    @Test("of all together: the scores, the last day to tell, the price of the day after", arguments: 0..<4)
    func together(_ part: Int) {
        for number in 0..<100 {
            let seed = UInt64(part * 100 + number)
            let reference = randomScenario(seed: seed ^ 0x7A1C, commitments: 2 + Int(seed % 12))
            guard let one = LawCase(reference, name: "seed \(seed)", seed: seed) else { continue }
            Self.check(one)
        }
    }

    /// Compares what it costs to tell everybody together, day by day.
    static func check(_ one: LawCase) {
        let slips = one.question.slips
        let played = referenceSilence(one.reference, slips: slips, from: one.today)
            .map { (day: "\($0.day)", score: $0.harm.reduce(0) { $0 + $1.score }) }
        let silence = one.renegotiated(slips).answer.silence
        let (first, last) = (played[0].score, played[played.count - 1].score)
        for point in silence.curve {
            let expected = played.first { $0.day == "\(point.day)" }?.score ?? last
            #expect(Self.isSame(point.score, expected, of: last), "\(one.name): \(point) and not \(expected)")
        }
        guard let tellBy = silence.tellBy, let place = played.firstIndex(where: { $0.day == "\(tellBy)" }) else {
            #expect(Self.isFree(last, since: first), "\(one.name): silence costs something")
            return
        }
        #expect(Self.isFree(played[place].score, since: first), "\(one.name)")
        #expect(!Self.isFree(played[place + 1].score, since: first), "\(one.name)")
        let perDay = played[place + 1].score - played[place].score
        #expect(Self.isSame(silence.perDay, perDay, of: last), "\(one.name): \(silence.perDay), not \(perDay)")
    }

    @Test("of every talk: what hangs on it, on those behind it, and on ours with them", arguments: 0..<3)
    func talks(_ part: Int) {
        for number in 0..<100 {
            let seed = UInt64(part * 100 + number)
            let reference = randomScenario(seed: seed ^ 0x90DD, commitments: 3 + Int(seed % 11))
            guard let one = LawCase(reference, name: "seed \(seed)", seed: seed) else { continue }
            let slips = one.question.slips
            let (scenario, answer) = one.renegotiated(slips)
            let played = referenceSilence(reference, slips: slips, from: one.today)
            func id(_ person: StakeholderIndex) -> String { scenario.string(scenario.stakeholders[Int(person)].id) }
            let ours = Set(answer.talks.filter { $0.route == .own || $0.route == .inside }.map { id($0.person) })
                .union(scenario.seller(root: scenario.root).map { [id($0)] } ?? [])
                .union(reference.stakeholders.filter { $0.side == "seller" }.map(\.id))
            /// Whose notice counts: the other side's where it is ours who bears.
            func listener(_ harm: ReferenceHarm) -> String {
                guard ours.contains(harm.bearer),
                    let promise = reference.commitments.first(where: { $0.id == harm.commitment })
                else { return harm.bearer }
                if !ours.contains(promise.promisee) { return promise.promisee }
                return ours.contains(promise.promisor) ? harm.bearer : promise.promisor
            }
            /// Somebody and all who hear it through them.
            func group(_ person: StakeholderIndex) -> Set<String> {
                var group = [person]
                var next = 0
                while next < group.count {
                    group += answer.talks.filter { $0.route == .through && $0.talker == group[next] }.map(\.person)
                    next += 1
                }
                return Set(group.map(id))
            }
            for talk in answer.talks where talk.route == .direct || talk.route == .through {
                let members = group(talk.person)
                let scores = played.map { $0.harm.reduce(0) { members.contains(listener($1)) ? $0 + $1.score : $0 } }
                let days = played.map { "\($0.day)" }
                guard let place = days.firstIndex(of: "\(talk.tellBy)"), place + 1 < scores.count else {
                    Issue.record("\(one.name): \(talk.tellBy) is not played")
                    continue
                }
                #expect(Self.isFree(scores[place], since: scores[0]) || members.count > 1, "\(one.name)")
                let perDay = scores[place + 1] - scores[place]
                let last = scores[scores.count - 1]
                #expect(Self.isSame(talk.silencePerDay, perDay, of: last), "\(one.name): \(id(talk.person))")
                // Nobody in the group may be told at no cost a day later, unless silence never hurts some of them:
                // those have to hear it before the first promise falls that touches them.
                let isPriced = !Self.isFree(last, since: scores[0])
                let isLast = members.contains { member in
                    let own = played.map { $0.harm.reduce(0) { listener($1) == member ? $0 + $1.score : $0 } }
                    let isNeverHurt = Self.isFree(own[own.count - 1], since: own[0])
                    return Self.isFree(own[place], since: own[0])
                        && (isNeverHurt || !Self.isFree(own[place + 1], since: own[0]))
                }
                #expect(isLast || !isPriced, "\(one.name): \(id(talk.person)) by \(talk.tellBy)")
            }
        }
    }
}

@Suite("A new date is the earliest that is kept as often as asked")
struct NewDateReferenceTests {
    @Test("on random scenarios, as dates are counted one by one", arguments: 0..<100)
    func dates(_ number: Int) {
        let seed = UInt64(number)
        let random = randomScenario(seed: seed ^ 0xDA7E, commitments: 2 + number % 8)
        let reference = SimulationReferenceTests.elementary(random)
        guard let one = LawCase(reference, name: "seed \(seed)", seed: seed) else { return }
        let (slips, plan) = (one.question.slips, one.question.plan)
        let replicates = 60
        let answer = one.renegotiated(slips, plans: [plan], replicates: replicates, seed: seed).answer
        let slow = referenceNewDates(
            reference, ReferenceQuestion(slips: slips, plan: plan, decidedOn: one.today, today: one.today),
            confidence: 0.8, replicates: replicates, seed: seed)
        let wanted = Int((0.8 * Double(replicates)).rounded())
        for new in answer.newDates {
            let id = reference.commitments[Int(new.commitment)].id
            guard let late = slow.first(where: { $0.commitment == id })?.slips else {
                Issue.record("\(one.name): \(id) is not late")
                continue
            }
            /// The earliest day that enough replicates keep; a draw may round to the next 1/1024 day.
            func earliest(movedBy days: Double) -> String? {
                referenceKept(id, slips: late, movedBy: days, in: reference).first { $0.count >= wanted }
                    .map { "\($0.day)" }
            }
            let bounds = [earliest(movedBy: -1.0 / 512), earliest(movedBy: 1.0 / 512)]
            guard let date = new.date else {
                #expect(bounds.contains(nil), "\(one.name): \(id) can be kept by \(bounds)")
                continue
            }
            #expect(bounds.contains("\(date)"), "\(one.name): \(id) by \(date), not \(bounds)")
            let counts = [-1.0 / 512, 1.0 / 512].map { moved in
                referenceKept(id, slips: late, movedBy: moved, in: reference).last { "\($0.day)" <= "\(date)" }?.count
                    ?? 0
            }
            let count = Int((new.kept * Double(replicates)).rounded())
            #expect((counts[1]...counts[0]).contains(count), "\(one.name): \(id) is kept \(count) times, not \(counts)")
        }
    }
}
