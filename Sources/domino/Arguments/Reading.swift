/// What a reader makes of the text of a value: the value, or why it is refused.
///
/// The reason is a sentence that follows "The value '...' is invalid for '--seed <seed>': ".
enum Reading<Value: Sendable>: Sendable {
    case value(Value)
    case refused(String)

    /// Goes on from a value, and keeps a refusal.
    func then<Next>(_ next: (Value) -> Reading<Next>) -> Reading<Next> {
        switch self {
        case .value(let value): next(value)
        case .refused(let reason): .refused(reason)
        }
    }
}

/// A seed: every unsigned 64-bit number, exactly.
func readSeed(_ text: String) -> Reading<UInt64> {
    guard isDigits(text), let seed = UInt64(text) else {
        return .refused("a seed is a whole number from 0 to \(UInt64.max).")
    }
    return .value(seed)
}

/// A count of something: a whole number from 1 to a limit.
func readCount(_ text: String, upTo limit: Int) -> Reading<Int> {
    guard isDigits(text), let count = Int(text), (1...limit).contains(count) else {
        return .refused("give a whole number from 1 to \(limit), in digits only.")
    }
    return .value(count)
}

/// A finite decimal number in a range; no hexadecimal, no infinity, no "not a number".
func readNumber(_ text: String, in range: ClosedRange<Double>) -> Reading<Double> {
    if let number = decimal(text), range.contains(number) { return .value(number) }
    let hasComma = text.utf8.contains(comma) && isDecimal(text.utf8.map { $0 == comma ? point : $0 })
    let hint = hasComma ? ", with a point for the decimals" : ""
    return .refused("give a number from \(plain(range.lowerBound)) to \(plain(range.upperBound))\(hint).")
}

/// A probability from 0 to 1. A percentage is refused with the probability it probably stands for.
func readProbability(_ text: String) -> Reading<Double> {
    let reading = readNumber(text, in: 0...1)
    guard case .refused = reading else { return reading }
    let hasSign = text.utf8.last == UInt8(ascii: "%")
    let percent = decimal(hasSign ? String(text.dropLast()) : text)
    guard let percent, percent >= 0, percent <= 100, hasSign || percent >= 2 else {
        return .refused("a probability goes from 0 to 1.")
    }
    // In whole millionths of a percent, so that 99.9 gives 0.999 and not 0.9990000000000001.
    let meant = (percent * 1e6).rounded() / 1e8
    return .refused("a probability goes from 0 to 1; did you mean \(plain(meant))?")
}

/// A duration in seconds: more than 0, at most a year.
func readSeconds(_ text: String) -> Reading<Double> {
    let year = 31_536_000.0
    guard let seconds = decimal(text), seconds > 0, seconds <= year else {
        return .refused("give seconds as a plain number above 0, at most \(plain(year)).")
    }
    return .value(seconds)
}

/// The number a decimal literal stands for, nil where it is none, is too long, or is too large to be finite.
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
        let run = rest.prefix(while: isDigit).count
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
    !text.isEmpty && text.utf8.allSatisfy(isDigit)
}

private func isDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte)
}

/// A number as people write it: without ".0".
private func plain(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
}

private let point = UInt8(ascii: ".")
private let comma = UInt8(ascii: ",")
