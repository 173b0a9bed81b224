import DominoEngine

/// The columns of figures in a shard; raw values are their names. A new figure of `SimulationPart` is a new case.
///
/// A column is a list of numbers of one size, lowest byte first. A column that a question does not use is empty.
public enum ShardColumn: String, CaseIterable, Sendable {
    // The tally; by rank but for the scores (by damage entry), kinds (by kind) and the last (one number).
    case late, broken, slip, score, kinds, carried, blame, priceOfDay, critical, overcommitted
    // Each replicate's total score, and its slips by rank, then replicate, as bits of a Float.
    case totals, slips
    // Histograms by rank: the first step, how many counts there are, and the counts of all one after another.
    case histogramFirst, histogramLength, histogramCounts
    // Each input switched off.
    case excludedInput, excludedSum, excludedSquares
    // The target's rank; figures by rank; three sums: replicates in which it is kept, its slips, their squares.
    case target, onChain, ownDelay, ownDelaySquares, ownDelayProducts, targetSums
}

extension SimulationPart {
    /// The bytes of a column.
    public func bytes(of column: ShardColumn) -> [UInt8] {
        switch column {
        case .late: littleEndian(tally.late)
        case .broken: littleEndian(tally.broken)
        case .slip: littleEndian(tally.slip)
        case .score: littleEndian(tally.score)
        case .kinds: littleEndian(tally.kinds)
        case .carried: littleEndian(tally.carried)
        case .blame: littleEndian(tally.blame)
        case .priceOfDay: littleEndian(tally.priceOfDay)
        case .critical: littleEndian(tally.critical)
        case .overcommitted: littleEndian([tally.overcommitted])
        case .totals: littleEndian(totals)
        case .slips: littleEndian((0..<slips.commitments).flatMap { slips.column(of: Rank($0)).map { $0.bitPattern } })
        case .histogramFirst: littleEndian(histograms.map { $0.first })
        case .histogramLength: littleEndian(histograms.map { Int32(truncatingIfNeeded: $0.counts.count) })
        case .histogramCounts: littleEndian(histograms.flatMap { $0.counts })
        case .excludedInput: littleEndian(exclusions.map { $0.input })
        case .excludedSum: littleEndian(exclusions.map { $0.sum })
        case .excludedSquares: littleEndian(exclusions.map { $0.squares })
        case .target: littleEndian(target.map { [$0.target] } ?? [])
        case .onChain: littleEndian(target?.onChain ?? [])
        case .ownDelay: littleEndian(target?.own ?? [])
        case .ownDelaySquares: littleEndian(target?.ownSquares ?? [])
        case .ownDelayProducts: littleEndian(target?.products ?? [])
        case .targetSums: littleEndian(target.map { [Int128($0.finite), $0.slip, $0.slipSquares] } ?? [])
        }
    }

    /// A part from its columns; nil if they do not fit each other or the range.
    init?(_ range: ReplicateRange, columns: (ShardColumn) -> [UInt8]) {
        guard let late = numbers(columns(.late), as: Int64.self), let score = sums(columns(.score)) else { return nil }
        var tally = TallySum(Tally(commitments: late.count, entries: score.count, figures: .causes))
        tally.replicates = Int64(range.count)
        tally.late = late
        tally.score = score
        // Shards of versions before this one count no kinds.
        guard let kinds = numbers(columns(.kinds), as: Int64.self) else { return nil }
        tally.kinds = kinds
        let overcommitted = sums(columns(.overcommitted))
        guard let overcommitted, overcommitted.count == 1, fill(&tally.broken, columns(.broken)),
            fill(&tally.slip, columns(.slip)), fill(&tally.carried, columns(.carried)),
            fill(&tally.blame, columns(.blame)), fill(&tally.priceOfDay, columns(.priceOfDay)),
            fill(&tally.critical, columns(.critical)),
            let totals = numbers(columns(.totals), as: Int64.self), totals.count == range.count,
            let slips = numbers(columns(.slips), as: UInt32.self),
            let histograms = slipHistograms(columns), let exclusions = exclusionSums(columns)
        else { return nil }
        tally.overcommitted = overcommitted[0]
        let most = Int64(range.count)
        for column in [tally.late, tally.broken, tally.critical, tally.kinds] {
            guard column.allSatisfy({ 0...most ~= $0 }) else { return nil }
        }
        let kept = SlipSamples(
            byRank: slips.map { Float(bitPattern: $0) }, commitments: histograms.isEmpty ? late.count : 0,
            replicates: range.count)
        guard let kept else { return nil }
        self.init(
            range: range, tally: tally, totals: totals, slips: kept, histograms: histograms, exclusions: exclusions)
        guard countsSlips, let target = numbers(columns(.target), as: Int32.self) else { return nil }
        guard let rank = target.first else { return }
        guard target.count == 1, late.indices.contains(Int(rank)),
            let found = targetTally(rank, commitments: late.count, replicates: range.count, columns)
        else { return nil }
        self.target = found
    }

