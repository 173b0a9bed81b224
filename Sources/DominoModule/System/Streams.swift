// What the command's system layer is in a page: files, streams, memory and the clock, all of them the host's. The
// functions are those of `Sources/DominoCommand/System`, by the same names.

/// What the host gives a run, and what the run gives it back.
final class Host {
    /// A file and its name.
    typealias File = (name: String, contents: [UInt8])

    /// What the host gives.
    private var files: [File] = []
    /// What this run has written, in the order in which it was written first.
    private var written: [File] = []
    fileprivate var output: [UInt8] = []
    fileprivate var errors: [UInt8] = []
    /// The day that the host's clock shows.
    private(set) var today = Day.first

    /// Forgets what the last run wrote.
    func begin(today: Day) {
        (output, errors, written) = ([], [], [])
        self.today = today
    }

    /// Gives a file its contents, or takes it away. One that stays as it was keeps its memory, so that a reader sees
    /// at once that it did.
    func setFile(_ name: String, _ contents: [UInt8]?) {
        if let contents, let file = files.first(where: { $0.name == name }), file.contents == contents { return }
        files.removeAll { $0.name == name }
        if let contents { files.append((name, contents)) }
    }

    func contents(of name: String) -> [UInt8]? { (written + files).first { $0.name == name }?.contents }

    /// Writes a file in a run.
    fileprivate func write(_ name: String, _ contents: [UInt8]) {
        if let place = written.firstIndex(where: { $0.name == name }) {
            written[place].contents = contents
        } else {
            written.append((name, contents))
        }
    }

    /// A part of the answer: 0 is standard output, 1 standard error; then names and contents of files written.
    func answer(_ part: Int32) -> [UInt8]? {
        switch part {
        case 0: return output
        case 1: return errors
        default:
            let place = Int(part / 2 - 1)
            guard written.indices.contains(place) else { return nil }
            return part % 2 == 0 ? Array(written[place].name.utf8) : written[place].contents
        }
    }
}

/// The only ones: a module has one host and one thread.
nonisolated(unsafe) let host = Host()

/// A standard stream.
struct Descriptor: Equatable {
    private let isOutput: Bool

    static let standardOutput = Descriptor(isOutput: true)
    static let standardError = Descriptor(isOutput: false)

    var isTerminal: Bool { false }

    fileprivate func write(_ text: String) {
        if isOutput { host.output += text.utf8 } else { host.errors += text.utf8 }
    }
}

/// How writing ended.
enum WriteResult {
    case written
    case closed
    case uncreatable(reason: String)
    case unwritable(reason: String)
}

/// Where writing to a path ends up.
enum Destination: Equatable {
    case stream(Descriptor)
    /// A file; `permissions` is nil if there is none yet.
    case file(path: String, permissions: Int?)
    case refused(reason: String)
}

/// What messages say of a missing file.
let noSuchFile = "there is no such file"

func write(_ text: String, to descriptor: Descriptor) -> WriteResult {
    descriptor.write(text)
    return .written
}

func writeFile(_ text: String, to path: String) -> WriteResult {
    switch destination(of: path) {
    case .refused(let reason): return .uncreatable(reason: reason)
    case .stream(let descriptor): return write(text, to: descriptor)
    case .file(let path, _):
        host.write(path, Array(text.utf8))
        return .written
    }
}

func appendToFile(_ text: String, at path: String) -> WriteResult {
    writeFile(String(decoding: host.contents(of: path) ?? [], as: UTF8.self) + text, to: path)
}

func destination(of path: String) -> Destination {
    switch path {
    case "": .refused(reason: "it has no name")
    case "/dev/stdout": .stream(.standardOutput)
    default: .file(path: path, permissions: isFile(path) ? 0 : nil)
    }
}

func isSameDestination(_ one: String, _ other: String) -> Bool { one == other }

/// Reads a whole file; `-` is the one of that name.
func readFile(_ path: String) -> FileReading {
    host.contents(of: path).map { .contents($0) } ?? .unreadable(reason: noSuchFile)
}

func isFile(_ path: String) -> Bool { host.contents(of: path) != nil }

func fileSize(_ path: String) -> Int { host.contents(of: path)?.count ?? 0 }

func isSameFile(_ one: String, _ other: String) -> Bool { one == other && isFile(one) }

// MARK: - The machine

/// There is no environment.
func environment(_ name: String) -> String? { nil }

/// There is no terminal.
func terminalColumns() -> Int? { nil }

func processorCount() -> Int { 1 }

/// Bytes of memory that a run may use: a quarter of what a module can address.
func usableMemory() -> Int { 1 << 30 }

/// Seconds on a clock that nobody sets.
func now() -> Double { hostSeconds() }

/// Year, month and day by the host's clock.
func localDate() -> (year: Int, month: Int, day: Int) { host.today.civil }
