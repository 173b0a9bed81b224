import DominoScenario

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Measurements as google-benchmark writes them, so that its tools read them: every sample is an `iteration`, and
/// behind those of a case stand its aggregates.
func measurementsJSON(_ measurements: [Measurement]) -> String {
    var rows: [String] = []
    for measurement in measurements {
        for sample in measurement.cpu.indices {
            let kind = #""run_type": "iteration", "repetition_index": \#(sample)"#
            rows.append(row(measurement, measurement.name, kind, measurement.wall[sample], measurement.cpu[sample]))
        }
        let aggregates: [(String, ([Double]) -> Double)] = [
            ("median", median), ("min", { $0.min() ?? .nan }), ("max", { $0.max() ?? .nan }),
        ]
        for (aggregate, of) in aggregates {
            let kind = #""run_type": "aggregate", "aggregate_name": "\#(aggregate)", "aggregate_unit": "time""#
            rows.append(
                row(measurement, "\(measurement.name)_\(aggregate)", kind, of(measurement.wall), of(measurement.cpu)))
        }
    }
    let benchmarks = rows.map { "    \($0)" }.joined(separator: ",\n")
    return "{\n  \"context\": \(context()),\n  \"benchmarks\": [\n\(benchmarks)\n  ]\n}\n"
}

private func row(_ measurement: Measurement, _ name: String, _ kind: String, _ wall: Double, _ cpu: Double) -> String {
    var row = #"{ "name": "\#(name)", "run_name": "\#(measurement.name)", \#(kind), "#
    row +=
        #""repetitions": \#(measurement.cpu.count), "threads": \#(measurement.threads), "iterations": \#(measurement.iterations), "#
    row += #""real_time": \#(wall * 1e9), "cpu_time": \#(cpu * 1e9), "time_unit": "ns", "#
    let seconds = measurement.threads > 1 ? wall : cpu
    row += #""items_per_second": \#(Double(measurement.items) / seconds)"#
    if let bytes = measurement.bytes { row += #", "bytes_per_second": \#(Double(bytes) / seconds)"# }
    // User counters, as google-benchmark calls them.
    if let work = measurement.work {
        row += #", "rows": \#(work.rows), "needs": \#(work.needs), "draws": \#(work.draws)"#
    }
    if let bytes = measurement.peakBytes { row += #", "peak_bytes": \#(bytes)"# }
    return row + " }"
}

/// The machine and the day.
private func context() -> String {
    var now = time(nil)
    var civil = tm()
    gmtime_r(&now, &civil)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let date =
        "\(civil.tm_year + 1900)-\(two(civil.tm_mon + 1))-\(two(civil.tm_mday))T\(two(civil.tm_hour))"
        + ":\(two(civil.tm_min)):\(two(civil.tm_sec))+00:00"
    return #"{ "date": "\#(date)", "executable": "Benchmarks", "num_cpus": \#(processorCount()), "#
        + #""cpu_model": "\#(processorModel())", "library_build_type": "\#(buildType)" }"#
}

#if DEBUG
    private let buildType = "debug"
#else
    private let buildType = "release"
#endif

/// Processors this machine has online.
func processorCount() -> Int { sysconf(Int32(_SC_NPROCESSORS_ONLN)) }

/// What the processor calls itself, without the characters that JSON would have to escape.
func processorModel() -> String {
    let lines = (read("/proc/cpuinfo") ?? []).split(separator: UInt8(ascii: "\n"))
    guard let line = lines.first(where: { $0.starts(with: "model name".utf8) }) else { return "unknown" }
    let name = line.drop { $0 != UInt8(ascii: ":") }.dropFirst().drop { $0 == UInt8(ascii: " ") }
    return String(decoding: name.filter { $0 >= 32 && $0 != 34 && $0 != 92 }, as: UTF8.self)
}

/// The samples of a text in google-benchmark's layout, case by case; nil if it is none.
func samples(in text: [UInt8]) -> [Samples]? {
    var sources = SourceMap()
    var diagnostics: [Diagnostic] = []
    let file = sources.append(path: "measurements", contents: text)
    guard let tree = parseJSON(file: file, in: sources, reporting: &diagnostics) else { return nil }

    /// The values of an object by key.
    func members(_ object: Int) -> [String: Int] {
        guard tree[object].kind == .object else { return [:] }
        var members: [String: Int] = [:]
        var key = object + 1
        while key < Int(tree[object].next) {
            members[sources.string(sources.text(of: tree[key]))] = key + 1
            key = Int(tree[key + 1].next)
        }
        return members
    }
    guard let list = members(0)["benchmarks"], tree[list].kind == .array else { return nil }
    var cases: [Samples] = []
    var element = list + 1
    while element < Int(tree[list].next) {
        let row = members(element)
        element = Int(tree[element].next)
        guard let kind = row["run_type"], let name = row["run_name"], let time = row["cpu_time"],
            tree[kind].kind == .string, tree[name].kind == .string, tree[time].kind == .number
        else { return nil }
        guard sources.string(sources.text(of: tree[kind])) == "iteration" else { continue }
        let runName = sources.string(sources.text(of: tree[name]))
        let nanoseconds = sources.number(tree[time])
        if let known = cases.firstIndex(where: { $0.name == runName }) {
            cases[known].seconds.append(nanoseconds * 1e-9)
        } else {
            cases.append(Samples(name: runName, seconds: [nanoseconds * 1e-9]))
        }
    }
    return cases
}
