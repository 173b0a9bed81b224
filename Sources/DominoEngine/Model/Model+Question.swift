/// A model with a question in force: what kernels compute with.
public struct ModelInForce: Sendable {
    /// The graph; more commitments may be marked as adjusted than in the model.
    public var graph: CommitmentGraph
    /// The parameters.
    public var parameters: Parameters
    /// The damage.
    public var damage: DamageTable
    /// Days by which each date is moved on purpose, by rank; empty where none is.
    public var moved: [Float]
}

extension Model {
    /// The model with the slips, the moves and the plan of a question in force, and what is under way already.
    /// - Complexity: O(commitments + needs + damage).
    public func inForce(_ question: ModelQuestion) -> ModelInForce {
        inForce(question, changes: changes(of: question), withDecided: true)
    }

    /// The same with the changes of other mitigations than the plan's.
    ///
    /// - Parameter withDecided: whether what is under way already is in force.
    func inForce(_ question: ModelQuestion, changes: [ColumnChange], withDecided: Bool) -> ModelInForce {
        var parameters = parameters
        var damage = damage
        let moved = movedDays(question)
        if !moved.isEmpty { move(by: moved, &parameters) }
        for (rank, days) in question.slips { slip(rank, days: days, moved, &parameters) }
        for rank in question.promisedAnew { parameters.breakLimit[Int(rank)] = .infinity }
        var all: [ColumnChange] = []
        if let root {
            if question.promisedLater != 0 { all += laterDate(of: root, days: question.promisedLater) }
            if question.root != .counts {
                parameters.breakLimit[Int(root)] = .infinity
                if question.root == .broken { parameters.ownDelay[Int(root)] = .infinity }
                all.append(ColumnChange(.softening, root.rawValue, 0))
            }
        }
        if withDecided { all += decidedChanges }
        all += changes
        apply(all, of: graph, to: &parameters, and: &damage)
        return ModelInForce(graph: marked(question, parameters), parameters: parameters, damage: damage, moved: moved)
    }

    /// The model with the slips and moves of a question in force, and no mitigation at all.
    package func inForceWithoutMitigations(_ question: ModelQuestion) -> ModelInForce {
        inForce(question, changes: [], withDecided: false)
    }

    /// What is drawn at random under the slips and moves of a question, and no mitigation at all.
    package func uncertaintyWithoutMitigations(_ question: ModelQuestion) -> Uncertainty {
        uncertainty(under: question, changes: [])
    }

    /// What the plan of a question changes.
    func changes(of question: ModelQuestion) -> [ColumnChange] {
        let day = question.decidedOn ?? today
        return question.plan.flatMap { mitigations[Int($0)].changes(decidedOn: day) }
    }

    /// What is under way already changes.
    var decidedChanges: [ColumnChange] {
        decided.flatMap { mitigations[Int($0.mitigation)].changes(decidedOn: $0.on) }
    }

    /// The day on which a mitigation counts as decided: its own where it is under way already.
    func decisionDay(of mitigation: Int32, _ question: ModelQuestion) -> Double? {
        for (other, day) in decided where other == mitigation { return day }
        return question.decidedOn ?? today
    }

    // MARK: Dates that move

    /// A later date agreed for a commitment, and for all whose dates are told from it.
    public func laterDate(of rank: Rank, days: Double) -> [ColumnChange] {
        followers(of: rank).flatMap { ColumnChange.laterDate(of: $0, days: days) }
    }

    /// A commitment and all whose dates are told from it, directly or not; the commitment comes first.
    /// - Complexity: O(commitments) where some date is told from another, else O(1).
    public func followers(of rank: Rank) -> [Int32] {
        guard !leaders.isEmpty else { return [rank.rawValue] }
        var next = [Int32](repeating: -1, count: leaders.count)
        var first = next
        for follower in leaders.indices.reversed() where leaders[follower] >= 0 {
            let leader = Int(leaders[follower])
            next[follower] = first[leader]
            first[leader] = Int32(truncatingIfNeeded: follower)
        }
        var found = [rank.rawValue]
        var done = 0
        while done < found.count {
            var follower = first[Int(found[done])]
            while follower >= 0 {
                found.append(follower)
                follower = next[Int(follower)]
            }
            done += 1
        }
        return found
    }

