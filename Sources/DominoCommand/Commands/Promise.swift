import DominoAnalysis
import DominoReport
import DominoScenario

extension Command {
    static let promise = Command(
        "promise", group: .question,
        abstract: "Get a first answer without a file: may you promise this by that date?",
        examples: [
            CommandExample(
                "domino promise \"Platform live\" --by \"12 June\" --past 0,3,-1,10",
                "Four promises of this kind were kept 0, 3, -1 and 10 days late."),
            CommandExample(
                "domino promise \"Platform live\" --by 2027-06-12 --needs \"Data delivered=1 June:10\""
                    + " --late 1000/day --late-client 5000/day --save platform.json",
                "It needs the client's data and 10 days of work after that; every day late costs; and the scenario is"
                    + " saved, to go on with."),
        ],
        discussion:
            "It asks what 'domino check' asks of a scenario made of what you give, and lists what would make the answer"
            + " better. Exit status 0 if the date is safe, 1 if it is a stretch or unsafe, or if nothing says how"
            + " likely it is.",
        arguments: [ArgumentForm(ValueForm("title"), "What you promise.")],
        options: [
            OptionForm(
                "by", value: ValueForm("date", completion: .date), "The date to promise, such as \"12 June\".",
                isRequired: true),
            OptionForm(
                "past", value: ValueForm("days"),
                "How many days late your past promises of this kind were, separated by commas; -1 is a day early.",
                defaultText: "unknown"),
            OptionForm(
                "needs", value: ValueForm("title=date"),
                "What the client has to do first, and by when; with :N behind it, N days of work follow. Repeat the"
                    + " option for several.",
                isRepeatable: true, defaultText: "nothing"),
            OptionForm(
                "late", value: ValueForm("amount/day"), "What each day late costs you, or with /week each week.",
                defaultText: "unknown"),
            OptionForm(
                "late-client", value: ValueForm("amount/day"), "What each day late costs the client.",
                defaultText: "unknown"),
            OptionForm("currency", value: ValueForm("code"), "Unit of the amounts.", defaultText: "none"),
            OptionForm("us", value: ValueForm("name"), "Who promises.", defaultText: "Our company"),
            OptionForm("client", value: ValueForm("name"), "To whom.", defaultText: "The client"),
            OptionForm(
                "confidence", value: ValueForm("q"), "The chance of keeping the date from which it is safe.",
                defaultText: "0.8"),
            OptionForm(
                "save", value: ValueForm("file", completion: .file), "Also write the scenario, to go on with.",
                defaultText: "none"),
            OptionForm("force", "Let '--save' write over a file that exists."),
        ] + OptionForm.runs,
        run: answerPromise)
}

/// `domino promise TITLE --by DATE`: a first answer, without a file.
private func answerPromise(_ command: ParsedCommand) throws(EarlyEnd) -> ExitStatus {
    let runs = try RunArguments(command)
    let arguments = try PromiseArguments(command)
    let save = try command.savePath()
    let today = try command.asOf(nil)
    let draft = try arguments.draft(asOf: today.day)
    let text = draft.written()
    let loaded = loadScenario(path: save ?? "<promise>", contents: text) { _ in
        .unreadable(reason: "a promise includes nothing")
    }
    command.report(loaded.diagnostics.filter { $0.severity == .error || !command.isQuiet }, of: loaded.sources)
    guard let scenario = loaded.scenario else { return .invalid }
    let asked = AskedScenario(scenario, question: WhatIfQuestion(slips: [], asOf: today.day), today: today)
    let question = CheckQuestion(
        asOf: today.day, policy: scenario.policy, replicates: runs.replicates, seed: runs.seed)
    let compiled = compile(scenario)
    try runs.requireCountable(compiled, searches: false, command)
    let checked = command.withProgress(of: 2 * runs.replicates) {
        check(question, in: compiled, threads: runs.threads, progress: $0)
    }
    if let save {
        let status = command.create(save, String(decoding: text, as: UTF8.self), overwrites: command.flag("force"))
        guard status == .done else { return status }
    }
    let answer = PromiseResult(draft, check: checked, saved: save)
    let status = command.emit(asked.answered(answer), unless: [])
    return status == .done && answer.verdict != .safe ? .advised : status
}

extension ParsedCommand {
    /// Where the scenario is saved; nil if it is not.
    fileprivate func savePath() throws(EarlyEnd) -> String? {
        guard let path = value("save") else {
            guard !flag("force") else { throw usageError("'--force' is for '--save FILE'.") }
            return nil
        }
        guard path != "-", !isSameDestination(outputPath ?? "/dev/stdout", path) else {
            throw usageError("'--save' takes the name of a file of its own: the answer goes elsewhere.")
        }
        return path
    }
}

/// What the arguments of `domino promise` say, before there is a day that counts as today.
private struct PromiseArguments {
    private let command: ParsedCommand
    private let due: DateArgument?
    private let past: [Double]
    private let needs: [NeedArgument]
    private let costForUs: PromiseDraft.LateCost?
    private let costForClient: PromiseDraft.LateCost?
    private let confidence: Double?

