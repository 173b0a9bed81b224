import DominoTestSupport
import Foundation
import Testing

@testable import DominoReport

/// The scenario most pages are made of.
let softwareGoLive = "\(repositoryRoot)/Scenarios/software-go-live.json"

/// Tests that make a page, do something with it, and hold it against the command.
protocol PageSuite {}

extension PageSuite {
    /// Writes a page of a scenario into a folder of its own.
    func page(_ folder: TemporaryFolder, of scenario: String = softwareGoLive, _ arguments: String...) -> String {
        let path = "\(folder.path)/page.html"
        let result = runProcess(quickBinary, ["report", scenario, "-o", path, "--quiet"] + arguments)
        #expect(result.status == 0 && result.errors == "", "\(result.errors)")
        return path
    }

    func json(_ arguments: String...) throws -> [String: Any] {
        let result = runProcess(dominoBinary, arguments + ["--format", "json"])
        // A check that advises against it ends with 1.
        try #require(result.status <= 1, "\(result.errors)")
        return try #require(try JSONSerialization.jsonObject(with: Data(result.standardOutput)) as? [String: Any])
    }

    /// What a page shows in numbers, as the result of a step.
    var figures: Browser.Step {
        .evaluate(
            """
            JSON.stringify((({ score, silentScore, onPlanScore, overcommitted, planCost, sequence, hurt, slip, scores, carried }) =>
              ({ score, silentScore, onPlanScore, overcommitted, planCost, sequence: sequence.map(n => domino.facts.commitments[n].id),
                 hurt, slip: [...slip].map(days => days === Infinity ? null : days), scores: [...scores], carried: [...carried] }))
              (domino.answer()))
            """)
    }

    /// Holds what a page shows against a what-if of the command.
    func compare(_ shown: String, with answer: [String: Any], _ name: String) throws {
        let page = try #require(try JSONSerialization.jsonObject(with: Data(shown.utf8)) as? [String: Any])
        let total = try #require(answer["total"] as? [String: Any])
        for field in ["score", "silentScore", "onPlanScore"] {
            let own = try #require(page[field] as? Double)
            #expect(rounded(figure: own) == total[field] as? Double, "\(name): \(field)")
        }
        #expect((page["planCost"] as? Double) == answer["planCost"] as? Double, "\(name): cost")
        let commitments = try #require(answer["commitments"] as? [[String: Any]]).filter {
            $0["state"] as? String != "released"
        }
        let slips = try #require(page["slip"] as? [Any])
        let scores = try #require(page["scores"] as? [Double])
        let carried = try #require(page["carried"] as? [Double])
        #expect(slips.count == commitments.count)
        for (place, commitment) in commitments.enumerated() {
            #expect(
                (slips[place] as? Double).map { rounded(days: $0) } == commitment["slip"] as? Double,
                "\(name): \(place)")
            #expect(rounded(figure: scores[place]) == commitment["score"] as? Double, "\(name): \(place)")
            #expect(rounded(figure: carried[place]) == commitment["carried"] as? Double, "\(name): \(place)")
        }
        let sequence = (answer["sequence"] as? [[String: Any]])?.compactMap { $0["commitment"] as? String }
        #expect(page["sequence"] as? [String] == sequence, "\(name): sequence")
        let borne = (answer["stakeholders"] as? [[String: Any]])?.compactMap { $0["score"] as? Double } ?? []
        for person in page["hurt"] as? [[String: Any]] ?? [] {
            let place = try #require(person["place"] as? Int)
            #expect(rounded(figure: try #require(person["score"] as? Double)) == borne[place], "\(name): \(place)")
        }
    }
}
