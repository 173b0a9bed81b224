import DominoScenario

extension Scenario {
    /// Who speaks for the seller: the promisor of the root; where that is nobody of ours, the first of our own whom the
    /// root was promised to, or the first of our own at all.
    ///
    /// - Parameter root: the commitment it is about; -1 for none.
    func seller(root: Int32) -> Int32? {
        let ours = stakeholders.firstIndex { $0.side == .seller }.map { Int32(truncatingIfNeeded: $0) }
        guard root >= 0 else { return ours ?? commitments.first?.promisor }
        let (promisor, promisee) = (commitments[Int(root)].promisor, commitments[Int(root)].promisee)
        func isOurs(_ person: Int32) -> Bool { stakeholders[Int(person)].side == .seller }
        if ours == nil || isOurs(promisor) { return promisor }
        return isOurs(promisee) ? promisee : ours
    }
}
