/// A situation to begin with: one of the files of `Scenarios`.
public struct ScenarioTemplate: Sendable {
    /// The name of the file, without its ending.
    public let name: String
    /// The file's text.
    public let text: String
    /// Names of the templates it includes, which have to stand beside it.
    public let includes: [String]

    private init(_ name: String, _ text: String, includes: [String] = []) {
        self.name = name
        self.text = text
        self.includes = includes
    }

    /// All there are, from the smallest situation to the largest, and what they include.
    public static let all = [
        ScenarioTemplate("late-report", lateReportText),
        ScenarioTemplate("software-go-live", softwareGoLiveText),
        ScenarioTemplate("hardware-shipment", hardwareShipmentText),
        ScenarioTemplate("deal-ladder", dealLadderText),
        ScenarioTemplate("rush-promise", rushPromiseText, includes: ["shared-team"]),
        ScenarioTemplate("shared-team", sharedTeamText),
        ScenarioTemplate("portfolio-500", portfolio500Text),
    ]

    /// The template of that name; nil if there is none.
    public static func named(_ name: String) -> ScenarioTemplate? { all.first { $0.name == name } }
}
