import DominoTestSupport
import Foundation
import Testing

@Suite("A great simulation fits an ordinary machine")
struct MemoryTests {
    /// Commitments of 3 needs each on those before, each with a delay and damage of its own.
    private func greatScenario(_ count: Int) -> String {
        var text = #"{"domino":1,"name":"great","asOf":"2026-01-05","commitments":["#
        text.reserveCapacity(count * 300)
        var state: UInt64 = 1
        func below(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        for place in 0..<count {
            // Half of the later ones have needs on the thousand before them.
            let sources = place < 1000 ? [] : Set((0..<3).map { _ in place - 1 - below(1000) }).sorted()
            let needs = sources.map { #"{"commitment":"c\#($0)","buffer":\#(below(9))}"# }.joined(separator: ",")
            text += place == 0 ? "\n" : ",\n"
            text += #"{"id":"c\#(place)","promisor":"p","promisee":"q","due":"2026-06-01","needs":[\#(needs)],"#
            text +=
                #""delay":{"triangular":[0,1,\#(2 + below(9))]},"damage":[{"kind":"k","perDay":\#(1 + below(50))}]}"#
        }
        return text + "]}\n"
    }

    /// Simulates 100,000 commitments with quantiles of all.
    private func check(replicates: Int, threads: Int) throws {
        let yard = try Playground(["great.json": greatScenario(100_000)])
        let answer = "\(yard.folder)/answer.json"
        let cost = processCost(
            of: try Configuration.release.binary,
            [
                "simulate", "\(yard.folder)/great.json", "--replicates", "\(replicates)", "--threads", "\(threads)",
                "--format", "json", "--output", answer, "--quiet",
            ])
        #expect(cost.status == 0)
        #expect(cost.peakBytes < 1_000_000_000, "\(cost.peakBytes / 1_000_000) MB")
        #expect(try String(contentsOfFile: answer, encoding: .utf8).contains(#""replicates": \#(replicates)"#))
    }

    // The most whose slips are all kept; more are counted on a grid, which takes half the memory.
    @Test("670 replicates of 100,000 commitments, every slip kept, stay below 1 GB")
    func keptSlips() throws { try check(replicates: 670, threads: 2) }

    @Test(
        "10,000 replicates of 100,000 commitments, quantiles of all, stay below 1 GB",
        .enabled(if: ProcessInfo.processInfo.environment["DOMINO_LARGE"] != nil), arguments: [1, 2])
    func allReplicates(threads: Int) throws { try check(replicates: 10_000, threads: threads) }

    /// Whether the tests that take gigabytes and minutes are asked for.
    private static let isLarge = ProcessInfo.processInfo.environment["DOMINO_LARGE"] != nil

    @Test("under a limit of memory a run answers or says that it has too little, and never breaks off")
    func addressLimit() throws {
        let count = Self.isLarge ? 100_000 : 20_000
        let yard = try Playground(["great.json": greatScenario(count)])
        let binary = try Configuration.release.binary
        // As it stands for 20,000 commitments (6 MB), in units of a megabyte: too little for anything, and enough for
        // all.
        let limits = Self.isLarge ? Array(stride(from: 60, through: 1500, by: 30)) : [70, 110, 160, 700]
        var statuses: [Int32] = []
        for megabytes in limits {
            for command in [
                "whatif great.json --slip c0=5 --format json", "simulate great.json --replicates 640 --threads 2",
                "validate great.json", "curve great.json --of c0",
            ] {
                let result = runProcess(
                    "/bin/sh", ["-c", "ulimit -v \(megabytes * 1000); '\(binary)' \(command) > out"],
                    environment: ["COLUMNS": "100"], directory: yard.folder)
                let said = "\(megabytes) MB, \(command): \(result.status) \(result.errors.prefix(300))"
                #expect([0, 64, 66].contains(result.status), "\(said)")
                if result.status > 0 { #expect(result.errors.contains("can be used here"), "\(said)") }
                statuses.append(result.status)
            }
        }
        #expect(statuses.prefix(4).allSatisfy { $0 == 66 } && statuses.suffix(4).allSatisfy { $0 == 0 }, "\(statuses)")
        // What does not fit by itself does not fit through a pipe either.
        let piped = yard.shell("ulimit -v 70000; '\(binary)' validate - < great.json")
        #expect(piped.status == 66)
        #expect(piped.errors.contains("can be used here"))
    }

    @Test("a great file that is wrong in every line takes no more than one that is right")
    func manyProblems() throws {
        let yard = try Playground()
        let lines = 100_000
        try write("\(yard.folder)/bad.json") { put in
            try put(#"{"domino":1,"name":"bad","asOf":"2026-01-05","commitments":["#)
            for number in 0..<lines {
                let comma = number == 0 ? "" : ","
                try put("\(comma)\n{\"id\":\"c\(number)\",\"by\":\"a\",\"to\":\"b\",\"due\":\"2026-02-30\",\"x\":1}")
            }
            try put("]}")
        }
        try write("\(yard.folder)/good.json") { put in
            try put(#"{"domino":1,"name":"good","asOf":"2026-01-05","root":"c0","commitments":["#)
            for number in 0..<lines {
                let comma = number == 0 ? "" : ","
                try put("\(comma)\n{\"id\":\"c\(number)\",\"promisor\":\"a\",\"promisee\":\"b\",")
                try put("\"due\":\"2026-02-27\"}")
            }
            try put("]}")
        }
        let binary = try Configuration.release.binary
        let result = runProcess(binary, ["validate", "bad.json"], directory: yard.folder)
        #expect(result.status == 65)
        #expect(result.output == "bad.json: invalid, 600,000 errors\n")
        #expect(result.errors.contains("and 99,900 more like this [invalid-date]"))
        let good = processCost(of: binary, ["validate", "\(yard.folder)/good.json"])
        let bad = processCost(of: binary, ["validate", "\(yard.folder)/bad.json"])
        #expect(good.status == 0 && bad.status == 65)
        #expect(
            bad.peakBytes < good.peakBytes * 3 / 2,
            "\(bad.peakBytes / 1_000_000) MB, and \(good.peakBytes / 1_000_000) MB for a good file")
    }

    /// Writes so much text piece by piece.
    private func write(_ path: String, _ pieces: (_ put: (String) throws -> Void) throws -> Void) throws {
        FileManager.default.createFile(atPath: path, contents: nil)
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        defer { try? file.close() }
        var waiting = ""
        try pieces { piece in
            waiting += piece
            if waiting.utf8.count > 1 << 20 {
                try file.write(contentsOf: Data(waiting.utf8))
                waiting = ""
            }
        }
        try file.write(contentsOf: Data(waiting.utf8))
    }

    @Test("a file of 1 GiB is read, a byte more is refused", .enabled(if: isLarge))
    func gibibyte() throws {
        let yard = try Playground()
        let space = String(repeating: " ", count: 1 << 16)
        for surplus in [0, 1] {
            try write("\(yard.folder)/a.json") { put in
                try put(sampleScenario)
                var left = (1 << 30) + surplus - sampleScenario.utf8.count
                while left > 0 {
                    try put(String(space.prefix(left)))
                    left -= min(left, space.utf8.count)
                }
            }
            let result = runProcess(try Configuration.release.binary, ["validate", "a.json"], directory: yard.folder)
            #expect(result.status == (surplus > 0 ? 65 : 0), "\(result.errors)")
            if surplus > 0 { #expect(result.errors.contains("[file-too-large]"), "\(result.errors)") }
        }
    }

    @Test("five million commitments that all need one fall with it", .enabled(if: isLarge))
    func fanOut() throws {
        let yard = try Playground()
        try write("\(yard.folder)/fan.json") { put in
            try put(#"{"domino":1,"name":"fan","asOf":"2026-01-05","commitments":["#)
            try put(#"{"id":"a","promisor":"u","promisee":"c","due":"2026-03-02"}"#)
            for number in 1..<5_000_000 {
                try put(",\n{\"id\":\"\(number)\",\"promisor\":\"u\",\"promisee\":\"c\",\"due\":\"2026-03-02\",")
                try put("\"needs\":[{\"commitment\":\"a\",\"buffer\":0}]}")
            }
            try put("]}")
        }
        let binary = try Configuration.release.binary
        let result = runProcess(binary, ["whatif", "fan.json", "--slip", "a=2", "-q"], directory: yard.folder)
        #expect(
            result.status == 0 && result.output.contains("5,000,000 commitments fall"),
            "\(result.output.prefix(300))\(result.errors)")
        let cost = processCost(of: binary, ["whatif", "\(yard.folder)/fan.json", "--slip", "a=2", "-q"])
        let size = try FileManager.default.attributesOfItem(atPath: "\(yard.folder)/fan.json")[.size] as? Int ?? 1
        print(
            "fan-out: \(size / 1_000_000) MB of file, \(cost.peakBytes / 1_000_000) MB of memory, \(cost.cpuSeconds) s")
        #expect(cost.peakBytes < 10 * size)
    }
}
