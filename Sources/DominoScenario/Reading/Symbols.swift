/// Ids and their numbers, compared as bytes: two spellings of one accent are two ids.
///
/// Open addressing over slices of the source, so that a million ids cost no allocation each.
struct Symbols: Sendable {
    private var slots: [Slot] = []
    private var mask = 0
    /// How many ids.
    private(set) var count = 0

    private struct Slot: Sendable {
        /// High bits of the hash; 0 for a free slot.
        var tag: UInt32 = 0
        var number: Int32 = 0
        var text = Text.empty
    }

    /// The number of an id.
    func number(of id: Text, in sources: borrowing SourceMap) -> Int32? {
        guard count > 0 else { return nil }
        let hash = Self.hash(id, sources)
        var place = Int(truncatingIfNeeded: hash) & mask
        let tag = UInt32(truncatingIfNeeded: hash >> 32) | 1
        while slots[place].tag != 0 {
            if slots[place].tag == tag, sources.equal(slots[place].text, id) { return slots[place].number }
            place = (place + 1) & mask
        }
        return nil
    }

    /// Gives an id a number, or answers the number it has already.
    mutating func insert(_ id: Text, number: Int32, in sources: borrowing SourceMap) -> Int32? {
        if 2 * count >= slots.count { grow(sources) }
        let hash = Self.hash(id, sources)
        var place = Int(truncatingIfNeeded: hash) & mask
        let tag = UInt32(truncatingIfNeeded: hash >> 32) | 1
        while slots[place].tag != 0 {
            if slots[place].tag == tag, sources.equal(slots[place].text, id) { return slots[place].number }
            place = (place + 1) & mask
        }
        slots[place] = Slot(tag: tag, number: number, text: id)
        count += 1
        return nil
    }

    private mutating func grow(_ sources: borrowing SourceMap) {
        let old = slots
        slots = [Slot](repeating: Slot(), count: max(64, old.count * 2))
        mask = slots.count - 1
        for slot in old where slot.tag != 0 {
            var place = Int(truncatingIfNeeded: Self.hash(slot.text, sources)) & mask
            while slots[place].tag != 0 { place = (place + 1) & mask }
            slots[place] = slot
        }
    }

    /// Eight bytes at a time, multiplied and folded.
    private static func hash(_ id: Text, _ sources: borrowing SourceMap) -> UInt64 {
        sources.bytes.withUnsafeBytes { bytes in
            let multiplier: UInt64 = 0xD6E8_FEB8_6659_FD93
            var hash = 0x9E37_79B9_7F4A_7C15 &* (UInt64(id.length) &+ 1)
            var at = Int(id.start)
            let end = at + Int(id.length)
            while at + 8 <= end {
                hash = (hash ^ bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)) &* multiplier
                hash ^= hash >> 32
                at += 8
            }
            var word: UInt64 = 0
            var shift: UInt64 = 0
            while at < end {
                word |= UInt64(bytes[at]) << shift
                shift += 8
                at += 1
            }
            hash = (hash ^ word) &* multiplier
            return hash ^ (hash >> 29) ^ (hash << 32)
        }
    }
}
