/// Finds fields by their bytes: one probe and two comparisons a key.
///
/// A name of up to 16 bytes is its length and its first and last eight bytes, which may overlap; longer names are compared
/// whole. A multiplier is searched once that sends all names of a form to different places.
struct FieldTable<F: Field>: Sendable {
    /// Number of the name at each of 256 places; `names.count` where there is none.
    private var places: [UInt8]
    private var names: [Name]
    private let multiplier: UInt64
    /// The fields that every object has to have, one bit each, in the order of `allCases`.
    let required: UInt64

    private struct Name: Sendable {
        var bytes: [UInt8]
        var first: UInt64
        var last: UInt64
        var field: F
    }

    init(required: UInt64 = 0) {
        self.required = required
        let names = F.allCases.map { field in
            let bytes = Array(field.rawValue.utf8)
            let (first, last) = bytes.withUnsafeBufferPointer { buffer in
                RawBytes(buffer).map { ends($0, 0, count: buffer.count) } ?? (0, 0)
            }
            return Name(bytes: bytes, first: first, last: last, field: field)
        }
        precondition(names.count < 64, "one bit a field in Members.seen")
        var multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
        search: while true {
            var places = [UInt8](repeating: UInt8(names.count), count: 256)
            for (number, name) in names.enumerated() {
                let place = Self.place(name.first, name.last, name.bytes.count, multiplier)
                guard places[place] == names.count else {
                    multiplier = multiplier &* 6_364_136_223_846_793_005 &+ 2
                    continue search
                }
                places[place] = UInt8(number)
            }
            self.places = places
            self.names = names
            self.multiplier = multiplier
            return
        }
    }

    /// The field with this name, and its number among all.
    func find(_ name: Text, in sources: borrowing SourceMap) -> (field: F, ordinal: Int)? {
        precondition(sources.holds(name), "a text of another source map")
        let count = Int(name.length)
        let (first, last) = sources.withRawBytes { ends($0, Int(name.start), count: count) }
        let number = Int(places[Self.place(first, last, count, multiplier)])
        guard number < names.count, names[number].first == first, names[number].last == last,
            names[number].bytes.count == count
        else { return nil }
        if count > 16 {
            let written = sources.bytes[Int(name.start)..<Int(name.start) + count]
            guard names[number].bytes.elementsEqual(written) else { return nil }
        }
        return (names[number].field, number)
    }

    @inline(__always)
    private static func place(_ first: UInt64, _ last: UInt64, _ count: Int, _ multiplier: UInt64) -> Int {
        Int(((first ^ last << 1 ^ UInt64(count)) &* multiplier) >> 56)
    }
}

extension FieldTable where F: SpecifiedField {
    init() {
        var required: UInt64 = 0
        for (number, field) in F.allCases.enumerated() where field.spec.isRequired { required |= 1 << UInt64(number) }
        self.init(required: required)
    }
}

/// The first eight bytes of a name and the last eight.
@inline(__always)
private func ends(_ raw: RawBytes, _ start: Int, count: Int) -> (first: UInt64, last: UInt64) {
    (raw.word(at: start, count: min(8, count)), count > 8 ? raw.word(at: start &+ count &- 8) : 0)
}
