/// Working days in units that programs write durations in.
///
/// A week has 5 days, a month 20 and a day 8 hours, as Microsoft Project counts unless told otherwise.
/// - Returns: days of work a unit has, and whether it runs through nights and days off; nil for an unknown unit.
func daysPerUnit(_ unit: String) -> (days: Double, isElapsed: Bool)? {
    if unit.isEmpty { return (1, false) }
    var word = unit.lowercased()
    // A duration somebody is unsure of: "5 days?".
    while word.utf8.last == UInt8(ascii: "?") || word.utf8.last == UInt8(ascii: ".") { word.removeLast() }
    if let days = workingUnits.first(where: { $0.words.contains(word) })?.days { return (days, false) }
    // "ed" is an elapsed day in English and French ("jé"), "fd" would be one in German ("ft").
    if word.utf8.first == UInt8(ascii: "e"), let unit = elapsedUnits.first(where: { $0.words.contains(word) }) {
        return (unit.days, true)
    }
    return nil
}

private let workingUnits: [(words: [String], days: Double)] = [
    (["", "d", "dy", "day", "days", "wd", "t", "tag", "tage", "j", "jr", "jour", "jours"], 1),
    (["w", "wk", "wks", "week", "weeks", "woche", "wochen", "sem", "semaine", "semaines"], 5),
    (["mo", "mon", "mons", "month", "months", "monat", "monate", "mois"], 20),
    (["h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden", "heure", "heures"], 1.0 / 8),
    (["m", "min", "mins", "minute", "minutes", "minuten"], 1.0 / 480),
]

/// In days of the calendar.
private let elapsedUnits: [(words: [String], days: Double)] = [
    (["ed", "eday", "edays"], 1), (["ew", "ewk", "ewks", "eweek", "eweeks"], 7),
    (["emo", "emon", "emonth", "emonths"], 30), (["eh", "ehr", "ehrs", "ehour", "ehours"], 1.0 / 24),
    (["em", "emin", "emins", "eminute", "eminutes"], 1.0 / 1440),
]
