/// One uncertain number as the engine draws it: the inverse of its distribution function, and its chance.
///
/// Tables and parameters are made outside, where there is mathematics; here is only what evaluates them.
public struct Sampler: Sendable, BitwiseCopyable {
    /// How a word becomes a value.
    enum Form: UInt8, Sendable, BitwiseCopyable {
        case constant, uniform, triangular, table, steps
    }

    var form: Form
    /// Whether values stay below 4,096 days, so that rounding takes two additions.
    var isSmall = true
    /// Hash of the variable's name.
    public var variable: UInt64
    /// `chanceThreshold` of its chance.
    public var chance: UInt64 = 1 << 32
    /// Triangular: words below it are on the rising side.
    var cut: UInt32 = 0
    /// Constant and uniform: the value and the width; triangular: ends of both sides and what is under the roots.
    /// Widths and what is under roots are for a whole word, not for a number up to 1.
    var p0: Float = 0
    var p1: Float = 0
    var p2: Float = 0
    var p3: Float = 0
    /// Where its table or steps begin in `SamplerTables`, and how many steps.
    var start: Int32 = 0
    var count: Int32 = 0

    /// What a step of a word is of all words.
    private static var word: Double { 0x1p-32 }

    /// A certain number, taken as it is.
    public init(variable: UInt64, constant value: Float) {
        form = .constant
        self.variable = variable
        p0 = value
    }

    /// Every value from `least` to `most` alike.
    public init(variable: UInt64, least: Double, most: Double) {
        form = .uniform
        self.variable = variable
        p0 = Float(least)
        p1 = Float((most - least) * Self.word)
        isSmall = max(least.magnitude, most.magnitude) < 4000
    }

    /// A triangle over `least`, `mode` and `most`.
    /// - Precondition: `least <= mode <= most` and `least < most`.
    public init(variable: UInt64, least: Double, mode: Double, most: Double) {
        form = .triangular
        self.variable = variable
        let width = most - least
        cut = UInt32(clamping: Int64(((mode - least) / width * 4_294_967_296 - 0.5).rounded(.up)))
        p0 = Float(least)
        p1 = Float(width * (mode - least) * Self.word)
        p2 = Float(most)
        p3 = Float(width * (most - mode) * Self.word)
        isSmall = max(least.magnitude, most.magnitude) < 4000
    }

    /// A table of quantiles that begins at `table` in `SamplerTables.quantiles`; `reach` is its largest value in size.
    public init(variable: UInt64, table: Int32, reach: Double) {
        form = .table
        self.variable = variable
        start = table
        isSmall = reach < 4000
    }

    /// Single values: `count` steps from `start` on.
    public init(variable: UInt64, steps start: Int32, count: Int32) {
        form = .steps
        self.variable = variable
        self.start = start
        self.count = count
    }

    /// The least and the most it draws where its chance happens.
    func extent(_ tables: SamplerTables) -> (least: Float, most: Float) {
        let first = Int(start)
        switch form {
        case .constant: return (p0, p0)
        case .uniform: return (p0, p0 + p1 * 0x1p32)
        case .triangular: return (p0, p2)
        case .table: return (tables.quantiles[first], tables.quantiles[first + 2 * SamplerTables.cells])
        case .steps: return (tables.stepValues[first], tables.stepValues[first + Int(count) - 1])
        }
    }

    /// The same number for another variable.
    public func named(_ variable: UInt64) -> Sampler {
        var copy = self
        copy.variable = variable
        return copy
    }
}

/// What samplers look up.
public struct SamplerTables: Sendable {
    /// Tables of quantiles, `quantileTableCount` Floats each: pairs of a cell's first value and the difference to its
    /// end.
    public var quantiles: [Float] = []
    /// For each step the first word above it.
    public var stepEnds: [UInt64] = []
    /// For each step its value.
    public var stepValues: [Float] = []

    /// Cells of half a table: 16 for each of 32 octaves of a word, and the median.
    public static let cells = 513
    /// Floats of a table: two halves of cells, a pair each.
    public static let quantileTableCount = 2 * 2 * cells

    /// What the tables of quantiles were made of, one after the other: a handful of numbers instead of thousands, for
    /// whoever hands them on.
    public private(set) var distributions: [TabledDistribution] = []

    /// No tables.
    public init() {}

    /// Adds the table of a distribution: where it begins, and its largest value in size.
    public mutating func append(_ distribution: TabledDistribution) -> (start: Int32, reach: Double) {
        let start = Int32(truncatingIfNeeded: quantiles.count)
        let table = quantileTable(of: distribution)
        quantiles += table
        distributions.append(distribution)
        return (start, max(abs(Double(table[0])), abs(Double(table[2 * Self.cells]))))
    }
}

extension Sampler {
    /// Whether it is a certain triangle of days, which most delays are: `triangleRow` draws those.
    var isPlain: Bool { form == .triangular && isSmall && chance == 1 << 32 }

    /// Draws a row of values: rounded to the grid of 1/1024 unless `raw`; 0 where the chance does not happen.
    @inline(__always)
    func row(_ draws: borrowing BlockDraws, _ tables: SamplerTables, raw: Bool = false) -> Row {
        isPlain && !raw ? triangleRow(draws) : anyRow(draws, tables, raw)
    }

