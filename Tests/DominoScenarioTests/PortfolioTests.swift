import DominoScenario
import DominoTestSupport
import Foundation
import Testing

@Suite("The portfolio is made, not written")
struct PortfolioTests {
    @Test("the file in Scenarios is the generator's, byte for byte")
    func file() throws {
        let kept = try String(contentsOfFile: "\(repositoryRoot)/Scenarios/portfolio-500.json", encoding: .utf8)
        #expect(portfolioScenario() == kept)
    }

    @Test("others are valid too", arguments: [150, 700, 2000])
    func size(_ commitments: Int) {
        let text = portfolioScenario(commitments: commitments)
        let loaded = loadScenario(path: "portfolio", contents: Array(text.utf8)) { _ in .unreadable(reason: "") }
        #expect(loaded.scenario?.commitments.count == commitments)
    }
}
