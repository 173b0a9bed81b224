/// The columns under one plan: what surely works is in force, what may fail stands beside it and is put in force where it
/// works.
public struct PlanColumns: Sendable {
    let parameters: Parameters
    let damage: LaneDamage
    /// Thresholds of the events that no fallible option averts, under the plan.
    let chances: [UInt64]
    /// The same under what is decided of it: above `chances` where averting is still open (see `PlanWorkspace`).
    let openChances: [UInt64]
    /// Effects in force that may fail, on a commitment's own delay, needs or breaking, by rank. Empty where no option may.
    let fallible: [[Change]]
    /// What changes a commitment's damage, by rank; only of ranks where some of it may fail.
    let damageChanges: [[Change]]
    /// What changes an event's chance; only of events where some of it may fail.
    let averts: [[Change]]
    let openAverts: [[Change]]
    /// Damage of a rank in `damageChanges` for each combination that works; empty where there are many.
    let variants: [[LaneDamage]]

    /// An effect in force.
    struct Change: Sendable, BitwiseCopyable {
        var effect: Effect
        var option: Int32
        /// Place among those of its list that may fail; -1 where it is sure.
        var bit: Int32
    }

    /// Most fallible effects on one commitment's damage whose combinations are made ahead.
    private static let variantLimit = 6

    /// - Parameters:
    ///   - on: by option, whether it is in force.
    ///   - decided: by option, whether that is certain; the rest of `on` is only possible. Nil where all of it is.
    /// - Complexity: O(commitments + needs + damage + effects).
    public init(_ model: PlanModel, on: [Bool], decided: [Bool]? = nil) {
        precondition(on.count == model.options.count, "one answer an option")
        var parameters = model.parameters
        var table = model.damage
        var gathering = Gathering(model, on)
        for (place, option) in model.options.enumerated() where on[place] {
            for effect in option.effects {
                if case .avert = effect {
                    gathering.avert(effect, place, option.event != nil, isDecided: decided?[place] ?? true)
                } else if option.event == nil {
                    apply(effect, of: model.graph, to: &parameters, and: &table)
                    gathering.change(effect, place, isFallible: false, model)
                } else {
                    gathering.change(effect, place, isFallible: true, model)
                }
            }
        }
        let events = model.uncertainty.events
        chances = events.indices.map { events[$0].threshold(under: gathering.averts[$0], working: 0) }
        openChances = events.indices.map { events[$0].threshold(under: gathering.openAverts[$0], working: 0) }
        damage = LaneDamage(table, dueShift: parameters.dueShift, notice: model.notice)
        self.parameters = parameters
        fallible = gathering.fallible
        damageChanges = gathering.damage.map { list in list.contains { $0.bit >= 0 } ? list : [] }
        averts = gathering.averts.map { list in list.contains { $0.bit >= 0 } ? list : [] }
        openAverts = gathering.openAverts.map { list in list.contains { $0.bit >= 0 } ? list : [] }
        variants = damageChanges.enumerated().map { rank, changes in
            let bits = changes.count { $0.bit >= 0 }
            guard bits > 0, bits <= Self.variantLimit else { return [] }
            return (0..<UInt64(1 << bits)).map { model.damage(of: rank, under: changes, working: $0) }
        }
    }

    /// Lists of effects while they are put in force.
    private struct Gathering {
        var fallible: [[Change]] = []
        var damage: [[Change]] = []
        var averts: [[Change]]
        var openAverts: [[Change]]

        init(_ model: PlanModel, _ on: [Bool]) {
            averts = [[Change]](repeating: [], count: model.uncertainty.events.count)
            openAverts = averts
            guard model.options.indices.contains(where: { on[$0] && model.options[$0].event != nil }) else { return }
            fallible = [[Change]](repeating: [], count: model.graph.commitmentCount)
            damage = fallible
        }

        mutating func avert(_ effect: Effect, _ place: Int, _ isFallible: Bool, isDecided: Bool) {
            guard case .avert(let risk, _) = effect else { return }
            Self.add(effect, place, isFallible, to: &averts[Int(risk)])
            if isDecided { Self.add(effect, place, isFallible, to: &openAverts[Int(risk)]) }
        }

        mutating func change(_ effect: Effect, _ place: Int, isFallible: Bool, _ model: PlanModel) {
            guard !fallible.isEmpty else { return }
            let rank = Int(model.rank(of: effect))
            switch effect {
            case .soften: Self.add(effect, place, isFallible, to: &damage[rank])
            case .redate:
                Self.add(effect, place, isFallible, to: &damage[rank])
                if isFallible { Self.add(effect, place, true, to: &fallible[rank]) }
            case .expedite, .fallback, .decouple, .extend:
                if isFallible { Self.add(effect, place, true, to: &fallible[rank]) }
            case .avert: break
            }
        }

        private static func add(_ effect: Effect, _ place: Int, _ isFallible: Bool, to list: inout [Change]) {
            let bit = isFallible ? Int32(truncatingIfNeeded: list.count { $0.bit >= 0 }) : -1
            list.append(Change(effect: effect, option: Int32(truncatingIfNeeded: place), bit: bit))
        }
    }
}

extension Uncertainty.Event {
    /// The threshold of its chance where some averts work; products in the order of the options, as a simulation takes them.
    func threshold(under averts: [PlanColumns.Change], working: UInt64) -> UInt64 {
        var factor = 1.0
        for avert in averts where avert.bit < 0 || working >> UInt64(avert.bit) & 1 == 1 {
            if case .avert(_, let times) = avert.effect { factor *= times }
        }
        return factor == 1 ? chance : chanceThreshold(probability * factor)
    }
}

extension PlanModel {
    /// The rank an effect works on.
    func rank(of effect: Effect) -> Int32 {
        switch effect {
        case .expedite(let rank, _), .soften(let rank, _, _), .redate(let rank, _), .extend(let rank, _): rank
        case .fallback(let need, _), .decouple(let need, _): needOwner[Int(need)]
        case .avert: preconditionFailure("averting works on an event")
        }
    }

    /// A commitment's damage where some of what may fail works.
    func damage(of rank: Int, under changes: [PlanColumns.Change], working: UInt64) -> LaneDamage {
        var row = damage.row(rank)
        var dueShift = parameters.dueShift[rank]
        for change in changes where change.bit < 0 || working >> UInt64(change.bit) & 1 == 1 {
            switch change.effect {
            case .soften(_, let kind, let factor):
                for entry in row.entries.indices where kind < 0 || row.entries[entry].kind == kind {
                    row.entries[entry].softened *= factor
                }
            case .redate(_, let days): dueShift += Float(days)
            default: break
            }
        }
        return LaneDamage(row, dueShift: [dueShift], notice: notice.map { [$0[rank]] })
    }
}

extension DamageTable {
    /// The table of one commitment alone.
    fileprivate func row(_ rank: Int) -> DamageTable {
        var row = DamageTable(commitments: 1)
        for place in Int(start[rank])..<Int(start[rank + 1]) {
            var entry = entries[place]
            let first = Int(entry.pieceStart)
            entry.pieceStart = Int32(truncatingIfNeeded: row.pieces.count)
            row.pieces += pieces[first..<first + Int(entry.pieceCount)]
            row.entries.append(entry)
        }
        row.start[1] = Int32(truncatingIfNeeded: row.entries.count)
        guard !noticeStart.isEmpty else { return row }
        row.noticePoints = Array(noticePoints[Int(noticeStart[rank])..<Int(noticeStart[rank + 1])])
        row.noticeStart = [0, Int32(truncatingIfNeeded: row.noticePoints.count)]
        return row
    }
}
