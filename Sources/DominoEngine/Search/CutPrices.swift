/// What cuts are worth at least, whichever options are chosen: prices that weigh what is paid against what options cost.
///
/// The cheapest way to deal with all cuts is a covering problem with penalties. Its linear programme has the dual: of each cut
/// a part between 0 and 1 is charged, to each of its options as much of its gain; the bound is what is charged, less whatever
/// options are charged beyond their cost, for those are chosen then. Any parts give a lower bound. Here each cut in turn
/// takes the part that is best beside the others' (coordinate ascent), which gives good ones at once.
public struct CutPrices {
    /// The bound.
    public private(set) var total: Int128 = 0
    /// What is left of each option's cost: by so much more a plan costs at least that has it.
    public private(set) var slack: [Int128]
    /// By option, what at least is lost without it.
    public private(set) var missed: [Int128]

    /// Parts are counted in these.
    private static let unit: Int128 = 1 << 20

    /// Charges the cuts in their order.
    public init(_ cuts: [PlanBound.Cut], costs: [Int128]) {
        var left = costs
        var parts = [Int128](repeating: 0, count: cuts.count)
        var prices = parts
        let rounds = cuts.contains { !$0.gains.isEmpty } ? 4 : 1
        for round in 0..<rounds {
            for (number, cut) in cuts.enumerated() {
                guard cut.gains.isEmpty else {
                    Self.charge(cut, &parts[number], &left)
                    continue
                }
                // What only one option can deal with is charged in full: if it is more than the cost, the option is chosen.
                guard cut.options.count > 1 || round == 0 else { continue }
                for option in cut.options { left[Int(option)] += prices[number] }
                var price = cut.mass
                if cut.options.count > 1 { for option in cut.options { price = min(price, left[Int(option)]) } }
                prices[number] = max(0, price)
                for option in cut.options { left[Int(option)] -= prices[number] }
            }
        }
        for (number, cut) in cuts.enumerated() {
            total += cut.gains.isEmpty ? prices[number] : cut.mass * parts[number] / Self.unit
        }
        for beyond in left where beyond < 0 { total += beyond }
        slack = left.map { max(0, $0) }
        missed = left.map { max(0, -$0) }
    }

    /// Charges the part of a cut that is best beside what is charged for the others.
    ///
    /// The bound rises with the part by the mass, less the gains of the options that are charged in full by then.
    private static func charge(_ cut: PlanBound.Cut, _ part: inout Int128, _ left: inout [Int128]) {
        func charged(_ gain: Int128, _ part: Int128) -> Int128 { (gain * part + unit - 1) / unit }
        var stops: [(part: Double, gain: Double)] = []
        var rise = Double(cut.mass)
        for (option, gain) in zip(cut.options, cut.gains) where gain > 0 {
            left[Int(option)] += charged(gain, part)
            stops.append((Double(left[Int(option)]) / Double(gain), Double(gain)))
        }
        stops.sort { $0.part < $1.part }
        var best = 1.0
        for stop in stops {
            rise -= stop.gain
            guard rise <= 0 else { continue }
            best = min(1, max(0, stop.part))
            break
        }
        part = Int128(best * Double(unit))
        for (option, gain) in zip(cut.options, cut.gains) where gain > 0 { left[Int(option)] -= charged(gain, part) }
    }
}
