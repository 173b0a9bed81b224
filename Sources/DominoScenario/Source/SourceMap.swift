import DominoEngine

/// A half-open range of bytes of a `SourceMap`.
public struct Span: Equatable, Sendable {
    /// The first byte.
    public var start: UInt32
    /// The byte after the last one.
    public var end: UInt32

    /// The bytes from `start` up to, but not with, `end`.
    public init(start: UInt32, end: UInt32) {
        self.start = start
        self.end = end
    }
}

/// A piece of text: a slice of the bytes of a `SourceMap` (an id as written, or unescaped after the files).
public struct Text: Sendable {
    /// The first byte.
    public var start: UInt32
    /// Bytes, not characters.
    public var length: UInt32

    /// The `length` bytes from `start` on.
    public init(start: UInt32, length: UInt32) {
        self.start = start
        self.length = length
    }

    /// The text of no bytes.
    public static let empty = Text(start: 0, length: 0)

    /// True for the text of no bytes.
    public var isEmpty: Bool { length == 0 }
}

/// One file of a `SourceMap`.
public struct SourceFile: Sendable {
    /// The path as messages show it.
    public let path: String
    /// The first byte, a byte order mark included.
    public let start: UInt32
    /// The byte after the last one; an offset of `end` still belongs to the file ("the file ends here").
    public let end: UInt32
    /// True if the contents were above a limit and so were left out (`start == end`); `parseJSON` says so.
    public let isTooLarge: Bool
}

/// All bytes that messages can point into: files, and texts unescaped from them, one after another.
///
/// Law: every file is followed by `padding` zero bytes that belong to no file and never change. A scanner may
/// therefore load up to `padding` bytes at any offset of a file without a check, and stops at the latest at the zero
/// after the file, since no JSON token holds a zero byte. Bytes never move, so offsets stay valid.
public struct SourceMap: Sendable {
    /// The zero bytes after each file.
    public static let padding = 64
    /// A file may have 1 GiB.
    public static let fileLimit = 1 << 30
    /// All files together may have 2 GiB, which leaves as much room for unescaped texts (each is shorter than its
    /// source, so unescaping every string once always fits).
    public static let arenaLimit: UInt32 = 1 << 31

    /// The arena: files, padding and texts; only ever appended to.
    public private(set) var bytes: [UInt8] = []
    /// In order of `append`, which is also the order of their offsets.
    public private(set) var files: [SourceFile] = []

    private let fileLimit: Int

    /// A map of no files.
    public init() {
        self.init(fileLimit: Self.fileLimit)
    }

    /// A map with a limit of its own, so that tests need no gigabyte.
    init(fileLimit: Int) {
        self.fileLimit = fileLimit
    }

    /// Adds a file and gives its index. A byte order mark stays in place (the parser skips it).
    ///
    /// Contents above `fileLimit`, or for which the arena has no room, are left out; the file is marked `isTooLarge`.
    @discardableResult
    public mutating func append(path: String, contents: [UInt8]) -> Int {
        let isTooLarge =
            contents.count > fileLimit
            || UInt64(bytes.count) + UInt64(contents.count) + UInt64(Self.padding) > Self.arenaLimit
        let start = UInt32(bytes.count)
        if !isTooLarge {
            if bytes.isEmpty { bytes.reserveCapacity(contents.count + Self.padding) }
            bytes.append(contentsOf: contents)
        }
        let end = UInt32(bytes.count)
        bytes.append(contentsOf: repeatElement(0, count: Self.padding))
        files.append(SourceFile(path: path, start: start, end: end, isTooLarge: isTooLarge))
        return files.count - 1
    }

    /// Adds a text that no file holds as it is.
    /// - Precondition: the arena stays below 4 GiB, which `arenaLimit` grants if each string is unescaped once.
    public mutating func append(text: some Collection<UInt8>) -> Text {
        let start = bytes.count
        bytes.append(contentsOf: text)
        precondition(UInt64(bytes.count) <= UInt32.max, "the texts of a source map have outgrown its 32-bit offsets")
        return Text(start: UInt32(start), length: UInt32(bytes.count - start))
    }

    /// Removes the texts appended since the arena had `count` bytes: keys that were only looked at.
    ///
    /// Without it a file of nothing but escaped keys, each looked at several times, could outgrow the offsets.
    /// - Precondition: nobody holds one of these texts.
    mutating func undo(to count: Int) {
        precondition(count >= Int(files.last?.end ?? 0), "only texts are removed")
        if bytes.count > count { bytes.removeLast(bytes.count - count) }
    }

    /// The text as a `String`; bytes that are not UTF-8 become U+FFFD.
    public func string(_ text: Text) -> String {
        String(decoding: bytes[Int(text.start)..<Int(text.start) + Int(text.length)], as: UTF8.self)
    }

    /// True if both texts are the same bytes.
    public func equal(_ a: Text, _ b: Text) -> Bool {
        if a.length != b.length { return false }
        if a.start == b.start || a.isEmpty { return true }
        precondition(holds(a) && holds(b), "a text of another source map")
        return withRawBytes { raw in
            raw.equal(Int(a.start), raw, Int(b.start), count: Int(a.length))
        }
    }

    /// True if the text is the bytes of `literal`.
    public func equal(_ a: Text, _ literal: StaticString) -> Bool {
        literal.withUTF8Buffer { other in
            if Int(a.length) != other.count { return false }
            precondition(holds(a), "a text of another source map")
            guard let other = RawBytes(other) else { return true }
            return withRawBytes { $0.equal(Int(a.start), other, 0, count: Int(a.length)) }
        }
    }

