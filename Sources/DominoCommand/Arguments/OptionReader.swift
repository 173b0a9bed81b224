import DominoScenario

/// Understands the text of an option's value, or says why not.
typealias OptionReader<Value> = (String) -> Result<Value, Refusal>

/// Why a text is not a value: a sentence that follows "The value '...' is invalid for '--seed <seed>': ".
struct Refusal: Error, Equatable, ExpressibleByStringInterpolation {
    let reason: String

    init(stringLiteral reason: String) { self.reason = reason }
}

/// A seed: every unsigned 64-bit number, exactly.
func readSeed(_ text: String) -> Result<UInt64, Refusal> {
    guard isDigits(text), let seed = UInt64(text) else {
        return .failure("a seed is a whole number from 0 to \(UInt64.max).")
    }
    return .success(seed)
}

/// A count: a whole number from 1 to a limit.
func readCount(_ text: String, upTo limit: Int) -> Result<Int, Refusal> {
    guard isDigits(text), let count = Int(text), (1...limit).contains(count) else {
        return .failure("give a whole number from 1 to \(limit), in digits only.")
    }
    return .success(count)
}

/// A finite decimal number in a range; no hexadecimal, no infinity, no "not a number".
func readNumber(_ text: String, in range: ClosedRange<Double>) -> Result<Double, Refusal> {
    if let number = decimal(text), range.contains(number) { return .success(number) }
    let hasComma = text.utf8.contains(comma) && isDecimal(text.utf8.map { $0 == comma ? point : $0 })
    let hint = hasComma ? ", with a point for the decimals" : ""
    return .failure("give a number from \(withoutZero(range.lowerBound)) to \(withoutZero(range.upperBound))\(hint).")
}

/// A probability from 0 to 1. The refusal of a percentage suggests the probability it probably means.
func readProbability(_ text: String) -> Result<Double, Refusal> {
    let reading = readNumber(text, in: 0...1)
    guard case .failure = reading else { return reading }
    let hasSign = text.utf8.last == UInt8(ascii: "%")
    let percent = decimal(hasSign ? String(text.dropLast()) : text)
    guard let percent, percent >= 0, percent <= 100, hasSign || percent >= 2 else {
        return .failure("a probability goes from 0 to 1.")
    }
    // In whole millionths of a percent, so that 99.9 gives 0.999 and not 0.9990000000000001.
    let meant = (percent * 1e6).rounded() / 1e8
    return .failure("a probability goes from 0 to 1; did you mean \(withoutZero(meant))?")
}

/// A duration in seconds: more than 0, at most a year.
func readSeconds(_ text: String) -> Result<Double, Refusal> {
    let year = 31_536_000.0
    guard let seconds = decimal(text), seconds > 0, seconds <= year else {
        return .failure("give seconds as a plain number above 0, at most \(withoutZero(year)).")
    }
    return .success(seconds)
}

/// A date, as people write it: `2027-06-12`, `12 June 2027`, `June 12`, `12.6.2027`, and `25/12/2027`, which can only
/// be one day.
func readDate(_ text: String) -> Result<DateArgument, Refusal> {
    func refused(_ written: WrittenDay) -> Refusal {
        switch written {
        case .missing(let reason): "no such day: \(reason)."
        case .outOfRange: "dates go from \(Day.first.description) to \(Day.last.description)."
        default: "write a date as in 2027-06-12, \"12 June 2027\" or \"12 June\"."
        }
    }
    func day(_ written: WrittenDay) -> Result<DateArgument, Refusal> {
        guard case .day(let day) = written else { return .failure(refused(written)) }
        return .success(DateArgument(text: text, meaning: .day(day)))
    }
    switch readWrittenDay(text) {
    case .yearless(let month, let day):
        return .success(DateArgument(text: text, meaning: .yearless(month: month, day: day)))
    case .parts(_, _, let year) where year <= 0:
        return .failure("write the year with four digits, as in \"12 June 2027\".")
    case .parts(let first, let second, let year):
        if first > 12 || first == second { return day(resolvedDay(first, second, year, .dmy)) }
        let monthFirst = resolvedDay(first, second, year, .mdy)
        guard second <= 12, case .day(let one) = resolvedDay(first, second, year, .dmy),
            case .day(let other) = monthFirst
        else { return day(monthFirst) }
        return .failure("it may be \(one.spoken) or \(other.spoken); write \(one.description) or \(other.description).")
    case let written: return day(written)
    }
}

/// `ID=DAYS` or `ID=broken`, split at the last `=`, because an id may contain one and days may not.
func readSlip(_ text: String) -> Result<SlipArgument, Refusal> {
    pair(text, sample: "go-live=14 or go-live=broken", second: "number of days").flatMap { commitment, days in
        if days == "broken" { return .success(SlipArgument(commitment: commitment, fate: .broken)) }
        guard case .success(let days) = readNumber(days, in: -100_000...100_000) else {
            return .failure("after the '=' give a number of days from -100000 to 100000, or 'broken'.")
        }
        return .success(SlipArgument(commitment: commitment, fate: .days(days)))
    }
}

