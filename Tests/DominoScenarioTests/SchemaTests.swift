// What the schema accepts and what it refuses, in one file: each case is read beside its opposite.

import DominoTestSupport
import Foundation
import Testing

@testable import DominoScenario

@Suite("the schema of scenario files")
struct SchemaTests {
    @Test(
        "names the fields the reader knows, and no others",
        arguments: [
            ([""], names(ScenarioField.self)), (["calendar"], names(CalendarField.self)),
            (["kind"], names(KindField.self)), (["stakeholder"], names(StakeholderField.self)),
            (["window"], names(WindowField.self)), (["decided"], names(DecidedField.self)),
            (["stage"], names(StageField.self)), (["commitment"], names(CommitmentField.self)),
            (["need", "needGroup", "someOf"], names(NeedField.self)), (["damage"], names(DamageField.self)),
            (["distribution"], names(DistributionField.self)), (["risk"], names(RiskField.self)),
            (["hit"], names(HitField.self)), (["factor"], names(FactorField.self)),
            (["mitigation"], names(MitigationField.self)), (effectForms, names(EffectField.self)),
            (["policy"], names(PolicyField.self)), (["slip"], names(SlipField.self)),
        ])
    func fields(_ definitions: [String], _ known: Set<String>) throws {
        var named: Set<String> = []
        for definition in definitions { named.formUnion(try properties(of: definition).keys) }
        #expect(named == known)
    }

    @Test("names the words the reader knows")
    func choices() throws {
        #expect(try words(of: "status", in: "commitment") == Status.allCases.map(\.rawValue))
        #expect(try words(of: "start", in: "commitment") == Start.allCases.map(\.rawValue))
        #expect(try words(of: "side", in: "stakeholder") == Side.allCases.map(\.rawValue))
        #expect(try words(of: "advance", in: "stage") == Advance.allCases.map(\.rawValue))
        let workdays = try #require(try properties(of: "calendar")["workdays"] as? [String: Any])
        let weekdays = try #require(workdays["items"] as? [String: Any])["enum"] as? [String]
        #expect(weekdays == ScenarioReader.Weekday.allCases.map(\.rawValue))
    }

    @Test("describes every form and every field in a sentence or two")
    func descriptions() throws {
        let definitions = try #require(try schema()["$defs"] as? [String: [String: Any]])
        for (name, definition) in definitions {
            #expect(isSentence(definition["description"]), "\(name)")
        }
        for name in [""] + definitions.keys {
            for (field, value) in try properties(of: name) {
                #expect(isSentence((value as? [String: Any])?["description"]), "\(name) \(field)")
            }
        }
    }

    @Test("lets every form with fields have fields of the author's own, and no unknown ones")
    func ownFields() throws {
        let definitions = try #require(try schema()["$defs"] as? [String: [String: Any]])
        for (name, form) in definitions.merging(["": try schema()], uniquingKeysWith: { $1 })
        where form["properties"] != nil {
            #expect(form["additionalProperties"] as? Bool == false, "\(name)")
            #expect((form["patternProperties"] as? [String: Any])?.keys.first == "^x-", "\(name)")
        }
    }

    @Test("is JSON that the reader's own parser reads, in lines of at most 120 columns, the last one ended")
    func text() {
        var sources = SourceMap()
        var diagnostics: [Diagnostic] = []
        let file = sources.append(path: "schema.json", contents: Array(scenarioSchema.utf8))
        #expect(parseJSON(file: file, in: sources, reporting: &diagnostics) != nil)
        #expect(diagnostics.isEmpty)
        #expect(scenarioSchema.hasSuffix("}\n"))
        #expect(scenarioSchema.split(separator: "\n").allSatisfy { $0.count <= 120 })
    }

    /// `DOMINO_REWRITE=1 swift test --filter SchemaTests` writes both files anew; a reviewer reads the difference.
    @Test("is the file that the scenarios name")
    func file() throws {
        let path = "\(repositoryRoot)/Scenarios/scenario.schema.json"
        if rewritesKeptAnswers { try scenarioSchema.write(toFile: path, atomically: true, encoding: .utf8) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == scenarioSchema)
    }