    /// The rounded values of a certain triangle.
    ///
    /// Never in line: inside a large kernel the compiler takes the vectors of ten rounds apart, at twice the cost.
    @inline(never)
    func triangleRow(_ draws: borrowing BlockDraws) -> Row { triangles(draws.words(variable, .value)) }

    /// The rounded values of two certain triangles, each with a number added.
    @inline(never)
    func drawTriangles(
        with other: borrowing Sampler, _ draws: borrowing BlockDraws, plus first: Float, _ second: Float,
        into column: borrowing RowColumn, at place: Int, _ otherPlace: Int
    ) {
        let (words, others) = draws.words(variable, other.variable)
        column[place] = triangles(words) + first
        column[otherPlace] = other.triangles(others) + second
    }

    @inline(__always)
    private func triangles(_ words: WordRow) -> Row {
        Row(
            onGrid(triangle(words.a)), onGrid(triangle(words.b)), onGrid(triangle(words.c)), onGrid(triangle(words.d)))
    }

    /// `row` for every form.
    @inline(never)
    private func anyRow(_ draws: borrowing BlockDraws, _ tables: SamplerTables, _ raw: Bool) -> Row {
        guard chance < 1 << 32 else { return values(draws, tables, raw) }
        let happens = draws.words(variable, .chance).below(chance)
        return Row(repeating: 0).replacing(with: values(draws, tables, raw), where: happens)
    }

    @inline(never)
    private func values(_ draws: borrowing BlockDraws, _ tables: SamplerTables, _ raw: Bool) -> Row {
        form == .constant ? Row(repeating: p0) : values(draws.words(variable, .value), tables, raw)
    }

    /// The values of 64 words before they are rounded.
    @inline(never)
    func values(of words: WordRow, _ tables: SamplerTables) -> Row { values(words, tables, true) }

    /// The values of 64 words.
    @inline(__always)
    private func values(_ words: WordRow, _ tables: SamplerTables, _ raw: Bool) -> Row {
        switch form {
        case .constant: return Row(repeating: p0)
        case .triangular:
            let row = Row(triangle(words.a), triangle(words.b), triangle(words.c), triangle(words.d))
            return raw ? row : rounded(row)
        case .uniform:
            let row = Row(centred(words.a), centred(words.b), centred(words.c), centred(words.d)) * p1 + p0
            return raw ? row : rounded(row)
        case .table:
            let row = tables.quantiles.withUnsafeBufferPointer { table in
                Row(
                    interpolated(words.a, table), interpolated(words.b, table), interpolated(words.c, table),
                    interpolated(words.d, table))
            }
            return raw ? row : rounded(row)
        case .steps:
            return Row(
                stepped(words.a, tables), stepped(words.b, tables), stepped(words.c, tables), stepped(words.d, tables))
        }
    }

    /// Values on the grid of 1/1024 day.
    @inline(__always)
    func rounded(_ row: Row) -> Row {
        if isSmall { return row.map { onGrid($0) } }
        var rounded = row
        for replicate in 0..<Row.count { rounded[replicate] = onGrid(Double(row[replicate])) }
        return rounded
    }

    /// `least + sqrt(u * width * (mode - least))`, or the mirror of it: from the nearer end, so that both tails keep
    /// their digits.
    @inline(__always)
    private func triangle(_ words: Words) -> Lanes {
        let rises = words .< Words(repeating: cut)
        let tail = centred((~words).replacing(with: words, where: rises))
        let scale = Lanes(repeating: p3).replacing(with: Lanes(repeating: p1), where: rises)
        let side = root(tail * scale)
        return (p2 - side).replacing(with: p0 + side, where: rises)
    }

    /// Looks a word up in a table whose cells are 16 an octave from both ends.
    @inline(__always)
    private func interpolated(_ words: Words, _ table: UnsafeBufferPointer<Float>) -> Lanes {
        var values = Lanes()
        for lane in 0..<16 {
            let word = words[lane]
            let isUpper = word >= 0x8000_0000
            let place = Float(isUpper ? ~word : word) + 0.5
            let cell = Int(place.bitPattern >> 19) - 0x7E0
            let fraction = Float(place.bitPattern & 0x7_FFFF) * 0x1p-19
            let at = Int(start) + 2 * (cell + (isUpper ? SamplerTables.cells : 0))
            values[lane] = table[at] + fraction * table[at + 1]
        }
        return values
    }

    /// The first step whose end lies above the word.
    @inline(__always)
    private func stepped(_ words: Words, _ tables: SamplerTables) -> Lanes {
        var values = Lanes()
        for lane in 0..<16 {
            let word = UInt64(words[lane])
            let step = firstPlace(in: Int(start)..<Int(start + count) - 1) { word < tables.stepEnds[$0] }
            values[lane] = tables.stepValues[step]
        }
        return values
    }
}

extension Sampler {
    /// Whether the table or the steps it looks up exist.
    func fits(_ tables: SamplerTables) -> Bool {
        switch form {
        case .constant, .uniform, .triangular: return true
        case .table: return start >= 0 && Int(start) + SamplerTables.quantileTableCount <= tables.quantiles.count
        case .steps: return start >= 0 && count > 0 && Int(start) + Int(count) <= tables.stepEnds.count
        }
    }
}