    /// Days by which the moves of a question move each date, by rank; empty where none moves.
    public func movedDays(_ question: ModelQuestion) -> [Float] {
        var moved: [Float] = []
        for (rank, days) in question.moves where !graph.features[Int(rank)].contains(.fact) {
            if moved.isEmpty { moved = [Float](repeating: 0, count: commitmentCount) }
            for follower in followers(of: rank) { moved[Int(follower)] += onGrid(days) }
        }
        return moved
    }

    /// Moves dates and the work with them. What is known to be left of a commitment's work stays.
    private func move(by moved: [Float], _ parameters: inout Parameters) {
        for rank in moved.indices where moved[rank] != 0 {
            if !parameters.holdsBase(rank) { parameters.baseSlip[rank] += moved[rank] }
            parameters.dueShift[rank] += moved[rank]
            guard !patience.isEmpty, patience[rank] < .infinity else {
                parameters.breakLimit[rank] += moved[rank]
                continue
            }
            let now = parameters.notBefore.isEmpty ? -Float.infinity : parameters.notBefore[rank]
            parameters.breakLimit[rank] = max(patience[rank], now - moved[rank]) + moved[rank]
        }
    }

    // MARK: Slips

    /// Says how late a commitment is kept, counted from the date it is moved to (Model.md, section 2). A fact stays.
    private func slip(_ rank: Rank, days: Double, _ moved: [Float], _ parameters: inout Parameters) {
        let place = Int(rank)
        guard !graph.features[place].contains(.fact) else { return }
        guard days < .infinity else {
            parameters.ownDelay[place] = .infinity
            return
        }
        parameters.ownDelay[place] = 0
        let late = onGrid(days) + (moved.isEmpty ? 0 : moved[place])
        // Where work is known to be left, it is not done before that.
        parameters.holdBase(place, at: remains(place) ? max(late, parameters.baseSlip[place]) : late)
    }

    /// Whether it is known how much work of a commitment is left.
    func remains(_ rank: Int) -> Bool { parameters.holdsBase(rank) }

    // MARK: Today

    /// The graph with every commitment marked as adjusted that might otherwise be kept before today: those of the
    /// model, and more where a question makes something earlier.
    private func marked(_ question: ModelQuestion, _ parameters: Parameters) -> CommitmentGraph {
        guard !parameters.notBefore.isEmpty else { return graph }
        let isEarlier = question.slips.contains { $0.days < 0 } || question.moves.contains { $0.days < 0 }
        return isEarlier ? graph.marking(mayBeEarly(parameters)) : graph
    }

    /// Marks as adjusted every commitment that might otherwise be kept before today: what nothing can bring so early
    /// need not look at the day.
    public mutating func markWhatMayBeEarly() {
        guard !parameters.notBefore.isEmpty else { return }
        graph = graph.marking(mayBeEarly(parameters))
    }

    private func mayBeEarly(_ parameters: Parameters) -> [Bool] {
        let least = leastSlips(parameters)
        return least.indices.map { !graph.features[$0].contains(.fact) && least[$0] < parameters.notBefore[$0] }
    }

    /// By rank, the least slip there can be, whatever is drawn or done, if no day counted as today for the commitment
    /// itself.
    /// - Complexity: O(commitments + needs + contributions + changes).
    package func leastSlips(_ parameters: Parameters) -> [Float] {
        var expedited = [Float](repeating: 0, count: commitmentCount)
        var mayLoseNeeds = [Bool](repeating: false, count: graph.needCount)
        for change in mitigations.flatMap({ $0.effects }).flatMap({ $0.changes }) {
            switch change.column.place {
            case .need: mayLoseNeeds[Int(change.place)] = true
            case .rank: if change.column == .expedite { expedited[Int(change.place)] += change.float }
            case .event: break
            }
        }
        // Of others, today is never undercut in the end.
        var least = parameters.ownDelay
        var all = least
        for rank in all.indices where !graph.features[rank].contains(.fact) {
            let needs = graph.needs(of: rank)
            let isReady = parameters.isWhenReady(rank, graph.features[rank])
            var start = parameters.baseSlip[rank]
            if isReady {
                for need in needs {
                    start = min(start, least[Int(graph.needs[need].source)] - graph.needs[need].buffer)
                }
            }
            if !needs.contains(where: { mayLoseNeeds[$0] }) {
                let inherited = inherited(by: rank, graph, parameters, least).days
                start = isReady && inherited > -.infinity ? inherited : max(start, inherited)
            }
            let slip = start + parameters.ownDelay[rank] + uncertainty.reach(of: rank).least - expedited[rank]
            all[rank] = slip
            least[rank] = parameters.notBefore.isEmpty ? slip : max(slip, parameters.notBefore[rank])
        }
        return all
    }

