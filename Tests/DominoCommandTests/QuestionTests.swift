import DominoTestSupport
import Foundation
import Testing

@Suite("A question that may not mean what it seems to")
struct QuestionTests {
    @Test(
        "is answered with a warning, and the status is 0",
        arguments: [
            (
                "--slip kick-off=5",
                "warning: \"kick-off\" is kept already, so a slip of it changes nothing [slip-on-fact]"
            ),
            // Five days before launch, which is due on 16 March, or on the day that go-live makes it late to.
            (
                "--slip go-live=1 --plan pilot --as-of 2026-03-12",
                "warning: \"pilot\" comes too late on 2026-03-12: it had to be "
                    + "decided by 2026-03-11 [late-mitigation]"
            ),
            ("--slip go-live=1 --plan pilot --as-of 2026-03-10", ""),
            // A plan is decided today, whenever people are told.
            ("--slip go-live=1 --plan pilot --tell-on 2026-03-12", ""),
            ("--slip go-live=1 --plan pilot,pilot", ""),
            ("", "note: nothing slips: this is the plan as it stands. Try --slip ID=DAYS."),
        ])
    func warnings(_ line: String, _ warning: String) throws {
        let scenario =
            sampleScenario
            .replacing(
                "\"due\": \"2026-02-13\"",
                with: "\"due\": \"2026-02-13\", \"status\": \"kept\", \"keptOn\": \"2026-02-16\""
            )
            .replacing("\"asOf\": \"2026-02-02\"", with: "\"asOf\": \"2026-02-20\"")
        let playground = try Playground(["a.json": scenario])
        let arguments = ["whatif", "a.json"] + line.split(separator: " ").map(String.init)
        let result = playground.domino(arguments)
        #expect(result.status == 0)
        // What is told about the file, such as what is overdue, begins with its name.
        let told = result.errors.split(separator: "\n").first { $0.hasPrefix("warning: ") || $0.hasPrefix("note: ") }
        #expect(told.map(String.init) ?? "" == warning)
        let quiet = playground.domino(arguments + ["--quiet"])
        #expect(quiet.errors == "")
        #expect(quiet.output == result.output)
    }

    @Test("says once on which day it counts where telling falls on a day off")
    func dayOff() throws {
        let calendar = sampleScenario.replacing("\"domino\": 1,", with: "\"domino\": 1, \"calendar\": {},")
        let result = try Playground(["a.json": calendar]).domino(
            "whatif", "a.json", "--slip", "data=1", "--tell-on", "2026-02-07")
        #expect(result.status == 0)
        #expect(
            result.errors
                == "warning: 2026-02-07 is a day off, so telling counts as on 2026-02-09, the working day after "
                + "[day-off]\n")
    }

    @Test("of a scenario without a commitment left in it has an answer")
    func allReleased() throws {
        let released = """
            { "domino": 1, "name": "a", "asOf": "2026-02-02", "commitments": [
              { "id": "a", "promisor": "us", "promisee": "them", "status": "released" } ] }
            """
        let playground = try Playground(["a.json": released])
        for format in ["text", "markdown", "json"] {
            #expect(playground.domino("whatif", "a.json", "--slip", "a=5", "--format", format).status == 0)
        }
    }
}

@Suite("The surroundings")
struct SurroundingsTests {
    @Test(
        "do not change a byte: time zone, language, terminal",
        arguments: [
            ["TZ": "UTC"], ["TZ": "Pacific/Kiritimati"], ["TZ": "America/Los_Angeles"], ["TZ": "\u{1B}nonsense"],
            ["TZ": ""],
            ["LANG": "C"], ["LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8"],
            ["LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"],
            ["LANG": "ja_JP.EUC-JP", "LC_NUMERIC": "ar_EG"], ["TERM": "dumb"],
            ["TERM": "xterm-256color", "CLICOLOR_FORCE": "0"],
            ["NO_COLOR": "1"], ["COLUMNS": "100"], ["GITHUB_ACTIONS": "false"], ["HOME": "/nowhere", "PATH": ""],
        ])
    func sameBytes(_ environment: [String: String]) throws {
        let playground = try Playground([
            "a.json": sampleScenario, "bad.json": sampleScenario.replacing("\"data\",", with: "7,"),
        ])
        for arguments in [
            ["whatif", "a.json", "--slip", "data=14.5"],
            ["whatif", "a.json", "--slip", "data=broken", "--format", "json"],
            ["whatif", "a.json", "--slip", "data=14", "--format", "markdown"], ["validate", "bad.json"], ["schema"],
            ["whatif", "a.json", "--slip", "dat=1"], ["init", "--as-of", "2026-02-02"], ["help", "whatif"],
        ] {
            let plain = playground.domino(arguments)
            let other = playground.domino(arguments, environment: environment)
            #expect(other.status == plain.status)
            #expect(other.standardOutput == plain.standardOutput)
            #expect(other.standardError == plain.standardError)
        }
    }

    @Test(
        "decide about colour only where nobody asks for it",
        arguments: [
            ([:], [], false), ([:], ["--color", "auto"], false), ([:], ["--color", "always"], true),
            (["NO_COLOR": "1"], ["--color", "always"], true), ([:], ["--color", "never"], false),
            (["TERM": "dumb"], ["--color", "always"], true), (["TERM": "xterm"], [], false),
        ] as [([String: String], [String], Bool)])
    func color(_ environment: [String: String], _ options: [String], _ isColored: Bool) throws {
        let playground = try Playground(["a.json": sampleScenario, "bad.json": "{"])
        let answer = playground.domino(["whatif", "a.json", "--slip", "data=14"] + options, environment: environment)
        #expect(answer.output.contains("\u{1B}[") == isColored)
        let problems = playground.domino(["validate", "bad.json"] + options, environment: environment)
        #expect(problems.errors.contains("\u{1B}[") == isColored)
        for format in ["json", "markdown"] {
            let result = playground.domino(
                ["whatif", "a.json", "--slip", "data=14", "--format", format] + options, environment: environment)
            #expect(!result.output.contains("\u{1B}"))
        }
    }
}
