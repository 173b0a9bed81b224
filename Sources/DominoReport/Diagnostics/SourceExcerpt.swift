import DominoScenario

/// One line of a source file as a terminal may show it, and the cells of it that a span takes.
///
/// Law: the text is at most `width` cells wide (20 at least) and holds nothing that moves the cursor or hides;
/// the caret stands under the span's first character.
struct SourceExcerpt: Equatable {
    var text: String
    /// Cells before the caret.
    var caretStart: Int
    /// Cells of the caret, at least 1.
    var caretCells: Int

    /// A character as it is shown.
    private struct Glyph {
        var text: String
        var cells: Int
        /// Bytes in the source.
        var length: Int
    }

    /// The part of `line` around the beginning of `span`.
    /// - Complexity: O(width), however long the line is.
    init(of span: Span, line: Span, in bytes: [UInt8], width: Int) {
        let line = Int(line.start)..<Int(line.end)
        let caret = min(max(Int(span.start), line.lowerBound), line.upperBound)
        let caretEnd = min(max(Int(span.end), caret), line.upperBound)
        let room = max(width, 20)
        // More marks than that on the characters of one line are not worth their place.
        let byteLimit = room * 8

        var after: [Glyph] = []
        var spanCells = 0
        var afterCells = 0
        var at = caret
        while at < line.upperBound, afterCells <= room, at - caret < byteLimit {
            let glyph = Self.glyph(in: bytes, at: at, end: line.upperBound)
            after.append(glyph)
            afterCells += glyph.cells
            if at < caretEnd { spanCells += glyph.cells }
            at += glyph.length
        }
        let isCutAfter = at < line.upperBound

        var before: [Glyph] = []  // from the caret to the left
        var beforeCells = 0
        at = caret
        while at > line.lowerBound, beforeCells <= room, caret - at < byteLimit {
            let glyph = Self.glyph(in: bytes, before: at, start: line.lowerBound)
            before.append(glyph)
            beforeCells += glyph.cells
            at -= glyph.length
        }
        let isCutBefore = at > line.lowerBound

        // The caret's surroundings share the room; what one side does not need, the other gets.
        let shownSpan = min(max(spanCells, 1), room / 2)
        let wantBefore = max((room - shownSpan) / 2, room - afterCells - (isCutAfter ? 3 : 0))
        let dotsBefore = isCutBefore || beforeCells > wantBefore
        let roomBefore = dotsBefore ? max(wantBefore - 3, 0) : beforeCells
        let (keptBefore, cellsBefore) = Self.fitting(before, into: roomBefore)
        let start = cellsBefore + (dotsBefore ? 3 : 0)
        let dotsAfter = isCutAfter || afterCells > room - start
        let (keptAfter, cellsAfter) = Self.fitting(after, into: dotsAfter ? room - start - 3 : afterCells)

        text = (dotsBefore ? "..." : "") + before.prefix(keptBefore).reversed().map { $0.text }.joined()
        text += after.prefix(keptAfter).map { $0.text }.joined() + (dotsAfter ? "..." : "")
        caretStart = start
        caretCells = max(min(spanCells, cellsAfter), 1)
    }

    /// How many glyphs fit into some cells, and the cells they take.
    private static func fitting(_ glyphs: [Glyph], into room: Int) -> (count: Int, cells: Int) {
        var cells = 0
        for (index, glyph) in glyphs.enumerated() {
            if cells + glyph.cells > room { return (index, cells) }
            cells += glyph.cells
        }
        return (glyphs.count, cells)
    }

    private static func glyph(in bytes: [UInt8], at offset: Int, end: Int) -> Glyph {
        var decoder = UTF8()
        var iterator = bytes[offset..<min(offset + 4, end)].makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&iterator) else {
            return Glyph(text: "\u{FFFD}", cells: 1, length: 1)
        }
        if scalar == "[", offset >= 2, bytes[offset - 1] == 0x23, bytes[offset - 2] == 0x23 {
            // "##[" anywhere in a line is an order to a GitHub workflow.
            return Glyph(text: "\\u{5B}", cells: 6, length: 1)
        }
        let (text, cells) = sanitizedGlyph(scalar)
        return Glyph(text: text, cells: cells, length: UTF8.width(scalar))
    }

    private static func glyph(in bytes: [UInt8], before offset: Int, start: Int) -> Glyph {
        var first = offset - 1
        while first > start, offset - first < 4, bytes[first] & 0xC0 == 0x80 { first -= 1 }
        let whole = glyph(in: bytes, at: first, end: offset)
        // A byte that belongs to no character stands for itself.
        return whole.length == offset - first ? whole : Glyph(text: "\u{FFFD}", cells: 1, length: 1)
    }

    /// A scalar as it is shown: tabs as four spaces, controls as their pictures, what hides or reorders as U+FFFD.
    private static func sanitizedGlyph(_ scalar: Unicode.Scalar) -> (text: String, cells: Int) {
        switch scalar.value {
        case 0x09: return ("    ", 4)
        case 0x20..<0x7F: return (String(scalar), 1)
        case 0x00..<0x20: return (Unicode.Scalar(0x2400 + scalar.value).map { String($0) } ?? "\u{FFFD}", 1)
        case 0x7F: return ("\u{2421}", 1)
        default:
            let text = String(scalar)
            return sanitized(text) == text ? (text, cellWidth(of: scalar)) : ("\u{FFFD}", 1)
        }
    }
}
