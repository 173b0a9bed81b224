/// What can be wrong with a commitment: its facts, its dates and its needs.
enum CommitmentProblem: Problem {
    case dateWithoutKept(Status)
    case keptWithoutDate(String)
    case needWithoutLead(of: String)
    case leadAndBuffer
    case groupInGroup
    case groupWithOthers(NeedField)
    case emptyGroup(NeedField)
    case quorum(Double, members: Int)
    case shareOfNothing
    case selfNeed
    case duplicateNeed(of: String, on: String)
    /// How many commitments need each other, and their ids as a sentence.
    case cycle(Int, loop: String)
    /// How many commitments follow each other, and their ids as a sentence.
    case followsCycle(Int, loop: String)
    case untouched(String)
    case keptInFuture(String, Day, today: Day)
    case overdue(String, Day, days: Int, unit: String)
    case patienceOver(String, days: Int, unit: String, breaksAfter: Double)
    case delayBesideRemaining(String)
    case dueOnDayOff(String, Day, countsAs: Day)
    case keptOnDayOff(String, Day, countsAs: Day)

    var wording: Wording {
        switch self {
        case .dateWithoutKept(let status):
            Wording(
                .dateWithoutKept, "keptOn is given, but the status is \"\(status.rawValue)\"",
                "write \"status\": \"kept\", or leave keptOn out")
        case .keptWithoutDate(let id):
            Wording(.keptWithoutDate, "\(id) is kept, but nothing says when", "add \"keptOn\": the day it was kept")
        case .needWithoutLead(let id):
            Wording(
                .needWithoutLead, "this need of \(id) has no lead or buffer, and the commitment has no work",
                "say how many days it takes from the one being kept to the other: \"lead\": 5")
        case .leadAndBuffer:
            Wording(
                .leadAndBuffer, "this need has both a lead and a buffer, and one follows from the other",
                "keep one of the two")
        case .groupInGroup: Wording(.groupShape, "a group cannot be inside a group", Self.hint(of: .anyOf))
        case .groupWithOthers(let field):
            Wording(
                .groupShape,
                (field == .anyOf ? "anyOf has" : "atLeast and of have") + " to be alone: members have their own leads",
                Self.hint(of: field))
        case .emptyGroup(let field):
            Wording(
                .emptyGroup, "\(field.rawValue) names nothing", "name at least one commitment, or leave it out")
        case .quorum(let number, let members):
            Wording(
                .groupQuorum,
                "atLeast is \(plain(number)); it has to be a whole number from 1 to \(members), as there are members")
        case .shareOfNothing:
            Wording(
                .outOfRange, "share is 0; it has to be above 0", "leave out a need that passes nothing on")
        case .selfNeed: Wording(.selfNeed, "a commitment cannot need itself", "take this need out")
        case .duplicateNeed(let id, let source):
            Wording(.duplicateNeed, "\(id) needs \(source) twice", "keep one of the two")
        case .cycle(let count, let loop):
            Wording(
                .cycle, "\(count) commitments need each other in a circle: \(loop)",
                "none of them could ever be kept: take out the need that is not real")
        case .followsCycle(let count, let loop):
            Wording(
                .cycle,
                count == 1
                    ? "a commitment cannot follow itself"
                    : "\(count) commitments follow each other in a circle: \(loop)",
                "their dates are told from each other: take out the one \"follows\" that is not real")
        case .keptInFuture(let id, let day, let today):
            Wording(
                .factInFuture, "\(id) cannot have been kept on \(day): today is \(today)",
                "give its status as it is today, or see the scenario from a later day")
        case .overdue(let id, let due, let days, let unit):
            Wording(
                .overdue, "\(id) was due on \(due): it is \(counted(days, unit)) overdue",
                "say that it was kept and on which day, or is broken, or agree on a new date")
        case .patienceOver(let id, let days, let unit, let breaksAfter):
            Wording(
                .patienceOver,
                "\(id) is \(counted(days, unit)) overdue, but counts as broken after "
                    + plain((breaksAfter * 100).rounded() / 100),
                "write \"status\": \"broken\" if it is, else raise \"breaksAfter\"")
        case .delayBesideRemaining(let id):
            Wording(
                .unusedDelay, "the delay of \(id) does not count, because \"remaining\" says how much is left",
                "keep one of the two")
        case .untouched(let id):
            Wording(
                .untouchedCommitment, "\(id) needs nothing, nothing needs it, and it costs nothing if it is late")
        case .dueOnDayOff(let id, let day, let standsFor):
            Wording(
                .dayOff, "\(id) is due on \(day), a day off: it counts as \(standsFor), the working day before")
        case .keptOnDayOff(let id, let day, let standsFor):
            Wording(
                .dayOff, "\(id) was kept on \(day), a day off: it counts as \(standsFor), the working day after")
        }
    }

