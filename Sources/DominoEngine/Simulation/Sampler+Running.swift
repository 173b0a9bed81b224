// Draws of what has been running for some time: a delay of ten days so far is not five (Model.md, section 2).
extension Sampler {
    /// Fewer words than this beyond what has passed already, 2^-20 of all, say that the estimate is refuted by fact.
    static var fewestWords: UInt64 { 1 << 12 }

    /// A row of values of which each is known to be no less than so many days: `V = Q(F(y-) + (1 - F(y-)) u)`.
    ///
    /// Where hardly anything is possible any more, the value is the days that have passed themselves. Where no time has
    /// passed, it is a draw as ever. It never falls where the random number rises.
    ///
    /// - Parameters:
    ///   - days: by replicate.
    ///   - beyond: finds the first word beyond so many days; kept from block to block, as days are mostly the same.
    func row(
        _ draws: borrowing BlockDraws, _ tables: SamplerTables, notBelow days: Row, _ beyond: inout FirstWords
    ) -> Row {
        let plain = row(draws, tables)
        guard (days .> 0).isSomewhere else { return plain }
        var words = form == .constant ? WordRow(repeating: 0) : draws.words(variable, .value)
        var isRefuted = RowMask(repeating: false)
        for replicate in 0..<Row.count where days[replicate] > 0 {
            let first = beyond.firstWord(of: self, notBelow: days[replicate], tables)
            let rest = (1 << 32) - first
            guard rest >= Self.fewestWords else {
                isRefuted.insert(replicate)
                continue
            }
            let word = UInt64(words[replicate])
            // `first + rest * u`, where u is `(word + 0.5) / 2^32`.
            words[replicate] = UInt32(truncatingIfNeeded: first + (rest * word + rest >> 1) >> 32)
        }
        let exact = values(of: words, tables)
        // What lies beyond the days that have passed is not rounded back onto them.
        let rounded = rounded(exact)
        let next = rounded.replacing(with: days + 1 / 1024, where: (exact .> days) .& .!(rounded .> days))
        return plain.replacing(with: next, where: days .> 0).replacing(with: days, where: isRefuted)
    }

    /// The first word whose value is no less than so many days; 2^32 if there is none.
    /// - Complexity: 32 values.
    fileprivate func firstWord(notBelow days: Float, _ tables: SamplerTables) -> UInt64 {
        func reaches(_ high: Int, _ low: Int) -> Bool {
            let word = UInt32(truncatingIfNeeded: high) << 16 | UInt32(truncatingIfNeeded: low)
            return values(of: WordRow(repeating: word), tables)[0] >= days
        }
        // In two steps, because a page's integers have 32 bits.
        let high = firstPlace(in: 0..<1 << 16) { reaches($0, 0xFFFF) }
        guard high < 1 << 16 else { return 1 << 32 }
        return UInt64(high) << 16 + UInt64(firstPlace(in: 0..<0xFFFF) { reaches(high, $0) })
    }

    /// Whether no value is left that is not below so many days.
    func isRefuted(by days: Float, _ tables: SamplerTables) -> Bool {
        days > 0 && (1 << 32) - firstWord(notBelow: days, tables) < Self.fewestWords
    }
}

/// The first words beyond the days that were asked about last, by variable.
struct FirstWords {
    private var known: [(variable: UInt64, days: Float, word: UInt64)] = []

    /// `Sampler.firstWord`, found once for the same days in a row.
    mutating func firstWord(of sampler: Sampler, notBelow days: Float, _ tables: SamplerTables) -> UInt64 {
        for entry in known where entry.variable == sampler.variable && entry.days == days { return entry.word }
        let word = sampler.firstWord(notBelow: days, tables)
        if known.count >= 64 { known.removeAll(keepingCapacity: true) }
        known.append((sampler.variable, days, word))
        return word
    }
}

extension Simulation {
    /// The commitments whose own estimate is refuted by fact in every replicate: more time has passed than it allows.
    ///
    /// - Complexity: O(replicates / 64) rows for each commitment whose delay is running and that a risk or factor may
    ///   make earlier or later; O(1) for the others.
    public func refuted(replicates: Int) -> [Rank] {
        var found: [Rank] = []
        for rank in uncertainty.elapsed.indices where uncertainty.isRunning(rank) {
            guard let sampler = delaySampler(of: rank) else { continue }
            let impacts = uncertainty.impacts(of: rank)
            let least = uncertainty.elapsed[rank] - impacts.most
            if sampler.isRefuted(by: least, uncertainty.tables) { found.append(Rank(rank)) }
        }
        return found
    }

    private func delaySampler(of rank: Int) -> Sampler? {
        for place in uncertainty.row(of: rank) {
            if case .delay = uncertainty.contributions[place].source { return uncertainty.contributions[place].sampler }
        }
        return nil
    }
}
