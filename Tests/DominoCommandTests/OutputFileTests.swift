import DominoTestSupport
import Foundation
import Testing

@Suite("A file to be written")
struct OutputFileTests {
    private static let portfolio = "\(repositoryRoot)/Scenarios/portfolio-500.json"

    @Test(
        "that cannot be is named with the reason",
        arguments: [
            ("none/a.txt", 73, "none/a.txt cannot be written: there is no such folder"),
            (".", 73, ". cannot be written: it is a folder"),
            ("", 73, "\"\" cannot be written: it has no name"),
            ("a.json/b.txt", 73, "a.json/b.txt cannot be written: a part of its path is not a folder"),
            ("/dev/full", 74, "/dev/full cannot be written: the disk is full"),
            ("a.json", 73, "a.json belongs to the scenario, and is not overwritten. Give another name."),
            ("./a.json", 73, "./a.json belongs to the scenario, and is not overwritten. Give another name."),
            ("link", 73, "link belongs to the scenario, and is not overwritten. Give another name."),
            ("twin", 73, "twin belongs to the scenario, and is not overwritten. Give another name."),
            ("team.json", 73, "team.json belongs to the scenario, and is not overwritten. Give another name."),
        ])
    func uncreatable(_ path: String, _ status: Int32, _ reason: String) throws {
        let team = "{ \"domino\": 1, \"name\": \"team\", \"commitments\": [] }"
        let including = sampleScenario.replacing("\"domino\": 1,", with: "\"domino\": 1, \"include\": [\"team.json\"],")
        let playground = try Playground(["a.json": including, "team.json": team])
        try FileManager.default.createSymbolicLink(atPath: playground.folder + "/link", withDestinationPath: "a.json")
        try FileManager.default.linkItem(atPath: playground.folder + "/a.json", toPath: playground.folder + "/twin")
        for command in [["whatif", "a.json", "-q"], ["validate", "a.json"]] {
            let result = playground.domino(command + ["--output=\(path)"])
            #expect(result.status == status)
            #expect(result.errors == "Error: \(reason)\n")
            #expect(result.output == "")
        }
        #expect(playground.text("a.json") == including)
        #expect(playground.text("team.json") == team)
        #expect(playground.names == ["a.json", "link", "team.json", "twin"])
    }

