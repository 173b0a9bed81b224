import DominoTestSupport
import Foundation
import Testing

/// A program that is started with no signal held back or ignored, and is not waited for.
///
/// Foundation's `Process` hands on the signals that its own thread holds back or ignores, so a program started by it
/// may never see an interrupt.
struct StartedProgram {
    let number: pid_t
    private let ending: EndOfProcess

    init?(_ executable: String, _ arguments: [String]) {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
        }
        guard let ending = EndOfProcess() else { return nil }
        ending.give(to: &actions)
        var words: [UnsafeMutablePointer<CChar>?] = ([executable] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        let failure = posix_spawn(&process, executable, &actions, &attributes, &words, environ)
        ending.release()
        guard failure == 0 else {
            ending.forget()
            return nil
        }
        number = process
        self.ending = ending
    }

    /// Waits until it has ended, but not for longer than so many milliseconds. Returns whether it has.
    func hasEnded(within milliseconds: Int) -> Bool { ending.wait(milliseconds: milliseconds) }

    /// Waits for its end: the signal that ended it, or nil and its status. To be called once, last.
    func end() -> (signal: Int32?, status: Int32) {
        defer { ending.forget() }
        var status: Int32 = 0
        while waitpid(number, &status, 0) < 0, errno == EINTR {}
        // The lowest seven bits are the signal, 0 for an ordinary end; the next eight the status (wait(2)).
        return status & 0x7F == 0 ? (nil, status >> 8 & 0xFF) : (status & 0x7F, 0)
    }
}

@Suite("A run that is stopped at any moment", .serialized)
struct StoppedRunTests {
    /// `DOMINO_MOMENTS=1000` stops it that often; without it some dozens of times.
    static let moments = Int(ProcessInfo.processInfo.environment["DOMINO_MOMENTS"] ?? "") ?? 40

    /// A command that writes a file, and what stands there before: nothing, or another answer.
    struct Run: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var arguments: [String]
        var old: String?
    }

    static let runs = [
        Run(
            testDescription: "a page over an older one",
            arguments: ["report", "a.json", "--replicates", "64", "-q", "-o", "out"], old: "the page of yesterday\n"),
        Run(
            testDescription: "a page where there is none",
            arguments: ["report", "a.json", "--replicates", "64", "-q", "-o", "out"]),
        Run(
            testDescription: "a shard where there is none",
            arguments: ["simulate", "a.json", "--replicates", "3000", "--shard", "2/3", "-q", "-o", "out"]),
        Run(
            testDescription: "a shard over a torn one",
            arguments: ["simulate", "a.json", "--replicates", "3000", "--shard", "2/3", "-q", "-o", "out"],
            old: "{ \"result\": \"shard\", \"ver"),
    ]

    @Test("leaves the old file or the new one, whole, and the next run gives the same bytes", arguments: runs)
    func stopped(_ run: Run) throws {
        let scenario = try String(contentsOfFile: "\(repositoryRoot)/Scenarios/late-report.json", encoding: .utf8)
        let playground = try Playground(["a.json": scenario])
        let arguments = run.arguments.map { $0 == "a.json" || $0 == "out" ? "\(playground.folder)/\($0)" : $0 }
        let started = ContinuousClock.now
        #expect(StartedProgram(quickBinary, arguments)?.end().status == 0)
        let taken = (ContinuousClock.now - started).components
        let milliseconds = Int(taken.seconds) * 1000 + Int(taken.attoseconds / 1_000_000_000_000_000)
        let new = try #require(playground.text("out"))
        var state = UInt64(run.testDescription.utf8.count)
        func below(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        var (old, whole, ended) = (0, 0, 0)
        for moment in 0..<max(1, Self.moments / Self.runs.count) {
            try? FileManager.default.removeItem(atPath: "\(playground.folder)/out")
            if let old = run.old { try playground.write(old, to: "out") }
            let program = try #require(StartedProgram(quickBinary, arguments))
            if moment % 2 == 0 {
                // Any moment of the run.
                _ = program.hasEnded(within: below(milliseconds * 21 / 20 + 2))
            } else {
                // While the file is written: as soon as something new stands beside it, and a little later.
                let names = playground.names.count
                while playground.names.count == names, !program.hasEnded(within: 0) {}
                for _ in 0..<below(30) where !program.hasEnded(within: 0) { _ = playground.names }
            }
            let signal = [SIGKILL, SIGKILL, SIGINT, SIGTERM][below(4)]
            kill(program.number, signal)
            let end = program.end()
            let left = playground.text("out")
            if left == new { whole += 1 } else { old += 1 }
            if end.signal == nil { ended += 1 }
            #expect(
                left == run.old || left == new, "moment \(moment), signal \(signal): \(left?.utf8.count ?? 0) bytes")
            let beside = playground.names.filter { $0 != "a.json" && $0 != "out" }
            if signal != SIGKILL { #expect(beside == [], "moment \(moment), signal \(signal)") }
            for name in beside { try FileManager.default.removeItem(atPath: "\(playground.folder)/\(name)") }
            if moment % 10 == 0 {
                #expect(StartedProgram(quickBinary, arguments)?.end().status == 0)
                #expect(playground.text("out") == new)
            }
        }
        #expect(StartedProgram(quickBinary, arguments)?.end().status == 0)
        #expect(playground.text("out") == new)
        if Self.moments >= 400 { print("\(run): \(old) old, \(whole) new, \(ended) ended by themselves") }
    }
}

