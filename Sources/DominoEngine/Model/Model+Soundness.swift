extension Model {
    /// Whether all columns fit the graph and every place they name exists: what kernels trust after.
    var isSound: Bool {
        let count = graph.commitmentCount
        guard parameters.fit(graph), dues.count == count, root >= -1, root < count else { return false }
        guard relays.isEmpty || relays.count == graph.needCount else { return false }
        return damageIsSound && effectsAreSound && luckIsSound
    }

    private var damageIsSound: Bool {
        guard Self.areRows(damage.start, of: graph.commitmentCount, holding: damage.entries.count) else { return false }
        for entry in damage.entries {
            guard entry.pieceStart >= 0, entry.pieceCount >= 0,
                Int(entry.pieceStart) + Int(entry.pieceCount) <= damage.pieces.count
            else { return false }
        }
        return damage.noticeStart.isEmpty
            || Self.areRows(damage.noticeStart, of: graph.commitmentCount, holding: damage.noticePoints.count)
    }

    private var effectsAreSound: Bool {
        for mitigation in mitigations {
            for effect in mitigation.effects {
                let (place, count): (Int32, Int)
                switch effect {
                case .expedite(let rank, _), .soften(let rank, _, _), .redate(let rank, _), .extend(let rank, _):
                    (place, count) = (rank, graph.commitmentCount)
                case .fallback(let need, _), .decouple(let need, _): (place, count) = (need, parameters.share.count)
                case .avert(let risk, _): (place, count) = (risk, uncertainty.events.count)
                }
                guard place >= 0, place < count else { return false }
            }
        }
        return true
    }

    private var luckIsSound: Bool {
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
            case .delay: break
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
