import DominoEngine
import DominoReference
import DominoScenario
import DominoTestSupport
import Foundation
import Testing

@testable import DominoAnalysis

/// How far a commitment of a plan may slip, in days.
private struct Spare {
    /// From its due date.
    var tolerance: Double
    /// Between the day planned and the due date.
    var cushion: Double
    /// From the day planned, as slack is told.
    var total: Double { tolerance + cushion }
}

/// What every commitment of a plan in XML has to spare, by id; the beginning of a task under its id with `-start`.
private func spare(ofPlan xml: [UInt8]) throws -> [String: Spare] {
    let imported = importMSPDI(ImportFile(path: "plan.xml", contents: xml))
    let text = try #require(imported.text, "\(imported.diagnostics.map(\.message))")
    let loaded = loadScenario(path: "plan.json", contents: Array(text.utf8)) { _ in .unreadable(reason: "") }
    let scenario = try #require(loaded.scenario)
    let compiled = compile(scenario)
    let found = DominoEngine.tolerances(of: Baseline(of: compiled.model))
    var byID: [String: Spare] = [:]
    for (rank, commitment) in compiled.ranks {
        byID[scenario.id(ofCommitment: commitment)] = Spare(
            tolerance: found[Int(rank)], cushion: scenario[commitment].cushion)
    }
    return byID
}

@Suite("An imported plan keeps its critical path and slack")
struct ImportedSlackTests {
    /// A plan and the total slack of its tasks in days, worked out by hand on paper.
    struct Plan: Sendable, CustomTestStringConvertible {
        var name: String
        var slack: [String: Double]
        var testDescription: String { name }
    }

    static let plans = [
        // A holiday, Good Friday, between the two ends of the longer branch.
        Plan(
            name: "plan-with-holiday",
            slack: ["doors-measured": 0, "doors-hung": 0, "wiring-drawn": 1, "doors-handed-over": 0]),
        // SS+1d, FF+2d, FS-1d and SF+3d: what waits for the beginning of the painting makes it critical, though its
        // finish has a day to spare.
        Plan(
            name: "plan-with-all-links",
            slack: [
                "frame-welded-start": 0, "frame-welded": 0, "cables-laid": 1, "frame-painted-start": 0,
                "frame-painted": 1,
                "cables-tested": 1, "old-stand-guarded": 0, "stand-accepted": 0,
            ]),
        // Short Fridays, half days, two elapsed days over a weekend, deadlines nearer than the end of the plan.
        Plan(
            name: "plan-with-deadline",
            slack: ["text-written": 0, "text-read": 0, "pictures-chosen": 1.5, "translated": 2, "printed": 0]),
        // Must start on, start no later than, finish no later than before a deadline, must finish on, a lag of half the
        // predecessor, and the first Friday of each month off. The crane has to be there on its day, whatever is late.
        Plan(
            name: "plan-with-limits",
            slack: [
                "ground-cleared": 2, "crane-stands-start": 0, "crane-stands": 1, "beams-lifted-start": 1,
                "beams-lifted": 2, "roof-closed": 2, "yard-paved": 0, "handed-over": 0,
            ]),
        // Summary tasks that wait for each other, a task that is done, one that has begun, one that is given up.
        Plan(
            name: "plan-under-way",
            slack: [
                "hall-cleared": .infinity, "floor-laid": 0, "lamps-hung": 3, "shelves-up": 0, "halls-opened": 0,
                "second-sign": 3, "plan-finished": 0,
            ]),
    ]

    @Test("as worked out by hand", arguments: plans)
    func byHand(_ plan: Plan) throws {
        let path = "\(repositoryRoot)/Tests/DominoScenarioTests/Tables/\(plan.name).xml"
        let xml = try #require(FileManager.default.contents(atPath: path))
        #expect(try spare(ofPlan: Array(xml)).mapValues(\.total) == plan.slack)
    }

    @Test("as a forward and a backward pass over working hours find it, on 400 random plans", arguments: 0..<400)
    func byPasses(_ seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let network = RandomProject(&random)
        let spare = try spare(ofPlan: Array(network.xml.utf8))
        for (task, slack) in network.totalSlack.enumerated() {
            let finish = try #require(spare["t\(task)"])
            let start = spare["t\(task)-start"] ?? finish
            let least = min(start.total, finish.total)
            let days = Double(slack) / 8
            // A tolerance of 0 says only that the slack is at most the cushion.
            let isHidden = [start, finish].contains { $0.tolerance == 0 && days <= $0.cushion }
            #expect(
                least == days || (isHidden && days <= least),
                "t\(task): \(start) and \(finish), not \(days), of \(network.xml)")
        }
    }
}

/// A random plan scheduled as early as its links allow, in working hours from the morning of 2026-03-02.
///
/// Tasks are never stretched: what holds a finish up holds the beginning up, too.
private struct RandomProject {
    struct Link {
        var from: Int
        /// 0 FF, 1 FS, 2 SF, 3 SS, as the file says it.
        var type: Int
        var lag: Int
        /// The lag as a share of the predecessor's hours, where it is written so.
        var percent: Int?
    }

