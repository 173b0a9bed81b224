import DominoEngine
import DominoReference
import Testing

@Suite("A simulation that adds up less comes to the same")
struct SimulationFiguresTests {
    /// A network of every feature, or of plain needs alone, with luck of every form.
    struct Luck {
        let graph: CommitmentGraph
        let parameters: Parameters
        let damage: DamageTable
        var uncertainty: Uncertainty

        init(seed: UInt64, isPlain: Bool) throws {
            var random = SplitMix64(seed: seed)
            var network = Network.random(seed: seed, commitments: 70)
            if isPlain {
                for place in network.promises.indices {
                    network.promises[place].breaksAfter = .infinity
                    network.promises[place].whenReady = false
                    network.promises[place].isFact = false
                    if network.promises[place].own == .infinity { network.promises[place].own = 0 }
                    for need in network.promises[place].needs.indices {
                        network.promises[place].needs[need].share = 1
                        network.promises[place].needs[need].cap = .infinity
                        network.promises[place].needs[need].joins = false
                    }
                }
            }
            (graph, parameters) = try network.compiled()
            damage = randomDamage(seed: seed, commitments: graph.commitmentCount)
            uncertainty = Uncertainty(commitments: graph.commitmentCount)
            uncertainty.events = [Uncertainty.Event(variable: 77, probability: 0.3)]
            uncertainty.factors = [Sampler(variable: 78, least: 0.8, mode: 1, most: 1.5)]
            for rank in 0..<graph.commitmentCount {
                if !graph.features[rank].contains(.fact) {
                    for form in 0..<Int.random(in: 0...2, using: &random) { add(form, rank, &random) }
                }
                uncertainty.contributionStart[rank + 1] = Int32(uncertainty.contributions.count)
            }
        }

        private mutating func add(_ form: Int, _ rank: Int, _ random: inout SplitMix64) {
            // One delay in ten is of years, beyond what the fast sums hold.
            let width =
                Double(Int.random(in: 1...80, using: &random)) * (Int.random(in: 0..<10, using: &random) == 0 ? 60 : 1)
            let variable = UInt64.random(in: 0...UInt64.max, using: &random)
            let sampler = Sampler(variable: variable, least: -1, mode: width / 8, most: width)
            let source: Uncertainty.Contribution.Source =
                form == 0 ? .delay : Bool.random(using: &random) ? .event(0) : .factor(0, work: 20)
            uncertainty.contributions.append(
                Uncertainty.Contribution(source: source, sampler: sampler, input: Int32(rank)))
        }

        func simulation(_ figures: Figures, watched: [Int32]? = nil) -> Simulation {
            Simulation(
                graph: graph, parameters: parameters, damage: damage, notice: nil, uncertainty: uncertainty, seed: 5,
                figures: figures, watched: watched)
        }
    }

    /// What three blocks come to, the last of them in part.
    struct Outcome: Equatable {
        var tally: Tally
        var totals: [Int64] = []
        var slips: [[Float]] = []

        init(of simulation: Simulation, watched: [Int32]) {
            var workspace = Workspace(for: simulation)
            slips = watched.map { _ in [Float](repeating: 0, count: 192) }
            for (block, replicates) in [UInt64.max, .max, 0x0F0F_1234_5678_9ABC].enumerated() {
                workspace.run(block: UInt32(block), replicates: replicates, of: simulation)
                for replicate in 0..<64 where replicates >> UInt64(replicate) & 1 == 1 {
                    totals.append(workspace.totals[replicate])
                }
                for (place, rank) in watched.enumerated() {
                    workspace.copySlips(rank: Int(rank), to: &slips[place], at: 64 * block, where: replicates)
                }
            }
            tally = workspace.tally
        }
    }

    @Test("totals, watched slips and every figure it has", arguments: 0..<60)
    func less(_ number: Int) throws {
        let luck = try Luck(seed: UInt64(900 + number), isPlain: number % 2 == 0)
        let watched: [Int32] = [0, 3, 17, 40, 69]
        let all = Outcome(of: luck.simulation(.causes), watched: watched)
        #expect(all.tally.replicates == 128 + Int64((0x0F0F_1234_5678_9ABC as UInt64).nonzeroBitCount))
        for figures in [Figures.totals, .meanSlips, .commitments] {
            for kept in [nil, watched] {
                let less = Outcome(of: luck.simulation(figures, watched: kept), watched: watched)
                #expect(less.totals == all.totals)
                #expect(less.slips == all.slips)
                #expect(less.tally.slip == (figures >= .meanSlips ? all.tally.slip : []))
                #expect(less.tally.broken == (figures >= .meanSlips ? all.tally.broken : []))
                #expect(less.tally.late == (figures >= .commitments ? all.tally.late : []))
                #expect(less.tally.score == (figures >= .commitments ? all.tally.score : []))
                #expect(less.tally.carried.isEmpty && less.tally.blame.isEmpty)
            }
        }
    }

    @Test("slips are those of one propagation a replicate, sums those of all", arguments: 0..<20)
    func slowly(_ number: Int) throws {
        let luck = try Luck(seed: UInt64(500 + number), isPlain: true)
        let ranks = (0..<70).map { Int32($0) }
        let fast = Outcome(of: luck.simulation(.commitments), watched: ranks)
        // Own delays are what is left of a slip when its needs are taken off: the plain formula the other way round.
        for replicate in 0..<128 {
            var parameters = luck.parameters
            for rank in 0..<70 {
                var start = parameters.baseSlip[rank]
                for need in Int(luck.graph.needStart[rank])..<Int(luck.graph.needStart[rank + 1]) {
                    let edge = luck.graph.needs[need]
                    start = max(start, fast.slips[Int(edge.source)][replicate] - edge.buffer)
                }
                parameters.ownDelay[rank] = fast.slips[rank][replicate] - start
            }
            let slips = slips(in: luck.graph, under: parameters)
            let scores = assess(slips, under: luck.damage, dueShift: parameters.dueShift, notice: nil)
            #expect(abs(Double(fast.totals[replicate]) / 100 - scores.total) <= 0.01 * 210 + 1e-6 * scores.total)
        }
    }

    @Test("sums are those of the slips", arguments: 0..<20)
    func sums(_ number: Int) throws {
        let luck = try Luck(seed: UInt64(300 + number), isPlain: number % 2 == 0)
        let ranks = (0..<70).map { Int32($0) }
        let all = Outcome(of: luck.simulation(.commitments), watched: ranks)
        for rank in 0..<70 {
            // The third block counts in part: what does not count was left at 0.
            let slips = all.slips[rank]
            #expect(all.tally.broken[rank] == Int64(slips.count { $0 == .infinity }))
            #expect(
                all.tally.late[rank]
                    == Int64(slips.count { $0 > luck.parameters.dueShift[rank] + 0.0001 && $0 < .infinity }))
            let sum = slips.reduce(Int64(0)) {
                $1 < .infinity ? $0 + Int64((Double($1) * 1024).rounded(.toNearestOrEven)) : $0
            }
            #expect(all.tally.slip[rank] == sum)
        }
    }
}