    @Test("is what FORMAT.md says about every field")
    func reference() throws {
        let path = "\(repositoryRoot)/Scenarios/FORMAT.md"
        let (begin, end) = ("<!-- generated: fields -->\n", "<!-- end -->\n")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let first = try #require(text.range(of: begin)).upperBound
        let last = try #require(text.range(of: end, range: first..<text.endIndex)).lowerBound
        let kept = text[..<first] + "\n" + fieldReference() + "\n" + text[last...]
        if rewritesKeptAnswers { try kept.write(toFile: path, atomically: true, encoding: .utf8) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == kept)
    }

    @Test("is a good schema whose defaults and examples are valid", .enabled(if: hasValidator))
    func itself() throws {
        let program = """
            import json, sys
            from jsonschema import Draft202012Validator
            schema = json.load(sys.stdin)
            Draft202012Validator.check_schema(schema)
            validator = Draft202012Validator(schema)
            def walk(part, path):
                if isinstance(part, list):
                    for place, item in enumerate(part): walk(item, path + [place])
                if not isinstance(part, dict): return
                values = part.get("examples", [])
                values = (values if isinstance(values, list) else []) + ([part["default"]] if "default" in part else [])
                for value in values:
                    for problem in validator.evolve(schema=part).iter_errors(value): print(path, problem.message)
                for key, item in part.items():
                    if key not in ("examples", "default"): walk(item, path + [key])
            walk(schema, [])
            """
        let result = runProcess("python3", ["-c", program], input: Array(scenarioSchema.utf8))
        #expect(result.status == 0)
        #expect(result.output == "")
        #expect(result.errors == "")
    }

    @Test("accepts every scenario of the repository and the starter", .enabled(if: hasValidator))
    func scenarios() throws {
        let paths = scenarioFiles
        #expect(!paths.isEmpty)
        var texts = try paths.map { try String(contentsOfFile: $0, encoding: .utf8) }
        texts.append(starterScenario(asOf: Day(year: 2026, month: 2, day: 2)))
        for (path, problem) in zip(paths + ["the starter"], try problems(of: texts)) {
            #expect(problem == nil, "\(path)")
        }
    }

    @Test(
        "accepts every file that the reader accepts, and refuses what one place alone shows", .enabled(if: hasValidator)
    )
    func files() throws {
        let folder = "Tests/DominoScenarioTests"
        let tables = repositoryFiles(in: "\(folder)/Tables", endingWith: ".json")
        var cases = try tables.map { ($0, load(try String(contentsOfFile: $0, encoding: .utf8))) }
        for input in BadInput.all {
            let path = "\(repositoryRoot)/\(BadInput.folder)/\(input.name).json"
            let loaded = input.load()
            // A file that is not JSON is no matter of the schema.
            if codes(of: loaded).allSatisfy({ !$0.rawValue.hasPrefix("json-") }) { cases.append((path, loaded)) }
        }
        let texts = try cases.map { try String(contentsOfFile: $0.0, encoding: .utf8).replacing("\u{FEFF}", with: "") }
        for ((path, loaded), problem) in zip(cases, try problems(of: texts)) {
            let errors = Set(loaded.diagnostics.filter { $0.severity == .error }.map(\.code))
            if problem != nil {
                #expect(loaded.hasErrors, "\(path): \(problem ?? "")")
            } else {
                #expect(errors.isSubset(of: whatOnlyTheWholeShows), "\(path) is accepted by the schema")
            }
        }
    }

