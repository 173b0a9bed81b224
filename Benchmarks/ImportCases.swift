import DominoScenario

/// T7: tables of 100,000 rows, as people export them, to a checked scenario: the goal is 2 s.
func importCases() -> [Case] {
    [("1e4", 10_000), ("1e5", 100_000)].flatMap { size, rows in
        let tables = Shared { ExportedTables(rows: rows) }
        func subject(_ commitments: @escaping () -> String, needs: @escaping () -> String?) -> Subject {
            let files = (ImportFile(path: "plan.csv", contents: Array(commitments().utf8)), needs().map(needsFile))
            func run() -> Imported {
                importTables(commitments: files.0, needs: files.1) { _ in .unreadable(reason: "nothing is included") }
            }
            return Subject(
                items: rows, bytes: files.0.contents.count + (files.1?.contents.count ?? 0),
                problem: { tables.value.problem(of: run()) }, run: { Double(run().needCount) })
        }
        return [
            Case(name: "T7/predecessors/\(size)", isQuick: rows < 100_000) {
                subject({ tables.value.plan }, needs: { nil })
            },
            Case(name: "T7/needs/\(size)", isQuick: rows < 100_000) {
                subject({ tables.value.bare }, needs: { tables.value.needs })
            },
        ]
    }
}

private func needsFile(_ text: String) -> ImportFile { ImportFile(path: "needs.csv", contents: Array(text.utf8)) }

/// A plan as a project program exports it: ten people, durations, up to three predecessors among the 50 rows before.
private struct ExportedTables {
    let rows: Int
    /// With its predecessors in a column: `12FS+2d; 15`.
    private(set) var plan = "ID,Task Name,Duration,Start,Finish,Predecessors,Resource Names,% Complete,Amount\n"
    /// Without them.
    private(set) var bare = "Key,Title,Owner,Due,Duration\n"
    /// And they in a table of their own.
    private(set) var needs = "commitment,needs,lag\n"
    private var links = 0

    init(rows: Int) {
        self.rows = rows
        var random = SplitMix64(state: 7)
        for row in 1...rows {
            let work = Int(random.next() % 4) + 1
            let day = Day(number: Day(year: 2026, month: 1, day: 5).number + Int32(row / 250 * 7))
            let finish = Day(number: day.number + Int32(work - 1))
            let count = row == 1 ? 0 : Int(random.next() % 4)
            var written: [String] = []
            var named: Set<Int> = []
            for _ in 0..<count {
                let other = max(1, row - 1 - Int(random.next() % 50))
                guard named.insert(other).inserted else { continue }
                let lag = Int(random.next() % 3)
                written.append(lag == 0 ? "\(other)" : "\(other)FS+\(lag)d")
                needs += "T-\(row),T-\(other),\(lag)\n"
            }
            links += named.count
            let amount = Int(random.next() % 100_000)
            plan +=
                "\(row),\"Task number \(row), of many\",\(work)d,\(day),\(finish),\"\(written.joined(separator: "; "))\","
            plan += "Person \(row % 10),0%,\"\(amount / 1000),\(String(amount % 1000 + 1000).dropFirst())\"\n"
            bare += "T-\(row),Task number \(row) of many,Person \(row % 10),\(finish),\(work)\n"
        }
    }

    func problem(of imported: Imported) -> String? {
        guard imported.text != nil else {
            return "it is refused: \(imported.diagnostics.first?.message ?? imported.refusal ?? "no reason")"
        }
        guard imported.commitmentCount == rows, imported.needCount == links else {
            return "\(imported.commitmentCount) commitments and \(imported.needCount) needs, not \(rows) and \(links)"
        }
        return nil
    }
}
