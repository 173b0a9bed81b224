/// How much a run had to do, whatever the machine: what must not grow unexplained.
struct Work: Equatable, CustomStringConvertible {
    /// Commitments computed: rows of 64 lanes, or single ones.
    var rows = 0
    /// Needs looked at for them.
    var needs = 0
    /// Variables drawn, 64 replicates at a time.
    var draws = 0

    static func += (sum: inout Work, other: Work) {
        sum.rows += other.rows
        sum.needs += other.needs
        sum.draws += other.draws
    }

    var description: String { "rows \(rows), needs \(needs), draws \(draws)" }

    /// What cases took when somebody last looked, and found it right. A change that makes it less is put down here; one
    /// that makes it more is explained where it is committed.
    static let kept: [String: Work] = [
        "T2/lean/1e2": Work(rows: 15_700, needs: 52_752, draws: 15_700),
        "T2/lean/1e3": Work(rows: 157_000, needs: 609_631, draws: 157_000),
        "T2/lean/1e4": Work(rows: 1_570_000, needs: 6_268_225, draws: 1_570_000),
        "T3/layered/1e3": Work(rows: 8239, needs: 34_758),
        "T3/layered/1e4": Work(rows: 623_533, needs: 2_707_136),
        "T3/deals/1e3": Work(rows: 2255, needs: 8984),
        "T3/deals/1e4": Work(rows: 22_992, needs: 93_252),
    ]

    /// What is wrong with the work of a case; nil if nothing is, or nothing is known of it.
    func problem(of name: String) -> String? {
        guard let kept = Self.kept[name], kept != self else { return nil }
        return "the work is \(self), and Work.kept says \(kept)"
    }
}
