/// What a column of a table can be read as. Raw values are places in `allCases`.
public enum TableField: Int, CaseIterable, Sendable {
    case id, row, title, promisor, promisee, due, deadline, begin, status, keptOn, stage, firmness, duration, progress
    case amount, currency, predecessors, successors, milestone, summary, level

    /// Headers people have for it, as `normalizedHeader` writes them; the first ones win where a table has several.
    ///
    /// From the exports of Salesforce, HubSpot, Pipedrive, Dynamics, Jira, Smartsheet, Asana, monday.com, Trello, Azure
    /// DevOps, GitHub, Primavera, Microsoft Project (English, German, French) and from spreadsheets.
    var headers: [String] {
        switch self {
        case .id:
            [
                "id", "key", "issue key", "task id", "activity id", "deal id", "opportunity id", "record id",
                "unique id",
                "item id", "card id", "nr", "no", "number", "nummer", "n", "wbs",
            ]
        case .row: ["row", "row number", "row id", "#", "zeile", "ligne"]
        case .title:
            [
                "title", "task name", "name", "task", "opportunity name", "deal name", "issue summary", "activity name",
                "activity", "deliverable", "commitment", "promise", "subject", "item", "primary column", "primary",
                "milestone name", "deal title", "card name", "topic", "vorgangsname", "vorgang", "aufgabe",
                "bezeichnung", "titel", "thema",
                "nom de la tâche", "nom", "tâche", "titre", "summary",
            ]
        case .promisor:
            [
                "promisor", "owner", "assignee", "assigned to", "responsible", "opportunity owner", "deal owner",
                "task owner", "owner name", "accountable", "resource names", "resource name", "resources",
                "promised by", "assignees", "assign", "members", "person", "people", "dri", "account owner",
                "account executive", "sales rep", "salesperson", "verantwortlich", "zuständig", "bearbeiter",
                "ressourcennamen", "responsable", "noms ressources",
                "attribué à",
            ]
        case .promisee:
            [
                "promisee", "promised to", "account name", "account", "client", "customer", "company name", "company",
                "associated company", "deal organization", "organization", "potential customer", "recipient",
                "requester", "requested by", "reporter", "kunde", "kundenname",
                "auftraggeber", "firma", "compte", "nom du compte",
            ]
        case .due:
            [
                "due", "due date", "finish", "finish date", "planned finish", "end", "end date", "close date",
                "expected close date", "closing date", "target date", "target end", "target finish", "delivery date",
                "promised date", "commit date", "committed date", "need by", "need by date", "required by",
                "deliver by",
                "planned end", "planned end date", "target completion date", "expected completion date",
                "deal expected close date", "est close date", "estimated close date", "timeline end", "go live date",
                "eta", "fällig", "fällig am", "fälligkeitsdatum", "fertig stellen", "ende", "enddatum",
                "endtermin", "abschlussdatum", "échéance", "date d échéance", "fin", "date de fin", "date de clôture",
                "date",
            ]
        case .deadline: ["deadline", "must finish by", "stichtag", "date limite"]
        case .begin:
            [
                "start", "start date", "begin", "begin date", "planned start", "target start", "scheduled start",
                "planned start date", "timeline start",
                "anfang", "beginn", "startdatum", "anfangstermin", "début", "date de début",
            ]
        case .status:
            [
                "status", "state", "task status", "activity status", "issue status", "completed", "complete", "done",
                "zustand", "statut",
                "état",
            ]
        case .keptOn:
            [
                "kepton", "kept on", "actual finish", "actual end", "actual end date", "completed at", "completed on",
                "completion date", "date completed", "resolved", "resolution date", "ist ende", "tatsächliches ende",
                "fin réelle",
            ]
        case .stage: ["stage", "deal stage", "opportunity stage", "sales stage"]
        case .firmness: ["firmness"]
        case .duration:
            [
                "duration", "duration days", "working days", "estimated duration", "dauer", "durée",
                "original estimate", "original duration", "planned duration", "estimate", "work", "lead time", "days",
            ]
        case .progress:
            [
                "complete percent", "percent complete", "progress", "completion", "abgeschlossen percent",
                "percent abgeschlossen", "fortschritt", "achevé percent", "percent achevé",
            ]
        case .amount:
            [
                "amount", "deal value", "contract value", "deal amount", "opportunity amount", "est revenue",
                "estimated revenue", "annual contract value", "acv", "tcv", "value", "price", "betrag",
                "umsatz", "montant",
            ]
        case .currency:
            ["currency", "amount currency", "opportunity currency", "currency iso code", "währung", "devise"]
        case .predecessors:
            [
                "predecessors", "predecessor", "depends on", "blocked by", "is blocked by", "blocked by dependencies",
                "inward issue link blocks", "dependencies", "dependency", "dependent on", "needs", "vorgänger",
                "prédécesseurs",
            ]
        case .successors:
            [
                "successors", "successor", "blocks", "blocking", "blocking dependencies", "outward issue link blocks",
                "nachfolger", "successeurs",
            ]
        case .milestone: ["milestone", "is milestone", "meilenstein", "jalon"]
        case .summary: ["summary", "is summary", "zusammenfassung", "sammelvorgang", "récapitulative"]
        case .level: ["outline level", "level", "indent", "gliederungsebene", "niveau hiérarchique"]
        }
    }

    /// Its name for `--map`.
    public var name: String { String(describing: self) }

    /// The field of that name.
    public init?(name: String) {
        guard let field = Self.allCases.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else { return nil }
        self = field
    }

    /// What it is, for people who have to say which column holds it.
    public var meaning: String {
        switch self {
        case .id: "the id"
        case .row: "the row's number"
        case .title: "the title"
        case .promisor: "who promises"
        case .promisee: "who is promised"
        case .due: "the due date"
        case .deadline: "the deadline"
        case .begin: "the day work begins"
        case .status: "the status"
        case .keptOn: "the day it was kept"
        case .stage: "the stage"
        case .firmness: "the firmness"
        case .duration: "the duration"
        case .progress: "the percentage complete"
        case .amount: "the amount"
        case .currency: "the currency"
        case .predecessors: "what is needed first"
        case .successors: "what needs it"
        case .milestone: "whether it is a milestone"
        case .summary: "whether it only sums up others"
        case .level: "the outline level"
        }
    }
}

/// A header in small letters, its words parted by single blanks, `%` as a word of its own behind the others.
func normalizedHeader(_ text: String) -> String {
    var words: [String] = []
    var word = ""
    func end() {
        if !word.isEmpty { words.append(word) }
        word = ""
    }
    var hasPercent = false
    for scalar in text.lowercased().unicodeScalars {
        if scalar == "%" {
            hasPercent = true
            end()
        } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            || scalar.properties.generalCategory == .nonspacingMark
        {
            word.unicodeScalars.append(scalar)
        } else if scalar == "#" {
            end()
            words.append("#")
        } else {
            end()
        }
    }
    end()
    if hasPercent { words.append("percent") }
    // Jira puts the names of a project's own fields like this: "Custom field (Start date)".
    if words.count > 2, words.starts(with: ["custom", "field"]) { words.removeFirst(2) }
    return words.joined(separator: " ")
}
