import DominoReference
import Testing

@testable import DominoScenario

/// A way in which a program writes a table.
private struct Dialect {
    var delimiter: String
    var lineEnd: String
    var hasMark: Bool
    var hasTitle: Bool
    var decimalComma: Bool
    var dates: Int
    var quotesAll: Bool

    init(_ random: inout SplitMix64) {
        delimiter = [",", ";", "\t", "|"][random.int(0...3)]
        lineEnd = ["\n", "\r\n", "\r"][random.int(0...2)]
        hasMark = random.chance(0.5)
        hasTitle = random.chance(0.3)
        decimalComma = random.chance(0.5)
        dates = random.int(0...4)
        quotesAll = random.chance(0.3)
    }

    func cell(_ text: String) -> String {
        let needsQuotes = quotesAll || text.contains(delimiter) || text.contains("\"") || text.contains("\n")
        return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }

    func number(_ value: Double, _ unit: String) -> String {
        let text = value == value.rounded() ? String(Int(value)) : String(value)
        return (decimalComma ? text.replacing(".", with: ",") : text) + unit
    }

    func day(_ day: Day) -> String {
        let (year, month, date) = day.civil
        switch dates {
        case 0: return "\(day)"
        case 1: return "\(date).\(month).\(year)"
        case 2: return "\(date) \(Day.monthNames[month - 1]) \(year)"
        case 3: return "\(day)T17:00:00"
        default: return "\(Day.monthNames[month - 1]) \(date), \(year)"
        }
    }

    func table(_ rows: [[String]]) -> String {
        let title = hasTitle ? ["Report of open work", ""] : []
        let lines = title + rows.map { $0.map(cell).joined(separator: delimiter) }
        return (hasMark ? "\u{FEFF}" : "") + lines.map { $0 + lineEnd }.joined()
    }
}

@Suite("One plan in many dialects")
struct TableDialectTests {
    @Test("comes to the same promises and needs, however a program writes it", arguments: 0..<150)
    func dialects(_ seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let dialect = Dialect(&random)
        let count = random.int(2...9)
        var rows = [["ID", "Task Name", "Duration", "Finish", "Predecessors", "Assigned to"]]
        var expected: [String] = []
        for row in 1...count {
            // From a Monday, on working days; a number of days with a half.
            let week = Int32(7 * row)
            let due = Day(number: Day(year: 2026, month: 3, day: 2).number + week + Int32(random.int(0...4)))
            let work = Double(random.int(2...20)) / 2
            let title = ["Task \(row)", "Order \"\(row)\"", "A, b; c|\(row)", "Zwölf \(row)"][random.int(0...3)]
            var written: [String] = []
            var needs: [String] = []
            for other in 1..<row where random.chance(0.4) {
                let lag = random.int(-1...3)
                written.append(lag == 0 ? "\(other)" : "\(other)FS\(lag < 0 ? "-" : "+")\(lag.magnitude) days")
                needs.append("\(other - 1) \(work + Double(lag))")
            }
            rows.append([
                "\(row)", title, dialect.number(work, " days"), dialect.day(due), written.joined(separator: "; "),
                "Person \(row % 3)",
            ])
            expected.append("\(title) \(due) \(work) Person \(row % 3) \(needs)")
        }
        let result = imported(dialect.table(rows))
        let scenario = try #require(readBack(result), "\(problems(of: result)) \(dialect)")
        var found: [String] = []
        for (place, commitment) in scenario.commitments.placed {
            let needs = scenario.needs[Int(commitment.needs.lowerBound)..<Int(commitment.needs.upperBound)]
                .map { "\($0.commitment) \($0.lead ?? commitment.work ?? 0)" }
            found.append(
                "\(scenario.title(ofCommitment: place)) \(commitment.due) \(commitment.work ?? -1) "
                    + "\(scenario.name(ofStakeholder: commitment.promisor)) \(needs)")
        }
        #expect(found == expected, "\(dialect)")
    }

    @Test("no header stands for two fields, but the one that two programs mean different things by")
    func headers() {
        var fields: [String: [TableField]] = [:]
        for field in TableField.allCases {
            for header in field.headers {
                fields[header, default: []].append(field)
                #expect(normalizedHeader(header) == header, "\(header) would never be found")
            }
        }
        // Jira's summary is a title, and Microsoft Project's says whether a task sums up others.
        #expect(fields.filter { $0.value.count > 1 } == ["summary": [.title, .summary]])
        for field in TableField.allCases { #expect(TableField(name: field.name) == field) }
        #expect(TableField(name: "dew") == nil)
    }

    @Test("amounts keep their currency, their sign of thousands and their words for more")
    func amounts() throws {
        for (cell, amount, currency) in [
            ("1500", 1500, "USD"), ("€1,500.50", 1500.5, "EUR"), ("1.500,50 €", 1500.5, "EUR"), ("12.5k", 12500, "USD"),
            ("CHF 500.-", 500, "CHF"), ("$1.2M", 1_200_000, "USD"), ("3 Mio. EUR", 3_000_000, "EUR"),
            ("250 kr", 250, "kr"), ("EUR 12 k", 12000, "EUR"), ("US$ 7 USD", 7, "USD"),
            ("₹12,34,567", 1_234_567, "INR"),
        ] as [(String, Double, String)] {
            let result = imported("Title,Due,Amount\nA,2026-03-02,\"\(cell)\"\n")
            let text = try #require(result.text, "\(cell): \(problems(of: result))")
            #expect(text.contains("\"ifBroken\": \(plain(amount)) }"), "\(cell): \(text)")
            if currency != "USD" || cell.contains("$") {
                #expect(text.contains("\"currency\": \"\(currency)\""), "\(cell)")
            }
        }
        for cell in ["$5 / month", "€ 5 USD", "5 apples each", "about 5", "5k to 6k", "five"] {
            #expect(
                problems(of: imported("Title,Due,Amount\nA,2026-03-02,\(cell)\n")) == ["invalid-number 2:14"], "\(cell)"
            )
        }
        #expect(problems(of: imported("Title,Due,Amount\nA,2026-03-02,(500)\n")) == ["out-of-range 2:14"])
    }
}
