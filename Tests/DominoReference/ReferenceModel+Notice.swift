/// News (Model.md, section 3, "Notice").
extension ReferenceModel {
    /// Where news starts: at slipped commitments that are no facts, at overdue ones, and at the root.
    func newsStarts(_ j: Int, root: String?) -> Bool {
        if commitments[j].isReleased { return false }
        return shock(j) != nil || isOverdue(j) || commitments[j].id == root
    }

    /// Whether there is anything to tell: where nothing slips and nothing is overdue, a question is silent unless a day
    /// of telling is given.
    var hasNews: Bool { commitments.indices.contains { shock($0) != nil || isOverdue($0) } }

    /// `told_j` for all, in file order; nil for those news never reaches.
    ///
    /// News travels along every need between commitments that are not released, decoupled ones too.
    func allTold(on day: Double, root: String?) -> [Double?] {
        var told = [Double?](repeating: nil, count: commitments.count)
        for j in order where !commitments[j].isReleased {
            var earliest = newsStarts(j, root: root) ? day : Double.infinity
            for need in commitments[j].allNeeds {
                guard let heard = told[place(of: need.commitment)] else { continue }
                earliest = min(earliest, heard + (need.relay ?? 0))
            }
            told[j] = earliest < .infinity ? earliest : nil
        }
        return told
    }

    /// `notice_j`, counted to a moved date and not to a redated one; 0 for those news never reaches.
    func notice(_ j: Int, told: Double?) -> Double {
        guard let told else { return 0 }
        return max(0, due(j) + moved(j) - told)
    }

    /// Share of the damage that remains: linear between points, flat outside.
    func noticeFactor(_ j: Int, notice: Double) -> Double {
        let points = commitments[j].notice
        guard let first = points.first, let last = points.last else { return 1 }
        if notice <= first.days { return first.value }
        if notice >= last.days { return last.value }
        return ReferencePoint.interpolate(points, at: notice)
    }
}

extension ReferencePoint {
    /// Linear between points; `days` lies within them.
    static func interpolate(_ points: [ReferencePoint], at days: Double) -> Double {
        for (left, right) in zip(points, points.dropFirst()) where days >= left.days && days < right.days {
            return left.value + (right.value - left.value) * (days - left.days) / (right.days - left.days)
        }
        preconditionFailure("outside the points: \(days)")
    }
}
