/// The columns under one plan. Options that surely work are applied; changes of fallible options are listed beside the
/// columns and applied in the replicates in which they work.
package struct PlanColumns: Sendable {
    let parameters: Parameters
    let damage: LaneDamage
    /// By event, the threshold of its chance under the plan, before fallible options.
    let chances: [UInt64]
    /// The same under the options that are certain to be in the plan: at least `chances`.
    let upperChances: [UInt64]
    /// By rank, changes of fallible options to expedites, needs and break limit. Empty where no option is fallible.
    let fallible: [[Change]]
    /// By rank, all expedites in the order in which they take effect, where some belong to fallible options; empty for
    /// the other ranks, and where no option is fallible.
    let expedites: [[Change]]
    /// By rank, all changes of its damage; empty for ranks where none is fallible.
    let damageChanges: [[Change]]
    /// By event, all changes of its chance; empty for events where none is fallible.
    let averts: [[Change]]
    /// The same of options that are certain to be in the plan.
    let decidedAverts: [[Change]]
    /// By rank in `damageChanges`, its damage for each combination of fallible options that work; empty where there are
    /// many.
    let variants: [[LaneDamage]]

    /// A change, and the option it belongs to.
    struct Change: Sendable, BitwiseCopyable {
        var change: ColumnChange
        var option: Int32
        /// Number among the fallible changes of its list; -1 where it surely works.
        var bit: Int32

        /// Whether the change works in a combination of fallible changes.
        @inline(__always)
        func works(in combination: UInt64) -> Bool { bit < 0 || combination >> UInt64(bit) & 1 == 1 }
    }

    /// The most fallible changes of one commitment's damage for which all combinations are computed beforehand.
    private static let variantLimit = 6

    /// The columns under a plan.
    ///
    /// - Parameter decided: options that are certain to be in the plan; the others may be or not, as in a relaxation.
    ///   Nil where all are certain.
    /// - Complexity: O(commitments + needs + damage + changes).
    package init(_ model: PlanModel, plan: OptionMask, decided: OptionMask? = nil) {
        precondition(plan.optionCount == model.options.count, "a plan of these options")
        let plan = plan.union(model.underWay)
        var parameters = model.parameters
        var table = model.damage
        var lists = ChangeLists(model, plan)
        var sure: [ColumnChange] = []
        for place in plan.members {
            let option = model.options[place]
            if option.event == nil { sure += option.changes }
            let isDecided = decided.map { $0[place] || model.underWay[place] } ?? true
            for change in option.changes {
                lists.add(change, of: place, isFallible: option.event != nil, isDecided: isDecided, model)
            }
        }
        apply(sure, of: model.graph, to: &parameters, and: &table)
        let events = model.uncertainty.events
        chances = events.indices.map { events[$0].threshold(under: lists.averts[$0], working: 0) }
        upperChances = events.indices.map { events[$0].threshold(under: lists.decidedAverts[$0], working: 0) }
        damage = LaneDamage(table, dueShift: parameters.dueShift, notice: model.notice)
        self.parameters = parameters
        fallible = lists.fallible
        expedites = lists.sortedExpedites
        damageChanges = lists.damage.map { list in list.contains { $0.bit >= 0 } ? list : [] }
        averts = lists.averts.map { list in list.contains { $0.bit >= 0 } ? list : [] }
        decidedAverts = lists.decidedAverts.map { list in list.contains { $0.bit >= 0 } ? list : [] }
        variants = damageChanges.enumerated().map { rank, changes in
            let bits = changes.count { $0.bit >= 0 }
            guard bits > 0, bits <= Self.variantLimit else { return [] }
            return (0..<UInt64(1 << bits)).map { model.damage(of: rank, under: changes, working: $0) }
        }
    }

    /// The lists of changes while they are collected.
    private struct ChangeLists {
        var fallible: [[Change]] = []
        var expedites: [[Change]] = []
        var damage: [[Change]] = []
        var averts: [[Change]]
        var decidedAverts: [[Change]]

        init(_ model: PlanModel, _ plan: OptionMask) {
            averts = [[Change]](repeating: [], count: model.uncertainty.events.count)
            decidedAverts = averts
            guard plan.members.contains(where: { model.options[$0].event != nil }) else { return }
            fallible = [[Change]](repeating: [], count: model.graph.commitmentCount)
            expedites = fallible
            damage = fallible
        }

        /// The expedites of ranks where some are fallible.
        var sortedExpedites: [[Change]] {
            expedites.map { list in
                guard list.contains(where: { $0.bit >= 0 }) else { return [] }
                let order = list.indices.sorted { (list[$0].change.bite, $0) < (list[$1].change.bite, $1) }
                return order.map { list[$0] }
            }
        }

        mutating func add(
            _ change: ColumnChange, of option: Int, isFallible: Bool, isDecided: Bool, _ model: PlanModel
        ) {
            switch change.column {
            case .eventChance:
                Self.add(change, option, isFallible, to: &averts[Int(change.place)])
                if isDecided { Self.add(change, option, isFallible, to: &decidedAverts[Int(change.place)]) }
            case .dueShift, .softening:
                if !damage.isEmpty { Self.add(change, option, isFallible, to: &damage[Int(change.place)]) }
            case .expedite:
                guard !expedites.isEmpty, change.value != 0 else { return }
                Self.add(change, option, isFallible, to: &expedites[Int(change.place)])
            case .breakLimit, .delayCap, .share:
                if isFallible { Self.add(change, option, true, to: &fallible[model.rank(of: change)]) }
            }
        }

        private static func add(_ change: ColumnChange, _ option: Int, _ isFallible: Bool, to list: inout [Change]) {
            let bit = isFallible ? Int32(truncatingIfNeeded: list.count { $0.bit >= 0 }) : -1
            list.append(Change(change: change, option: Int32(truncatingIfNeeded: option), bit: bit))
        }
    }
}

