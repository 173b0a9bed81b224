import DominoAnalysis
import DominoReference
import DominoScenario
import DominoWasm

/// A question put through the door, natively or in WebAssembly.
struct DoorPlay {
    var deal: [UInt8]
    /// Days are `+inf` for broken.
    var slips: [(number: Int32, days: Double)]
    var plan: [Int32]
    var toldOn: Double?
    var today: Double
    var later = 0.0
    var curve: (number: Int32, last: Int32)
    var replicates: Int32
    var seed: UInt64
    var withSlips: Bool
    /// What each day costs for which the root is promised later; nil where nobody says.
    var perDayLater: Double?

    /// Every column there is, in order.
    static let columns: [Int32] = Array(0...11) + Array(20...22) + Array(30...46) + Array(50...52)

    /// As the harness of the WebAssembly test reads it.
    var json: [String: Any] {
        [
            "deal": base64(deal[...]),
            "slips": slips.map { [$0.number, $0.days < .infinity ? $0.days : nil] as [Any?] },
            "plan": plan, "toldOn": toldOn as Any, "today": today, "later": later,
            "curve": [curve.number, curve.last], "replicates": replicates, "seed": String(seed),
            "withSlips": withSlips, "perDayLater": perDayLater as Any,
        ]
    }

    /// All columns of the native door.
    func played() throws -> [Int32: [Double]] {
        let door = try NativeDoor(deal)
        try door.ask(slips, plan: plan, toldOn: toldOn, today: today, later: later)
        try door.check(evaluateCurve(door.handle, curve.number, curve.last))
        try door.check(
            beginRuns(
                door.handle, replicates, UInt32(truncatingIfNeeded: seed), UInt32(seed >> 32), withSlips ? 1 : 0))
        while continueRuns(door.handle, 3) < replicates {}
        // Without a root there is nothing to promise; such a play reads empty columns then.
        let begun = beginPromise(
            door.handle, replicates, UInt32(truncatingIfNeeded: seed), UInt32(seed >> 32), withSlips ? 1 : 0, 0.8,
            perDayLater ?? .nan)
        if begun == 0 { while continuePromise(door.handle, 3) < replicates {} }
        var columns: [Int32: [Double]] = [:]
        for column in Self.columns where begun == 0 || column < 50 { columns[column] = try door.read(column) }
        return columns
    }
}

/// The door's functions as a host calls them, in this process.
final class NativeDoor {
    /// What a call was refused with.
    struct Refusal: Error { var code: Int32 }

    private(set) var handle: UnsafeMutableRawPointer?

    init(_ deal: [UInt8]) throws { try check(openModel(deal, Int32(deal.count), &handle)) }

    deinit { closeModel(handle) }

    func check(_ code: Int32) throws { if code != 0 { throw Refusal(code: code) } }

    func ask(
        _ slips: [(number: Int32, days: Double)], plan: [Int32] = [], toldOn: Double? = nil, today: Double = 0,
        later: Double = 0
    ) throws {
        try check(
            askModel(
                handle, Int32(slips.count), slips.map(\.number), slips.map(\.days), Int32(plan.count), plan,
                toldOn ?? .nan, today, later))
    }

    func read(_ column: Int32) throws -> [Double] {
        let count = lengthOfColumn(handle, column)
        guard count >= 0 else { throw Refusal(code: count) }
        var values = [Double](repeating: 0, count: Int(count))
        try check(readColumn(handle, column, &values, count))
        return values
    }
}

/// A random scenario, compiled, with a question of its own.
struct RandomModel {
    let scenario: Scenario
    let compiled: Compiled
    let question: WhatIfQuestion
    let play: DoorPlay

    /// Nil where nothing in it can slip.
    init?(seed: UInt64, replicates: Int32 = 130) {
        let reference = randomScenario(seed: seed, commitments: 1 + Int(seed % 14))
        let loaded = loadScenario(path: "random", contents: Array(reference.json().utf8)) { _ in .unreadable(reason: "")
        }
        guard var scenario = loaded.scenario else { return nil }
        var random = SplitMix64(seed: seed &* 77 &+ 5)
        let live = scenario.commitments.places.filter { scenario[$0].status != .released }
        guard let first = live.first else { return nil }
        var slips: [Slip] = []
        for place in live where random.next() % 4 == 0 {
            let days = random.next() % 8 == 0 ? Double.infinity : Double(random.next() % 4000) / 64 - 10
            slips.append(Slip(commitment: place, days: days))
        }
        if slips.isEmpty { slips = [Slip(commitment: first, days: 7.5)] }
        if scenario.root == nil { scenario.root = slips[0].commitment }
        let plan = scenario.mitigations.places.filter { _ in random.next() % 2 == 0 }
        let asOf = scenario.asOf ?? Day(year: 2026, month: 1, day: 5)
        let question = WhatIfQuestion(
            slips: slips, plan: plan, toldOn: random.next() % 2 == 0 ? asOf : nil, asOf: asOf)
        let compiled = compile(scenario)
        var numbers = [Int32](repeating: -1, count: scenario.commitments.count)
        for (number, place) in compiled.origins.commitments.enumerated() { numbers[Int(place)] = Int32(number) }
        let today = Double(scenario.calendar.ordinal(asOf))
        self.scenario = scenario
        self.compiled = compiled
        self.question = question
        play = DoorPlay(
            deal: compiled.model.bytes,
            slips: slips.map { (numbers[Int($0.commitment)], $0.days) }, plan: plan.map(\.place),
            toldOn: question.toldOn == nil ? nil : today, today: today,
            curve: (numbers[Int(slips[0].commitment)], Int32(random.next() % 90)), replicates: replicates, seed: seed,
            withSlips: random.next() % 2 == 0, perDayLater: random.next() % 3 == 0 ? nil : Double(random.next() % 900))
    }
}
