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
    func check(_ path: String) throws(UsageError) -> CheckedFile {
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
    func openScenario(_ path: String, _ file: FileReading? = nil) throws -> Scenario {
        let today = try today()
        let file = check(path, file ?? readFile(path), today)
        guard let loaded = file.loaded else { throw failUnreadable(file) }
        guard let scenario = loaded.scenario else {
            // An output file is left alone: the answer it may still hold is worth more than these problems.
            if format == .json, outputPath == nil { _ = emit(validationJSON([file])) }
            report(loaded.diagnostics, of: loaded.sources)
            throw status(of: loaded)
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
    func asOf(_ scenario: Scenario?) throws(UsageError) -> (day: Day, isToday: Bool) {
        let today = try today()
        let stated = today.given ?? scenario?.asOf
        return (stated ?? today.clock, stated == nil)
    }

    /// The day that the option gives for today, and the one that the clock shows.
    func today() throws(UsageError) -> (given: Day?, clock: Day) {
        let date = localDate()
        return (try reading("as-of", by: readDate), Day(year: date.year, month: date.month, day: date.day))
    }

    /// The index of an id in a list of the scenario.
    ///
    /// - Parameters:
    ///   - option: how the message names where the id was given.
    ///   - noun: what the message calls an element of the list.
    func index<Element>(
        of id: String, in list: [Text], _ scenario: Scenario, option: String, noun: String
    ) throws(UsageError) -> ListIndex<Element> {
        let bytes = Array(id.utf8)
        for (index, known) in list.enumerated()
        where scenario.sources.bytes[Int(known.start)..<Int(known.start + known.length)].elementsEqual(bytes) {
            return ListIndex(index)
        }
        let hint =
            hint(forUnknown: id, among: list.map { scenario.string($0) })
            .map { " " + $0.prefix(1).uppercased() + $0.dropFirst() } ?? ""
        throw usageError("'\(option)': no \(noun) has the id \"\(sanitized(id, limit: 80))\".\(hint)")
    }

    /// The commitment with an id.
    func commitment(_ id: String, in scenario: Scenario, option: String) throws(UsageError) -> CommitmentIndex {
        try index(of: id, in: scenario.commitments.map(\.id), scenario, option: option, noun: "commitment")
    }
}
