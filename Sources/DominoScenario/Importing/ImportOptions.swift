/// A file to import.
public struct ImportFile: Sendable {
    /// Its path as messages show it.
    public var path: String
    /// Its bytes.
    public var contents: [UInt8]

    /// A file and its bytes.
    public init(path: String, contents: [UInt8]) {
        self.path = path
        self.contents = contents
    }
}

/// In which order a date such as `03/04/26` names day, month and year.
public enum DateOrder: String, CaseIterable, Sendable {
    case dmy, mdy, ymd
}

/// What the asker knows and the file does not say.
public struct ImportOptions: Sendable {
    /// The scenario's name; nil for the file's.
    public var name: String?
    /// The id of the commitment it is about; nil for what the file suggests.
    public var root: String?
    /// Unit of amounts; nil for what the file says.
    public var currency: String?
    /// Columns by the field they are to be read as; these win over what their headers suggest.
    public var columns: [(field: TableField, column: String)] = []
    /// Order of dates; nil to find it out.
    public var dates: DateOrder?
    /// Days from a predecessor to a row that states neither its duration nor its start; nil to ask for them.
    public var lead: Double?

    /// Nothing but what the file says.
    public init() {}
}

/// What came of importing.
public struct Imported: Sendable {
    /// The scenario as JSON, checked; nil if some problem is an error.
    public var text: String?
    /// What was taken for what, a sentence each, in the order of the decisions.
    public var guesses: [String] = []
    /// All problems, at their places in the files imported.
    public var diagnostics: [Diagnostic] = []
    /// The bytes the diagnostics point into.
    public var sources: SourceMap
    /// What is wrong with an option, as a sentence; there is no scenario then.
    public var refusal: String?
    /// How many commitments the scenario has.
    public var commitmentCount = 0
    /// How many needs.
    public var needCount = 0

    /// The problems in the form in which those of a scenario are told.
    public var failure: LoadedScenario {
        LoadedScenario(scenario: nil, diagnostics: diagnostics, sources: sources)
    }
}
