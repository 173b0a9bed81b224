import DominoTestSupport
import Foundation

/// A run of the command, natively or by the page's module.
struct DoorRun: Sendable {
    var arguments: [String]
    /// Texts of files by their names.
    var files: [String: String]
    /// What the clock of the page shows. The command has its own clock, so it matters only where nothing else says it.
    var today = "2026-11-29"

    /// What came of it.
    struct Answer: Decodable, Equatable {
        var status: Int32 = -1
        var out = ""
        var err = ""
        /// Files written.
        var files: [String: String] = [:]
        /// How far the run was, and of how much.
        var progress: [[Double?]] = []
        /// What ended the instance.
        var failure: String?

        init() {}

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            failure = try fields.decodeIfPresent(String.self, forKey: .failure)
            guard failure == nil else { return }
            status = try fields.decode(Int32.self, forKey: .status)
            out = try fields.decode(String.self, forKey: .out)
            err = try fields.decode(String.self, forKey: .err)
            files = try fields.decode([String: String].self, forKey: .files)
            progress = try fields.decode([[Double?]].self, forKey: .progress)
        }

        private enum CodingKeys: String, CodingKey { case status, out, err, files, progress, failure }
    }

    /// The answers of the checked-in module, by the page's own glue: all runs in one instance, one after the other.
    static func answers(of runs: [DoorRun], environment: [String: String]? = nil) throws -> [Answer] {
        let folder = try TemporaryFolder()
        let module = "\(folder.path)/engine.wasm"
        try Data(CheckedInEngine.module).write(to: URL(fileURLWithPath: module))
        let input: [[String: Any]] = runs.map { ["arguments": $0.arguments, "files": $0.files, "today": $0.today] }
        let result = runProcess(
            "node",
            [
                "\(repositoryRoot)/Tests/DominoPageTests/door.js", module,
                "\(repositoryRoot)/Sources/DominoReport/Page/door.js",
            ], input: Array(try JSONSerialization.data(withJSONObject: input)), environment: environment)
        guard result.status == 0 else {
            throw WasmToolchain.Failure(description: "door.js: \(result.errors.prefix(2000))")
        }
        return try JSONDecoder().decode([Answer].self, from: Data(result.standardOutput))
    }

    /// What the command says, in a folder that holds the files.
    func native() throws -> Answer {
        let folder = try TemporaryFolder()
        for (name, text) in files { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder.path)/\(name)")) }
        let result = runProcess(dominoBinary, arguments, environment: [:], directory: folder.path)
        var answer = Answer()
        (answer.status, answer.out, answer.err) = (result.status, result.output, result.errors)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let text = try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
            if files[name] != text { answer.files[name] = text }
        }
        return answer
    }
}