    private static func hint(of group: NeedField) -> String {
        let members = "[ { \"commitment\": ... }, ... ] }"
        return group == .anyOf ? "write { \"anyOf\": \(members)" : "write { \"atLeast\": 2, \"of\": \(members)"
    }
}

/// What can be wrong with the damage and the notice of a commitment.
enum DamageProblem: Problem {
    case noShape(onlyBreaks: Bool)
    case shapes(Int)
    case pointParts(String, form: String, count: Int)
    case pointDays(String)
    case fallingDamage(Double, Double)
    case risingNotice(Double, Double)
    case noticeFactor(Double)
    case noPoint(String)
    case lateWorseThanBroken(broken: Double, late: Double)

    var wording: Wording {
        switch self {
        case .noShape(let onlyBreaks):
            Wording(
                .damageShape, "this entry of damage does not say how it grows",
                onlyBreaks ? "add \"lump\": 0 if only breaking costs something" : Self.shapeHint)
        case .shapes(let count):
            Wording(.damageShape, "this entry of damage has \(count) shapes instead of one", Self.shapeHint)
        case .pointParts(let what, let form, let count):
            Wording(.invalidCurve, "\(what) is a pair \(form); this has \(count)")
        case .pointDays(let curve): Wording(.invalidCurve, "days have to rise from point to point of \(curve)")
        case .fallingDamage(let before, let after):
            Wording(
                .fallingCurve,
                "the damage falls from \(plain(before)) to \(plain(after)): later cannot hurt less")
        case .risingNotice(let before, let after):
            Wording(
                .invalidCurve,
                "the factor rises from \(plain(before)) to \(plain(after)): earlier news cannot hurt more")
        case .noticeFactor(let value):
            Wording(.outOfRange, "a notice factor is \(plain(value)); it has to be from 0 to 1")
        case .noPoint(let curve): Wording(.invalidCurve, "\(curve) needs a point")
        case .lateWorseThanBroken(let broken, let late):
            Wording(
                .lateWorseThanBroken,
                "breaking costs \(plain(broken)), but being late as long as it can be costs \(plain(late))",
                "a broken commitment never hurts less than a late one: raise ifBroken or set a cap")
        }
    }

    private static let shapeHint = "give one of " + listed(DamageField.shapes.map { "\"\($0.rawValue)\"" }, "and")
}

/// What can be wrong with a distribution.
enum DistributionProblem: Problem {
    /// What a distribution is of that takes no chance.
    case chance(of: String)
    case none(String)
    case several(String, Int)
    case notRising(String, form: String)
    case deviation(Double, mean: Double)
    case lognormal(Double)
    case exponential(Double)
    case parameterCount(String, form: String, count: Int)
    case valuePair(count: Int)
    case noWeight
    case noSamples

    var wording: Wording { Wording(.invalidDistribution, message, hint) }

    private var message: String {
        switch self {
        case .chance(let what): "\(what) takes no chance"
        case .none(let what): "\(what) names no distribution"
        case .several(let what, let count): "\(what) names \(count) distributions instead of one"
        case .notRising(let field, let form): "\(field) is \(form); these do not rise"
        case .deviation(let value, _): "the standard deviation is \(plain(value)); it has to be above 0"
        case .lognormal(let value): "p50 of a lognormal is \(plain(value)); it has to be above 0"
        case .exponential(let value): "the mean of an exponential is \(plain(value)); it has to be above 0"
        case .parameterCount(let field, let form, let count): "\(field) is \(form); this has \(count) numbers"
        case .valuePair(let count): "a value of discrete is a pair [days, weight]; this has \(count) numbers"
        case .noWeight: "the weights of discrete add up to 0"
        case .noSamples: "samples holds no number"
        }
    }

    private var hint: String? {
        switch self {
        case .chance: "for what may or may not happen, write a risk"
        case .none, .several:
            "write one of " + listed(DistributionField.allCases.dropFirst().map { "\"\($0.rawValue)\"" }, "or")
        case .deviation(_, let mean): "write { \"days\": \(plain(mean)) } for a certain delay"
        default: nil
        }
    }
}

