extension ScenarioReader {
    /// Warns of ids that look the same and are two: accents composed and decomposed.
    mutating func checkNames() {
        warnOfTwins(scenario.commitments.map { ($0.id, $0.span) })
        warnOfTwins(scenario.stakeholders.map { ($0.id, $0.span) })
    }

    private mutating func warnOfTwins(_ ids: [(Text, Span)]) {
        // `String` equality is canonical equivalence, and so are its hashes: just what makes two ids look alike.
        var known: [String: Text] = [:]
        for (id, span) in ids where hasAccents(id) {
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

    private func hasAccents(_ id: Text) -> Bool {
        scenario.sources.bytes[Int(id.start)..<Int(id.start + id.length)].contains { $0 >= 128 }
    }
}
