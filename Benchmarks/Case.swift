/// One piece of work that is measured.
struct Case {
    /// Task, what of it, and size: `T1/damage/1e6`.
    var name: String
    /// Whether it is small enough for `--quick`.
    var isQuick: Bool
    /// Builds the input, outside of what is measured.
    var prepare: () -> Subject
}

/// A case with its input at hand.
struct Subject {
    /// Items one run handles: needs, commitments.
    var items: Int
    /// Bytes one run reads; nil where that says nothing.
    var bytes: Int?
    /// What is wrong with the result, compared with one that was come to another way; nil if nothing is.
    var problem: () -> String?
    /// The work. Its answer is kept, so that no compiler leaves the work out.
    var run: () -> Double
}

/// All cases, in the order they are reported. T2 to T4 and T6 of the goals add theirs here.
func allCases() -> [Case] { propagationCases() + loadingCases() }
