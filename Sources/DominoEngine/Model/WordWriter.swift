/// Numbers written down as 32-bit words, and read back with every one in its place; bytes go low ones first.
struct WordWriter {
    private(set) var bytes: [UInt8] = []

    mutating func put(_ word: UInt32) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
    }

    mutating func put(_ number: Int32) { put(UInt32(bitPattern: number)) }
    mutating func put(_ number: Float) { put(number.bitPattern) }

    mutating func put(_ number: UInt64) {
        put(UInt32(truncatingIfNeeded: number))
        put(UInt32(truncatingIfNeeded: number >> 32))
    }

    mutating func put(_ number: Double) { put(number.bitPattern) }

    /// A list: how many, then each.
    mutating func put<Element>(_ list: [Element], _ each: (inout WordWriter, Element) -> Void) {
        put(Int32(truncatingIfNeeded: list.count))
        for element in list { each(&self, element) }
    }

    mutating func put(_ list: [Int32]) { put(list) { $0.put($1) } }
    mutating func put(_ list: [Float]) { put(list) { $0.put($1) } }
    mutating func put(_ list: [Double]) { put(list) { $0.put($1) } }
}

/// Reads what a `WordWriter` wrote. Behind the end it gives zeros and remembers that it did.
struct WordReader {
    private let bytes: [UInt8]
    private var at = 0
    /// Whether all was there so far.
    private(set) var isSound = true

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether nothing is left.
    var isAtEnd: Bool { at == bytes.count }

    mutating func word() -> UInt32 {
        guard at + 4 <= bytes.count else {
            isSound = false
            return 0
        }
        var word: UInt32 = 0
        for place in 0..<4 { word |= UInt32(bytes[at + place]) << UInt32(8 * place) }
        at += 4
        return word
    }

    mutating func int32() -> Int32 { Int32(bitPattern: word()) }
    mutating func float() -> Float { Float(bitPattern: word()) }

    mutating func uint64() -> UInt64 {
        let low = UInt64(word())
        return low | UInt64(word()) << 32
    }

    mutating func double() -> Double { Double(bitPattern: uint64()) }

    /// A list; empty where its count cannot be, so that a wrong one costs no memory.
    mutating func list<Element>(_ each: (inout WordReader) -> Element) -> [Element] {
        let count = Int(int32())
        guard count >= 0, count <= (bytes.count - at) / 4 else {
            isSound = false
            return []
        }
        var list: [Element] = []
        list.reserveCapacity(count)
        for _ in 0..<count { list.append(each(&self)) }
        return list
    }

    mutating func int32s() -> [Int32] { list { $0.int32() } }
    mutating func floats() -> [Float] { list { $0.float() } }
    mutating func doubles() -> [Double] { list { $0.double() } }
}
