extension StringProtocol {
    /// Where a part that is not empty stands first, by characters; nil if it does not.
    func firstPlace(of part: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            var (end, rest) = (start, part.startIndex)
            while end < endIndex, rest < part.endIndex, self[end] == part[rest] {
                formIndex(after: &end)
                part.formIndex(after: &rest)
            }
            if rest == part.endIndex { return start..<end }
            formIndex(after: &start)
        }
        return nil
    }

    /// The text with another one in place of each occurrence of a part that is not empty.
    func replacingEach(_ part: String, with other: String) -> String {
        var (result, rest) = ("", self[...])
        while let place = rest.firstPlace(of: part) {
            result += rest[..<place.lowerBound] + other
            rest = rest[place.upperBound...]
        }
        return result + rest
    }
}
