/// A believable portfolio of deals as a scenario file, word lists and all in this one file, so that a benchmark can
/// compile it alone: crews go from warehouse to warehouse, suppliers deliver in
/// batches, software releases serve everyone, and four warehouses make one client programme.
///
/// `Scenarios/portfolio-500.json` is this text for 520 commitments; larger counts serve tests and benchmarks.
/// Every need points back in the file, so any count gives a valid scenario without cycles.
/// - Parameter commitments: how many the file holds, at least 150.
/// - Returns: the same bytes for the same count on every platform.
/// - Complexity: O(commitments) time and text.
func portfolioScenario(commitments: Int = 520) -> String {
    precondition(commitments >= 150, "smaller portfolios lack the commitments that the mitigations name")
    var portfolio = Portfolio(room: commitments)
    portfolio.releases()
    var region = 0
    while !portfolio.isFull {
        portfolio.addRegion(region)
        region += 1
    }
    return portfolio.text(regions: region)
}

/// SplitMix64 (Steele, Lea, Flood 2014): tiny, seeded, the same on every platform.
private struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var word = state
        word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
        word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
        return word ^ (word >> 31)
    }

    /// A whole number of the range; the bias of the remainder is below one in 10^15 and does not matter here.
    mutating func pick(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }

    mutating func percent(_ share: Int) -> Bool { pick(1...100) <= share }
}

/// The working days of 2026 and 2027 as text, in order: Monday to Friday without United States federal holidays.
private struct WorkingDays {
    /// Federal holidays on a weekday, as opm.gov lists them.
    static let holidays = [
        "2026-01-01", "2026-01-19", "2026-02-16", "2026-05-25", "2026-06-19", "2026-07-03", "2026-09-07", "2026-10-12",
        "2026-11-11", "2026-11-26", "2026-12-25", "2027-01-01", "2027-01-18", "2027-02-15", "2027-05-31", "2027-06-18",
        "2027-07-05", "2027-09-06", "2027-10-11", "2027-11-11", "2027-11-25", "2027-12-24", "2027-12-31",
    ]

    let dates: [String]

    init() {
        var dates: [String] = []
        var weekday = 3  // 1 January 2026 is a Thursday; Monday is 0
        for year in 2026...2027 {
            for (month, length) in [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].enumerated() {
                for day in 1...length {
                    let date = "\(year)-\(month < 9 ? "0" : "")\(month + 1)-\(day < 10 ? "0" : "")\(day)"
                    if weekday < 5 && !Self.holidays.contains(date) { dates.append(date) }
                    weekday = (weekday + 1) % 7
                }
            }
        }
        self.dates = dates
    }
}

/// A commitment as later ones refer to it: its id and its due day, counted in working days.
private struct Promise {
    var id: String
    var due: Int
}

/// A need on an earlier promise; `more` holds further fields as JSON text.
private struct Need {
    var promise: Promise
    var lead: Int
    var more = ""
}

/// Somebody who promises or is promised something.
private struct Person {
    var id: String
    var name: String
    var side: String
}

/// A software house that sells a picking system, seen through all its deals at once.
private struct Portfolio {
    private let room: Int
    private let days = WorkingDays().dates
    private var random = SplitMix64(state: 2026)
    private var count = 0
    private var commitmentLines = ""
    private var stakeholderLines = ""
    private var riskLines = ""
    private var factorLines = ""
    private var mitigationLines = ""
    private var listed: Set<String> = []
    private var releaseDues: [Promise] = []

    private let us = Person(id: "us", name: "Tallyworks, our company", side: "seller")
    private let developers = Person(id: "developers", name: "Our software developers", side: "seller")

    /// A batch of a supplier serves the warehouses of three job slots.
    private static let batchDays = [24, 98, 172, 246]
    private static let crewsPerRegion = 4
    private static let jobsPerCrew = 10
    /// Working days from one job of a crew to its next.
    private static let jobSpacing = 25

    init(room: Int) {
        self.room = room
        commitmentLines.reserveCapacity(room * 420)
    }

    var isFull: Bool { count == room }

    // MARK: What the whole company shares

