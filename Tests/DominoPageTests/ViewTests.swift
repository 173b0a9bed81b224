import DominoTestSupport
import Foundation
import Testing

@Suite(
    "The views of the page", .enabled(if: Browser.program != nil, "Chromium, or node to drive it, is not on the PATH"),
    .serialized)
struct ViewTests: PageSuite {
    @Test(
        "stand from top to bottom as somebody asks: may it be promised, what falls, who is hurt, what can be done, why")
    func order() throws {
        let folder = try TemporaryFolder()
        let html = try String(contentsOfFile: page(folder, "--replicates", "200", "--seed", "5"), encoding: .utf8)
        let parts = html.components(separatedBy: "<section id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
        #expect(
            parts == ["promised", "dominoes", "hurt", "curve", "plan", "odds", "graph", "tell", "rests", "command"])
        let version = runProcess(dominoBinary, ["--version"]).output.split(separator: " ").last ?? "?"
        let rests =
            html.components(separatedBy: "<section id=\"rests\"").last?.components(separatedBy: "</section>")[0] ?? ""
        for fact in ["10 Aug 2026", "200 runs", "seed 5", "Domino \(version.trimmingCharacters(in: .newlines))"] {
            #expect(rests.contains(fact), "\(fact)")
        }
    }

    @Test("allow nothing from outside, and the browser keeps to it")
    func policy() throws {
        let folder = try TemporaryFolder()
        let path = page(folder, "--replicates", "200")
        let html = try String(contentsOfFile: path, encoding: .utf8)
        let policy =
            /Content-Security-Policy" content="default-src 'none'; script-src 'sha256-[A-Za-z0-9+\/=]{44}' 'wasm-unsafe-eval'; style-src 'sha256-[A-Za-z0-9+\/=]{44}'; base-uri 'none'; form-action 'none'"/
        #expect(html.contains(policy))
        let visit = try Browser.visit(
            path,
            [
                .open(), .ready,
                .evaluate("fetch('https://domino.invalid/a').then(() => 'sent', () => 'refused')"),
                .evaluate(
                    """
                    new Promise(done => {
                      const picture = new Image();
                      picture.onload = () => done("sent");
                      picture.onerror = () => done("refused");
                      picture.src = "https://domino.invalid/b.png";
                    })
                    """),
                .evaluate(
                    """
                    (() => {
                      const script = document.createElement("script");
                      script.textContent = "globalThis.isRun = true";
                      document.body.append(script);
                      return globalThis.isRun ? "run" : "refused";
                    })()
                    """),
            ])
        #expect(visit.texts == ["refused", "refused", "refused"])
        // That much was said about each, by the policy and not by a network that happens to be away.
        for rule in ["connect-src", "img-src", "script-src"] {
            #expect(
                visit.errors.contains { $0.contains("Content Security Policy") && $0.contains(rule) },
                "\(rule): \(visit.errors)")
        }
    }

    @Test("print whole on A4 and Letter, without controls, nothing cut off at the side", arguments: [true, false])
    func print(withScript: Bool) throws {
        let folder = try TemporaryFolder()
        let path = page(folder, "--replicates", "200")
        var steps = [
            Browser.Step(name: "script", value: withScript), Browser.Step(name: "media", value: ["media": "print"]),
            // The width of A4 and of Letter between their margins.
            .size(688, 900), .open(),
        ]
        if withScript { steps += [.ready, .replayed] }
        let looks = Browser.Step.evaluate(
            """
            JSON.stringify({
              width: document.documentElement.scrollWidth,
              hidden: [...document.querySelectorAll("main > section")].filter(one => !one.checkVisibility({ contentVisibilityAuto: true })).length,
              controls: [...document.querySelectorAll("input:not([type=checkbox]), select, button:not(.what)")].filter(one => one.checkVisibility()).length,
              cut: [...document.querySelectorAll("main svg, main table, main .row")].filter(one => one.checkVisibility()
                && one.getBoundingClientRect().right > document.documentElement.clientWidth + 1).length })
            """)
        steps += [
            looks, .size(710, 900), looks, Browser.Step(name: "print", value: ["", 8.27, 11.69]),
            Browser.Step(name: "print", value: ["", 8.5, 11]),
        ]
        let visit = try Browser.visit(path, steps)
        // Without an engine there are no lines to copy.
        for (text, width) in zip(visit.texts, [688, 710]) {
            let seen = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Int])
            #expect(seen == ["width": width, "hidden": withScript ? 0 : 1, "controls": 0, "cut": 0])
        }
        for pages in visit.results.suffix(2) { #expect((4...8).contains(pages as? Int ?? 0), "\(pages) pages") }
    }

    @Test("of a large deal show what falls and what drives it, find by name, and show all when asked")
    func largeGraph() throws {
        let folder = try TemporaryFolder()
        let path = page(folder, of: "\(repositoryRoot)/Scenarios/portfolio-500.json", "--replicates", "64")
        let nodes = "document.querySelectorAll('#graph-view .node').length"
        func search(_ text: String) -> Browser.Step {
            .evaluate(
                "(field => { field.value = '\(text)'; field.dispatchEvent(new Event('input')); })(document.getElementById('graph-search'))"
            )
        }
        let visit = try Browser.visit(
            path,
            [
                .open(), .ready, .until("\(nodes) > 0"),
                .evaluate("`${\(nodes)} ${domino.answer().sequence.length}`"),
                .evaluate("document.getElementById('graph-note').textContent"),
                search("juniper pharmacy supply athens"),
                .evaluate(
                    """
                    String([...document.querySelectorAll("#graph-view .node.found")].length > 0
                      && [...document.querySelectorAll("#graph-view .node.found title")].every(one => one.textContent.includes("Juniper Pharmacy Supply Athens")))
                    """),
                search(""), .evaluate("String(document.querySelectorAll('#graph-view .node.found').length)"),
                .evaluate("document.getElementById('graph-all').click()"),
                .evaluate("`${\(nodes)} of ${domino.facts.commitments.length}`"),
            ])
        #expect(visit.errors == [])
        try #require(visit.texts.count == 5)
        let counts = visit.texts[0].split(separator: " ").compactMap { Int($0) }
        #expect(counts[0] >= counts[1] && counts[0] < 200, "\(counts)")
        #expect(visit.texts[1].hasPrefix("\(counts[0]) of 520 promises"))
        #expect(Array(visit.texts[2...]) == ["true", "0", "520 of 520"])
    }

    @Test("light up the chain behind a domino, and let them fall in the order of their due dates")
    func dominoes() throws {
        let folder = try TemporaryFolder()
        let visit = try Browser.visit(
            page(folder, of: "\(repositoryRoot)/Scenarios/late-report.json", "--replicates", "200"),
            [
                .open(), .ready, .replayed,
                .evaluate("[...document.querySelectorAll('.domino .what')].at(-1).click()"),
                .evaluate(
                    """
                    (({ driver, sequence }) => {
                      const chain = [];
                      for (let at = Number([...document.querySelectorAll(".domino")].at(-1).dataset.number); at >= 0; at = driver[at]) chain.push(at);
                      const lit = [...document.querySelectorAll(".domino.lit")].map(one => Number(one.dataset.number));
                      return JSON.stringify(chain.length > 1 && lit.sort().join() === chain.filter(one => sequence.includes(one)).sort().join());
                    })(domino.answer())
                    """),
                .evaluate(
                    """
                    void (globalThis.fallen = [], new MutationObserver(changes => {
                      const rows = changes.filter(change => change.oldValue?.includes("standing") && !change.target.matches(".standing")).map(change => change.target);
                      if (rows.length) fallen.push(rows.map(one => Number(one.dataset.due)));
                    }).observe(document.getElementById("dominoes-view"), { subtree: true, attributeFilter: ["class"], attributeOldValue: true }))
                    """),
                // In one step: by the next the first may have fallen.
                .evaluate(
                    "document.getElementById('play').click(), String(document.querySelectorAll('.domino:not(.standing)').length)"
                ),
                .until("!document.querySelector('.standing')"),
                .evaluate("new Promise(done => requestAnimationFrame(done)).then(() => null)"),
                .evaluate(
                    "JSON.stringify(fallen.flat().length === document.querySelectorAll('.domino').length && fallen.length > 1"
                        + " && fallen.every((dues, place) => !place || Math.max(...fallen[place - 1]) <= Math.min(...dues)))"
                ),
            ])
        #expect(visit.errors == [])
        #expect(visit.texts == ["true", "0", "true"])
    }

    @Test("follow a second slip and the day of telling, and the line to copy is the line that gives these figures")
    func secondSlip() throws {
        let folder = try TemporaryFolder()
        let visit = try Browser.visit(
            page(folder, "--replicates", "200"),
            [
                .open(), .ready, .replayed, .evaluate("document.getElementById('slip-add').click()"),
                .until("domino.answer().asked.slips.length === 2"),
                .evaluate("document.getElementById('told-today').click()"),
                .until("domino.answer().asked.toldOn !== null"),
                .until("location.hash.includes('told=2026')"), .replayed, figures,
                .evaluate("document.querySelector('[data-copy=command-line]').click()"), .until("globalThis.copied"),
                .evaluate("copied"),
                .evaluate(
                    "[...document.querySelectorAll('#tell-view tbody tr')].every(row => row.children[1].textContent.match(/^(\\d+ \\w+ 2026|not before it falls)$/) && row.children[3].textContent) ? 'told' : document.getElementById('tell-view').textContent"
                ),
                .evaluate("document.querySelector('#slip-others button').click()"),
                .until("domino.answer().asked.slips.length === 1"), .evaluate("'gone'"),
            ],
            before: """
                Object.defineProperty(navigator, "clipboard", { value: { writeText: async text => { globalThis.copied = text; } } });
                """)
        #expect(visit.errors == [])
        try #require(visit.texts.count == 4)
        let line = visit.texts[1].split(separator: " ").map(String.init)
        #expect(line.prefix(3) == ["domino", "whatif", "software-go-live.json"] && line.count { $0 == "--slip" } == 2)
        let answer = runProcess(dominoBinary, ["whatif", softwareGoLive] + line.dropFirst(3) + ["--format", "json"])
        try #require(answer.status == 0, "\(visit.texts[1]): \(answer.errors)")
        try compare(
            visit.texts[0],
            with: #require(try JSONSerialization.jsonObject(with: Data(answer.standardOutput)) as? [String: Any]),
            "two slips")
        #expect(Array(visit.texts[2...]) == ["told", "gone"])
    }
}
