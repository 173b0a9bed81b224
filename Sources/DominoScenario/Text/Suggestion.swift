/// The question whether another name was meant, for a hint; nil if none is near.
///
/// Where the two look the same on a screen, it also says where they differ: an accent written in other bytes, or a
/// letter of another script.
/// - Complexity: that of `nearestName`.
public func suggestion(for name: String, among candidates: [String]) -> String? {
    // `String` equality is canonical equivalence: composed and decomposed accents are equal.
    if let twin = candidates.first(where: { $0 == name }) {
        return "did you mean \"\(sanitized(twin, limit: 80))\"? "
            + "It looks the same, but its accents are written in other bytes"
    }
    guard let nearest = nearestName(to: name, among: candidates) else { return nil }
    return "did you mean \"\(sanitized(nearest, limit: 80))\"?" + (lookAlike(in: name, of: nearest) ?? "")
}

/// What to do about an unknown name: the question whether another was meant, else the few names there are.
public func hint(forUnknown name: String, among candidates: [String]) -> String? {
    if let suggestion = suggestion(for: name, among: candidates) { return suggestion }
    guard (1...6).contains(candidates.count) else { return nil }
    return "known here: " + candidates.map { "\"\(sanitized($0, limit: 40))\"" }.joined(separator: ", ")
}

/// Where a letter outside ASCII stands in the place of one of ASCII, or the other way round.
private func lookAlike(in name: String, of other: String) -> String? {
    let pairs = Array(zip(name.unicodeScalars, other.unicodeScalars))
    guard name.unicodeScalars.count == other.unicodeScalars.count,
        let (written, meant) = pairs.first(where: { $0 != $1 && $0.isASCII != $1.isASCII })
    else { return nil }
    return " \"\(sanitized(String(written)))\" (\(codePoint(written))) stands here for \"\(sanitized(String(meant)))\""
        + " (\(codePoint(meant)))"
}

/// `U+043E`.
private func codePoint(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
}

/// The candidate that a mistyped name most likely stands for; nil if none is near enough.
///
/// Near means: at most `limit` single-scalar insertions, deletions, replacements and swaps of neighbours (restricted
/// Damerau-Levenshtein, over Unicode scalars). Without a limit it grows with the name, a third of its length, from 1
/// to 3, because three wrong letters are a typing error in "data-extract" and another word in "sales". Of equally
/// near candidates the first is taken. The case of ASCII letters counts only if other letters differ too. A name with
/// no letter in common is never suggested.
///
/// - Complexity: O(candidates) for those of another length, which are skipped by their byte count alone, and
///   O(length * limit) for each of the others.
public func nearestName(to name: String, among candidates: some Sequence<String>, within limit: Int? = nil) -> String? {
    var comparison = EditComparison(of: name)
    var allowed = limit ?? min(3, max(1, comparison.wanted.count / 3))
    var nearest: String?
    for candidate in candidates {
        guard let edits = comparison.edits(to: candidate, within: allowed) else { continue }
        nearest = candidate
        if edits == 0 { break }
        allowed = edits - 1
    }
    return nearest
}

/// The places of all candidates that are nearest to a mistyped name, each with several spellings of which the best one
/// counts; none if none is near enough, by the rule of `nearestName`.
/// - Complexity: as `nearestName`, over all spellings.
func nearestPlaces(to name: String, among candidates: some Sequence<[String]>) -> [Int] {
    var comparison = EditComparison(of: name)
    var allowed = min(3, max(1, comparison.wanted.count / 3))
    var (places, fewest) = ([Int](), Int.max)
    for (place, spellings) in candidates.enumerated() {
        for spelling in spellings {
            guard let edits = comparison.edits(to: spelling, within: allowed) else { continue }
            if edits < fewest { places = [] }
            (fewest, allowed) = (edits, edits)
            if places.last != place { places.append(place) }
        }
    }
    return places
}

/// Compares one name with many, keeping its working rows from one comparison to the next.
private struct EditComparison {
    let wanted: [UInt32]
    private var rows: EditRows

    init(of name: String) {
        wanted = name.unicodeScalars.map { $0.value }
        rows = EditRows()
    }

    /// The edits between the wanted name and a candidate, or nil where they are more than `limit`.
    mutating func edits(to candidate: String, within limit: Int) -> Int? {
        // A scalar takes one to four bytes, so the byte count, which costs nothing, rules out most candidates.
        let bytes = candidate.utf8.count
        guard bytes >= wanted.count - limit, bytes / 4 <= wanted.count + limit else { return nil }
        let scalars = candidate.unicodeScalars.map { $0.value }
        guard abs(scalars.count - wanted.count) <= limit else { return nil }
        if areEqualButForCase(wanted, scalars) { return 0 }
        guard let edits = rows.edits(from: wanted, to: scalars, within: limit),
            edits < max(wanted.count, scalars.count)
        else { return nil }
        return edits
    }
}

/// The last three rows of the edit matrix, all that swaps of neighbours look back at.
private struct EditRows {
    private var beforeLast: [Int] = []
    private var last: [Int] = []
    private var current: [Int] = []

    mutating func edits(from wanted: [UInt32], to other: [UInt32], within limit: Int) -> Int? {
        let tooMany = limit + 1
        beforeLast = Array(repeating: tooMany, count: other.count + 1)
        last = (0...other.count).map { min($0, tooMany) }
        current = beforeLast
        for row in 1..<(wanted.count + 1) {
            // Cells further than `limit` from the diagonal cannot come back within it.
            let first = max(1, row - limit)
            let end = min(other.count, row + limit)
            current[first - 1] = first == 1 ? min(row, tooMany) : tooMany
            var fewest = current[first - 1]
            if first <= end {
                for column in first...end {
                    let cell = fewestEdits(wanted, row, other, column, tooMany)
                    current[column] = cell
                    fewest = min(fewest, cell)
                }
            }
            if end < other.count { current[end + 1] = tooMany }
            if fewest > limit { return nil }
            (beforeLast, last, current) = (last, current, beforeLast)
        }
        return last[other.count] <= limit ? last[other.count] : nil
    }

    private func fewestEdits(
        _ wanted: [UInt32], _ row: Int, _ other: [UInt32], _ column: Int, _ tooMany: Int
    ) -> Int {
        let same = wanted[row - 1] == other[column - 1]
        var fewest = min(last[column - 1] + (same ? 0 : 1), last[column] + 1, current[column - 1] + 1)
        if row > 1, column > 1, wanted[row - 1] == other[column - 2], wanted[row - 2] == other[column - 1] {
            fewest = min(fewest, beforeLast[column - 2] + 1)
        }
        return min(fewest, tooMany)
    }
}

private func areEqualButForCase(_ one: [UInt32], _ other: [UInt32]) -> Bool {
    one.count == other.count && zip(one, other).allSatisfy { lowercasedASCII($0) == lowercasedASCII($1) }
}

private func lowercasedASCII(_ scalar: UInt32) -> UInt32 {
    (0x41...0x5A).contains(scalar) ? scalar + 0x20 : scalar
}
