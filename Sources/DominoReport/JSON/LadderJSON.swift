import DominoAnalysis
import DominoScenario

/// A ladder as JSON; stages in the order of the deal.
public func ladderJSON(_ answer: LadderResult, in scenario: Scenario, asOf: Day) -> String {
    func id(_ place: Int) -> String { scenario.string(scenario.stages[Int(answer.rungs[place].stage)].id) }
    return resultJSON("ladder", of: scenario, asOf: asOf) { json in
        json.field("standsAt", answer.standsAt.map(id))
        json.field("weakest", answer.weakest.map(id))
        json.array("stages") { json in
            for rung in answer.rungs { write(rung, answer, scenario, into: &json) }
        }
        json.array("ask") { json in
            for ask in answer.ask { write(ask, scenario, into: &json) }
        }
        writeIDs("unreturned", answer.unreturned, scenario, into: &json)
    }
}

private func writeIDs(_ name: String, _ places: [CommitmentIndex], _ scenario: Scenario, into json: inout JSONText) {
    json.array(name) { json in
        for place in places { json.value(scenario.id(ofCommitment: Int(place))) }
    }
}

private func write(_ rung: Rung, _ answer: LadderResult, _ scenario: Scenario, into json: inout JSONText) {
    let stage = scenario.stages[Int(rung.stage)]
    json.object { json in
        json.field("id", scenario.string(stage.id))
        json.field("title", stage.title.isEmpty ? nil : scenario.string(stage.title))
        json.field("advance", stage.advancesByAny ? "any" : "all")
        json.field("state", rung.state.rawValue)
        writeIDs("agreed", rung.agreed, scenario, into: &json)
        writeIDs("open", rung.open, scenario, into: &json)
        writeIDs("seller", rung.seller, scenario, into: &json)
        writeIDs("other", rung.other, scenario, into: &json)
        writeIDs("released", rung.released, scenario, into: &json)
        writeIDs(
            "weak", answer.weak.filter { scenario.commitments[Int($0)].stage == rung.stage }, scenario, into: &json)
        let all = rung.agreed + rung.open + rung.seller + rung.other + rung.released
        json.array("commitments") { json in
            for place in all.sorted() { write(place, scenario, into: &json) }
        }
    }
}

private func write(_ place: CommitmentIndex, _ scenario: Scenario, into json: inout JSONText) {
    let commitment = scenario.commitments[Int(place)]
    let promisor = scenario.stakeholders[Int(commitment.promisor)]
    json.object { json in
        json.field("id", scenario.id(ofCommitment: Int(place)))
        json.field("promisor", scenario.string(promisor.id))
        json.field("side", promisor.side.rawValue)
        json.field("status", commitment.status.rawValue)
        json.field("firmness", commitment.firmness == 0 ? nil : Int(commitment.firmness))
    }
}

private func write(_ ask: Ask, _ scenario: Scenario, into json: inout JSONText) {
    json.object { json in
        json.field("stage", scenario.string(scenario.stages[Int(ask.stage)].id))
        json.field("commitment", ask.commitment.map { scenario.id(ofCommitment: Int($0)) })
        json.field("of", ask.of.map { scenario.string(scenario.stakeholders[Int($0)].id) })
        json.field("ready", ask.isReady)
        json.field("opens", ask.opens)
    }
}
