#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import DominoReport
import DominoScenario

/// How an answer is written.
enum Format: String {
    case text, json, markdown
}

extension ParsedCommand {
    /// The format asked for.
    var format: Format { value("format").flatMap(Format.init) ?? .text }

    /// The file the answer goes to; nil for standard output, which `-` names too.
    var outputPath: String? { value("output").flatMap { $0 == "-" ? nil : $0 } }

    /// How text goes where the answer goes.
    var style: TextStyle {
        let toTerminal = outputPath == nil
        let asked = value("color")
        let color = toTerminal || asked == "always" ? wantsColor(asked, on: STDOUT_FILENO) : false
        return TextStyle(width: min(outputWidth(), 160), color: color)
    }

    /// The day that counts as today: as asked for, else as the scenario says, else by the clock.
    func asOf(_ scenario: Scenario?) throws(UsageError) -> (day: Day, isToday: Bool) {
        if let day = try reading("as-of", by: readDayArgument) { return (day, false) }
        if let day = scenario?.asOf { return (day, false) }
        return (today(), true)
    }

    /// Writes the answer where it is wanted.
    /// - Parameters:
    ///   - inputs: files it must not be written over.
    ///   - reason: why not, behind the name of one.
    func answer(
        _ text: String, unless inputs: [String] = [], which reason: String = "belongs to the scenario"
    ) -> ExitStatus {
        guard let path = outputPath else {
            if case .unwritable(let reason) = write(text, to: STDOUT_FILENO) {
                return complain("standard output cannot be written: \(reason)", .unwritable)
            }
            return .done
        }
        if inputs.contains(where: { isSameFile($0, path) }) {
            return complain("\(shownPath(path)) \(reason), and is not written over. Give another name.", .uncreatable)
        }
        switch writeFile(text, to: path) {
        case .written, .closed: return .done
        case .uncreatable(let reason):
            return complain("\(shownPath(path)) cannot be written: \(reason)", .uncreatable)
        case .unwritable(let reason):
            return complain("\(shownPath(path)) cannot be written: \(reason)", .unwritable)
        }
    }

    /// Says on standard error why there is no answer.
    func complain(_ sentence: String, _ status: ExitStatus) -> ExitStatus {
        _ = write("Error: \(sentence)\n", to: STDERR_FILENO)
        return status
    }
}

/// A path in a message: harmless, short, and seen even if it is empty.
func shownPath(_ path: String) -> String { path.isEmpty ? "\"\"" : sanitized(path, limit: 200) }

/// Reads a date of the command line.
func readDayArgument(_ text: String) -> Reading<Day> {
    switch readDay(text) {
    case .day(let day): .value(day)
    case .malformed(let hint): .refused("a date is written YYYY-MM-DD" + (hint.map { "; did you mean \($0)?" } ?? "."))
    case .missing(let reason): .refused("no such day: \(reason).")
    case .outOfReach: .refused("dates go from \(Day.first) to \(Day.last).")
    }
}
