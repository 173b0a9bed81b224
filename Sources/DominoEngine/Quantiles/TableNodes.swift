/// Values of one half of a quantile table, at the beginning and in the middle of every cell.
///
/// Cells are those of the engine's sampler: 16 an octave of probability, from `2^-33` on. So cell c begins at
/// probability `2^(c/16 - 33) * (1 + c%16 / 16)` (whole quotients), and cell 512 is one half.
struct TableNodes {
    /// Cells before the one for one half.
    static let cells = 512
    /// Cells an octave.
    static let cellsPerOctave = 16

    /// At the beginning of every cell: `cells + 1` values, the last at one half.
    var boundaries: [Double]
    /// In the middle of every cell: `cells` values.
    var middles: [Double]

    /// The probability at which a cell begins.
    static func probability(ofCell cell: Int, middle: Bool = false) -> Double {
        let octave = cell / cellsPerOctave
        let base = Double(bitPattern: UInt64(truncatingIfNeeded: 1023 - 33 + octave) << 52)
        return base * (1 + (Double(cell % cellsPerOctave) + (middle ? 0.5 : 0)) / 16)
    }

    /// The same nodes of another quantile function.
    func map(_ transform: (Double) -> Double) -> TableNodes {
        TableNodes(boundaries: boundaries.map(transform), middles: middles.map(transform))
    }

    /// The lower half of the standard normal distribution; the upper is its negative. Worked out once.
    static let standardNormal = TableNodes(
        boundaries: (0...cells).map { normalQuantile(probability(ofCell: $0)) },
        middles: (0..<cells).map { normalQuantile(probability(ofCell: $0, middle: true)) })
}
