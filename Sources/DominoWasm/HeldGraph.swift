import DominoEngine

/// A graph and its terms, kept on behalf of a host that knows commitments and needs by their places in the file.
///
/// Everything is checked here, because a host is no part of the type checker: after a call that was refused the held
/// values are those from before it.
final class HeldGraph {
    /// Longest number of days either way. Sums along any graph that fits into memory stay finite, so that `+inf`
    /// keeps its one meaning.
    static let mostDays: Float = 1_000_000_000

    /// Who needs whom.
    let graph: CommitmentGraph
    /// The numbers, by rank.
    private(set) var terms: Terms
    /// Slips of the last pass, by rank: kept so that no pass allocates.
    private var slips: [Float]

    /// Checks, renumbers, and puts everything on plan.
    init(
        needStart: [Int32], needs: [CommitmentGraph.Need], joins: [Bool], features: [CommitmentGraph.Features]
    ) throws(DoorCode) {
        for need in needs where !(need.buffer.magnitude <= Self.mostDays) { throw .outOfRange }
        let known: CommitmentGraph.Features = [.generalNeeds, .whenReady, .breaks, .fact]
        var general = false
        for kind in features {
            guard known.isSuperset(of: kind) else { throw .outOfRange }
            general = general || kind.contains(.generalNeeds)
        }
        do throws(CommitmentGraph.Failure) {
            graph = try CommitmentGraph(needStart: needStart, needs: needs, joins: joins, features: features)
        } catch {
            switch error {
            case .cyclic: throw .cyclic
            case .malformed: throw .malformed
            }
        }
        for rank in 0..<graph.commitmentCount where !graph.joins.isEmpty {
            guard !graph.features[rank].contains(.generalNeeds) else { continue }
            for need in Self.needs(of: rank, in: graph) where graph.joins[need] { throw .unannounced }
        }
        terms = Terms(commitments: graph.commitmentCount, needs: graph.needCount, generalNeeds: general)
        slips = [Float](repeating: 0, count: graph.commitmentCount)
    }

    /// Replaces a column by `values`, in the order of the file. Own delays are put on the grid of 1/1024 day.
    func set(_ column: DoorColumn, to values: [Float]) throws(DoorCode) {
        let count = column.isOfNeeds ? graph.needCount : graph.commitmentCount
        guard values.count == count else { throw .wrongLength }
        var ranked = [Float](repeating: 0, count: count)
        for place in 0..<count {
            let origin = column.isOfNeeds ? graph.needOrigin[place] : graph.index[place]
            let value = values[Int(origin)]
            guard Self.isInRange(value, of: column) else { throw .outOfRange }
            ranked[place] = column == .own ? onGrid(Double(value)) : value
        }
        try checkAnnounced(column, ranked)
        switch column {
        case .floor: terms.floor = ranked
        case .own: terms.own = ranked
        case .limit: terms.limit = ranked
        case .redate: terms.redate = ranked
        case .share: if !terms.share.isEmpty { terms.share = ranked }
        case .cap: if !terms.cap.isEmpty { terms.cap = ranked }
        }
    }

    /// Plays the terms through and hands out the slip of each commitment with its place in the file.
    func forEachSlip(_ body: (_ place: Int, _ slip: Float, _ isLate: Bool) -> Void) {
        propagate(graph, terms, into: &slips)
        for rank in 0..<graph.commitmentCount {
            body(Int(graph.index[rank]), slips[rank], isLate(slips[rank], redate: terms.redate[rank]))
        }
    }

    /// Whether a column may hold a value; a comparison with what is no number is false.
    private static func isInRange(_ value: Float, of column: DoorColumn) -> Bool {
        switch column {
        case .floor, .redate: value.magnitude <= mostDays
        case .own: value >= -mostDays && (value <= mostDays || value == .infinity)
        case .limit: value >= -mostDays
        case .share: value >= 0 && value <= 1
        case .cap: value >= 0
        }
    }

    /// Refuses values the pass would not look at, because it was not told to.
    private func checkAnnounced(_ column: DoorColumn, _ ranked: [Float]) throws(DoorCode) {
        switch column {
        case .floor, .own, .redate: return
        case .limit:
            for rank in ranked.indices where ranked[rank] < .infinity {
                guard graph.features[rank].contains(.breaks) else { throw .unannounced }
            }
        case .share, .cap:
            let plain: Float = column == .share ? 1 : .infinity
            for rank in 0..<graph.commitmentCount where !graph.features[rank].contains(.generalNeeds) {
                for need in Self.needs(of: rank, in: graph) where ranked[need] != plain { throw .unannounced }
            }
        }
    }

    /// The needs of a rank.
    private static func needs(of rank: Int, in graph: CommitmentGraph) -> Range<Int> {
        Int(graph.needStart[rank])..<Int(graph.needStart[rank + 1])
    }
}
