extension ScenarioReader {
    /// Reads a kind of damage.
    mutating func readKind(_ declared: Declared) {
        var kind = Kind(id: declared.id, isListed: true)
        guard var members = members(of: Int(declared.node), "a kind", as: KindField.self) else { return }
        while let (field, value) = next(&members) {
            switch field {
            case .id: break
            case .unit: kind.unit = text(value, "unit") ?? .empty
            case .weight: kind.weight = amount(value, "weight") ?? 1
            }
        }
        scenario.kinds.append(kind)
    }

    /// Reads a stakeholder.
    mutating func readStakeholder(_ declared: Declared) {
        var stakeholder = Stakeholder(id: declared.id, span: declared.span)
        guard var members = members(of: Int(declared.node), "a stakeholder", as: StakeholderField.self) else {
            return
        }
        while let (field, value) = next(&members) {
            switch field {
            case .id: break
            case .name: stakeholder.name = text(value, "name") ?? .empty
            case .side: stakeholder.side = choice(value, "side", as: Side.self) ?? .other
            case .weight: stakeholder.weight = amount(value, "weight") ?? 1
            }
        }
        scenario.stakeholders.append(stakeholder)
    }

    /// Reads a stage of the deal.
    mutating func readStage(_ declared: Declared) {
        var stage = Stage(id: declared.id)
        guard var members = members(of: Int(declared.node), "a stage", as: StageField.self) else { return }
        while let (field, value) = next(&members) {
            switch field {
            case .id: break
            case .title: stage.title = text(value, "title") ?? .empty
            case .advance: stage.advancesByAny = choice(value, "advance", as: Advance.self) == .any
            }
        }
        scenario.stages.append(stage)
    }

    /// How many of a stage's client commitments advance it.
    enum Advance: String, CaseIterable {
        case all, any
    }

    /// A stakeholder by id; where no file lists any, one not met before is added.
    mutating func stakeholder(_ node: Int, _ what: String) -> StakeholderIndex? {
        guard let id = text(node, what, expected: "the id of a stakeholder, in quotes") else { return nil }
        if let number = stakeholders.number(of: id, in: scenario.sources) { return StakeholderIndex(Int(number)) }
        guard !listsStakeholders else {
            later.unknown.append(
                LaterChecks.Unknown(code: .unknownStakeholder, span: tree[node].span, id: id, noun: "stakeholder"))
            return nil
        }
        if let problem = problem(withID: id) {
            report(.invalidID, node: node, problem.message, hint: problem.hint)
            return nil
        }
        let place = scenario.stakeholders.nextPlace
        scenario.stakeholders.append(Stakeholder(id: id, span: tree[node].span))
        _ = stakeholders.insert(id, number: place.place, in: scenario.sources)
        if !scenario.sources.isASCII(id) { hasAccents = true }
        return place
    }

    /// A kind by id; one that is not listed is added, with weight 1 in the currency.
    mutating func kind(_ node: Int, _ what: String) -> KindIndex? {
        guard let id = text(node, what, expected: "the id of a kind, in quotes") else { return nil }
        if let number = kinds.number(of: id, in: scenario.sources) { return KindIndex(Int(number)) }
        if let problem = problem(withID: id) {
            report(.invalidID, node: node, problem.message, hint: problem.hint)
            return nil
        }
        warnOfTypingError(id, node)
        let place = scenario.kinds.nextPlace
        scenario.kinds.append(Kind(id: id, isListed: false))
        _ = kinds.insert(id, number: place.place, in: scenario.sources)
        return place
    }

    /// A kind that is not listed, and almost is.
    private mutating func warnOfTypingError(_ id: Text, _ node: Int) {
        // Each comparison is a walk over all listed kinds.
        guard comparedKinds < LaterChecks.suggestionLimit else { return }
        comparedKinds += 1
        // Listed kinds stand in front of all others.
        let listed = scenario.kinds.prefix { $0.isListed }.map { scenario.string($0.id) }
        guard let hint = suggestion(for: scenario.string(id), among: listed) else { return }
        report(
            .unlistedKind, node: node, "the kind \(quoted(id)) is not listed, so it weighs 1 in the currency",
            hint: hint)
    }
}
