import DominoEngine

/// The days that may be promised, being looked for, and the figures of what has run so far: in the end those of
/// `domino check` with the same seed, to the bit.
final class HeldPromise {
    private let promise: ModelPromise
    private let due: Double
    private var days: [(day: Double, count: Int)]?

    init(_ promise: ModelPromise, due: Double) {
        self.promise = promise
        self.due = due
    }

    /// Runs so many blocks of 64 replicates more, and says how many replicates are done.
    func run(blocks: Int32) -> Int32 {
        days = nil
        promise.run(blocks: max(0, Int(blocks)))
        return Int32(truncatingIfNeeded: promise.slips.count)
    }

    /// A column of the figures so far; nil while there are none.
    func column(_ column: DoorColumn) -> [Double]? {
        if column == .promiseFigures {
            guard let figures = promise.figures else { return nil }
            return [Double(promise.slips.count), figures.promised, figures.safe, figures.useful, figures.best]
        }
        guard !promise.slips.isEmpty else { return nil }
        let days = days ?? doneDays(promise.slips, due: due)
        self.days = days
        return column == .promiseDays ? days.map { $0.day } : days.map { Double($0.count) }
    }
}
