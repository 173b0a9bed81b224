import DominoAnalysis
import DominoScenario

/// A ranking as JSON, by falling blast radius; a tolerance of null knows no end.
public func rankJSON(_ answer: RankResult, in scenario: Scenario) -> String {
    resultJSON("rank", of: scenario, asOf: answer.question.asOf) { json in
        json.field("days", answer.question.days)
        json.field("replicates", answer.question.replicates)
        json.field("seed", answer.question.seed)
        json.array("commitments") { json in
            for ranked in answer.commitments { write(ranked, scenario, into: &json) }
        }
    }
}

private func write(_ ranked: Ranked, _ scenario: Scenario, into json: inout JSONText) {
    json.object { json in
        json.field("id", scenario.id(ofCommitment: Int(ranked.commitment)))
        json.field("blastRadius", rounded(figure: ranked.blastRadius))
        json.field("late", ranked.late)
        json.field("broken", ranked.broken)
        if let reached = ranked.stakeholders {
            json.array("stakeholders") { json in
                for place in reached { json.value(scenario.string(scenario.stakeholders[Int(place)].id)) }
            }
        } else {
            json.field("stakeholders", Int?.none)
        }
        json.field("tolerance", ranked.tolerance < .infinity ? rounded(days: ranked.tolerance) : nil)
        json.field("carried", ranked.carried)
        json.field("blame", ranked.blame)
        json.field("priceOfDay", ranked.priceOfDay)
    }
}
