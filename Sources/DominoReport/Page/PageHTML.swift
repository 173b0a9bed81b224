import DominoAnalysis
import DominoScenario

/// What a page holds when it is opened: a scenario, and what is asked of it.
package struct PageContent {
    /// What slips and what follows, as the page opens.
    let whatIf: Answered<WhatIfResult>
    /// Whether the date may be promised; nil where nothing is promised.
    let check: Answered<CheckResult>?
    /// What the scenario's file is called in the commands the page shows.
    let file: String
    /// How many runs the page's questions take.
    let replicates: Int
    /// The random seed of the page's questions.
    let seed: UInt64

    /// A page that opens with these answers.
    package init(
        whatIf: Answered<WhatIfResult>, check: Answered<CheckResult>?, file: String, replicates: Int, seed: UInt64
    ) {
        self.whatIf = whatIf
        self.check = check
        self.file = file
        self.replicates = replicates
        self.seed = seed
    }
}

/// One page that needs nothing else: the command as WebAssembly, and all it takes to ask it, to edit and to save.
///
/// Whoever reads it without script sees the answers' sentences and tables.
///
/// - Parameters:
///   - content: what the page is opened with; nil for an empty page to begin in.
///   - version: of the command.
package func pageHTML(_ content: PageContent?, version: String) -> String {
    let script = pageScript
    let style = pageStyle
    let title = content.map { html($0.whatIf.names.scenarioName(limit: 120)) } ?? "Domino"
    // Nothing from outside, and inside only the very script and style that were written here. Workers run its text.
    let policy =
        "default-src 'none'; script-src 'sha256-\(digest(script))' 'wasm-unsafe-eval' blob:; worker-src blob:;"
        + " style-src 'sha256-\(digest(style))'; base-uri 'none'; form-action 'none'"
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="\(policy)">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <meta name="generator" content="Domino \(html(SafeText(sanitizing: version)))">
        <title>\(title)</title>
        <style>\(style)</style>
        </head>
        <body>
        \(content.map(stillHTML) ?? "<p class=\"static\">Domino needs a browser that runs scripts.</p>")
        <script type="application/json" id="scenario">\(scriptSafe(content.map(scenarioJSON) ?? "null"))</script>
        <script type="application/json" id="question">\(scriptSafe(content.map(questionJSON) ?? "null"))</script>
        <script type="text/plain" id="engine">\(packedEngine)</script>
        <script>\(script)</script>
        </body>
        </html>

        """
}

/// The parts of the script in the order they build on each other, in one block, so that no name of it gets out.
private var pageScript: String {
    let parts = [
        PackageResources.door_js, PackageResources.engine_js, PackageResources.words_js, PackageResources.json_edit_js,
        PackageResources.state_js, PackageResources.asking_js, PackageResources.draw_js, PackageResources.chart_js,
        PackageResources.layout_js, PackageResources.headline_js, PackageResources.promise_js,
        PackageResources.dominoes_js, PackageResources.hurt_js, PackageResources.plan_js, PackageResources.tell_js,
        PackageResources.findout_js, PackageResources.odds_js, PackageResources.graph_js, PackageResources.ladder_js,
        PackageResources.file_js, PackageResources.forms_js, PackageResources.panel_js, PackageResources.begin_js,
        PackageResources.passing_js, PackageResources.opening_js, PackageResources.shell_js,
    ]
    return "\"use strict\";\n{\n" + parts.map { text($0) }.joined() + "}\n"
}

private var pageStyle: String { text(PackageResources.page_css) + text(PackageResources.views_css) }

private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// The SHA-256 of a text as a content security policy writes it.
private func digest(_ text: String) -> String {
    var hash = SHA256()
    hash.update(Array(text.utf8))
    return base64(hash.bytes()[...])
}

/// What is read without script: the sentences and tables of the answers.
private func stillHTML(_ content: PageContent) -> String {
    var parts = [html(WhatIfResult.document(content.whatIf, .markdown))]
    if let check = content.check {
        parts.append("<h2>May it be promised?</h2>\n" + html(CheckResult.document(check, .markdown), level: 3))
    }
    return "<div class=\"static\">\n\(parts.joined(separator: "\n"))\n</div>"
}

/// The scenario's files, to the byte, as JSON for the page.
///
/// The names of included files are relative to the scenario's, as the scenario names them.
private func scenarioJSON(_ content: PageContent) -> String {
    let sources = content.whatIf.names.scenario.sources
    func text(_ file: SourceFile) -> String {
        String(decoding: sources.bytes[Int(file.start)..<Int(file.end)], as: UTF8.self)
    }
    let folder = sources.files.first.map { file in
        String(file.path[..<(file.path.lastIndex(of: "/").map { file.path.index(after: $0) } ?? file.path.startIndex)])
    }
    var json = JSONText(width: .max)
    json.object { json in
        json.field("file", content.file)
        json.field("text", sources.files.first.map(text) ?? "")
        json.object("others") { json in
            for file in sources.files.dropFirst() {
                let isInside = folder.map(file.path.hasPrefix) ?? false
                json.field(isInside ? String(file.path.dropFirst(folder?.count ?? 0)) : file.path, text(file))
            }
        }
    }
    return json.text
}

/// What is asked when the page is opened, as its store holds it.
private func questionJSON(_ content: PageContent) -> String {
    let (answered, question) = (content.whatIf, content.whatIf.answer.question)
    let scenario = answered.names.scenario
    var json = JSONText(width: .max)
    json.object { json in
        json.array("slips") { json in
            for slip in question.slips {
                json.object {
                    $0.field("id", scenario.id(ofCommitment: slip.commitment))
                    if slip.days < .infinity { $0.field("days", slip.days) } else { $0.field("days", "broken") }
                }
            }
        }
        json.list("plan", question.plan.map { scenario.string(scenario[$0].id) })
        json.field("toldOn", question.toldOn?.description)
        if case .given(let day) = answered.today, day != scenario.asOf {
            json.field("today", day.description)
        } else {
            json.field("today", String?.none)
        }
        json.field("replicates", content.replicates)
        // Larger seeds than a script's numbers are exact in.
        json.field("seed", String(content.seed))
    }
    return json.text
}

/// JSON that may stand in a script element: no tag and no comment can begin in it, and no character hides. Strings are
/// all that could hold one, and there it may be written as an escape.
func scriptSafe(_ json: String) -> String {
    var output = ""
    output.reserveCapacity(json.utf8.count)
    for scalar in json.unicodeScalars {
        switch scalar.value {
        case 0x3C, 0x7F..<0xA0, 0x2028, 0x2029:
            let digits = String(scalar.value, radix: 16)
            output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: output.unicodeScalars.append(scalar)
        }
    }
    return output
}
