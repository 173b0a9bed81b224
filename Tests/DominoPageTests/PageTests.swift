import DominoTestSupport
import Foundation
import Testing

@Suite(
    "The page in a browser",
    .enabled(if: Browser.program != nil, "Chromium, or node to drive it, is not on the PATH"), .serialized)
struct PageTests: PageSuite {
    @Test("opens from a file, asks nobody anything, and answers what the command answers, after every control")
    func controls() throws {
        let folder = try TemporaryFolder()
        let path = page(folder)
        let days = { (days: String) in
            Browser.Step.until("domino.page.answers.whatif.value.slips[0].days === \(days)")
        }
        let visit = try Browser.visit(
            path,
            [
                .open(), .settled, .answer("whatif"), .answer("check"), .answer("simulate"), .answer("mitigate"),
                // The slider, by keyboard.
                .evaluate("document.getElementById('slip-slider').focus()"), .key("ArrowRight"), .key("ArrowRight"),
                days("17"), .answer("whatif"),
                .fill("#slip-days", "22.5"), days("22.5"), .answer("whatif"),
                .click("#slip-broken"), .click("#told-today"), .until("location.hash.includes('told=2026-08-10')"),
                days("'broken'"), .settled, .answer("whatif"),
                .evaluate("domino.page.answers.whatif.command"), .evaluate("location.hash"),
            ])
        #expect(visit.errors == [])
        #expect(visit.requests == [])
        let texts = visit.texts
        try #require(texts.count == 9)
        let file = softwareGoLive
        #expect(try object(texts[0]) == json("whatif", file))
        #expect(try object(texts[1]) == json("check", file))
        #expect(try object(texts[2]) == json("simulate", file))
        #expect(try unlimited(object(texts[3])) == unlimited(json("mitigate", file, "--frontier")))
        #expect(try object(texts[4]) == json("whatif", file, "--slip", "go-live=17"))
        #expect(try object(texts[5]) == json("whatif", file, "--slip", "go-live=22.5"))
        #expect(
            try object(texts[6]) == json("whatif", file, "--slip", "go-live=broken", "--tell-on", "2026-08-10"))
        #expect(
            texts[7] == "domino whatif software-go-live.json --slip go-live=broken --tell-on 2026-08-10")
        // Who opens the file with that address sees the same.
        let again = try Browser.visit(path, [.open(texts[8]), .settled, .answer("whatif")])
        #expect(again.texts == [texts[6]])
    }

    /// A plan without what a search gives only as far as its time goes.
    private func unlimited(_ answer: NSDictionary) -> NSDictionary {
        let searched: Set = ["frontier", "waiting", "runnersUp"]
        let copy = NSMutableDictionary()
        for case let key as String in answer.allKeys where !searched.contains(key) {
            copy.setObject(answer[key] ?? NSNull(), forKey: key as NSString)
        }
        return copy
    }

    @Test("is read without script, and without WebAssembly it says so and still saves")
    func withoutEngine() throws {
        let folder = try TemporaryFolder()
        let path = page(folder)
        let bare = try Browser.visit(
            path,
            [
                Browser.Step(name: "script", value: false), .open(),
                .evaluate("document.querySelector('h1').textContent"),
                .evaluate("String(document.querySelectorAll('table').length > 2)"),
            ])
        let text = runProcess(dominoBinary, ["whatif", softwareGoLive], environment: ["COLUMNS": "80"]).output
        let sentence = text.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
        #expect(bare.texts == [sentence.joined(separator: " "), "true"])
        let blocked = try Browser.visit(
            path,
            [
                .open(), .until("document.body.innerText.includes('does not run the engine')"),
                .evaluate("String(domino.page.text.length)"),
            ], before: "delete globalThis.WebAssembly;")
        #expect(blocked.errors == [])
        let bytes = try String(contentsOfFile: softwareGoLive, encoding: .utf8).utf16.count
        #expect(blocked.texts == ["\(bytes)"])
    }

    @Test(
        "goes on where the browser refuses workers, storage or the address",
        arguments: [
            "globalThis.Worker = class { constructor() { throw new Error('refused'); } };",
            "globalThis.Worker = class { postMessage() {} terminate() {} constructor() {"
                + " setTimeout(() => this.onerror({ preventDefault() {} })); } };",
            "Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('refused'); } });",
            "History.prototype.replaceState = () => { throw new DOMException('refused'); };",
        ])
    func refusals(_ before: String) throws {
        let folder = try TemporaryFolder()
        let visit = try Browser.visit(
            page(folder, "--replicates", "1000"),
            [
                .open(), .settled, .answer("check"),
                .fill("#slip-days", "3"), .until("domino.page.answers.whatif.value.slips[0].days === 3"),
                .evaluate("domino.page.edit('Due', [{ set: ['commitments', 5, 'due'], value: '2026-10-06' }])"),
                .settled, .evaluate("domino.page.answers.check.value.promise"),
            ], before: before)
        #expect(visit.errors == [])
        #expect(visit.texts.last == "2026-10-06")
        #expect(try object(visit.texts[0]) == json("check", softwareGoLive, "--replicates", "1000"))
    }

    @Test("works in a frame whose page is written into it")
    func frame() throws {
        let folder = try TemporaryFolder()
        let inner = try String(contentsOfFile: page(folder, "--replicates", "1000"), encoding: .utf8)
        let escaped = inner.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
        let outer = try write(
            "<!DOCTYPE html><title>frame</title><iframe width=900 height=700 srcdoc=\"\(escaped)\"></iframe>",
            "outer.html", in: folder)
        let inside = "document.querySelector('iframe').contentWindow"
        let visit = try Browser.visit(
            outer,
            [
                .open(),
                .until("\(inside).domino?.page.answers.check.value && !\(inside).domino.page.answers.check.isRunning"),
                .evaluate("\(inside).domino.page.ask({ slips: [{ id: 'go-live', days: 4 }] })"),
                .until("\(inside).domino.page.answers.whatif.value.slips[0].days === 4"),
            ])
        #expect(visit.errors == [])
        #expect(visit.requests.filter { !$0.hasPrefix("about:") } == [])
    }

    @Test("stops a question that takes long, and goes on")
    func stop() throws {
        let folder = try TemporaryFolder()
        let visit = try Browser.visit(
            page(folder),
            [
                .open(), .settled, .evaluate("domino.page.ask({ replicates: 1000000 })"),
                .until("document.querySelector('#odds .state button')"), .click("#odds .state button"),
                .until("domino.page.answers.simulate.error === 'Stopped.'"),
                .evaluate("domino.page.ask({ replicates: 500 })"), .settled, .answer("simulate"),
            ])
        #expect(visit.errors == [])
        #expect(try object(visit.texts[0]) == json("simulate", softwareGoLive, "--replicates", "500"))
    }

    @Test("shows hostile names as text, in every view and form")
    func hostileNames() throws {
        let hostile =
            "</script><script>document.title='x'</script><img src=x onerror=document.title='x'>\" onmouseover=\"x"
        let name = String(decoding: try JSONEncoder().encode([hostile]), as: UTF8.self).dropFirst().dropLast()
        let folder = try TemporaryFolder()
        let file = try write(
            """
            { "domino": 1, "name": \(name), "asOf": "2026-02-02", "currency": \(name), "root": \(name),
              "kinds": [ { "id": \(name), "unit": \(name) } ], "stakeholders": [ { "id": \(name), "name": \(name) } ],
              "commitments": [ { "id": \(name), "title": \(name), "promisor": \(name), "promisee": \(name),
                "due": "2026-03-02", "delay": { "uniform": [0, 9] },
                "damage": [ { "kind": \(name), "perDay": 10 } ] } ],
              "mitigations": [ { "id": \(name), "title": \(name), "cost": 3,
                "effects": [ { "soften": \(name), "factor": 0.5 } ] } ], "slip": { "commitment": \(name), "days": 3 } }
            """, "a.json", in: folder)
        let lists = ["commitments", "mitigations", "stakeholders", "kinds"]
        let forms = lists.flatMap { list -> [Browser.Step] in
            [
                .evaluate("domino.page.choose('\(list)', domino.page.scenario.\(list)[0].id)"),
                .until("document.querySelectorAll('.panel .field').length > 1"),
            ]
        }
        let visit = try Browser.visit(
            page(folder, of: file, "--replicates", "500"),
            [.open(), .settled] + forms + [
                .evaluate("String(document.title.includes('</script>'))"),
                .evaluate(
                    "String(document.images.length + document.querySelectorAll('[onmouseover], [onerror]').length)"),
                .evaluate("String(document.querySelectorAll('script').length)"),
            ])
        #expect(visit.errors == [])
        #expect(visit.requests == [])
        #expect(visit.texts == ["true", "0", "0"])
    }

    @Test("advises calmly where there is no root and no damage")
    func bareScenario() throws {
        let folder = try TemporaryFolder()
        let file = try write(
            """
            { "domino": 1, "name": "bare", "asOf": "2026-02-02", "commitments": [
              { "id": "a", "promisor": "x", "promisee": "y", "due": "2026-03-02" },
              { "id": "b", "promisor": "x", "promisee": "y", "due": "2026-03-03" } ] }
            """, "bare.json", in: folder)
        let visit = try Browser.visit(
            page(folder, of: file),
            [
                .open(), .until("domino.page.answers.check.error && !domino.page.answers.simulate.isRunning"),
                .evaluate("String(/could not be drawn|undefined|NaN|\\[object/.test(document.body.innerText))"),
            ])
        #expect(visit.errors == [])
        #expect(visit.texts == ["false"])
    }

    @Test(
        "shows every situation in every view, without a word of its own making",
        arguments: [
            "deal-ladder", "hardware-shipment", "in-flight", "late-report", "rush-promise", "shared-team",
            "software-go-live",
        ])
    func situations(_ name: String) throws {
        let folder = try TemporaryFolder()
        let visit = try Browser.visit(
            page(folder, of: "\(repositoryRoot)/Scenarios/\(name).json", "--replicates", "500"),
            [
                .open(), .settled, .answer("whatif"),
                .evaluate("document.querySelectorAll('details:not(.menu)').forEach(one => one.open = true)"),
                .evaluate(
                    "String(/could not be drawn|undefined|NaN|\\[object|Infinity/.exec(document.body.innerText))"),
                .evaluate(
                    "String([...document.querySelectorAll('.view:not([hidden]) .drawn')]"
                        + ".filter(one => !one.textContent.trim()).length)"),
            ])
        #expect(visit.errors == [])
        #expect(visit.requests == [])
        #expect(try object(visit.texts[0]) == json("whatif", "\(repositoryRoot)/Scenarios/\(name).json"))
        #expect(Array(visit.texts[1...]) == ["null", "0"])
    }

    @Test("nothing stands out to the right, from a small telephone to a wall", arguments: [true, false])
    func overflow(isFilled: Bool) throws {
        let folder = try TemporaryFolder()
        let path = page(folder, of: isFilled ? softwareGoLive : nil, "--replicates", "200")
        var steps: [Browser.Step] = []
        let widths = [320, 390, 768, 1280, 2560]
        for width in widths {
            steps += [.size(width, 800), .open(), isFilled ? .settled : .ready]
            if isFilled { steps.append(.evaluate("domino.page.choose('commitments', 'go-live')")) }
            steps.append(.evaluate("document.querySelectorAll('details:not(.menu)').forEach(one => one.open = true)"))
            steps.append(
                .evaluate(
                    "(page => `\(width): ${page.scrollWidth <= page.clientWidth ? 'fits' : page.scrollWidth}`)"
                        + "(document.documentElement)"))
        }
        #expect(try Browser.visit(path, steps).texts == widths.map { "\($0): fits" })
    }

    @Test("prints on few pages, without its controls")
    func print() throws {
        let folder = try TemporaryFolder()
        let visit = try Browser.visit(
            page(folder),
            [
                .open(), .settled, Browser.Step(name: "print", value: ["", 8.27, 11.69] as [Any]),
                Browser.Step(name: "media", value: ["media": "print"]),
                .evaluate("getComputedStyle(document.querySelector('.controls')).display"),
                // Whom to tell stands on paper although it is folded on the screen.
                .evaluate("String(document.querySelector('.talks .who').getClientRects().length)"),
            ])
        #expect(visit.errors == [])
        let pages = try #require(visit.results.compactMap { $0 as? Int }.last)
        #expect(pages <= 16, "\(pages) pages")
        #expect(visit.texts == ["none", "1"])
    }
}
