import DominoTestSupport
import Foundation
import Testing

@Suite(
    "Editing and saving in the page",
    .enabled(if: Browser.program != nil, "Chromium, or node to drive it, is not on the PATH"), .serialized)
struct EditingTests: PageSuite {
    /// Keeps what the page would put into the downloads.
    private let keepSaved = """
        globalThis.saved = [];
        const make = URL.createObjectURL.bind(URL);
        URL.createObjectURL = blob => {
          if (blob.type !== "text/javascript") blob.text().then(text => saved.push(text));
          return make(blob);
        };
        """

    @Test("two hundred random sequences of edits are undone to the first bytes")
    func randomEdits() throws {
        let seed = UInt32.random(in: 1...1_000_000)
        let result = runProcess("node", ["\(repositoryRoot)/Tests/DominoPageTests/edits.js", "\(seed)"])
        #expect(result.status == 0, "seed \(seed): \(result.output)\(result.errors)")
        #expect(result.output.hasPrefix("2400 edits"))
    }

    @Test("five questions, typed, make a scenario that the command answers the same")
    func begin() throws {
        let folder = try TemporaryFolder()
        let type = { (selector: String, text: String) -> [Browser.Step] in
            [.evaluate("document.querySelector('\(selector)').focus()"), .type(text)]
        }
        let visit = try Browser.visit(
            page(folder, of: nil),
            [.open(), .ready] + type("#begin-title", "Order platform live") + type("#begin-client", "Dana Ruiz")
                + [.fill("#begin-by", "2031-03-03")] + type("#begin-ours", "1,500") + type("#begin-theirs", "5k")
                + type("#begin-past", "0, 3, -1, 10")
                + [
                    .until("document.querySelector('.begin-answer').textContent.includes('likely')"),
                    .evaluate("document.querySelector('.begin-answer .verdict').textContent"),
                    .click("#begin-go"), .settled, .answer("check"), .evaluate("domino.page.text"),
                    .evaluate("String(document.title.startsWith('\\u2022'))"),
                ])
        #expect(visit.errors == [])
        #expect(visit.requests == [])
        let file = try write(visit.texts[2], "begun.json", in: folder)
        let answer = try json("check", file)
        #expect(try object(visit.texts[1]) == answer)
        #expect(visit.texts[0] == answer["headline"] as? String)
        #expect(visit.texts[3] == "true")
    }

    @Test("opens what is dropped on it: a scenario to the byte, and a table as the command imports it")
    func drop() throws {
        let folder = try TemporaryFolder()
        let scenario = try String(contentsOfFile: "\(repositoryRoot)/Scenarios/late-report.json", encoding: .utf8)
        let table = "Task,Owner,Due,Client\nSurvey,Ines,2031-03-04,Dana\nGo live,Bo,2031-03-17,Dana\n"
        let path = try write(table, "plan.csv", in: folder)
        let visit = try Browser.visit(
            page(folder, of: nil),
            [
                .open(), .ready, .drop("late-report.json", scenario), .settled, .evaluate("domino.page.text"),
                .answer("whatif"), .drop("plan.csv", table), .until("document.querySelector('dialog .notes li')"),
                .click("dialog .button.main"), .until("domino.page.fileName === 'plan.json'"),
                .evaluate("domino.page.text"),
            ])
        #expect(visit.errors == [])
        #expect(visit.texts[0] == scenario)
        #expect(try object(visit.texts[1]) == json("whatif", "\(repositoryRoot)/Scenarios/late-report.json"))
        let imported = runProcess(dominoBinary, ["import", "--commitments", path, "--quiet"])
        #expect(visit.texts[2] == String(decoding: imported.standardOutput, as: UTF8.self))
    }

