import DominoScenario

/// One file that was checked.
public struct CheckedFile: Sendable {
    /// The path as given.
    public var path: String
    /// What was read; nil if the file cannot be.
    public var loaded: LoadedScenario?
    /// Why it cannot be read.
    public var unreadable: String?

    /// A file and what came of reading it.
    public init(path: String, loaded: LoadedScenario?, unreadable: String? = nil) {
        self.path = path
        self.loaded = loaded
        self.unreadable = unreadable
    }

    /// Whether there is a scenario in it.
    public var isValid: Bool { loaded?.scenario != nil }
}

/// The outcome of checking files, as JSON.
public func validationJSON(_ files: [CheckedFile]) -> String {
    var json = JSONText()
    json.object { json in
        json.field("result", "validate")
        json.field("version", resultVersion)
        json.field("valid", files.allSatisfy(\.isValid))
        json.array("files") { json in
            for file in files {
                json.object {
                    $0.field("file", file.path)
                    $0.field("valid", file.isValid)
                    $0.field("commitments", file.loaded?.scenario?.commitments.count)
                    $0.field("needs", file.loaded?.scenario?.needs.count)
                }
            }
        }
        json.array("diagnostics") { json in
            for file in files {
                if let loaded = file.loaded {
                    writeDiagnostics(loaded.diagnostics, of: loaded.sources, into: &json)
                } else {
                    let problem = Diagnostic(.unreadableFile, path: file.path, file.unreadable ?? "it cannot be read")
                    writeDiagnostics([problem], of: SourceMap(), into: &json)
                }
            }
        }
    }
    return json.text + "\n"
}
