import DominoAnalysis
import DominoScenario

// What speaks against promising, in words.

extension Names {
    /// What a finding is, in one sentence without a full stop.
    func message(of finding: Finding) -> SafeText {
        let titles = finding.commitments.map { quoted($0) }
        let stage = finding.stage.map { quoted($0) } ?? ""
        switch finding.code {
        case .overcommitted:
            let due = fullDate(scenario[finding.commitments[1]].due)
            return
                "\(titles[1]), due \(due), is \(workingDays(finding.days)) too soon after \(titles[0]): late even if"
                + " nobody slips"
        case .notAgreed: return "Nobody has agreed to \(titles[0]), which this promise depends on"
        case .noDate: return "\(titles[0]) was called off and has no date, yet \(titles[1]) needs it"
        case .oneSidedStage: return "In stage \(stage), only the seller has promised anything"
        case .stalledStage:
            return titles.isEmpty
                ? "In stage \(stage), nobody has promised anything"
                : "In stage \(stage), the client has agreed to nothing"
        case .noFallback:
            let average: SafeText =
                countsOnlyMoney
                ? "\(amount(finding.score)) of average damage" : "\(figure(finding.score)) of the average score"
            return "\(titles[1]) has no plan B if \(titles[0]) fails: up to \(average) depends on it"
        case .chainWithoutBuffer:
            return "\(titles.count) commitments in a row have no spare \(working)day between them, from \(titles[0]) to"
                + " \(titles.last ?? "")"
        case .overdue:
            let due = fullDate(scenario[finding.commitments[0]].due)
            return "\(titles[0]) is \(workingDays(finding.days)) overdue: it was due on \(due) and is still open"
        case .estimateRefuted:
            return "\(titles[0]) has taken longer already than its estimate allows, so no date after it is safe"
        case .assumedPrice:
            let what: SafeText =
                titles.isEmpty
                ? "breaking costs"
                : "it costs if \(titles.listed(limit: 3)) \(titles.count == 1 ? "is" : "are") never kept"
            return
                "\(chance(finding.share)) of the average rests on what \(what), which nobody has stated: what"
                + " \(workingDays(scenario.horizon)) late would cost is taken for it"
        case .unlistedKind:
            let kind = finding.kind.map { name(of: $0).quoted } ?? ""
            let unit: SafeText = currency.isEmpty ? "1" : "1 \(currency)"
            return "Damage to \(kind) is not listed in \"kinds\", so each unit of it counts as \(unit)"
        }
    }

    /// What to do about a finding, in one or two sentences.
    func advice(on finding: Finding) -> SafeText {
        func promisor(_ place: Int) -> StakeholderIndex { scenario[finding.commitments[place]].promisor }
        /// `Ask Dana Ruiz for a new date`; of our own things, what we have to do.
        func ask(_ place: Int, _ what: SafeText, ours: SafeText) -> SafeText {
            isOurs(promisor(place)) ? ours : "Ask \(subject(promisor(place))) \(what)"
        }
        switch finding.code {
        case .overcommitted:
            let promisee = scenario[finding.commitments[1]].promisee
            return isOurs(promisee)
                ? "Agree on a later date, or shorten the work in between."
                : "Agree on a later date with \(shortName(of: promisee)), or shorten the work in between."
        case .notAgreed:
            return isOurs(promisor(0))
                ? "Agree on it among yourselves, with a date, before you promise."
                : "Get a yes and a date from \(subject(promisor(0))) before you promise."
        case .noDate: return ask(0, "for a new date, or plan without it.", ours: "Set a new date, or plan without it.")
        case .oneSidedStage, .stalledStage:
            return "Ask the client for a commitment in return; 'domino ladder' shows which one to ask for next."
        case .noFallback:
            return ask(
                1, "what they would do without it, and after how many days: that is its \"fallback\".",
                ours: "Say what you would do without it, and after how many days: that is its \"fallback\".")
        case .chainWithoutBuffer:
            return "If one is late, all after it are late: leave spare days where they cost least."
        case .overdue:
            return ask(
                0, "today for a new date, or enter the day it was kept (\"keptOn\").",
                ours: "Keep it or agree on a new date today; if it is kept, enter the day (\"keptOn\").")
        case .estimateRefuted:
            return ask(
                0, "how many days of work are left, and enter them as \"remaining\".",
                ours: "Say how many days of work are left: enter them as \"remaining\".")
        case .assumedPrice:
            return "Set \"ifBroken\" in its damage to what it costs if it never comes."
        case .unlistedKind:
            return "List it in \"kinds\", with its unit and what one of it is worth to you."
        }
    }

    /// How much of an average rests on a price that nobody stated, and what to do; nil where it is little.
    func assumedPrice(_ share: Double) -> SafeText? {
        guard share >= 0.05 else { return nil }
        return
            "\(chance(share)) of the average rests on what breaking costs after \(workingDays(scenario.horizon)), which"
            + " nobody has stated: set \"ifBroken\"."
    }

    /// Whether nothing in the file is drawn at random.
    var isCertain: Bool {
        scenario.risks.isEmpty && scenario.mitigations.allSatisfy { $0.chance == 1 }
            && scenario.distributions.allSatisfy { uncertain in
                guard case .constant = uncertain.distribution else { return false }
                return uncertain.chance == 1
            }
    }

    // MARK: Kinds

    /// How often there is damage of each kind, and how much; nil where one kind of money says it all.
    ///
    /// - Parameter limits: the highest probability that each kind may have.
    func kindsTable(_ kinds: [KindFigures], limits: [(kind: KindIndex, probability: Double)]) -> Table? {
        let used = Set(scenario.damages.map { $0.kind })
        let rows = kinds.filter { used.contains($0.kind) }
        guard !limits.isEmpty || rows.contains(where: { $0.any > 0 }) else { return nil }
        guard rows.count > 1 || rows.contains(where: { !scenario.isMoney($0.kind) }) || !limits.isEmpty else {
            return nil
        }
        func limit(_ figures: KindFigures) -> Double? { limits.first { $0.kind == figures.kind }?.probability }
        var columns = [
            TableColumn(
                heading: "average",
                cells: rows.map {
                    scenario.isMoney($0.kind) ? amount($0.mean) : "\(figure($0.mean)) \(unit(of: $0.kind))"
                }),
            TableColumn(
                heading: "chance\nof any", cells: rows.map { likelihood($0.any) },
                tones: rows.map { row in limit(row).map { row.any > $0 ? .alarm : .good } ?? .plain }),
        ]
        if !limits.isEmpty {
            columns.append(TableColumn(heading: "limit", cells: rows.map { limit($0).map(level) ?? "" }))
        }
        return Table(heading: "kind", names: rows.map { name(of: $0.kind) }, columns: columns)
    }
}

/// The heading of the table of kinds.
let kindsHeading: SafeText = "How often it hurts, by kind"
