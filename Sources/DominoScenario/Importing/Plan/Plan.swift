/// A plan as a table or a project file states it, ready to be written as a scenario: what every reader makes.
struct Plan {
    /// The scenario's name.
    var name: String
    /// The file it comes from, without its folder.
    var file: String
    /// The id of the commitment it is about; nil if that is not stated.
    var root: String?
    /// The day taken as today; nil for the day it is asked on.
    var asOf: Day?
    /// Unit of amounts; empty if it is not stated.
    var currency = ""
    /// Which days count; nil for all.
    var calendar: WrittenCalendar?
    /// Kinds of damage in use, as JSON objects.
    var kinds: [String] = []
    var tasks: [PlanTask]

    /// The calendar's days as numbers on one axis.
    var axis: WorkCalendar {
        calendar.map { WorkCalendar(workdays: $0.workdays, holidays: $0.holidays) } ?? .everyDay
    }
}

/// One task of a plan, or one row of a table, on its way to a commitment.
struct PlanTask {
    /// The commitment's id.
    var id: String
    var title: String
    /// The promisor's name; empty if not stated.
    var promisor = ""
    /// The promisee's name; empty if not stated.
    var promisee = ""
    /// The day it is promised for; nil only if it is released.
    var due: Day?
    /// The planned finish, if that is another day.
    var finish: Day?
    /// The day its work begins, if known.
    var begin: Day?
    /// Days of work; nil if unknown.
    var work: Double?
    /// Days from its planned finish to its due date; nil if they follow from `finish`.
    var cushion: Double?
    /// Whether its work has begun.
    var hasStarted = false
    var status = Status.agreed
    var keptOn: Day?
    /// The stage of the deal; empty if not stated.
    var stage = ""
    var firmness: Double?
    /// The amount lost if it is never kept.
    var amount: Double?
    /// Damage of another form, as JSON; empty for none.
    var damage = ""
    /// Where its amount is written.
    var damageSpan: Span?
    /// Further fields, as JSON members: `"x-percentComplete": 40`.
    var extra: [String] = []
    /// Days from its start to its finish, if the start becomes a commitment of its own.
    var ownLead: Double?
    /// The day by which it has to start, if there is one.
    var startLimit: StartLimit?
    /// Whether its start is a commitment of its own even if nobody waits for it.
    var splits = false
    /// Its level in the outline, from 0.
    var level = 0
    /// Whether it only sums up the tasks below it.
    var isSummary = false
    var links: [PlanLink] = []
    /// Where it is written.
    var span: Span
    /// Where its due date is written.
    var dueSpan: Span?

    /// The last day on which something of it was done; nil if nothing was.
    var lastFact: Day? { keptOn ?? (hasStarted ? begin : nil) }
}

/// The day by which a task has to start.
struct StartLimit {
    var due: Day
    /// Days from the planned start to it.
    var cushion: Double
    /// Damage of a later start, as JSON.
    var damage: String
}

/// One commitment of a plan: the finish of a task, or its start.
struct PlanCommitment {
    var id: String
    /// The task it belongs to.
    var task: Int
    /// Whether it is the task's start.
    var isStart: Bool
    var needs: [PlanNeed] = []
}

/// A need between two commitments of a plan.
struct PlanNeed {
    /// The commitment needed.
    var commitment: Int
    /// Days between the two; nil for the work of the one that needs it.
    var lead: Double?
    var span: Span
    var details = NeedDetails()
}

extension Plan {
    /// The commitments of the tasks. A start comes before its finish, and is one only where somebody waits for it.
    ///
    /// A link goes to the start of a task if that is a commitment, else to its finish: a delayed start delays the
    /// finish, as no task gets shorter. A link's lead counts to the finish, so the days between the two are subtracted
    /// for a start. Of several needs between the same two commitments the one with the longest lead is kept.
    /// - Complexity: O(tasks + links).
    func commitments() -> [PlanCommitment] {
        var (commitments, starts, finishes) = endsOfTasks()
        for place in tasks.indices where finishes[place] >= 0 {
            let ownLead = tasks[place].ownLead ?? 0
            if starts[place] >= 0 {
                let own = PlanNeed(commitment: starts[place], lead: ownLead, span: tasks[place].span)
                commitments[finishes[place]].needs.append(own)
            }
            for link in tasks[place].links {
                let from =
                    link.kind.isFromStart && starts[link.predecessor] >= 0
                    ? starts[link.predecessor] : finishes[link.predecessor]
                guard from >= 0 else { continue }
                var need = PlanNeed(commitment: from, lead: link.lead, span: link.span, details: link.details)
                if starts[place] >= 0 {
                    need.lead = (link.lead ?? tasks[place].work ?? 0) - ownLead
                    commitments[starts[place]].needs.append(need)
                } else {
                    commitments[finishes[place]].needs.append(need)
                }
            }
        }
        for place in commitments.indices where commitments[place].needs.count > 1 {
            commitments[place].needs = binding(
                commitments[place].needs, work: tasks[commitments[place].task].work ?? 0)
        }
        return commitments
    }

