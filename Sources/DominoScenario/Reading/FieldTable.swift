/// The fields one form of object may have. Raw values are the names in the file.
protocol Field: RawRepresentable, CaseIterable, Equatable, Sendable where RawValue == String {
    /// Finds a field by its bytes.
    static var table: FieldTable<Self> { get }
}

/// Finds fields by their bytes: one probe and one comparison a key.
///
/// Keys of at most 8 bytes differ in their first 8 bytes, longer ones mostly do too; a multiplier is searched once that
/// sends all names of a form to different slots.
struct FieldTable<F: Field>: Sendable {
    private var slots: [Slot?]
    private let multiplier: UInt64

    private struct Slot: Sendable {
        var name: [UInt8]
        var field: F
        var ordinal: Int
    }

    init() {
        let names = F.allCases.enumerated().map { Slot(name: Array($1.rawValue.utf8), field: $1, ordinal: $0) }
        precondition(names.count < 64, "one bit a field in Members.seen")
        var multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
        search: while true {
            var slots = [Slot?](repeating: nil, count: 256)
            for slot in names {
                let place = slot.name.withUnsafeBufferPointer {
                    Self.place(firstWord($0), $0.count, multiplier)
                }
                guard slots[place] == nil else {
                    multiplier = multiplier &* 6_364_136_223_846_793_005 &+ 2
                    continue search
                }
                slots[place] = slot
            }
            self.slots = slots
            self.multiplier = multiplier
            return
        }
    }

    /// The field with this name, and its number among all.
    func find(_ name: UnsafeBufferPointer<UInt8>) -> (field: F, ordinal: Int)? {
        guard let slot = slots[Self.place(firstWord(name), name.count, multiplier)],
            slot.name.count == name.count, slot.name.elementsEqual(name)
        else { return nil }
        return (slot.field, slot.ordinal)
    }

    @inline(__always)
    private static func place(_ word: UInt64, _ count: Int, _ multiplier: UInt64) -> Int {
        Int(((word ^ UInt64(count)) &* multiplier) >> 56)
    }
}

/// The first 8 bytes of a name as one number, short names with zeros behind.
@inline(__always)
private func firstWord(_ name: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var word: UInt64 = 0
    for place in 0..<min(8, name.count) { word |= UInt64(name[place]) << (8 * UInt64(place)) }
    return word
}
