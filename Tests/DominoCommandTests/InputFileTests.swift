import DominoTestSupport
import Foundation
import Testing

@Suite("A file to be read")
struct InputFileTests {
    @Test(
        "that cannot be is named with the reason, and the status is 66",
        arguments: [
            (".", ".: it is a folder"),
            (
                "none.json",
                "none.json: there is no such file. Check the name; 'domino init' writes a scenario to begin with"
            ),
            ("", "\"\": there is no such file. Check the name; 'domino init' writes a scenario to begin with"),
            ("a.json/b.json", "a.json/b.json: a part of its path is not a folder"),
            ("loop", "loop: its links lead in a circle"),
            (
                "none\u{1B}[2J\n.json",
                "none\\u{1B}[2J\\n.json: there is no such file. Check the name; 'domino init' "
                    + "writes a scenario to begin with"
            ),
            (String(repeating: "x", count: 300), String(repeating: "x", count: 200) + "…: its name is too long"),
        ])
    func unreadable(_ path: String, _ reason: String) throws {
        let playground = try Playground(["a.json": sampleScenario])
        try FileManager.default.createSymbolicLink(atPath: playground.folder + "/loop", withDestinationPath: "loop")
        for command in ["validate", "whatif"] {
            let result = playground.domino(command, path)
            #expect(result.status == 66)
            #expect(result.errors == "Error: \(reason)\n")
        }
        let json = playground.domino("validate", path, "--format", "json")
        #expect(json.status == 66)
        #expect(json.errors == "")
        #expect(json.output.contains("\"code\": \"unreadable-file\""))
    }

    @Test("that nobody may read is named with the reason")
    func forbidden() throws {
        let playground = try Playground(["a.json": sampleScenario])
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: playground.folder + "/a.json")
        // Whoever may do everything can read it all the same.
        guard !FileManager.default.isReadableFile(atPath: playground.folder + "/a.json") else { return }
        let result = playground.domino("validate", "a.json")
        #expect(result.status == 66)
        #expect(result.errors == "Error: a.json: permission is denied\n")
        #expect(playground.domino("init", "a.json").status == 73)
    }

    @Test(
        "that is a device has no end or nothing in it, and is refused at once",
        arguments: [
            ("/dev/zero", 66, "Error: /dev/zero: it is a device, not a file"),
            ("/dev/urandom", 66, "Error: /dev/urandom: it is a device, not a file"),
            ("/dev/null", 65, "/dev/null:1:1: error: the file is empty [json-empty]"),
        ])
    func devices(_ path: String, _ status: Int32, _ problem: String) throws {
        let playground = try Playground()
        for result in [
            playground.domino("validate", path), playground.shell("\"$D\" validate /dev/stdin < \(path)"),
        ] {
            #expect(result.status == status)
            #expect(
                result.errors.split(separator: "\n").first.map(String.init)?.replacing("/dev/stdin", with: path)
                    == problem)
        }
    }

    @Test("may be standard input, a pipe with a name, or one of the shell")
    func pipes() throws {
        let playground = try Playground(["a.json": sampleScenario])
        let valid = ": valid, 4 commitments, 2 needs, 3 stakeholders, 3 mitigations\n"
        #expect(playground.domino("validate", "-", input: sampleScenario).output == "<standard input>" + valid)
        #expect(playground.shell("\"$D\" validate - < a.json").output == "<standard input>" + valid)
        #expect(playground.shell("cat a.json | \"$D\" validate /dev/stdin").output == "/dev/stdin" + valid)
        #expect(playground.shell("mkfifo p; cat a.json > p & \"$D\" validate p").output == "p" + valid)
        let empty = playground.domino("validate", "-", input: "")
        #expect(empty.status == 65)
        #expect(empty.errors.hasPrefix("<standard input>:1:1: error: the file is empty [json-empty]\n"))
        let closed = playground.shell("\"$D\" validate - <&-")
        #expect(closed.status == 66)
        #expect(closed.errors == "Error: -: it is closed\n")
    }

    #if os(Linux)
        @Test("from a terminal says how it ends")
        func terminal() throws {
            let playground = try Playground()
            let keyboard = open("/dev/ptmx", O_RDWR | O_NOCTTY)
            defer { close(keyboard) }
            var locked: Int32 = 0
            var number: Int32 = 0
            // Unlock it, and ask for its number (ioctl_tty(2)).
            guard ioctl(keyboard, 0x4004_5431, &locked) == 0, ioctl(keyboard, 0x8004_5430, &number) == 0 else { return }
            // Held open, so that what is typed early is not lost; Control-D comes last.
            let screen = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
            defer { close(screen) }
            let keys = Array("{}\n\u{4}".utf8)
            #expect(write(keyboard, keys, keys.count) == keys.count)
            let result = playground.shell("\"$D\" validate - < /dev/pts/\(number)")
            #expect(result.status == 65)
            #expect(result.errors.hasPrefix("note: reading the scenario from the terminal; end it with Control-D\n"))
            #expect(playground.domino("validate", "-", input: sampleScenario).errors == "")
        }
    #endif

    @Test("one after another, the worst decides the status")
    func several() throws {
        let playground = try Playground(["a.json": sampleScenario, "b.json": "{", "c.json": sampleScenario])
        #expect(playground.domino("validate", "a.json", "c.json").status == 0)
        #expect(playground.domino("validate", "a.json", "none.json").status == 66)
        let all = playground.domino("validate", "a.json", "none.json", "b.json", "c.json")
        #expect(all.status == 65)
        #expect(
            all.output.split(separator: "\n").map { $0.prefix { $0 != "," } } == [
                "a.json: valid", "b.json: invalid", "c.json: valid",
            ])
    }

    @Test("that another one includes is never standard input")
    func included() throws {
        let including = sampleScenario.replacing("\"domino\": 1,", with: "\"domino\": 1, \"include\": [\"-\"],")
        let result = try Playground(["a.json": including]).domino("validate", "a.json", input: sampleScenario)
        #expect(result.status == 66)
        #expect(
            result.errors.hasPrefix("a.json:1:28: error: \"-\" cannot be read: there is no such file [unreadable-file]")
        )
    }

    @Test("whose name is not UTF-8 is not said to be missing only")
    func otherEncodings() throws {
        let result = try Playground().shell("\"$D\" validate \"$(printf 'caf\\351.json')\"")
        #expect(result.status == 66)
        #expect(
            result.errors == "Error: caf\u{FFFD}.json: there is no such file, or its name is not UTF-8: "
                + "rename the file, or give it on standard input as -\n")
    }
}
