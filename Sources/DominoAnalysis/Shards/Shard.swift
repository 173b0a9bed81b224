import DominoEngine
import DominoScenario

/// One part of a simulation as it travels between machines: its figures and everything needed to read them.
///
/// A shard carries its scenario, so shards can be merged without any other file, wherever they were made.
public struct Shard: Sendable {
    /// The version of Domino that made it: another one may draw or round differently.
    public var version: String
    /// Which part it is.
    public var place: ShardPlace
    /// The question, in names.
    public var question: ShardQuestion
    /// The scenario's files, the first one first.
    public var files: [ShardFile]
    /// The figures.
    public var part: SimulationPart

    /// A part and its question.
    public init(
        version: String, place: ShardPlace, question: ShardQuestion, files: [ShardFile], part: SimulationPart
    ) {
        self.version = version
        self.place = place
        self.question = question
        self.files = files
        self.part = part
    }

    /// Bytes of a column or of a file in one Base64 text: the reader's strings may have 1 MiB.
    public static let pieceBytes = 3 << 14
}

/// Part `number`, counted from 1, of `count`.
public struct ShardPlace: Sendable, Equatable {
    /// Its number, from 1.
    public var number: Int
    /// How many parts there are.
    public var count: Int

    /// Part `number` of `count`.
    /// - Precondition: `1 <= number <= count`.
    public init(_ number: Int, of count: Int) {
        precondition(1 <= number && number <= count, "parts count from 1")
        self.number = number
        self.count = count
    }

    /// The replicates this part runs.
    public func range(of replicates: Int) -> ReplicateRange {
        .part(number, of: count, replicates: replicates)
    }
}

/// A file of a scenario.
public struct ShardFile: Sendable, Equatable {
    /// The path other files of the scenario include it by.
    public var path: String
    /// Its bytes, as they were read.
    public var contents: [UInt8]

    /// A file.
    public init(path: String, contents: [UInt8]) {
        self.path = path
        self.contents = contents
    }
}

extension SourceMap {
    /// The files of a scenario as shards carry them.
    ///
    /// Nobody includes a single file, so the name of its folder is left out.
    public var shardFiles: [ShardFile] {
        files.map { file in
            let name = file.path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) }
            return ShardFile(
                path: files.count > 1 ? file.path : name ?? file.path,
                contents: Array(bytes[Int(file.start)..<Int(file.end)]))
        }
    }
}

/// Reads the scenario from its files; nil if they contain none.
///
/// - Parameters:
///   - today: the day that counts as today, whatever the files say.
///   - clock: the day that counts as today where they do not say.
public func loadScenario(_ files: [ShardFile], today: Day? = nil, clock: Day? = nil) -> Scenario? {
    guard let first = files.first else { return nil }
    let loaded = loadScenario(path: first.path, contents: first.contents, today: today, clock: clock) { path in
        files.first { $0.path.utf8.elementsEqual(path.utf8) }.map { .contents($0.contents) }
            ?? .unreadable(reason: "the shard does not hold it")
    }
    return loaded.scenario
}

/// What identifies a scenario: the hash of its files' bytes, in order, whatever their paths.
public func scenarioHash(_ files: [ShardFile]) -> String {
    var hash = SHA256()
    for file in files {
        // The lengths separate files: "ab" and "c" are not "a" and "bc".
        hash.update(Array("\(file.contents.count)\n".utf8))
        hash.update(file.contents)
    }
    return hash.hexadecimal()
}

/// A question to a simulation in names, so that two can be compared without their scenario.
public struct ShardQuestion: Sendable {
    /// A commitment's id and its days of slip or of a move.
    public struct NamedSlip: Sendable {
        /// The commitment.
        public var commitment: String
        /// Days; `+inf` for broken.
        public var days: Double
    }

    /// The scenario's name, as messages show it.
    public var name: String
    /// The hash of its files.
    public var scenario: String
    /// What slips.
    public var slips: [NamedSlip]
    /// What is moved on purpose.
    public var moves: [NamedSlip]
    /// Mitigations in force.
    public var plan: [String]
    /// The day on which those affected are told; nil if nobody is.
    public var toldOn: Day?
    /// The day it is asked on.
    public var asOf: Day
    /// Whether that day came from the clock.
    public var asOfIsToday: Bool
    /// The replicates of all parts together.
    public var replicates: Int
    /// The random seed.
    public var seed: UInt64
    /// The commitment whose causes are looked for.
    public var target: String?
    /// Whether each uncertain input is switched off in turn.
    public var excludesOne: Bool

    /// A question in names.
    init(
        name: String, scenario: String, slips: [NamedSlip], moves: [NamedSlip], plan: [String], toldOn: Day?,
        asOf: Day, asOfIsToday: Bool, replicates: Int, seed: UInt64, target: String?, excludesOne: Bool
    ) {
        self.name = name
        self.scenario = scenario
        self.slips = slips
        self.moves = moves
        self.plan = plan
        self.toldOn = toldOn
        self.asOf = asOf
        self.asOfIsToday = asOfIsToday
        self.replicates = replicates
        self.seed = seed
        self.target = target
        self.excludesOne = excludesOne
    }

