import DominoAnalysis
import DominoScenario

/// A JSON text being written: valid at every step, laid out for people, and the same bytes for the same calls.
///
/// ```swift
/// var json = JSONText()
/// json.object {
///     $0.field("result", "whatif")
///     $0.array("points") { $0.value(1); $0.value(2.5) }
/// }
/// ```
/// A list or object that fits into the width stands on one line, others have an item a line, two spaces deeper.
/// - Complexity: O(bytes written).
public struct JSONText {
    /// What is written so far; whole once every object and array has ended.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    private var bytes: [UInt8] = []
    private let width: Int
    /// The objects and arrays that are not ended yet, innermost last.
    private var open: [Container] = []
    /// So many of them, counted from outside, have an item a line.
    private var brokenCount = 0
    private var isBehindName = false
    /// The position of the last item begun.
    private var itemStart = 0

    private struct Container {
        let isObject: Bool
        /// The position of the bracket.
        var start: Int
        /// The position of the item this container is, a name included: what would begin its line.
        var itemStart: Int
        /// The positions of the items, as long as they stand on one line.
        var items: [Int] = []
        var isEmpty = true
    }

    /// An empty text; `width` is the most columns of an object or array on one line.
    public init(width: Int = 100) {
        self.width = width
    }

    // MARK: Values

    /// An object as the next value; `body` writes its fields.
    public mutating func object(_ body: (inout JSONText) -> Void) {
        container(isObject: true, body)
    }

    /// An array as the next value; `body` writes its elements.
    public mutating func array(_ body: (inout JSONText) -> Void) {
        container(isObject: false, body)
    }

    /// The next value. A `nil` is written as null.
    public mutating func value(_ value: some JSONValue) {
        beginValue()
        value.write(into: &bytes)
    }

    /// Null as the next value.
    public mutating func null() {
        value(Int?.none)
    }

    // MARK: Fields

    /// A field of the innermost object. A `nil` is written as null.
    public mutating func field(_ name: String, _ value: some JSONValue) {
        beginField(name)
        self.value(value)
    }

    /// A field that is an object.
    public mutating func object(_ name: String, _ body: (inout JSONText) -> Void) {
        beginField(name)
        object(body)
    }

    /// A field that is an array.
    public mutating func array(_ name: String, _ body: (inout JSONText) -> Void) {
        beginField(name)
        array(body)
    }

    /// A field that is an array of plain values.
    public mutating func list(_ name: String, _ values: [some JSONValue]) {
        array(name) { for value in values { $0.value(value) } }
    }

    // MARK: Layout

    private mutating func container(isObject: Bool, _ body: (inout JSONText) -> Void) {
        beginValue()
        open.append(Container(isObject: isObject, start: bytes.count, itemStart: itemStart))
        bytes.append(isObject ? UInt8(ascii: "{") : UInt8(ascii: "["))
        body(&self)
        precondition(!isBehindName, "a field has no value")
        breakLongLines()
        let isBroken = brokenCount == open.count
        let container = open.removeLast()
        if isBroken {
            brokenCount -= 1
            newLine(depth: open.count)
        } else if isObject, !container.isEmpty {
            bytes.append(UInt8(ascii: " "))
        }
        bytes.append(isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
    }

    private mutating func beginField(_ name: String) {
        precondition(open.last?.isObject == true && !isBehindName, "fields stand in objects")
        beginItem()
        name.write(into: &bytes)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(UInt8(ascii: " "))
        isBehindName = true
    }

    private mutating func beginValue() {
        if isBehindName {
            isBehindName = false
        } else if open.isEmpty {
            precondition(bytes.isEmpty, "a JSON text is one value")
        } else {
            precondition(open.last?.isObject == false, "a value in an object needs a name")
            beginItem()
        }
    }

    private mutating func beginItem() {
        breakLongLines()
        let last = open.count - 1
        if !open[last].isEmpty { bytes.append(UInt8(ascii: ",")) }
        if brokenCount == open.count {
            newLine(depth: open.count)
        } else {
            if open[last].isObject || !open[last].isEmpty { bytes.append(UInt8(ascii: " ")) }
            open[last].items.append(bytes.count)
        }
        open[last].isEmpty = false
        itemStart = bytes.count
    }

    /// Gives an item a line to every open container that has become too long for one, from the outside in.
    private mutating func breakLongLines() {
        // A space, a bracket and a comma may follow on the line. When a container around breaks later, what is inside
        // moves from behind its bracket to an indentation, which is a column more.
        while brokenCount < open.count, !open[brokenCount].isEmpty {
            let columns = bytes.count - open[brokenCount].itemStart + 3 + 2 * brokenCount
            if columns + open.count - brokenCount <= width { return }
            breakLine()
        }
    }

    /// Gives an item a line to the outermost container that stands on one line.
    private mutating func breakLine() {
        let container = open[brokenCount]
        var broken: [UInt8] = []
        broken.reserveCapacity(bytes.count - container.start + 64)
        var shift = 0
        for (index, start) in container.items.enumerated() {
            let isLast = index + 1 == container.items.count
            // Between two items stand a comma and a space; the comma stays where it is.
            let end = isLast ? bytes.count : container.items[index + 1] - 1
            broken.append(UInt8(ascii: "\n"))
            broken.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * (brokenCount + 1)))
            if isLast { shift = container.start + 1 + broken.count - start }
            broken.append(contentsOf: bytes[start..<end])
        }
        bytes.replaceSubrange((container.start + 1)..., with: broken)
        open[brokenCount].items = []
        brokenCount += 1
        itemStart += shift
        for inner in brokenCount..<open.count {
            open[inner].start += shift
            open[inner].itemStart += shift
            for item in open[inner].items.indices { open[inner].items[item] += shift }
        }
    }

    private mutating func newLine(depth: Int) {
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }
}