extension Uncertainty.Event {
    /// The threshold of its chance where some averts work. Factors multiply in the order of the options, as in a
    /// simulation.
    func threshold(under averts: [PlanColumns.Change], working: UInt64) -> UInt64 {
        var factor = 1.0
        for avert in averts where avert.works(in: working) { factor *= avert.change.value }
        return factor == 1 ? chance : chanceThreshold(probability * factor)
    }
}

extension PlanModel {
    /// A commitment's damage where some of the fallible changes work.
    func damage(of rank: Int, under changes: [PlanColumns.Change], working: UInt64) -> LaneDamage {
        var row = damage.row(rank)
        var dueShift = parameters.dueShift[rank]
        for change in changes where change.works(in: working) && change.change.column == .dueShift {
            dueShift += change.change.float
        }
        for change in changes where change.works(in: working) && change.change.column == .softening {
            var change = change.change
            change.place = 0
            row.soften(change, dueShift: dueShift)
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
        row.calendar = calendar
        if !dues.isEmpty { row.dues = [dues[rank]] }
        guard !noticeStart.isEmpty else { return row }
        row.noticePoints = Array(noticePoints[Int(noticeStart[rank])..<Int(noticeStart[rank + 1])])
        row.noticeStart = [0, Int32(truncatingIfNeeded: row.noticePoints.count)]
        return row
    }
}

/// A plan that differs from another one in a few options, and what these can change.
package struct PlanVariation: Sendable {
    let columns: PlanColumns
    /// Places in the model's `activeRanks` whose slips can differ, rising.
    let moved: [Int32]
    /// Places in its `damageRanks` whose damage can differ, rising.
    let rescored: [Int32]

    /// - Parameter base: the plan it differs from.
    package init(_ model: PlanModel, plan: OptionMask, from base: OptionMask) {
        columns = PlanColumns(model, plan: plan)
        let changed = plan.symmetricDifference(base).members
        moved = Self.union(changed, model.moves, model.activeRanks.count)
        rescored = Self.union(changed, model.reaches, model.damageRanks.count)
    }

    /// The places of all options together; all places where the lists are not known.
    private static func union(_ options: [Int], _ places: [[Int32]], _ count: Int) -> [Int32] {
        guard !places.isEmpty else { return (0..<count).map { Int32(truncatingIfNeeded: $0) } }
        var isIn = [Bool](repeating: false, count: count)
        for option in options { for place in places[option] { isIn[Int(place)] = true } }
        return isIn.indices.filter { isIn[$0] }.map { Int32(truncatingIfNeeded: $0) }
    }
}