    /// Six releases of the software, each built on the one before. The first is out, a day late.
    mutating func releases() {
        let themes = [
            "orders by voice", "returns", "two-shift picking", "cold rooms", "robot doors", "carrier labels",
        ]
        for (index, theme) in themes.enumerated() {
            let needs = releaseDues.suffix(1).map { Need(promise: $0, lead: 44, more: ", \"share\": 0.7") }
            let fact = index == 0 ? ", \"status\": \"kept\", \"keptOn\": \"\(days[17])\"" : ""
            releaseDues += emit(
                "release-\(index + 1)", "Release \(index + 1) of the software: \(theme)", from: developers, to: us,
                due: 16 + index * 60, more: fact, work: index == 0 ? nil : 30, needs: needs,
                delay: index == 0 ? nil : "{ \"pert\": [-4, 0, 14] }")
        }
    }

    /// A region: two suppliers, four crews, and ten clients of four warehouses, one for each crew at a time.
    mutating func addRegion(_ region: Int) {
        let name = Words.region(region)
        let place = slug(name)
        var batches: [[Promise]] = []
        for (index, goods) in ["scanners", "label printers"].enumerated() {
            let maker = Person(id: "\(place)-\(slug(goods))", name: "Maker of \(goods), \(name)", side: "other")
            batches.append(deliveries(of: goods, by: maker, in: name, offset: index * 6))
        }
        var crews: [(person: Person, freeFrom: Promise?, jobs: [String])] = []
        for index in 0..<Self.crewsPerRegion {
            let lead = Words.leads[(region * Self.crewsPerRegion + index) % Words.leads.count]
            let id = "\(place)-crew-\(slug(lead))"
            crews.append((Person(id: id, name: "\(lead)'s crew, \(name)", side: "seller"), nil, []))
        }
        for slot in 0..<Self.jobsPerCrew {
            let client = Client(number: region * Self.jobsPerCrew + slot)
            var lives: [Promise] = []
            var savings: [Promise] = []
            for index in crews.indices {
                let start = 22 + slot * Self.jobSpacing + index * 2
                let done = warehouse(
                    index, of: client, crew: crews[index].person, after: crews[index].freeFrom,
                    batches: batches, start: start)
                crews[index].freeFrom = done.live ?? crews[index].freeFrom
                crews[index].jobs += done.works
                if let live = done.live { lives.append(live) }
                if let saving = done.saving { savings.append(saving) }
            }
            programme(of: client, lives: lives, savings: savings)
            if region == 0 { offerMitigation(slot, client: client, lives: lives) }
        }
        for crew in crews where !crew.jobs.isEmpty {
            let jobs = stride(from: 0, to: crew.jobs.count, by: 4).map { first in
                crew.jobs[first..<min(first + 4, crew.jobs.count)].map { "\"\($0)\"" }.joined(separator: ", ")
            }
            line(
                "{ \"id\": \"pace-\(crew.person.id)\", \"value\": { \"triangular\": [0.9, 1, 1.3] },\n"
                    + "      \"scales\": [ \(jobs.joined(separator: rowBreak)) ] }", to: \.factorLines)
        }
    }

    /// A supplier's batches, each some 74 working days after the one before, and one risk that hits two of them.
    private mutating func deliveries(of goods: String, by maker: Person, in region: String, offset: Int) -> [Promise] {
        var batches: [Promise] = []
        for (index, day) in Self.batchDays.enumerated() {
            batches += emit(
                "\(maker.id)-batch-\(index + 1)", "\(region): batch \(index + 1) of \(goods)", from: maker, to: us,
                due: day - offset, delay: "{ \"discrete\": [[0, 12], [3, 3], [8, 2], [20, 1]] }")
        }
        if batches.count > 2 {
            let hits = batches[1...2].map {
                "{ \"commitment\": \"\($0.id)\", \"delay\": { \"triangular\": [4, 8, 20] } }"
            }
            line(
                "{ \"id\": \"recall-\(maker.id)\", \"title\": \"Faulty \(goods) recalled, \(region)\", \"chance\": 0.06,\n"
                    + "      \"hits\": [ \(hits.joined(separator: rowBreak)) ] }", to: \.riskLines)
        }
        return batches
    }

