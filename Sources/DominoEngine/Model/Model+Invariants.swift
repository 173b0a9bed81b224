extension Model {
    /// Checks in debug builds what kernels rely on.
    /// - Complexity: O(commitments + needs + damage + contributions).
    public func checkInvariants() {
        graph.checkInvariants()
        parameters.checkInvariants(of: graph)
        damage.checkInvariants(commitments: commitmentCount)
        uncertainty.checkInvariants(commitments: commitmentCount)
        assert(dues.count == commitmentCount, "one due day a commitment")
        assert(relays.isEmpty || relays.count == graph.needCount, "one relay a need")
        assert(root.map { $0.rawValue >= 0 && Int($0) < commitmentCount } ?? true, "a root that exists")
        assert(!isComplete || changesAreSound, "effects of places that exist")
        assert(!isComplete || uncertaintyIsSound, "draws of places that exist")
    }

    /// Whether all columns fit the graph and every place they name exists: what kernels rely on.
    var isSound: Bool {
        let count = graph.commitmentCount
        guard parameters.fit(graph), dues.count == count, root.map({ Int($0) < count }) ?? true else { return false }
        guard relays.isEmpty || relays.count == graph.needCount else { return false }
        guard patience.isEmpty || patience.count == count, leadersAreSound else { return false }
        for (mitigation, _) in decided where mitigation < 0 || Int(mitigation) >= mitigations.count { return false }
        return damageIsSound && changesAreSound && uncertaintyIsSound
    }

    /// Whether the dates that follow others form no circle.
    private var leadersAreSound: Bool {
        guard !leaders.isEmpty else { return true }
        guard leaders.count == commitmentCount else { return false }
        for leader in leaders where leader < -1 || Int(leader) >= commitmentCount { return false }
        for first in leaders.indices {
            var (rank, steps) = (Int32(truncatingIfNeeded: first), 0)
            while rank >= 0, steps <= leaders.count { (rank, steps) = (leaders[Int(rank)], steps + 1) }
            if rank >= 0 { return false }
        }
        return true
    }

    private var damageIsSound: Bool {
        guard Self.areRows(damage.start, of: graph.commitmentCount, holding: damage.entries.count) else { return false }
        for entry in damage.entries {
            guard entry.axis == .days || damage.dues.count == graph.commitmentCount else { return false }
            guard entry.pieceStart >= 0, entry.pieceCount >= 0,
                Int(entry.pieceStart) + Int(entry.pieceCount) <= damage.pieces.count
            else { return false }
        }
        return damage.noticeStart.isEmpty
            || Self.areRows(damage.noticeStart, of: graph.commitmentCount, holding: damage.noticePoints.count)
    }

    private var changesAreSound: Bool {
        for mitigation in mitigations {
            for change in mitigation.effects.flatMap({ $0.changes }) {
                let count =
                    switch change.column.place {
                    case .rank: graph.commitmentCount
                    case .need: parameters.share.count
                    case .event: uncertainty.events.count
                    }
                guard change.place >= 0, change.place < count else { return false }
            }
        }
        return true
    }

    private var uncertaintyIsSound: Bool {
        guard
            Self.areRows(
                uncertainty.contributionStart, of: graph.commitmentCount, holding: uncertainty.contributions.count),
            uncertainty.inputCount >= 0, chances.count == uncertainty.events.count,
            uncertainty.tables.stepEnds.count == uncertainty.tables.stepValues.count
        else { return false }
        for contribution in uncertainty.contributions {
            guard contribution.input >= 0, contribution.input < uncertainty.inputCount,
                contribution.sampler.fits(uncertainty.tables)
            else { return false }
            switch contribution.source {
            case .delay, .remaining, .patience: break
            case .event(let event): guard event < uncertainty.events.count else { return false }
            case .factor(let factor, _):
                guard factor >= 0, factor < uncertainty.factors.count else { return false }
            }
        }
        for factor in uncertainty.factors where !factor.fits(uncertainty.tables) { return false }
        return true
    }

    /// Whether rows lie one behind the other and hold so many in all.
    private static func areRows(_ start: [Int32], of rows: Int, holding count: Int) -> Bool {
        guard start.count == rows + 1, start[0] == 0, Int(start[rows]) == count else { return false }
        for row in 0..<rows where start[row] > start[row + 1] { return false }
        return true
    }
}

extension Parameters {
    /// Checks in debug builds that the columns fit a graph and hold numbers.
    func checkInvariants(of graph: CommitmentGraph) {
        assert(fit(graph), "one value a commitment and need")
        assert(ownDelay.allSatisfy { !$0.isNaN } && baseSlip.allSatisfy { !$0.isNaN }, "delays are numbers")
        assert(breakLimit.allSatisfy { $0 > -.infinity }, "limits are numbers")
        assert(dueShift.allSatisfy { $0.isFinite }, "new dates are days")
        assert(share.allSatisfy { $0 >= 0 && $0 <= 1 }, "shares are between nothing and all")
        assert(delayCap.allSatisfy { !$0.isNaN }, "caps are numbers")
    }
}

extension DamageTable {
    /// Checks in debug builds that rows and pieces add up, and that no shape falls.
    func checkInvariants(commitments: Int) {
        assert(start.count == commitments + 1 && Int(start[commitments]) == entries.count, "one row a commitment")
        assert(noticeStart.isEmpty || noticeStart.count == start.count, "one notice curve a commitment")
        assert(entries.allSatisfy { $0.pieces.upperBound <= pieces.count }, "pieces that exist")
        assert(entries.allSatisfy { $0.weight >= 0 && $0.softened >= 0 && $0.broken >= 0 }, "damage is no gain")
        assert(pieces.allSatisfy { $0.slope >= 0 && $0.value >= 0 }, "damage does not fall with the days")
        assert(noticePoints.allSatisfy { $0.factor >= 0 && $0.factor <= 1 }, "shares of the damage")
    }
}

extension Uncertainty {
    /// Checks in debug builds that rows add up and chances are probabilities.
    func checkInvariants(commitments: Int) {
        assert(contributionStart.count == commitments + 1, "one row a commitment")
        assert(Int(contributionStart[commitments]) == contributions.count, "rows that add up")
        assert(events.allSatisfy { $0.probability >= 0 && $0.probability <= 1 }, "probabilities")
        assert(contributions.allSatisfy { $0.input >= 0 && Int($0.input) < inputCount }, "inputs that exist")
        assert(tables.stepEnds.count == tables.stepValues.count, "one value a step")
    }
}
