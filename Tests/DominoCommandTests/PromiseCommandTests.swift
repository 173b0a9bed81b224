import DominoTestSupport
import Foundation
import Testing

@testable import DominoCommand

@Suite("The command promise")
struct PromiseCommandTests {
    private static let base = ["promise", "Platform live", "--by", "2027-06-12", "--as-of", "2027-05-03"]
    private static let all =
        base + [
            "--past", "0,3,-1,10", "--needs", "Data delivered=2027-06-01:10", "--needs", "Room=2027-05-20", "--late",
            "1,000/day", "--late-client", "5000", "--currency", "USD", "--us", "Sander & Co", "--client", "Acme, Inc.",
        ]

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test("answers as check does of the file it saves, and ends with its status")
    func asCheck() throws {
        let playground = try Playground()
        for (past, status) in [("0,3,-1,10", 1), ("0,0,0,0,3", 0), ("-1,0,1,1", 1)] as [(String, Int32)] {
            let arguments = Self.all + ["--past", past, "--save", "p.json", "--force", "--format", "json"]
            let result = playground.domino(arguments)
            #expect(result.status == status)
            #expect(result.errors == "")
            var promise = try object(result.output)
            let checked = playground.domino("check", "p.json", "--format", "json")
            #expect(checked.status == status)
            #expect(checked.errors == "")
            #expect(promise["saved"] as? String == "p.json")
            #expect((promise["questions"] as? [Any])?.isEmpty == false)
            promise["saved"] = nil
            promise["questions"] = nil
            promise["result"] = "check"
            #expect(NSDictionary(dictionary: promise) == NSDictionary(dictionary: try object(checked.output)))
        }
    }

