import DominoAnalysis
import DominoScenario

/// What the indices of an answer stand for: the names and facts of its scenario.
///
/// Names come out sanitized and go into sentences; ids come out as the file writes them and go into JSON alone.
public struct Names: Sendable {
    /// The scenario; what it says as text is sanitized below before anybody reads it.
    let scenario: Scenario
    /// Whether every score is money: all damage counts in the currency, and nothing has a weight.
    let countsOnlyMoney: Bool

    /// The names of a scenario.
    public init(_ scenario: Scenario) {
        self.scenario = scenario
        countsOnlyMoney = scenario.damages.allSatisfy { damage in
            scenario.isMoney(damage.kind) && scenario[damage.kind].weight == 1 && scenario[damage.bearer].weight == 1
        }
    }

    // MARK: Names for people

    /// What people call a commitment, in full.
    func title(of commitment: CommitmentIndex, limit: Int? = nil) -> SafeText {
        SafeText(sanitizing: scenario.title(ofCommitment: commitment), limit: limit)
    }

    /// A commitment in a sentence: its title in quotes, cut where it is long.
    func quoted(_ commitment: CommitmentIndex) -> SafeText { title(of: commitment, limit: sentenceLimit).quoted }

    /// What people call a stakeholder, in full.
    func name(of person: StakeholderIndex, limit: Int? = nil) -> SafeText {
        SafeText(sanitizing: scenario.name(ofStakeholder: person), limit: limit)
    }

    /// A stakeholder within a sentence: a name with an apposition gets the comma that ends it, and those who are called
    /// `Us` are `us`.
    func subject(_ person: StakeholderIndex) -> SafeText {
        let name = shortName(of: person)
        return name.string.firstPlace(of: ", ") != nil && !name.endsInLegalForm ? "\(name)," : name
    }

    /// A stakeholder's name without the office behind it: `Ruth Calder` for `Ruth Calder, chief executive`; `us` for
    /// those who are called so.
    func shortName(of person: StakeholderIndex) -> SafeText {
        let name = withoutOffice(name(of: person, limit: sentenceLimit))
        return isCalledUs(name) ? "us" : name
    }

    private func isCalledUs(_ name: SafeText) -> Bool { ["us", "we", "ourselves"].contains(name.string.lowercased()) }

    /// Whether somebody is one of ours: on the seller's side, or called so.
    func isOurs(_ person: StakeholderIndex) -> Bool {
        scenario[person].side == .seller || isCalledUs(name(of: person))
    }

    /// What people call a mitigation.
    func title(of mitigation: MitigationIndex, limit: Int? = nil) -> SafeText {
        SafeText(sanitizing: scenario.title(ofMitigation: mitigation), limit: limit)
    }

    /// A mitigation in a sentence.
    func quoted(_ mitigation: MitigationIndex) -> SafeText { title(of: mitigation, limit: sentenceLimit).quoted }

    /// A plan in a sentence, its mitigations by name; many are counted.
    func listed(_ plan: [MitigationIndex]) -> SafeText {
        guard !plan.isEmpty else { return "nothing" }
        return plan.map { quoted($0) }.listed(limit: plan.count > 4 ? 3 : 4)
    }

    /// What people call a stage: its title, or its id.
    func title(of stage: StageIndex, limit: Int? = nil) -> SafeText {
        let stage = scenario[stage]
        return SafeText(sanitizing: scenario.string(stage.title.isEmpty ? stage.id : stage.title), limit: limit)
    }

    /// A stage in a sentence.
    func quoted(_ stage: StageIndex) -> SafeText { title(of: stage, limit: sentenceLimit).quoted }

    /// What people call a risk: its title, or its id.
    func title(of risk: RiskIndex, limit: Int? = nil) -> SafeText {
        let risk = scenario[risk]
        return SafeText(sanitizing: scenario.string(risk.title.isEmpty ? risk.id : risk.title), limit: limit)
    }

    /// A kind of damage.
    func name(of kind: KindIndex) -> SafeText {
        SafeText(sanitizing: scenario.string(scenario[kind].id), limit: 40)
    }

