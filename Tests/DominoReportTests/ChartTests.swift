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
                let label = repeated("x", length)
                let marks = [0, columns - 1, columns / 2].map { ChartMark(column: $0, label: label) }
                let lines = ColumnChart(values: [Double](repeating: 0.5, count: columns), marks: marks).lines(plain)
                #expect(lines.allSatisfy { cellWidth($0) <= ColumnChart.margin + columns })
            }
        }
    }

    @Test("colour turns where bad news begins")
    func turn() {
        let chart = ColumnChart(values: [1, 1, 1], rows: 1, turn: 1)
        #expect(chart.lines(TextStyle(color: true))[0].string.hasSuffix("\u{1B}[32m█\u{1B}[0m\u{1B}[31m██\u{1B}[0m"))
    }

    @Test("a sparkline has one cell a value")
    func sparklines() {
        #expect(sparkline([0, 0.5, 1, 2, -1]) == "▁▅██▁")
        #expect(sparkline([]) == "")
    }

    @Test("bars share a scale, and what counts the other way is shaded")
    func bars() {
        let table = Table(
            heading: "", names: ["delay", "a risk", "pace", "none"],
            columns: [
                TableColumn(heading: "", cells: ["100", "25", "-50", "0"]),
                TableColumn(heading: "", cells: ["± 5", "± 10", "± 5", "± 0"]),
            ], bar: TableBar(values: [100, 25, -50, 0]))
        #expect(
            textTable(table, plain) == [
                "  delay   100   ± 5  " + repeated("█", 39), "  a risk   25  ± 10  █████████▊",
                "  pace    -50   ± 5  " + repeated("░", 20), "  none      0   ± 0",
            ])
    }

    @Test("what is avoided is shaded behind what is left")
    func wholes() {
        let table = Table(
            heading: "who", names: ["a", "b"], columns: [TableColumn(heading: "after", cells: ["50", "0"])],
            bar: TableBar(values: [50, 0], wholes: [100, 25]))
        #expect(
            textTable(table, plain) == [
                "  who  after", "  a       50  " + repeated("█", 23) + repeated("░", 23),
                "  b        0  " + repeated("░", 12),
            ])
    }

    @Test("headings of two lines stand above one another, others on the second")
    func headings() {
        let table = Table(
            heading: "commitment", names: ["Go live"],
            columns: [
                TableColumn(heading: "in\ntime", cells: ["33 %"]), TableColumn(heading: "damage", cells: ["4"]),
            ])
        #expect(
            textTable(table, plain) == [
                "                in", "  commitment  time  damage", "  Go live     33 %       4",
            ])
    }

    @Test("tables fit every width", arguments: [60, 61, 75, 80, 100, 120, 160])
    func fit(width: Int) {
        let style = TextStyle(width: width)
        let names = [
            "x", repeated("名前", 40), repeated("long name ", 20), SafeText(trusted: "é\u{301}"),
        ]
        let columns = (0..<9).map { place in
            TableColumn(
                heading: "column \(place)", cells: names.map { _ in "1,234,567" }, expendable: place)
        }
        var table = Table(heading: "name", names: names, columns: columns)
        let kept = table.columnsWithRoom(width)
        #expect(kept.map(\.heading) == columns.prefix(kept.count).map(\.heading))
        #expect(!kept.isEmpty)
        for bar in [nil, TableBar(values: [-1, 0, 1, 2])] {
            table.bar = bar
            #expect(textTable(table, style).allSatisfy { cellWidth($0) <= width && !$0.string.hasSuffix(" ") })
        }
    }

    @Test("titles get their room before bars do, and no number is cut")
    func room() {
        let title: SafeText = "A title of a commitment that has more than forty letters"
        let table = Table(
            heading: "", names: [title], columns: [TableColumn(heading: "", cells: ["1"])], bar: TableBar(values: [1]))
        #expect(textTable(table, TextStyle(width: 80))[0].string.hasPrefix("  \(title.string)  1  █"))
        #expect(cut("sent to 190,000 subscribers", 14) == "sent to…")
        #expect(SafeText(sanitizing: "sent to 190,000 subscribers", limit: 12) == "sent to …")
        #expect(cut("190,000 subscribers", 5) == "190,…")
    }
}

@Suite("Figures for people")
struct FigureTests {
    @Test(
        "have two or three digits",
        arguments: [
            (0, "0"), (0.004, "0"), (0.767, "0.77"), (5.87, "5.9"), (9.96, "10"), (27.83, "28"), (99.4, "99"),
            (99.6, "100"), (682.4, "682"), (4_918.7, "4,920"), (587_918, "588,000"), (1_412_740, "1,410,000"),
            (3.412e9, "3.41 bn"), (-3_114, "-3,110"), (999_600, "1,000,000"), (.infinity, "never"), (5e12, "5 tn"),
        ])
    func figures(_ value: Double, _ text: String) {
        #expect(figure(value).string == text)
    }

    @Test(
        "somebody's own are written in full",
        arguments: [(49_500, "49,500"), (12_345, "12,345"), (46.2, "46.2"), (0.05, "0.05")])
    func exactly(_ value: Double, _ text: String) {
        #expect(exact(value).string == text)
    }

    @Test(
        "a name loses its office, never a part of itself",
        arguments: [
            ("Ruth Calder, chief executive", "Ruth Calder"), ("1,200 stores", "1,200 stores"),
            ("Acme, Inc.", "Acme, Inc."), ("acme, inc.", "acme, inc."),
            ("Dana's crew, Ohio Valley", "Dana's crew, Ohio Valley"),
            ("Latchwork, our company", "Latchwork"), (", of nobody", ", of nobody"),
        ])
    func offices(_ name: String, _ short: String) {
        #expect(withoutOffice(SafeText(sanitizing: name)).string == short)
    }
}