    /// True if the text has no byte of 128 or more.
    func isASCII(_ text: Text) -> Bool {
        precondition(holds(text), "a text of another source map")
        return text.isEmpty || withRawBytes { $0.isASCII(Int(text.start), count: Int(text.length)) }
    }

    /// True if the text begins with the bytes of `prefix`.
    func hasPrefix(_ text: Text, _ prefix: StaticString) -> Bool {
        text.length >= UInt32(prefix.utf8CodeUnitCount)
            && equal(Text(start: text.start, length: UInt32(prefix.utf8CodeUnitCount)), prefix)
    }

    /// True if the text lies inside the arena.
    func holds(_ text: Text) -> Bool {
        Int(text.start) + Int(text.length) <= bytes.count
    }

    /// The index of the file that holds `offset`, its end included; nil for padding and unescaped texts.
    /// - Complexity: O(log files)
    public func file(at offset: UInt32) -> Int? {
        let place = firstPlace(in: 0..<files.count) { files[$0].end >= offset }
        return place < files.count && files[place].start <= offset ? place : nil
    }
}

/// A place as people count: file, line and column.
public struct SourcePosition: Equatable, Sendable {
    /// The index of the file in the source map.
    public var file: Int
    /// From 1; lines end with LF, CR LF or CR.
    public var line: Int
    /// From 1; counts Unicode scalars, and a byte order mark not at all.
    public var column: Int

    /// A place.
    public init(file: Int, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }
}

/// The lines of one file, read once, so that looking up places is fast even in one line of many megabytes.
public struct LineIndex: Sendable {
    /// The index of the file in the source map.
    public let file: Int
    private let start: UInt32
    private let end: UInt32
    /// The offset at which each line begins, after the byte order mark for the first.
    private var lineStarts: [UInt32]
    /// Bytes of a block.
    private static let block = 4096
    /// For each block, the scalars that begin in the file before it.
    private var scalarsBefore: [UInt32] = []

    /// Reads the lines of a file.
    /// - Complexity: O(bytes of the file); 4 bytes a line and a byte for each thousand.
    public init(file: Int, of sources: SourceMap) {
        self.file = file
        start = sources.files[file].start
        end = sources.files[file].end
        let bytes = sources.bytes
        let hasMark = end - start >= 3 && bytes[Int(start)..<Int(start) + 3].elementsEqual([0xEF, 0xBB, 0xBF])
        lineStarts = [hasMark ? start + 3 : start]

        var scalars: UInt32 = 0
        var offset = Int(start)
        while offset < Int(end) {
            scalarsBefore.append(scalars)
            let blockEnd = min(offset + Self.block, Int(end))
            while offset < blockEnd {
                let byte = bytes[offset]
                offset += 1
                if byte & 0xC0 != 0x80 { scalars &+= 1 }
                // The byte after the file is padding, so looking ahead is safe.
                if byte == 0x0A || (byte == 0x0D && bytes[offset] != 0x0A) { lineStarts.append(UInt32(offset)) }
            }
        }
        scalarsBefore.append(scalars)
    }

    /// The place of an offset, nil outside the file. The file's end has a place too.
    /// - Complexity: O(log lines), and at most a block of bytes.
    public func position(of offset: UInt32, in sources: SourceMap) -> SourcePosition? {
        guard let line = line(of: offset) else { return nil }
        let first = lineStarts[line]
        if offset <= first { return SourcePosition(file: file, line: line + 1, column: 1) }
        let column = scalars(before: offset, in: sources) - scalars(before: first, in: sources) + 1
        return SourcePosition(file: file, line: line + 1, column: column)
    }

    /// The bytes of the line that holds `offset`, without its line end; nil outside the file.
    public func lineSpan(at offset: UInt32, in sources: SourceMap) -> Span? {
        guard let line = line(of: offset) else { return nil }
        let first = lineStarts[line]
        var last = line + 1 < lineStarts.count ? lineStarts[line + 1] : end
        if last > first, sources.bytes[Int(last) - 1] == 0x0A { last -= 1 }
        if last > first, sources.bytes[Int(last) - 1] == 0x0D { last -= 1 }
        return Span(start: first, end: last)
    }

    /// The line, from 0, that holds `offset`.
    private func line(of offset: UInt32) -> Int? {
        if offset < start || offset > end { return nil }
        return max(0, firstPlace(in: 0..<lineStarts.count) { lineStarts[$0] > offset } - 1)
    }

    /// The scalars of the file that begin before `offset`; a stray continuation byte is none.
    private func scalars(before offset: UInt32, in sources: SourceMap) -> Int {
        let block = Int(offset - start) / Self.block
        var count = Int(scalarsBefore[block])
        for index in Int(start) + block * Self.block..<Int(offset) where sources.bytes[index] & 0xC0 != 0x80 {
            count += 1
        }
        return count
    }
}

extension SourceMap {
    /// The place of an offset, nil outside every file.
    /// - Complexity: O(bytes of the file); for many places of one file make a `LineIndex`.
    public func position(of offset: UInt32) -> SourcePosition? {
        guard let file = file(at: offset) else { return nil }
        return LineIndex(file: file, of: self).position(of: offset, in: self)
    }
}
