import DominoEngine

/// The replicates that can be among the worst: all that the bounds of a quantile or of a tail look at.
///
/// The worst ones among some replicates are no worse than the worst ones among all, so a figure of the tail taken over a part is
/// never above the figure. It is the figure itself where the part has the worst ones of the plan at hand; so the part is
/// made of the worst ones of good plans. A tenth of the replicates does for the bounds; plans are rated on all of them.
struct Focus: Sendable {
    /// Which replicates, rising.
    let members: [Int32]
    /// Their draws, 64 to a block.
    let blocks: [GroundBlock]
    /// What each option can save at most, by block (`GainWorkspace.savings`); empty where that is not known.
    var savings: [[Float]] = []

    init(_ isMember: [Bool], of grounds: Grounds) {
        let members = isMember.indices.filter { isMember[$0] }.map { Int32(truncatingIfNeeded: $0) }
        self.members = members
        blocks = stride(from: 0, to: members.count, by: Row.count).map { first in
            .gathered(members[first..<min(members.count, first + Row.count)], from: grounds.blocks)
        }
    }

    /// What is known by block and replicate, by place in `members`.
    func joined(_ blocks: [[Int64]]) -> [Int64] {
        var values: [Int64] = []
        values.reserveCapacity(blocks.count * Row.count)
        for block in blocks { values += block }
        values.removeLast(values.count - members.count)
        return values
    }

    /// The same pieces, block after block.
    func joined(_ blocks: [PieceList]) -> PieceList {
        var list = PieceList()
        for (number, block) in blocks.enumerated() { list.add(block, from: number * Row.count) }
        return list
    }
}