    @Test("saves a scenario that says what was given")
    func saved() throws {
        let playground = try Playground()
        let result = playground.domino(Self.all + ["--confidence", "0.9", "--save", "p.json"])
        #expect(result.status == 1)
        #expect(
            playground.text("p.json") == """
                {
                  "domino": 1,
                  "name": "Platform live",
                  "root": "platform-live",
                  "asOf": "2027-05-03",
                  "currency": "USD",
                  "policy": { "confidence": 0.9 },
                  "stakeholders": [
                    { "id": "us", "name": "Sander & Co", "side": "seller" },
                    { "id": "client", "name": "Acme, Inc.", "side": "client" }
                  ],
                  "commitments": [
                    { "id": "platform-live", "title": "Platform live", "promisor": "us", "promisee": "client", \
                "due": "2027-06-12",
                      "needs": [ { "commitment": "data-delivered", "lead": 10 }, { "commitment": "room", "buffer": 0 } ],
                      "delay": { "samples": [0, 3, -1, 10] },
                      "damage": [ { "kind": "cost", "bearer": "us", "perDay": 1000 },
                                  { "kind": "cost", "bearer": "client", "perDay": 5000 } ] },
                    { "id": "data-delivered", "title": "Data delivered", "promisor": "client", "promisee": "us", \
                "due": "2027-06-01" },
                    { "id": "room", "title": "Room", "promisor": "client", "promisee": "us", "due": "2027-05-20" }
                  ]
                }

                """)
        #expect(result.output.contains("domino check p.json"))
        #expect(result.output.contains("domino whatif p.json --slip platform-live=7"))
        #expect(playground.domino("validate", "p.json").status == 0)
        #expect(playground.domino("whatif", "p.json", "--slip", "platform-live=7").status == 0)
    }

    @Test("never writes over a file, unless it is told to")
    func overwriting() throws {
        let playground = try Playground(["p.json": "mine"])
        let refused = playground.domino(Self.all + ["--save", "p.json"])
        #expect(refused.status == 73)
        #expect(refused.errors == "Error: p.json exists already, and is not overwritten. Give another name.\n")
        #expect(playground.text("p.json") == "mine")
        #expect(playground.domino(Self.all + ["--save", "p.json", "--force"]).status == 1)
        #expect(playground.text("p.json")?.contains("Platform live") == true)
    }

    @Test("without past promises says that the odds are unknown, and asks for them first")
    func unknownOdds() throws {
        let playground = try Playground()
        let text = playground.domino(Self.base + ["--late", "1000"])
        #expect(text.status == 1)
        #expect(
            text.output.hasPrefix("Nothing says yet how likely \"Platform live\" is by 12 Jun: how late were promises"))
        #expect(!text.output.contains("average damage") && !text.output.contains("The odds"))
        #expect(text.output.contains("each day late costs you  1,000"))
        let json = try object(playground.domino(Self.base + ["--format", "json"]).output)
        for field in ["verdict", "pKept", "safeDate", "window", "mean", "p95"] {
            #expect(json[field] is NSNull, "\(field)")
        }
        #expect((json["distribution"] as? [Any])?.isEmpty == true)
        let questions = try #require(json["questions"] as? [[String: String]])
        #expect(
            questions.compactMap { $0["about"] } == ["past", "needs", "costForUs", "costForClient", "listeners"])
        #expect(json["saved"] is NSNull)
    }

    @Test("a plan that is late by itself is unsafe, whatever the odds")
    func overcommitted() throws {
        let result = try Playground().domino(Self.base + ["--needs", "Data=2027-06-10:5"])
        #expect(result.status == 1)
        #expect(result.output.hasPrefix("Do not promise 12 Jun: "))
        #expect(result.output.contains("based on        the dates alone"))
    }

    @Test("asks for the days of work after a need, and names the need as the shell reads it")
    func openNeed() throws {
        let result = try Playground().domino(Self.base + ["--needs", "Tom's data=1 June"])
        #expect(result.output.contains("How many days of work follow \"Tom's data\"?"))
        #expect(result.output.contains("--needs 'Tom'\\''s data=2027-06-01:DAYS'"))
        #expect(result.errors == "note: \"1 June\" counts as 2027-06-01\n")
    }

    @Test("takes the clock's day where none is given, and says so")
    func clock() throws {
        let result = try Playground().domino("promise", "Platform live", "--by", "2150-06-12", "--past", "0,1")
        #expect(result.output.hasPrefix("As of today, "))
        let open = try Playground().domino("promise", "Platform live", "--by", "2150-06-12")
        #expect(open.output.hasPrefix("As of today, ") && open.output.contains(": nothing says yet"))
    }

    @Test(
        "refuses what cannot be meant",
        arguments: [
            (["--by", "2027-05-02"], "'--by': 2027-05-02 is before today, 2027-05-03."),
            (
                ["--needs", "Data=2027-06-13"],
                "'--needs': \"Data\" is due on 2027-06-13, after the promise itself, 2027-06-12."
            ),
            (["--needs", "Data=1 June", "--needs", "data=2 June"], "'--needs' names \"data\" twice."),
            (["--needs", "platform LIVE=1 June"], "'--needs' names \"platform LIVE\" twice."),
            (["--force"], "'--force' is for '--save FILE'."),
            (["--save", "-"], "'--save' takes the name of a file of its own: the answer goes elsewhere."),
            (["--save", "a", "-o", "a"], "'--save' takes the name of a file of its own: the answer goes elsewhere."),
            (
                ["--past", "0,x"],
                "The value '0,x' is invalid for '--past <days>': give days late, separated by commas, as in 0,3,-1,10."
            ),
            (
                ["--late", "1.000/day"],
                "The value '1.000/day' is invalid for '--late <amount/day>': 1.000 may have decimals or thousands; "
                    + "write it in digits only."
            ),
            (
                ["--late", "1000/month"],
                "The value '1000/month' is invalid for '--late <amount/day>': write an amount for each day or week "
                    + "late, such as 1000/day."
            ),
            (
                ["--late", "€1000"],
                "The value '€1000' is invalid for '--late <amount/day>': write a number from 0 to 1e12, such as "
                    + "1000/day; '--currency' says in what."
            ),
            (
                ["--needs", "Data"],
                "The value 'Data' is invalid for '--needs <title=date>': write what you need, '=' and a date, as in "
                    + "\"Data delivered=1 June\"."
            ),
            (
                ["--needs", "Data=1 June:soon"],
                "The value 'Data=1 June:soon' is invalid for '--needs <title=date>': after the ':' give the days of "
                    + "work that follow, from 0 to 100000."
            ),
        ])
    func refusals(_ arguments: [String], _ message: String) throws {
        let playground = try Playground()
        let result = playground.domino(Self.base + arguments)
        #expect(result.status == 64)
        #expect(result.output == "")
        #expect(result.errors.split(separator: "\n").contains("Error: \(message)"))
        #expect(playground.names == [])
    }

    @Test("needs a title and a date")
    func required() throws {
        let playground = try Playground()
        #expect(playground.domino("promise", "A").errors.hasPrefix("Error: Missing expected argument '--by <date>'"))
        #expect(
            playground.domino("promise", "--by", "1 June").errors.hasPrefix(
                "Error: Missing expected argument '<title>'"))
        #expect(playground.domino("promise", " ", "--by", "1 June").status == 64)
    }

    @Test(
        "a title of any kind makes a valid scenario", arguments: ["日本", "\"}\u{1B}[2J\\", "!!!", "us", "a=b", "x\ny"])
    func titles(_ title: String) throws {
        let playground = try Playground()
        let result = playground.domino(
            "promise", title, "--by", "2027-06-12", "--as-of", "2027-05-03", "--past", "0", "--needs",
            "\(title)x=2027-06-01", "--save", "p.json")
        #expect(result.status == 0)
        #expect(disturbances(of: result.output) == [])
        #expect(playground.domino("validate", "p.json").status == 0)
    }

    @Test(
        "amounts are for each day, unless they say otherwise",
        arguments: [("1000", 1000), ("1,000/day", 1000), ("12,345.5/day", 12_345.5), ("0/d", 0), ("7/Day", 7)])
    func amounts(_ text: String, _ amount: Double) {
        #expect(readLateCost(text) == .success(.init(amount: amount, unit: .day)))
    }

    @Test("an amount for each week is taken as soon as a scenario can say so")
    func weeks() throws {
        let isKnown = try Playground().domino("schema").output.contains("\"perWeek\"")
        switch readLateCost("7000/week") {
        case .success(let cost): #expect(isKnown && cost == .init(amount: 7000, unit: .week))
        case .failure(let refusal): #expect(!isKnown && refusal.reason.contains("each day late"))
        }
    }
}