    @Test("is written whole: the same bytes as standard output gets, its mode and a link to it kept")
    func whole() throws {
        let playground = try Playground(["a.json": sampleScenario, "old.txt": "old"])
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: playground.folder + "/old.txt")
        try FileManager.default.createSymbolicLink(atPath: playground.folder + "/link", withDestinationPath: "old.txt")
        let shown = playground.domino("whatif", "a.json", "--slip", "data=14").output
        for name in ["new.txt", "link"] {
            let result = playground.domino("whatif", "a.json", "--slip", "data=14", "-o", name)
            #expect(result.status == 0)
            #expect(result.output + result.errors == "")
            #expect(playground.text(name) == shown)
        }
        #expect(playground.text("old.txt") == shown)
        let attributes = try FileManager.default.attributesOfItem(atPath: playground.folder + "/old.txt")
        #expect(attributes[.posixPermissions] as? Int == 0o640)
        #expect(playground.names == ["a.json", "link", "new.txt", "old.txt"])
    }

    @Test("called - is standard output, and a device or a pipe is written through")
    func standardOutput() throws {
        let playground = try Playground(["a.json": sampleScenario])
        let shown = playground.domino("whatif", "a.json", "--slip", "data=14").output
        for name in ["-", "/dev/stdout"] {
            #expect(playground.domino("whatif", "a.json", "--slip", "data=14", "-o", name).output == shown)
        }
        #expect(playground.domino("whatif", "a.json", "--slip", "data=14", "-o", "/dev/null").status == 0)
        #expect(playground.names == ["a.json"])
    }

    @Test("stays as it was where there is no answer")
    func noAnswer() throws {
        let playground = try Playground(["bad.json": "{", "a.json": sampleScenario, "old": "old"])
        for (arguments, status) in [
            (["whatif", "bad.json"], 65), (["whatif", "bad.json", "--format", "json"], 65),
            (["whatif", "none.json"], 66),
            (["whatif", "a.json", "--slip", "x=1"], 64), (["whatif", "a.json", "--slip", "x"], 64),
            (["init"], 73), (["validate", "old"], 73),
        ] as [([String], Int32)] {
            #expect(playground.domino(arguments + ["--output", "old"]).status == status, "\(arguments)")
            #expect(playground.text("old") == "old")
        }
        #expect(playground.names == ["a.json", "bad.json", "old"])
    }

    @Test("stays as it was when the disk is full, at whatever byte", arguments: [0, 1, 2, 3, 8, 50, 200])
    func full(_ blocks: Int) throws {
        let playground = try Playground(["old": "old"])
        let result = playground.shell(
            "export LLVM_PROFILE_FILE=/dev/null; ulimit -f \(blocks); "
                + "\"$D\" whatif '\(Self.portfolio)' --quiet --format json -o old"
        )
        #expect(result.status == 74)
        #expect(result.errors == "Error: old cannot be written: the file would be too large\n")
        #expect(playground.text("old") == "old")
        #expect(playground.names == ["old"])
    }

    @Test("on standard output is an error where it cannot be written, and none where nobody reads on")
    func streams() throws {
        let playground = try Playground(["a.json": sampleScenario])
        for command in ["whatif a.json -q", "schema", "--help", "help whatif", "--version", "validate a.json", "init"] {
            let full = playground.shell("\"$D\" \(command) > /dev/full")
            #expect(full.status == 74)
            #expect(full.errors == "Error: standard output cannot be written: the disk is full\n")
            let closed = playground.shell("\"$D\" \(command) >&-")
            #expect(closed.status == 74)
            #expect(closed.errors == "Error: standard output cannot be written: it is closed\n")
        }
        let head = playground.shell(
            "{ \"$D\" whatif '\(Self.portfolio)' --quiet --format json; echo $? >&2; } | head -1")
        #expect(head.output == "{\n")
        #expect(head.errors == "0\n")
    }

    @Test("is left alone by an interrupt, and nothing lies beside it")
    func interrupt() throws {
        let playground = try Playground(["old": "old"])
        #expect(interruptWhileReading(dominoBinary, ["whatif", "-", "-o", playground.folder + "/old"]) == SIGINT)
        #expect(playground.text("old") == "old")
        #expect(playground.names == ["old"])
    }

    @Test("is the old one or the new one, whenever the process is killed", arguments: 0..<12)
    func killed(_ looks: Int) throws {
        let playground = try Playground(["a.json": sampleScenario, "old": "old"])
        let new = playground.domino("whatif", "a.json", "--slip", "data=14").output
        let process = Process()
        process.executableURL = URL(fileURLWithPath: dominoBinary)
        process.arguments = ["whatif", "a.json", "--slip", "data=14", "-o", "old"]
        process.environment = ["COLUMNS": "100"]
        process.currentDirectoryURL = URL(fileURLWithPath: playground.folder)
        try process.run()
        for _ in 0..<looks * looks * 10 { _ = playground.names }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let left = playground.text("old")
        #expect(left == "old" || left == new)
        // And what it may have left does not keep the next one from writing.
        #expect(playground.domino("whatif", "a.json", "--slip", "data=14", "-o", "old").status == 0)
        #expect(playground.text("old") == new)
    }
}

/// Links of a folder of its own stand in for `/dev/stdout`: what a fault replaces is never a file of the machine.
@Suite("An output that is a link")
struct OutputLinkTests {
    private static func playground() throws -> Playground {
        let playground = try Playground(["a.json": sampleScenario, "old.txt": "old"])
        try FileManager.default.createDirectory(
            atPath: playground.folder + "/folder", withIntermediateDirectories: false)
        for (link, target) in [
            ("to-old", "old.txt"), ("to-new", "folder/new.txt"), ("absolute", playground.folder + "/folder/new.txt"),
            ("chain", "to-new"), ("to-folder", "folder"), ("through", "to-folder/../folder/new.txt"),
            ("dangling", "none/new.txt"), ("loop-a", "loop-b"), ("loop-b", "loop-a"), ("self", "self"),
            ("to-stdout", "/proc/self/fd/1"), ("to-stdout-too", "to-stdout"), ("to-closed", "/proc/self/fd/99"),
            ("to-thread", "/proc/thread-self/fd/1"), ("to-null", "/dev/null"),
            ("to-dev", "/dev/domino-test-none"), ("to-dev-too", "/dev/fd/../domino-test-none"),
            ("to-proc", "/proc/domino-test-none"), ("to-version", "/proc/version"), ("dev", "/dev"),
        ] {
            try FileManager.default.createSymbolicLink(
                atPath: "\(playground.folder)/\(link)", withDestinationPath: target)
        }
        return playground
    }