    // MARK: One deal

    /// A warehouse from its data to its savings: up to 13 commitments, fewer where the file is full.
    private mutating func warehouse(
        _ index: Int, of client: Client, crew: Person, after last: Promise?, batches: [[Promise]], start: Int
    ) -> (live: Promise?, saving: Promise?, works: [String]) {
        let town = Words.towns[(client.number * 28 + index * 7) % Words.towns.count]
        let key = "\(client.id)-\(slug(town))"
        let site = "\(client.name) \(town)"
        let pickers = random.pick(18...90)
        let firm = ", \"firmness\": \(random.pick(4...9))"
        let proposed = start > 150 && random.percent(30) ? ", \"status\": \"proposed\"" : ""

        let history = emit(
            "\(key)-history", "\(site): two years of orders handed over", from: client.it, to: us,
            due: start + random.pick(0...4), more: firm + proposed,
            delay: random.percent(60) ? "{ \"chance\": 0.35, \"pert\": [1, 3, 15] }" : nil)
        let power = emit(
            "\(key)-power", "\(site): power and wireless in every aisle", from: client.operations, to: crew,
            due: start + random.pick(8...13), more: proposed,
            delay: random.percent(50) ? "{ \"chance\": 0.25, \"triangular\": [1, 4, 12] }" : nil)
        let goods = batches.compactMap { $0.last { $0.due + 7 <= start + 10 } }.map { Need(promise: $0, lead: 6) }
        let scanners = emit(
            "\(key)-scanners", "\(site): \(pickers) scanners and printers unpacked", from: crew, to: client.operations,
            due: start + random.pick(10...13), needs: goods)
        let release = releaseDues.last { $0.due + 10 <= start + 12 }
        let settings = emit(
            "\(key)-settings", "\(site): picking rules set up", from: developers, to: crew,
            due: start + random.pick(10...13), work: 7,
            needs: needs(history, lead: 7) + needs(release.map { [$0] } ?? [], lead: 10),
            delay: random.percent(50) ? "{ \"chance\": 0.6, \"lognormal\": [1.5, 5] }" : nil)
        let arrival = emit(
            "\(key)-crew", "\(site): the crew arrives", from: crew, to: us, due: start + random.pick(10...13),
            needs: needs(last.map { [$0] } ?? [], lead: 2, more: ", \"share\": 0.8"))
        let dryRun = emit(
            "\(key)-dry-run", "\(site): dry run with \(pickers * 10) orders", from: crew, to: client.operations,
            slack: random.pick(1...3), work: 5,
            needs: needs(settings) + needs(scanners, lead: 4) + needs(power, lead: 4) + needs(arrival),
            delay: "{ \"triangular\": [-1, 0, 3] }")
        let live = emit(
            "\(key)-live", "\(site): ships with the new system", from: us, to: client.operations,
            more: ", \"breaksAfter\": 60", slack: random.pick(1...4), work: 6,
            needs: needs(dryRun, more: ", \"relay\": 1"),
            delay: "{ \"pert\": [-3, -1, 5] }",
            damage: [
                "{ \"kind\": \"penalty\", \"bearer\": \"us\", \"perDay\": \(pickers * 20), \"grace\": 5, "
                    + "\"cap\": \(pickers * 400), \"ifBroken\": \(pickers * 1200) }",
                "{ \"kind\": \"trust\", \"curve\": [[1, 1], [5, 3], [20, 10]], \"ifBroken\": 20 }",
            ], notice: "[[0, 1], [10, 0.7], [30, 0.4]]")
        let whole = Site(key: key, name: site, client: client, pickers: pickers, firm: firm, proposed: proposed)
        let saving = benefits(of: whole, dryRun: dryRun, live: live)
        return (live.first, saving.first, dryRun.map(\.id) + live.map(\.id))
    }

    /// A warehouse, as the commitments that follow its going live see it.
    private struct Site {
        var key: String
        var name: String
        var client: Client
        var pickers: Int
        /// Fields of a commitment.
        var firm: String
        var proposed: String
    }

