/// Makes a scenario of a plan in Microsoft Project's XML (MSPDI).
///
/// Tasks become commitments, links needs. A need is given its lead so that the spare days of every link are those of the
/// file, in its own working time; harm is counted as days late of the plan's finish and of deadlines, so that the
/// tolerance of a commitment is the total slack of its task.
/// - Complexity: O(bytes).
public func importMSPDI(_ file: ImportFile, options: ImportOptions = ImportOptions()) -> Imported {
    var sources = SourceMap()
    var diagnostics: [Diagnostic] = []
    let number = sources.append(path: file.path, contents: file.contents)
    guard let tree = parseXML(file: number, in: sources, reporting: &diagnostics) else {
        return Imported(diagnostics: diagnostics, sources: sources)
    }
    if let asked = options.columns.isEmpty
        ? options.dates.map({ _ in "dates" }) ?? options.lead.map({ _ in "lead" }) : "map"
    {
        return Imported(sources: sources, refusal: "'--\(asked)' is for tables, and has no meaning for a plan in XML.")
    }
    var reading = ProjectReading(sources: sources, tree: tree, options: options)
    guard sources.equal(tree.elements[0].name, "Project") else {
        let name = tree.elements[0].name
        let wrong = Diagnostic(
            .foreignPlan, at: Span(start: name.start, end: name.start + name.length),
            "this is no plan of Microsoft Project: its root element would be <Project>",
            hint: "in Project, save the plan as XML")
        return Imported(diagnostics: [wrong], sources: sources)
    }
    let plan = reading.plan(file)
    guard var plan, !reading.diagnostics.hasErrors else {
        return Imported(guesses: reading.guesses, diagnostics: reading.diagnostics.kept, sources: sources)
    }
    if let refusal = plan.settleRoot(options.root) { return Imported(sources: sources, refusal: refusal) }
    return Imported(
        plan.written(guesses: reading.guesses), from: file.path, guesses: reading.guesses,
        diagnostics: reading.diagnostics, sources: sources,
        include: { _ in .unreadable(reason: "no plan includes files") })
}

/// A plan in XML on its way to be a plan of ours.
struct ProjectReading {
    let sources: SourceMap
    let tree: XMLTree
    let options: ImportOptions
    var diagnostics = DiagnosticList()
    var guesses: [String] = []
    /// Minutes that count as a day of work.
    var minutesPerDay = 480.0
    /// The working time of the plan.
    var clock = ProjectClock.usual
    /// The working times of all calendars, by their UID.
    var clocks: [Int: ProjectClock] = [:]
    /// Days that exceptions of calendars have named so far.
    var exceptionDays = 0
    /// When each task of the plan begins and ends, one for each.
    var moments: [TaskMoments] = []

    init(sources: SourceMap, tree: XMLTree, options: ImportOptions) {
        self.sources = sources
        self.tree = tree
        self.options = options
    }

    /// Reads the whole plan; nil if there is nothing in it to promise.
    fileprivate mutating func plan(_ file: ImportFile) -> Plan? {
        if let minutes = integer(0, "MinutesPerDay"), (1...1440).contains(minutes) { minutesPerDay = Double(minutes) }
        readCalendars()
        var plan = Plan(
            name: options.name ?? text(0, "Title") ?? text(0, "Name").map(fileStem) ?? fileStem(file.path),
            file: fileName(file.path), currency: options.currency ?? text(0, "CurrencyCode") ?? "", tasks: [])
        plan.calendar = writtenCalendar()
        if let status = text(0, "StatusDate"), let moment = moment(status) { plan.asOf = day(of: moment) }
        readTasks(&plan)
        guard !plan.tasks.isEmpty else {
            report(
                .tableEmpty, Span(start: tree.elements[0].start, end: tree.elements[0].start + 1),
                "there is no task with dates in this plan", hint: "let Project schedule it, and save it as XML again")
            return nil
        }
        settleLeads(&plan)
        addFinish(&plan)
        return plan
    }

