/// A JSON value whose members keep their order; scenario files hold no nulls.
indirect enum ReferenceJSON {
    case object([(String, ReferenceJSON)])
    case array([ReferenceJSON])
    case number(Double)
    case string(String)
    case bool(Bool)

    init(points: [ReferencePoint]) {
        self = .array(points.map { .array([.number($0.days), .number($0.value)]) })
    }

    /// The members that are there.
    static func fields(_ members: (String, ReferenceJSON?)...) -> [(String, ReferenceJSON)] {
        members.compactMap { name, value in value.map { (name, $0) } }
    }

    /// A list, or nothing where it is empty.
    static func list(_ items: [ReferenceJSON]) -> ReferenceJSON? {
        items.isEmpty ? nil : .array(items)
    }

    subscript(key: String) -> ReferenceJSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.0 == key }?.1
    }

    var members: [(String, ReferenceJSON)] {
        guard case .object(let members) = self else { preconditionFailure("not an object: \(self)") }
        return members
    }

    var items: [ReferenceJSON] {
        guard case .array(let items) = self else { preconditionFailure("not a list: \(self)") }
        return items
    }

    var double: Double? {
        guard case .number(let number) = self else { return nil }
        return number
    }

    var number: Double {
        guard let double else { preconditionFailure("not a number: \(self)") }
        return double
    }

    var bool: Bool {
        guard case .bool(let isTrue) = self else { preconditionFailure("neither true nor false: \(self)") }
        return isTrue
    }

    var text: String {
        guard case .string(let text) = self else { preconditionFailure("not a string: \(self)") }
        return text
    }

    var date: ReferenceDate {
        ReferenceDate(text)
    }

    var points: [ReferencePoint] {
        items.map { ReferencePoint($0.items[0].number, $0.items[1].number) }
    }

    /// The text; members and items of the two outer levels stand on lines of their own.
    func written(level: Int = 0) -> String {
        let opening = level < 2 ? "\n" + String(repeating: " ", count: level + 1) : ""
        let closing = level < 2 ? "\n" + String(repeating: " ", count: level) : ""
        switch self {
        case .object(let members):
            let parts = members.map { Self.quoted($0.0) + ": " + $0.1.written(level: level + 1) }
            return "{" + opening + parts.joined(separator: "," + (level < 2 ? opening : " ")) + closing + "}"
        case .array(let items):
            let parts = items.map { $0.written(level: max(level, 1) + 1) }
            return "[" + opening + parts.joined(separator: "," + (level < 2 ? opening : " ")) + closing + "]"
        case .number(let number):
            if let whole = Int(exactly: number) { return String(whole) }
            return "\(number)"
        case .string(let text):
            return Self.quoted(text)
        case .bool(let isTrue):
            return isTrue ? "true" : "false"
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
