#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Measures Domino, and compares measurements. See README.md.
@main
enum Main {
    static func main() {
        keepFreedMemory()
        exit(run(Array(CommandLine.arguments.dropFirst())))
    }

    /// Does what the arguments ask for, and answers with an exit status.
    private static func run(_ arguments: [String]) -> Int32 {
        switch Invocation.read(arguments) {
        case .help: print(Invocation.usage)
        case .misuse(let text):
            complain("\(text)\n\n\(Invocation.usage)")
            return 2
        case .writeGraph(let commitments, let path):
            guard PeerGraph(layered: commitments).write(to: path) else { return unwritable(path) }
        case .writeScenario(let commitments, let path):
            let text = scenarioText(PeerGraph(layered: commitments))
            guard write(text, to: path) else { return unwritable(path) }
        case .measure(let selection, let format, let base):
            return report(selection, format, base)
        case .against(let binary, let selection):
            return compare(thisBinary(), with: binary, selection)
        case .peers(let folder, let selection):
            return comparePeers(in: folder, selection)
        }
        return 0
    }

    /// Measures and shows; with a base, compares with it.
    private static func report(
        _ selection: Invocation.Selection, _ format: Invocation.Format, _ base: String?
    ) -> Int32 {
        let cases = selected(selection)
        guard !cases.isEmpty else {
            complain("no case has \"\(selection.filter)\" in its name")
            return 2
        }
        var measurements: [Measurement] = []
        for one in cases {
            guard let measured = measure(one, samples: selection.samples, sampleSeconds: selection.sampleSeconds) else {
                return 1
            }
            measurements.append(measured)
            if format == .text, base == nil { print(line(of: measured)) }
        }
        if let base {
            guard let before = read(base).flatMap({ samples(in: $0) }) else {
                complain("\(base) cannot be read as measurements")
                return 2
            }
            return show(compared(before, measurements))
        }
        if format == .json { print(measurementsJSON(measurements), terminator: "") }
        return 0
    }

    private static func unwritable(_ path: String) -> Int32 {
        complain("\(path) cannot be written")
        return 2
    }
}

/// The cases a selection means, in order.
func selected(_ selection: Invocation.Selection) -> [Case] {
    allCases().filter { $0.name.contains(selection.filter) && ($0.isQuick || !selection.isQuick) }
}

/// Says something on standard error.
func complain(_ text: String) {
    let line = Array((text + "\n").utf8)
    _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
}
