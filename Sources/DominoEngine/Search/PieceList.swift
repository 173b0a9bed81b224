/// What lies between two plans, one contained in the other, in some replicates: piece by piece, each with what lowers it.
///
/// The smaller plan explains its own damage by its driving chains (see `PlanGaps`). A piece is what one commitment costs more
/// in one replicate under the smaller plan than under the larger one; its options are those that touch its chain, and from
/// each the piece loses no more than the option can save there in any plan (`GainWorkspace`). So a plan in between that
/// has some of the options leaves at least the mass less their gains: options that touch no chain change nothing while they are
/// added first, and each of the others takes at most its gain when it is added after them.
public struct PieceList: Sendable {
    /// The replicate each piece is of.
    public private(set) var members: [Int32] = []
    /// In 1/100.
    public private(set) var masses: [Int64] = []
    /// Where each piece's options begin; one more than pieces.
    public private(set) var starts: [Int32] = [0]
    /// Undecided options that take something from a piece.
    public private(set) var options: [Int32] = []
    /// The most each takes, in 1/100: above 0, and no more than the mass.
    public private(set) var gains: [Int64] = []

    /// No pieces.
    public init() {}

    /// How many.
    public var count: Int { masses.count }

    /// The options of a piece, as places in `options` and `gains`.
    @inline(__always)
    func range(_ piece: Int) -> Range<Int> { Int(starts[piece])..<Int(starts[piece + 1]) }

    /// Adds a piece of which the options stand in `options` already.
    mutating func close(member: Int, mass: Int64) {
        members.append(Int32(truncatingIfNeeded: member))
        masses.append(mass)
        starts.append(Int32(truncatingIfNeeded: options.count))
    }

    /// Adds an option of the piece that is closed next.
    @inline(__always)
    mutating func add(_ option: Int, gain: Int64) {
        options.append(Int32(truncatingIfNeeded: option))
        gains.append(gain)
    }

    /// Adds the pieces of other replicates.
    /// - Parameter first: what the others count from.
    public mutating func add(_ other: PieceList, from first: Int) {
        let start = Int32(truncatingIfNeeded: options.count)
        for member in other.members { members.append(member + Int32(truncatingIfNeeded: first)) }
        masses += other.masses
        for end in other.starts.dropFirst() { starts.append(end + start) }
        options += other.options
        gains += other.gains
    }

    /// What stays of each replicate's pieces under a plan at least, added to what it costs under the larger plan.
    public func left(by plan: [Bool], over low: [Int64]) -> [Int64] {
        var totals = low
        for piece in masses.indices {
            var mass = masses[piece]
            for place in range(piece) where plan[Int(options[place])] { mass -= gains[place] }
            if mass > 0 { totals[Int(members[piece])] += mass }
        }
        return totals
    }

    /// Pieces by their replicate, and of one replicate those with fewer options first.
    public func byMember(_ count: Int) -> (order: [Int32], starts: [Int]) {
        let order = masses.indices.map { Int32(truncatingIfNeeded: $0) }.sorted { one, other in
            let (a, b) = (members[Int(one)], members[Int(other)])
            if a != b { return a < b }
            let (few, many) = (range(Int(one)).count, range(Int(other)).count)
            return few != many ? few < many : one < other
        }
        var starts = [Int](repeating: 0, count: count + 1)
        for member in members { starts[Int(member) + 1] += 1 }
        for place in 0..<count { starts[place + 1] += starts[place] }
        return (order, starts)
    }

    /// Pieces with fewer options first.
    public func byOptions() -> [Int32] {
        masses.indices.map { Int32(truncatingIfNeeded: $0) }.sorted { one, other in
            let (few, many) = (range(Int(one)).count, range(Int(other)).count)
            return few != many ? few < many : one < other
        }
    }
}

extension PlanWorkspace {
    /// Compares two plans on a block, piece by piece.
    ///
    /// - Parameters:
    ///   - low: the larger plan. `lowTotals` gets what it costs, and `totals` what the smaller one does.
    ///   - undecided: the options that one has and the other has not, bit by bit.
    ///   - savings: what each option can save at most (`GainWorkspace.savings`); empty where that is not known.
    /// - Precondition: the workspace was made to explain, and `low` contains `high`.
    public mutating func pieces(
        low: PlanColumns, high: PlanColumns, on ground: GroundBlock, of model: PlanModel, undecided: [UInt64],
        savings: [Float], lowTotals: inout [Int64]
    ) -> PieceList {
        play(low, on: ground, of: model, keepsCents: true)
        for replicate in 0..<Row.count { lowTotals[replicate] = totals[replicate] }
        forward(high, ground, model, explains: true)
        for replicate in 0..<Row.count { totals[replicate] = ground.still[replicate] }
        var list = PieceList()
        let width = model.sets.width
        for (place, rank) in model.damageRanks.enumerated() {
            score(Int(rank), high, ground, model)
            for replicate in 0..<Row.count {
                let amount = cents.cents[replicate]
                totals[replicate] &+= amount
                let gap = amount - lowCents[place * Row.count + replicate]
                guard gap > 0, ground.replicates >> UInt64(replicate) & 1 == 1 else { continue }
                for word in 0..<width {
                    let reached = explanations[(Int(rank) * width + word) * Row.count + replicate]
                    var bits = (reached | model.sets.word(word, of: model.damageSets[Int(rank)])) & undecided[word]
                    while bits != 0 {
                        let option = 64 * word + bits.trailingZeroBitCount
                        bits &= bits - 1
                        var gain = gap
                        if !savings.isEmpty {
                            let number = Int(model.reachNumbers[option * model.damageRanks.count + place])
                            guard number >= 0 else { continue }
                            let first = (model.reachStarts[option] + number) * Row.count
                            // Rounded up when it was kept.
                            gain = Int64(min(savings[first + replicate], Float(gap) * 1.000_001 + 1))
                            gain = min(gain, gap)
                        }
                        if gain > 0 { list.add(option, gain: gain) }
                    }
                }
                list.close(member: replicate, mass: gap)
            }
        }
        return list
    }
}
