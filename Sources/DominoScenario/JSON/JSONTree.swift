/// What a JSON value is.
public enum JSONKind: UInt8, Sendable {
    case object, array, string, number, `true`, `false`, null
}

/// One JSON value (or key) and where it is written; 16 bytes.
public struct JSONNode: Sendable {
    /// The first byte in the source map: the quote, bracket, digit or letter.
    public var start: UInt32
    /// The byte after the last one, the closing quote or bracket included.
    public var end: UInt32
    /// The index of the node after this value and everything inside it.
    public var next: UInt32
    /// What it is; keys are strings.
    public var kind: JSONKind
    /// More about how it is written.
    public var flags: Flags

    /// How a value is written.
    public struct Flags: OptionSet, Sendable {
        /// One bit for each.
        public let rawValue: UInt8
        /// The flags of these bits.
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// A string that holds backslashes.
        public static let escaped = Flags(rawValue: 1)
        /// A number written with digits alone, after a minus perhaps: no fraction, no exponent.
        public static let integer = Flags(rawValue: 2)
    }

    /// A node.
    public init(start: UInt32, end: UInt32, next: UInt32, kind: JSONKind, flags: Flags) {
        self.start = start
        self.end = end
        self.next = next
        self.kind = kind
        self.flags = flags
    }

    /// Where it is written, quotes and brackets included.
    public var span: Span { Span(start: start, end: end) }
}

/// A whole JSON text as a list of nodes in the order they are written.
///
/// The root is node 0. The children of node `i` begin at `i + 1`; the one after child `c` is `nodes[c].next`; they
/// end at `nodes[i].next`. The children of an object alternate key, value. Equal keys are all there.
public struct JSONTree: Sendable {
    /// In the order they are written; never empty.
    public var nodes: [JSONNode]

    /// A tree of these nodes.
    public init(nodes: [JSONNode]) {
        self.nodes = nodes
    }

    /// The node at `index`.
    public subscript(index: Int) -> JSONNode {
        nodes[index]
    }
}
