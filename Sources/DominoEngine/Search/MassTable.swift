/// Sums by a commitment and a set of options: open addressing, since thousands of sums are added to at every node.
public struct MassTable: Sendable {
    /// A sum, and what it is of.
    public struct Mass: Sendable, BitwiseCopyable {
        /// A place in `damageRanks`.
        public var place: Int32
        /// Options that explain it: a number in a workspace's sets.
        public var set: Int32
        /// In 1/100; 0 where the table has room.
        public var mass: Int64
    }

    private var slots = [Mass](repeating: Mass(place: 0, set: 0, mass: 0), count: 256)
    private var count = 0

    /// All sums, in no order that means anything.
    public var masses: [Mass] { slots.filter { $0.mass != 0 } }

    /// Adds to a sum.
    /// - Precondition: `mass` is above 0.
    mutating func add(_ mass: Int64, place: Int32, set: Int32) {
        precondition(mass > 0, "a slot without a mass is free")
        let slot = slot(place, set)
        if slots[slot].mass == 0 { count += 1 }
        slots[slot] = Mass(place: place, set: set, mass: slots[slot].mass &+ mass)
        if 2 * count >= slots.count { grow() }
    }

    private func slot(_ place: Int32, _ set: Int32) -> Int {
        let key = UInt64(UInt32(bitPattern: place)) << 32 | UInt64(UInt32(bitPattern: set))
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 20) & (slots.count - 1)
        while slots[slot].mass != 0, slots[slot].place != place || slots[slot].set != set {
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    private mutating func grow() {
        let old = masses
        slots = [Mass](repeating: Mass(place: 0, set: 0, mass: 0), count: 2 * slots.count)
        for mass in old { slots[slot(mass.place, mass.set)] = mass }
    }
}
