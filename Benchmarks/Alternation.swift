/// Runs another build of this program and this one in turn, case by case, so that whatever else the machine does hits
/// both.
///
/// A round is one process of each, and its sample the process's median: two processes differ by more than two samples
/// of one (memory layout, frequency), so only rounds are independent.
/// - Returns: 3 for a confirmed regression.
func compare(_ binary: String, with other: String, _ selection: Invocation.Selection) -> Int32 {
    var comparisons: [Comparison] = []
    for one in selected(selection) {
        var (before, after): ([Double], [Double]) = ([], [])
        for round in 0..<max(6, selection.samples) {
            // Who goes first changes from round to round.
            for isOther in round % 2 == 0 ? [true, false] : [false, true] {
                guard let seconds = medianOfProcess(isOther ? other : binary, one.name, selection) else {
                    complain("\(isOther ? other : binary) does not measure \(one.name)")
                    return 2
                }
                if isOther { before.append(seconds) } else { after.append(seconds) }
            }
        }
        comparisons.append(
            Comparison(name: one.name, before: before, after: after, ratio: RatioOfTimes(of: after, to: before)))
    }
    return show(comparisons)
}

/// The median of three samples a process of its own takes.
private func medianOfProcess(_ binary: String, _ name: String, _ selection: Invocation.Selection) -> Double? {
    var arguments = ["--filter", name, "--samples", "3", "--format", "json"]
    if selection.isQuick { arguments.append("--quick") }
    guard let text = output(of: binary, arguments), let cases = samples(in: Array(text.utf8)) else { return nil }
    return cases.first { $0.name == name }.map { median($0.seconds) }
}