    @Test("reads the columns of a table as they are corrected by hand")
    func correctedColumns() throws {
        let folder = try TemporaryFolder()
        let table = "Thing,Person,Due,Whom\nSurvey,Ines,2031-03-04,Dana\nGo live,Bo,2031-03-17,Dana\n"
        let path = try write(table, "odd.csv", in: folder)
        let correct = { (column: Int, field: String) -> [Browser.Step] in
            let label = "#import-corrections .row-of label:nth-child(\(column)) select"
            return [.until("document.querySelector('\(label)')"), .fill(label, field)]
        }
        let visit = try Browser.visit(
            page(folder, of: nil),
            [
                .open(), .ready, .drop("odd.csv", table), .until("document.querySelector('#import-notes pre')"),
                .evaluate("document.querySelector('#import-notes pre').textContent"),
                .evaluate("String(document.querySelector('dialog .button.main').disabled)"),
            ] + correct(1, "title") + correct(2, "promisor") + correct(4, "promisee") + [
                .until("document.querySelector('dialog .notes li')"), .click("dialog .button.main"), .settled,
                .evaluate("domino.page.text"), .evaluate("String(domino.page.isDirty)"),
            ])
        #expect(visit.errors == [])
        #expect(visit.texts[0].contains("no column is known as the title"))
        let maps = ["--map", "title=Thing", "--map", "promisor=Person", "--map", "promisee=Whom"]
        let imported = runProcess(dominoBinary, ["import", "--commitments", path, "--quiet"] + maps)
        #expect(Array(visit.texts[1...]) == ["true", imported.output, "true"])
    }

    @Test("opens a project plan and a saved page that are dropped on it")
    func dropOthers() throws {
        let folder = try TemporaryFolder()
        let plan = "\(repositoryRoot)/Scenarios/project-plan.xml"
        let saved = try String(contentsOfFile: page(folder), encoding: .utf8)
        // What is dropped is the page without its engine: the scenario is all that is read of it.
        let shortened = saved.replacing(/(id="engine">)[^<]*/) { "\($0.1)" }
        let visit = try Browser.visit(
            page(folder, of: nil),
            [
                .open(), .ready, .drop("plan.xml", try String(contentsOfFile: plan, encoding: .utf8)),
                .until("document.querySelector('dialog .notes li')"), .click("dialog .button.main"), .settled,
                .evaluate("domino.page.text"), .evaluate("domino.page.savedText = domino.page.text"),
                .drop("page.html", shortened), .until("domino.page.fileName === 'software-go-live.json'"), .settled,
                .evaluate("domino.page.text"), .drop("other.html", "<!doctype html><p>x"),
                .until("document.querySelector('#announcement').textContent.includes('not a page that Domino wrote')"),
            ])
        #expect(visit.errors == [])
        #expect(visit.requests == [])
        let copy = try write(try String(contentsOfFile: plan, encoding: .utf8), "plan.xml", in: folder)
        let imported = runProcess(dominoBinary, ["import", "--mspdi", copy, "--quiet"])
        #expect(visit.texts.first == imported.output)
        #expect(visit.texts.last == (try String(contentsOfFile: softwareGoLive, encoding: .utf8)))
    }

