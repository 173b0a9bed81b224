/// What `--slip ID=DAYS` or `--slip ID=broken` says.
struct SlipArgument: Equatable, Sendable {
    /// What happens to the commitment.
    enum Fate: Equatable, Sendable {
        /// Days late; early where negative.
        case days(Double)
        case broken
    }

    let commitment: String
    let fate: Fate
}

/// What `--max-late ID=Q` says.
struct ProbabilityArgument: Equatable, Sendable {
    let commitment: String
    let probability: Double
}

/// What `--shard I/N` or `--shard auto` says.
enum ShardArgument: Equatable, Sendable {
    /// One part of several, counted from 1.
    case part(Int, of: Int)
    /// The index variables of the engine that runs the parts say which.
    case auto
}

/// `ID=DAYS` or `ID=broken`, split at the last `=`, because an id may contain one and days may not.
func readSlip(_ text: String) -> Reading<SlipArgument> {
    pair(text, sample: "go-live=14 or go-live=broken", second: "number of days").then { commitment, days in
        if days == "broken" { return .value(SlipArgument(commitment: commitment, fate: .broken)) }
        guard case .value(let days) = readNumber(days, in: -100_000...100_000) else {
            return .refused("after the '=' give a number of days from -100000 to 100000, or 'broken'.")
        }
        return .value(SlipArgument(commitment: commitment, fate: .days(days)))
    }
}

/// `ID=Q`, a commitment and a probability.
func readNamedProbability(_ text: String) -> Reading<ProbabilityArgument> {
    pair(text, sample: "go-live=0.1", second: "probability").then { commitment, text in
        readProbability(text).then { .value(ProbabilityArgument(commitment: commitment, probability: $0)) }
    }
}

/// `M,M`: ids separated by commas, none of them empty.
func readList(_ text: String) -> Reading<[String]> {
    let members = text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard !members.contains(where: \.isEmpty) else {
        return .refused("give one id, or several separated by single commas.")
    }
    return .value(members.map { String(Substring($0)) })
}

/// `I/N` with 1 <= I <= N, or `auto`.
func readShard(_ text: String) -> Reading<ShardArgument> {
    if text == "auto" { return .value(.auto) }
    let refusal = "give I/N, part I of N counted from 1, such as 3/8, or 'auto'."
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count == 2,
        case .value(let count) = readCount(String(Substring(parts[1])), upTo: 1_000_000_000),
        case .value(let index) = readCount(String(Substring(parts[0])), upTo: 1_000_000_000)
    else { return .refused(refusal) }
    guard index <= count else {
        return .refused("there is no part \(index) of \(count); \(refusal)")
    }
    return .value(.part(index, of: count))
}

private func pair(_ text: String, sample: String, second: String) -> Reading<(String, String)> {
    guard let sign = text.utf8.lastIndex(of: UInt8(ascii: "=")) else {
        return .refused("write a commitment's id, '=' and a \(second), such as \(sample).")
    }
    let id = String(text[..<sign])
    let rest = String(Substring(text.utf8[sign...].dropFirst()))
    if id.isEmpty { return .refused("there is no id before the '='; write \(sample).") }
    if rest.isEmpty { return .refused("there is no \(second) after the '='; write \(sample).") }
    return .value((id, rest))
}