/// `ID=DAYS`, split at the last `=`.
func readMove(_ text: String) -> Result<MoveArgument, Refusal> {
    pair(text, sample: "go-live=14", second: "number of days").flatMap { commitment, days in
        guard case .success(let days) = readNumber(days, in: -100_000...100_000) else {
            return .failure("after the '=' give a number of days from -100000 to 100000.")
        }
        return .success(MoveArgument(commitment: commitment, days: days))
    }
}

/// `ID=Q`, a commitment and a probability.
func readNamedProbability(_ text: String) -> Result<ProbabilityArgument, Refusal> {
    pair(text, sample: "go-live=0.1", second: "probability").flatMap { commitment, text in
        readProbability(text).flatMap { .success(ProbabilityArgument(commitment: commitment, probability: $0)) }
    }
}

/// `M,M`: ids separated by commas, none of them empty.
func readList(_ text: String) -> Result<[String], Refusal> {
    let members = text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    guard !members.contains(where: { $0.isEmpty }) else {
        return .failure("give one id or title, or several separated by single commas.")
    }
    return .success(members.map { String(Substring($0)) })
}

/// `I/N` with 1 <= I <= N, or `auto`.
func readShard(_ text: String) -> Result<ShardArgument, Refusal> {
    if text == "auto" { return .success(.auto) }
    let refusal: Refusal = "give I/N, part I of N counted from 1, such as 3/8, or 'auto'."
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count == 2,
        case .success(let count) = readCount(String(Substring(parts[1])), upTo: 1_000_000_000),
        case .success(let index) = readCount(String(Substring(parts[0])), upTo: 1_000_000_000)
    else { return .failure(refusal) }
    guard index <= count else {
        return .failure("there is no part \(index) of \(count); \(refusal.reason)")
    }
    return .success(.part(index, of: count))
}

private func pair(_ text: String, sample: String, second: String) -> Result<(String, String), Refusal> {
    guard let sign = text.utf8.lastIndex(of: UInt8(ascii: "=")) else {
        return .failure("write a commitment's id or title, '=' and a \(second), such as \(sample).")
    }
    let id = String(text[..<sign])
    let rest = String(Substring(text.utf8[sign...].dropFirst()))
    if id.isEmpty { return .failure("there is no name before the '='; write \(sample).") }
    if rest.isEmpty { return .failure("there is no \(second) after the '='; write \(sample).") }
    return .success((id, rest))
}

/// The value of `--slip`: `ID=DAYS` or `ID=broken`.
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

/// The value of `--move`: `ID=DAYS`.
struct MoveArgument: Equatable, Sendable {
    let commitment: String
    /// Days later; earlier where negative.
    let days: Double
}

/// The value of an option that takes a date.
struct DateArgument: Equatable, Sendable {
    /// What a date can mean before there is a day that counts as today.
    enum Meaning: Equatable, Sendable {
        case day(Day)
        /// The next such day.
        case yearless(month: Int, day: Int)
    }

    /// As it was written.
    let text: String
    let meaning: Meaning

    /// The day, seen from another one; nil if it is later than any date may be.
    func day(onOrAfter today: Day) -> Day? {
        switch meaning {
        case .day(let day): day
        case .yearless(let month, let day): nextDay(month: month, day: day, onOrAfter: today)
        }
    }
}

/// The value of `--max-late`: `ID=Q`.
struct ProbabilityArgument: Equatable, Sendable {
    let commitment: String
    let probability: Double
}

/// The value of `--shard`: `I/N` or `auto`.
enum ShardArgument: Equatable, Sendable {
    /// One part of several, counted from 1.
    case part(Int, of: Int)
    /// The environment says which; see `ShardEngine`.
    case auto
}

/// The number of a decimal literal; nil if the text is none, is too long, or is too large to be finite.
private func decimal(_ text: String) -> Double? {
    // 64 characters is the limit of a number in a scenario, too.
    guard text.utf8.count <= 64, isDecimal(Array(text.utf8)), let number = Double(text), number.isFinite else {
        return nil
    }
    return number == 0 ? 0 : number
}

/// Whether bytes have the form `[+-]digits[.digits][e[+-]digits]`, with digits on one side of the point at least.
private func isDecimal(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    func sign() { if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() } }
    func digits() -> Int {
        let run = rest.prefix(while: isDecimalDigit).count
        rest.removeFirst(run)
        return run
    }
    sign()
    var count = digits()
    if rest.first == point {
        rest.removeFirst()
        count += digits()
    }
    guard count > 0 else { return false }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
        rest.removeFirst()
        sign()
        guard digits() > 0 else { return false }
    }
    return rest.isEmpty
}

func isDigits(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy(isDecimalDigit)
}

private func isDecimalDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte)
}

/// A number without ".0".
private func withoutZero(_ number: Double) -> String {
    Int64(exactly: number).map(String.init) ?? "\(number)"
}

private let point = UInt8(ascii: ".")
private let comma = UInt8(ascii: ",")
