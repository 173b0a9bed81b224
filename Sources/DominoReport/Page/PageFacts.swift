import DominoAnalysis
import DominoScenario

/// The names and dates behind a deal's numbers, as JSON for the page: everything it shows that is not a figure.
///
/// Commitments and entries of damage are in the order of the deal; days are ordinals of the calendar.
func pageFacts(_ answered: Answered<ReportResult>, file: String, version: String) -> String {
    let (answer, names) = (answered.answer, answered.names)
    var numbers: [CommitmentIndex: Int] = [:]
    for (number, place) in answer.numbers.enumerated() { numbers[CommitmentIndex(Int(place))] = number }
    var json = JSONText(width: 4000)
    json.object { json in
        json.field("version", version)
        json.field("file", file)
        json.field("name", names.scenarioName())
        json.field("currency", names.currency)
        json.field("asOf", answer.whatIf.question.asOf.description)
        if case .today = answered.today { json.field("asOfIsToday", true) } else { json.field("asOfIsToday", false) }
        json.field("root", names.scenario.root.flatMap { numbers[$0] })
        writeCalendar(names, answer.whatIf.question.asOf, into: &json)
        json.array("commitments") { json in
            for place in answer.numbers { write(CommitmentIndex(Int(place)), names, numbers, into: &json) }
        }
        json.array("stakeholders") { json in
            for place in names.scenario.stakeholders.places { json.value(names.name(of: place)) }
        }
        json.array("kinds") { json in
            for (place, kind) in names.scenario.kinds.placed {
                json.object {
                    $0.field("name", SafeText(sanitizing: names.id(place)))
                    $0.field("unit", kind.unit.isEmpty ? nil : names.unit(of: place))
                    $0.field("weight", kind.weight)
                    $0.field("isMoney", names.scenario.isMoney(place))
                }
            }
        }
        json.array("sides") { json in
            for stakeholder in names.scenario.stakeholders { json.value(stakeholder.side.rawValue) }
        }
        json.field("hasSides", names.hasSides)
        json.field("working", names.working)
        json.field("overdue", names.overdueSentence(answer.whatIf.overdue))
        json.array("bearers") { json in
            for stakeholder in names.scenario.stakeholders { json.value(stakeholder.weight) }
        }
        writeEntries(answer, names, numbers, into: &json)
        writeMitigations(answer, names, into: &json)
        json.array("inputs") { json in
            for input in answer.compiled.origins.inputs { json.value(names.name(of: input)) }
        }
        writePromise(answer, names, numbers, into: &json)
        writeQuestion(answer, names, numbers, into: &json)
    }
    return json.text
}

private func writeCalendar(_ names: Names, _ asOf: Day, into json: inout JSONText) {
    json.object("calendar") { json in
        json.array("workdays") { json in
            let written = names.scenario.calendarAsWritten?.workdays ?? [Bool](repeating: true, count: 7)
            for works in written { json.value(works) }
        }
        json.array("holidays") { json in
            for day in names.scenario.calendarAsWritten?.holidays ?? [] { json.value(day.number) }
        }
    }
}

private func write(
    _ place: CommitmentIndex, _ names: Names, _ numbers: [CommitmentIndex: Int], into json: inout JSONText
) {
    let commitment = names.scenario[place]
    json.object { json in
        json.field("id", names.id(place))
        json.field("title", names.title(of: place))
        json.field("from", commitment.promisor.place)
        json.field("to", commitment.promisee.place)
        json.field("due", names.scenario.due(place))
        if commitment.status.isFact { json.field("fact", commitment.status.rawValue) }
        let needs = commitment.needs.compactMap { numbers[names.scenario[$0].commitment] }
        guard !needs.isEmpty else { return }
        json.array("needs") { json in for need in needs { json.value(need) } }
    }
}

/// Whose each entry of damage is.
private func writeEntries(
    _ answer: ReportResult, _ names: Names, _ numbers: [CommitmentIndex: Int], into json: inout JSONText
) {
    var owners = [Int](repeating: 0, count: names.scenario.damages.count)
    for (place, commitment) in names.scenario.commitments.enumerated() {
        for damage in commitment.damage { owners[Int(damage)] = numbers[CommitmentIndex(place)] ?? -1 }
    }
    json.array("entries") { json in
        for origin in answer.damageOrigin {
            json.array {
                $0.value(owners[Int(origin)])
                $0.value(names.scenario.damages[Int(origin)].kind.place)
                $0.value(names.scenario.damages[Int(origin)].bearer.place)
            }
        }
    }
}

private func writeMitigations(_ answer: ReportResult, _ names: Names, into json: inout JSONText) {
    json.array("mitigations") { json in
        for (place, mitigation) in names.scenario.mitigations.placed {
            json.object { json in
                json.field("id", names.id(place))
                json.field("title", names.title(of: place))
                json.field("cost", mitigation.cost)
                json.field("chance", mitigation.chance)
                json.field("decideBy", answer.options[Int(place)].decideBy.map { names.scenario.calendar.ordinal($0) })
                json.array("requires") { json in for other in mitigation.requires { json.value(other.place) } }
                json.array("excludes") { json in for other in mitigation.excludes { json.value(other.place) } }
            }
        }
    }
}

/// What a promise has to keep, and the plan that is best for the file's slip.
private func writePromise(
    _ answer: ReportResult, _ names: Names, _ numbers: [CommitmentIndex: Int], into json: inout JSONText
) {
    if let checked = answer.checked {
        let policy = checked.question.policy
        json.object("policy") { json in
            json.field("confidence", policy.confidence)
            json.field("stretch", policy.stretchConfidence)
            json.field("maxMean", policy.maxMean)
            json.field("maxP95", policy.maxP95)
            json.array("maxLate") { json in
                for (commitment, limit) in policy.maxLate {
                    guard let number = numbers[commitment] else { continue }
                    json.array {
                        $0.value(number)
                        $0.value(limit)
                    }
                }
            }
            json.field("perDayLater", names.scenario[checked.root].perDayLater)
        }
    }
    guard let best = answer.mitigated?.best else { return }
    json.array("best") { json in for place in best.mitigations { json.value(place.place) } }
}

/// What the page shows first.
private func writeQuestion(
    _ answer: ReportResult, _ names: Names, _ numbers: [CommitmentIndex: Int], into json: inout JSONText
) {
    json.object("question") { json in
        json.array("slips") { json in
            for slip in answer.whatIf.question.slips {
                guard let number = numbers[slip.commitment] else { continue }
                json.array {
                    $0.value(number)
                    if slip.days == .infinity { $0.value("broken") } else { $0.value(slip.days) }
                }
            }
        }
        json.array("plan") { json in for place in answer.whatIf.question.plan { json.value(place.place) } }
        json.field("toldOn", answer.whatIf.question.toldOn?.description)
        json.field("replicates", answer.question.replicates)
        json.field("seed", String(answer.question.seed))
    }
}
