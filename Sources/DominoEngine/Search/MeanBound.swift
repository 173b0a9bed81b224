/// What bounds of the mean have learned so far.
struct MeanState: Sendable {
    /// By option and place in the model's `reaches`, the most that the option saves over all replicates, in 1/100 of
    /// the currency (`SavingsBound`); empty until it is known.
    var savings: [[Int64]] = []
    /// The options for which and among which that holds.
    var known: OptionMask?
}

extension PlanEvaluator {
    /// A mass of one commitment, in the unit of risk, and the undecided options that explain it.
    private struct ExplainedMass: Sendable {
        var place: Int
        var options: [Int32]
        var mass: Int128
    }

    /// Bounds the mean: cuts from the damage between the relaxation and the chosen options.
    ///
    /// - Complexity: two passes forward in every replicate.
    mutating func meanBound(chosen: OptionMask, undecided: OptionMask) -> PlanBound {
        let all = chosen.union(undecided)
        boundCount += 1
        if boundCount >= Self.boundsBeforeSavings { learnSavings(of: all) }
        let relaxed = PlanColumns(model, plan: all, decided: chosen)
        let base = PlanColumns(model, plan: chosen)
        let explained = workers.map { _ in WorkerMemory(ExplainedDamage(of: model)) }
        let blocks = runner.map(samples.blocks.count) { [workers, samples, model] worker, block in
            var relaxedTotals = [Int64](repeating: 0, count: Row.count)
            workers[worker].value.compare(
                relaxed: relaxed, chosen: base, on: samples.blocks[block], of: model,
                relaxedTotals: &relaxedTotals, into: &explained[worker].value)
            return (relaxed: relaxedTotals, chosen: workers[worker].value.totals)
        }
        // Each worker's masses in its own sets, so here a block is a worker.
        let masses = runner.map(workers.count) { [workers, model] _, number in
            let masses = explained[number].value.masses.map { mass in
                ExplainedMass(
                    place: Int(mass.place), options: workers[number].value.sets.members(of: mass.set, among: undecided),
                    mass: Int128(mass.mass) * RiskMeasure.unitsPerCent)
            }
            workers[number].value.limitSets(model)
            return masses
        }
        var gaps = [Int64](repeating: 0, count: model.damageRanks.count)
        for one in explained { for place in gaps.indices { gaps[place] += one.value.gaps[place] } }
        let relaxedRisk = measure.figure(of: joined(blocks.map { $0.relaxed }))
        return PlanBound(
            chosenRisk: measure.figure(of: joined(blocks.map { $0.chosen })), relaxedRisk: relaxedRisk,
            cutsFrom: relaxedRisk, cuts: strongestCuts(of: masses.flatMap { $0 }, undecided),
            largestSavings: largestMeanSavings(gaps))
    }

    /// Computes what each option saves at most, unless that is known for these options.
    package mutating func learnSavings(of wanted: OptionMask) {
        guard !isCertain, measure.kind == .mean else { return }
        guard !samples.mayRaiseDamage, !model.reaches.isEmpty else { return }
        if !mean.savings.isEmpty, let known = mean.known, wanted.isSubset(of: known) { return }
        let known = mean.known.map { $0.union(wanted) } ?? wanted
        mean.known = known
        let (relaxed, nothing) = savingsColumns(of: known)
        let empty = model.reaches.map { [Int64](repeating: 0, count: $0.count) }
        let sums = workers.map { _ in WorkerMemory(empty) }
        _ = runner.map(samples.blocks.count) { [workers, samples, model] worker, block in
            var savings = SavingsBound(for: model)
            savings.add(
                relaxed: relaxed, nothing: nothing, on: samples.blocks[block], of: model, &workers[worker].value,
                to: &sums[worker].value)
        }
        mean.savings = empty.indices.map { option in
            empty[option].indices.map { number in sums.reduce(Int64(0)) { $0 + $1.value[option][number] } }
        }
    }

    /// The columns between which `SavingsBound` works: all wanted options possible, and nothing done.
    func savingsColumns(of wanted: OptionMask) -> (relaxed: PlanColumns, nothing: PlanColumns) {
        (PlanColumns(model, plan: wanted, decided: model.nothing), PlanColumns(model, plan: model.nothing))
    }

