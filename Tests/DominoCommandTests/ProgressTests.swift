import DominoTestSupport
import Testing

@testable import DominoCommand

@Suite("progress of a long run")
struct ProgressTests {
    @Test("says how far it is, how fast, and how long it takes")
    func words() {
        #expect(progressLine(done: 0, of: 100, seconds: 1) == "  0 %")
        #expect(
            progressLine(done: 430_000, of: 1_000_000, seconds: 0.5) == "  43 %, 860,000 runs per second, 1 s left")
        #expect(
            progressLine(done: 1_234_567, of: 10_000_000, seconds: 1)
                == "  12 %, 1.2 million runs per second, 8 s left")
        #expect(progressLine(done: 77, of: 10_000, seconds: 1) == "  0 %, 77 runs per second, 3 min left")
        #expect(progressLine(done: 1000, of: 1000, seconds: 1) == "  99 %, 1,000 runs per second, summing up")
    }

    @Test("fits a line of sixty columns, whatever the figures")
    func width() {
        for total in [1, 7, 10_000, 1_000_000_000] {
            for done in [0, 1, total / 3, total - 1, total] {
                for seconds in [0, 1e-9, 0.5, 3, 1e6, 1e12] {
                    #expect(progressLine(done: done, of: total, seconds: seconds).count <= 60)
                }
            }
        }
    }

    @Test("is not shown where standard error is no terminal")
    func silence() {
        let arguments = ["simulate", "\(repositoryRoot)/Scenarios/software-go-live.json", "--replicates", "5000"]
        let result = runProcess(dominoBinary, arguments)
        #expect(result.status == 0)
        #expect(result.errors == "")
    }
}
