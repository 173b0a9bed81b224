/// What can only be judged when all has been read.
struct LaterChecks {
    /// How many unknown ids are compared with all others to find the one meant: each costs a walk over all ids.
    static let suggestionLimit = 20

    /// A reference to something that is not there.
    struct Unknown {
        var code: DiagnosticCode
        var span: Span
        var id: Text
        var noun: String
    }

    /// What each need is on, as written: needs of one length with `Scenario.needs`.
    var needed: [Text] = []
    /// References that name nothing.
    var unknown: [Unknown] = []
    /// Damage with `ifBroken`: its place, the commitment's `breaksAfter` and where it is written.
    var breaking: [(damage: DamageIndex, breaksAfter: Double, span: Span)] = []
    /// Commitments that a factor scales, where they are named, and the factor.
    var scaled: [(commitment: CommitmentIndex, span: Span, factor: Text)] = []
}

extension ScenarioReader {
    /// Reports what waited for the end of reading.
    mutating func reportLater() {
        reportUnknown()
        reportBreaking()
        for (commitment, span, factor) in later.scaled where (scenario[commitment].work ?? 0) == 0 {
            let id = quoted(scenario[commitment].id)
            report(
                .factorWithoutWork, span, "\(id) has no work, so the factor \(quoted(factor)) does nothing to it",
                hint: "give it \"work\", or take it out of \"scales\"")
        }
    }

    /// Finds the commitment that each need is on, once all of them are known.
    ///
    /// All in one loop that does nothing else: at a million commitments each id sought waits for memory, and here the
    /// processor seeks several at a time.
    mutating func resolveNeeds() {
        for place in later.needed.indices {
            scenario.needs[place].commitment = CommitmentIndex(
                Int(commitments.number(of: later.needed[place], in: scenario.sources) ?? -1))
        }
        for number in scenario.commitments.places {
            for place in scenario[number].needs {
                let need = scenario[place]
                if need.commitment == number {
                    report(.selfNeed, need.span, "a commitment cannot need itself", hint: "take this need out")
                } else if need.commitment.isMissing {
                    later.unknown.append(
                        LaterChecks.Unknown(
                            code: .unknownCommitment, span: need.span, id: later.needed[Int(place)],
                            noun: "commitment"))
                }
            }
        }
        later.needed = []
    }

    private mutating func reportUnknown() {
        var names: [DiagnosticCode: [String]] = [:]
        for (place, unknown) in later.unknown.enumerated() {
            var hint: String?
            if place < LaterChecks.suggestionLimit {
                if names[unknown.code] == nil { names[unknown.code] = candidates(for: unknown.code) }
                hint = DominoScenario.hint(
                    forUnknown: scenario.string(unknown.id), among: names[unknown.code] ?? [])
            }
            report(unknown.code, unknown.span, "no \(unknown.noun) has the id \(quoted(unknown.id))", hint: hint)
        }
    }

    /// The ids a reference of this kind can name.
    private func candidates(for code: DiagnosticCode) -> [String] {
        let ids: [Text] =
            switch code {
            case .unknownStakeholder: scenario.stakeholders.map(\.id)
            case .unknownStage: scenario.stages.map(\.id)
            case .unknownRisk: scenario.risks.map(\.id)
            case .unknownMitigation: scenario.mitigations.map(\.id)
            default: scenario.commitments.map(\.id)
            }
        return ids.map(scenario.string)
    }

    /// Being broken never costs less than being late by the last day before it breaks.
    private mutating func reportBreaking() {
        for (place, breaksAfter, span) in later.breaking {
            let damage = scenario[place]
            guard let ifBroken = damage.ifBroken else { continue }
            let days = max(0, min(breaksAfter, 100_000) - damage.grace)
            let late = min(scenario.shape(of: damage).amount(at: days), damage.cap)
            // Figures people computed themselves are off in the last digit; that is no contradiction.
            guard breaksAfter < .infinity, ifBroken < late * (1 - 1e-9) else { continue }
            report(
                .lateWorseThanBroken, span,
                "breaking costs \(plain(ifBroken)), and being late as long as it can be costs \(plain(late))",
                hint: "a broken promise never hurts less than a late one: raise ifBroken or set a cap")
        }
    }
}