    /// Days for which the delay of each commitment has been running, `now_j - a_j`: where all its needs are facts, or
    /// it has none; `-inf` for all others. By rank; empty where it has for none.
    func elapsed(under parameters: Parameters, _ uncertainty: Uncertainty) -> [Float] {
        guard !parameters.notBefore.isEmpty else { return [] }
        var elapsed: [Float] = []
        // Of facts the own delay is the slip; of others it is not looked at.
        let slips = parameters.ownDelay
        for rank in 0..<commitmentCount where uncertainty.drawsDelay(rank) && !graph.features[rank].contains(.fact) {
            let needs = graph.needs(of: rank)
            guard needs.allSatisfy({ graph.features[Int(graph.needs[$0].source)].contains(.fact) }) else { continue }
            let inherited = inherited(by: rank, graph, parameters, slips).days
            let start = max(inherited, base(of: rank, inherited, graph, parameters, slips))
            let days = parameters.notBefore[rank] - start
            guard days > -.infinity, days - uncertainty.impacts(of: rank).least > 0 else { continue }
            if elapsed.isEmpty { elapsed = [Float](repeating: -.infinity, count: commitmentCount) }
            elapsed[rank] = days
        }
        return elapsed
    }

    // MARK: Draws

    /// What is drawn at random under a question: mitigations lower chances, and commitments that slip draw nothing but
    /// their patience and what is left of their work.
    /// - Complexity: O(events + changes); O(commitments + contributions) where something slips.
    public func uncertainty(under question: ModelQuestion) -> Uncertainty {
        uncertainty(under: question, changes: decidedChanges + changes(of: question))
    }

    /// The same with the changes of other mitigations than the plan's.
    func uncertainty(under question: ModelQuestion, changes: [ColumnChange]) -> Uncertainty {
        let factors = chanceFactors(under: changes, events: chances.count)
        var changed = uncertainty
        for place in factors.indices where factors[place] != 1 {
            changed.events[place].lower(to: chances[place] * factors[place])
        }
        let moved = movedDays(question)
        if !question.slips.isEmpty {
            var slips = [Float](repeating: -.infinity, count: commitmentCount)
            for (rank, days) in question.slips {
                slips[Int(rank)] = onGrid(days) + (moved.isEmpty ? 0 : moved[Int(rank)])
            }
            changed.keepOnlyWhatSlipsLeave(slips)
        }
        var start = parameters
        if !moved.isEmpty { move(by: moved, &start) }
        changed.elapsed = elapsed(under: start, changed)
        changed.waited = waited(moved)
        for rank in changed.waited.indices where changed.waited[rank] > -.infinity {
            changed.setPatience(of: rank, onPlan: max(patience[rank], changed.waited[rank]))
        }
        return changed
    }

    /// Days for which each commitment with uncertain patience has been overdue; by rank, empty where none has patience.
    private func waited(_ moved: [Float]) -> [Float] {
        guard !parameters.notBefore.isEmpty else { return [] }
        var waited: [Float] = []
        for rank in 0..<commitmentCount where uncertainty.drawsPatience(rank) {
            if waited.isEmpty { waited = [Float](repeating: -.infinity, count: commitmentCount) }
            waited[rank] = parameters.notBefore[rank] - (moved.isEmpty ? 0 : moved[rank])
        }
        return waited
    }
}