    var hours: [Int] = []
    var links: [[Link]] = []
    var deadlines: [Int?] = []
    /// The hour by which a task has to begin, and to end, and whether it must on that very hour.
    var beginLimits: [(hour: Int, isFixed: Bool)?] = []
    var finishLimits: [(hour: Int, isFixed: Bool)?] = []
    var starts: [Int] = []

    init(_ random: inout SplitMix64) {
        let count = random.int(1...9)
        for task in 0..<count {
            hours.append(random.int(1...24))
            var own: [Link] = []
            for from in 0..<task where random.chance(0.35) {
                var link = Link(from: from, type: random.int(0...3), lag: random.int(-6...12))
                if random.chance(0.3), hours[from] % 4 == 0 {
                    let percent = 25 * random.int(-1...6)
                    link.percent = percent
                    link.lag = hours[from] * percent / 100
                }
                own.append(link)
            }
            links.append(own)
            let start =
                own.map { link in
                    let end = starts[link.from] + (link.type < 2 ? hours[link.from] : 0) + link.lag
                    return end - (link.type == 0 || link.type == 2 ? hours[task] : 0)
                }.max() ?? 0
            starts.append(max(0, start))
            deadlines.append(nil)
            if random.chance(0.2) { deadlines[task] = starts[task] + hours[task] + random.int(0...20) }
            beginLimits.append(nil)
            finishLimits.append(nil)
            switch random.int(0...9) {
            case 0: beginLimits[task] = (starts[task], true)
            case 1: beginLimits[task] = (starts[task] + random.int(0...20), false)
            case 2: finishLimits[task] = (starts[task] + hours[task], true)
            case 3: finishLimits[task] = (starts[task] + hours[task] + random.int(0...20), false)
            default: break
            }
        }
    }

    private func finish(_ task: Int) -> Int { starts[task] + hours[task] }

    /// Hours that each task may come later without moving the end of the plan or breaking a deadline.
    var totalSlack: [Int] {
        let end = starts.indices.map(finish).max() ?? 0
        var latest = starts.indices.map { task in
            let finish = min(end, deadlines[task] ?? end, finishLimits[task]?.hour ?? end) - hours[task]
            return min(finish, beginLimits[task]?.hour ?? finish)
        }
        for task in starts.indices.reversed() {
            for link in links[task] {
                let bound = latest[task] + (link.type == 0 || link.type == 2 ? hours[task] : 0) - link.lag
                latest[link.from] = min(latest[link.from], bound - (link.type < 2 ? hours[link.from] : 0))
            }
        }
        return starts.indices.map { latest[$0] - starts[$0] }
    }

    var xml: String {
        var tasks = ""
        for task in starts.indices {
            let deadline = deadlines[task].map { "<Deadline>\(moment($0, isFinish: true))</Deadline>" } ?? ""
            tasks += """
                <Task><UID>\(task + 1)</UID><Name>t\(task)</Name><Start>\(moment(starts[task], isFinish: false))</Start>
                <Finish>\(moment(finish(task), isFinish: true))</Finish><Duration>PT\(hours[task])H0M0S</Duration>\(deadline)\(constraint(task))

                """
            for link in links[task] {
                tasks += "<PredecessorLink><PredecessorUID>\(link.from + 1)</PredecessorUID><Type>\(link.type)</Type>"
                // 19 is per cent, 51 the same of a lag that is guessed, 5 hours.
                tasks +=
                    link.percent.map { "<LinkLag>\($0)</LinkLag><LagFormat>\(task % 2 == 0 ? 19 : 51)</LagFormat>" }
                    ?? "<LinkLag>\(link.lag * 600)</LinkLag><LagFormat>5</LagFormat>"
                tasks += "</PredecessorLink>\n"
            }
            tasks += "</Task>\n"
        }
        return "<Project><Tasks>\n\(tasks)</Tasks></Project>"
    }

    private func constraint(_ task: Int) -> String {
        func written(_ type: Int, _ hour: Int, isFinish: Bool) -> String {
            let date = moment(hour, isFinish: isFinish)
            return "<ConstraintType>\(type)</ConstraintType><ConstraintDate>\(date)</ConstraintDate>"
        }
        if let limit = beginLimits[task] { return written(limit.isFixed ? 2 : 5, limit.hour, isFinish: false) }
        if let limit = finishLimits[task] { return written(limit.isFixed ? 3 : 7, limit.hour, isFinish: true) }
        return ""
    }

    /// The moment so many working hours after the first morning: a beginning on the hour boundary of two days is the
    /// next morning, a finish the evening before.
    private func moment(_ hours: Int, isFinish: Bool) -> String {
        let isEvening = isFinish && hours % 8 == 0 && hours > 0
        let day = isEvening ? hours / 8 - 1 : hours / 8
        let hour = isEvening ? 8 : hours % 8
        let date = Day(number: Day(year: 2026, month: 3, day: 2).number + Int32(day / 5 * 7 + day % 5))
        // Noon to one is no work: a finish after four hours is at noon, a beginning at one.
        let clock = 8 + hour + (hour > 4 || (hour == 4 && !isFinish) ? 1 : 0)
        return "\(date)T\(clock < 10 ? "0" : "")\(clock):00:00"
    }
}
