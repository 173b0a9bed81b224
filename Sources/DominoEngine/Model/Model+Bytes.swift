// A model as bytes. Fields have one order, and are written and read side by side: whoever adds a field adds it in both
// places and raises `layout`.

extension Model {
    /// Which order of fields follows. A page made by one Domino never meets the engine of another.
    private static let layout: UInt32 = 0x444F_4D04

    /// The model written down.
    /// - Complexity: O(its columns).
    public var bytes: [UInt8] {
        var words = WordWriter()
        words.put(Self.layout)
        write(graph, to: &words)
        words.put(parameters.baseSlip)
        words.put(parameters.ownDelay)
        words.put(parameters.breakLimit)
        words.put(parameters.dueShift)
        words.put(parameters.share)
        words.put(parameters.delayCap)
        write(parameters, to: &words)
        write(damage, to: &words)
        words.put(relays)
        words.put(dues)
        words.put(root?.rawValue ?? -1)
        words.put(today ?? .nan)
        words.put(patience)
        words.put(leaders)
        words.put(decided) { words, decided in
            words.put(decided.mitigation)
            words.put(decided.on)
        }
        words.put(mitigations) { words, mitigation in
            words.put(mitigation.effects) { words, effect in
                words.put(effect.changes) { write($1, to: &$0) }
                words.put(effect.due)
                words.put(effect.lastBite)
            }
            words.put(mitigation.leadTime)
            words.put(Int32(mitigation.works == nil ? 0 : 1))
            if let works = mitigation.works { write(works, to: &words) }
        }
        write(uncertainty, to: &words)
        words.put(chances)
        return words.bytes
    }

    /// Reads a model; nil where the bytes are none, or one whose columns do not fit each other.
    /// - Complexity: O(bytes), and 35 us for each table of quantiles.
    public init?(_ bytes: [UInt8]) {
        var words = WordReader(bytes)
        guard words.word() == Self.layout, let graph = readGraph(&words) else { return nil }
        var parameters = Parameters(commitments: 0, needs: 0, generalNeeds: false)
        parameters.baseSlip = words.floats()
        parameters.ownDelay = words.floats()
        parameters.breakLimit = words.floats()
        parameters.dueShift = words.floats()
        parameters.share = words.floats()
        parameters.delayCap = words.floats()
        read(&parameters, from: &words)
        let damage = readDamage(&words)
        let relays = words.floats()
        let dues = words.doubles()
        let root = words.int32()
        let today = words.double()
        let (patience, leaders) = (words.floats(), words.int32s())
        let decided = words.list { words in
            let mitigation = words.int32()
            return (mitigation: mitigation, on: words.double())
        }
        let mitigations = words.list { readMitigation(&$0) }
        let uncertainty = readUncertainty(&words)
        let chances = words.doubles()
        guard words.isSound, words.isAtEnd, root >= -1, let uncertainty else { return nil }
        var checked: [Mitigation] = []
        for mitigation in mitigations {
            guard let mitigation else { return nil }
            checked.append(mitigation)
        }
        self.init(
            graph: graph, parameters: parameters, damage: damage, relays: relays, dues: dues,
            root: root < 0 ? nil : Rank(rawValue: root),
            mitigations: checked,
            uncertainty: uncertainty, chances: chances)
        self.today = today.isNaN ? nil : today
        self.patience = patience
        self.leaders = leaders
        self.decided = decided
        guard isSound else { return nil }
    }
}

// MARK: Which commitment needs which

/// The graph as `init` takes it: in the order of the file, from which the same ranks follow.
private func write(_ graph: CommitmentGraph, to words: inout WordWriter) {
    words.put(graph.rank) { words, rank in words.put(Int32(graph.features[Int(rank)].rawValue)) }
    for rank in graph.rank {
        let needs = Int(graph.needStart[Int(rank)])..<Int(graph.needStart[Int(rank) + 1])
        words.put(Int32(truncatingIfNeeded: needs.count))
        for need in needs {
            let joins: UInt32 = !graph.joins.isEmpty && graph.joins[need] ? 1 << 31 : 0
            words.put(UInt32(bitPattern: graph.index[Int(graph.needs[need].source)]) | joins)
            words.put(graph.needs[need].buffer)
        }
    }
    // By need in the order of the file.
    var quorums: [Int32] = []
    if !graph.quorums.isEmpty {
        for rank in graph.rank { quorums += graph.quorums[graph.needs(of: Int(rank))] }
    }
    words.put(quorums)
}

