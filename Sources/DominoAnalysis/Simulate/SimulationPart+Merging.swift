import DominoEngine

extension SimulationPart {
    /// The part that two neighbouring ranges of one question come to together.
    ///
    /// Every figure is a sum of integers or a list in order of replicates, so the result has the bits of one run.
    /// - Precondition: of one question; `other` begins where this one ends.
    public func joined(with other: SimulationPart) -> SimulationPart { Self.joined([self, other]) }

    /// The part that ranges, one behind the other, come to together.
    /// - Precondition: as of two; there is at least one.
    /// - Complexity: O(all that the parts hold).
    public static func joined(_ parts: [SimulationPart]) -> SimulationPart {
        precondition(!parts.isEmpty, "something to join")
        var result = parts[0]
        for other in parts.dropFirst() {
            precondition(result.range.first + result.range.count == other.range.first, "one behind the other")
            result.range.count += other.range.count
            result.tally.add(other.tally)
            result.totals += other.totals
            result.slips.append(other.slips)
            for place in result.histograms.indices { result.histograms[place].add(other.histograms[place]) }
            for place in result.exclusions.indices { result.exclusions[place].add(other.exclusions[place]) }
            if let target = other.target { result.target?.add(target) }
        }
        if parts.count > 1 { result.histograms = result.histograms.map(\.trimmed) }
        return result
    }
}
