import DominoTestSupport
import Foundation
import Testing

@testable import DominoReport

@Suite(
    "The page in a browser",
    .enabled(if: Browser.program != nil, "Chromium, or node to drive it, is not on the PATH"), .serialized)
struct PageTests: PageSuite {
    @Test("opens from a file, asks nobody anything, and shows what the command says, before and after every control")
    func controls() throws {
        let folder = try TemporaryFolder()
        let path = page(folder)
        let settled = "domino.answer().asked"
        let visit = try Browser.visit(
            path,
            [
                .open(), .ready, .replayed, figures, .evaluate("document.getElementById('answer').textContent"),
                // The slider, by keyboard.
                .evaluate("document.getElementById('slip-slider').focus()"), .key("ArrowRight"), .key("ArrowRight"),
                .until("\(settled).slips[0].days === 17"), figures,
                // A mitigation, ticked.
                .evaluate("document.querySelector('[data-mitigation=\"0\"]').click()"),
                .until("\(settled).plan.length === 1"), figures,
                // Days, typed.
                .evaluate("document.getElementById('slip-days').select()"),
                .evaluate("document.getElementById('slip-days').focus()"), .type("22.5"),
                .until("\(settled).slips[0].days === 22.5"), figures,
                // Never kept, and everybody told today.
                .evaluate("document.getElementById('slip-broken').click()"),
                .evaluate("document.getElementById('told-today').click()"),
                .until("\(settled).toldOn !== null && \(settled).slips[0].days === Infinity"), figures,
                // The address follows a moment after the answer, and has to have caught up with both.
                .until("location.hash.includes('broken') && location.hash.includes('told=2026-08-10')"),
                .evaluate("document.getElementById('command-line').textContent"),
                .evaluate("location.hash"),
            ])
        #expect(visit.errors == [])
        #expect(visit.requests == [])
        let texts = visit.texts
        try #require(texts.count == 8)
        let file = softwareGoLive
        try compare(texts[0], with: json("whatif", file), "as opened")
        try compare(texts[2], with: json("whatif", file, "--slip", "go-live=17"), "slider")
        let plan = ["--plan", "two-regions-first"]
        try compare(texts[3], with: json("whatif", file, "--slip", "go-live=17", plan[0], plan[1]), "ticked")
        try compare(texts[4], with: json("whatif", file, "--slip", "go-live=22.5", plan[0], plan[1]), "typed")
        try compare(
            texts[5],
            with: json("whatif", file, "--slip", "go-live=broken", plan[0], plan[1], "--tell-on", "2026-08-10"),
            "broken")
        #expect(
            texts[6]
                == "domino whatif software-go-live.json --slip go-live=broken --plan two-regions-first --tell-on 2026-08-10"
        )
        let text = runProcess(dominoBinary, ["whatif", file], environment: ["COLUMNS": "80"]).output
        let sentence = text.split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
        // What telling is worth the page tells as a share.
        let (own, full) = (texts[1], sentence.joined(separator: " "))
        let told = " Telling those hurt today would save "
        #expect(own.contains(told) && full.contains(told))
        #expect(own.split(separator: told).first == full.split(separator: told).first)
        // Who opens the file with that address sees the same.
        let again = try Browser.visit(path, [.open(texts[7]), .ready, figures])
        #expect(again.texts == [texts[5]])
    }

    @Test(
        "replays to the figures of 'simulate', to the bit", arguments: [("1", 10_000), ("18446744073709551615", 777)])
    func odds(_ seed: String, _ replicates: Int) throws {
        let folder = try TemporaryFolder()
        let visit = try Browser.visit(
            page(folder, "--plan", "coupon-campaign"),
            [
                .open("#plan=coupon-campaign&seed=\(seed)&replicates=\(replicates)"), .ready, .replayed,
                .evaluate(
                    "JSON.stringify((o => ({ ...o, late: [...o.late], runCarried: [...o.runCarried], exceedance:"
                        + " [...o.exceedanceAmounts], gains: [...o.exclusionGains] }))(domino.odds()))"),
            ])
        #expect(visit.errors == [])
        let page = try #require(
            try JSONSerialization.jsonObject(with: Data(visit.texts.joined().utf8)) as? [String: Any])
        let answer = try json(
            "simulate", softwareGoLive, "--plan", "coupon-campaign", "--seed", seed, "--replicates", "\(replicates)")
        let total = try #require(answer["total"] as? [String: Any])
        for (own, field) in [
            ("mean", "mean"), ("deviation", "sd"), ("p50", "p50"), ("p80", "p80"), ("p90", "p90"), ("p95", "p95"),
            ("p99", "p99"), ("cvar95", "cvar95"), ("probabilityOfDamage", "probabilityOfDamage"),
            ("standardError", "standardError"),
        ] {
            #expect(page[own] as? Double == total[field] as? Double, "\(field)")
        }
        let commitments = try #require(answer["commitments"] as? [[String: Any]])
        #expect(page["late"] as? [Double] == commitments.compactMap { $0["pLate"] as? Double })
        #expect(page["runCarried"] as? [Double] == commitments.compactMap { $0["carried"] as? Double })
        #expect(page["exceedance"] as? [Double] == (total["exceedance"] as? [[Double]])?.map { $0[0] })
        #expect(
            page["gains"] as? [Double]
                == (answer["excludeOne"] as? [[String: Any]])?.compactMap { $0["gain"] as? Double })
    }

    @Test("is whole without script, and without WebAssembly, and says so there")
    func withoutEngine() throws {
        let folder = try TemporaryFolder()
        let path = page(folder)
        let looks = Browser.Step.evaluate(
            "JSON.stringify([document.querySelectorAll('.domino').length, document.querySelectorAll('.chart').length,"
                + " document.querySelectorAll('.node').length, document.querySelectorAll('table').length,"
                + " getComputedStyle(document.querySelector('.controls')).display])")
        let blocked = try Browser.visit(
            path,
            [
                .open(), .until("document.getElementById('status').textContent !== ''"), looks,
                .evaluate("document.getElementById('status').textContent"),
            ], before: "delete globalThis.WebAssembly;")
        #expect(blocked.texts.first == #"[11,3,18,11,"none"]"#)
        #expect(blocked.texts.last?.contains("does not run the engine") == true)
        #expect(blocked.errors == [])
        let bare = try Browser.visit(path, [Browser.Step(name: "script", value: false), .open(), looks])
        #expect(bare.texts.first == #"[11,3,18,11,"none"]"#)
    }

    @Test("keeps its last good answer when the engine traps, and goes on with a fresh one")
    func trap() throws {
        let folder = try TemporaryFolder()
        let visit = try Browser.visit(
            page(folder),
            [
                .open(), .ready, .evaluate("globalThis.traps = true"),
                .evaluate("document.getElementById('slip-slider').focus()"), .key("ArrowRight"),
                .until("document.getElementById('status').textContent.includes('last good answer')"),
                .evaluate("globalThis.traps = false"),
                .evaluate("String(domino.answer().asked.slips[0].days)"),
                .evaluate("document.getElementById('slip-slider').focus()"), .key("ArrowRight"),
                .until("domino.answer().asked.slips[0].days === 17"), figures,
            ],
            before: """
                const instantiate = WebAssembly.instantiate;
                WebAssembly.instantiate = async (...given) => {
                  const { exports } = await instantiate(...given);
                  const ask = (...question) => {
                    if (globalThis.traps) throw new WebAssembly.RuntimeError("unreachable");
                    return exports.domino_deal_ask(...question);
                  };
                  return { exports: { ...exports, domino_deal_ask: ask } };
                };
                """)
        #expect(visit.errors == [])
        #expect(visit.texts.first == "15")
        try compare(visit.texts[1], with: json("whatif", softwareGoLive, "--slip", "go-live=17"), "after the trap")
    }

    @Test("shows hostile names as text")
    func hostileNames() throws {
        let hostile =
            "</script><script>document.title='x'</script><img src=x onerror=document.title='x'>\" onmouseover=\"document.title='x'"
        let quoted = String(decoding: try JSONEncoder().encode([hostile]), as: UTF8.self).dropFirst().dropLast()
        let folder = try TemporaryFolder()
        let text = """
            { "domino": 1, "name": \(quoted), "asOf": "2026-02-02", "currency": \(quoted), "kinds": [ { "id": \(quoted), "unit": \(quoted) } ],
              "stakeholders": [ { "id": \(quoted), "name": \(quoted) } ],
              "commitments": [ { "id": \(quoted), "title": \(quoted), "promisor": \(quoted), "promisee": \(quoted), "due": "2026-03-02",
                "delay": { "uniform": [0, 9] }, "damage": [ { "kind": \(quoted), "perDay": 10 } ] } ],
              "mitigations": [ { "id": \(quoted), "title": \(quoted), "cost": 3, "effects": [ { "soften": \(quoted), "factor": 0.5 } ] } ],
              "slip": { "commitment": \(quoted), "days": 3 } }
            """
        let file = "\(folder.path)/a.json"
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        let visit = try Browser.visit(
            page(folder, of: file),
            [
                .open(), .ready, .replayed, .evaluate("document.querySelector('[data-mitigation]').click()"),
                .until("domino.answer().asked.plan.length === 1"),
                .until("document.getElementById('command-line').textContent.includes('--plan')"),
                .evaluate("String(document.title.includes('</script>'))"),
                .evaluate(
                    "String(document.images.length + document.querySelectorAll('[onmouseover], [onerror]').length)"),
                .evaluate("String(document.scripts.length)"),
                .evaluate("document.querySelector('.domino .what').textContent.slice(0, 17)"),
            ])
        #expect(visit.errors == [])
        #expect(visit.requests == [])
        #expect(visit.texts == ["true", "0", "4", "</script><script>"])
    }

    @Test("stays within half a megabyte for 100 commitments, and 5,000 open and play")
    func sizes() throws {
        let folder = try TemporaryFolder()
        func chain(_ count: Int) throws -> String {
            let commitments = (0..<count).map { number in
                let need = number % 10 == 0 ? "" : #""needs": [ { "commitment": "c\#(number - 1)", "buffer": 1 } ], "#
                return
                    #"{ "id": "c\#(number)", "title": "Promise number \#(number) of a chain of ten", "promisor": "p\#(number % 9)", "#
                    + #""promisee": "p\#(number % 11)", "due": "2026-03-\#(10 + number % 10)", \#(need)"delay": { "pert": [0, 1, 9] }, "#
                    + #""damage": [ { "kind": "money", "perDay": \#(number + 1) } ] }"#
            }
            let file = "\(folder.path)/\(count).json"
            let text =
                #"{ "domino": 1, "name": "\#(count)", "root": "c9", "asOf": "2026-02-02", "commitments": [\#(commitments.joined(separator: ",\n"))], "slip": { "commitment": "c0", "days": 12 } }"#
            try Data(text.utf8).write(to: URL(fileURLWithPath: file))
            return file
        }
        let hundred = page(folder, of: try chain(100), "--replicates", "1000")
        #expect(try Data(contentsOf: URL(fileURLWithPath: hundred)).count <= 500_000)
        let file = try chain(5000)
        let visit = try Browser.visit(
            page(folder, of: file, "--replicates", "64"),
            [
                .open(), .ready, .evaluate("document.getElementById('slip-slider').focus()"), .key("ArrowRight"),
                .until("domino.answer().asked.slips[0].days === 13"), figures,
                .until("document.querySelectorAll('.node.fall').length === 10"),
            ])
        #expect(visit.errors == [])
        try compare(visit.texts[0], with: json("whatif", file, "--slip", "c0=13"), "5,000")
    }
}
