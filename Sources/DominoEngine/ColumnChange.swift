/// One change that a mitigation makes to a column of the model (Model.md, section 6).
///
/// Effects as users write them ("expedite", "fallback", ...) are compiled to changes of columns; the engine knows no
/// others. Every change lowers the damage or leaves it as it is, and changes of one place combine in any order. So
/// damage never rises with a larger plan, which is what gives the search its bounds.
public struct ColumnChange: Sendable, Equatable, BitwiseCopyable {
    /// A column that mitigations change.
    public enum Column: Int32, Sendable, BitwiseCopyable, CaseIterable {
        /// `Parameters.expedites`, in days, by rank: applied in the order in which they take effect.
        case expedite
        /// `Parameters.breakLimit`, in days, by rank: changes add up.
        case breakLimit
        /// `Parameters.dueShift`, in days, by rank: changes add up.
        case dueShift
        /// `Parameters.delayCap`, in days, by need: the least counts.
        case delayCap
        /// `Parameters.share`, by need: the least counts; `Parameters.decouplings` where it takes effect later.
        case share
        /// `DamageTable.Entry.softened`, by rank: factors multiply; pieces where it takes effect later.
        case softening
        /// Probability of an event, by its number in `Uncertainty.events`: factors multiply.
        case eventChance

        /// What places of a column stand for.
        public enum Place: Sendable { case rank, need, event }

        /// What its places stand for.
        public var place: Place {
            switch self {
            case .expedite, .breakLimit, .dueShift, .softening: .rank
            case .delayCap, .share: .need
            case .eventChance: .event
            }
        }

        /// The value that changes nothing.
        var neutralValue: Double {
            switch self {
            case .expedite, .breakLimit, .dueShift: 0
            case .delayCap: .infinity
            case .share, .softening, .eventChance: 1
            }
        }
    }

    /// The column it changes.
    public var column: Column
    /// Rank, need or event, as the column counts.
    public var place: Int32
    /// Kind of the damage that is softened; -1 for all kinds, and in all other columns.
    public var kind: Int32
    /// Days added, a limit, or a factor, as the column says.
    public var value: Double
    /// When it takes effect, in days after the due date of the commitment it concerns; `-inf` for always.
    public var bite: Double

    /// A change of one place.
    public init(_ column: Column, _ place: Int32, _ value: Double, kind: Int32 = -1, bite: Double = -.infinity) {
        self.column = column
        self.place = place
        self.kind = kind
        self.value = value
        self.bite = bite
    }

    /// A later date agreed for a commitment: its damage and its breaking count from it.
    public static func laterDate(of rank: Int32, days: Double) -> [ColumnChange] {
        [ColumnChange(.dueShift, rank, days), ColumnChange(.breakLimit, rank, days)]
    }

    /// The value as parameters hold it.
    @inline(__always)
    var float: Float { Float(value) }

    /// Whether a share is passed on from some later day only.
    @inline(__always)
    var isLateShare: Bool { column == .share && bite > 0 }

    /// The change as an expedite.
    @inline(__always)
    var expedite: Parameters.Expedite { Parameters.Expedite(rank: place, days: float, bite: Float(bite)) }
}

/// Applies the changes of a whole plan to the parameters and the damage. Changes of an event's chance are left to
/// `chanceFactors`.
///
/// - Precondition: places exist; `parameters` has shares and caps if one of them changes.
/// - Complexity: O(changes, and damage entries that are softened).
public func apply(
    _ changes: [ColumnChange], of graph: CommitmentGraph, to parameters: inout Parameters, and table: inout DamageTable
) {
    for change in changes {
        let place = Int(change.place)
        switch change.column {
        case .expedite:
            if change.value != 0, !graph.features[place].contains(.fact) { parameters.insert(change.expedite) }
        case .breakLimit: parameters.breakLimit[place] += change.float
        case .dueShift: parameters.dueShift[place] += change.float
        case .delayCap: parameters.delayCap[place] = min(parameters.delayCap[place], change.float)
        case .share where change.isLateShare:
            if change.value < 1 {
                parameters.insert(
                    Parameters.Decoupling(need: change.place, share: change.float, bite: Float(change.bite)))
            }
        case .share: parameters.share[place] = min(parameters.share[place], change.float)
        case .softening, .eventChance: break
        }
    }
    // Softening counts from the date agreed in the end.
    for change in changes where change.column == .softening {
        table.soften(change, dueShift: parameters.dueShift[Int(change.place)])
    }
}

/// By event, what changes multiply its probability by.
public func chanceFactors(under changes: [ColumnChange], events: Int) -> [Double] {
    var factors = [Double](repeating: 1, count: events)
    for change in changes where change.column == .eventChance { factors[Int(change.place)] *= change.value }
    return factors
}