    /// What follows the first day with the new system: training, acceptance, dispatch, savings, service. Returns the
    /// savings.
    private mutating func benefits(of warehouse: Site, dryRun: [Promise], live: [Promise]) -> [Promise] {
        let (key, site, client, pickers) = (warehouse.key, warehouse.name, warehouse.client, warehouse.pickers)
        let (firm, proposed) = (warehouse.firm, warehouse.proposed)
        let shops = Person(id: "\(key)-customers", name: "Shops that \(site) supplies", side: "other")
        _ = emit(
            "\(key)-trained", "\(site): \(pickers) pickers trained", from: us, to: client.operations,
            slack: random.pick(2...7), needs: needs(dryRun, lead: 3),
            damage: ["{ \"kind\": \"cost\", \"perDay\": \(pickers * 6), \"cap\": \(pickers * 60) }"])
        let accepted = emit(
            "\(key)-accepted", "\(site): accepted, our second invoice released", from: client.operations, to: us,
            more: firm, slack: random.pick(2...8), needs: needs(live, lead: 10),
            damage: ["{ \"kind\": \"revenue\", \"perDay\": \(pickers * 4) }"])
        let fallback = random.percent(30) ? ", \"fallback\": \(random.pick(3...8))" : ""
        let dispatch = emit(
            "\(key)-dispatch", "\(site): same-day dispatch for \(pickers * 3) shops", from: client.operations,
            to: shops,
            slack: random.pick(1...6), needs: needs(live, lead: 5, more: ", \"relay\": 1" + fallback),
            damage: [
                "{ \"kind\": \"revenue\", \"bearer\": \"\(client.operations.id)\", \"perDay\": \(pickers * 35) }"
            ],
            notice: random.percent(60) ? "[[0, 1], [20, 0.6]]" : "[[0, 1], [10, 0.8], [40, 0.3]]")
        let closed = emit(
            "\(key)-old-off", "\(site): old system switched off", from: client.it, to: client.finance,
            slack: random.pick(3...10), needs: needs(live, lead: 14, more: ", \"relay\": 1"),
            damage: ["{ \"kind\": \"cost\", \"lump\": \(pickers * 130), \"grace\": \(random.pick(0...3)) }"],
            notice: "[[0, 1], [20, 0.9], [40, 0.4]]")
        let saving = emit(
            "\(key)-saving", "\(site): savings in the books", from: client.operations, to: client.finance,
            slack: random.pick(2...9),
            needs: needs(closed, lead: 5) + needs(dispatch, lead: 12, more: ", \"share\": 0.5"),
            damage: ["{ \"kind\": \"revenue\", \"perDay\": \(pickers * 12) }"])
        _ = emit(
            "\(key)-service", "\(site): service contract for three years", from: client.operations, to: us,
            more: ", \"breaksAfter\": \(random.pick(10...20))" + proposed, slack: random.pick(4...12),
            needs: needs(accepted, lead: 15),
            damage: ["{ \"kind\": \"revenue\", \"perDay\": \(pickers * 5), \"ifBroken\": \(pickers * 900) }"],
            notice: "[[0, 1], [30, 0.8]]")
        return saving
    }

    /// What a client told its board and its investors, which rests on all its warehouses together.
    private mutating func programme(of client: Client, lives: [Promise], savings: [Promise]) {
        guard !lives.isEmpty else { return }
        let board = Person(id: "\(client.id)-board", name: "Board of \(client.name)", side: "client")
        let street = Person(id: "\(client.id)-investors", name: "Investors in \(client.name)", side: "other")
        let whole = emit(
            "\(client.id)-programme", "\(client.name): all warehouses on one system", from: client.operations,
            to: board,
            slack: random.pick(2...8), needs: needs(lives, lead: 8, more: ", \"relay\": 2"),
            damage: ["{ \"kind\": \"trust\", \"curve\": [[1, 2], [10, 12], [30, 30]] }"], notice: "[[0, 1], [30, 0.4]]")
        _ = emit(
            "\(client.id)-guidance", "\(client.name): margin as told to investors", from: client.finance, to: street,
            slack: random.pick(2...12),
            needs: needs(whole, lead: 15, more: ", \"share\": 0.6, \"relay\": 3")
                + needs(savings, lead: 4, more: ", \"relay\": 2"),
            damage: [
                "{ \"kind\": \"revenue\", \"bearer\": \"\(client.finance.id)\", "
                    + "\"lump\": \(random.pick(6...30) * 10000), \"grace\": 1 }"
            ], notice: "[[0, 1], [60, 0.5]]")
    }

