/// The question whether another name was meant, for a hint; nil where none is near.
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

/// What to do about a name that is not known: the question whether another was meant, else the few there are.
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
