import DominoScenario
import DominoTestSupport
import Foundation
import Testing

@testable import DominoCommand

/// A line being typed, and what the shells offer for its last word, sorted.
private let typed: [(line: [String], offers: [String])] = [
    (["wha"], ["whatif"]),
    (["whatif", "a.json", "--pl"], ["--plan"]),
    (["whatif", "a.json", "--slip", "da"], ["data="]),
    (["whatif", "a.json", "--plan", "overtime,p"], ["overtime,pilot"]),
    (["curve", "a.json", "--of", "l"], ["launch"]),
    (["export", "a.json", "--as", "m"], ["mermaid"]),
    (["simulate", "a.json", "--color", "n"], ["never"]),
    (["completions", ""], ["bash", "fish", "zsh"]),
    (["help", "val"], ["validate"]),
]

/// A scenario whose ids are orders to a shell that evaluates them.
private let orders = """
    { "domino": 1, "name": "orders", "commitments": [
      { "id": "x$(touch pwned)", "promisor": "u", "promisee": "v", "due": "2026-01-05" },
      { "id": "x`touch pwned`", "promisor": "u", "promisee": "v", "due": "2026-01-05" },
      { "id": "x; touch pwned", "promisor": "u", "promisee": "v", "due": "2026-01-05" } ] }
    """

@Suite("Completion")
struct CompletionTests {
    /// A folder with the completions of a shell, and `domino` on the path.
    private func yard(_ shell: String) throws -> Playground {
        let yard = try Playground(["a.json": sampleScenario, "orders.json": orders])
        let script = yard.domino("completions", shell)
        #expect(script.status == 0)
        try yard.write(script.output, to: "_domino")
        return yard
    }

    private func run(_ shell: String, _ arguments: [String], in yard: Playground) -> ProcessResult {
        let folder = dominoBinary.split(separator: "/").dropLast().joined(separator: "/")
        return runProcess(
            shell, arguments,
            environment: ["PATH": "/\(folder):/usr/local/bin:/usr/bin:/bin", "HOME": yard.folder, "TERM": "dumb"],
            directory: yard.folder)
    }

    /// What bash puts in place of the last word.
    private func bash(_ line: [String], in yard: Playground) -> [String] {
        let program = """
            source ./_domino
            COMP_WORDS=(domino "$@"); COMP_CWORD=$#
            _domino 2>/dev/null
            for reply in "${COMPREPLY[@]}"; do printf '%s\\n' "$reply"; done
            """
        let result = run("bash", ["-c", program, "bash"] + line, in: yard)
        #expect(result.errors == "")
        return result.output.split(separator: "\n").map(String.init).sorted()
    }

