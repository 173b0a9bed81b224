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
    /// Threads a run takes.
    var threads: Int
    /// How much a run had to do; nil where nobody counts.
    var work: Work?
    /// The most memory a program that was run had resident; nil where no program is.
    var peakBytes: Int?

    /// The time that counts: with several threads what passes, else the processor's.
    var seconds: [Double] { threads > 1 ? wall : cpu }
    /// Items a second, in the median.
    var itemsPerSecond: Double { Double(items) / median(seconds) }
    /// Bytes a second, in the median.
    var bytesPerSecond: Double? { bytes.map { Double($0) / median(seconds) } }
}

/// Measures a case: the result is checked, the caches and the clock warmed up, then samples are taken.
///
/// A sample is as many runs as make `sampleSeconds`, so that the clock's own steps do not show.
/// - Returns: nil, with a message, if the result is wrong, or the work another than is known: then there is nothing to
///   measure.
func measure(_ measured: Case, samples: Int, sampleSeconds: Double) -> Measurement? {
    let subject = measured.prepare()
    let expected = subject.run()
    if let problem = subject.problem() {
        complain("\(measured.name): \(problem)")
        return nil
    }
    let work = subject.work?()
    if let problem = work?.problem(of: measured.name) {
        complain("\(measured.name): \(problem)")
        return nil
    }
    let start = subject.clock()
    var warmed = 0
    while warmed < 1 || subject.clock() - start < sampleSeconds {
        _ = subject.run()
        warmed += 1
    }
    let once = (subject.clock() - start) / Double(warmed)
    let iterations = max(1, Int((sampleSeconds / once).rounded()))
    var result = Measurement(
        name: measured.name, iterations: iterations, items: subject.items, bytes: subject.bytes,
        threads: subject.threads, work: work)
    for _ in 0..<samples {
        let (cpu, wall) = (subject.clock(), wallSeconds())
        for _ in 0..<iterations {
            guard subject.run() == expected else {
                complain("\(measured.name): the same work gives another result")
                return nil
            }
        }
        result.cpu.append((subject.clock() - cpu) / Double(iterations))
        result.wall.append((wallSeconds() - wall) / Double(iterations))
    }
    result.peakBytes = subject.peakBytes?()
    return result
}