    /// One thing that could be done for each client of the first region, of four kinds in turn.
    private mutating func offerMitigation(_ slot: Int, client: Client, lives: [Promise]) {
        guard lives.count == Self.crewsPerRegion, !isFull else { return }
        let sites = lives.map { $0.id.dropLast("-live".count) }
        let cost = random.pick(10...40) * 500
        let (id, title, leadTime, effects) =
            switch slot % 4 {
            case 0:
                (
                    "pilot", "each warehouse starts with a third of its shops", 10,
                    sites.map { "{ \"decouple\": \"\($0)-dispatch\", \"from\": \"\($0)-live\", \"share\": 0.4 }" }
                )
            case 1:
                (
                    "weekends", "two weekends of overtime", 5,
                    sites.map { "{ \"expedite\": \"\($0)-live\", \"days\": 3 }" }
                )
            case 2:
                (
                    "new-date", "go-live two weeks later, agreed", 10,
                    sites.map { "{ \"redate\": \"\($0)-live\", \"days\": 10 }" }
                )
            default:
                (
                    "board-visit", "our chief executive visits the board", 15,
                    ["{ \"soften\": \"\(client.id)-programme\", \"factor\": 0.5, \"kind\": \"trust\" }"]
                )
            }
        line(
            "{ \"id\": \"\(id)-\(client.id)\", \"title\": \"\(client.name): \(title)\", \"cost\": \(cost), "
                + "\"leadTime\": \(leadTime),\n      \"effects\": [ \(effects.joined(separator: rowBreak)) ] }",
            to: \.mitigationLines)
    }

    // MARK: Writing

    private func needs(_ promises: [Promise], lead: Int = 0, more: String = "") -> [Need] {
        promises.map { Need(promise: $0, lead: lead, more: more) }
    }

    /// Writes one commitment and returns it, or nothing where the file is full.
    ///
    /// It falls due on `due`, or `slack` days after its needs allow, whichever is later. A need of lead 0 on a
    /// commitment with `work` takes the work as its lead.
    private mutating func emit(
        _ id: String, _ title: String, from promisor: Person, to promisee: Person, due: Int = 0, more: String = "",
        slack: Int = 1, work: Int? = nil, needs: [Need] = [], delay: String? = nil, damage: [String] = [],
        notice: String? = nil
    ) -> [Promise] {
        guard !isFull else { return [] }
        count += 1
        list(promisor)
        list(promisee)
        func lead(_ need: Need) -> Int { need.lead == 0 ? work ?? 0 : need.lead }
        let due = needs.reduce(due) { max($0, $1.promise.due + lead($1) + slack) }
        precondition(due < days.count, "\(id) falls due after 2027")
        var text = "{ \"id\": \"\(id)\", \"title\": \"\(title)\",\n      \"promisor\": \"\(promisor.id)\", "
        text += "\"promisee\": \"\(promisee.id)\", \"due\": \"\(days[due])\"\(more)"
        if let work { text += ", \"work\": \(work)" }
        if let delay { text += ", \"delay\": \(delay)" }
        var rows: [String] = []
        if !needs.isEmpty {
            let list = needs.map { need in
                let lead = need.lead == 0 ? "" : ", \"lead\": \(need.lead)"
                return "{ \"commitment\": \"\(need.promise.id)\"\(lead)\(need.more) }"
            }
            rows.append("\"needs\": [ \(list.joined(separator: rowBreak)) ]")
        }
        if !damage.isEmpty {
            let terms = notice.map { ", \"notice\": \($0)" } ?? ""
            rows.append("\"damage\": [ \(damage.joined(separator: rowBreak)) ]\(terms)")
        }
        line(([text] + rows).joined(separator: ",\n      ") + " }", to: \.commitmentLines)
        return [Promise(id: id, due: due)]
    }

