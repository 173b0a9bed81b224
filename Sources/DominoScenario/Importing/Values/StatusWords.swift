/// What a word in a column of status says; nil for a word that says nothing known.
///
/// Words of Salesforce, HubSpot, Jira, Asana, Smartsheet and spreadsheets, with some German and French.
func status(called word: String) -> Status? {
    word.isEmpty ? nil : statusOfWord[normalizedHeader(word)]
}

private let statusOfWord = Dictionary(
    statusWords.flatMap { entry in entry.words.map { ($0, entry.status) } }, uniquingKeysWith: { first, _ in first })

private let statusWords: [(status: Status, words: [String])] = [
    (
        .kept,
        [
            "kept", "done", "complete", "completed", "closed", "closed won", "won", "resolved", "finished", "delivered",
            "shipped", "accepted", "yes", "true", "x", "1", "100 percent", "erledigt", "fertig", "abgeschlossen",
            "gewonnen", "ja", "terminé", "terminée", "livré", "gagné", "oui",
        ]
    ),
    (.broken, ["broken", "lost", "closed lost", "failed", "missed", "verloren", "gescheitert", "perdu"]),
    (
        .released,
        [
            "released", "cancelled", "canceled", "won t do", "won t fix", "declined", "withdrawn", "abandoned",
            "obsolete", "not needed", "inactive", "duplicate", "abgebrochen", "storniert", "entfällt", "annulé",
            "annulée",
        ]
    ),
    (
        .proposed,
        [
            "proposed", "proposal", "draft", "tentative", "idea", "requested", "pending approval", "to be confirmed",
            "tbc", "unconfirmed", "backlog", "entwurf", "vorgeschlagen", "proposé", "brouillon", "à confirmer",
        ]
    ),
    (
        .agreed,
        [
            "agreed", "open", "to do", "todo", "not started", "new", "planned", "scheduled", "committed", "confirmed",
            "in progress", "started", "doing", "active", "on track", "at risk", "late", "delayed", "overdue", "blocked",
            "on hold", "in review", "review", "reopened", "selected for development", "no", "false", "0", "offen",
            "in arbeit", "in bearbeitung", "geplant", "begonnen", "nicht begonnen", "nein", "vereinbart", "ouvert",
            "en cours", "à faire", "prévu", "non commencé", "non",
        ]
    ),
]
