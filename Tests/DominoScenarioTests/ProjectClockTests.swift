import DominoReference
import Testing

@testable import DominoScenario

@Suite("The working time of a plan")
struct ProjectClockTests {
    @Test("is what counting every quarter of an hour gives", arguments: 0..<50)
    func counting(_ seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let kinds: [ProjectClock.Shifts] = [
            [], ProjectClock.usualShifts, [480..<720], [0..<1440], [0..<60, 1380..<1440],
        ]
        let weekdays = (0..<7).map { _ in kinds[Int.random(in: 0..<kinds.count, using: &random)] }
        let days = (0..<20).filter { _ in Bool.random(using: &random) }
        let exceptions = days.map { ($0, kinds[Int.random(in: 0..<kinds.count, using: &random)]) }
        let clock = ProjectClock(weekdays: weekdays, exceptions: exceptions.map { (day: $0.0, shifts: $0.1) })
        for _ in 0..<20 {
            let start = Int.random(in: -500...2500, using: &random) * 15
            let end = start + Int.random(in: 0...1500, using: &random) * 15
            let counted = stride(from: start, to: end, by: 15).count { moment in
                let day = moment >= 0 ? moment / 1440 : (moment - 1439) / 1440
                let shifts = exceptions.first { $0.0 == day }?.1 ?? weekdays[((day % 7) + 7) % 7]
                return shifts.contains { $0.contains(moment - day * 1440) }
            }
            #expect(clock.work(from: start, to: end) == counted * 15)
            #expect(clock.work(from: end, to: start) == -counted * 15)
        }
    }

    @Test("moments and durations are read as the file writes them, and nothing else is")
    func moments() {
        #expect(moment("1900-01-02T08:30:00") == 1440 + 510)
        #expect(moment("1900-01-02") == 1440)
        for text in ["", "NA", "1900-01-02T", "1900-01-02T25:00:00", "1900-01-02T8", "2026-02-30T08:00:00"] {
            #expect(moment(text) == nil, "\(text)")
        }
        #expect(durationMinutes("PT40H30M0S") == 2430)
        #expect(durationMinutes("P1DT2H") == 1560)
        #expect(durationMinutes("PT0.5H") == 30)
        for text in ["", "40", "P1H", "PT1D", "PTH", "PT-1H", "PT1e400H", "8 hours"] {
            #expect(durationMinutes(text) == nil, "\(text)")
        }
    }

    @Test("references, sections and comments are taken out of text, and every cut of a plan is refused or read")
    func xml() {
        let text =
            "<?xml version=\"1.0\"?><Project><Title>A &amp; <!-- no -->B<![CDATA[ <&> ]]>&#67;</Title><Tasks><Task>"
            + "<UID>1</UID><Name a='1'>&lt;x/&gt;</Name><Start>2026-03-02T08:00:00</Start>"
            + "<Finish>2026-03-02T17:00:00</Finish></Task></Tasks></Project>"
        #expect(plan(text).text?.contains("\"name\": \"A & B <&> C\"") == true)
        #expect(plan(text).text?.contains("\"title\": \"<x/>\"") == true)
        for length in 0..<text.utf8.count {
            let imported = plan(String(decoding: text.utf8.prefix(length), as: UTF8.self))
            #expect(imported.text == nil && imported.diagnostics.count == 1)
        }
    }
}
