import DominoAnalysis
import DominoScenario

/// Cells of the bar that shows in how many replays a commitment carries harm.
private let hurtColumns = 6

/// The promises by what they carry; where there is no harm, by how rarely they are kept in time.
func promiseTable(_ answer: SimulationResult, in scenario: Scenario, _ style: TextStyle) -> [String] {
    let carriers = answer.carriers
    let ranked = carriers.isEmpty ? answer.laggards(in: scenario) : carriers
    guard !ranked.isEmpty else { return [] }
    let places = Array(ranked.prefix(promiseLimit))
    let names = places.map { sanitized(scenario.title(ofCommitment: $0)) }
    var columns = oddsColumns(places, answer, scenario)
    if !carriers.isEmpty { columns += harmColumns(places, answer) }
    columns = columnsWithRoom(columns, beside: names, under: "commitment", width: style.width)
    let heading =
        carriers.isEmpty
        ? "The promises that may be missed" : "The promises, by the harm they carry\(inCurrency(scenario))"
    var lines = ["", style.heading(heading)] + textTable("commitment", names, columns, style)
    let rest = ranked.count - places.count
    if rest > 0 { lines.append(style.dim("  and \(rest) more (--format json lists all)")) }
    if let remark = overcommitment(answer, in: scenario) {
        lines += wrappedToFit(remark, style.width - 2).map { "  " + $0 }
    }
    let legend = columns.filter { !$0.legend.isEmpty }.map { "\($0.heading): \($0.legend)" }.joined(separator: "; ")
    return lines + (legend.isEmpty ? [] : style.remark(legend + "."))
}

/// How likely they are kept, and when.
private func oddsColumns(_ places: [Int], _ answer: SimulationResult, _ scenario: Scenario) -> [TableColumn] {
    let inTime = places.map { answer.keptInTime($0) ?? 1 }
    let (good, poor) = (scenario.policy.confidence, scenario.policy.stretchConfidence)
    let days = places.map { answer.dayOf80($0, in: scenario) }
    let years = Set(
        days.compactMap { day -> Int? in
            guard case .day(let day) = day else { return nil }
            return day.civil.year
        })
    let broken = places.map { answer.commitments[$0]?.broken ?? 0 }
    var columns = [
        TableColumn(
            heading: "in time", cells: inTime.map(likelihood),
            paint: { row, cell, style in
                inTime[row] >= good ? style.good(cell) : inTime[row] < poor ? style.alarm(cell) : cell
            }),
        TableColumn(
            heading: "80 % by",
            cells: days.map { day in
                switch day {
                case .day(let day): shortDate(day, year: years.count > 1)
                case .never: "never"
                case .unknown: ""
                }
            }, expendable: 1),
    ]
    if broken.contains(where: { $0 >= 0.005 }) {
        columns.append(
            TableColumn(
                heading: "broken", cells: broken.map { $0 > 0 ? likelihood($0) : "" },
                paint: { _, cell, style in style.alarm(cell) }, expendable: 4))
    }
    return columns
}

/// What they cost.
private func harmColumns(_ places: [Int], _ answer: SimulationResult) -> [TableColumn] {
    let figures = places.map { answer.commitments[$0] }
    func column(
        _ heading: String, expendable: Int, legend: String, _ value: (SimulationResult.Commitment) -> Double
    ) -> TableColumn {
        TableColumn(
            heading: heading, cells: figures.map { $0.map { value($0) < 0.005 ? "-" : grouped(value($0)) } ?? "" },
            expendable: expendable, legend: legend)
    }
    return [
        column("carries", expendable: 0, legend: "average harm of its own and of what it drives") { $0.carried },
        column("its own", expendable: 6, legend: "what its own lateness costs") { $0.score },
        column("blame", expendable: 3, legend: "what of that is its own making") { $0.blame },
        column("a day", expendable: 2, legend: "what one more day of its delay costs") { $0.priceOfDay },
        TableColumn(
            heading: "hurts",
            cells: figures.map { bar($0?.criticality ?? 0, of: 1, hurtColumns) }, isLeft: true,
            paint: { _, cell, style in style.alarm(cell) }, expendable: 5, legend: "in how many replays it carries harm"
        ),
    ]
}
