import DominoScenario

/// A JSON value without structure, or a list of such as it is written.
public enum JSONLeaf: Equatable, Sendable {
    case number(Double)
    case text(String)
    /// A list of numbers, texts or such lists, in one spelling: `[1, 3, 15]`.
    case list(String)
    case truth(Bool)
    case null
}

/// A JSON text as leaves with a path each: keys of objects, and of lists of objects what identifies an element.
///
/// Two versions of a file so compared differ where a person would say they do: a commitment moved to another place of
/// the list is the same one.
struct JSONOutline {
    /// In the order they are written.
    private(set) var leaves: [(path: [String], leaf: JSONLeaf)] = []
    /// Place of each leaf by its joined path.
    private(set) var places: [String: Int] = [:]
    /// Joined paths of objects and lists.
    private(set) var containers: Set<String> = []

    /// Fields that identify an element of a list, the first that it has.
    private static let identities = ["id", "commitment", "input", "name", "code", "budget", "decideOn"]

    /// Nothing yet.
    init() {}

    /// Adds what a file holds to what others did: the lists of an included file join those of the first.
    mutating func add(_ tree: JSONTree, of sources: inout SourceMap) { add(0, at: [], tree, &sources) }

    /// One text for a path.
    static func joined(_ path: ArraySlice<String>) -> String { path.joined(separator: "\u{1F}") }

    private mutating func add(_ node: Int, at path: [String], _ tree: JSONTree, _ sources: inout SourceMap) {
        switch tree[node].kind {
        case .object:
            containers.insert(Self.joined(path[...]))
            var key = node + 1
            while key < Int(tree[node].next) {
                let name = decoded(tree[key], &sources)
                if !(path.isEmpty && name == "$schema") { add(key + 1, at: path + [name], tree, &sources) }
                key = Int(tree[key + 1].next)
            }
        case .array where holdsObjects(node, tree):
            containers.insert(Self.joined(path[...]))
            var element = node + 1
            var number = 0
            while element < Int(tree[node].next) {
                let name = identity(of: element, tree, &sources) ?? "\(number)"
                add(element, at: path + [name], tree, &sources)
                element = Int(tree[element].next)
                number += 1
            }
        default:
            let key = Self.joined(path[...])
            guard places[key] == nil else { return }
            places[key] = leaves.count
            leaves.append((path, leaf(node, tree, &sources)))
        }
    }

    private func holdsObjects(_ node: Int, _ tree: JSONTree) -> Bool {
        var element = node + 1
        while element < Int(tree[node].next) {
            if tree[element].kind == .object { return true }
            element = Int(tree[element].next)
        }
        return false
    }

    /// What an element of a list is known by.
    private func identity(of node: Int, _ tree: JSONTree, _ sources: inout SourceMap) -> String? {
        guard tree[node].kind == .object else { return nil }
        var found: (rank: Int, value: Int)?
        var key = node + 1
        while key < Int(tree[node].next) {
            let name = decoded(tree[key], &sources)
            if let rank = Self.identities.firstIndex(of: name), tree[key + 1].kind == .string,
                rank < found?.rank ?? .max
            {
                found = (rank, key + 1)
            }
            key = Int(tree[key + 1].next)
        }
        return found.map { decoded(tree[$0.value], &sources) }
    }

    private func leaf(_ node: Int, _ tree: JSONTree, _ sources: inout SourceMap) -> JSONLeaf {
        switch tree[node].kind {
        case .number: .number(sources.number(tree[node]))
        case .string: .text(decoded(tree[node], &sources))
        case .true: .truth(true)
        case .false: .truth(false)
        case .null: .null
        case .object, .array: .list(spelled(node, tree, &sources))
        }
    }

    /// A list in one spelling, whatever blanks stood in it.
    private func spelled(_ node: Int, _ tree: JSONTree, _ sources: inout SourceMap) -> String {
        guard tree[node].kind == .array else {
            switch leaf(node, tree, &sources) {
            case .number(let number): return Int64(exactly: number).map(String.init) ?? number.description
            case .text(let text): return text
            case .truth(let truth): return truth ? "true" : "false"
            case .list, .null: return "null"
            }
        }
        var parts: [String] = []
        var element = node + 1
        while element < Int(tree[node].next) {
            parts.append(spelled(element, tree, &sources))
            element = Int(tree[element].next)
        }
        return "[" + parts.joined(separator: ", ") + "]"
    }
}

/// A string of a tree; what is escaped in it is added behind the files, so the map is another one afterwards.
private func decoded(_ node: JSONNode, _ sources: inout SourceMap) -> String {
    let text = sources.text(of: node)
    return sources.string(text)
}

/// What is another in one JSON text than in another.
public struct Change: Equatable, Sendable {
    /// Keys and identities from the outside in.
    public var path: [String]
    /// What it was; nil where there was nothing, or an object or list.
    public var before: JSONLeaf?
    /// What it is.
    public var after: JSONLeaf?
    /// Whether it is there in the first only, in the second only, or in both.
    public var kind: Kind

    /// Where it is there.
    public enum Kind: String, Sendable {
        case added, removed, changed
    }
}

/// What changed from one outline to another: what changed and went in the order of the first, then what came.
///
/// What came or went whole, such as a commitment with all its fields, is one change.
/// - Complexity: O(leaves * depth).
func changes(from a: JSONOutline, to b: JSONOutline) -> [Change] {
    var changes: [Change] = []
    for (path, leaf) in a.leaves {
        if let place = b.places[JSONOutline.joined(path[...])] {
            let other = b.leaves[place].leaf
            if other != leaf { changes.append(Change(path: path, before: leaf, after: other, kind: .changed)) }
        } else {
            add(oneSided(path, leaf, .removed, missingFrom: b))
        }
    }
    for (path, leaf) in b.leaves where a.places[JSONOutline.joined(path[...])] == nil {
        add(oneSided(path, leaf, .added, missingFrom: a))
    }
    return changes

    func add(_ change: Change) {
        if changes.last?.path != change.path || changes.last?.kind != change.kind { changes.append(change) }
    }
}

/// The outermost part of a path that the other outline does not have.
private func oneSided(_ path: [String], _ leaf: JSONLeaf, _ kind: Change.Kind, missingFrom other: JSONOutline) -> Change
{
    for length in 1..<max(1, path.count) where !other.containers.contains(JSONOutline.joined(path[..<length])) {
        return Change(path: Array(path[..<length]), before: nil, after: nil, kind: kind)
    }
    return Change(path: path, before: kind == .removed ? leaf : nil, after: kind == .added ? leaf : nil, kind: kind)
}