    /// The cuts with the higher dual bound: all masses as they are explained, or for each commitment that options reach
    /// in small steps one cut with all its masses, from which each option removes at most what it saves.
    private func strongestCuts(of masses: [ExplainedMass], _ undecided: OptionMask) -> [PlanBound.Cut] {
        let plain = PlanBound.merged(masses.map { PlanBound.Cut(options: $0.options, mass: $0.mass) })
        guard !mean.savings.isEmpty else { return plain }
        var byPlace = [[ExplainedMass]](repeating: [], count: model.damageRanks.count)
        for mass in masses { byPlace[mass.place].append(mass) }
        var savings = [[(option: Int32, gain: Int128)]](repeating: [], count: byPlace.count)
        for option in undecided.members {
            for (place, gain) in zip(model.reaches[option], mean.savings[option]) where gain > 0 {
                savings[Int(place)].append(
                    (Int32(truncatingIfNeeded: option), Int128(gain) * RiskMeasure.unitsPerCent))
            }
        }
        var explained: [PlanBound.Cut] = []
        var stepped: [PlanBound.Cut] = []
        for (masses, savings) in zip(byPlace, savings) {
            let pool = masses.reduce(Int128(0)) { $1.options.isEmpty ? $0 : $0 + $1.mass }
            let gains = savings.map { min($0.gain, pool) }
            let removable = masses.reduce(Int128(0)) { $0 + $1.mass * Int128($1.options.count) }
            let isStepped = gains.reduce(0, +) < removable
            if isStepped { stepped.append(PlanBound.Cut(options: savings.map { $0.option }, mass: pool, gains: gains)) }
            for mass in masses where !isStepped || mass.options.isEmpty {
                explained.append(PlanBound.Cut(options: mass.options, mass: mass.mass))
            }
        }
        guard !stepped.isEmpty else { return plain }
        let mixed = PlanBound.merged(explained) + stepped
        return DualPrices.pricing(mixed, costs: costs).total > DualPrices.pricing(plain, costs: costs).total
            ? mixed : plain
    }

    /// The most that each option lowers the mean: the gaps of the commitments it reaches, as far as it can save them.
    /// - Parameter gaps: by place in `damageRanks`, in 1/100 of the currency.
    private func largestMeanSavings(_ gaps: [Int64]) -> [Int128] {
        guard !samples.mayRaiseDamage, !model.reaches.isEmpty else { return [] }
        return model.reaches.indices.map { option in
            var most: Int128 = 0
            for (number, place) in model.reaches[option].enumerated() {
                let gap = gaps[Int(place)]
                let isKnown = !mean.savings.isEmpty && mean.known?[option] == true
                most += Int128(isKnown ? min(gap, mean.savings[option][number]) : gap)
            }
            return most * RiskMeasure.unitsPerCent
        }
    }
}

/// The damage that lies between two plans, one contained in the other: how much for each commitment, and which options
/// explain it.
///
/// A commitment's slip under the smaller plan is explained by its driving chain: own delays along it, the needs that it
/// goes through, the day it breaks. No plan between the two costs less in that replicate unless it has one of the
/// options that touch the chain or the damage itself. So each mass here is a cut: it is lost unless one option of its
/// set is chosen.
struct ExplainedDamage: Sendable {
    /// A mass of one commitment, and the set that explains it.
    struct Mass: Sendable, BitwiseCopyable {
        /// A place in `damageRanks`.
        var place: Int32
        /// A number in the workspace's sets.
        var set: Int32
        /// In 1/100 of the currency, over all replicates; 0 where a slot is free.
        var mass: Int64
    }

    /// By place in `damageRanks`, the gap between the two plans over all replicates, in 1/100 of the currency.
    private(set) var gaps: [Int64]
    /// Hash table with open addressing: thousands of masses are added to at every node.
    private var slots = [Mass](repeating: Mass(place: 0, set: 0, mass: 0), count: 256)
    private var count = 0
    /// Masses of the commitment at hand by set, and the sets that have one.
    private var massesHere: [Int64] = [0]
    private var setsHere: [Int32] = []