    /// Whether the histograms count every slip that is not kept as a sample.
    private var countsSlips: Bool {
        guard !histograms.isEmpty else { return true }
        guard histograms.count == tally.late.count else { return false }
        return histograms.indices.allSatisfy { rank in
            histograms[rank].counts.reduce(0) { $0 + Int64($1) } == tally.replicates - tally.broken[rank]
        }
    }
}

/// The histograms of all commitments.
private func slipHistograms(_ columns: (ShardColumn) -> [UInt8]) -> [SlipHistogram]? {
    guard let first = numbers(columns(.histogramFirst), as: Int32.self),
        let length = numbers(columns(.histogramLength), as: Int32.self),
        let counts = numbers(columns(.histogramCounts), as: UInt32.self),
        first.count == length.count, length.allSatisfy({ $0 >= 0 }),
        length.reduce(0, { $0 + Int($1) }) == counts.count
    else { return nil }
    var at = 0
    var histograms: [SlipHistogram] = []
    for (first, length) in zip(first, length) {
        // The grid of a Float ends long before this, on both sides.
        guard first.magnitude < 1 << 20, length < 1 << 21 else { return nil }
        histograms.append(SlipHistogram(first: first, counts: Array(counts[at..<at + Int(length)])))
        at += Int(length)
    }
    return histograms
}

/// The reduction that each switched-off input brings.
private func exclusionSums(_ columns: (ShardColumn) -> [UInt8]) -> [ExclusionSum]? {
    guard let inputs = numbers(columns(.excludedInput), as: Int32.self),
        let reductions = sums(columns(.excludedSum)),
        let squares = numbers(columns(.excludedSquares), as: Int128.self),
        inputs.count == reductions.count, inputs.count == squares.count, inputs.allSatisfy({ $0 >= 0 })
    else { return nil }
    return inputs.indices.map { ExclusionSum(input: inputs[$0], sum: reductions[$0], squares: squares[$0]) }
}

/// What delays the target.
private func targetTally(
    _ target: Int32, commitments: Int, replicates: Int, _ columns: (ShardColumn) -> [UInt8]
) -> TargetTally? {
    var tally = TargetTally(target: target, commitments: commitments)
    guard let targetSums = sums(columns(.targetSums), below: squareLimit), targetSums.count == 3,
        targetSums[1].magnitude < sumLimit.magnitude,
        0...Int128(replicates) ~= targetSums[0], fill(&tally.onChain, columns(.onChain)),
        tally.onChain.allSatisfy({ 0...Int64(replicates) ~= $0 }),
        fill(&tally.own, columns(.ownDelay)), fill(&tally.ownSquares, columns(.ownDelaySquares), below: squareLimit),
        fill(&tally.products, columns(.ownDelayProducts), below: squareLimit)
    else { return nil }
    tally.finite = Int64(targetSums[0])
    tally.slip = targetSums[1]
    tally.slipSquares = targetSums[2]
    return tally
}

/// Numbers as bytes, the lowest first.
private func littleEndian<Number: FixedWidthInteger>(_ numbers: [Number]) -> [UInt8] {
    let width = Number.bitWidth / 8
    var bytes = [UInt8](repeating: 0, count: numbers.count * width)
    for (place, number) in numbers.enumerated() {
        for byte in 0..<width { bytes[place * width + byte] = UInt8(truncatingIfNeeded: number >> (8 * byte)) }
    }
    return bytes
}

