import DominoReport
import DominoScenario
import Testing

@Suite("a JSON text")
struct JSONTextTests {
    @Test("stands on one line where it fits, else an item a line")
    func layout() {
        var json = JSONText(width: 40)
        json.object {
            $0.field("result", "whatif")
            $0.field("version", 1)
            $0.array("plan") { _ in }
            $0.object("empty") { _ in }
            $0.array("points") {
                for day in 0..<2 {
                    $0.array {
                        $0.value(day)
                        $0.value(Double(day) + 0.5)
                    }
                }
            }
            $0.array("commitments") {
                for id in ["go-live", "store-launch-in-the-north"] {
                    $0.object {
                        $0.field("id", id)
                        $0.field("late", true)
                        $0.field("slip", Double.infinity)
                    }
                }
            }
        }
        #expect(
            json.text == """
                {
                  "result": "whatif",
                  "version": 1,
                  "plan": [],
                  "empty": {},
                  "points": [[0, 0.5], [1, 1.5]],
                  "commitments": [
                    {
                      "id": "go-live",
                      "late": true,
                      "slip": null
                    },
                    {
                      "id": "store-launch-in-the-north",
                      "late": true,
                      "slip": null
                    }
                  ]
                }
                """)
    }

    @Test("one short object is one line")
    func short() {
        var json = JSONText()
        json.object {
            $0.field("a", 1)
            $0.field("b", String?.none)
            $0.array("c") { $0.null() }
        }
        #expect(json.text == #"{ "a": 1, "b": null, "c": [null] }"#)
    }

    @Test(
        "writes numbers shortly and exactly",
        arguments: [
            (0, "0"), (-0.0, "0"), (1, "1"), (-12, "-12"), (0.1, "0.1"), (1e15, "1000000000000000"),
            (9_007_199_254_740_991, "9007199254740991"), (1e22, "1e+22"), (1e300, "1e+300"),
            (.leastNonzeroMagnitude, "5e-324"),
            (1.0 / 3, "0.3333333333333333"), (.nan, "null"), (.infinity, "null"), (-.infinity, "null"),
        ] as [(Double, String)])
    func numbers(_ value: Double, _ text: String) {
        var json = JSONText()
        json.value(value)
        #expect(json.text == text)
    }

    @Test("escapes strings")
    func strings() {
        var json = JSONText()
        json.value("\"\\/\u{8}\t\n\u{C}\r\0\u{1F}\u{7F}\u{9B}é\u{2028}\u{202E}😀</script>")
        let meant = #""\"\\/\b\t\n\f\r\u0000\u001f\u007f\u009bé\u2028\u202e😀</script>""#
        #expect(json.text == meant)
    }

    @Test("is read back by the reader, whatever its shape and width", arguments: [1, 10, 30, 100, 1_000_000])
    func roundTrip(_ width: Int) {
        var state: UInt64 = 99
        func random(_ limit: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % limit
        }
        func write(_ json: inout JSONText, depth: Int) {
            switch depth > 6 ? 0 : random(3) {
            case 1: json.array { for _ in 0..<random(5) { write(&$0, depth: depth + 1) } }
            case 2:
                json.object { object in
                    for _ in 0..<random(5) {
                        if random(2) == 0 {
                            object.field("n", Int(random(1000)))
                        } else {
                            object.array("list") { for _ in 0..<random(9) { write(&$0, depth: depth + 1) } }
                        }
                    }
                }
            default: json.value(String(repeating: "x", count: Int(random(12))))
            }
        }
        for _ in 0..<300 {
            let before = state
            var json = JSONText(width: width)
            write(&json, depth: 0)
            state = before
            var oneLine = JSONText(width: .max)
            write(&oneLine, depth: 0)
            // Strings hold no white space here, so without it both texts must be the same.
            let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x0A }
            #expect(json.text.utf8.filter { !isSpace($0) } == oneLine.text.utf8.filter { !isSpace($0) })
            var sources = SourceMap()
            sources.append(path: "a.json", contents: Array(json.text.utf8))
            var diagnostics: [Diagnostic] = []
            #expect(parseJSON(file: 0, in: sources, reporting: &diagnostics) != nil)
            // Only what cannot be broken is longer: one item, never several.
            for line in json.text.split(separator: "\n") where line.utf8.count > width {
                if line.dropLast().contains(",") { Issue.record("a line of \(line.utf8.count) columns: \(line)") }
            }
        }
    }
}
