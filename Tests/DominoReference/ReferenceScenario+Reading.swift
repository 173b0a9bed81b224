import Foundation

extension ReferenceScenario {
    /// Reads a scenario file that is known to be valid; traps where it is not.
    ///
    /// `include`, and fields beginning with `x-`, are passed over.
    public init(json data: Data) {
        var parser = ReferenceJSONParser(Array(data))
        let json = parser.document()
        self.init(name: json["name"]?.text ?? "")
        description = json["description"]?.text
        root = json["root"]?.text
        asOf = json["asOf"]?.date
        currency = json["currency"]?.text
        horizon = json["horizon"]?.number
        calendar = json["calendar"].map { ReferenceWorkweek(json: $0) }
        kinds = json.list("kinds") { ReferenceKind(json: $0) }
        stakeholders = json.list("stakeholders") { ReferenceStakeholder(json: $0) }
        windows = json.list("windows") { ReferenceWindow(json: $0) }
        stages = json.list("stages") { ReferenceStage(json: $0) }
        commitments = json.list("commitments") { ReferenceCommitment(json: $0) }
        risks = json.list("risks") { ReferenceRisk(json: $0) }
        factors = json.list("factors") { ReferenceFactor(json: $0) }
        mitigations = json.list("mitigations") { ReferenceMitigation(json: $0) }
        decided = json.list("decided") { ReferenceDecision($0.id("mitigation"), on: $0.required(date: "on")) }
        policy = json["policy"].map { ReferencePolicy(json: $0) }
        if case .object? = json["slip"] {
            slips = json["slip"].map { [ReferenceSlip(json: $0)] } ?? []
        } else {
            slips = json.list("slip") { ReferenceSlip(json: $0) }
        }
        toldOn = json["toldOn"]?.date
    }
}

extension ReferenceJSON {
    fileprivate func list<Element>(_ key: String, _ element: (ReferenceJSON) -> Element) -> [Element] {
        self[key].map { $0.items.map(element) } ?? []
    }

    fileprivate func id(_ key: String = "id") -> String {
        guard let id = self[key]?.text else { preconditionFailure("no \(key): \(self)") }
        return id
    }

    fileprivate func required(date key: String) -> ReferenceDate {
        guard let date = self[key]?.date else { preconditionFailure("no \(key): \(self)") }
        return date
    }

    fileprivate func required(_ key: String) -> Double {
        guard let number = self[key]?.number else { preconditionFailure("no \(key): \(self)") }
        return number
    }
}

extension ReferenceWorkweek {
    fileprivate init(json: ReferenceJSON) {
        self.init(
            workdays: json["workdays"].map { $0.items.map(\.text) }, holidays: json.list("holidays") { $0.date })
    }
}

extension ReferenceKind {
    fileprivate init(json: ReferenceJSON) {
        self.init(id: json.id(), unit: json["unit"]?.text, weight: json["weight"]?.number)
    }
}

extension ReferenceStakeholder {
    fileprivate init(json: ReferenceJSON) {
        self.init(
            id: json.id(), name: json["name"]?.text, side: json["side"]?.text, weight: json["weight"]?.number,
            group: json["group"]?.bool)
    }
}

extension ReferenceWindow {
    fileprivate init(json: ReferenceJSON) {
        self.init(
            id: json.id(), open: json["open"].map { $0.items.map(\.date) },
            closed: json.list("closed") { Period($0.items[0].date, $0.items[1].date) })
    }
}

extension ReferenceStage {
    fileprivate init(json: ReferenceJSON) {
        self.init(id: json.id(), title: json["title"]?.text, advance: json["advance"]?.text)
    }
}

extension ReferenceCommitment {
    fileprivate init(json: ReferenceJSON) {
        self.init(
            id: json.id(), promisor: json.id("promisor"), promisee: json.id("promisee"), due: json["due"]?.date)
        title = json["title"]?.text
        status = json["status"].flatMap { Status(rawValue: $0.text) }
        keptOn = json["keptOn"]?.date
        stage = json["stage"]?.text
        firmness = json["firmness"]?.number
        work = json["work"]?.number
        cushion = json["cushion"]?.number
        start = json["start"].flatMap { Start(rawValue: $0.text) }
        breaksAfter = json["breaksAfter"].map { ReferenceDistribution(json: $0) }
        perDayLater = json["perDayLater"]?.number
        needs = json.list("needs") { entry in
            if entry["anyOf"] != nil { return .anyOf(entry.list("anyOf") { ReferenceNeed(json: $0) }) }
            if let k = entry["atLeast"]?.number {
                return .atLeast(Int(k), entry.list("of") { ReferenceNeed(json: $0) })
            }
            return .one(ReferenceNeed(json: entry))
        }
        delay = json["delay"].map { ReferenceDistribution(json: $0) }
        remaining = json["remaining"].map { ReferenceDistribution(json: $0) }
        follows = json["follows"]?.text
        if case .string(let only)? = json["window"] {
            window = [only]
        } else {
            window = json.list("window") { $0.text }
        }
        damage = json.list("damage") { ReferenceDamage(json: $0) }
        notice = json["notice"]?.points ?? []
    }
}

