import DominoTestSupport
import Testing

@Suite("The command compare")
struct CompareCommandTests {
    private func playground() throws -> Playground {
        let surer = CheckCommandTests.deal.replacing("[0, 10]", with: "[0, 6]")
        return try Playground(["a.json": CheckCommandTests.deal, "b.json": surer])
    }

    @Test("puts two scenarios side by side, in every format, the same on any number of threads")
    func scenarios() throws {
        let playground = try playground()
        let text = playground.domino("compare", "a.json", "b.json")
        #expect(text.status == 0 && text.errors == "")
        #expect(text.output.hasPrefix("B costs USD"))
        #expect(text.output.contains("commitments › live › delay › uniform: [0, 10] → [0, 6]"))
        #expect(
            playground.domino("compare", "a.json", "b.json", "--format", "markdown").output.contains("### Side by side")
        )
        let one = playground.domino("compare", "a.json", "b.json", "--format", "json", "--threads", "1")
        let four = playground.domino("compare", "a.json", "b.json", "--format", "json", "--threads", "4")
        #expect(one.output == four.output && one.output.contains("\"standardError\""))
        #expect(
            playground.domino("compare", "a.json", "a.json").output.hasPrefix("A and B say the same"))
    }

    @Test("puts two saved results side by side, and refuses what cannot be compared")
    func results() throws {
        let playground = try playground()
        for name in ["a", "b"] {
            _ = playground.domino("simulate", "\(name).json", "--format", "json", "-o", "\(name).saved")
            _ = playground.domino("ladder", "\(name).json", "--format", "json", "-o", "\(name).ladder")
        }
        let text = playground.domino("compare", "a.saved", "b.saved")
        #expect(text.status == 0)
        #expect(text.output.hasPrefix("B costs"))
        #expect(text.output.contains("total › mean"))
        #expect(
            playground.domino("compare", "a.saved", "b.saved", "--format", "json").output.contains(
                "\"of\": \"simulate\""))
        #expect(playground.domino("compare", "a.ladder", "b.ladder").output.hasPrefix("A and B are the same answer."))
        #expect(playground.domino("compare", "a.saved", "b.ladder").status == 64)
        #expect(playground.domino("compare", "a.saved", "b.json").status == 64)
        #expect(playground.domino("compare", "a.json").status == 64)
        #expect(playground.domino("compare", "-", "-").status == 64)
        #expect(playground.domino("compare", "a.json", "none.json").status == 66)
        #expect(playground.domino("compare", "-", "b.json", input: CheckCommandTests.deal).status == 0)
    }

    @Test("reads pipes, which give what they have only once")
    func pipes() throws {
        let playground = try playground()
        for name in ["a", "b"] {
            _ = playground.domino("ladder", "\(name).json", "--format", "json", "-o", "\(name).saved")
        }
        for ending in ["json", "saved"] {
            let files = playground.domino("compare", "a.\(ending)", "b.\(ending)")
            let first = playground.shell("cat a.\(ending) | \"$D\" compare - b.\(ending)")
            #expect(files.status == 0 && first.status == 0, "\(first.errors)")
            let named = playground.shell(
                "mkfifo p q; cat a.\(ending) > p & cat b.\(ending) > q & "
                    + "\"$D\" compare p q; status=$?; rm p q; exit $status"
            )
            #expect(named.status == 0, "\(named.errors)")
            #expect(
                named.output == files.output.replacing("a.\(ending)", with: "p").replacing("b.\(ending)", with: "q"))
        }
    }
}