    /// The unit of a kind of damage.
    func unit(of kind: KindIndex) -> SafeText { SafeText(sanitizing: scenario.unit(ofKind: kind), limit: 20) }

    /// An uncertain input: `delay of Order platform live`, `risk Change freeze`, `factor team-pace`.
    func name(of input: UncertainInput, limit: Int? = nil) -> SafeText {
        switch input {
        case .delay(let commitment): return "delay of \(title(of: commitment, limit: limit))"
        case .risk(let risk): return "risk \(title(of: risk, limit: limit))"
        case .factor(let factor):
            return "factor \(SafeText(sanitizing: scenario.string(scenario[factor].id), limit: limit))"
        case .patience(let commitment): return "patience with \(title(of: commitment, limit: limit))"
        case .remaining(let commitment): return "work left on \(title(of: commitment, limit: limit))"
        }
    }

    /// What the scenario is called.
    func scenarioName(limit: Int? = nil) -> SafeText {
        SafeText(sanitizing: scenario.string(scenario.name), limit: limit)
    }

    // MARK: Amounts

    /// The currency; empty where the file does not say.
    var currency: SafeText { SafeText(sanitizing: scenario.string(scenario.currency), limit: 20) }

    /// The unit behind a heading: `, in USD`.
    var inCurrency: SafeText { currency.isEmpty ? "" : ", in \(currency)" }

    /// A computed amount in a sentence: `USD 588,000`.
    func amount(_ value: Double) -> SafeText { withCurrency(figure(value)) }

    /// An amount as somebody wrote it down, such as a cost: `USD 49,500`.
    func cost(_ value: Double) -> SafeText { withCurrency(exact(value)) }

    private func withCurrency(_ figure: SafeText) -> SafeText { currency.isEmpty ? figure : "\(currency) \(figure)" }

    // MARK: Ids, for JSON

    /// The id of a commitment.
    func id(_ commitment: CommitmentIndex) -> String { scenario.id(ofCommitment: commitment) }
    /// The id of a stakeholder.
    func id(_ person: StakeholderIndex) -> String { scenario.string(scenario[person].id) }
    /// The id of a mitigation.
    func id(_ mitigation: MitigationIndex) -> String { scenario.string(scenario[mitigation].id) }
    /// The id of a stage.
    func id(_ stage: StageIndex) -> String { scenario.string(scenario[stage].id) }
    /// The id of a kind of damage.
    func id(_ kind: KindIndex) -> String { scenario.string(scenario[kind].id) }
}

/// Most characters of a name in a sentence.
let sentenceLimit = 60

/// A name without the office that stands behind a comma.
///
/// An office begins with a small letter: `chief executive`, `our company`. A comma within a number (`1,200 stores`),
/// before a legal form (`Acme, Inc.`), or before another name (`Dana's crew, Ohio Valley`) parts nothing.
func withoutOffice(_ name: SafeText) -> SafeText {
    guard let comma = name.string.firstPlace(of: ", "), let first = name.string[comma.upperBound...].first,
        first.isLowercase, name.string[..<comma.lowerBound].contains(where: { $0.isLetter }),
        !isLegalForm(name.string[comma.upperBound...].prefix { $0.isLetter })
    else { return name }
    return SafeText(trusted: String(name.string[..<comma.lowerBound]))
}

/// Whether a word behind a comma is part of a company's name.
private func isLegalForm(_ word: Substring) -> Bool {
    let forms = ["inc", "ltd", "llc", "plc", "gmbh", "ag", "kg", "sa", "bv", "nv", "spa", "srl", "corp", "co"]
    return forms.contains(word.lowercased())
}

extension SafeText {
    /// Whether what stands behind the last comma is the legal form of a company.
    fileprivate var endsInLegalForm: Bool {
        let last = string.split(separator: ",").last?.drop { $0 == " " } ?? ""
        return isLegalForm(last.prefix { $0.isLetter }) && last.count { $0 == " " } == 0
    }
}
