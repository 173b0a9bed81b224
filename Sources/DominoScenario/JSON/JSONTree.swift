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

    /// Whether every value lies in its text and ends before the tree does. Debug builds check it after reading.
    var isSound: Bool {
        nodes.indices.allSatisfy { place in
            let node = nodes[place]
            return node.start < node.end && Int(node.next) > place && Int(node.next) <= nodes.count
        }
    }

    /// The members of an object, in the order they are written; none of anything else.
    public func members(of object: Int) -> JSONMembers {
        JSONMembers(tree: self, walk: self[object].kind == .object ? JSONWalk(into: object, of: self) : .nothing)
    }

    /// The elements of a list, in the order they are written; none of anything else.
    public func elements(of list: Int) -> JSONElements {
        JSONElements(tree: self, walk: self[list].kind == .array ? JSONWalk(into: list, of: self) : .nothing)
    }
}

/// A walk over the members of one object or the elements of one list.
///
/// It holds no tree, so that it costs nothing in the inner loops of the reader.
struct JSONWalk: Sendable {
    private var at: Int
    private let end: Int

    /// A walk over nothing.
    static let nothing = JSONWalk(at: 0, end: 0)

    private init(at: Int, end: Int) {
        self.at = at
        self.end = end
    }

    /// A walk over what is in an object or a list.
    @inline(__always)
    init(into container: Int, of tree: JSONTree) {
        self.init(at: container + 1, end: Int(tree.nodes[container].next))
    }

    /// The nodes of the next member.
    @inline(__always)
    mutating func nextMember(in tree: JSONTree) -> (key: Int, value: Int)? {
        guard at < end else { return nil }
        let key = at
        at = Int(tree.nodes[key + 1].next)
        return (key, key + 1)
    }

    /// The node of the next element.
    @inline(__always)
    mutating func nextElement(in tree: JSONTree) -> Int? {
        guard at < end else { return nil }
        let element = at
        at = Int(tree.nodes[element].next)
        return element
    }
}

/// The members of one object: the nodes of each key and its value.
public struct JSONMembers: Sequence, IteratorProtocol {
    fileprivate let tree: JSONTree
    fileprivate var walk: JSONWalk

    /// The next member.
    public mutating func next() -> (key: Int, value: Int)? { walk.nextMember(in: tree) }
}

/// The elements of one list: the node of each.
public struct JSONElements: Sequence, IteratorProtocol {
    fileprivate let tree: JSONTree
    fileprivate var walk: JSONWalk

    /// The next element.
    public mutating func next() -> Int? { walk.nextElement(in: tree) }
}