    private mutating func list(_ person: Person) {
        guard listed.insert(person.id).inserted else { return }
        line(
            "{ \"id\": \"\(person.id)\", \"name\": \"\(person.name)\", \"side\": \"\(person.side)\" }",
            to: \.stakeholderLines)
    }

    private mutating func line(_ text: String, to lines: WritableKeyPath<Portfolio, String>) {
        if !self[keyPath: lines].isEmpty { self[keyPath: lines] += ",\n" }
        self[keyPath: lines] += "    " + text
    }

    func text(regions: Int) -> String {
        let root = "release-2"
        let release =
            "{ \"id\": \"split-release\", \"title\": \"Release 2 without returns to carriers\", \"cost\": 28000, "
            + "\"leadTime\": 20, \"chance\": 0.8,\n      \"effects\": [ { \"expedite\": \"\(root)\", \"days\": 9 } ] }"
        let hands =
            "{ \"id\": \"hired-hands\", \"title\": \"Six hired programmers for a quarter\", \"cost\": 380000, "
            + "\"leadTime\": 25,\n      \"effects\": [ { \"expedite\": \"\(root)\", \"days\": 4 } ] }"
        var text = """
            {
              "$schema": "scenario.schema.json",
              "domino": 1,
              "name": "Tallyworks: every deal at once",
              "description": "Tallyworks sells a picking system to warehouses. \(count) promises hang together: crews go \
            from job to job, suppliers deliver in batches, clients told their boards and investors about programmes of \
            four warehouses. Release 2 of the software slips by six weeks. Who is hurt, and where? This file is \
            generated.",
              "root": "\(root)",
              "asOf": "\(days[20])",
              "currency": "USD",
              "x-holidays": "United States federal holidays (opm.gov), those that fall on a working day",
              "calendar": {
                "workdays": ["mon", "tue", "wed", "thu", "fri"],
                "holidays": [

            """
        text += stride(from: 0, to: WorkingDays.holidays.count, by: 8).map { first in
            let row = WorkingDays.holidays[first..<min(first + 8, WorkingDays.holidays.count)]
            return "      " + row.map { "\"\($0)\"" }.joined(separator: ", ")
        }.joined(separator: ",\n")
        text += """

                ]
              },
              "kinds": [
                { "id": "revenue" },
                { "id": "cost" },
                { "id": "penalty" },
                { "id": "trust", "unit": "points", "weight": 2500 }
              ],

            """
        text += "  \"stakeholders\": [\n" + stakeholderLines + "\n  ],\n"
        text += "  \"commitments\": [\n" + commitmentLines + "\n  ],\n"
        text += "  \"risks\": [\n" + riskLines + "\n  ],\n"
        text += "  \"factors\": [\n" + factorLines + "\n  ],\n"
        text += "  \"mitigations\": [\n    " + release + ",\n    " + hands
        if !mitigationLines.isEmpty { text += ",\n" + mitigationLines }
        text += "\n  ],\n"
        text += "  \"policy\": { \"confidence\": 0.8, \"stretchConfidence\": 0.5 },\n"
        text += "  \"slip\": { \"commitment\": \"\(root)\", \"days\": 30 }\n}\n"
        return text
    }
}

/// A client company with the three people we deal with.
private struct Client {
    let number: Int
    let name: String
    let id: String

    init(number: Int) {
        self.number = number
        name = Words.client(number)
        id = slug(name)
    }

    var it: Person { Person(id: "\(id)-it", name: "IT at \(name)", side: "client") }
    var operations: Person { Person(id: "\(id)-operations", name: "Head of operations, \(name)", side: "client") }
    var finance: Person { Person(id: "\(id)-finance", name: "Finance at \(name)", side: "client") }
}

/// Between entries that each take a row of their own.
private let rowBreak = ",\n        "

/// Lower case, with hyphens for spaces: how a name becomes an id.
private func slug(_ name: String) -> String {
    String(name.lowercased().map { $0 == " " ? "-" : $0 })
}

