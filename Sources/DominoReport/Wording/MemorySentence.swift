/// Why replicates are not begun: they would not fit the machine's memory; and what to ask for instead.
///
/// - Parameter knowsPrecision: whether the question may also be asked with '--precision'.
public func memorySentence(
    replicates: Int, needed: Int, available: Int, most: Int, knowsPrecision: Bool = true
) -> String {
    func gigabytes(_ bytes: Int) -> String { grouped((Double(bytes) / 1e8).rounded() / 10) + " GB" }
    let precision = knowsPrecision ? ", or for '--precision 0.01', which stops when the mean is known to 1 %" : ""
    let advice = most > 0 ? "Ask for at most \(grouped(Double(most)))\(precision)" : "Run it on a larger machine"
    return count(replicates, "replicate") + " would need \(gigabytes(needed)) of memory, and "
        + "\(gigabytes(available)) can be used here. \(advice)."
}