    /// The commitments without their needs, and the places of each task's start and finish among them, -1 for none.
    private func endsOfTasks() -> (commitments: [PlanCommitment], starts: [Int], finishes: [Int]) {
        // Tasks are large, so they are read in place.
        var splits = tasks.map { $0.splits }
        for place in tasks.indices {
            for link in tasks[place].links where link.kind.isFromStart && tasks[link.predecessor].ownLead != nil {
                splits[link.predecessor] = true
            }
        }
        var ids = PlanIDs()
        if splits.contains(true) {
            for place in tasks.indices where !tasks[place].isSummary { _ = ids.reserve(tasks[place].id) }
        }
        var commitments: [PlanCommitment] = []
        commitments.reserveCapacity(tasks.count)
        var starts = [Int](repeating: -1, count: tasks.count)
        var finishes = starts
        for place in tasks.indices where !tasks[place].isSummary {
            if splits[place] {
                starts[place] = commitments.count
                commitments.append(
                    PlanCommitment(id: ids.unique("\(tasks[place].id)-start"), task: place, isStart: true))
            }
            finishes[place] = commitments.count
            commitments.append(PlanCommitment(id: tasks[place].id, task: place, isStart: false))
        }
        assert(zip(starts, finishes).allSatisfy { $0 < 0 || $0 + 1 == $1 }, "a start is followed by its finish")
        return (commitments, starts, finishes)
    }

    /// The needs without those that a longer one on the same commitment makes redundant, in their order.
    private func binding(_ needs: [PlanNeed], work: Double) -> [PlanNeed] {
        if needs.count <= 8,
            needs.indices.allSatisfy({ place in
                needs[..<place].allSatisfy { $0.commitment != needs[place].commitment }
            })
        {
            return needs
        }
        var kept: [PlanNeed] = []
        var places: [Int: Int] = [:]
        for need in needs {
            guard let place = places[need.commitment] else {
                places[need.commitment] = kept.count
                kept.append(need)
                continue
            }
            // A need with a buffer cannot be compared; the scenario's reader refuses two of them.
            if need.details.buffer != nil || kept[place].details.buffer != nil {
                kept.append(need)
            } else if (need.lead ?? work) > (kept[place].lead ?? work) {
                kept[place] = need
            }
        }
        return kept
    }
}

/// The people and companies of a plan, each with an id.
struct PlanParties {
    /// In order of first mention.
    private(set) var list: [(id: String, name: String)] = []
    private var idOfName: [String: String] = [:]

    /// The ids of a promisor and of a promisee who are not named.
    static let unnamedPromisor = "us"
    static let unnamedPromisee = "client"

    init(_ tasks: [PlanTask]) {
        var ids = PlanIDs()
        _ = ids.reserve(Self.unnamedPromisor)
        _ = ids.reserve(Self.unnamedPromisee)
        for place in tasks.indices where !tasks[place].isSummary {
            add(tasks[place].promisor, Self.unnamedPromisor, &ids)
            add(tasks[place].promisee, Self.unnamedPromisee, &ids)
        }
    }

    private mutating func add(_ name: String, _ unnamed: String, _ ids: inout PlanIDs) {
        guard idOfName[name.isEmpty ? unnamed : name] == nil else { return }
        // A party called "us" or "Client" in the table is the one that other rows do not name.
        let slug = slug(name)
        let isUnnamed = name.isEmpty || slug == unnamed
        let id = isUnnamed ? unnamed : ids.id(from: name, otherwise: "party")
        idOfName[name.isEmpty ? unnamed : name] = id
        if !isUnnamed || !list.contains(where: { $0.id == id }) {
            list.append((id, name.utf8.elementsEqual(id.utf8) ? "" : name))
        }
    }

    /// The promisor's id.
    func promisor(of task: PlanTask) -> String { id(task.promisor, Self.unnamedPromisor) }

    /// The promisee's id.
    func promisee(of task: PlanTask) -> String { id(task.promisee, Self.unnamedPromisee) }

    private func id(_ name: String, _ unnamed: String) -> String {
        idOfName[name.isEmpty ? unnamed : name] ?? unnamed
    }
}

/// Ids that people can type, made from titles: `Order platform live` becomes `order-platform-live`.
struct PlanIDs {
    private var taken: Set<String> = []
    /// The next number to try for each id that was wanted more than once.
    private var next: [String: Int] = [:]

    /// Makes room for so many ids.
    mutating func reserveCapacity(_ count: Int) { taken.reserveCapacity(count) }

    /// An id made from a text; a number after it keeps it apart from earlier ones.
    mutating func id(from text: String, otherwise fallback: String) -> String {
        let wanted = slug(text)
        return unique(wanted.isEmpty ? fallback : wanted)
    }

    /// Keeps an id that is given from being made again.
    mutating func reserve(_ id: String) -> String {
        taken.insert(id)
        return id
    }

    /// The text itself if it is still free, else with a number after it.
    mutating func unique(_ wanted: String) -> String {
        if taken.insert(wanted).inserted { return wanted }
        var number = next[wanted] ?? 2
        while !taken.insert("\(wanted)-\(number)").inserted { number += 1 }
        next[wanted] = number + 1
        return "\(wanted)-\(number)"
    }
}

/// The letters and digits of a text in lower case, with single dashes for everything between; at most 60 bytes.
func slug(_ text: String) -> String {
    var result: [UInt8] = []
    var isParted = false
    for scalar in text.unicodeScalars {
        let isKept = scalar.isASCII ? isASCIIWord(scalar) : isLetter(scalar)
        guard isKept else {
            isParted = true
            continue
        }
        if isParted, !result.isEmpty { result.append(UInt8(ascii: "-")) }
        isParted = false
        guard result.count < 56 else { break }
        if scalar.isASCII {
            result.append(UInt8(scalar.value) | ((0x41...0x5A).contains(scalar.value) ? 0x20 : 0))
        } else {
            result.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
        }
    }
    while result.last == UInt8(ascii: "-") { result.removeLast() }
    return String(decoding: result, as: UTF8.self)
}

private func isASCIIWord(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value) || (0x41...0x5A).contains(scalar.value) || (0x61...0x7A).contains(scalar.value)
}

/// Whether a scalar is a visible letter or digit: joiners, fillers and direction marks are not.
private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
        .nonspacingMark, .spacingMark:
        sanitized(String(scalar)).unicodeScalars.count == 1
    default: false
    }
}
