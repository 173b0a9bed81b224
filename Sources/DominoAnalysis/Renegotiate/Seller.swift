import DominoScenario

extension Scenario {
    /// Who speaks for the seller: the promisor of the root; where that is nobody of ours, the first of our own whom the
    /// root was promised to, or the first of our own at all.
    ///
    /// - Parameter root: the commitment it is about; nil for none.
    func seller(root: CommitmentIndex?) -> StakeholderIndex? {
        let ours = stakeholders.places.first { self[$0].side == .seller }
        guard let root else { return ours ?? commitments.first?.promisor }
        let (promisor, promisee) = (self[root].promisor, self[root].promisee)
        func isOurs(_ person: StakeholderIndex) -> Bool { self[person].side == .seller }
        if ours == nil || isOurs(promisor) { return promisor }
        return isOurs(promisee) ? promisee : ours
    }
}
