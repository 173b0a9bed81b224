/// The arena of a `SourceMap` without bounds checks. All unsafe memory access of this module is in this file.
///
/// Why it is safe:
/// - `withRawBytes` lends the array's own storage for the time of a call, and `RawBytes` is internal and never stored.
/// - A read starts at an offset inside a file or at its end, and takes at most `SourceMap.padding` bytes, which are
///   there after each file. Readers only walk forward, and none of them walks over a zero byte.
/// - `equal`, `isASCII` and `word(at:count:)` read the bytes of a text and no others, because a text may end where
///   the arena ends. `SourceMap` has checked that the text lies inside; so do numbers.
/// - There are as many `NodeSlots` as `countSlots` says a text can need: every value but the root comes after one of
///   the bytes `{`, `[`, `,` and `:`, and the reader steps over such a byte before it writes a node.
struct RawBytes {
    private let base: UnsafeRawPointer

    fileprivate init(_ base: UnsafeRawPointer) {
        self.base = base
    }

    /// The bytes of a literal, for `equal`; nil if there are none.
    init?(_ literal: UnsafeBufferPointer<UInt8>) {
        guard let base = literal.baseAddress else { return nil }
        self.base = UnsafeRawPointer(base)
    }

    /// The byte at `offset`.
    @inline(__always)
    subscript(offset: Int) -> UInt8 {
        base.load(fromByteOffset: offset, as: UInt8.self)
    }

    /// Eight bytes from `offset` on, the first in the lowest bits.
    @inline(__always)
    func word(at offset: Int) -> UInt64 {
        UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// The `count` bytes from `offset` on as one number that differs wherever they do, for at most eight.
    ///
    /// Two loads that overlap read any count without a loop, and no byte more.
    @inline(__always)
    func word(at offset: Int, count: Int) -> UInt64 {
        if count >= 8 { return word(at: offset) }
        if count >= 4 { return UInt64(half(at: offset)) | UInt64(half(at: offset &+ count &- 4)) << 32 }
        if count == 0 { return 0 }
        return UInt64(self[offset]) | UInt64(self[offset &+ count >> 1]) << 8 | UInt64(self[offset &+ count &- 1]) << 16
    }

    /// Four bytes from `offset` on, the first in the lowest bits.
    @inline(__always)
    private func half(at offset: Int) -> UInt32 {
        UInt32(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    /// True if none of `count` bytes from `start` on is 128 or more.
    func isASCII(_ start: Int, count: Int) -> Bool {
        var done = 0
        while count &- done >= 8 {
            if word(at: start &+ done) & 0x8080_8080_8080_8080 != 0 { return false }
            done &+= 8
        }
        return word(at: start &+ done, count: count &- done) & 0x8080_8080_8080_8080 == 0
    }

    /// True if `count` bytes from `start` on are those of `other` from `otherStart` on.
    func equal(_ start: Int, _ other: RawBytes, _ otherStart: Int, count: Int) -> Bool {
        var done = 0
        while count &- done >= 8 {
            if word(at: start &+ done) != other.word(at: otherStart &+ done) { return false }
            done &+= 8
        }
        while done < count {
            if self[start &+ done] != other[otherStart &+ done] { return false }
            done &+= 1
        }
        return true
    }

    /// The nodes a JSON text in these bytes can have at most: one, and one for each `{`, `[`, `,` and `:`.
    ///
    /// The compiler turns the inner loop into vector code as long as its counter is a byte; explicit `SIMD16<UInt8>`
    /// masks made the whole reader 12 times slower.
    func countSlots(from start: Int, to end: Int) -> Int {
        var count = 1
        var offset = start
        while offset < end {
            let stop = min(offset &+ 255, end)
            var found: UInt8 = 0
            for index in offset..<stop {
                let byte = self[index]
                let isOpening: UInt8 = byte | 0x20 == 0x7B ? 1 : 0
                let isComma: UInt8 = byte == 0x2C ? 1 : 0
                let isColon: UInt8 = byte == 0x3A ? 1 : 0
                found &+= isOpening | isComma | isColon
            }
            count &+= Int(found)
            offset = stop
        }
        return count
    }
}

/// Room for the nodes of a tree, written once from the front.
struct NodeSlots {
    private let base: UnsafeMutablePointer<JSONNode>

    /// The node at `index`, which was written before.
    @inline(__always)
    subscript(index: Int) -> JSONNode {
        get { base[index] }
        nonmutating _modify { yield &base[index] }
    }

    /// Writes the node at `index` for the first time.
    @inline(__always)
    func put(_ node: JSONNode, at index: Int) {
        (base + index).initialize(to: node)
    }

    /// The nodes `body` has written; it gives their number, or nil if there shall be none.
    static func fill(upTo capacity: Int, _ body: (NodeSlots) -> Int?) -> [JSONNode]? {
        var isWhole = false
        let nodes = [JSONNode](unsafeUninitializedCapacity: capacity) { buffer, count in
            guard let base = buffer.baseAddress, let written = body(NodeSlots(base: base)) else { return }
            precondition(written <= capacity, "more nodes than slots")
            count = written
            isWhole = true
        }
        return isWhole ? nodes : nil
    }
}

extension SourceMap {
    /// Lends the arena to `body`.
    @inline(__always)
    func withRawBytes<Result>(_ body: (RawBytes) -> Result) -> Result {
        bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("a source map without bytes has no texts") }
            return body(RawBytes(base))
        }
    }
}