    /// Every command that writes a file, with the name of the file for its last word.
    private static let writers = [
        ["whatif", "a.json", "-q", "-o"], ["init"],
        ["simulate", "a.json", "--replicates", "64", "--shard", "1/2", "-qo"],
        ["renegotiate", "a.json", "--slip", "data=14", "--replicates", "64", "-q", "-o", "answer", "--ics"],
    ]

    @Test("is written through to the file behind it, which need not exist", arguments: writers)
    func writtenThrough(_ writer: [String]) throws {
        for link in ["to-new", "absolute", "chain", "through"] {
            let playground = try Self.playground()
            let before = links(in: playground)
            let result = playground.domino(writer + [link])
            #expect(result.status == 0, "\(link): \(result.errors)")
            let text = try #require(playground.text("folder/new.txt"))
            #expect(!text.isEmpty)
            #expect(links(in: playground) == before)
            #expect(try FileManager.default.contentsOfDirectory(atPath: playground.folder + "/folder") == ["new.txt"])
        }
    }

    @Test("is refused and left alone where it leads nowhere that may be written", arguments: writers)
    func refused(_ writer: [String]) throws {
        let playground = try Self.playground()
        let (before, names) = (links(in: playground), playground.names)
        for (link, reason) in [
            ("dangling", "it is a link into a folder that does not exist"), ("to-folder", "it is a folder"),
            ("loop-a", "its links lead in a circle"), ("self", "its links lead in a circle"),
            ("to-dev", "files under /dev and /proc are never created or replaced"),
            ("to-dev-too", "files under /dev and /proc are never created or replaced"),
            ("to-proc", "files under /dev and /proc are never created or replaced"),
            ("to-version", "files under /dev and /proc are never created or replaced"),
            ("dev/domino-test-none", "files under /dev and /proc are never created or replaced"),
            ("to-closed", "it is closed, or open for reading only"),
        ] {
            let result = playground.domino(writer + [link])
            #expect(result.status == 73, "\(link)")
            #expect(result.errors == "Error: \(link) cannot be written: \(reason)\n")
        }
        #expect(links(in: playground) == before)
        #expect(playground.names == names)
    }

    @Test("to standard output is standard output, and is refused where that is closed", arguments: writers)
    func standardOutput(_ writer: [String]) throws {
        let playground = try Self.playground()
        let before = links(in: playground)
        let line = "\"$D\" " + writer.joined(separator: " ")
        for link in ["to-stdout", "to-stdout-too", "to-thread"] {
            // The talks are not mixed into an answer that goes there too.
            #expect(playground.shell("\(line) \(link) > out.txt").status == 0)
            #expect(playground.text("out.txt")?.isEmpty == false)
            let closed = playground.shell("\(line) \(link) >&-")
            #expect(closed.status == 73)
            #expect(closed.errors == "Error: \(link) cannot be written: it is closed, or open for reading only\n")
        }
        #expect(links(in: playground) == before)
    }

    @Test("to standard output adds to a file that is added to, and keeps what it holds")
    func appended() throws {
        let playground = try Self.playground()
        let shown = playground.domino("whatif", "a.json", "-q").output
        #expect(playground.shell("\"$D\" whatif a.json -qo to-stdout >> old.txt").status == 0)
        #expect(playground.text("old.txt") == "old" + shown)
        #expect(playground.shell("\"$D\" whatif a.json -qo to-stdout >> a.json").status == 73)
        #expect(playground.text("a.json") == sampleScenario)
    }

