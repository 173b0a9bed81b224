import DominoTestSupport
import Foundation
import Testing

@Suite(
    "How the page looks and is worked",
    .enabled(if: Browser.program != nil, "Chromium, or node to drive it, is not on the PATH"), .serialized)
struct LookTests: PageSuite {
    @Test("nothing stands out to the right, from a small telephone to a wall")
    func overflow() throws {
        let folder = try TemporaryFolder()
        let path = page(folder, "--replicates", "200")
        var steps: [Browser.Step] = []
        // Without script first: what is there then is another page.
        for script in [false, true] {
            steps.append(Browser.Step(name: "script", value: script))
            for width in [320, 390, 768, 1280, 2560] {
                steps += [Browser.Step.size(width, 800), .open()]
                if script { steps += [.ready, .replayed] }
                steps.append(.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)"))
                // A table may be wider than a telephone: then it is scrolled on its own.
                steps.append(
                    .evaluate(
                        "(page => `\(width): ${page.scrollWidth <= page.clientWidth ? 'fits' : page.scrollWidth}`)(document.documentElement)"
                    ))
            }
        }
        let visit = try Browser.visit(path, steps)
        let expected = [320, 390, 768, 1280, 2560].map { "\($0): fits" }
        #expect(visit.texts == expected + expected)
    }

    @Test("every control is reached by the Tab key alone, and Enter lets a promise of the graph slip")
    func keyboard() throws {
        let folder = try TemporaryFolder()
        let remember = Browser.Step.evaluate("void (globalThis.reached ??= new Set()).add(document.activeElement)")
        var steps: [Browser.Step] = [.open(), .ready, .replayed]
        for _ in 0..<140 { steps += [.key("Tab"), remember] }
        steps += [
            .evaluate(
                """
                [...document.querySelectorAll("button, input, select, summary, [tabindex='0']")]
                  .filter(one => one.checkVisibility() && !one.disabled && !reached.has(one)).map(one => one.id || one.className || one.tagName).join()
                """),
            .evaluate("document.querySelector('.node:nth-of-type(3)').focus()"), .key("Enter"),
            .evaluate("document.querySelector('.node:nth-of-type(3)').dataset.number"),
            .until(
                "domino.answer().asked.slips[0].number === Number(document.querySelector('.node:nth-of-type(3)').dataset.number)"
            ),
        ]
        let visit = try Browser.visit(page(folder, "--replicates", "200"), steps)
        #expect(visit.errors == [])
        #expect(visit.texts.first == "")
    }

    @Test("nothing moves for those who asked for less motion")
    func motion() throws {
        let folder = try TemporaryFolder()
        let looks = Browser.Step.evaluate(
            "document.getElementById('play').click(); String(document.querySelectorAll('.standing').length > 0)")
        let path = page(folder, "--replicates", "200")
        let moving = try Browser.visit(path, [.open(), .ready, looks])
        #expect(moving.texts == ["true"])
        let less = Browser.Step(
            name: "media", value: ["features": [["name": "prefers-reduced-motion", "value": "reduce"]]])
        let still = try Browser.visit(
            path,
            [
                less, .open(), .ready, looks,
                .evaluate("getComputedStyle(document.querySelector('.due')).transitionDuration"),
            ])
        #expect(still.texts == ["false", "0s"])
    }

    @Test("every chart has the table behind it, and each says what the chart shows")
    func tables() throws {
        let folder = try TemporaryFolder()
        let withoutTable = """
            [...document.querySelectorAll("main > section")]
              .filter(one => one.querySelector("svg.chart, svg.axis, svg.graph"))
              .filter(one => !one.querySelector("details table")).map(one => one.id).join()
            """
        let visit = try Browser.visit(
            page(folder, "--replicates", "200"),
            [
                .open(), .ready, .replayed,
                .evaluate("document.getElementById('slip-days').select()"),
                .evaluate("document.getElementById('slip-days').focus()"), .type("21"),
                .until("location.hash.includes('21')"),
                .evaluate("document.querySelectorAll('details').forEach(one => one.open = true)"),
                // A table is filled once its section has told that it is open.
                .until("\(withoutTable) === ''"), .evaluate(withoutTable),
                .evaluate(
                    "String(document.querySelector('#dominoes-table tbody tr td:nth-child(5)').textContent)"),
            ])
        #expect(visit.errors == [])
        #expect(visit.texts == ["", "21"])
    }
}

@Suite("The colours of the page")
struct ContrastTests {
    /// The palettes as page.css states them: light, dark, print.
    static func palettes() throws -> [[String: [Double]]] {
        let style = try String(
            contentsOfFile: "\(repositoryRoot)/Sources/DominoReport/Page/page.css", encoding: .utf8)
        var palettes: [[String: [Double]]] = []
        for part in style.components(separatedBy: ":root {").dropFirst() {
            var palette = palettes.first ?? [:]
            for declaration in part.prefix(while: { $0 != "}" }).split(separator: ";") {
                let sides = declaration.split(separator: ":").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
                guard sides.count == 2, sides[0].hasPrefix("--"), sides[1].hasPrefix("#") else { continue }
                var digits = String(sides[1].dropFirst())
                if digits.count == 3 { digits = digits.map { "\($0)\($0)" }.joined() }
                let value = try #require(Int(digits, radix: 16))
                palette[String(sides[0].dropFirst(2))] = [16, 8, 0].map { Double(value >> $0 & 255) / 255 }
            }
            palettes.append(palette)
        }
        return palettes
    }

    /// Relative luminance (WCAG 2.2).
    static func luminance(_ colour: [Double]) -> Double {
        let linear = colour.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    static func contrast(_ one: [Double], _ other: [Double]) -> Double {
        let (a, b) = (luminance(one), luminance(other))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    @Test("letters stand out 4.5 to 1 and signs 3 to 1, in light, in dark and on paper")
    func contrasts() throws {
        let palettes = try Self.palettes()
        #expect(palettes.count == 3)
        #expect(abs(Self.contrast([0, 0, 0], [1, 1, 1]) - 21) < 1e-9)
        let letters: [(String, [String])] = [
            ("ink", ["paper", "sheet", "faint", "good-soft", "fall-soft"]), ("soft", ["paper", "sheet", "faint"]),
            ("fall", ["paper", "sheet"]), ("good", ["sheet"]),
        ]
        let signs: [(String, [String])] = [
            ("fall", ["sheet", "faint"]), ("good", ["sheet", "faint"]), ("cost", ["sheet"]), ("buffer", ["sheet"]),
            ("focus", ["paper", "sheet"]), ("soft", ["sheet"]),
        ]
        for (number, palette) in palettes.enumerated() {
            for (least, pairs) in [(4.5, letters), (3, signs)] {
                for (front, backs) in pairs {
                    for back in backs {
                        let ratio = Self.contrast(try #require(palette[front]), try #require(palette[back]))
                        #expect(ratio >= least, "palette \(number): \(front) on \(back) is \(ratio)")
                    }
                }
            }
        }
    }
}