private func readGraph(_ words: inout WordReader) -> CommitmentGraph? {
    var features = words.list { CommitmentGraph.Features(rawValue: UInt8(truncatingIfNeeded: $0.int32())) }
    // Ranks were given before those were marked.
    let isMarked = features.map { $0.contains(.marked) }
    for place in features.indices where isMarked[place] { features[place].subtract([.adjusted, .marked]) }
    var starts: [Int32] = [0]
    var needs: [CommitmentGraph.Need] = []
    var joins: [Bool] = []
    var joinsAny = false
    for _ in features {
        let row = words.list { words in
            let source = words.word()
            return (source, words.float())
        }
        for (source, buffer) in row {
            needs.append(CommitmentGraph.Need(source: Int32(truncatingIfNeeded: source & ~(1 << 31)), buffer: buffer))
            joins.append(source >> 31 == 1)
            joinsAny = joinsAny || source >> 31 == 1
        }
        starts.append(Int32(truncatingIfNeeded: needs.count))
    }
    let quorums = words.int32s()
    guard words.isSound else { return nil }
    let graph = try? CommitmentGraph(
        needStart: starts, needs: needs, joins: joinsAny ? joins : [], quorums: quorums, features: features)
    return graph.map { graph in graph.marking(graph.index.map { isMarked[Int($0)] }) }
}

// MARK: What it costs to be late

private func write(_ damage: DamageTable, to words: inout WordWriter) {
    words.put(damage.start)
    words.put(damage.entries) { words, entry in
        words.put(entry.kind)
        words.put(entry.bearer)
        words.put(entry.grace)
        words.put(entry.pieceStart)
        words.put(entry.pieceCount)
        words.put(entry.broken)
        words.put(entry.weight)
        words.put(Int32(entry.axis.rawValue))
    }
    words.put(damage.pieces) { words, piece in
        words.put(piece.from)
        words.put(piece.value)
        words.put(piece.slope)
    }
    words.put(damage.noticeStart)
    words.put(damage.noticePoints) { words, point in
        words.put(point.days)
        words.put(point.factor)
    }
    words.put(damage.dues)
    words.put(damage.calendar.first)
    words.put(damage.calendar.numbers)
    words.put(damage.calendar.daysApart)
}

private func readDamage(_ words: inout WordReader) -> DamageTable {
    var damage = DamageTable(commitments: 0)
    damage.start = words.int32s()
    damage.entries = words.list { words in
        let (kind, bearer, grace) = (words.int32(), words.int32(), words.double())
        let (pieceStart, pieceCount) = (words.int32(), words.int32())
        let (broken, weight) = (words.double(), words.double())
        let axis = DamageTable.Axis(rawValue: UInt8(truncatingIfNeeded: words.int32())) ?? .days
        return DamageTable.Entry(
            kind: kind, bearer: bearer, grace: grace, pieceStart: pieceStart, pieceCount: pieceCount, broken: broken,
            weight: weight, axis: axis)
    }
    damage.pieces = words.list { words in
        let (from, value) = (words.double(), words.double())
        return DamageTable.Piece(from: from, value: value, slope: words.double())
    }
    damage.noticeStart = words.int32s()
    damage.noticePoints = words.list { words in
        let days = words.double()
        return DamageTable.NoticePoint(days: days, factor: words.double())
    }
    damage.dues = words.doubles()
    let first = words.double()
    let numbers = words.doubles()
    let daysApart = words.double()
    if !numbers.isEmpty { damage.calendar = DayNumbers(first: first, numbers: numbers, daysApart: daysApart) }
    return damage
}

// MARK: What can be done

private func readMitigation(_ words: inout WordReader) -> Model.Mitigation? {
    var isKnown = true
    let effects = words.list { words in
        let changes = words.list { readChange(&$0) }
        let known = changes.compactMap { $0 }
        isKnown = isKnown && known.count == changes.count
        let due = words.double()
        return Model.Mitigation.Effect(changes: known, due: due, lastBite: words.double())
    }
    let leadTime = words.double()
    let works = words.int32() == 0 ? nil : readEvent(&words)
    return isKnown ? Model.Mitigation(effects: effects, leadTime: leadTime, works: works) : nil
}

private func write(_ change: ColumnChange, to words: inout WordWriter) {
    words.put(change.column.rawValue)
    words.put(change.place)
    words.put(change.kind)
    words.put(change.value)
}

private func readChange(_ words: inout WordReader) -> ColumnChange? {
    let (number, place, kind) = (words.int32(), words.int32(), words.int32())
    let value = words.double()
    return ColumnChange.Column(rawValue: number).map { ColumnChange($0, place, value, kind: kind) }
}

// MARK: Today and windows

/// Writes the columns that hold what acts on commitments besides needs and own delays.
private func write(_ parameters: Parameters, to words: inout WordWriter) {
    words.put(parameters.holdsBase) { $0.put(Int32($1 ? 1 : 0)) }
    words.put(parameters.notBefore)
    words.put(parameters.windows.start)
    words.put(parameters.windows.spans) { words, span in
        words.put(span.first)
        words.put(span.last)
    }
    words.put(parameters.windows.isNamed) { $0.put(Int32($1 ? 1 : 0)) }
}

