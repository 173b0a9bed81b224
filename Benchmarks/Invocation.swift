/// What the command line asks for.
enum Invocation {
    /// Measure cases and report them.
    case measure(Selection, format: Format, base: String?)
    /// Run this binary and another in turn, and compare.
    case against(binary: String, Selection)
    /// Run the C++ peers of a folder in turn with this, and compare.
    case peers(folder: String, Selection)
    /// Write a graph in the peers' layout.
    case writeGraph(commitments: Int, path: String)
    /// Write a layered scenario.
    case writeScenario(commitments: Int, path: String)
    /// Say how to use this.
    case help
    /// Say what is wrong.
    case misuse(String)

    /// Which cases, and how thoroughly.
    struct Selection {
        /// Names that contain this.
        var filter = ""
        /// Small cases and few samples, for a first look and for continuous integration.
        var isQuick = false
        /// Samples of each case, at least.
        var samples = 9
        /// Processor seconds a sample takes, at least.
        var sampleSeconds: Double { isQuick ? 0.002 : 0.02 }
    }

    /// How measurements are shown.
    enum Format: String {
        case text, json
    }

    /// How to use this.
    static let usage = """
        Benchmarks [--filter TEXT] [--quick] [--samples N] [--format text|json] [--compare BASE.json]
            measures the cases whose names contain TEXT; with a base, compares them with it
        Benchmarks --against BINARY [--filter TEXT] [--quick] [--samples N]
            runs this and another build of it in turn, and compares
        Benchmarks --peers FOLDER [--filter TEXT] [--quick] [--samples N]
            runs this and the C++ peers built in FOLDER (Peers/run.sh) in turn on the same files, and compares
        Benchmarks --write-graph layered NEEDS FILE
        Benchmarks --write-scenario layered COMMITMENTS FILE
            writes the input of a case: a graph in the peers' layout, a scenario in Domino's format

        Exit status: 0; 1 for a wrong result; 2 for misuse; 3 for a confirmed regression.
        """

    /// Reads the arguments behind the command's name.
    static func read(_ arguments: [String]) -> Invocation {
        var rest = arguments[...]
        var selection = Selection()
        var samples: Int?
        var format = Format.text
        var (base, other, folder): (String?, String?, String?)
        while let option = rest.popFirst() {
            switch option {
            case "--help", "-h": return .help
            case "--quick": selection.isQuick = true
            case "--write-graph", "--write-scenario": return written(option, Array(rest))
            default:
                guard let value = rest.popFirst() else { return .misuse("\(option) is unknown, or lacks its value") }
                switch option {
                case "--filter": selection.filter = value
                case "--samples":
                    guard let number = Int(value), (1...10_000).contains(number) else {
                        return .misuse("--samples is a whole number of 1 to 10000")
                    }
                    samples = number
                case "--format":
                    guard let known = Format(rawValue: value) else { return .misuse("--format is text or json") }
                    format = known
                case "--compare": base = value
                case "--against": other = value
                case "--peers": folder = value
                default: return .misuse("there is no option \(option)")
                }
            }
        }
        selection.samples = samples ?? (selection.isQuick ? 3 : 9)
        if let other { return .against(binary: other, selection) }
        if let folder { return .peers(folder: folder, selection) }
        return .measure(selection, format: format, base: base)
    }

    /// Reads `layered SIZE FILE`; a size may be written `1e6`.
    private static func written(_ option: String, _ arguments: [String]) -> Invocation {
        guard arguments.count == 3, arguments[0] == "layered" else { return .misuse("\(option) layered SIZE FILE") }
        guard let size = Double(arguments[1]), (100...1e8).contains(size) else {
            return .misuse("\(option) takes a size of 100 to 1e8")
        }
        return option == "--write-graph"
            ? .writeGraph(commitments: Int(size) / 4, path: arguments[2])
            : .writeScenario(commitments: Int(size), path: arguments[2])
    }
}
