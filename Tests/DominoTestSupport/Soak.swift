import Foundation

/// Random scenarios by their seeds: some in every run of the tests, hours of them where asked, and one to be looked at
/// again.
///
/// - `DOMINO_SOAK_MINUTES=60` goes on for so long, from a seed chosen at random, or from `DOMINO_SOAK_FROM`. Each
///   seed is written to standard error before it is played, so that after a crash the last line says which one it was.
/// - `DOMINO_SOAK_SEED=123` plays that one alone.
public struct Soak: Sendable {
    /// A seed whose body threw.
    public struct Failure: Sendable, CustomStringConvertible {
        /// The command that plays it again.
        public var command: String
        /// What it threw.
        public var description: String
    }

    /// What it is called where it says how far it came.
    public var name: String
    /// How many scenarios every run of the tests plays: seeds 1 and on.
    public var count: UInt64

    /// A soak.
    public init(_ name: String, count: UInt64) {
        self.name = name
        self.count = count
    }

    /// Plays them.
    ///
    /// - Parameter body: takes a seed and the command that plays it again, which belongs in every message of what is
    ///   wrong.
    /// - Returns: what was thrown, if anything; the others were played all the same.
    public func run(_ body: (_ seed: UInt64, _ command: String) throws -> Void) -> [Failure] {
        func number(_ variable: String) -> Double? {
            ProcessInfo.processInfo.environment[variable].flatMap(Double.init)
        }
        var failures: [Failure] = []
        func play(_ seed: UInt64) {
            let command = "DOMINO_SOAK_SEED=\(seed) swift test --filter Soak"
            do {
                try body(seed, command)
            } catch {
                failures.append(Failure(command: command, description: "\(error)"))
            }
        }
        if let seed = number("DOMINO_SOAK_SEED") {
            play(UInt64(seed))
        } else if let minutes = number("DOMINO_SOAK_MINUTES") {
            let first = number("DOMINO_SOAK_FROM").map { UInt64($0) } ?? .random(in: 1...1 << 40)
            let began = ContinuousClock.now
            var seed = first
            repeat {
                Self.tell("\(name) \(seed)")
                play(seed)
                seed += 1
            } while ContinuousClock.now - began < .seconds(60 * minutes)
            let seconds = (ContinuousClock.now - began).components.seconds
            Self.tell("\(name): \(seed - first) scenarios, seeds \(first) to \(seed - 1), in \(seconds) seconds")
        } else {
            for seed in 1...count { play(seed) }
        }
        return failures
    }

    private static func tell(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}
