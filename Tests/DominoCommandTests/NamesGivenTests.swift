import DominoTestSupport
import Testing

@testable import DominoScenario

/// Three shops that open, and mitigations with commas in their titles.
private let shops = """
    { "domino": 1, "name": "Shops", "root": "platform", "asOf": "2026-02-02",
      "commitments": [
        { "id": "platform", "title": "Platform live", "promisor": "us", "promisee": "client", "due": "2026-03-02" },
        { "id": "north", "title": "Northern stores open", "promisor": "client", "promisee": "shops", "due": "2026-03-16",
          "needs": [ { "commitment": "platform", "lead": 5 } ], "damage": [ { "kind": "money", "perDay": 1000 } ] },
        { "id": "south", "title": "Southern stores open", "promisor": "client", "promisee": "shops", "due": "2026-03-16",
          "needs": [ { "commitment": "platform", "lead": 5 } ], "damage": [ { "kind": "money", "perDay": 10 } ] },
        { "id": "ads", "title": "Stores advertised", "promisor": "client", "promisee": "shops", "due": "2026-03-16",
          "needs": [ { "commitment": "platform", "lead": 5 } ] } ],
      "mitigations": [
        { "id": "m1", "title": "Training, on site", "cost": 1, "effects": [ { "expedite": "north", "days": 1 } ] },
        { "id": "m2", "title": "Training, by video", "cost": 2, "effects": [ { "expedite": "north", "days": 1 } ] },
        { "id": "m3", "title": "Overtime", "cost": 4, "effects": [ { "expedite": "platform", "days": 1 } ] } ] }

    """

@Suite("A commitment or a mitigation is named by its id, its title or a part of its title")
struct NamesGivenTests {
    /// The answer, without what is said beside it.
    private func answer(_ playground: Playground, _ arguments: [String]) -> String {
        let result = playground.domino(arguments + ["--format", "json"])
        #expect(result.status == 0, "\(arguments): \(result.errors)")
        return result.output
    }

