/// One measurement as a line: median with least and most, and the rate; of a program the time that passed and its
/// memory.
func line(of measurement: Measurement) -> String {
    let name = padded(measurement.name, 22)
    let seconds = measurement.seconds
    let (least, most) = (seconds.min() ?? .nan, seconds.max() ?? .nan)
    var line = "\(name) \(leading(spoken(median(seconds)), 10)) (\(spoken(least)) to \(spoken(most)))"
    line = padded(line, 62) + leading(rounded(measurement.itemsPerSecond / 1e6), 9) + " M/s"
    if let bytes = measurement.bytesPerSecond { line += leading(rounded(bytes / 1e6), 9) + " MB/s" }
    if measurement.threads > 1 { line += "  \(measurement.threads) threads, time that passed" }
    if let bytes = measurement.peakBytes {
        line += "  passed \(spoken(median(measurement.wall))), peak \(rounded(Double(bytes) / 1e6)) MB"
    }
    if let work = measurement.work { line += "  \(work)" }
    return line
}

/// A time with a unit that fits it.
func spoken(_ seconds: Double) -> String {
    if seconds < 1e-6 { return rounded(seconds * 1e9) + " ns" }
    if seconds < 1e-3 { return rounded(seconds * 1e6) + " us" }
    return seconds < 1 ? rounded(seconds * 1e3) + " ms" : rounded(seconds) + " s"
}

/// A number with three or four digits that count.
func rounded(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "?" : "inf" }
    let places = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3
    var unit = 1.0
    for _ in 0..<places { unit *= 10 }
    let scaled = Int((value * unit).rounded())
    guard places > 0 else { return String(scaled) }
    let fraction = String(scaled % Int(unit))
    return "\(scaled / Int(unit))." + String(repeating: "0", count: places - fraction.count) + fraction
}

/// A text with spaces behind it up to a width.
func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
}

/// A text with spaces before it up to a width.
func leading(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}
