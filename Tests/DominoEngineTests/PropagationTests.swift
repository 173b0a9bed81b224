import DominoEngine
import Testing

@Suite("Slips follow the rules of the model, section 2")
struct PropagationTests {
    typealias Promise = Network.Promise
    typealias Need = Network.Need

    /// Commitments in file order and the slips they come to.
    struct Example: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var slips: [Float]
        var promises: [Promise]

        init(_ says: String, _ promises: [Promise], slip slips: [Float]) {
            self.testDescription = says
            self.slips = slips
            self.promises = promises
        }
    }

    /// A commitment that is 8 days late of its own making.
    private static let late8 = Promise(own: 8)
    private static let early8 = Promise(own: -8)
    private static let broken = Promise(own: .infinity)

    private static func needing(_ needs: Need..., own: Float = 0) -> Promise { Promise(needs: needs, own: own) }

    static let passing = [
        Example("nothing late, nobody late", [Promise(), needing(Need(on: 0))], slip: [0, 0]),
        Example("a delay is passed on", [late8, needing(Need(on: 0))], slip: [8, 8]),
        Example("less the buffer", [late8, needing(Need(on: 0, buffer: 3))], slip: [8, 5]),
        Example("a buffer that is large enough stops it", [late8, needing(Need(on: 0, buffer: 8))], slip: [8, 0]),
        Example(
            "an overcommitted plan is late unprompted", [Promise(), needing(Need(on: 0, buffer: -2))], slip: [0, 2]),
        Example("own delay adds to what is inherited", [late8, needing(Need(on: 0), own: 2)], slip: [8, 10]),
        Example("working faster takes from it", [late8, needing(Need(on: 0), own: -3)], slip: [8, 5]),
        Example("a share of a delay", [late8, needing(Need(on: 0, share: 0.25))], slip: [8, 2]),
        Example(
            "a share counts after the buffer", [late8, needing(Need(on: 0, buffer: 4, share: 0.5))], slip: [8, 2]),
        Example("a plan B caps it", [late8, needing(Need(on: 0, cap: 3))], slip: [8, 3]),
        Example("a plan B that is not needed does nothing", [late8, needing(Need(on: 0, cap: 9))], slip: [8, 8]),
        Example("a plan B works on the share", [late8, needing(Need(on: 0, share: 0.5, cap: 3))], slip: [8, 3]),
        Example("a plan B at once", [late8, needing(Need(on: 0, cap: 0))], slip: [8, 0]),
        Example(
            "the largest need counts", [late8, Promise(own: 3), needing(Need(on: 1), Need(on: 0))], slip: [8, 3, 8]),
        Example("a need on a later row", [needing(Need(on: 1)), late8], slip: [8, 8]),
        Example(
            "down a chain", [late8, needing(Need(on: 0, buffer: 3)), needing(Need(on: 1, buffer: 3))], slip: [8, 5, 2]),
    ]

    static let starting = [
        Example("as planned, early inputs bring nothing", [early8, needing(Need(on: 0))], slip: [-8, 0]),
        Example("when ready, they do", [early8, Promise(needs: [Need(on: 0)], whenReady: true)], slip: [-8, -8]),
        Example(
            "when ready, a buffer is time gained",
            [Promise(), Promise(needs: [Need(on: 0, buffer: 3)], whenReady: true)], slip: [0, -3]),
        Example(
            "an early input is early in full",
            [early8, Promise(needs: [Need(on: 0, share: 0.5, cap: 2)], whenReady: true)], slip: [-8, -8]),
        Example("when ready without needs, as planned", [Promise(cushion: 2, whenReady: true)], slip: [-2]),
        Example("a cushion is kept", [Promise(cushion: 2)], slip: [-2]),
        Example("a cushion takes own delay", [Promise(cushion: 2, own: 3)], slip: [1]),
        Example(
            "a cushion does not shorten what is inherited", [late8, Promise(needs: [Need(on: 0)], cushion: 5)],
            slip: [8, 8]),
        Example(
            "a cushion hides a small delay", [Promise(own: 1), Promise(needs: [Need(on: 0, buffer: 3)], cushion: 5)],
            slip: [1, -2]),
    ]

    static let breaking = [
        Example("at the limit it is late", [Promise(own: 8, breaksAfter: 8)], slip: [8]),
        Example("beyond the limit it breaks", [Promise(own: 8.125, breaksAfter: 8)], slip: [.infinity]),
        Example("a limit of nothing", [Promise(own: 0.125, breaksAfter: 0)], slip: [.infinity]),
        Example(
            "what is broken breaks what needs it", [broken, needing(Need(on: 0, buffer: 99))],
            slip: [.infinity, .infinity]),
        Example(
            "a share of never is never", [broken, needing(Need(on: 0, share: 0.125))], slip: [.infinity, .infinity]),
        Example("a plan B outlives it", [broken, needing(Need(on: 0, cap: 5))], slip: [.infinity, 5]),
        Example(
            "a need that was removed does not break", [broken, needing(Need(on: 0, share: 0))], slip: [.infinity, 0]),
        Example(
            "broken is beyond any limit", [broken, Promise(needs: [Need(on: 0)], breaksAfter: 999)],
            slip: [.infinity, .infinity]),
        Example(
            "working faster may save it", [late8, Promise(needs: [Need(on: 0)], own: -3, breaksAfter: 5)], slip: [8, 5]),
    ]

    private static let either = [Need(on: 0), Need(on: 1, joins: true)]

    static let choosing = [
        Example("anyOf counts as its smallest", [late8, Promise(own: 3), Promise(needs: either)], slip: [8, 3, 3]),
        Example(
            "one broken of two is no harm", [broken, Promise(own: 3), Promise(needs: either)], slip: [.infinity, 3, 3]),
        Example("both broken is", [broken, broken, Promise(needs: either)], slip: [.infinity, .infinity, .infinity]),
        Example(
            "a group stands beside a need",
            [late8, Promise(own: 3), Promise(needs: either + [Need(on: 0, buffer: 4)])],
            slip: [8, 3, 4]),
        Example(
            "two groups, one behind the other",
            [late8, Promise(own: 3), Promise(needs: either + [Need(on: 0), Need(on: 0, buffer: 2, joins: true)])],
            slip: [8, 3, 6]),
        Example(
            "a removed member leaves the group free",
            [late8, late8, Promise(needs: [Need(on: 0), Need(on: 1, share: 0, joins: true)])],
            slip: [8, 8, 0]),
    ]

    static let fixed = [
        Example("a fact is what it is", [late8, Promise(needs: [Need(on: 0)], own: 2, isFact: true)], slip: [8, 2]),
        Example("a fact does not break", [Promise(own: 9, breaksAfter: 1, isFact: true)], slip: [9]),
        Example("a fact is passed on", [Promise(own: 2, isFact: true), needing(Need(on: 0))], slip: [2, 2]),
        Example(
            "a broken fact breaks others", [Promise(own: .infinity, isFact: true), needing(Need(on: 0))],
            slip: [.infinity, .infinity]),
        Example(
            "a removed need of two leaves the other",
            [late8, Promise(own: 3), needing(Need(on: 0, share: 0), Need(on: 1))], slip: [8, 3, 3]),
        Example(
            "all needs removed, when ready: as planned",
            [late8, Promise(needs: [Need(on: 0, share: 0)], cushion: 2, whenReady: true)],
            slip: [8, -2]),
        Example(
            "all needs removed, when ready: as early as the input was",
            [early8, Promise(needs: [Need(on: 0, share: 0)], cushion: 2, whenReady: true)], slip: [-8, -8]),
    ]

    @Test("one rule, one line", arguments: passing + starting + breaking + choosing + fixed)
    func rules(_ example: Example) throws {
        #expect(try Network(example.promises).slips() == example.slips)
    }

    @Test("a pass into a column that is there already leaves nothing of what it held")
    func intoColumn() throws {
        let (graph, parameters) = try Network.random(seed: 5, commitments: 60).compiled()
        var column = [Float](repeating: .nan, count: graph.commitmentCount)
        propagate(graph, parameters, into: &column)
        #expect(column == slips(in: graph, under: parameters))
    }

    @Test(
        "shares and caps that change nothing change nothing: the plain loop equals the general one", arguments: 0..<100)
    func plainEqualsGeneral(_ seed: Int) throws {
        var network = Network.random(seed: UInt64(seed), commitments: 30)
        for place in network.promises.indices {
            network.promises[place].needs = network.promises[place].needs.map { Need(on: $0.on, buffer: $0.buffer) }
            network.promises[place].whenReady = false
            network.promises[place].breaksAfter = .infinity
        }
        let plain = try network.slips()
        for place in network.promises.indices {
            network.promises[place].breaksAfter = Float.greatestFiniteMagnitude
            for need in network.promises[place].needs.indices {
                network.promises[place].needs[need].cap = Float.greatestFiniteMagnitude
            }
        }
        for place in network.promises.indices where plain[place] == .infinity {
            // What breaks has to go on breaking: a plan B of any size would outlive it.
            for need in network.promises[place].needs.indices { network.promises[place].needs[need].cap = .infinity }
        }
        #expect(try network.slips() == plain)
    }
}