    @Test("a form changes the file at its place, shows problems in the command's words, and undo gives the bytes back")
    func form() throws {
        let folder = try TemporaryFolder()
        let field = { (name: String) in "[data-path='[\"commitments\",5,\"\(name)\"]']" }
        let visit = try Browser.visit(
            page(folder),
            [
                .open(), .settled, .evaluate("domino.page.choose('commitments', 'go-live')"),
                .until("document.querySelectorAll('.panel .field').length > 5"),
                .fill(field("due"), "2026-10-07"), .settled, .evaluate("domino.page.text"),
                // Unfinished: it stays in the field and out of the file.
                .fill(field("work"), "8 da"), .evaluate("document.querySelector('.problem.draft').textContent"),
                .evaluate("String(domino.page.scenario.commitments[5].work)"),
                .fill(field("work"), "-8"), .until("document.querySelector('.problem.error')"),
                .evaluate("document.querySelector('.problem.error').textContent"),
                // The last good answer stays.
                .evaluate("String(domino.page.answers.whatif.value !== null)"),
                .click("[aria-label=Undo]"), .settled, .click("[aria-label=Undo]"),
                .evaluate("String(domino.page.text === domino.page.firstText)"),
                .click("[aria-label=Redo]"), .evaluate("domino.page.scenario.commitments[5].due"),
            ])
        #expect(visit.errors == [])
        let first = try String(contentsOfFile: softwareGoLive, encoding: .utf8)
        #expect(
            visit.texts[0]
                == first.replacing("\"due\": \"2026-10-05\", \"work\": 8", with: "\"due\": \"2026-10-07\", \"work\": 8")
        )
        #expect(visit.texts[1].contains("not a number"))
        #expect(visit.texts[2] == "8")
        #expect(visit.texts[3] == "Work is -8; it cannot be negative.")
        #expect(Array(visit.texts[4...]) == ["true", "true", "2026-10-07"])
    }

    @Test("a form opens for every thing of every list, and a step is taken back on its own")
    func everyForm() throws {
        let folder = try TemporaryFolder()
        let lists = ["commitments", "stakeholders", "mitigations", "risks", "factors", "kinds", "slip"]
        let opened = lists.flatMap { list -> [Browser.Step] in
            [
                .evaluate("domino.page.choose('\(list)', ([domino.page.scenario['\(list)']].flat()[0].id ?? 0))"),
                .until(
                    "document.querySelector('.panel').dataset.shows?.includes('\"\(list)\"')"
                        + " && document.querySelector('.panel .field')"
                ),
            ]
        }
        let visit = try Browser.visit(
            page(folder, "--replicates", "200"),
            [.open(), .settled] + opened + [
                .evaluate("domino.page.edit('A', [{ set: ['name'], value: 'another' }])"),
                .evaluate("domino.page.edit('B', [{ set: ['currency'], value: 'EUR' }])"),
                .evaluate("domino.page.undoOne(0)"),
                .evaluate(
                    "(({ scenario, changes }) => JSON.stringify([scenario.name, scenario.currency, changes.length]))"
                        + "(domino.page)"
                ),
                .evaluate(
                    """
                    for (const list of ["commitments", "risks", "mitigations"]) {
                      const { id } = domino.page.scenario[list][0];
                      domino.page.edit("C", [{ rename: { list, id }, to: "renamed-" + list }]);
                    }
                    """
                ),
                .settled, .evaluate("String(domino.page.isValid)"),
            ])
        #expect(visit.errors == [])
        #expect(visit.texts == [#"["Calder Home Security: new billing live","EUR",3]"#, "true"])
    }

    @Test("saves the scenario to the byte, and a copy of the page that holds the present state")
    func save() throws {
        let folder = try TemporaryFolder()
        let visit = try Browser.visit(
            page(folder, "--replicates", "500"),
            [
                .open(), .settled,
                .evaluate("domino.page.edit('Due', [{ set: ['commitments', 5, 'due'], value: '2026-10-07' }])"),
                .evaluate("domino.page.ask({ slips: [{ id: 'go-live', days: 9 }] })"), .settled,
                .evaluate("document.querySelectorAll('.menu')[1].open = true"),
                .until("document.querySelectorAll('.menu')[1].querySelector('button')"),
                .evaluate("document.querySelectorAll('.menu')[1].querySelectorAll('button')[0].click()"),
                .until("saved.length === 1"), .evaluate("saved[0]"), .evaluate("String(domino.page.isDirty)"),
                .evaluate("document.querySelectorAll('.menu')[1].open = true"),
                .until("document.querySelectorAll('.menu')[1].querySelector('button')"),
                .evaluate("document.querySelectorAll('.menu')[1].querySelectorAll('button')[1].click()"),
                .until("saved.length === 2"), .evaluate("saved[1]"), .evaluate("domino.page.text"),
                .answer("whatif"),
            ], before: keepSaved)
        #expect(visit.errors == [])
        #expect(visit.texts[0] == visit.texts[3])
        #expect(visit.texts[1] == "false")
        let copy = try write(visit.texts[2], "copy.html", in: folder)
        let again = try Browser.visit(copy, [.open(), .settled, .evaluate("domino.page.text"), .answer("whatif")])
        #expect(again.errors == [])
        #expect(again.requests == [])
        #expect(again.texts == [visit.texts[3], visit.texts[4]])
    }

    @Test("offers what was left unsaved at the next opening")
    func autosave() throws {
        let folder = try TemporaryFolder()
        let visit = try Browser.visit(
            page(folder, "--replicates", "200"),
            [
                .open(), .settled, .evaluate("domino.page.edit('Name', [{ set: ['name'], value: 'kept for later' }])"),
                .until("localStorage.getItem('domino.unsaved') !== null"), .open(), .settled,
                .until("document.querySelector('#announcement button')"), .click("#announcement button"), .settled,
                .evaluate("domino.page.scenario.name"), .evaluate("String(domino.page.isDirty)"),
            ])
        #expect(visit.texts == ["kept for later", "true"])
    }
}
