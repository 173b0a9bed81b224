/// Amounts of 64 replicates as integers in 1/100 unit, exact under addition: high and low parts of 20 bits apart.
///
/// Sums of integers do not depend on their order, so threads and shards come to the same bits.
struct CentRow {
    private var high: (SIMD16<Int32>, SIMD16<Int32>, SIMD16<Int32>, SIMD16<Int32>)
    private var low: (SIMD16<Int32>, SIMD16<Int32>, SIMD16<Int32>, SIMD16<Int32>)
    /// Additions since low parts were last carried: each adds at most 2^19 to one, and it holds 2^31.
    private var additions = 0
    /// How often low parts hold `integerShift` too much: taking it off once a block is cheaper than at each addition.
    private var shifts: Int32 = 0

    /// Most that one amount of a replicate may be, in units.
    static var limit: Double { 4e10 }

    /// Nothing.
    init() {
        let zero = SIMD16<Int32>()
        high = (zero, zero, zero, zero)
        low = (zero, zero, zero, zero)
    }

    /// Amounts of 1/100 unit rounded to whole ones.
    /// - Precondition: none above `limit`.
    @inline(__always)
    init(_ row: Row) {
        let (a, b) = (Self.parts(row.a), Self.parts(row.b))
        let (c, d) = (Self.parts(row.c), Self.parts(row.d))
        high = (a.high, b.high, c.high, d.high)
        low = (a.low, b.low, c.low, d.low)
        additions = 1
    }

    /// Adds amounts of 1/100 unit below `smallLimit`, whose high parts are 0: half the work. Answers their sum where it
    /// is wanted, else 0.
    @inline(__always)
    mutating func add(small row: Row, sums: Bool) -> Int64 {
        let (a, b) = (shiftedIntegers(row.a), shiftedIntegers(row.b))
        let (c, d) = (shiftedIntegers(row.c), shiftedIntegers(row.d))
        low = (low.0 &+ a, low.1 &+ b, low.2 &+ c, low.3 &+ d)
        shifts &+= 1
        // One such part is as large as eight of the others.
        additions &+= 8
        if additions >= 2048 { carry() }
        guard sums else { return 0 }
        return Int64(total((a &+ b) &+ (c &+ d)) &- 64 &* integerShift)
    }

    /// Most that an amount added as a small one may be, in units.
    static var smallLimit: Double { 40_000 }

    /// Below it amounts in 1/100 are rounded by one addition, and 64 of them add up in 32 bits.
    static var quickLimit: Float { 0x1p22 }

    @inline(__always)
    private static func parts(_ lanes: Lanes) -> (high: SIMD16<Int32>, low: SIMD16<Int32>) {
        let high = nearest(lanes * 0x1p-20)
        return (integers(high), integers(lanes - high * 0x1p20))
    }

    @inline(__always)
    static func += (x: inout CentRow, y: CentRow) {
        x.high = (
            x.high.0 &+ y.high.0, x.high.1 &+ y.high.1, x.high.2 &+ y.high.2, x.high.3 &+ y.high.3
        )
        x.low = (x.low.0 &+ y.low.0, x.low.1 &+ y.low.1, x.low.2 &+ y.low.2, x.low.3 &+ y.low.3)
        x.shifts &+= y.shifts
        x.additions += y.additions
        if x.additions >= 2048 { x.carry() }
    }

    @inline(__always)
    static func -= (x: inout CentRow, y: CentRow) {
        x.high = (
            x.high.0 &- y.high.0, x.high.1 &- y.high.1, x.high.2 &- y.high.2, x.high.3 &- y.high.3
        )
        x.low = (x.low.0 &- y.low.0, x.low.1 &- y.low.1, x.low.2 &- y.low.2, x.low.3 &- y.low.3)
        x.shifts &-= y.shifts
        x.additions += y.additions
        if x.additions >= 2048 { x.carry() }
    }

    /// Moves full units of 2^20 from the low parts to the high ones.
    private mutating func carry() {
        let shifted = SIMD16<Int32>(repeating: shifts &* integerShift)
        func carriedOver(_ high: SIMD16<Int32>, _ low: SIMD16<Int32>) -> (SIMD16<Int32>, SIMD16<Int32>) {
            let low = low &- shifted
            let units = low &>> 20
            return (high &+ units, low &- (units &<< 20))
        }
        (high.0, low.0) = carriedOver(high.0, low.0)
        (high.1, low.1) = carriedOver(high.1, low.1)
        (high.2, low.2) = carriedOver(high.2, low.2)
        (high.3, low.3) = carriedOver(high.3, low.3)
        additions = 2
        shifts = 0
    }