extension ReferenceNeed {
    fileprivate init(json: ReferenceJSON) {
        self.init(commitment: json.id("commitment"))
        lead = json["lead"]?.number
        buffer = json["buffer"]?.number
        share = json["share"]?.number
        fallback = json["fallback"]?.number
        relay = json["relay"]?.number
    }
}

extension ReferenceDamage {
    fileprivate init(json: ReferenceJSON) {
        let shape: Shape
        if let perDay = json["perDay"] {
            shape = .perDay(perDay.number)
        } else if let lump = json["lump"] {
            shape = .lump(lump.number)
        } else if let perCalendarDay = json["perCalendarDay"] {
            shape = .perCalendarDay(perCalendarDay.number)
        } else if let perWeek = json["perWeek"] {
            shape = .perWeek(perWeek.number)
        } else {
            shape = .curve(json["curve"]?.points ?? [])
        }
        self.init(kind: json.id("kind"), shape: shape)
        bearer = json["bearer"]?.text
        grace = json["grace"]?.number
        cap = json["cap"]?.number
        ifBroken = json["ifBroken"]?.number
    }
}

extension ReferenceRisk {
    fileprivate init(json: ReferenceJSON) {
        self.init(
            id: json.id(), title: json["title"]?.text, chance: json.required("chance"),
            hits: json.list("hits") { hit in
                Hit(commitment: hit.id("commitment"), delay: ReferenceDistribution(json: hit["delay"] ?? .number(0)))
            })
    }
}

extension ReferenceFactor {
    fileprivate init(json: ReferenceJSON) {
        self.init(
            id: json.id(), value: ReferenceDistribution(json: json["value"] ?? .number(1)),
            scales: json.list("scales") { $0.text })
    }
}

extension ReferenceMitigation {
    fileprivate init(json: ReferenceJSON) {
        self.init(id: json.id())
        title = json["title"]?.text
        cost = json["cost"]?.number
        leadTime = json["leadTime"]?.number
        chance = json["chance"]?.number
        effects = json.list("effects") { ReferenceEffect(json: $0) }
        requires = json.list("requires") { $0.text }
        excludes = json.list("excludes") { $0.text }
    }
}

extension ReferenceEffect {
    fileprivate init(json: ReferenceJSON) {
        if let target = json["expedite"]?.text {
            self = .expedite(target, days: json.required("days"))
        } else if let target = json["fallback"]?.text {
            self = .fallback(target, of: json.id("of"), days: json.required("days"))
        } else if let target = json["decouple"]?.text {
            self = .decouple(target, from: json.id("from"), share: json.required("share"))
        } else if let target = json["soften"]?.text {
            self = .soften(target, factor: json.required("factor"), kind: json["kind"]?.text)
        } else if let target = json["redate"]?.text {
            self = .redate(target, days: json.required("days"))
        } else if let target = json["extend"]?.text {
            self = .extend(target, days: json.required("days"))
        } else {
            self = .avert(json.id("avert"), factor: json.required("factor"))
        }
    }
}

extension ReferencePolicy {
    fileprivate init(json: ReferenceJSON) {
        self.init()
        confidence = json["confidence"]?.number
        stretchConfidence = json["stretchConfidence"]?.number
        maxMean = json["maxMean"]?.number
        maxP95 = json["maxP95"]?.number
        for (commitment, limit) in json["maxLate"]?.members ?? [] {
            maxLate[commitment] = limit.number
        }
        for (kind, limit) in json["maxChance"]?.members ?? [] {
            maxChance[kind] = limit.number
        }
    }
}

extension ReferenceSlip {
    fileprivate init(json: ReferenceJSON) {
        if let days = json["days"]?.double {
            self.init(json.id("commitment"), .days(days))
        } else {
            self.init(json.id("commitment"), .broken)
        }
        because = json["because"]?.text
        prevention = json["prevention"]?.text
    }
}
