/// One task of a plan, or one row of a table, on its way to be a commitment.
struct PlanTask {
    /// The commitment's id.
    var id: String
    var title: String
    /// Who promises; empty where not said.
    var promisor = ""
    /// Who is promised; empty where not said.
    var promisee = ""
    /// The day it is promised for; nil only for a released one.
    var due: Day?
    /// The day it is planned to be done, where that is another.
    var finish: Day?
    /// The day its work begins, where known.
    var begin: Day?
    /// Days of work; nil where not known.
    var work: Double?
    /// Days before due that it is planned to be done; nil where that follows from `finish`.
    var cushion: Double?
    /// Whether its work has begun.
    var hasBegun = false
    var status = Status.agreed
    var keptOn: Day?
    /// The stage of the deal; empty where not said.
    var stage = ""
    var firmness: Double?
    /// What is lost if it is never kept.
    var amount: Double?
    /// Damage of another form, as JSON; empty for none.
    var damage = ""
    /// Where what is lost is written.
    var damageSpan: Span?
    /// Further fields, as JSON members: `"x-percentComplete": 40`.
    var extra: [String] = []
    /// Days from its beginning to its finish, if the beginning becomes a commitment of its own.
    var ownLead: Double?
    /// How long its beginning may wait, where something says so.
    var beginLimit: BeginLimit?
    /// Whether the beginning has to be a commitment of its own, whoever waits for it.
    var splits = false
    /// How deep it stands in the outline, from 0.
    var level = 0
    /// Whether it only sums up those below it.
    var isSummary = false
    var links: [PlanLink] = []
    /// Where it is written.
    var span: Span
    /// Where its due date is written.
    var dueSpan: Span?
}

/// The day by which a task has to begin.
struct BeginLimit {
    var due: Day
    /// Days before it that the beginning is planned for.
    var cushion: Double
    /// Damage if it comes later, as JSON.
    var damage: String
}
