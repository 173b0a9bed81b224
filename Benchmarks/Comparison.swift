/// The times of one case, in processor seconds a run.
struct Samples {
    /// Of the case.
    var name: String
    /// One value a sample.
    var seconds: [Double]
}

/// One case before and after a change.
struct Comparison {
    /// Of the case.
    var name: String
    var before: [Double]
    var after: [Double]
    /// After over before.
    var ratio: RatioOfTimes

    /// A change below this share is no regression, however sure it is: layout and alignment move times by as much.
    static let smallest = 0.03

    /// What can be said.
    enum Verdict: String {
        case faster, slower
        /// The samples do not tell.
        case unsure = "~"
    }

    /// Whether the times differ beyond doubt (1 %) and beyond `smallest`.
    var verdict: Verdict {
        guard ratio.chance < 0.01 else { return .unsure }
        if ratio.interval.lowerBound > 1, ratio.estimate > 1 + Self.smallest { return .slower }
        if ratio.interval.upperBound < 1, ratio.estimate < 1 - Self.smallest { return .faster }
        return .unsure
    }
}

/// The cases that both have, in the order of `after`.
func compared(_ before: [Samples], _ after: [Measurement]) -> [Comparison] {
    compared(before, after.map { Samples(name: $0.name, seconds: $0.cpu) })
}

/// The cases that both have, in the order of `after`.
func compared(_ before: [Samples], _ after: [Samples]) -> [Comparison] {
    after.compactMap { samples in
        before.first { $0.name == samples.name }.map {
            Comparison(
                name: samples.name, before: $0.seconds, after: samples.seconds,
                ratio: RatioOfTimes(of: samples.seconds, to: $0.seconds))
        }
    }
}

/// Shows comparisons; the exit status is 3 if one is a regression.
func show(_ comparisons: [Comparison]) -> Int32 {
    guard !comparisons.isEmpty else {
        complain("the two have no case in common")
        return 2
    }
    print(padded("case", 22) + leading("before", 12) + leading("after", 12) + "   after/before, 99 %          p")
    for one in comparisons {
        let bounds =
            one.ratio.interval.upperBound < .infinity
            ? "\(rounded(one.ratio.interval.lowerBound)) to \(rounded(one.ratio.interval.upperBound))"
            : "too few samples"
        let ratio = "   \(rounded(one.ratio.estimate)) (\(bounds))"
        print(
            padded(one.name, 22) + leading(spoken(median(one.before)), 12) + leading(spoken(median(one.after)), 12)
                + padded(ratio, 30) + rounded(one.ratio.chance) + "  " + one.verdict.rawValue)
    }
    return comparisons.contains { $0.verdict == .slower } ? 3 : 0
}
