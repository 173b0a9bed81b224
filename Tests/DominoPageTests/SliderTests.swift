import DominoTestSupport
import Foundation
import Testing

@Suite(
    "The slider of the page", .enabled(if: Browser.program != nil, "Chromium, or node to drive it, is not on the PATH"),
    .serialized)
struct SliderTests: PageSuite {
    /// Moves the slider as a hand does, so many days at a time.
    private func moves(_ days: String, each wait: String = "") -> Browser.Step {
        .evaluate(
            """
            (async slider => {
              for (const days of \(days)) {
                slider.value = days;
                slider.dispatchEvent(new Event("input"));
                \(wait)
              }
            })(document.getElementById("slip-slider"))
            """)
    }

    @Test("moved faster than it computes: moves fall together, the last one wins, and none comes after a later one")
    func fasterThanItComputes() throws {
        let folder = try TemporaryFolder()
        let visit = try Browser.visit(
            page(folder, "--replicates", "200"),
            [
                .open(), .ready, .replayed,
                .evaluate("Object.assign(globalThis, { slow: 40, shown: [], asked: 0 }) && null"),
                .evaluate(
                    """
                    void new MutationObserver(() => shown.push(domino.answer().asked.slips[0].days))
                      .observe(document.getElementById("answer"), { childList: true, characterData: true, subtree: true })
                    """),
                // A burst between two frames, then moves spread over frames that take longer than they are apart.
                moves("Array.from({ length: 200 }, (_, move) => 1 + move % 20)"),
                moves(
                    "Array.from({ length: 29 }, (_, move) => 1 + move)",
                    each: "await new Promise(done => setTimeout(done, 3));"),
                .evaluate("void (globalThis.slow = 0)"),
                .until("domino.answer().asked.slips[0].days === 29"), .until("location.hash.includes('go-live%3D29')"),
                .replayed,
                figures,
                .evaluate(
                    "document.getElementById('slip-days').value + ' ' + document.getElementById('command-line').textContent"
                ),
                .evaluate("JSON.stringify({ shown, asked })"),
            ],
            before: """
                const instantiate = WebAssembly.instantiate;
                WebAssembly.instantiate = async (...given) => {
                  const { exports } = await instantiate(...given);
                  const ask = (...question) => {
                    globalThis.asked++;
                    const until = performance.now() + (globalThis.slow ?? 0);
                    while (performance.now() < until);
                    return exports.domino_deal_ask(...question);
                  };
                  return { exports: { ...exports, domino_deal_ask: ask } };
                };
                """)
        #expect(visit.errors == [])
        let texts = visit.texts
        try #require(texts.count == 3)
        try compare(texts[0], with: json("whatif", softwareGoLive, "--slip", "go-live=29"), "the last move")
        #expect(texts[1] == "29 domino whatif software-go-live.json --slip go-live=29")
        let seen = try #require(try JSONSerialization.jsonObject(with: Data(texts[2].utf8)) as? [String: Any])
        let shown = try #require(seen["shown"] as? [Int])
        // 229 moves, of which some are never computed; those that are stand in the order they were made.
        #expect(shown.last == 29)
        #expect(shown.count <= 31, "\(shown)")
        let spread = shown.drop { $0 == 20 }
        #expect(Array(spread) == spread.sorted(), "\(shown)")
    }

    /// Whether a view far down the page is skipped, a lane out of sight is, and whether the page kept its height.
    private var skipped: Browser.Step {
        .evaluate(
            """
            new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
              const isSkipped = one => !one.checkVisibility({ contentVisibilityAuto: true });
              const lanes = [...document.querySelectorAll(".lane")];
              done(JSON.stringify({
                command: isSkipped(document.querySelector("#command .note")), lane: isSkipped(lanes.at(-1).querySelector(".what")),
                dominoes: isSkipped(document.querySelector("#answer")), height: document.documentElement.scrollHeight }));
            })))
            """)
    }

    @Test("what is out of sight is not laid out while it moves, keeps its size, and is there again once it rests")
    func outOfSight() throws {
        let folder = try TemporaryFolder()
        let path = page(folder, "--replicates", "200")
        let visit = try Browser.visit(
            path,
            [
                .size(1280, 500), .open(), .ready, .replayed, skipped,
                .evaluate("void (globalThis.isMoving = true)"), moves("[16, 15]"), skipped,
                // Who prints meanwhile gets all of it.
                Browser.Step(name: "media", value: ["media": "print"]), skipped,
                Browser.Step(name: "media", value: ["media": ""]), skipped,
                .evaluate("void (globalThis.isMoving = false)"), moves("[16, 15]"),
                .until("!document.body.classList.contains('moving')"), .replayed, skipped,
            ],
            // As long as a hand moves it, nothing that waits for its rest comes.
            before: """
                const later = setTimeout;
                globalThis.setTimeout = (body, ...given) => globalThis.isMoving ? 0 : later(body, ...given);
                """)
        #expect(visit.errors == [])
        let states = try visit.texts.map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        try #require(states.count == 5)
        for (place, isSkipped) in [false, true, false, true, false].enumerated() {
            #expect(states[place]["command"] as? Bool == isSkipped, "\(place)")
            #expect(states[place]["lane"] as? Bool == isSkipped, "\(place)")
            #expect(states[place]["dominoes"] as? Bool == false, "\(place)")
        }
        // No row of this page is folded, so the sizes kept are the sizes it has.
        let heights = states.compactMap { $0["height"] as? Int }
        #expect(heights[0] == heights[4])
        #expect(abs(heights[1] - heights[0]) <= 8, "\(heights)")
    }
}
