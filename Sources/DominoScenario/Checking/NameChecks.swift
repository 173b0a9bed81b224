extension ScenarioReader {
    /// Warns of ids that look the same and are two: accents composed and decomposed.
    mutating func checkNames() {
        guard hasAccents else { return }
        warnOfTwins(among: scenario.commitments.lazy.map { ($0.id, $0.span) })
        warnOfTwins(among: scenario.stakeholders.lazy.map { ($0.id, $0.span) })
        warnOfTwins(among: scenario.mitigations.lazy.map { ($0.id, $0.span) })
    }

    private mutating func warnOfTwins(among ids: some Sequence<(Text, Span)>) {
        // `String` equality is canonical equivalence, and so are its hashes: just what makes two ids look alike.
        var known: [String: Text] = [:]
        for (id, span) in ids where !scenario.sources.isASCII(id) {
            let name = scenario.string(id)
            guard let other = known[name] else {
                known[name] = id
                continue
            }
            guard !scenario.sources.equal(other, id) else { continue }
            report(
                .similarID, span, "\(quoted(id)) looks like another id, but its accents are written in other bytes",
                hint: "the two are different ids here; write them the same way if one is meant")
        }
    }
}
