import DominoTestSupport
import Foundation

/// A headless Chromium that does a list of things with a page.
struct Browser {
    /// The program; nil where the machine has none, or no node to drive it.
    static let program: String? =
        WasmToolchain.onPath("node") == nil
        ? nil : ["chromium", "chromium-browser", "google-chrome"].lazy.compactMap { WasmToolchain.onPath($0) }.first

    /// Something to do: see browser.js.
    struct Step {
        var name: String
        var value: Any

        static func open(_ fragment: String = "") -> Step { Step(name: "open", value: fragment) }
        static func evaluate(_ expression: String) -> Step { Step(name: "evaluate", value: expression) }
        static func until(_ expression: String) -> Step { Step(name: "until", value: expression) }
        static func key(_ key: String) -> Step { Step(name: "key", value: key) }
        static func drag(_ from: String, to: Any) -> Step { Step(name: "drag", value: [from, to]) }
        static func type(_ text: String) -> Step { Step(name: "type", value: text) }
        static func size(_ width: Int, _ height: Int) -> Step { Step(name: "size", value: [width, height]) }
        static var ready: Step { .until("document.body.dataset.ready === 'yes'") }
    }

    /// What came of it.
    struct Visit {
        var results: [Any]
        /// Exceptions, and what was written to the console as an error or a warning.
        var errors: [String]
        /// What was asked of anybody but the page's own file.
        var requests: [String]

        /// The results that are texts.
        var texts: [String] { results.compactMap { $0 as? String } }
    }

    /// Opens a page and does what is asked.
    ///
    /// - Parameters:
    ///   - arguments: further ones for the browser.
    ///   - before: a script that runs before the page's own.
    static func visit(_ path: String, _ steps: [Step], arguments: [String] = [], before: String = "") throws -> Visit {
        let input: [String: Any] = [
            "chromium": program ?? "chromium", "arguments": arguments, "page": "file://\(path)", "before": before,
            "steps": steps.map { [$0.name, $0.value] },
        ]
        let result = runProcess(
            "node", ["\(repositoryRoot)/Tests/DominoPageTests/browser.js"],
            input: Array(try JSONSerialization.data(withJSONObject: input)))
        guard result.status == 0,
            let answer = try JSONSerialization.jsonObject(with: Data(result.standardOutput)) as? [String: Any],
            let results = answer["results"] as? [Any], let errors = answer["errors"] as? [String],
            let requests = answer["requests"] as? [String]
        else { throw WasmToolchain.Failure(description: "browser.js: \(result.errors.prefix(2000))") }
        // Chromium draws its own date fields with pictures it carries, and a worker is made of the page's own text.
        let outside = requests.filter { !$0.hasPrefix("data:image/svg") && !$0.hasPrefix("blob:") }
        return Visit(results: results, errors: errors, requests: outside)
    }
}
