import DominoTestSupport
import Foundation
import Testing

@Suite(
    "Driving the page by hand",
    .enabled(if: Browser.program != nil, "Chromium, or node to drive it, is not on the PATH"), .serialized)
struct DrivingTests: PageSuite {
    @Test(
        "says what a slip costs us and them, as the command does",
        arguments: [
            ["--slip", "go-live=15"], ["--slip", "go-live=3"], ["--slip", "go-live=broken"],
            ["--slip", "go-live=15", "--plan", "two-regions-first"],
        ])
    func headline(_ arguments: [String]) throws {
        let folder = try TemporaryFolder()
        let visit = try Browser.visit(
            page(folder, "--replicates", "200"),
            [
                .open("#" + Self.address(arguments)), .settled,
                .evaluate("document.querySelector('.verdict').textContent"),
            ])
        let text = runProcess(dominoBinary, ["whatif", softwareGoLive] + arguments, environment: ["COLUMNS": "80"])
        let sentence = text.output.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
        #expect(visit.errors == [])
        #expect(visit.texts[0].contains("It costs "))
        #expect(sentence.joined(separator: " ").hasPrefix(visit.texts[0]), "\(visit.texts[0])")
    }

    /// Options of the command as the page's address has them: `slip=go-live%3D15`.
    private static func address(_ arguments: [String]) -> String {
        stride(from: 0, to: arguments.count, by: 2).map { place in
            let value = arguments[place + 1].replacing("=", with: "%3D")
            return "\(arguments[place].dropFirst(2))=\(value)"
        }.joined(separator: "&")
    }

