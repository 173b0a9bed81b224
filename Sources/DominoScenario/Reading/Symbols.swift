/// Ids and their numbers, compared as bytes: two spellings of one accent are two ids.
///
/// Open addressing over slices of the source, so that an id costs no allocation.
struct Symbols: Sendable {
    private var slots: [Slot] = []
    private var mask: UInt32 = 0
    /// How many ids.
    private(set) var count = 0

    private struct Slot: Sendable {
        /// The id's hash, which also says where its search begins.
        var hash: UInt32 = 0
        /// -1 for a free slot.
        var number: Int32 = -1
        var text = Text.empty
    }

    /// The number of an id.
    func number(of id: Text, in sources: borrowing SourceMap) -> Int32? {
        guard count > 0 else { return nil }
        let slot = slots[search(id, Self.hash(id, sources), sources)]
        return slot.number < 0 ? nil : slot.number
    }

    /// Gives an id a number, or answers the number it has already.
    mutating func insert(_ id: Text, number: Int32, in sources: borrowing SourceMap) -> Int32? {
        if 2 * count >= slots.count { grow() }
        let hash = Self.hash(id, sources)
        let place = search(id, hash, sources)
        guard slots[place].number < 0 else { return slots[place].number }
        slots[place] = Slot(hash: hash, number: number, text: id)
        count += 1
        return nil
    }

    /// The slot of an id, or the free one where it belongs.
    @inline(__always)
    private func search(_ id: Text, _ hash: UInt32, _ sources: borrowing SourceMap) -> Int {
        var place = hash & mask
        while true {
            let slot = slots[Int(place)]
            if slot.number < 0 || (slot.hash == hash && sources.equal(slot.text, id)) { return Int(place) }
            place = (place &+ 1) & mask
        }
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: max(64, old.count * 4))
        mask = UInt32(truncatingIfNeeded: slots.count - 1)
        for slot in old where slot.number >= 0 {
            var place = slot.hash & mask
            while slots[Int(place)].number >= 0 { place = (place &+ 1) & mask }
            slots[Int(place)] = slot
        }
    }

    /// Eight bytes at a time, multiplied and folded.
    @inline(__always)
    private static func hash(_ id: Text, _ sources: borrowing SourceMap) -> UInt32 {
        precondition(sources.holds(id), "a text of another source map")
        return sources.withRawBytes { raw in
            let multiplier: UInt64 = 0xD6E8_FEB8_6659_FD93
            var hash = 0x9E37_79B9_7F4A_7C15 &* (UInt64(id.length) &+ 1)
            var at = Int(id.start)
            let end = at + Int(id.length)
            while at &+ 8 <= end {
                hash = (hash ^ raw.word(at: at)) &* multiplier
                hash ^= hash >> 32
                at &+= 8
            }
            hash = (hash ^ raw.word(at: at, count: end &- at)) &* multiplier
            return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
        }
    }
}
