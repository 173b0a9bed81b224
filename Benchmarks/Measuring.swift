/// What was measured of one case.
struct Measurement {
    /// Of the case.
    var name: String
    /// Runs in one sample.
    var iterations: Int
    /// Processor seconds of a run, sample by sample.
    var cpu: [Double] = []
    /// Seconds of a run, sample by sample.
    var wall: [Double] = []
    /// Items one run handles.
    var items: Int
    /// Bytes one run reads.
    var bytes: Int?

    /// Items a processor second, in the median.
    var itemsPerSecond: Double { Double(items) / median(cpu) }
    /// Bytes a processor second, in the median.
    var bytesPerSecond: Double? { bytes.map { Double($0) / median(cpu) } }
}

/// Measures a case: the result is checked, the caches and the clock warmed up, then samples are taken.
///
/// A sample is as many runs as make `sampleSeconds`, so that the clock's own steps do not show.
/// - Returns: nil, with a message, if the result is wrong: then there is nothing to measure.
func measure(_ measured: Case, samples: Int, sampleSeconds: Double) -> Measurement? {
    let subject = measured.prepare()
    let expected = subject.run()
    if let problem = subject.problem() {
        complain("\(measured.name): \(problem)")
        return nil
    }
    let start = cpuSeconds()
    var warmed = 0
    while warmed < 1 || cpuSeconds() - start < sampleSeconds {
        _ = subject.run()
        warmed += 1
    }
    let once = (cpuSeconds() - start) / Double(warmed)
    let iterations = max(1, Int((sampleSeconds / once).rounded()))
    var result = Measurement(
        name: measured.name, iterations: iterations, items: subject.items, bytes: subject.bytes)
    for _ in 0..<samples {
        let (cpu, wall) = (cpuSeconds(), wallSeconds())
        for _ in 0..<iterations {
            guard subject.run() == expected else {
                complain("\(measured.name): the same work gives another result")
                return nil
            }
        }
        result.cpu.append((cpuSeconds() - cpu) / Double(iterations))
        result.wall.append((wallSeconds() - wall) / Double(iterations))
    }
    return result
}
