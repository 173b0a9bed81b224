/// One piece of work that is measured.
struct Case {
    /// Task, what of it, and size: `T1/assess/1e6`.
    var name: String
    /// Whether it is small enough for `--quick`.
    var isQuick: Bool
    /// Builds the input, outside of what is measured.
    var prepare: () -> Subject
}

/// A case with its input at hand.
struct Subject {
    /// Items one run handles: needs, commitments, replicates of commitments, changes.
    var items: Int
    /// Bytes one run reads; nil where that says nothing.
    var bytes: Int?
    /// How many threads a run takes: with more than one the time that passes counts, else the processor's.
    var threads = 1
    /// The processor time that counts: this process's, or that of the programs it ran.
    var clock: () -> Double = cpuSeconds
    /// What is wrong with the result, compared with one that was come to another way; nil if nothing is.
    var problem: () -> String?
    /// The work. Its answer is kept, so that no compiler leaves the work out.
    var run: () -> Double
    /// How much there was to do; nil where nobody counts.
    var work: (() -> Work)?
    /// The most memory a program that was run had resident, in bytes; nil where no program is.
    var peakBytes: (() -> Int)?
}

/// All cases, in the order they are reported. T6 of the goals adds its here. Whole commands come first: the system
/// counts what this process has resident for a program it starts, and nothing is yet.
func allCases() -> [Case] {
    commandCases() + propagationCases() + simulationCases() + blastCases() + loadingCases()
        + importCases()
}
