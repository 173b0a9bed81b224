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

/// The lines of one file, read once, so that many places can be looked up fast, even in one line of many megabytes.
public struct LineIndex: Sendable {
    /// The index of the file in the source map.
    public let file: Int
    private let start: UInt32
    private let end: UInt32
    /// The offset at which each line begins, behind the byte order mark for the first.
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
                // The byte behind the file is padding, so looking ahead is safe.
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
        var low = 1
        var high = lineStarts.count
        while low < high {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle + 1 } else { high = middle }
        }
        return low - 1
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