/// The words that names are built from; every number gives another name, up to some millions of commitments.
private enum Words {
    static let first = [
        "Cedar", "Granite", "Heron", "Prairie", "Juniper", "Harbor", "Copper", "Larkspur", "Summit", "Willow", "Beacon",
        "Amber", "Ridge", "Meadow", "Falcon", "Birch", "Lantern", "Quarry", "Maple", "Osprey", "Clover", "Anchor",
        "Sage", "Timber", "Orchard", "Pebble", "Canyon", "Violet", "Kestrel", "Mill", "Thistle", "Garnet", "Bramble",
        "Delta", "Hickory", "Opal", "Marsh", "Sorrel", "Tamarack", "Wren", "Alder", "Basalt", "Coral", "Drift", "Elm",
        "Fern", "Glade", "Hazel", "Indigo", "Jasper", "Kelp", "Linden", "Magnolia", "North", "Olive", "Plover", "Quill",
        "Rowan", "Spruce", "Teal",
    ]
    static let second = [
        "Foods", "Hardware", "Outfitters", "Books", "Pharmacy Supply", "Footwear", "Garden", "Toys", "Auto Parts",
        "Kitchens", "Pet Supply", "Paper", "Medical", "Coffee", "Lighting", "Fabrics", "Bikes", "Beauty", "Tools",
        "Produce", "Furniture", "Optics", "Wines", "Flooring", "Instruments", "Workwear", "Dairy", "Electric",
        "Plumbing", "Sports", "Bakery", "Paints", "Seeds", "Uniforms", "Stationery", "Appliances", "Crafts", "Vitamins",
        "Luggage", "Frames",
    ]
    static let towns = [
        "Toledo", "Dayton", "Akron", "Fresno", "Boise", "Tulsa", "Omaha", "Reno", "Macon", "Salem", "Utica", "Waco",
        "Peoria", "Mobile", "Laredo", "Duluth", "Topeka", "Casper", "Yuma", "Flint", "Erie", "Racine", "Joplin",
        "Tacoma", "Provo", "Lubbock", "Shreveport", "Gary", "Camden", "Lowell", "Ogden", "Muncie", "Decatur",
        "Billings",
        "Fargo", "Pueblo", "Biloxi", "Savannah", "Roanoke", "Bangor", "Albany", "Modesto", "Stockton", "Amarillo",
        "Spokane", "Eugene", "Wichita", "Rockford", "Lansing", "Canton", "Scranton", "Trenton", "Durham", "Athens",
        "Tyler", "Abilene", "Odessa", "Norman", "Lawton", "Ames", "Moline", "Kenosha", "Appleton", "Bismarck",
        "Missoula", "Elko", "Medford", "Yakima", "Salinas", "Merced", "Visalia", "Flagstaff", "Roswell", "Carlsbad",
        "Hobbs", "Denton", "Conway", "Florence", "Sumter", "Dothan",
    ]
    static let rivers = [
        "Ohio", "Platte", "Wabash", "Snake", "Pecos", "Hudson", "Yadkin", "Tampa", "Sabine", "Mohawk", "Gila", "Yukon",
        "Raritan", "Santee", "Brazos", "Rogue", "Cumberland", "Flint", "Owens", "Verde",
    ]
    static let quarters = ["Valley", "North", "South", "East", "West", "Upper", "Lower", "Coast", "Hills", "Plains"]
    static let leads = [
        "Dana", "Miguel", "Ruth", "Kofi", "Ingrid", "Samir", "Joyce", "Pavel", "Amara", "Leon", "Tessa", "Hugo", "Noor",
        "Walter", "Bianca", "Yusuf",
    ]

    /// Two words give 2,400 clients; beyond that a town is added, and beyond those a number.
    static func client(_ number: Int) -> String {
        let pair = "\(first[number % first.count]) \(second[(number + number / first.count) % second.count])"
        let round = number / (first.count * second.count)
        if round == 0 { return pair }
        return round <= towns.count ? "\(pair) of \(towns[round - 1])" : "\(pair) \(round)"
    }

    static func region(_ number: Int) -> String {
        let pair = "\(rivers[number % rivers.count]) \(quarters[(number + number / rivers.count) % quarters.count])"
        let round = number / (rivers.count * quarters.count)
        return round == 0 ? pair : "\(pair) \(round + 1)"
    }
}
