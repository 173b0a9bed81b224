/// The names of a shard's fields, for its writer and its reader.
public enum ShardField: String, CaseIterable, Sendable {
    // First, and by these bytes a shard is known.
    case result
    case shard, version, domino
    case name, scenario, slips, plan, toldOn, asOf, asOfIsToday, replicates, seed, target, excludesOne
    case first, count
    case files, columns
    // Last: it seals all bytes before it.
    case checksum

    /// The version of this format, which a reader of another one refuses. Of the second on, sums have 128 bits.
    public static let formatVersion = 2
}

/// How the text of a shard begins and ends, whatever stands between.
///
/// The seal is the SHA-256 of every byte before its digits, so the smallest change is seen, and so is a missing end.
public enum ShardSeal {
    /// How the text begins.
    public static let opening = "{\n  \"result\": \"shard\",\n"
    /// What stands before the digits.
    static let label = ",\n  \"\(ShardField.checksum.rawValue)\": \""
    /// What stands behind them.
    static let closing = "\"\n}\n"
    private static let digits = 64

    /// Seals a JSON object that ends in a line of its own.
    public static func sealed(_ text: String) -> String {
        var bytes = Array(text.utf8)
        precondition(bytes.suffix(2).elementsEqual("\n}".utf8), "a laid out object")
        bytes.removeLast(2)
        bytes += label.utf8
        let seal = SHA256.hexadecimal(of: bytes)
        bytes += seal.utf8
        bytes += closing.utf8
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What a seal says.
    enum State: Equatable {
        case whole
        /// There is no seal at the end.
        case missing
        /// The seal is not that of the text.
        case broken
    }

    /// Looks at the seal of a text.
    /// - Complexity: O(bytes).
    static func state(of bytes: [UInt8]) -> State {
        let tail = label.utf8.count + digits + closing.utf8.count
        guard bytes.count > tail, bytes.suffix(closing.utf8.count).elementsEqual(closing.utf8) else { return .missing }
        let behind = bytes.count - closing.utf8.count
        let text = bytes[..<(behind - digits)]
        guard text.suffix(label.utf8.count).elementsEqual(label.utf8) else { return .missing }
        return SHA256.hexadecimal(of: text).utf8.elementsEqual(bytes[(behind - digits)..<behind]) ? .whole : .broken
    }
}