    /// A question with its indices turned into names.
    /// - Precondition: the question has no precision to stop at, which one part cannot know.
    public init(_ question: SimulateQuestion, of scenario: Scenario, files: [ShardFile], asOfIsToday: Bool) {
        precondition(question.precision == nil, "a part cannot know when all parts are precise")
        self.init(
            name: sanitized(scenario.string(scenario.name), limit: 80), scenario: scenarioHash(files),
            slips: question.slips.map {
                NamedSlip(commitment: scenario.id(ofCommitment: $0.commitment), days: $0.days)
            },
            moves: question.moves.map {
                NamedSlip(commitment: scenario.id(ofCommitment: $0.commitment), days: $0.days)
            },
            plan: question.plan.map { scenario.string(scenario[$0].id) },
            toldOn: question.toldOn, asOf: question.asOf, asOfIsToday: asOfIsToday, replicates: question.replicates,
            seed: question.seed, target: question.target.map { scenario.id(ofCommitment: $0) },
            excludesOne: question.excludesOne)
    }

    /// The question with its names looked up; nil if the scenario lacks one.
    public func question(in scenario: Scenario) -> SimulateQuestion? {
        func place<Element>(_ id: String, _ ids: [Text]) -> ListIndex<Element>? {
            let bytes = Array(id.utf8)
            return ids.firstIndex { text in
                scenario.sources.bytes[Int(text.start)..<Int(text.start + text.length)].elementsEqual(bytes)
            }.map { ListIndex($0) }
        }
        let commitments = scenario.commitments.map { $0.id }
        let mitigations = scenario.mitigations.map { $0.id }
        let slips = slips.compactMap { slip in
            place(slip.commitment, commitments).map { Slip(commitment: $0, days: slip.days) }
        }
        let moves = moves.compactMap { move in
            place(move.commitment, commitments).map { Move(commitment: $0, days: move.days) }
        }
        let plan: [MitigationIndex] = plan.compactMap { place($0, mitigations) }
        let target: CommitmentIndex?? = target.map { place($0, commitments) }
        guard slips.count == self.slips.count, moves.count == self.moves.count, plan.count == self.plan.count,
            target != .some(nil)
        else { return nil }
        let fallible = plan.count { scenario[$0].chance < 1 }
        guard fallible <= Replication.fallibleLimit else { return nil }
        return SimulateQuestion(
            slips: slips, moves: moves, plan: plan, toldOn: toldOn, asOf: asOf, replicates: replicates, seed: seed,
            target: target ?? nil, excludesOne: excludesOne)
    }
}

/// The first thing in which two questions differ, with the value of each.
public enum ShardDifference: Sendable, Equatable {
    /// Another scenario; `isEdited` if only its text is different.
    case scenario(String, String, isEdited: Bool)
    case replicates(Int, Int)
    case seed(UInt64, UInt64)
    case slips(String, String)
    case moves(String, String)
    case plan(String, String)
    case toldOn(Day?, Day?)
    case asOf(Day, Day, fromClock: Bool)
    case target(String?, String?)
    case excludesOne(Bool, Bool)
}

extension ShardQuestion {
    /// The first difference from another question; nil if both are the same. Names are compared as bytes.
    public func difference(from other: ShardQuestion) -> ShardDifference? {
        func same(_ one: String?, _ two: String?) -> Bool { one.map { Array($0.utf8) } == two.map { Array($0.utf8) } }
        if scenario != other.scenario {
            return .scenario(name, other.name, isEdited: same(name, other.name))
        }
        if replicates != other.replicates { return .replicates(replicates, other.replicates) }
        if seed != other.seed { return .seed(seed, other.seed) }
        let slipped = (text(of: slips), text(of: other.slips))
        if !same(slipped.0, slipped.1) { return .slips(slipped.0, slipped.1) }
        let moved = (text(of: moves), text(of: other.moves))
        if !same(moved.0, moved.1) { return .moves(moved.0, moved.1) }
        let plans = (plan.joined(separator: ","), other.plan.joined(separator: ","))
        if !same(plans.0, plans.1) { return .plan(plans.0, plans.1) }
        if toldOn != other.toldOn { return .toldOn(toldOn, other.toldOn) }
        if asOf != other.asOf || asOfIsToday != other.asOfIsToday {
            return .asOf(asOf, other.asOf, fromClock: asOfIsToday || other.asOfIsToday)
        }
        if !same(target, other.target) { return .target(target, other.target) }
        return excludesOne == other.excludesOne ? nil : .excludesOne(excludesOne, other.excludesOne)
    }

    /// Slips or moves as the command line writes them.
    private func text(of slips: [NamedSlip]) -> String {
        slips.map { "\($0.commitment)=\($0.days == .infinity ? "broken" : "\($0.days)")" }.joined(separator: " ")
    }
}

/// The fields of a shard by name, for its writer and its reader.
public enum ShardField: String, CaseIterable, Sendable {
    // The first one: its bytes identify a shard.
    case result
    case shard, version, domino
    case name, scenario, slips, moves, plan, toldOn, asOf, asOfIsToday, replicates, seed, target, excludesOne
    case first, count
    case files, columns
    // The last one: it seals all bytes before it.
    case checksum

    /// The version of this format; a reader of another one refuses it. Since the second, sums have 128 bits;
    /// since the third, a question has moves.
    public static let formatVersion = 3
}

/// How the text of a shard begins and ends.
///
/// The seal is the SHA-256 of every byte before its digits, so it reveals the smallest change and a missing end.
public enum ShardSeal {
    /// How the text begins.
    public static let opening = "{\n  \"result\": \"shard\",\n"
    /// The text before the digits.
    static let label = ",\n  \"\(ShardField.checksum.rawValue)\": \""
    /// The text after them.
    static let closing = "\"\n}\n"
    private static let digits = 64

    /// Seals a JSON object whose closing brace is on a line of its own.
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

    /// What a seal shows.
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
