/// What version 2 of the model adds to a random scenario.
///
/// Each feature has a random seed of its own, so that the rest of a scenario is the same with it or without it.
public struct RandomFeatures: OptionSet, Sendable {
    /// One bit each.
    public var rawValue: Int

    /// From bits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Today lies before everything in half of the scenarios, and in the middle of the due dates in the other half.
    public static let statusDate = RandomFeatures(rawValue: 1 << 0)
    /// Windows with open days and closed periods.
    public static let windows = RandomFeatures(rawValue: 1 << 1)
    /// Groups of which some members are enough.
    public static let groups = RandomFeatures(rawValue: 1 << 2)
    /// Dates that are told from others.
    public static let follows = RandomFeatures(rawValue: 1 << 3)
    /// Work that is left.
    public static let remaining = RandomFeatures(rawValue: 1 << 4)
    /// Uncertain patience.
    public static let patience = RandomFeatures(rawValue: 1 << 5)
    /// Damage per calendar day and per week.
    public static let calendarDamage = RandomFeatures(rawValue: 1 << 6)
    /// Mitigations under way.
    public static let decided = RandomFeatures(rawValue: 1 << 7)
    /// Mitigations that bite after due dates, in several kinds of effect.
    public static let lateMitigations = RandomFeatures(rawValue: 1 << 8)
    /// Exponential delays.
    public static let exponential = RandomFeatures(rawValue: 1 << 9)
    /// Units that are the currency, limits on chances, groups of people, reasons of slips.
    public static let words = RandomFeatures(rawValue: 1 << 10)

    /// Version 1's scenarios.
    public static let version1: RandomFeatures = []
    /// Everything.
    public static let version2 = RandomFeatures(rawValue: 1 << 11 - 1)
}

extension ScenarioGenerator {
    /// Adds what is wanted, each from a seed of its own.
    mutating func add(_ features: RandomFeatures) {
        let steps: [(RandomFeatures, (inout ScenarioGenerator) -> Void)] = [
            (.words, { $0.addWords() }), (.groups, { $0.addGroups() }), (.follows, { $0.addFollows() }),
            (.calendarDamage, { $0.addCalendarDamage() }), (.exponential, { $0.addExponentials() }),
            (.remaining, { $0.addRemaining() }), (.patience, { $0.addPatience() }),
            (.lateMitigations, { $0.addLateMitigations() }), (.statusDate, { $0.moveToday() }),
            (.windows, { $0.addWindows() }), (.decided, { $0.addDecided() }),
        ]
        for (feature, step) in steps where features.contains(feature) {
            random = SplitMix64(seed: seed &* 0x9E37_79B9 ^ UInt64(feature.rawValue) << 40)
            step(&self)
        }
    }

    private var openPlaces: [Int] { scenario.commitments.indices.filter { !scenario.commitments[$0].isFact } }

    /// Days between the first due date and the last.
    private var span: Int {
        let dues = scenario.commitments.compactMap(\.due)
        return max(1, (dues.max()?.serial ?? 0) - (dues.min()?.serial ?? 0))
    }

    private mutating func moveToday() {
        let dues = scenario.commitments.compactMap(\.due).sorted()
        guard let first = dues.first else { return }
        let today =
            random.chance(0.5)
            ? first.adding(days: -random.int(5...60)) : random.pick(dues).adding(days: random.int(-3...12))
        scenario.asOf = today
        for place in scenario.commitments.indices {
            guard let keptOn = scenario.commitments[place].keptOn else { continue }
            scenario.commitments[place].keptOn = min(today, keptOn)
        }
        // What should have been kept by then often has been.
        for place in openPlaces where random.chance(0.5) {
            guard let due = scenario.commitments[place].due, due < today else { continue }
            scenario.commitments[place].status = .kept
            scenario.commitments[place].keptOn = min(today, due.adding(days: random.int(-6...15)))
        }
    }

