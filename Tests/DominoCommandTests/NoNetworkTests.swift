import DominoTestSupport
import Foundation
import Testing

@Suite("Nothing leaves the machine")
struct NoNetworkTests {
    /// What a program has to call before it can reach another machine.
    static let calls = ["socket", "connect", "getaddrinfo", "gethostbyname", "sendto", "sendmsg", "bind", "listen"]

    @Test("the command does not so much as know the calls by which a connection is opened")
    func calls() throws {
        let program = try Data(contentsOf: URL(fileURLWithPath: dominoBinary))
        /// Whether it takes a function of that name from a library: names stand between zeros in its list of symbols.
        func takes(_ name: String) -> Bool { program.range(of: Data("\0\(name)\0".utf8)) != nil }
        #expect(takes("read") && takes("write"), "the list of symbols is found")
        #expect(Self.calls.filter(takes) == [])
    }

    /// Whether the system lets one process watch another.
    static let canTrace = isOnPath("strace") && runProcess("strace", ["-f", "-e", "trace=network", "true"]).status == 0

    @Test(
        "the system is asked for no connection, whatever a file says about addresses",
        .enabled(if: canTrace, "no strace, or no leave to use it"))
    func trace() throws {
        let addressed = sampleScenario.replacing(
            "{ \"domino\": 1,", with: "{ \"$schema\": \"https://example.com/domino.schema.json\", \"domino\": 1,")
        let yard = try Playground(["deal.json": addressed])
        for arguments in [
            ["validate", "deal.json"], ["simulate", "deal.json", "--replicates", "64"],
            ["report", "deal.json", "--replicates", "64", "-o", "deal.html"],
        ] {
            let run = runProcess(
                "strace", ["-f", "-qq", "-e", "trace=network", "-o", "trace.txt", quickBinary] + arguments,
                environment: ["COLUMNS": "100"], directory: yard.folder)
            #expect(run.status == 0, "\(arguments): \(run.errors)")
            #expect(yard.text("trace.txt") == "", "\(arguments)")
        }
    }
}
