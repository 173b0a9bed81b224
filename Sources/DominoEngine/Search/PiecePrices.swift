/// What pieces of damage are worth at least, whichever options are chosen: prices that weigh what is paid against what options
/// cost.
///
/// The dual of a linear programme, as in `CutPrices`: of each piece a part between 0 and 1 is charged, to each of its options
/// as much of its gain; the bound is what is charged, less whatever options are charged beyond their cost. Parts are looked for
/// in floating point, one piece after the other; the bound they give is added up in integers, so that it holds to the
/// last unit whatever the parts are.
public struct PiecePrices: Sendable {
    /// The bound.
    public private(set) var total: Int128 = 0
    /// The options that some piece charged, as often as they were first charged; all others have their whole cost left.
    public private(set) var touched: [Int32] = []
    /// What is left of each option's cost: by so much more a plan costs at least that has it.
    public private(set) var slack: [Int128]
    /// By option, what at least is lost without it.
    public private(set) var missed: [Int128]
    /// By option, how much hangs on it: what to branch on.
    public private(set) var weights: [Double]

    private let costs: [Int128]
    private var left: [Double]
    private var charged: [Int128]
    private var isTouched: [Bool]
    private var parts: [Double] = []
    private var stops: [Stop] = []

    private struct Stop {
        var part: Double
        var gain: Double
    }

    /// What the weight of a replicate that counts in full is.
    public static let fullWeight: Int32 = 64
    /// Millionths in 1/100.
    private static let perCent: Int128 = 10_000
    /// Parts are added up in these.
    private static let unit = 1 << 20

    /// Nothing charged.
    public init(costs: [Int128]) {
        self.costs = costs
        slack = costs
        missed = costs.map { _ in 0 }
        charged = missed
        left = costs.map { Double($0) }
        weights = costs.map { _ in 0 }
        isTouched = costs.map { _ in false }
    }

    /// Charges some pieces anew, as if none had been before.
    ///
    /// - Parameters:
    ///   - order: the pieces to charge, in this order.
    ///   - memberWeights: how much each replicate weighs, of `fullWeight`.
    public mutating func charge(_ list: PieceList, _ order: ArraySlice<Int32>, memberWeights: [Int32], rounds: Int) {
        reset()
        if parts.count < list.count { parts += [Double](repeating: 0, count: list.count - parts.count) }
        let scale = Double(Self.perCent) / Double(Self.fullWeight)
        for round in 0..<rounds {
            for piece in order {
                let weight = Double(memberWeights[Int(list.members[Int(piece)])]) * scale
                if round == 0 { parts[Int(piece)] = 0 }
                if weight > 0 { charge(Int(piece), list, weight: weight, isFirst: round == 0) }
            }
        }
        settle(list, order, memberWeights)
    }

    private mutating func reset() {
        total = 0
        for option in touched {
            let option = Int(option)
            slack[option] = costs[option]
            missed[option] = 0
            charged[option] = 0
            weights[option] = 0
            left[option] = Double(costs[option])
            isTouched[option] = false
        }
        touched.removeAll(keepingCapacity: true)
    }

    /// Charges the part of a piece that is best beside what is charged for the others.
    ///
    /// The bound rises with the part by the mass, less the gains of the options that are charged in full by then.
    private mutating func charge(_ piece: Int, _ list: PieceList, weight: Double, isFirst: Bool) {
        let range = list.range(piece)
        let old = parts[piece]
        // What only one option can deal with is charged in full: if it is more than the cost, the option is chosen.
        if range.count <= 1 {
            guard isFirst else { return }
            parts[piece] = 1
            for place in range {
                let option = Int(list.options[place])
                touch(option)
                left[option] -= Double(list.gains[place]) * weight
            }
            return
        }
        stops.removeAll(keepingCapacity: true)
        for place in range {
            let option = Int(list.options[place])
            touch(option)
            let gain = Double(list.gains[place]) * weight
            left[option] += gain * old
            let stop = Stop(part: left[option] / gain, gain: gain)
            stops.append(stop)
            var at = stops.count - 1
            while at > 0, stops[at - 1].part > stop.part {
                stops[at] = stops[at - 1]
                at -= 1
            }
            stops[at] = stop
        }
        var rise = Double(list.masses[piece]) * weight
        var best = 1.0
        for stop in stops {
            rise -= stop.gain
            guard rise <= 0 else { continue }
            best = min(1, max(0, stop.part))
            break
        }
        parts[piece] = best
        for place in range { left[Int(list.options[place])] -= Double(list.gains[place]) * weight * best }
    }

    @inline(__always)
    private mutating func touch(_ option: Int) {
        guard !isTouched[option] else { return }
        isTouched[option] = true
        touched.append(Int32(truncatingIfNeeded: option))
    }

    /// Adds up what the parts come to, in integers.
    private mutating func settle(_ list: PieceList, _ order: ArraySlice<Int32>, _ memberWeights: [Int32]) {
        var sum: Int128 = 0
        for piece in order {
            let piece = Int(piece)
            let weight = Int(memberWeights[Int(list.members[piece])])
            guard weight > 0 else { continue }
            let part = Int128(weight * Int(parts[piece] * Double(Self.unit)))
            sum += Int128(list.masses[piece]) * part
            let range = list.range(piece)
            var all = 1.0
            for place in range {
                charged[Int(list.options[place])] += Int128(list.gains[place]) * part
                all += Double(list.gains[place])
            }
            let share = Double(list.masses[piece]) * Double(weight) / all
            for place in range { weights[Int(list.options[place])] += share * Double(list.gains[place]) }
        }
        let divisor = Int128(Self.unit * Int(Self.fullWeight))
        total = sum * Self.perCent / divisor
        for option in touched {
            let option = Int(option)
            let beyond = (charged[option] * Self.perCent + divisor - 1) / divisor - costs[option]
            slack[option] = max(0, -beyond)
            missed[option] = max(0, beyond)
            total -= missed[option]
        }
    }
}
