import DominoAnalysis
import DominoScenario

/// A report as one page that needs nothing else: the answer, its pictures and tables, and the engine itself with the
/// scenario, so that whoever opens it plays on.
///
/// - Parameters:
///   - file: what the scenario's file is called in the commands the page shows.
///   - version: of the command.
///   - asOfIsToday: whether nothing but the clock says which day it is.
public func pageHTML(
    _ answer: ReportResult, in scenario: Scenario, file: String, version: String, asOfIsToday: Bool
) -> String {
    let script = pageScript
    let style = text(PackageResources.page_css)
    let facts = pageFacts(answer, in: scenario, file: file, version: version, asOfIsToday: asOfIsToday)
    let title = html(scenario.string(scenario.name), limit: 120)
    // Nothing from outside, and inside only the very script and style that were written here.
    let policy =
        "default-src 'none'; script-src 'sha256-\(digest(script))' 'wasm-unsafe-eval'; style-src 'sha256-\(digest(style))';"
        + " base-uri 'none'; form-action 'none'"
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="\(policy)">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <meta name="generator" content="Domino \(html(version))">
        <title>\(title)</title>
        <style>\(style)</style>
        </head>
        <body>
        \(headerHTML(answer, scenario, title, asOfIsToday: asOfIsToday))
        \(controlsHTML)
        <main>
        \(sectionsHTML(answer, scenario, version: version))
        </main>
        \(footerHTML(answer, scenario, version))
        <script type="application/json" id="facts">\(scriptSafe(facts))</script>
        <script type="text/plain" id="deal">\(base64(answer.compiled.model.bytes[...]))</script>
        <script type="text/plain" id="engine">\(base64(PackageResources.engine_wasm_gz[...]))</script>
        <script>\(script)</script>
        </body>
        </html>

        """
}

/// The parts of the script in the order they build on each other, as one function, so that no name of it gets out.
private var pageScript: String {
    let parts = [
        PackageResources.engine_js, PackageResources.words_js, PackageResources.state_js, PackageResources.draw_js,
        PackageResources.dominoes_js, PackageResources.plan_js, PackageResources.promise_js, PackageResources.odds_js,
        PackageResources.graph_js, PackageResources.main_js,
    ]
    return "\"use strict\";\n{\n" + parts.map { text($0) }.joined() + "}\n"
}

private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// The SHA-256 of a text as a content security policy writes it.
private func digest(_ text: String) -> String {
    var hash = SHA256()
    hash.update(Array(text.utf8))
    return base64(hash.bytes()[...])
}