    @Test("accepts what the reader accepts and refuses what it refuses", .enabled(if: hasValidator))
    func agreement() throws {
        let cases = goodScenarios.map { ($0, true) } + badScenarios.map { ($0, false) }
        for ((text, isGood), problem) in zip(cases, try problems(of: cases.map(\.0))) {
            let loaded = loadScenario(path: "case.json", contents: Array(text.utf8)) { _ in
                .contents(Array(#"{"domino": 1, "name": "included", "commitments": []}"#.utf8))
            }
            let messages = loaded.diagnostics.filter { $0.severity == .error }.map(\.message)
            #expect(loaded.hasErrors == !isGood, "the reader on \(text): \(messages)")
            #expect((problem == nil) == isGood, "the schema on \(text): \(problem ?? "accepted")")
        }
    }
}

/// Errors that a schema cannot see: what compares two places or two numbers, counts, or needs another file.
private let whatOnlyTheWholeShows: Set<DiagnosticCode> = [
    .duplicateField, .duplicateID, .duplicateNeed, .duplicateSlip, .selfNeed, .cycle, .unknownCommitment,
    .unknownMitigation, .unknownRisk, .unknownStage, .unknownStakeholder, .unknownWindow, .impossibleRequirement,
    .effectWithoutTarget, .factInFuture, .groupQuorum, .duplicateDecision, .windowShape,
    .lateWorseThanBroken, .fallingCurve, .invalidCurve, .invalidDistribution, .includeCircle, .unreadableFile,
    // A file may leave its commitments to one that it includes.
    .missingField,
]

// MARK: - Scenarios that reader and schema must agree on

/// A scenario of one commitment "a", with more fields of the scenario.
private func scenario(_ more: String) -> String {
    #"{"domino": 1, "name": "n", "commitments": [{"id": "a", "promisor": "p", "promisee": "q", "#
        + #""due": "2026-03-02"}], \#(more)}"#
}

/// A scenario of one commitment that is not needed by any other.
private func alone(_ commitment: String) -> String {
    #"{"domino": 1, "name": "n", "commitments": [\#(commitment)]}"#
}

/// A scenario of two more commitments and one that has these fields besides parties and date.
private func promise(_ fields: String, due: String = #""due": "2026-03-02", "#) -> String {
    #"{"domino": 1, "name": "n", "commitments": [{"id": "a", "promisor": "p", "promisee": "q", "due": "2026-02-02"}, "#
        + #"{"id": "b", "promisor": "p", "promisee": "q", "due": "2026-02-02"}, "#
        + #"{"id": "c", "promisor": "p", "promisee": "q", \#(due)\#(fields)}]}"#
}

/// A scenario with one effect on "c", which needs "a".
private func effect(_ effect: String) -> String {
    #"{"domino": 1, "name": "n", "commitments": [{"id": "a", "promisor": "p", "promisee": "q", "due": "2026-02-02"}, "#
        + #"{"id": "c", "promisor": "p", "promisee": "q", "due": "2026-03-02", "#
        + #""needs": [{"commitment": "a", "lead": 1}], "damage": [{"kind": "k", "lump": 1}]}], "#
        + #""risks": [{"id": "r", "chance": 0.5, "hits": []}], "#
        + #""mitigations": [{"id": "m", "effects": [\#(effect)]}]}"#
}

private func delay(_ delay: String) -> String { promise(#""delay": \#(delay)"#) }
private func damage(_ damage: String) -> String { promise(#""damage": [\#(damage)]"#) }
private func need(_ need: String) -> String { promise(#""needs": [\#(need)]"#) }

private let longID = String(repeating: "i", count: 256)

/// What both accept.
private let goodScenarios: [String] = [
    scenario(#""x-own": null"#), scenario(#""$schema": "https://example.org/schema.json""#), scenario(#""kinds": []"#),
    scenario(#""horizon": 0"#), scenario(#""horizon": 1e5"#), scenario(#""\u0078-own": 1"#),
    alone(#"{"id": "__proto__", "promisor": "constructor", "promisee": "q", "due": "1900-01-01", "x-a": [null]}"#),
    alone(#"{"id": " \u00e9 \u2028", "promisor": "p", "promisee": "p", "due": "2199-12-31", "title": ""}"#),
    alone(#"{"id": "\#(longID)", "promisor": "\#(longID)", "promisee": "q", "due": "2000-02-29"}"#),
    #"{"domino": 1.0, "name": "", "include": ["more.json"], "commitments": [{"id": "a", "promisor": "p", "#
        + #""promisee": "q", "due": "2024-02-29"}]}"#,
    scenario(#""calendar": {}"#), scenario(#""calendar": {"workdays": ["sun", "sun"], "holidays": ["2026-01-01"]}"#),
    scenario(#""kinds": [{"id": "k", "weight": 1e12, "unit": "points"}], "toldOn": "2026-01-01""#),
    scenario(#""stakeholders": [{"id": "p", "side": "client"}, {"id": "q", "weight": 0}]"#),
    scenario(#""stages": [{"id": "s", "advance": "any", "title": "S"}]"#),
    scenario(
        #""policy": {"confidence": 1, "stretchConfidence": 0, "maxMean": 0, "maxP95": 1e12, "maxLate": {"a": 0}}"#),
    scenario(#""slip": {"commitment": "a", "days": -100000}"#), scenario(#""slip": []"#),
    scenario(#""slip": [{"commitment": "a", "days": "broken", "x-why": 1}]"#),
    scenario(#""root": "a", "asOf": "2026-02-28", "currency": "", "description": """#), scenario(#""include": []"#),
    promise(#""status": "released""#, due: ""), promise(#""status": "released""#),
    promise(#""status": "kept", "keptOn": "2026-03-01""#), promise(#""status": "broken""#),
    promise(#""firmness": 4.5, "work": 0, "cushion": 1e5, "start": "when-ready", "breaksAfter": 0, "perDayLater": 0"#),
    scenario(#""windows": [{"id": "w", "open": ["2026-03-02"]}, {"id": "v", "closed": []}]"#),
    scenario(#""windows": [{"id": "w", "open": ["2026-03-02"], "closed": [["2026-03-02", "2026-03-02"]], "x-a": 1}]"#),
    scenario(#""stakeholders": [{"id": "p", "group": true}, {"id": "q", "group": false}]"#),
    scenario(#""policy": {"maxChance": {"k": 0, "l": 1}}, "decided": []"#),
    scenario(#""slip": {"commitment": "a", "days": 1, "because": "", "prevention": "p"}"#),
    scenario(#""mitigations": [{"id": "m", "effects": []}], "decided": [{"mitigation": "m", "on": "2026-03-02"}]"#),
    promise(#""follows": "a", "window": [], "remaining": 0, "breaksAfter": {"lognormal": [20, 45]}"#),
    promise(#""remaining": {"triangular": [0, 1, 2]}, "breaksAfter": {"discrete": [[0, 1]], "x-a": 1}"#),
    promise(#""remaining": {"normal": [0, 1]}, "breaksAfter": {"exponential": 0.1}"#),
    need(#"{"atLeast": 1, "of": [{"commitment": "a", "lead": 1}], "x-b": 1}"#),
    need(#"{"atLeast": 2.0, "of": [{"commitment": "a", "lead": 1}, {"commitment": "b", "buffer": 0}]}"#),
    promise(#""work": 0, "needs": [{"atLeast": 1, "of": [{"commitment": "b"}]}]"#),
    delay(#"{"exponential": 1e5}"#), damage(#"{"kind": "k", "perWeek": 0}"#),
    damage(#"{"kind": "k", "perCalendarDay": 1, "cap": 3, "grace": 1}"#),
    need(""), need(#"{"commitment": "a", "lead": -3.5}"#), need(#"{"commitment": "a", "buffer": -100000}"#),
    need(#"{"commitment": "a", "lead": 1, "share": 1e-9, "fallback": 0, "relay": 0}"#),
    need(#"{"anyOf": [{"commitment": "a", "lead": 1}], "x-b": 1}"#),
    need(#"{"anyOf": [{"commitment": "a", "lead": 1}, {"commitment": "b", "buffer": 0}]}"#),
    promise(#""work": 0, "needs": [{"commitment": "a"}, {"anyOf": [{"commitment": "b"}]}]"#),
    delay("-100000"), delay(#"{"days": 2, "chance": 0}"#), delay(#"{"triangular": [1, 1, 1]}"#),
    delay(#"{"pert": [-1, 0, 3], "x-why": "guess"}"#), delay(#"{"uniform": [2, 2]}"#), delay(#"{"normal": [-3, 0.1]}"#),
    delay(#"{"lognormal": [0.1, 9]}"#), delay(#"{"discrete": [[0, 0], [-2, 1]]}"#), delay(#"{"samples": [0]}"#),
    promise(#""damage": [], "notice": [[0, 1], [100000, 0]]"#), damage(#"{"kind": "k", "perDay": 0, "grace": 1e5}"#),
    damage(#"{"kind": "k", "lump": 1e12, "cap": 0, "ifBroken": 0, "bearer": "z"}"#),
    damage(#"{"kind": "k", "curve": [[0, 5]]}"#),
    scenario(
        #""risks": [{"id": "r", "chance": 1, "hits": [{"commitment": "a", "delay": 2}]}, "#
            + #"{"id": "s", "chance": 0, "hits": [], "title": "S"}]"#),
    scenario(
        #""factors": [{"id": "f", "value": 1.5, "scales": ["a"]}, {"id": "g", "value": {"days": 1}, "scales": []}]"#),
    scenario(
        #""mitigations": [{"id": "m", "effects": []}, {"id": "n", "cost": 0, "leadTime": 0, "chance": 0, "#
            + #""effects": [], "requires": ["m"], "excludes": [], "title": "N"}]"#),
    effect(#"{"expedite": "c", "days": 0}"#), effect(#"{"fallback": "c", "of": "a", "days": 0}"#),
    effect(#"{"decouple": "c", "from": "a", "share": 0}"#), effect(#"{"soften": "c", "factor": 0}"#),
    effect(#"{"soften": "c", "factor": 1, "kind": "k"}"#), effect(#"{"redate": "c", "days": 1e5}"#),
    effect(#"{"extend": "c", "days": 1}"#), effect(#"{"avert": "r", "factor": 0.5, "x-how": ""}"#),
]

/// What both refuse.
private let badScenarios: [String] =
    [
        "[]", "null", "{}", #"{"domino": 1, "name": "n"}"#, #"{"name": "n", "commitments": []}"#,
        alone("1"), alone(#"{"promisor": "p", "promisee": "q", "due": "2026-03-02"}"#),
        alone(#"{"id": "a", "promisee": "q", "due": "2026-03-02"}"#),
        alone(#"{"id": "a", "promisor": "p", "due": "2026-03-02"}"#),
        alone(#"{"id": "a", "promisor": "p", "promisee": "q"}"#),
        alone(#"{"id": "a", "promisor": "", "promisee": "q", "due": "2026-03-02"}"#),
        alone(#"{"id": "", "promisor": "p", "promisee": "q", "due": "2026-03-02"}"#),
        alone(#"{"id": "   ", "promisor": "p", "promisee": "q", "due": "2026-03-02"}"#),
        alone(#"{"id": "a\nb", "promisor": "p", "promisee": "q", "due": "2026-03-02"}"#),
        alone(#"{"id": "a\u007f", "promisor": "p", "promisee": "q", "due": "2026-03-02"}"#),
        alone(#"{"id": "\#(longID)i", "promisor": "p", "promisee": "q", "due": "2026-03-02"}"#),
        alone(#"{"id": 1, "promisor": "p", "promisee": "q", "due": "2026-03-02"}"#),
        scenario(#""stakeholder": []"#), scenario(#""X-own": 1"#), scenario(#""name ": "n""#),
        scenario(#""horizon": -1"#),
        scenario(#""horizon": 100001"#), scenario(#""horizon": "365""#), scenario(#""root": 1"#),
        scenario(#""currency": null"#),
        scenario(#""include": "more.json""#), scenario(#""include": [1]"#), scenario(#""asOf": "today""#),
        scenario(#""description": ["a"]"#), scenario(#""toldOn": 20260302"#), scenario(#""risks": {}"#),
        scenario(#""x": 1"#), scenario(#""kinds": [{"id": "k", "wieght": 1}]"#),
        scenario(#""kinds": [{"unit": "points"}]"#),
        scenario(#""kinds": [{"id": "k", "weight": -1}]"#), scenario(#""kinds": [{"id": "k", "weight": 1.1e12}]"#),
        scenario(#""stakeholders": [{"id": "p", "side": "buyer"}, {"id": "q"}]"#),
        scenario(#""stages": [{"id": "s", "advance": true}]"#), scenario(#""stages": [{"title": "S"}]"#),
        scenario(#""calendar": {"workdays": []}"#), scenario(#""calendar": {"workdays": ["Mon"]}"#),
        scenario(#""calendar": {"holidays": ["2026-02-29"]}"#), scenario(#""calendar": {"holiday": []}"#),
        scenario(#""policy": {"confidence": 80}"#), scenario(#""policy": {"maxMean": -1}"#),
        scenario(#""policy": {"maxLate": {"a": 1.5}}"#), scenario(#""policy": {"maxLate": 0.1}"#),
        scenario(#""policy": {"maxLate": {"a": null}}"#), scenario(#""policy": []"#),
        scenario(#""slip": {"commitment": "a"}"#), scenario(#""slip": {"days": 1}"#),
        scenario(#""slip": {"commitment": "a", "days": "late"}"#),
        scenario(#""slip": {"commitment": "a", "days": 100001}"#),
        scenario(#""slip": [[]]"#), scenario(#""slip": "a""#),
        scenario(#""slip": [{"commitment": "a", "days": 1, "why": ""}]"#),
        promise(#""status": "done""#), promise(#""status": "kept""#), promise(#""keptOn": "2026-03-01""#),
        promise(#""status": "broken", "keptOn": "2026-03-01""#), promise(#""status": "broken""#, due: ""),
        scenario(#""windows": [{"id": "w"}]"#), scenario(#""windows": [{"open": ["2026-03-02"]}]"#),
        scenario(#""windows": [{"id": "w", "open": []}]"#), scenario(#""windows": [{"id": "w", "open": [1]}]"#),
        scenario(#""windows": [{"id": "w", "closed": [["2026-03-02"]]}]"#), scenario(#""windows": {}"#),
        scenario(#""windows": [{"id": "w", "closed": ["2026-03-02"]}]"#),
        scenario(#""stakeholders": [{"id": "p", "group": 1}, {"id": "q"}]"#),
        scenario(#""policy": {"maxChance": {"k": 2}}"#), scenario(#""policy": {"maxChance": {"": 0}}"#),
        scenario(#""policy": {"maxChance": []}"#), scenario(#""decided": {}"#),
        scenario(#""decided": [{"mitigation": "m"}]"#), scenario(#""decided": [{"on": "2026-03-02"}]"#),
        scenario(#""slip": {"commitment": "a", "days": 1, "because": null}"#),
        promise(#""follows": ["a"]"#), promise(#""window": "w""#), promise(#""remaining": -1"#),
        promise(#""remaining": {"days": 1, "chance": 1}"#), promise(#""remaining": {"pert": [-1, 1, 2]}"#),
        promise(#""breaksAfter": {"uniform": [-1, 1]}"#), promise(#""breaksAfter": {"days": -1}"#),
        promise(#""breaksAfter": {"samples": [1, -1]}"#), promise(#""breaksAfter": {"discrete": [[-1, 0], [1, 1]]}"#),
        promise(#""breaksAfter": {"normal": [-0.5, 1]}"#), promise(#""breaksAfter": {}"#),
        need(#"{"atLeast": 1}"#), need(#"{"of": [{"commitment": "a", "lead": 1}]}"#),
        need(#"{"atLeast": 0, "of": [{"commitment": "a", "lead": 1}]}"#),
        need(#"{"atLeast": 1.5, "of": [{"commitment": "a", "lead": 1}, {"commitment": "b", "lead": 1}]}"#),
        need(#"{"atLeast": 1, "of": []}"#), need(#"{"atLeast": 1, "of": [{"commitment": "a"}]}"#),
        need(#"{"atLeast": 1, "of": [{"commitment": "a", "lead": 1}], "lead": 1}"#),
        need(#"{"atLeast": 1, "anyOf": [{"commitment": "a", "lead": 1}]}"#),
        need(#"{"atLeast": 1, "of": [{"atLeast": 1, "of": [{"commitment": "a", "lead": 1}]}]}"#),
        delay(#"{"exponential": 0}"#), delay(#"{"exponential": [4]}"#), delay(#"{"exponential": 1, "days": 1}"#),
        damage(#"{"kind": "k", "perWeek": 1, "perDay": 1}"#), damage(#"{"kind": "k", "perCalendarDay": -1}"#),
        promise(#""firmness": 0.5"#), promise(#""firmness": 11"#), promise(#""work": -1"#),
        promise(#""cushion": 100001"#),
        promise(#""start": "asPlanned""#), promise(#""breaksAfter": -1"#), promise(#""perDayLater": 1e13"#),
        promise(#""title": 1"#), promise(#""stage": null"#), promise(#""needs": {}"#),
        need("1"), need("{}"), need(#"{"commitment": "a"}"#), need(#"{"commitment": "a", "lead": 1, "buffer": 1}"#),
        need(#"{"commitment": "a", "lead": 100001}"#), need(#"{"commitment": "a", "buffer": "1"}"#),
        need(#"{"commitment": "a", "lead": 1, "share": 0}"#), need(#"{"commitment": "a", "lead": 1, "share": 1.01}"#),
        need(#"{"commitment": "a", "lead": 1, "fallback": -1}"#), need(#"{"commitment": "a", "lead": 1, "relay": -1}"#),
        need(#"{"commitment": "a", "lead": 1, "lag": 1}"#), need(#"{"lead": 1}"#), need(#"{"anyOf": []}"#),
        need(#"{"anyOf": {}}"#), need(#"{"anyOf": [{"commitment": "a"}]}"#),
        need(#"{"anyOf": [{"commitment": "a", "lead": 1}], "commitment": "b"}"#),
        need(#"{"anyOf": [{"commitment": "a", "lead": 1}], "lead": 1}"#),
        need(#"{"anyOf": [{"anyOf": [{"commitment": "a", "lead": 1}]}]}"#),
        promise(#""work": 3, "needs": [{"commitment": "a", "lead": 1, "buffer": 1}]"#),
        delay("100001"), delay(#""3""#), delay("null"), delay("[1, 2, 3]"), delay("{}"), delay(#"{"chance": 0.5}"#),
        delay(#"{"chance": 1.0000001, "days": 1}"#), delay(#"{"days": 1, "samples": [1]}"#),
        delay(#"{"beta": [1, 2]}"#),
        delay(#"{"triangular": [1, 2]}"#), delay(#"{"triangular": [1, 2, 3, 4]}"#), delay(#"{"pert": [1, "2", 3]}"#),
        delay(#"{"uniform": 1}"#), delay(#"{"normal": [1, 0]}"#), delay(#"{"normal": [1, -1]}"#),
        delay(#"{"lognormal": [0, 1]}"#), delay(#"{"discrete": []}"#), delay(#"{"discrete": [[1, 0], [2, 0]]}"#),
        delay(#"{"discrete": [[1, -1], [2, 1]]}"#), delay(#"{"discrete": [[1, 1, 1]]}"#),
        delay(#"{"discrete": [[1]]}"#),
        delay(#"{"samples": []}"#), delay(#"{"samples": [200000]}"#), delay(#"{"days": 1e6}"#),
        promise(#""notice": []"#), promise(#""notice": [[0, 1.5]]"#), promise(#""notice": [[-1, 1]]"#),
        promise(#""notice": [[0]]"#), promise(#""notice": [[0, 1, 2]]"#), promise(#""notice": [0, 1]"#),
        promise(#""damage": {"kind": "k", "lump": 1}"#), damage(#"{"lump": 1}"#), damage(#"{"kind": "k"}"#),
        damage(#"{"kind": "k", "ifBroken": 1}"#), damage(#"{"kind": "k", "lump": 1, "perDay": 1}"#),
        damage(#"{"kind": "", "lump": 1}"#), damage(#"{"kind": "k", "lump": -1}"#),
        damage(#"{"kind": "k", "curve": []}"#),
        damage(#"{"kind": "k", "curve": [[1, 2, 3]]}"#), damage(#"{"kind": "k", "curve": [[1, -2]]}"#),
        damage(#"{"kind": "k", "lump": 1, "grace": -1}"#), damage(#"{"kind": "k", "lump": 1, "cap": "1"}"#),
        damage(#"{"kind": "k", "lump": 1, "ifBroken": 1e400}"#), damage(#"{"kind": "k", "lump": 1, "bearer": ""}"#),
        scenario(#""risks": [{"id": "r", "hits": []}]"#), scenario(#""risks": [{"id": "r", "chance": 0.1}]"#),
        scenario(#""risks": [{"id": "r", "chance": 35, "hits": []}]"#),
        scenario(#""risks": [{"id": "r", "chance": 0.1, "hits": [{"commitment": "a"}]}]"#),
        scenario(#""risks": [{"id": "r", "chance": 0.1, "hits": [{"delay": 1}]}]"#),
        scenario(#""factors": [{"id": "f", "value": {"days": 1, "chance": 0.5}, "scales": []}]"#),
        scenario(#""factors": [{"id": "f", "scales": []}]"#), scenario(#""factors": [{"id": "f", "value": 1}]"#),
        scenario(#""factors": [{"id": "f", "value": 1, "scales": "a"}]"#),
        scenario(#""mitigations": [{"id": "m"}]"#),
        scenario(#""mitigations": [{"id": "m", "effects": [], "cost": -1}]"#),
        scenario(#""mitigations": [{"id": "m", "effects": [], "leadTime": -1}]"#),
        scenario(#""mitigations": [{"id": "m", "effects": [], "chance": 2}]"#),
        scenario(#""mitigations": [{"id": "m", "effects": [], "requires": "n"}]"#),
        effect("{}"), effect(#""expedite""#), effect(#"{"days": 1}"#), effect(#"{"expedite": "c"}"#),
        effect(#"{"expedite": "c", "days": -1}"#), effect(#"{"expedite": "c", "redate": "c", "days": 1}"#),
        effect(#"{"expedite": "c", "days": 1, "share": 1}"#), effect(#"{"fallback": "c", "days": 1}"#),
        effect(#"{"fallback": "c", "from": "a", "days": 1}"#), effect(#"{"decouple": "c", "from": "a", "share": 1.1}"#),
        effect(#"{"decouple": "c", "share": 1}"#), effect(#"{"soften": "c"}"#),
        effect(#"{"soften": "c", "factor": 2}"#),
        effect(#"{"redate": "c", "days": "5"}"#), effect(#"{"extend": "c", "factor": 1}"#), effect(#"{"avert": "r"}"#),
        effect(#"{"avert": "r", "factor": -0.1}"#), effect(#"{"avert": "r", "factor": 1, "kind": "k"}"#),
    ] + badDates.map { scenario(#""asOf": "\#($0)""#) }

/// Days that no calendar has, or that are written another way.
private let badDates = [
    "2026-02-30", "2026-02-29", "1900-02-29", "2100-02-29", "2026-04-31", "2026-06-31", "2026-09-31", "2026-11-31",
    "2026-01-32", "2026-00-01", "2026-13-01", "2026-01-00", "1899-12-31", "2200-01-01", "0000-01-01", "26-1-2",
    "2/3/2026",
    "2026-3-02", " 2026-03-02", "2026-03-02T00:00", "",
]

// MARK: - The schema as a value

/// The schema, parsed.
private func schema() throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(scenarioSchema.utf8)) as? [String: Any])
}

/// The properties of a definition, or of the whole for an empty name.
private func properties(of definition: String) throws -> [String: Any] {
    let schema = try schema()
    guard !definition.isEmpty else { return try #require(schema["properties"] as? [String: Any]) }
    let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
    return try #require(definitions[definition])["properties"] as? [String: Any] ?? [:]
}

/// The words a property may have.
private func words(of property: String, in definition: String) throws -> [String] {
    let property = try #require(try properties(of: definition)[property] as? [String: Any])
    return try #require(property["enum"] as? [String])
}

/// The forms of an effect, one a verb, as the schema's definition of an effect lists them.
private let effectForms: [String] = {
    let effect = ((try? schema())?["$defs"] as? [String: [String: Any]])?["effect"]
    let forms = effect?["oneOf"] as? [[String: String]] ?? []
    return forms.compactMap { $0["$ref"]?.split(separator: "/").last.map(String.init) }
}()

private func names<F: Field>(_ form: F.Type) -> Set<String> { Set(F.allCases.map(\.rawValue)) }

private func isSentence(_ text: Any?) -> Bool {
    guard let text = text as? String else { return false }
    return text.count >= 10 && text.hasSuffix(".")
}

// MARK: - An independent validator

/// Whether Python and its `jsonschema` are there.
private let hasValidator =
    runProcess("python3", ["-c", "from jsonschema import Draft202012Validator"]).status == 0

/// What an independent validator says against each text; nil for nothing.
private func problems(of texts: [String]) throws -> [String?] {
    let program = """
        import json, sys
        from jsonschema import Draft202012Validator
        asked = json.load(sys.stdin)
        validator = Draft202012Validator(json.loads(asked["schema"]))
        problems = [next(validator.iter_errors(json.loads(text)), None) for text in asked["texts"]]
        json.dump([problem and problem.json_path + ": " + problem.message for problem in problems], sys.stdout)
        """
    let asked = try JSONSerialization.data(withJSONObject: ["schema": scenarioSchema, "texts": texts])
    let result = runProcess("python3", ["-c", program], input: Array(asked))
    try #require(result.status == 0, "\(result.errors)")
    let answers = try #require(try JSONSerialization.jsonObject(with: Data(result.standardOutput)) as? [Any])
    try #require(answers.count == texts.count)
    return answers.map { $0 as? String }
}