    @Test(
        "every way to name one gives the answer of its id",
        arguments: [
            "Northern stores open", "northern stores open", "NORTHERN STORES OPEN", " Northern stores open ", "NORTH",
            "Northern", "northern st", "nort",
        ])
    func oneCommitment(_ name: String) throws {
        let playground = try Playground(["a.json": shops])
        #expect(
            answer(playground, ["whatif", "a.json", "--slip", "\(name)=5"])
                == answer(playground, ["whatif", "a.json", "--slip", "north=5"]))
        #expect(
            answer(playground, ["curve", "a.json", "--of", name])
                == answer(playground, ["curve", "a.json", "--of", "north"]))
        let simulate = ["simulate", "a.json", "--replicates", "64", "--target"]
        #expect(answer(playground, simulate + [name]) == answer(playground, simulate + ["north"]))
        let check = ["check", "a.json", "--replicates", "64", "--max-late"]
        #expect(answer(playground, check + ["\(name)=0.5"]) == answer(playground, check + ["north=0.5"]))
    }

    @Test("a part of a title is told with what it counts as, a whole one is not")
    func notes() throws {
        let playground = try Playground(["a.json": shops])
        let part = playground.domino("whatif", "a.json", "--slip", "advert=5")
        #expect(part.errors == "note: \"advert\" counts as \"Stores advertised\" (ads)\n")
        #expect(playground.domino("whatif", "a.json", "--slip", "advert=5", "--quiet").errors == "")
        #expect(playground.domino("whatif", "a.json", "--slip", "stores advertised=5").errors == "")
    }

    @Test(
        "what fits several, or none, is told with the candidates",
        arguments: [
            (
                "tores=5",
                "\"tores\" fits 3 commitments. Did you mean \"Northern stores open\" (north), \"Southern stores open\" "
                    + "(south) or \"Stores advertised\" (ads)?"
            ),
            (
                "ern stores o=5",
                "\"ern stores o\" fits 2 commitments. Did you mean \"Northern stores open\" (north) or "
                    + "\"Southern stores open\" (south)?"
            ),
            ("nroth=5", "no commitment has the id or title \"nroth\". Did you mean \"north\"?"),
            (
                "Platfrom=5",
                "no commitment has the id or title \"Platfrom\". Did you mean \"platform\"?"
            ),
            (
                "platfrom liev=5",
                "no commitment has the id or title \"platfrom liev\". Did you mean \"Platform live\" (platform)?"
            ),
            (
                "storse=5",
                "no commitment has the id or title \"storse\". Did you mean \"Northern stores open\" (north), "
                    + "\"Southern stores open\" (south) or \"Stores advertised\" (ads)?"
            ),
            (
                "contract=5",
                "no commitment has the id or title \"contract\". Known here: \"platform\", \"north\", \"south\", \"ads\""
            ),
        ])
    func candidates(_ slip: String, _ message: String) throws {
        let result = try Playground(["a.json": shops]).domino("whatif", "a.json", "--slip", slip)
        #expect(result.status == 64)
        #expect(result.errors.split(separator: "\n").first == "Error: '--slip': \(message)")
    }

    @Test("of many candidates five are shown")
    func many() {
        let book = NameBook(noun: "commitment", count: 9, id: { "c\($0)" }, title: { "Store \($0)" })
        let match = book.match("store")
        #expect(match == .several(Array(0..<9)))
        #expect(book.problem(with: "store", match).hasSuffix("\"Store 4\" (c4), or one of 4 more?"))
    }

    @Test("an id comes before a title, a whole title before a part, the case of letters last")
    func order() {
        let names = [("a", "b"), ("b", "Data"), ("c", "data"), ("d", "Data clean"), ("e", "data"), ("f", "")]
        let book = NameBook(noun: "commitment", count: names.count, id: { names[$0].0 }, title: { names[$0].1 })
        #expect(book.match("b") == .one(1, isWhole: true))
        #expect(book.match("Data") == .one(1, isWhole: true))
        #expect(book.match("data") == .several([2, 4]))
        #expect(book.match("DATA") == .several([1, 2, 4]))
        #expect(book.match("data cl") == .one(3, isWhole: false))
        #expect(book.match("clean") == .one(3, isWhole: false))
        #expect(book.match("F") == .one(5, isWhole: true))
        for text in ["", " ", "cl", "x"] { #expect(book.match(text) == .none, "\(text)") }
    }

    @Test("naming one twice is an error, whatever it is called", arguments: ["--slip", "--move"])
    func twice(_ option: String) throws {
        let result = try Playground(["a.json": shops]).domino(
            "whatif", "a.json", option, "north=5", option, "Northern stores open=3")
        #expect(result.status == 64)
        #expect(result.errors.hasPrefix("Error: '\(option)' names \"Northern stores open\" twice."))
    }

    @Test(
        "a plan is split at commas that are in no title",
        arguments: [
            ("Training, on site", 1), ("training, by video", 2), ("m1,m3", 5), ("Training, on site,Overtime", 5),
            ("overtime, Training, by video, m1", 7), ("by video", 2), ("Overtime", 4), ("m3,m3", 4),
        ])
    func plans(_ plan: String, _ cost: Int) throws {
        let playground = try Playground(["a.json": shops])
        let output = answer(playground, ["whatif", "a.json", "--slip", "platform=9", "--plan", plan])
        #expect(output.contains("\"planCost\": \(cost),"))
    }

    @Test("a plan that fits several, or none, is told with the candidates")
    func planCandidates() throws {
        let playground = try Playground(["a.json": shops])
        let several = playground.domino("whatif", "a.json", "--plan", "training")
        #expect(
            several.errors.hasPrefix(
                "Error: '--plan': \"training\" fits 2 mitigations. Did you mean \"Training, on site\" (m1) or "
                    + "\"Training, by video\" (m2)?"))
        let none = playground.domino("whatif", "a.json", "--plan", "m3,overtmie")
        #expect(
            none.errors.hasPrefix(
                "Error: '--plan': no mitigation has the id or title \"overtmie\". Did you mean \"Overtime\" (m3)?"))
    }

    @Test("the root of an import is named the same way")
    func importRoot() throws {
        let playground = try Playground(["plan.csv": "Task,Due\nPlatform live,2026-03-02\nStores open,2026-03-16\n"])
        let arguments = ["import", "--commitments", "plan.csv", "--root"]
        #expect(playground.domino(arguments + ["platform"]).output.contains("\"root\": \"platform-live\""))
        let unknown = playground.domino(arguments + ["platfrom"])
        #expect(unknown.status == 64)
        #expect(unknown.errors.contains("Did you mean \"Platform live\" (platform-live)?"))
    }
}
