import DominoTestSupport

/// An option or argument as `domino help` lists it.
struct HelpEntry {
    var name: String
    var description: String
}

/// The entries of a section of `domino help`, such as `OPTIONS:`.
///
/// An entry begins two spaces in; its description stands behind, or on the lines below, further in.
func helpEntries(_ section: String, in help: String) -> [HelpEntry] {
    let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(of: Substring(section)) else { return [] }
    var entries: [HelpEntry] = []
    for line in lines[(start + 1)...] {
        if line.isEmpty { break }
        if line.hasPrefix("   ") {
            guard !entries.isEmpty else { continue }
            entries[entries.count - 1].description += " " + line.drop { $0 == " " }
        } else {
            // The name ends where two spaces follow.
            let content = line.dropFirst(2)
            let name = content.firstRange(of: "  ").map { content[..<$0.lowerBound] } ?? content
            entries.append(
                HelpEntry(name: String(name), description: String(content.dropFirst(name.count).drop { $0 == " " })))
        }
    }
    return entries.map { entry in
        HelpEntry(name: entry.name, description: String(entry.description.drop { $0 == " " }))
    }
}

/// The reference of commands in `Scenarios/FORMAT.md`: a table of options for each, as `domino help` has them.
func commandReference(of binary: String) -> [String] {
    func help(_ command: String...) -> String {
        runProcess(binary, ["help"] + command, environment: ["COLUMNS": "80"]).output
    }
    func table(_ entries: [HelpEntry]) -> [String] {
        ["| option | meaning |", "|---|---|"]
            + entries.map { "| `\($0.name)` | \($0.description.replacing("|", with: "\\|")) |" }
    }
    let overview = help()
    let sections = ["SCENARIO SUBCOMMANDS:", "QUESTION SUBCOMMANDS:", "OTHER SUBCOMMANDS:"]
    let commands = sections.flatMap { helpEntries($0, in: overview) }
    var lines = ["Options that every command takes:", ""]
    let common = helpEntries("COMMON OPTIONS:", in: help("whatif"))
    lines += table(common)
    for command in commands where command.name != "help" {
        let text = help(command.name)
        lines += ["", "### `domino \(command.name)`", "", command.description]
        let entries = (helpEntries("ARGUMENTS:", in: text) + helpEntries("OPTIONS:", in: text))
            .filter { entry in !common.contains { $0.name == entry.name } }
        if !entries.isEmpty { lines += [""] + table(entries) }
    }
    return [""] + lines + [""]
}