    /// Nothing explained yet.
    init(of model: PlanModel) { gaps = [Int64](repeating: 0, count: model.damageRanks.count) }

    /// All masses, in no meaningful order.
    var masses: [Mass] { slots.filter { $0.mass != 0 } }

    /// Adds a gap of the commitment at hand.
    /// - Parameter sets: how many sets the workspace knows.
    @inline(__always)
    mutating func add(_ gap: Int64, _ set: Int32, sets: Int) {
        while massesHere.count < sets { massesHere.append(0) }
        if massesHere[Int(set)] == 0 { setsHere.append(set) }
        massesHere[Int(set)] &+= gap
    }

    /// Stores what was added since the last call as masses of one commitment.
    mutating func close(place: Int, gap: Int64) {
        for set in setsHere {
            store(massesHere[Int(set)], place: Int32(truncatingIfNeeded: place), set: set)
            massesHere[Int(set)] = 0
        }
        setsHere.removeAll(keepingCapacity: true)
        gaps[place] &+= gap
    }

    private mutating func store(_ mass: Int64, place: Int32, set: Int32) {
        precondition(mass > 0, "a slot without a mass is free")
        let slot = slot(place, set)
        if slots[slot].mass == 0 { count += 1 }
        slots[slot] = Mass(place: place, set: set, mass: slots[slot].mass &+ mass)
        if 2 * count >= slots.count { grow() }
    }

    private func slot(_ place: Int32, _ set: Int32) -> Int {
        let key = UInt64(UInt32(bitPattern: place)) << 32 | UInt64(UInt32(bitPattern: set))
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20) & (slots.count - 1)
        while slots[slot].mass != 0, slots[slot].place != place || slots[slot].set != set {
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    private mutating func grow() {
        let old = masses
        slots = [Mass](repeating: Mass(place: 0, set: 0, mass: 0), count: 2 * slots.count)
        for mass in old { slots[slot(mass.place, mass.set)] = mass }
    }
}

extension PlanWorkspace {
    /// Compares two plans on a block and explains the gap between them. `totals` gets the totals of the smaller plan.
    ///
    /// - Parameters:
    ///   - relaxed: the larger plan.
    ///   - relaxedTotals: gets its totals.
    /// - Precondition: the workspace was made to explain, and `relaxed` contains `chosen`.
    mutating func compare(
        relaxed: PlanColumns, chosen: PlanColumns, on sample: SampleBlock, of model: PlanModel,
        relaxedTotals: inout [Int64], into explained: inout ExplainedDamage
    ) {
        evaluate(relaxed, on: sample, of: model, keepsCents: true)
        for replicate in 0..<Row.count { relaxedTotals[replicate] = totals[replicate] }
        forward(chosen, sample, model, explains: true)
        for replicate in 0..<Row.count { totals[replicate] = sample.fixedTotals[replicate] }
        for (place, rank) in model.damageRanks.enumerated() {
            score(Int(rank), chosen, sample, model)
            var sum: Int64 = 0
            for replicate in 0..<Row.count {
                let amount = cents.cents[replicate]
                totals[replicate] &+= amount
                let gap = amount - relaxedCents[place * Row.count + replicate]
                guard gap > 0, sample.replicates >> UInt64(replicate) & 1 == 1 else { continue }
                sum &+= gap
                explained.add(gap, explanation(of: Int(rank), replicate, model), sets: sets.count)
            }
            explained.close(place: place, gap: sum)
        }
    }

    /// The set of options that explain a commitment's damage in a replicate.
    @inline(__always)
    private mutating func explanation(of rank: Int, _ replicate: Int, _ model: PlanModel) -> Int32 {
        let first = rank * model.sets.width * Row.count + replicate
        return sets.union(model.damageSets[rank], explanations, at: first, step: Row.count)
    }

    /// Forgets the sets found so far if there are very many. Sets of before have no meaning any more then.
    mutating func limitSets(_ model: PlanModel) {
        if sets.count > 1 << 16 { sets = model.sets }
    }

