/// Where dates lie: today, moves and redates (Model.md, section 2, "Moving a promise").
extension ReferenceModel {
    /// `now_j = today - due_j`.
    func now(_ j: Int) -> Double { today - due(j) }

    /// An open commitment due before today, moved or not (section 2, "Facts").
    ///
    /// Decided: a move in the question changes the date and not that the commitment is overdue by the file's date.
    func isOverdue(_ j: Int) -> Bool { !commitments[j].isFact && now(j) > 0 }

    /// `j`, what it follows, what that follows, ...
    func followed(_ j: Int) -> [Int] {
        var chain = [j]
        while let next = commitments[chain[chain.count - 1]].follows.map({ place(of: $0) }) {
            precondition(!chain.contains(next), "follows itself: \(commitments[j].id)")
            chain.append(next)
        }
        return chain
    }

    /// Days by which the question moves `j` itself, rounded as slips are; the move of a fact is dropped.
    func move(_ j: Int) -> Double {
        if let days = stated[j] { return days }
        if commitments[j].isFact { return 0 }
        let move = moves.first { $0.commitment == commitments[j].id }
        return move.map { Self.roundedTo1024ths($0.days) } ?? 0
    }

    /// `redate_j`: days by which the effects in force, and the check's promise, move the date and not the work.
    func redate(_ j: Int) -> Double {
        var days = promised[j] ?? 0
        for case .redate(commitments[j].id, let later) in effects.map(\.effect) {
            days += later
        }
        return days
    }

    /// `moved_j`: the moves of `j` and of all it follows.
    func moved(_ j: Int) -> Double { followed(j).map { move($0) }.reduce(0, +) }

    /// `R_j`: the redates and the moves of `j` and of all it follows. Facts have it too.
    func shift(_ j: Int) -> Double { followed(j).map { redate($0) }.reduce(0, +) + moved(j) }
}