    /// Notes a problem.
    mutating func report(_ code: DiagnosticCode, _ span: Span?, _ message: String, hint: String? = nil) {
        diagnostics.append(Diagnostic(code, at: span, message, hint: hint))
    }

    /// The text of an element's child; nil where there is none, or nothing in it.
    func text(_ element: Int, _ name: StaticString) -> String? {
        guard let child = tree.child(of: element, name, in: sources) else { return nil }
        let text = sources.text(of: tree.elements[child])
        return text.isEmpty ? nil : text
    }

    /// The whole number in an element's child; nil where there is none.
    func integer(_ element: Int, _ name: StaticString) -> Int? { text(element, name).flatMap { Int($0) } }

    /// Whether an element's child says yes.
    func flag(_ element: Int, _ name: StaticString) -> Bool { ["1", "true"].contains(text(element, name) ?? "") }

    /// Where an element's child, or the element itself, is written.
    func span(_ element: Int, _ name: StaticString) -> Span {
        let place = tree.child(of: element, name, in: sources) ?? element
        let found = tree.elements[place]
        let isWritten = place != element && found.content.start < found.content.end
        return isWritten
            ? found.content : Span(start: found.name.start, end: found.name.start + found.name.length)
    }

    /// The children of that name.
    func children(_ element: Int, _ name: StaticString) -> [Int] {
        tree.children(of: element).filter { sources.equal(tree.elements[$0].name, name) }
    }

    /// Days of work in so many minutes.
    func days(_ minutes: Int) -> Double { Double(minutes) / minutesPerDay }
}

/// When a task is planned to begin and to end.
struct TaskMoments {
    var start: ProjectMinute
    var finish: ProjectMinute
    /// The calendar whose time counts for it.
    var clock: Int?
    /// Whether it has begun already.
    var hasBegun: Bool
}

/// The moment that `2026-03-02T08:00:00` writes; nil if it writes none.
func moment(_ text: String) -> ProjectMinute? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10, case .day(let day) = readDay(bytes[..<10]) else { return nil }
    guard bytes.count >= 16, bytes[10] == UInt8(ascii: "T") || bytes[10] == 0x20 else {
        return bytes.count == 10 ? Int(day.number) * 1440 : nil
    }
    return timeOfDay(String(decoding: bytes[11...], as: UTF8.self)).map { Int(day.number) * 1440 + $0 }
}

/// Minutes since midnight of `08:00:00`; seconds are left out.
func timeOfDay(_ text: String) -> Int? {
    let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count >= 2, let hours = Int(String(Substring(parts[0]))),
        let minutes = Int(String(Substring(parts[1]))),
        (0...24).contains(hours), (0...59).contains(minutes)
    else { return nil }
    return hours * 60 + minutes
}

/// The day a moment lies in.
func day(of moment: ProjectMinute) -> Day { Day(number: Int32(clamping: moment / 1440)) }

/// Minutes of a duration such as `PT40H30M0S`; nil for anything else.
func durationMinutes(_ text: String) -> Int? {
    var rest = Array(text.utf8)[...]
    guard rest.starts(with: "PT".utf8) || rest.starts(with: "P".utf8) else { return nil }
    rest = rest.dropFirst()
    var minutes = 0.0
    var isTime = false
    while let first = rest.first {
        if first == UInt8(ascii: "T") {
            isTime = true
            rest = rest.dropFirst()
            continue
        }
        let digits = rest.prefix { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
        guard let value = Double(String(decoding: digits, as: UTF8.self)), value < 1e9,
            let unit = rest.dropFirst(digits.count).first
        else { return nil }
        switch (unit, isTime) {
        case (UInt8(ascii: "D"), false): minutes += value * 1440
        case (UInt8(ascii: "H"), true): minutes += value * 60
        case (UInt8(ascii: "M"), true): minutes += value
        case (UInt8(ascii: "S"), true): minutes += value / 60
        default: return nil
        }
        rest = rest.dropFirst(digits.count + 1)
    }
    return Int(minutes.rounded())
}
