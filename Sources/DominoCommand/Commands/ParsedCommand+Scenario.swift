import DominoReport
import DominoScenario

/// What messages call standard input.
let standardInputLabel = "<standard input>"

extension SourceMap {
    /// The paths of all files read, as the system knows them.
    var inputs: [String] { files.map { $0.path == standardInputLabel ? "/dev/stdin" : $0.path } }
}

extension ParsedCommand {
    /// Reads a file and what it includes.
    func check(_ path: String) throws(EarlyEnd) -> CheckedFile {
        let today = try today()
        return check(path, readFile(path), today)
    }

    private func check(_ path: String, _ file: FileReading, _ today: (given: Day?, clock: Day)) -> CheckedFile {
        switch file {
        case .unreadable(let reason): return CheckedFile(path: path, loaded: nil, unreadable: reason)
        case .contents(let contents):
            let label = path == "-" ? standardInputLabel : path
            // Only on the command line does "-" stand for standard input.
            let include = { (path: String) in readFile(path == "-" ? "./-" : path) }
            let loaded = loadScenario(
                path: label, contents: contents, today: today.given, clock: today.clock, include: include)
            return CheckedFile(path: label, loaded: loaded)
        }
    }

    /// Opens a scenario and prints its problems on standard error.
    ///
    /// - Parameter file: what reading the path gave, if it was read already.
    /// - Throws: the status to end with, once the reason is printed; a usage error if the day given for today is none.
    func openScenario(_ path: String, _ file: FileReading? = nil) throws(EarlyEnd) -> Scenario {
        let today = try today()
        let file = check(path, file ?? readFile(path), today)
        guard let loaded = file.loaded else { throw .explained(failUnreadable(file)) }
        guard let scenario = loaded.scenario else {
            // An output file is left alone: the answer it may still hold is worth more than these problems.
            if format == .json, outputPath == nil { _ = emit(validationJSON([file])) }
            report(loaded.diagnostics, of: loaded.sources)
            throw .explained(status(of: loaded))
        }
        // Notes are for those who check a file, not for those who ask it something.
        if !isQuiet { report(loaded.diagnostics.filter { $0.severity == .warning }, of: loaded.sources) }
        return scenario
    }

    /// Says why a file cannot be read, and what to do if there is none.
    func failUnreadable(_ file: CheckedFile) -> ExitStatus {
        let reason = file.unreadable ?? "it cannot be read"
        let hint = reason == noSuchFile ? ". Check the name; 'domino init' writes a scenario to begin with" : ""
        return fail("\(quotedPath(file.path)): \(reason)\(hint)", .unreadable)
    }

    /// The status for a file that was loaded.
    func status(of loaded: LoadedScenario) -> ExitStatus {
        let errors = loaded.diagnostics.filter { $0.severity == .error }
        if errors.isEmpty { return .done }
        return errors.allSatisfy { $0.code == .unreadableFile } ? .unreadable : .invalid
    }

    /// The day that counts as today: from the option, else from the scenario, else from the clock.
    func asOf(_ scenario: Scenario?) throws(EarlyEnd) -> AskedOn {
        let today = try today(isTold: true)
        return (today.given ?? scenario?.asOf).map { .given($0) } ?? .today(today.clock)
    }

    /// The day that the option gives for today, and the one that the clock shows.
    ///
    /// - Parameter isTold: whether a note says which day a date counts as that is not written as `YYYY-MM-DD`.
    func today(isTold: Bool = false) throws(EarlyEnd) -> (given: Day?, clock: Day) {
        let date = localDate()
        let clock = Day(year: date.year, month: date.month, day: date.day)
        guard let given = try reading("as-of", by: readDate) else { return (nil, clock) }
        return (try day(given, of: "as-of", onOrAfter: clock, isTold: isTold), clock)
    }

    /// The day that a date on the command line means, and a note of it where it is not written as `YYYY-MM-DD`.
    func day(
        _ date: DateArgument, of option: String, onOrAfter today: Day, isTold: Bool = true
    ) throws(EarlyEnd) -> Day {
        guard let day = date.day(onOrAfter: today) else {
            throw usageError("'--\(option)': the next such day is after \(Day.last), the last one there may be.")
        }
        if isTold, date.text != day.description {
            note("\"\(sanitized(date.text, limit: 80))\" counts as \(day)")
        }
        return day
    }

    /// The day that a date means, where one is given.
    func day(_ date: DateArgument?, of option: String, onOrAfter today: Day) throws(EarlyEnd) -> Day? {
        guard let date else { return nil }
        // Said in full: without it, a function that may return nil is this very one.
        return try day(date, of: option, onOrAfter: today, isTold: true)
    }

    /// The commitment that a text names, by its id, its title or a part of its title.
    func commitment(_ name: String, in scenario: Scenario, option: String) throws(EarlyEnd) -> CommitmentIndex {
        ListIndex(try place(of: name, in: scenario.commitmentNames, option: option))
    }

    /// The place of what a text names; a note says which it is where the text is only a part of its title.
    func place(of name: String, in names: NameBook, option: String) throws(EarlyEnd) -> Int {
        let match = names.match(name)
        guard case .one(let place, let isWhole) = match else {
            throw usageError("'\(option)': \(names.problem(with: name, match))")
        }
        if !isWhole { note("\"\(sanitized(name, limit: 80))\" counts as \(names.described(place))") }
        return place
    }
}