// MARK: Values

/// Something that is one JSON value without structure.
public protocol JSONValue {
    /// Appends the value as JSON, in UTF-8.
    func write(into bytes: inout [UInt8])
}

extension Bool: JSONValue {
    /// `true` or `false`.
    public func write(into bytes: inout [UInt8]) {
        bytes.append(contentsOf: (self ? "true" : "false").utf8)
    }
}

extension JSONValue where Self: FixedWidthInteger {
    /// The digits.
    public func write(into bytes: inout [UInt8]) {
        bytes.append(contentsOf: String(self).utf8)
    }
}

extension Int: JSONValue {}
extension Int32: JSONValue {}
extension Int64: JSONValue {}
extension UInt32: JSONValue {}
extension UInt64: JSONValue {}

extension Double: JSONValue {
    /// The shortest digits that read back as this very number, integral ones without `.0`; null unless finite. Negative
    /// zero is written as 0.
    public func write(into bytes: inout [UInt8]) {
        let text =
            if !isFinite { "null" } else if let whole = Int64(exactly: self), whole.magnitude < 1 << 53 {
                String(whole)
            } else {
                description
            }
        bytes.append(contentsOf: text.utf8)
    }
}

extension Optional: JSONValue where Wrapped: JSONValue {
    /// The value, or null.
    public func write(into bytes: inout [UInt8]) {
        switch self {
        case .some(let value): value.write(into: &bytes)
        case .none: bytes.append(contentsOf: "null".utf8)
        }
    }
}

extension String: JSONValue {
    /// The string in quotes, escaped so that it is safe in a script and in a terminal, too.
    public func write(into bytes: inout [UInt8]) { appendJSONString(self, to: &bytes) }
}

extension SafeText: JSONValue {
    /// The text as a string.
    package func write(into bytes: inout [UInt8]) { string.write(into: &bytes) }
}

// MARK: Results

/// The version of the results' layout: fields may be added to it, never renamed.
let resultVersion = 1

/// A result as JSON: what it is, of which scenario and day, then what `body` writes; a line break ends it.
///
/// Those whose figures circle around the root name it, or null where the scenario has none.
func resultJSON(
    _ result: String, of names: Names, asOf: Day, headline: SafeText, overdue: [Overdue] = [], namesRoot: Bool = false,
    _ body: (inout JSONText) -> Void
) -> String {
    var json = JSONText()
    json.object { json in
        json.field("result", result)
        json.field("version", resultVersion)
        json.field("scenario", names.scenario.string(names.scenario.name))
        json.field("asOf", asOf.description)
        json.field("today", asOf.description)
        json.field("headline", headline.string)
        if namesRoot {
            json.field("root", names.scenario.root.map { names.id($0) })
        }
        json.array("overdue") { json in
            for late in overdue {
                json.object {
                    $0.field("commitment", names.id(late.commitment))
                    $0.field("days", late.days)
                }
            }
        }
        body(&json)
    }
    return json.text + "\n"
}