    @Test("in bash offers commands, options, words and ids", .enabled(if: isOnPath("bash")))
    func bash() throws {
        let yard = try yard("bash")
        for (line, offers) in typed { #expect(bash(line, in: yard) == offers, "\(line)") }
        // Where the shell takes "--slip=da" for three words.
        #expect(bash(["whatif", "a.json", "--slip", "=", "da"], in: yard) == ["data="])
    }

    @Test("in bash quotes an id that is an order, and obeys none", .enabled(if: isOnPath("bash")))
    func bashOrders() throws {
        let yard = try yard("bash")
        let offers = bash(["curve", "orders.json", "--of", "x"], in: yard)
        #expect(offers == ["x\\$\\(touch\\ pwned\\)", "x\\;\\ touch\\ pwned", "x\\`touch\\ pwned\\`"].sorted())
        #expect(yard.text("pwned") == nil)
    }

    @Test("in fish offers commands, options, words and ids, and obeys none of them", .enabled(if: isOnPath("fish")))
    func fish() throws {
        let yard = try yard("fish")
        func offers(_ line: [String]) -> [String] {
            let words = (["domino"] + line).joined(separator: " ")
            let result = run("fish", ["-N", "-c", "source ./_domino; complete -C '\(words)'"], in: yard)
            return result.output.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }.sorted()
        }
        for (line, expected) in typed { #expect(offers(line) == expected, "\(line)") }
        #expect(offers(["curve", "orders.json", "--of", "x"]).count == 3)
        #expect(yard.text("pwned") == nil)
    }

    @Test("in zsh offers commands, options, words and ids, and obeys none of them", .enabled(if: isOnPath("zsh")))
    func zsh() throws {
        let yard = try yard("zsh")
        // A terminal of its own, in which a line is typed and completed; a widget then says what became of it.
        let program = """
            zmodload zsh/zpty
            zpty z zsh -f -i
            zpty -w z 'PROMPT=; unset zle_bracketed_paste; autoload -Uz compinit; compinit -u -D; source ./_domino'
            zpty -w z 'say() { print -r -- "<<$BUFFER>>"; BUFFER=; zle accept-line }; zle -N say; bindkey "^X" say'
            zpty -w z 'bindkey "^I" complete-word; print -r -- READ""Y'
            until zpty -r -m z heard '*READY*'; do :; done
            for line in "$@"; do
                zpty -w -n z "$line"$'\\t\\x18'
                zpty -r -m z heard '*<<*>>*'
                print -r -- "${${heard##*<<}%%>>*}"
            done
            """
        let single = typed.filter { $0.offers.count == 1 }
        let lines = single.map { (["domino"] + $0.line).joined(separator: " ") }
        let result = run(
            "timeout", ["60", "zsh", "-f", "-c", program, "zsh"] + lines + ["domino curve orders.json --of x\\;"],
            in: yard)
        let completed = result.output.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        let expected = single.map { (["domino"] + $0.line.dropLast() + $0.offers).joined(separator: " ") }
        #expect(completed == expected + ["domino curve orders.json --of x\\;\\ touch\\ pwned"])
        #expect(yard.text("pwned") == nil)
    }

    @Test("knows every command and option of the table", arguments: ["bash", "zsh", "fish"])
    func whole(_ shell: String) throws {
        let script = try Playground().domino("completions", shell).output
        for command in CommandTable.domino.commands {
            #expect(script.contains(command.name))
            for option in command.options { #expect(script.contains(option.name), "\(command.name) \(option.name)") }
        }
    }

    @Test("lists ids for a shell, and says nothing where there are none")
    func ids() throws {
        let playground = try Playground(["a.json": sampleScenario, "bad.json": "{"])
        #expect(playground.domino("completions", "ids", "a.json").output == "data\nkick-off\ngo-live\nlaunch\n")
        let plans = playground.domino("completions", "ids", "a.json", "--of", "mitigation")
        #expect(plans.output == "pilot\novertime\ntraining\n")
        for file in ["bad.json", "none.json"] {
            let result = playground.domino("completions", "ids", file)
            #expect(result.output + result.errors == "")
            #expect(result.status == 0)
        }
        let wrong = playground.domino("completions", "csh")
        #expect(wrong.status == 64)
        #expect(wrong.errors.contains("there are no completions for \"csh\": give bash, zsh or fish."))
    }
}

@Suite("The manual page")
struct ManualTests {
    @Test("names every command, option, and exit status")
    func whole() throws {
        let page = try Playground().domino("manual").output
        for command in CommandTable.domino.commands {
            #expect(page.contains("\n.SS domino \(command.name.split(separator: "-").joined(separator: "\\-"))"))
            for option in command.options {
                #expect(page.contains("\\fB\\-\\-" + option.name.split(separator: "-").joined(separator: "\\-")))
            }
        }
        for (status, _) in ExitStatus.meanings { #expect(page.contains("\\fB\(status.rawValue)\\fR")) }
    }

    @Test("is set by groff without a warning", .enabled(if: isOnPath("groff")))
    func groff() throws {
        let page = try Playground().domino("manual").standardOutput
        let set = runProcess("groff", ["-man", "-Tutf8", "-ww", "-b"], input: page)
        #expect(set.status == 0)
        #expect(set.errors == "")
        #expect(set.output.contains("domino whatif"))
    }
}

@Suite("init --from")
struct TemplateInitialiseTests {
    @Test("writes a situation that runs, and what it includes", arguments: ScenarioTemplate.all.map(\.name))
    func runs(_ name: String) throws {
        let playground = try Playground()
        let written = playground.domino("init", "--from", name, "mine.json")
        #expect(written.status == 0)
        #expect(playground.text("mine.json") == ScenarioTemplate.named(name)?.text)
        #expect(playground.names.count == 1 + (ScenarioTemplate.named(name)?.includes.count ?? 0))
        #expect(playground.domino("validate", "mine.json").status == 0)
        #expect(playground.domino("init", "--from", name, "mine.json").status == 73)
    }

    @Test("on standard output says what else is needed")
    func standardOutput() throws {
        let result = try Playground().domino("init", "--from", "rush-promise")
        #expect(result.status == 0)
        let command = "domino init --from shared-team shared-team.json"
        #expect(result.errors == "note: it includes shared-team.json: \(command)\n")
    }

    @Test("knows its templates")
    func unknown() throws {
        let result = try Playground().domino("init", "--from", "late-reprot")
        #expect(result.status == 64)
        #expect(result.errors.contains("late-report"))
    }
}
