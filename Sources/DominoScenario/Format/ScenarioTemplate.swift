/// A situation to begin with: one of the files of `Scenarios`, embedded in the program.
public struct ScenarioTemplate: Sendable {
    /// The name of the file, without its ending.
    public let name: String
    /// The file's text.
    public let text: String
    /// Names of the templates it includes, which have to be in the same folder.
    public let includes: [String]

    private init(_ name: String, _ bytes: [UInt8], includes: [String] = []) {
        self.name = name
        text = String(decoding: bytes, as: UTF8.self)
        self.includes = includes
    }

    /// All there are, from the smallest situation to the largest, and what they include.
    public static let all = [
        ScenarioTemplate("late-report", PackageResources.late_report_json),
        ScenarioTemplate("software-go-live", PackageResources.software_go_live_json),
        ScenarioTemplate("in-flight", PackageResources.in_flight_json),
        ScenarioTemplate("hardware-shipment", PackageResources.hardware_shipment_json),
        ScenarioTemplate("deal-ladder", PackageResources.deal_ladder_json),
        ScenarioTemplate("rush-promise", PackageResources.rush_promise_json, includes: ["shared-team"]),
        ScenarioTemplate("shared-team", PackageResources.shared_team_json),
    ]

    /// The template of that name; nil if there is none.
    public static func named(_ name: String) -> ScenarioTemplate? { all.first { $0.name == name } }
}

/// A small scenario to begin with: complete, commented in fields of its own, and with a slip to ask about.
///
/// It is `starter.json` with its dates moved: each keeps its distance in working days from the day it is seen from.
/// - Parameter asOf: the day it is written.
public func starterScenario(asOf: Day) -> String {
    let calendar = WorkCalendar(workdays: WrittenCalendar().workdays, holidays: [])
    let writtenOn = Day(year: 2026, month: 1, day: 5)
    let shift = calendar.ordinal(asOf) - calendar.ordinal(writtenOn)
    var bytes = PackageResources.starter_json
    let quote = UInt8(ascii: "\"")
    for start in 1..<bytes.count - 10 where bytes[start - 1] == quote && bytes[start + 10] == quote {
        guard case .day(let day) = readDay(bytes[start..<start + 10]) else { continue }
        let moved = calendar.day(ordinal: calendar.ordinal(day) + shift).description
        bytes.replaceSubrange(start..<start + 10, with: moved.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
}
