import DominoScenario

/// Names by plain places, until renderers carry `Names`.
extension Scenario {
    func id(ofCommitment place: Int) -> String { id(ofCommitment: CommitmentIndex(place)) }
    func title(ofCommitment place: Int) -> String { title(ofCommitment: CommitmentIndex(place)) }
    func name(ofStakeholder place: Int) -> String { name(ofStakeholder: StakeholderIndex(place)) }
    func title(ofMitigation place: Int) -> String { title(ofMitigation: MitigationIndex(place)) }
    func unit(ofKind place: Int) -> String { unit(ofKind: KindIndex(place)) }
    func due(_ place: Int) -> Int { due(CommitmentIndex(place)) }
}
