/// Plans (Model.md, section 6).
extension ReferenceScenario {
    /// Whether the plan keeps `requires` and `excludes`; what is decided already counts as chosen.
    ///
    /// Decided: only what the plan chooses is held to the rules. Those between two decided mitigations bind nobody.
    public func keepsRules(plan: [String]) -> Bool {
        let decided = decided.map(\.mitigation)
        let chosen = plan + decided
        return plan.filter { !decided.contains($0) }.allSatisfy { id in
            let mitigation = mitigation(id)
            return mitigation.requires.allSatisfy { chosen.contains($0) }
                && !mitigation.excludes.contains { chosen.contains($0) }
                && !chosen.contains { self.mitigation($0).excludes.contains(id) }
        }
    }

    /// The commitments an effect works on; for `avert`, those the risk hits.
    func commitmentsWorkedOn(by effect: ReferenceEffect) -> [String] {
        switch effect {
        case .expedite(let id, _), .fallback(let id, _, _), .decouple(let id, _, _), .soften(let id, _, _),
            .redate(let id, _), .extend(let id, _):
            [id]
        case .avert(let id, _):
            risks.first { $0.id == id }?.hits.map(\.commitment) ?? []
        }
    }

    /// Whether a mitigation decided on that day no longer does anything: `T` is after its decide-by.
    public func isTooLate(
        _ mitigation: ReferenceMitigation, decidedOn day: ReferenceDate?, question: ReferenceQuestion = .init()
    ) -> Bool {
        var asked = question
        asked.decidedOn = day
        return ReferenceCase(self, asked).options().contains { $0.id == mitigation.id && !$0.stillHelps }
    }

    /// Whether there is anything to tell: something slips that is no fact, or is overdue.
    public func hasNews(_ question: ReferenceQuestion) -> Bool { ReferenceCase(self, question).bare.hasNews }

    /// Whether chance draws anything that counts: a delay, a risk or a factor of an open commitment, what remains of
    /// it, or how long its promisee waits.
    ///
    /// Decided: a number draws nothing, and no `chance` of 0 or, with a number, of 1. Commitments that slip in the
    /// question still count.
    public var drawsAnything: Bool {
        func draws(_ distribution: ReferenceDistribution?) -> Bool {
            guard let distribution, distribution.chance != 0 else { return false }
            return distribution.constant == nil || (distribution.chance ?? 1) < 1
        }
        let open = commitments.filter { !$0.isFact }
        let ids = open.map(\.id)
        return open.contains { draws($0.remaining == nil ? $0.delay : $0.remaining) || draws($0.breaksAfter) }
            || risks.contains { risk in
                risk.hits.contains { hit in
                    ids.contains(hit.commitment) && risk.chance > 0 && (risk.chance < 1 || draws(hit.delay))
                }
            }
            || factors.contains { draws($0.value) && $0.scales.contains { ids.contains($0) } }
    }
}

/// What a mitigation can still do.
public struct ReferenceOption: Sendable, Equatable {
    /// Its id.
    public var id: String
    /// What it costs.
    public var cost: Double
    /// The day on which it bites if it is decided on `T`.
    public var bites: ReferenceDate?
    /// The last day on which it may be decided and do something; nil where it never ends, or never began.
    public var decideBy: ReferenceDate?
    /// `T <= decideBy`.
    public var stillHelps: Bool
    /// Whether `mitigate` may choose it.
    public var isAvailable: Bool
}

extension ReferenceScenario {
    /// The scenario with an uncertain input on plan (section 4, "Exclude-one"): `delay:ID`, `risk:ID`, `factor:ID`,
    /// `patience:ID` or `remaining:ID`.
    ///
    /// Decided: as if the file said so. A risk that is off explains no lateness so far, so that a delay beside it that
    /// has been running is drawn from less.
    public func without(_ input: String) -> ReferenceScenario {
        var rest = self
        let id = String(input.drop { $0 != ":" }.dropFirst())
        let places = commitments.indices.filter { commitments[$0].id == id }
        switch input.prefix(while: { $0 != ":" }) {
        case "delay": for place in places { rest.commitments[place].delay = nil }
        case "remaining":
            for place in places {
                rest.commitments[place].remaining = commitments[place].remaining.map { .init(.number($0.median)) }
            }
        case "patience":
            for place in places {
                rest.commitments[place].breaksAfter = commitments[place].breaksAfter.map {
                    .init(.number($0.constant ?? $0.median))
                }
            }
        // The mitigations that avert it stay valid.
        case "risk": for place in risks.indices where risks[place].id == id { rest.risks[place].chance = 0 }
        default: for place in factors.indices where factors[place].id == id { rest.factors[place].value = 1 }
        }
        return rest
    }
}