/// Reads them.
private func read(_ parameters: inout Parameters, from words: inout WordReader) {
    parameters.holdsBase = words.list { $0.int32() != 0 }
    parameters.notBefore = words.floats()
    parameters.windows.start = words.int32s()
    parameters.windows.spans = words.list { words in
        let first = words.float()
        return WindowTable.Span(first: first, last: words.float())
    }
    parameters.windows.isNamed = words.list { $0.int32() != 0 }
}

private func write(_ event: Uncertainty.Event, to words: inout WordWriter) {
    words.put(event.variable)
    words.put(event.probability)
}

private func readEvent(_ words: inout WordReader) -> Uncertainty.Event {
    let variable = words.uint64()
    let probability = words.double()
    // What is no probability, not even a number, never happens.
    return Uncertainty.Event(variable: variable, probability: probability >= 0 && probability <= 1 ? probability : 0)
}

// MARK: What is drawn at random

private func write(_ uncertainty: Uncertainty, to words: inout WordWriter) {
    words.put(uncertainty.events) { write($1, to: &$0) }
    words.put(uncertainty.factors) { $1.write(to: &$0) }
    words.put(uncertainty.contributionStart)
    words.put(uncertainty.contributions) { words, contribution in
        switch contribution.source {
        case .delay: words.put(Int32(-1))
        case .event(let event): words.put(event)
        case .factor(let factor, let work):
            words.put(Int32(-4) - factor)
            words.put(work)
        case .remaining(let least):
            words.put(Int32(-2))
            words.put(least)
        case .patience(let onPlan):
            words.put(Int32(-3))
            words.put(onPlan)
        }
        words.put(contribution.input)
        contribution.sampler.write(to: &words)
    }
    words.put(Int32(truncatingIfNeeded: uncertainty.inputCount))
    words.put(uncertainty.tables.distributions) { write($1, to: &$0) }
    words.put(uncertainty.tables.stepEnds) { $0.put($1) }
    words.put(uncertainty.tables.stepValues)
}

private func readUncertainty(_ words: inout WordReader) -> Uncertainty? {
    var uncertainty = Uncertainty(commitments: 0)
    uncertainty.events = words.list { readEvent(&$0) }
    let factors = words.list { Sampler(&$0) }
    uncertainty.contributionStart = words.int32s()
    let contributions = words.list { words -> Uncertainty.Contribution? in
        let number = words.int32()
        let source: Uncertainty.Contribution.Source =
            switch number {
            case -1: .delay
            case -2: .remaining(atLeast: words.float())
            case -3: .patience(onPlan: words.float())
            case 0...: .event(number)
            default: .factor(-4 - number, work: words.float())
            }
        let input = words.int32()
        return Sampler(&words).map { Uncertainty.Contribution(source: source, sampler: $0, input: input) }
    }
    uncertainty.inputCount = Int(words.int32())
    let distributions = words.list { readDistribution(&$0) }
    uncertainty.tables.stepEnds = words.list { $0.uint64() }
    uncertainty.tables.stepValues = words.floats()
    for factor in factors {
        guard let factor else { return nil }
        uncertainty.factors.append(factor)
    }
    for contribution in contributions {
        guard let contribution else { return nil }
        uncertainty.contributions.append(contribution)
    }
    for distribution in distributions {
        guard let distribution else { return nil }
        _ = uncertainty.tables.append(distribution)
    }
    return uncertainty
}

private func write(_ distribution: TabledDistribution, to words: inout WordWriter) {
    switch distribution {
    case .pert(let least, let mode, let most):
        words.put(Int32(0))
        words.put(least)
        words.put(mode)
        words.put(most)
    case .normal(let mean, let deviation):
        words.put(Int32(1))
        words.put(mean)
        words.put(deviation)
    case .lognormal(let p50, let p90):
        words.put(Int32(2))
        words.put(p50)
        words.put(p90)
    case .exponential(let mean):
        words.put(Int32(3))
        words.put(mean)
        words.put(0.0)
    }
}

private func readDistribution(_ words: inout WordReader) -> TabledDistribution? {
    let number = words.int32()
    let (first, second) = (words.double(), words.double())
    switch number {
    case 0:
        let most = words.double()
        return first <= second && second <= most && most - first < .infinity
            ? .pert(least: first, mode: second, most: most) : nil
    case 1: return second >= 0 ? .normal(mean: first, deviation: second) : nil
    case 3: return first > 0 && first < .infinity ? .exponential(mean: first) : nil
    case 2: return first > 0 && second >= first ? .lognormal(p50: first, p90: second) : nil
    default: return nil
    }
}
