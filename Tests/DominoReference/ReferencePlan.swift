/// Plans (Model.md, section 6).
extension ReferenceScenario {
    /// Whether the plan keeps `requires` and `excludes`.
    public func keepsRules(plan: [String]) -> Bool {
        plan.allSatisfy { id in
            let mitigation = mitigation(id)
            return mitigation.requires.allSatisfy { plan.contains($0) }
                && !mitigation.excludes.contains { plan.contains($0) }
        }
    }

    /// The commitments a mitigation works on; for `avert`, those the risk hits.
    public func commitmentsWorkedOn(by mitigation: ReferenceMitigation) -> [String] {
        mitigation.effects.flatMap { effect -> [String] in
            switch effect {
            case .expedite(let id, _), .fallback(let id, _, _), .decouple(let id, _, _), .soften(let id, _, _),
                .redate(let id, _), .extend(let id, _):
                [id]
            case .avert(let id, _):
                risks.first { $0.id == id }?.hits.map(\.commitment) ?? []
            }
        }
    }

    /// Whether a mitigation decided on that day no longer bites: `T + leadTime > due` of a commitment it works on.
    ///
    /// A released commitment, which may have no due date, is passed over. Without a day nothing is too late.
    public func isTooLate(_ mitigation: ReferenceMitigation, decidedOn date: ReferenceDate?) -> Bool {
        isTooLate(mitigation, decidedOn: date, calendar: ReferenceCalendar(calendar))
    }

    func isTooLate(
        _ mitigation: ReferenceMitigation, decidedOn date: ReferenceDate?, calendar: ReferenceCalendar
    ) -> Bool {
        guard let date else { return false }
        let decided = Double(calendar.ordinal(calendar.firstWorkday(onOrAfter: date)))
        return commitmentsWorkedOn(by: mitigation).contains { id in
            let commitment = commitment(id)
            guard let due = commitment.due, !commitment.isReleased else { return false }
            let ordinal = Double(calendar.ordinal(calendar.lastWorkday(onOrBefore: due)))
            return decided + (mitigation.leadTime ?? 0) > ordinal
        }
    }
}