/// Numbers from their bytes; nil if a part of one is left over.
private func numbers<Number: FixedWidthInteger>(_ bytes: [UInt8], as type: Number.Type) -> [Number]? {
    let width = Number.bitWidth / 8
    guard bytes.count.isMultiple(of: width) else { return nil }
    return (0..<bytes.count / width).map { place in
        var number = Number.zero
        for byte in 0..<width { number |= Number(truncatingIfNeeded: bytes[place * width + byte]) << (8 * byte) }
        return number
    }
}

/// The limit of sums in a part. The largest amounts stay below it, and all parts together stay within 128 bits, so
/// forged bytes cannot overflow.
private let sumLimit = Int128(1) << 96
/// The same of squares and products of days.
private let squareLimit = Int128(1) << 116

/// Sums from their bytes; nil if one is beyond the limit.
private func sums(_ bytes: [UInt8], below limit: Int128 = sumLimit) -> [Int128]? {
    guard let found = numbers(bytes, as: Int128.self), found.allSatisfy({ -limit < $0 && $0 < limit }) else {
        return nil
    }
    return found
}

/// Fills a column with as many numbers as it has; false if the bytes contain more or fewer.
private func fill(_ column: inout [Int64], _ bytes: [UInt8]) -> Bool {
    guard let found = numbers(bytes, as: Int64.self), found.count == column.count else { return false }
    column = found
    return true
}

/// Fills a column with as many sums as it has; false if the bytes contain more or fewer, or one beyond the limit.
private func fill(_ column: inout [Int128], _ bytes: [UInt8], below limit: Int128 = sumLimit) -> Bool {
    guard let found = sums(bytes, below: limit), found.count == column.count else { return false }
    column = found
    return true
}

/// Bytes as Base64 (RFC 4648, section 4), with `=` at the end.
/// - Complexity: O(bytes).
public func base64(_ bytes: ArraySlice<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var at = bytes.startIndex
    while at < bytes.endIndex {
        let count = min(3, bytes.endIndex - at)
        let second = count > 1 ? UInt32(bytes[at + 1]) : 0
        let third = count > 2 ? UInt32(bytes[at + 2]) : 0
        let word = UInt32(bytes[at]) << 16 | second << 8 | third
        text.append(alphabet[Int(word >> 18)])
        text.append(alphabet[Int(word >> 12 & 63)])
        text.append(count > 1 ? alphabet[Int(word >> 6 & 63)] : padding)
        text.append(count > 2 ? alphabet[Int(word & 63)] : padding)
        at += 3
    }
    return String(decoding: text, as: UTF8.self)
}

/// Appends the bytes of a Base64 text to others; false, with undefined bytes, if it is not Base64.
///
/// Only the canonical form is accepted: unused bits are 0, and padding is complete.
/// - Complexity: O(text).
func appendBase64(_ text: ArraySlice<UInt8>, to bytes: inout [UInt8]) -> Bool {
    guard text.count.isMultiple(of: 4) else { return false }
    var at = text.startIndex
    while at < text.endIndex {
        let isLast = at + 4 == text.endIndex
        let missing = !isLast || text[at + 3] != padding ? 0 : text[at + 2] != padding ? 1 : 2
        var word: UInt32 = 0
        for place in 0..<4 - missing {
            let value = values[Int(text[at + place])]
            guard value < 64 else { return false }
            word |= UInt32(value) << UInt32(18 - 6 * place)
        }
        bytes.append(UInt8(truncatingIfNeeded: word >> 16))
        if missing < 2 { bytes.append(UInt8(truncatingIfNeeded: word >> 8)) }
        if missing < 1 { bytes.append(UInt8(truncatingIfNeeded: word)) }
        if missing > 0, word & (missing == 1 ? 0xFF : 0xFFFF) != 0 { return false }
        at += 4
    }
    return true
}

private let padding = UInt8(ascii: "=")
private let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

/// The value of each byte as a letter of the alphabet; 255 for other bytes.
private let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, letter) in alphabet.enumerated() { values[Int(letter)] = UInt8(value) }
    return values
}()