/// What can be wrong with factors, mitigations, slips, the calendar and windows.
enum PlanProblem: Problem {
    case factorWithoutWork(String, factor: String)
    case noEffect
    case effects(Int)
    case fieldOfOtherVerb(String, verb: String, takes: [String])
    case effectWithoutNeed(of: String, on: String)
    case requiresItself(String)
    case requiresExcluded(String, String)
    case excludesItself(String)
    case duplicateSlip(String)
    case duplicateDecision(String)
    case decidedInFuture(String, Day, today: Day)
    case decidedExcluded(String, String)
    case decidedOnDayOff(String, Day, countsAs: Day)
    case noWorkingDay
    case duplicateWeekday(String)
    case duplicateHoliday(Day)
    case shapelessWindow(String)
    case neverOpen(String)
    case periodParts(count: Int)
    case reversedPeriod(Day, Day)
    case duplicateOpenDay(String, Day)
    case openOnDayOff(String, Day, countsAs: Day)

    var wording: Wording {
        switch self {
        case .factorWithoutWork(let id, let factor):
            Wording(
                .factorWithoutWork, "\(id) has no work, so the factor \(factor) does nothing to it",
                "give it \"work\", or take it out of \"scales\"")
        case .noEffect: Wording(.effectShape, "this effect does nothing", Self.verbHint)
        case .effects(let count):
            Wording(.effectShape, "this effect does \(count) things instead of one", Self.verbHint)
        case .fieldOfOtherVerb(let field, let verb, let takes):
            Wording(
                .effectShape, "\"\(field)\" does not belong to \"\(verb)\"",
                "\(verb) takes " + listed(takes.map { "\"\($0)\"" }, "and"))
        case .effectWithoutNeed(let id, let source):
            Wording(
                .effectWithoutTarget, "\(id) does not need \(source), so there is nothing to change",
                "name a commitment that it needs")
        case .requiresItself(let id):
            Wording(.impossibleRequirement, "\(id) requires itself", "take it out of \"requires\"")
        case .requiresExcluded(let id, let other):
            Wording(
                .impossibleRequirement, "\(id) requires \(other), but the two exclude each other",
                "take one of the two rules out")
        case .excludesItself(let id):
            Wording(.impossibleRequirement, "\(id) excludes itself", "take it out of \"excludes\"")
        case .duplicateSlip(let id): Wording(.duplicateSlip, "\(id) slips twice", "keep one of the two")
        case .duplicateDecision(let id):
            Wording(.duplicateDecision, "\(id) is decided twice", "keep the day on which it was decided first")
        case .decidedInFuture(let id, let day, let today):
            Wording(
                .factInFuture, "\(id) cannot have been decided on \(day): today is \(today)",
                "leave it out until it is decided: mitigate finds out whether it should be")
        case .decidedExcluded(let id, let other):
            Wording(
                .excludedDecision, "\(id) and \(other) are both under way, but exclude each other",
                "take one of the two out of \"decided\", or the rule out of \"excludes\"")
        case .decidedOnDayOff(let id, let day, let standsFor):
            Wording(
                .dayOff, "\(id) was decided on \(day), a day off: it counts as \(standsFor), the working day after")
        case .noWorkingDay:
            Wording(
                .noWorkingDay, "no day of the week is a working day",
                "name at least one, such as [\"mon\"], or leave the calendar out to count every day")
        case .duplicateWeekday(let day): Wording(.duplicateDay, "\"\(day)\" is named twice")
        case .duplicateHoliday(let day): Wording(.duplicateDay, "the holiday \(day) is named twice")
        case .shapelessWindow(let id):
            Wording(
                .windowShape, "the window \(id) does not say when it is open",
                "give the only days as \"open\", or periods in which it is closed as \"closed\"")
        case .neverOpen(let id):
            Wording(
                .windowShape, "the window \(id) is never open", "name at least one day, or leave \"open\" out")
        case .periodParts(let count):
            Wording(.windowShape, "a period is a pair [first day, last day]; this has \(count)")
        case .reversedPeriod(let first, let last):
            Wording(.windowShape, "this period ends on \(last), before it begins on \(first)", "swap the two days")
        case .duplicateOpenDay(let id, let day): Wording(.duplicateDay, "the window \(id) names \(day) twice")
        case .openOnDayOff(let id, let day, let standsFor):
            Wording(
                .dayOff,
                "the window \(id) is open on \(day), a day off: it counts as \(standsFor), the working day after")
        }
    }

    private static let verbHint =
        "write one of " + listed(EffectField.verbs.map { "\"\($0.rawValue)\"" }, "and") + " with what it works on"
}