    init(_ command: ParsedCommand) throws(EarlyEnd) {
        self.command = command
        due = try command.reading("by", by: readDate)
        past = try command.reading("past", by: readPast) ?? []
        needs = try command.readings("needs", by: readNeed)
        costForUs = try command.reading("late", by: readLateCost)
        costForClient = try command.reading("late-client", by: readLateCost)
        confidence = try command.reading("confidence", by: readConfidence)
        _ = try command.reading("as-of", by: readDate)
    }

    /// The promise, with dates seen from a day.
    func draft(asOf: Day) throws(EarlyEnd) -> PromiseDraft {
        let title = command.positionals[0]
        guard let date = due, title.contains(where: { !$0.isWhitespace }) else {
            throw command.usageError("say what you promise, as in: domino promise \"Platform live\" --by \"12 June\".")
        }
        let day = try command.day(date, of: "by", onOrAfter: asOf)
        guard day >= asOf else { throw command.usageError("'--by': \(day) is before today, \(asOf).") }
        var draft = PromiseDraft(title: title, due: day, asOf: asOf)
        var titles = [title.lowercased()]
        for need in needs {
            let due = try command.day(need.date, of: "needs", onOrAfter: asOf)
            let quoted = "\"\(sanitized(need.title, limit: 80))\""
            guard due <= day else {
                throw command.usageError("'--needs': \(quoted) is due on \(due), after the promise itself, \(day).")
            }
            guard !titles.contains(need.title.lowercased()) else {
                throw command.usageError("'--needs' names \(quoted) twice.")
            }
            titles.append(need.title.lowercased())
            draft.needs.append(PromiseDraft.Need(title: need.title, due: due, work: need.work))
        }
        draft.past = past
        draft.costForUs = costForUs
        draft.costForClient = costForClient
        draft.currency = command.value("currency") ?? ""
        draft.us = command.value("us")
        draft.client = command.value("client")
        draft.confidence = confidence
        return draft
    }
}

/// The value of `--needs`: `TITLE=DATE` or `TITLE=DATE:DAYS`.
struct NeedArgument: Equatable, Sendable {
    let title: String
    let date: DateArgument
    /// Days of work that follow it; nil where not given.
    let work: Double?
}

/// `TITLE=DATE` or `TITLE=DATE:DAYS`, split at the last `=` and the last `:`.
func readNeed(_ text: String) -> Result<NeedArgument, Refusal> {
    guard let sign = text.utf8.lastIndex(of: UInt8(ascii: "=")), sign > text.startIndex else {
        return .failure("write what you need, '=' and a date, as in \"Data delivered=1 June\".")
    }
    let title = String(text[..<sign])
    var date = String(Substring(text.utf8[sign...].dropFirst()))
    var work: Double?
    if let colon = date.utf8.lastIndex(of: UInt8(ascii: ":")) {
        let days = String(Substring(date.utf8[colon...].dropFirst()))
        guard case .success(let number) = readNumber(days, in: 0...100_000) else {
            return .failure("after the ':' give the days of work that follow, from 0 to 100000.")
        }
        work = number
        date = String(date[..<colon])
    }
    guard title.contains(where: { !$0.isWhitespace }) else {
        return .failure("there is no title before the '='; write \"Data delivered=1 June\".")
    }
    return readDate(date).map { NeedArgument(title: title, date: $0, work: work) }
}

/// `D,D,...`: days late, negative for early.
func readPast(_ text: String) -> Result<[Double], Refusal> {
    let members = text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    let days = members.compactMap { member in
        try? readNumber(String(Substring(member.drop { $0 == 0x20 })), in: -100_000...100_000).get()
    }
    guard days.count == members.count, days.count <= 10_000 else {
        return .failure("give days late, separated by commas, as in 0,3,-1,10.")
    }
    return .success(days)
}

/// `AMOUNT`, `AMOUNT/day` or `AMOUNT/week`.
func readLateCost(_ text: String) -> Result<PromiseDraft.LateCost, Refusal> {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        .map { String(Substring($0)) }
    let units: [String: PromiseDraft.LateCost.Unit] = ["day": .day, "d": .day, "week": .week, "wk": .week]
    guard parts.count <= 2, let unit = units[parts.count == 2 ? parts[1].lowercased() : "day"] else {
        return .failure("write an amount for each day or week late, such as 1000/day.")
    }
    guard unit.isInFormat else { return .failure("give the amount for each day late, such as 1000/day.") }
    guard let number = readWrittenNumber(parts[0], decimals: .point), number.prefix.isEmpty, number.suffix.isEmpty,
        (0...1e12).contains(number.value)
    else {
        return .failure("write a number from 0 to 1e12, such as 1000/day; '--currency' says in what.")
    }
    guard !number.isAmbiguous || parts[0].utf8.contains(UInt8(ascii: ",")) else {
        return .failure("\(parts[0]) may have decimals or thousands; write it in digits only.")
    }
    return .success(PromiseDraft.LateCost(amount: number.value, unit: unit))
}
