import DominoTestSupport
import Foundation
import Testing

/// The scenario most pages are made of.
let softwareGoLive = "\(repositoryRoot)/Scenarios/software-go-live.json"

/// Tests that make a page, do something with it, and hold it against the command.
protocol PageSuite {}

extension PageSuite {
    /// Writes a page of a scenario, or an empty one, into a folder of its own.
    func page(_ folder: TemporaryFolder, of scenario: String? = softwareGoLive, _ arguments: String...) -> String {
        let path = "\(folder.path)/page.html"
        let file = scenario.map { [$0] } ?? []
        let result = runProcess(dominoBinary, ["report"] + file + ["-o", path, "--quiet"] + arguments)
        #expect(result.status == 0 && result.errors == "", "\(result.errors)")
        return path
    }

    /// What the command answers, as an object.
    func json(_ arguments: String...) throws -> NSDictionary {
        let result = runProcess(dominoBinary, arguments + ["--format", "json"])
        // A check that advises against it ends with 1.
        try #require(result.status <= 1, "\(result.errors)")
        return try object(String(decoding: result.standardOutput, as: UTF8.self))
    }

    func object(_ text: String) throws -> NSDictionary {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary)
    }

    /// Puts a text into a folder as a file.
    func write(_ text: String, _ name: String, in folder: TemporaryFolder) throws -> String {
        let path = "\(folder.path)/\(name)"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }
}

extension Browser.Step {
    /// The engine runs, everything is answered, and what the page shows is up to date.
    static var settled: Self { .until("document.body.dataset.ready === 'yes' && domino.page.isSettled") }

    /// An answer as the page holds it.
    static func answer(_ name: String) -> Self { .evaluate("JSON.stringify(domino.page.answers.\(name).value)") }

    /// Puts a value into a field, as somebody who types it does.
    static func fill(_ selector: String, _ value: String) -> Self {
        .evaluate(
            """
            (field => {
              field.focus();
              field.value = \(quoted(value));
              field.dispatchEvent(new Event("input", { bubbles: true }));
              field.dispatchEvent(new Event("change", { bubbles: true }));
            })(document.querySelector(\(quoted(selector))))
            """)
    }

    static func click(_ selector: String) -> Self {
        .evaluate("document.querySelector(\(quoted(selector))).click()")
    }

    /// Drops a file on the page.
    static func drop(_ name: String, _ text: String) -> Self {
        .evaluate(
            """
            (() => {
              const dataTransfer = new DataTransfer();
              dataTransfer.items.add(new File([\(quoted(text))], \(quoted(name))));
              dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
            })()
            """)
    }

    private static func quoted(_ text: String) -> String {
        String(decoding: (try? JSONEncoder().encode([text])) ?? Data(), as: UTF8.self).dropFirst().dropLast() + ""
    }
}