    /// Finds the options that explain an active commitment's slip in each replicate: without one of them it cannot
    /// become smaller.
    func explain(
        _ rank: Int, hits: Range<Int>, _ columns: PlanColumns, _ sample: SampleBlock, _ model: PlanModel
    ) {
        let width = model.sets.width
        let isFact = model.graph.features[rank].contains(.fact)
        if !isFact { findDrivers(of: rank, columns, sample, model) }
        for word in 0..<width {
            let first = (rank * width + word) * Row.count
            let own = isFact ? 0 : model.sets.word(word, of: model.ownSets[rank])
            for replicate in 0..<Row.count { explanations[first + replicate] = own }
            guard !isFact else { continue }
            explainDrivers(of: rank, word, at: first, model)
            for place in hits {
                let hit = sample.hits[place]
                let set = model.sets.word(word, of: model.eventSets[Int(hit.event)])
                guard set != 0 else { continue }
                for replicate in 0..<Row.count
                where hit.days[replicate] > 0 && events[Int(hit.event)][replicate] > 0 {
                    explanations[first + replicate] |= set
                }
            }
            let breaking = model.sets.word(word, of: model.limitSets[rank])
            guard breaking != 0 else { continue }
            for replicate in 0..<Row.count where slips[rank][replicate] == .infinity {
                explanations[first + replicate] |= breaking
            }
        }
    }

    /// Adds the options that explain what the drivers pass on.
    private func explainDrivers(of rank: Int, _ word: Int, at first: Int, _ model: PlanModel) {
        let graph = model.graph
        let needs = Int(graph.needStart[rank])..<Int(graph.needStart[rank + 1])
        guard !needs.isEmpty else { return }
        let width = model.sets.width
        for replicate in 0..<Row.count {
            let driver = drivers[replicate]
            guard driver != noNeed else { continue }
            var need = driver == anyNeed ? needs.lowerBound : Int(driver)
            assert(needs.contains(need), "a need of this commitment")
            var set: UInt64 = 0
            // A group may pass on less as soon as one member does.
            repeat {
                let source = Int(graph.needs[need].source)
                set |= model.sets.word(word, of: model.needSets[need])
                if model.isActive[source] { set |= explanations[(source * width + word) * Row.count + replicate] }
                need += 1
            } while need < needs.upperBound && (driver == anyNeed || (!graph.joins.isEmpty && graph.joins[need]))
            explanations[first + replicate] |= set
        }
    }

    /// Finds the driver of a commitment in each replicate, as the first need of its group. It is `noNeed` where no need
    /// delays the commitment, and `anyNeed` where no need constrains one that begins when ready.
    private func findDrivers(of rank: Int, _ columns: PlanColumns, _ sample: SampleBlock, _ model: PlanModel) {
        let graph = model.graph
        let changes = columns.fallible.isEmpty ? [] : columns.fallible[rank]
        let isReady = columns.parameters.isWhenReady(rank, graph.features[rank])
        let start = Int(graph.needStart[rank])
        var best = isReady ? Row(repeating: -.infinity) : sample.base(of: rank, columns.parameters, model)
        // Numbers of needs as Floats, in the lanes of the slips: exact below 2^22.
        var found = Row(repeating: -1)
        var need = start
        let end = Int(graph.needStart[rank + 1])
        while need < end {
            let first = need
            let least = passedByGroup(at: &need, before: end, changes, columns, sample, graph)
            found = found.replacing(with: Float(first - start), where: least .> best)
            best = best.larger(least)
        }
        keep(integers(found.a), 0, start, isReady)
        keep(integers(found.b), 16, start, isReady)
        keep(integers(found.c), 32, start, isReady)
        keep(integers(found.d), 48, start, isReady)
    }

    @inline(__always)
    private func keep(_ found: SIMD16<Int32>, _ first: Int, _ start: Int, _ isReady: Bool) {
        for lane in 0..<16 {
            let place = found[lane]
            drivers[first + lane] = place >= 0 ? Int32(truncatingIfNeeded: start) + place : isReady ? anyNeed : noNeed
        }
    }
}

/// No need delays the commitment.
private let noNeed: Int32 = -1
/// No need constrains the commitment: each may be why it is not earlier.
private let anyNeed: Int32 = -2
