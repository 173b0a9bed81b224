import Testing

@testable import DominoReport

@Suite("charts of characters")
struct ChartTests {
    private let plain = TextStyle(width: 60)

    @Test("columns stand on an axis with its names")
    func columns() {
        let chart = ColumnChart(
            values: [0, 0.01, 0.1, 0.25, 0.5, 0.75, 0.99, 1, 1, 1, 1, 1],
            marks: [ChartMark(column: 4, label: "due"), ChartMark(column: 10, label: "80 %")], rows: 2)
        #expect(
            chart.lines(plain) == [
                "  100 % ┤     ▄▇█████",
                "   50 % ┤ ▁▂▄████████",
                "    0 % └────┬─────┬─",
                "            due  80 %",
            ])
    }

    @Test("only what is certain is full, only what never happens is empty")
    func edges() {
        let chart = ColumnChart(values: [0, 1e-9, 0.9999, 1, -1, 2], rows: 1)
        #expect(chart.lines(plain) == ["  100 % ┤ ▁▇█ █", "    0 % └──────"])
    }

    @Test("a name with no room hangs lower, and goes where there is no room at all")
    func names() {
        let chart = ColumnChart(
            values: [Double](repeating: 1, count: 20),
            marks: [
                ChartMark(column: 10, label: "first"), ChartMark(column: 14, label: "second"),
                ChartMark(column: 12, label: "third"), ChartMark(column: 99, label: "nowhere"),
                ChartMark(column: 10, label: "again"),
            ], rows: 1)
        #expect(
            chart.lines(plain) == [
                "  100 % ┤████████████████████",
                "    0 % └──────────┬───┬─────",
                "                 first │",
                "                    second",
            ])
    }

    @Test("names keep within the chart at its ends")
    func ends() {
        for columns in 1...60 {
            for length in 0...12 {
                let label = String(repeating: "x", count: length)
                let marks = [0, columns - 1, columns / 2].map { ChartMark(column: $0, label: label) }
                let lines = ColumnChart(values: [Double](repeating: 0.5, count: columns), marks: marks).lines(plain)
                #expect(lines.allSatisfy { cellWidth($0) <= ColumnChart.margin + columns })
            }
        }
    }

    @Test("colour turns where bad news begins")
    func turn() {
        let chart = ColumnChart(values: [1, 1, 1], rows: 1, turn: 1)
        #expect(chart.lines(TextStyle(color: true))[0].hasSuffix("\u{1B}[32m█\u{1B}[0m\u{1B}[31m██\u{1B}[0m"))
    }

    @Test("a sparkline has one cell a value")
    func sparklines() {
        #expect(sparkline([0, 0.5, 1, 2, -1]) == "▁▅██▁")
        #expect(sparkline([]) == "")
    }

    @Test("bars share a scale, and what counts the other way is shaded")
    func bars() {
        let rows = [
            BarRow(name: "delay", figures: ["100", "± 5"], value: 100),
            BarRow(name: "a risk", figures: ["25", "± 10"], value: 25),
            BarRow(name: "pace", figures: ["-50", "± 5"], value: -50),
            BarRow(name: "none", figures: ["0", "± 0"], value: 0),
        ]
        let full = String(repeating: "█", count: 37)
        #expect(
            barChart(rows, plain) == [
                "  delay     100   ± 5  " + full, "  a risk     25  ± 10  █████████▎",
                "  pace      -50   ± 5  ░░░░░░░░░░░░░░░░░░░", "  none        0   ± 0",
            ])
        #expect(barChart(rows, headings: ["gain", "error"], plain).first == "            gain  error")
    }

    @Test("bar charts and tables fit every width", arguments: [60, 61, 75, 80, 100, 120, 160])
    func fit(width: Int) {
        let style = TextStyle(width: width)
        let names = ["x", String(repeating: "名前", count: 40), String(repeating: "long name ", count: 20), "é\u{301}"]
        let rows = names.enumerated().map { place, name in
            BarRow(name: name, figures: ["1,234,567,890", "± 123,456"], value: Double(place) - 1)
        }
        #expect(barChart(rows, style).allSatisfy { cellWidth($0) <= width })
        let columns = (0..<9).map { place in
            TableColumn(heading: "column \(place)", cells: names.map { _ in "1,234,567" }, expendable: place)
        }
        let kept = columnsWithRoom(columns, beside: names, under: "name", width: width)
        #expect(kept.map(\.heading) == columns.prefix(kept.count).map(\.heading))
        #expect(!kept.isEmpty)
        let table = textTable("name", names, kept, style)
        #expect(table.allSatisfy { cellWidth($0) <= width && !$0.hasSuffix(" ") })
    }
}