    @Test("to where the answer goes is refused for the calendar")
    func calendar() throws {
        let playground = try Self.playground()
        let line = "\"$D\" renegotiate a.json --slip data=14 --replicates 64 -q"
        for (answer, calendar) in [("-o to-new", "chain"), ("-o to-new", "folder/new.txt"), ("> out", "to-stdout")] {
            let result = playground.shell("\(line) --ics \(calendar) \(answer)")
            #expect(result.status == 73)
            #expect(result.errors == "Error: \(calendar) is where the answer goes. Give '--ics' another name.\n")
        }
        #expect(playground.text("folder/new.txt") == nil)
    }

    @Test("is kept by the summary of a workflow's step, too")
    func summary() throws {
        let playground = try Self.playground()
        let before = links(in: playground)
        for (path, status) in [
            ("chain", 0), ("to-null", 0), ("dangling", 74), ("to-dev", 74), ("to-closed", 74), ("loop-a", 74),
        ] as [(String, Int32)] {
            let result = playground.domino(
                ["check", "a.json", "--replicates", "64", "--confidence", "0", "--stretch", "0", "-q"],
                environment: ["GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": path])
            #expect(result.status == status, "\(path): \(result.errors)")
        }
        #expect(playground.text("folder/new.txt")?.isEmpty == false)
        #expect(links(in: playground) == before)
    }

    @Test("closed standard streams are not taken by the files a run opens")
    func closedStreams() throws {
        let playground = try Self.playground()
        let shown = playground.domino("simulate", "a.json", "--replicates", "64").output
        let result = playground.shell("\"$D\" simulate a.json --replicates 64 -o new.txt <&- >&- 2>&-")
        #expect(result.status == 0)
        #expect(playground.text("new.txt") == shown)
        #expect(playground.shell("\"$D\" validate - <&-").errors == "Error: -: it is closed\n")
    }

    /// Where each link of the folder leads.
    private func links(in playground: Playground) -> [String: String] {
        var links: [String: String] = [:]
        for name in playground.names {
            links[name] = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(playground.folder)/\(name)")
        }
        return links
    }
}

@Suite("A starter scenario")
struct InitialiseTests {
    @Test("is written to a new file only, and is valid")
    func new() throws {
        let playground = try Playground()
        #expect(playground.domino("init", "a.json").status == 0)
        let text = playground.text("a.json")
        #expect(playground.domino("validate", "a.json").status == 0)
        #expect(playground.domino("whatif", "a.json").status == 0)
        for arguments in [["init", "a.json"], ["init", "-o", "a.json"], ["init", "./a.json", "-q"]] {
            let again = playground.domino(arguments)
            #expect(again.status == 73)
            #expect(again.errors.hasSuffix("a.json exists already, and is not overwritten. Give another name.\n"))
        }
        #expect(playground.text("a.json") == text)
        #expect(playground.domino("init", ".").errors == "Error: . cannot be written: it is a folder\n")
        #expect(
            playground.domino("init", "a/b.json").errors
                == "Error: a/b.json cannot be written: there is no such folder\n")
        #expect(playground.domino("init", "-").output == text)
    }
}

/// Starts a program whose standard input never ends, interrupts it, and gives the signal it ended with; nil for none.
///
/// Foundation's `Process` hands on the signals that its own thread holds back or ignores, so a program started by it
/// may never see an interrupt: this one is started with none of either.
private func interruptWhileReading(_ executable: String, _ arguments: [String]) -> Int32? {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    defer { for end in ends { close(end) } }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigaddset(&signals, SIGINT)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
    posix_spawn_file_actions_addclose(&actions, ends[1])

    var words: [UnsafeMutablePointer<CChar>?] = ([executable] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    guard posix_spawn(&process, executable, &actions, &attributes, &words, nil) == 0 else { return nil }
    kill(process, SIGINT)
    var status: Int32 = 0
    guard waitpid(process, &status, 0) == process else { return nil }
    // The lowest seven bits are the signal, 0 for an ordinary end (wait(2)).
    return status & 0x7F == 0 ? nil : status & 0x7F
}
