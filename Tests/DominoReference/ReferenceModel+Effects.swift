/// Mitigations in force, and until when they help (Model.md, section 6).
extension ReferenceModel {
    /// An effect in force, and the day from which on it bites: `T + leadTime`.
    struct InForce {
        let effect: ReferenceEffect
        let bites: Double
    }

    /// Puts mitigations in force, in the order of the file, each decided on its day `T`.
    ///
    /// A redate, an extension and the aversion of a risk are in force effect by effect: those decided too late are left
    /// out. What the others can still do depends on when they bite, and their formulas see to it.
    mutating func decide(_ chosen: [(mitigation: ReferenceMitigation, on: Double)]) {
        effects = []
        var inForce: [InForce] = []
        for (mitigation, day) in chosen {
            let lead = mitigation.leadTime ?? 0
            for effect in mitigation.effects where effect.biteCounts || day <= lastGatedDay(effect, leadTime: lead) {
                inForce.append(InForce(effect: effect, bites: day + lead))
            }
        }
        effects = inForce
    }

    /// The last whole day on which an effect of the three that are in force or not has to be decided: `T + leadTime` is
    /// at most the due date (of every commitment the risk hits), or the day on which it would break on plan.
    ///
    /// Decided: due dates are those of the file, whatever the question moves. The patience of section 2 counts: of a
    /// commitment open beyond its median `now_j - moved_j`. Released commitments do not count, and an effect on those
    /// alone is never in force. Days are compared with a tolerance of 1e-4, as in reports.
    func lastGatedDay(_ effect: ReferenceEffect, leadTime: Double) -> Double {
        var ends: [Double] = []
        for id in scenario.commitmentsWorkedOn(by: effect) {
            let j = place(of: id)
            if commitments[j].isReleased { continue }
            if case .extend = effect { ends.append(due(j) + patienceOnPlan(j)) } else { ends.append(due(j)) }
        }
        guard let end = ends.min() else { return -.infinity }
        return (end - leadTime + 1e-4).rounded(.down)
    }

    /// The last whole day on which an effect may be decided and still do something.
    ///
    /// - Parameter plain: slips of the what-if with no mitigation at all, under the question's slips and moves.
    func lastDay(_ effect: ReferenceEffect, leadTime: Double, plain: [Double]) -> Double {
        guard effect.biteCounts else { return lastGatedDay(effect, leadTime: leadTime) }
        guard let id = scenario.commitmentsWorkedOn(by: effect).first else { return -.infinity }
        let j = place(of: id)
        guard worksOnAnything(effect) else { return -.infinity }
        // The last whole T with T + leadTime < due + max(0, s).
        return (due(j) + max(0, plain[j]) - leadTime - 1e-4).rounded(.up) - 1
    }

    /// Decided: nothing works on a released commitment, nor on a need of one, for such a need is gone.
    func worksOnAnything(_ effect: ReferenceEffect) -> Bool {
        var ids = scenario.commitmentsWorkedOn(by: effect)
        switch effect {
        case .fallback(_, of: let source, _), .decouple(_, from: let source, _): ids.append(source)
        default: break
        }
        return ids.allSatisfy { !commitments[place(of: $0)].isReleased }
    }

    /// The latest over its effects: infinite where it never ends, minus infinity where it works on nothing.
    func decideBy(_ mitigation: ReferenceMitigation, plain: [Double]) -> Double {
        mitigation.effects.map { lastDay($0, leadTime: mitigation.leadTime ?? 0, plain: plain) }.max() ?? -.infinity
    }

    /// What softens damage of a kind: each factor, and the amount that was suffered before it bit.
    func softenings(_ j: Int, _ entry: ReferenceDamage) -> [(threshold: Double, factor: Double)] {
        var all: [(threshold: Double, factor: Double)] = []
        for inForce in effects {
            guard case .soften(commitments[j].id, let factor, let only) = inForce.effect else { continue }
            if let only, only != entry.kind { continue }
            let bite = inForce.bites - due(j)
            let isInTime = bite <= shift(j) + (entry.grace ?? 0)
            all.append((isInTime ? 0 : limitedAmount(entry, of: j, slip: bite), factor))
        }
        return all
    }

    /// An amount with each part of it times the factors that had bitten when it was suffered.
    func softened(_ amount: Double, by softenings: [(threshold: Double, factor: Double)]) -> Double {
        let corners = [0, amount] + softenings.map(\.threshold).filter { $0 > 0 && $0 < amount }
        let sorted = corners.sorted()
        var sum = 0.0
        for (low, high) in zip(sorted, sorted.dropFirst()) {
            sum += (high - low) * softening(at: low, softenings)
        }
        return sum
    }

    /// The product of the factors whose threshold is at most `z`.
    func softening(at z: Double, _ softenings: [(threshold: Double, factor: Double)]) -> Double {
        softenings.filter { $0.threshold <= z }.map(\.factor).reduce(1, *)
    }
}

extension ReferenceEffect {
    /// Whether it depends on the day on which it bites how much it does: the four kinds of section 6.
    var biteCounts: Bool {
        switch self {
        case .expedite, .fallback, .decouple, .soften: true
        case .redate, .extend, .avert: false
        }
    }
}