@Suite("A folder that cannot take it")
struct FullFolderTests {
    /// Whether this process may give a run a file system of its own.
    static let mayMount =
        runProcess("unshare", ["-m", "sh", "-c", "mount -t tmpfs -o size=64k none /mnt"]).status == 0
    private static let portfolio = "\(repositoryRoot)/Scenarios/portfolio-500.json"
    private static let scenario = "\(repositoryRoot)/Scenarios/late-report.json"

    /// Runs lines of the shell with a small file system at `disk` that nobody else sees.
    private func onDisk(_ playground: Playground, _ options: String, _ lines: String) throws -> ProcessResult {
        try FileManager.default.createDirectory(atPath: "\(playground.folder)/disk", withIntermediateDirectories: true)
        return runProcess(
            "unshare", ["-m", "sh", "-c", "mount -t tmpfs -o \(options) none disk && \(lines)"],
            environment: ["D": quickBinary, "COLUMNS": "100", "PATH": "/usr/local/bin:/usr/bin:/bin"],
            directory: playground.folder)
    }

    @Test(
        "because it is full leaves the old file whole and nothing beside it, and once there is room gives it all",
        .enabled(if: mayMount, "no file system can be mounted here"), arguments: [8, 64, 192])
    func full(_ kilobytes: Int) throws {
        let playground = try Playground()
        for command in [
            "report '\(Self.portfolio)' --replicates 64", "whatif '\(Self.portfolio)' --format json",
            "simulate '\(Self.portfolio)' --replicates 64 --shard 1/2",
        ] {
            let result = try onDisk(
                playground, "size=\(kilobytes)k",
                """
                echo old > disk/out; "$D" \(command) -q -o disk/out; echo $?; cat disk/out; ls -A disk
                mount -o remount,size=8m disk && "$D" \(command) -q -o disk/out; echo $?
                "$D" \(command) -q -o whole; cmp disk/out whole && echo same; ls -A disk
                """)
            #expect(result.output == "74\nold\nout\n0\nsame\nout\n", "\(command)")
            #expect(result.errors == "Error: disk/out cannot be written: the disk is full\n", "\(command)")
        }
    }

    @Test(
        "because it is read-only says so, and the old file stays",
        .enabled(if: mayMount, "no file system can be mounted here"))
    func readOnlyDisk() throws {
        let playground = try Playground()
        let result = try onDisk(
            playground, "size=64k",
            """
            echo old > disk/out; mount -o remount,ro disk
            for out in disk/out disk/new; do "$D" whatif '\(Self.scenario)' -q -o $out; echo $?; done
            "$D" init disk/a.json; echo $?; cat disk/out; ls -A disk
            """)
        #expect(result.output == "73\n73\n73\nold\nout\n")
        let names = ["disk/out", "disk/new", "disk/a.json"]
        #expect(result.errors == names.map { "Error: \($0) cannot be written: the disk is read-only\n" }.joined())
    }

    @Test("because it is not ours says so, and the old file stays")
    func forbiddenFolder() throws {
        let playground = try Playground()
        // Whoever may do everything becomes somebody who may not.
        let nobody = getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""
        if getuid() == 0, runProcess("setpriv", ["--version"]).status != 0 { return }
        let result = playground.shell(
            """
            chmod 755 .; mkdir kept; echo old > kept/out; chmod 444 kept/out; chmod 555 kept
            cp '\(Self.scenario)' a.json
            cp '\(quickBinary)' domino; chmod 755 domino; export LLVM_PROFILE_FILE=/dev/null
            for out in kept/out kept/new; do \(nobody)./domino whatif a.json -q -o $out; echo $?; done
            cat kept/out; ls -A kept; chmod 755 kept
            """)
        #expect(result.output == "73\n73\nold\nout\n")
        #expect(
            result.errors
                == ["kept/out", "kept/new"].map { "Error: \($0) cannot be written: permission is denied\n" }.joined())
    }
}

