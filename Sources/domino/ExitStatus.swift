/// How a run of the command ends; numbers from BSD's sysexits where one fits.
enum ExitStatus: Int32 {
    case done = 0
    /// `check` advises against the promise.
    case advised = 1
    /// Wrong usage.
    case usage = 64
    /// The scenario is invalid.
    case invalid = 65
    /// A file cannot be read.
    case unreadable = 66
    /// Our own fault.
    case fault = 70
    /// The output cannot be created.
    case uncreatable = 73
    /// The output cannot be written to its end.
    case unwritable = 74

    /// What each means to whoever runs the command, in the order of their numbers.
    static let meanings: [(status: ExitStatus, meaning: String)] = [
        (.done, "Done; for check: the promise is safe."),
        (.advised, "check says that the promise is a stretch or unsafe."),
        (.usage, "Wrong usage."), (.invalid, "The scenario is invalid."), (.unreadable, "A file cannot be read."),
        (.fault, "A fault of the program's own."), (.uncreatable, "The output cannot be created."),
        (.unwritable, "The output cannot be written to its end."),
    ]
}