    private mutating func addWindows() {
        let start = Self.firstDue.adding(days: random.int(-20...20))
        for k in 0..<random.int(1...3) {
            var window = ReferenceWindow(id: "window-\(k)")
            if random.chance(0.5) {
                var day = start
                window.open = (0..<random.int(2...8)).map { _ in
                    day = day.adding(days: random.int(1...max(2, span / 2)))
                    return day
                }
            }
            if window.open == nil || random.chance(0.3) {
                for _ in 0..<random.int(1...3) {
                    let first = start.adding(days: random.int(0...span + 20))
                    window.closed.append(.init(first, first.adding(days: random.int(0...21))))
                }
            }
            scenario.windows.append(window)
        }
        let ids = scenario.windows.map(\.id)
        for place in openPlaces where random.chance(0.3) {
            scenario.commitments[place].window = random.sample(random.pick([1, 1, 2]), of: ids)
        }
    }

    private mutating func addGroups() {
        for place in scenario.commitments.indices {
            var needs: [ReferenceNeedEntry] = []
            var singles: [ReferenceNeed] = []
            for entry in scenario.commitments[place].needs {
                switch entry {
                case .one(let need) where random.chance(0.6): singles.append(need)
                case .anyOf(let members) where random.chance(0.5):
                    needs.append(.atLeast(random.int(1...members.count), members))
                default: needs.append(entry)
                }
            }
            if singles.count > 1 {
                needs.insert(.atLeast(random.int(1...singles.count), singles), at: random.int(0...needs.count))
            } else {
                needs += singles.map { .one($0) }
            }
            scenario.commitments[place].needs = needs
        }
    }

    /// Each follows one of an earlier rank, so that none follows itself.
    private mutating func addFollows() {
        for place in scenario.commitments.indices where random.chance(0.35) {
            let rank = Int(scenario.commitments[place].id.dropFirst()) ?? 0
            if rank == 0 || scenario.commitments[place].due == nil { continue }
            let near = scenario.commitments[place].allNeeds.map(\.commitment)
            scenario.commitments[place].follows =
                !near.isEmpty && random.chance(0.6) ? random.pick(near) : "c\(random.int(0...rank - 1))"
        }
    }

    private mutating func addRemaining() {
        for place in openPlaces where random.chance(0.2) {
            scenario.commitments[place].remaining = workLeft()
            scenario.commitments[place].delay = nil
        }
    }

    private mutating func addPatience() {
        for place in scenario.commitments.indices where random.chance(0.3) {
            scenario.commitments[place].breaksAfter = workLeft()
        }
    }

    /// A distribution of no negative days, without a chance.
    private mutating func workLeft() -> ReferenceDistribution {
        let a = random.days(0...6)
        let m = a + random.days(0...5)
        let b = m + random.days(1...20)
        switch random.int(0...8) {
        case 0: return ReferenceDistribution(.number(m))
        case 1: return ReferenceDistribution(.days(m))
        case 2: return ReferenceDistribution(.uniform(a, b))
        case 3: return ReferenceDistribution(.lognormal(random.days(1...6), random.days(7...30)))
        case 4: return ReferenceDistribution(.exponential(random.days(1...12)))
        case 5: return ReferenceDistribution(.samples([b, a, m, a]))
        case 6:
            return ReferenceDistribution(
                .discrete([ReferencePoint(a, 1), ReferencePoint(m, 2.5), ReferencePoint(b, 1)]))
        case 7: return ReferenceDistribution(.pert(a, m, b))
        default: return ReferenceDistribution(.triangular(a, m, b))
        }
    }

    private mutating func addExponentials() {
        for place in scenario.commitments.indices where random.chance(0.2) {
            guard scenario.commitments[place].delay != nil else { continue }
            scenario.commitments[place].delay = ReferenceDistribution(
                .exponential(random.days(1...8)), chance: random.maybe(0.3) { $0.hundredths(0...100) })
        }
    }
}
