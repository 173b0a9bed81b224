/// A plan as it comes from a table or a project file, ready to be written as a scenario.
struct Plan {
    /// The scenario's name.
    var name: String
    /// The file it comes from, without its folder.
    var file: String
    /// The id of the commitment it is about; nil where nothing says so.
    var root: String?
    /// The day it is seen from; nil for today.
    var asOf: Day?
    /// Unit of amounts; empty where nothing says it.
    var currency = ""
    /// Which days count; nil for all.
    var calendar: WrittenCalendar?
    /// Kinds of damage in use, as JSON objects.
    var kinds: [String] = []
    var tasks: [PlanTask]

    /// The days that count, as they are counted.
    var axis: WorkCalendar {
        calendar.map { WorkCalendar(workdays: $0.workdays, holidays: $0.holidays) } ?? .everyDay
    }
}

/// One commitment of a plan: the finish of a task, or its beginning.
struct PlanCommitment {
    var id: String
    /// The task it belongs to.
    var task: Int
    /// Whether it is the task's beginning.
    var isBeginning: Bool
    var needs: [PlanNeed] = []
}

/// A need between two commitments of a plan.
struct PlanNeed {
    /// The commitment needed.
    var commitment: Int
    /// Days between the two; nil for the work of the one that needs it.
    var lead: Double?
    var span: Span
    var terms = NeedTerms()
}

extension Plan {
    /// The commitments of the tasks: beginnings stand before their finishes, where somebody waits for them.
    ///
    /// A link goes to the beginning of a task where that is a commitment, and to its finish else: no task is stretched, so
    /// what holds up its finish holds up its beginning, too. Its lead counts to the finish, so the days between the two
    /// are taken off. Of several needs between the same two
    /// commitments the one with the longest lead binds; the others are left out.
    /// - Complexity: O(tasks + links).
    func commitments() -> [PlanCommitment] {
        // Tasks are large, so they are looked at where they stand.
        var splits = tasks.map(\.splits)
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
        var finishes = [Int](repeating: -1, count: tasks.count)
        var beginnings = [Int](repeating: -1, count: tasks.count)
        for place in tasks.indices where !tasks[place].isSummary {
            if splits[place] {
                beginnings[place] = commitments.count
                commitments.append(
                    PlanCommitment(id: ids.unique("\(tasks[place].id)-start"), task: place, isBeginning: true))
            }
            finishes[place] = commitments.count
            commitments.append(PlanCommitment(id: tasks[place].id, task: place, isBeginning: false))
        }
        for place in tasks.indices where finishes[place] >= 0 {
            let finish = finishes[place]
            let ownLead = tasks[place].ownLead ?? 0
            if beginnings[place] >= 0 {
                let own = PlanNeed(commitment: beginnings[place], lead: ownLead, span: tasks[place].span)
                commitments[finish].needs.append(own)
            }
            for link in tasks[place].links {
                let from =
                    link.kind.isFromStart && beginnings[link.predecessor] >= 0
                    ? beginnings[link.predecessor] : finishes[link.predecessor]
                guard from >= 0 else { continue }
                var need = PlanNeed(commitment: from, lead: link.lead, span: link.span, terms: link.terms)
                if beginnings[place] >= 0 {
                    need.lead = (link.lead ?? tasks[place].work ?? 0) - ownLead
                    commitments[beginnings[place]].needs.append(need)
                } else {
                    commitments[finish].needs.append(need)
                }
            }
        }
        for place in commitments.indices where commitments[place].needs.count > 1 {
            commitments[place].needs = binding(
                commitments[place].needs, work: tasks[commitments[place].task].work ?? 0)
        }
        return commitments
    }

    /// The needs without those that another on the same commitment makes idle, in their order.
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
            // A need that states a buffer is nobody's to compare; two of that kind are refused by the reader.
            if need.terms.buffer != nil || kept[place].terms.buffer != nil {
                kept.append(need)
            } else if (need.lead ?? work) > (kept[place].lead ?? work) {
                kept[place] = need
            }
        }
        return kept
    }
}