    /// The sum over replicates of amounts that were not added as small ones.
    @inline(__always)
    var sum: Int64 {
        // 64 low parts of one addition stay below 2^25, 64 high ones below 2^28.
        let highs = (high.0 &+ high.1) &+ (high.2 &+ high.3)
        let lows = (low.0 &+ low.1) &+ (low.2 &+ low.3)
        return Int64(total(highs)) << 20 + Int64(total(lows))
    }

    /// The amounts of all replicates.
    func write(to amounts: inout [Int64]) {
        precondition(amounts.count == Row.count, "one amount a replicate")
        var carried = self
        carried.carry()
        let high = carried.high, low = carried.low
        var amounts = amounts.mutableSpan
        for lane in 0..<16 {
            amounts[unchecked: lane] = Int64(high.0[lane]) << 20 + Int64(low.0[lane])
            amounts[unchecked: 16 + lane] = Int64(high.1[lane]) << 20 + Int64(low.1[lane])
            amounts[unchecked: 32 + lane] = Int64(high.2[lane]) << 20 + Int64(low.2[lane])
            amounts[unchecked: 48 + lane] = Int64(high.3[lane]) << 20 + Int64(low.3[lane])
        }
    }
}

/// Total amounts of a block's replicates, in 1/100: fast where each fits a `CentRow`, else one by one.
struct BlockTotals {
    private var cents = CentRow()
    private var slow: [Int64]
    private let isSmall: Bool

    init(isSmall: Bool) {
        self.isSmall = isSmall
        slow = isSmall ? [] : [Int64](repeating: 0, count: Row.count)
    }

    /// Adds amounts of 1/100 and answers their sum over replicates, where that is wanted.
    @inline(__always)
    mutating func add(_ row: Row, isSmall isSmallEntry: Bool, sums: Bool) -> Int64 {
        guard isSmall else { return addSlowly(row) }
        if isSmallEntry { return cents.add(small: row, sums: sums) }
        let amounts = CentRow(row)
        cents += amounts
        return sums ? amounts.sum : 0
    }

    @inline(never)
    private mutating func addSlowly(_ row: Row) -> Int64 {
        var sum: Int64 = 0
        for replicate in 0..<Row.count {
            let amount = slowCents(row[replicate])
            slow[replicate] &+= amount
            sum &+= amount
        }
        return sum
    }

    /// The totals of all replicates.
    func write(to totals: inout [Int64]) {
        if isSmall { cents.write(to: &totals) } else { totals = slow }
    }
}

/// An amount in 1/100 of any size: what `CentRow` cannot hold is rounded in Double and kept below 9e15.
func slowCents(_ value: Float) -> Int64 {
    guard value.isFinite else { return value > 0 ? 9_000_000_000_000_000 : 0 }
    let cents = Double(value).rounded(.toNearestOrEven)
    return Int64(min(9e15, max(-9e15, cents)))
}

/// `gridSum` of slips that are on the grid and below 1,000 days in size: four of them add up exactly in Floats.
@inline(__always)
func nearGridSum(_ row: Row) -> Int64 {
    let sums = (row.a + row.b) + (row.c + row.d) + 12_288
    // From 8,192 to 16,384 Floats are 1/1024 apart, so their bits count in that.
    return Int64(total(unsafeBitCast(sums, to: SIMD16<Int32>.self) &- Int32(bitPattern: Float(12_288).bitPattern)))
}

/// The sum of a row of slips in 1/1024 day, rounded to the nearest one by one; broken ones are left out.
@inline(__always)
func gridSum(_ row: Row) -> Int64 {
    let large = (row .>= 4000) .| (Row(repeating: -4000) .>= row)
    if large.isSomewhere { return slowGridSum(row) }
    let sums =
        (integers(row.a * 1024) &+ integers(row.b * 1024)) &+ (integers(row.c * 1024) &+ integers(row.d * 1024))
    return Int64(total(sums))
}

/// `gridSum` where some slip is large or broken.
@inline(never)
private func slowGridSum(_ row: Row) -> Int64 {
    var sum: Int64 = 0
    for replicate in 0..<Row.count where row[replicate] < .infinity {
        sum &+= Int64(max(-9e15, min(9e15, (Double(row[replicate]) * 1024).rounded(.toNearestOrEven))))
    }
    return sum
}
