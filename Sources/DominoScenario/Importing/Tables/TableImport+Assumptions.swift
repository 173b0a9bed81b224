extension TableImport {
    /// Says what was assumed for want of a word.
    mutating func explainAssumptions() {
        if !currency.isEmpty, options.currency == nil { guesses.append("the currency is \(quoted(currency))") }
        for (field, id) in [
            (TableField.promisor, PlanParties.unnamedPromisor), (.promisee, PlanParties.unnamedPromisee),
        ] {
            let missing = rows.count { text($0, field).isEmpty }
            guard missing > 0 else { continue }
            let role = field == .promisor ? "promises" : "is promised"
            guesses.append(
                missing == rows.count
                    ? "nothing says who \(role): it is \"\(id)\""
                    : "\(counted(missing, "row")) \(missing == 1 ? "does" : "do") not say who \(role): it is \"\(id)\"")
        }
        if assumed.openDeals > 0 {
            guesses.append("an open deal is proposed: nobody has agreed yet")
        }
        if assumed.keptOnDueDate > 0 {
            guesses.append(
                "\(counted(assumed.keptOnDueDate, "row")) \(assumed.keptOnDueDate == 1 ? "is" : "are") kept, and nothing "
                    + "says when: on the due date")
        }
        if !assumed.unknownStatus.isEmpty {
            guesses.append(
                "counted as agreed: status " + assumed.unknownStatus.map(quoted).joined(separator: ", "))
        }
        if assumed.elapsedLags > 0 {
            guesses.append(
                "elapsed days count as days of the calendar" + (skipsWeekends ? ", five of seven worked" : ""))
        }
        if assumed.ownLeads > 0, let lead = options.lead {
            guesses.append("\(counted(assumed.ownLeads, "need")) took the lead of --lead \(plain(lead))")
        }
    }
}

/// `1 row`, `2 rows`.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)" + (count == 1 ? "" : "s") }