    @Test("is settled only when everything that was asked is answered")
    func settles() throws {
        let folder = try TemporaryFolder()
        let state = Browser.Step.evaluate("String(domino.page.isSettled)")
        let visit = try Browser.visit(
            page(folder, "--replicates", "500"),
            [
                .open(), .settled, .fill("#slip-days", "4"), state, .settled, .answer("renegotiate"),
                .evaluate("domino.page.edit('Due', [{ set: ['commitments', 5, 'due'], value: '2026-10-07' }])"), state,
                .settled, .evaluate("domino.page.answers.check.value.promise"),
            ])
        #expect(visit.errors == [])
        #expect(visit.texts[0] == "false")
        #expect(
            try object(visit.texts[1])
                == json("renegotiate", softwareGoLive, "--slip", "go-live=4", "--replicates", "500"))
        #expect(Array(visit.texts[2...]) == ["false", "2026-10-07"])
    }

    @Test("shows a question that fails in its view, and settles")
    func failure() throws {
        let folder = try TemporaryFolder()
        let visit = try Browser.visit(
            page(folder, of: "\(repositoryRoot)/Scenarios/late-report.json", "--replicates", "200"),
            [
                .open(), .settled, .evaluate("document.querySelector('#findout .of-rank').textContent"),
                .evaluate("document.querySelector('#odds .drawn').textContent"),
                // What is refused leaves the last good answer, and says so.
                .evaluate("domino.page.ask({ replicates: -1 })"), .settled,
                .evaluate("document.querySelector('#odds .state').textContent"),
                .evaluate("domino.page.ask({ replicates: 300 })"), .settled,
                .evaluate("document.querySelector('#odds .state').textContent"),
                .evaluate("String(domino.page.answers.simulate.value.replicates)"),
            ],
            // A worker in which the engine breaks down when it ranks.
            before: """
                globalThis.Worker = class extends Worker {
                  set onmessage(hear) {
                    super.onmessage = ({ data }) => hear({ data: /"result": ?"rank"/.test(data.result?.out)
                      ? { id: data.id, failure: "unreachable" } : data });
                  }
                };
                """)
        #expect(visit.errors == [])
        #expect(visit.texts[0] == "Internal error: unreachable.")
        #expect(visit.texts[1].contains("Chance of any damage"))
        #expect(!visit.texts[2].isEmpty)
        #expect(Array(visit.texts[3...]) == ["", "300"])
    }

    @Test("moves a due date by keys and by mouse, joins two commitments, and takes each back")
    func dragging() throws {
        let folder = try TemporaryFolder()
        let due = Browser.Step.evaluate("domino.page.scenario.commitments[9].due")
        let mark = ".due[data-id='bundle-price']"
        let visit = try Browser.visit(
            page(folder, "--replicates", "200"),
            [
                .size(1280, 900), .open(), .settled, .evaluate("document.querySelector(\"\(mark)\").focus()"),
                .key("ArrowRight"), .key("ArrowRight"), .key("Enter"), .settled, due, .key("Control+z"), .settled, due,
                .key("Control+y"), .settled, due, .key("Control+z"), .settled,
                .drag(mark, to: 60), .settled,
                .evaluate("String(domino.page.scenario.commitments[9].due > '2026-11-05')"),
                .key("Control+z"), .settled,
                .drag(".node[data-id='agent-training'] .handle", to: ".node[data-id='bundle-price']"), .settled,
                .evaluate("JSON.stringify(domino.page.scenario.commitments[9].needs.at(-1))"),
                .evaluate("document.querySelector(\".node[data-id='card-certificate']\").focus()"), .key("n"),
                .evaluate("document.querySelector(\".node[data-id='one-screen']\").focus()"), .key("Enter"), .settled,
                .evaluate("JSON.stringify(domino.page.scenario.commitments[6].needs.at(-1))"),
                .key("Control+z"), .key("Control+z"), .settled,
                .evaluate("String(domino.page.text === domino.page.firstText)"),
            ])
        #expect(visit.errors == [])
        #expect(
            visit.texts == [
                "2026-11-04", "2026-11-02", "2026-11-04", "true", #"{"commitment":"agent-training"}"#,
                #"{"commitment":"card-certificate"}"#, "true",
            ])
    }

    @Test("is used by keys alone: a menu, a form, presenting")
    func keyboard() throws {
        let folder = try TemporaryFolder()
        let shown = Browser.Step.evaluate("document.querySelector('.on-screen').id")
        let visit = try Browser.visit(
            page(folder, "--replicates", "200"),
            [
                .open(), .settled, .evaluate("document.querySelectorAll('.menu summary')[0].focus()"), .key("Enter"),
                .until("document.activeElement.textContent.startsWith('Copy the summary')"), .key("ArrowDown"),
                .evaluate("document.activeElement.firstChild.textContent"), .key("Escape"),
                .evaluate("document.activeElement.localName"),
                .evaluate("document.querySelector('.file-name').focus()"), .key("Enter"),
                .until("document.querySelector('.panel .field')"), .key("Escape"),
                .until("document.querySelector('.panel').hidden"),
                // A browser goes to full screen only where a hand asked for it.
                .evaluate("document.querySelector('[aria-label^=Present]').focus()"), .key("Enter"), shown,
                .key("ArrowRight"), shown, .key("ArrowLeft"), shown, .key("Escape"),
                .until("!document.body.classList.contains('presenting')"),
            ])
        #expect(visit.errors == [])
        #expect(visit.texts == ["Copy the command line", "summary", "headline", "promise", "headline"])
    }

    @Test("applies the best plan, follows it everywhere, and passes it on in the address")
    func plan() throws {
        let folder = try TemporaryFolder()
        let path = page(folder, "--replicates", "500")
        let visit = try Browser.visit(
            path,
            [
                .open(), .settled, .click("[data-key=try-best]"), .settled, .answer("whatif"), .answer("check"),
                .evaluate("domino.page.question.plan.join(',')"), .evaluate("location.hash"),
            ])
        #expect(visit.errors == [])
        let plan = visit.texts[2]
        #expect(!plan.isEmpty)
        #expect(try object(visit.texts[0]) == json("whatif", softwareGoLive, "--plan", plan))
        #expect(try object(visit.texts[1]) == json("check", softwareGoLive, "--plan", plan, "--replicates", "500"))
        let again = try Browser.visit(path, [.open(visit.texts[3]), .settled, .answer("check")])
        #expect(again.texts == [visit.texts[1]])
    }
}