@Suite("A pipe with a name")
struct NamedPipeTests {
    /// Runs a line of bash, which may wait until a process has the pipe `p` open (`opened`), waits for it without a
    /// limit (`waiting`), or has read so many bytes (`has_read`).
    private func run(_ line: String) throws -> ProcessResult {
        let playground = try Playground(["a.json": sampleScenario])
        let functions = """
            opened() { until find /proc/$1/fd -lname "$PWD/p" | grep -q .; do :; done; }
            number() { basename $(find /proc/$1/fd -lname "$PWD/p"); }
            waiting() { opened $1; until ! grep -q '^flags:.*4...$' /proc/$1/fdinfo/$(number $1); do :; done; }
            bytes() { sed -n 's/^rchar: //p' /proc/$1/io; }
            has_read() { until [ $(($(bytes $1) - $2)) -ge $3 ]; do :; done; }
            """
        return runProcess(
            "bash", ["-c", functions + "\n" + line],
            environment: ["D": quickBinary, "COLUMNS": "100", "PATH": "/usr/local/bin:/usr/bin:/bin"],
            directory: playground.folder)
    }

    /// Whether the system says what processes have open.
    private static let showsProcesses = FileManager.default.fileExists(atPath: "/proc/self/fdinfo")

    private static let valid = "valid, 4 commitments, 2 needs, 3 stakeholders, 3 mitigations"
    private static let nobody =
        "it is a pipe to which nobody writes. Start its writer first; a pipe on standard input is waited for"

    @Test("to which nobody writes is refused, wherever a file is read")
    func noWriter() throws {
        for (command, status, file) in [
            ("validate p", 66, "p"), ("whatif p", 66, "p"), ("merge p", 66, "p"), ("import --commitments p", 66, "p"),
        ] as [(String, Int32, String)] {
            let result = try run("mkfifo p; \"$D\" \(command)")
            #expect(result.status == status, "\(command)")
            #expect(result.errors.hasPrefix("Error: \(file): \(Self.nobody)"), "\(command): \(result.errors)")
        }
        let including = try run(
            "mkfifo p; sed 's/\"domino\": 1,/\"domino\": 1, \"include\": [\"p\"],/' a.json > b.json; "
                + "\"$D\" validate b.json"
        )
        #expect(including.status == 66)
        #expect(
            including.errors.hasPrefix(
                "b.json:1:28: error: \"p\" cannot be read: it is a pipe to which nobody writes"))
    }

    @Test("gives what is written to it, early, late, or slowly", .enabled(if: showsProcesses))
    func writers() throws {
        for line in [
            "mkfifo p; cat a.json > p & \"$D\" validate p",
            "mkfifo p; \"$D\" validate p & d=$!; opened $d; cat a.json > p; wait $d",
            // Open with nothing in it until the reader waits without a limit, and then in pieces.
            """
            mkfifo p; exec 4<>p; exec 3>p; "$D" validate p 3>&- 4>&- & d=$!; waiting $d; exec 4>&-
            before=$(bytes $d); head -c 9 a.json >&3; has_read $d $before 9; tail -c +10 a.json >&3; exec 3>&-; wait $d
            """,
            "\"$D\" validate <(cat a.json)", "cat a.json | \"$D\" validate /dev/stdin",
            "mkfifo p; cat a.json > p & \"$D\" validate - < p",
        ] {
            let result = try run(line)
            #expect(result.status == 0 && result.output.hasSuffix(": \(Self.valid)\n"), "\(line): \(result.errors)")
        }
        let empty = try run("mkfifo p; (: > p) & \"$D\" validate p; code=$?; wait; exit $code")
        #expect(empty.status == 65)
        #expect(empty.errors.hasPrefix("p:1:1: error: the file is empty [json-empty]"))
    }

    @Test("from which nobody reads is refused as an output, and one that is read gets it all")
    func readers() throws {
        let refused = try run("mkfifo p; \"$D\" whatif a.json -q -o p")
        #expect(refused.status == 73)
        #expect(refused.errors == "Error: p cannot be written: it is a socket, or a pipe from which nobody reads\n")
        for line in [
            "mkfifo p; \"$D\" whatif a.json --slip data=14 -q -o p & cat p",
            "mkfifo p; \"$D\" whatif a.json --slip data=14 -q -o p & cat p; wait $!",
            "\"$D\" whatif a.json --slip data=14 -q -o /dev/stdout | cat",
            "\"$D\" whatif a.json --slip data=14 -q -o >(cat)",
        ] {
            let result = try run(line)
            #expect(
                result.status == 0 && result.output.hasPrefix("If \"Clean data\" slips 14 days"),
                "\(line): \(result.errors)")
        }
    }
}
