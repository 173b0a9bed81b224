#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What became of writing.
enum Writing {
    case written
    /// The reader has gone away (`| head`), which is no error.
    case closed
    /// It cannot be created.
    case uncreatable(reason: String)
    /// It cannot be written to its end.
    case unwritable(reason: String)
}

/// Writes all bytes to a descriptor.
func write(_ text: String, to descriptor: Int32) -> Writing {
    var text = text
    return text.withUTF8 { bytes in
        var done = 0
        while done < bytes.count {
            #if canImport(Glibc)
                let sent = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
            #elseif canImport(Musl)
                let sent = Musl.write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
            #else
                let sent = Darwin.write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
            #endif
            if sent >= 0 {
                done += sent
            } else if errno == EPIPE {
                return .closed
            } else if errno != EINTR {
                return .unwritable(reason: reason(errno))
            }
        }
        return .written
    }
}

/// Where writing to a path ends up once every link is followed.
enum Destination: Equatable {
    /// A stream that this process has open, such as `/dev/stdout` or `/dev/fd/3`: written to as it is.
    case descriptor(Int32)
    /// A device, a pipe or a terminal that exists: opened and written to, never replaced.
    case device(path: String)
    /// An ordinary file, or a name in a folder where one may be created; `mode` is nil where there is none yet.
    case file(path: String, mode: mode_t?)
    case refused(reason: String)
}

/// Follows a path to where it leads. Nothing is opened or changed.
///
/// A link stays a link: what is created or replaced is the file behind it. Nothing under `/dev` and `/proc` is ever created or
/// replaced: links there, such as `/dev/stdout`, lead nowhere once a stream is closed, and other programs depend on them.
func destination(of path: String) -> Destination {
    guard !path.isEmpty else { return .refused(reason: "it has no name") }
    var path = path
    // As many links as Linux follows itself.
    for links in 0..<40 {
        let (folder, name) = splitPath(path)
        guard let realFolder = realpath(folder, nil) else {
            return .refused(reason: folderFailure(errno, isLinked: links > 0))
        }
        defer { free(realFolder) }
        let real = String(cString: realFolder)
        if let descriptor = ownDescriptor(named: name, in: real) { return destination(of: descriptor) }

        // A folder whose name is not UTF-8 keeps the spelling it was given in.
        let place = String(validatingCString: realFolder).map { $0 == "/" ? "/\(name)" : "\($0)/\(name)" } ?? path
        var status = stat()
        guard lstat(path, &status) == 0 else {
            guard errno == ENOENT, !name.isEmpty else {
                return .refused(reason: folderFailure(errno, isLinked: links > 0))
            }
            return isSystemFolder(real) ? .refused(reason: systemReason) : .file(path: place, mode: nil)
        }
        if status.st_mode & S_IFMT == S_IFLNK {
            // Links in /proc only look like paths: they lead to what is open, whatever their text says.
            if isSystemFolder(real), !real.hasPrefix("/dev") { return systemDestination(path) }
            guard let next = linkTarget(path) else {
                return .refused(reason: "it is a link to a name that is not UTF-8")
            }
            path = next.hasPrefix("/") ? next : folder + "/" + next
            continue
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return .refused(reason: "it is a folder")
        case S_IFREG where isSystemFolder(real): return .refused(reason: systemReason)
        case S_IFREG: return .file(path: place, mode: status.st_mode & 0o7777)
        default: return .device(path: path)
        }
    }
    return .refused(reason: reason(ELOOP))
}

/// Writes a file whole or not at all: beside it first, then under its name in one step.
///
/// Interrupts wait until the file beside it is gone, so that none is left. A stream or a device is written to directly.
func writeFile(_ text: String, to path: String) -> Writing {
    switch destination(of: path) {
    case .refused(let reason): .uncreatable(reason: reason)
    case .descriptor(let descriptor): write(text, to: descriptor)
    case .device(let path): writeDevice(text, to: path)
    case .file(let path, let mode): replaceFile(text, path, mode: mode ?? 0o666)
    }
}

/// Adds to the end of a file, which is created where there is none: for files that several processes add to.
func append(_ text: String, to path: String) -> Writing {
    switch destination(of: path) {
    case .refused(let reason): return .uncreatable(reason: reason)
    case .descriptor(let descriptor): return write(text, to: descriptor)
    case .device(let path): return writeDevice(text, to: path)
    case .file(let path, _):
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o666)
        guard descriptor >= 0 else { return .uncreatable(reason: folderFailure(errno, isLinked: false)) }
        defer { close(descriptor) }
        return write(text, to: descriptor)
    }
}

/// Writes the new file beside the old one, then gives it the old one's name.
private func replaceFile(_ text: String, _ target: String, mode: mode_t) -> Writing {
    withoutInterrupts {
        let (descriptor, beside) = create(beside: target, mode: mode)
        guard descriptor >= 0 else { return .uncreatable(reason: folderFailure(errno, isLinked: false)) }
        var result = write(text, to: descriptor)
        if case .written = result, fsync(descriptor) != 0, errno != EINVAL {
            result = .unwritable(reason: reason(errno))
        }
        if close(descriptor) != 0, case .written = result { result = .unwritable(reason: reason(errno)) }
        if case .written = result, rename(beside, target) != 0 { result = .uncreatable(reason: reason(errno)) }
        guard case .written = result else {
            unlink(beside)
            if case .closed = result { return .unwritable(reason: "the other end is closed") }
            return result
        }
        return .written
    }
}

/// Why nothing is written to such a file.
private let systemReason = "files under /dev and /proc are never created or replaced"

/// Whether a folder, its links followed, belongs to the system.
private func isSystemFolder(_ folder: String) -> Bool {
    ["/dev", "/proc"].contains { folder == $0 || folder.hasPrefix($0 + "/") }
}

/// The descriptor a path such as `/proc/self/fd/1` stands for; nil where it stands for none of this process.
private func ownDescriptor(named name: String, in folder: String) -> Int32? {
    guard isSystemFolder(folder), isDigits(name), let descriptor = Int32(name) else { return nil }
    if folder == "/dev/fd" { return descriptor }
    guard let real = realpath("/proc/self", nil) else { return nil }
    defer { free(real) }
    let own = String(cString: real)
    let isOfThread = folder.hasPrefix(own + "/task/") && folder.hasSuffix("/fd")
    return folder == own + "/fd" || isOfThread ? descriptor : nil
}

/// A descriptor of this process, if it can be written to.
private func destination(of descriptor: Int32) -> Destination {
    let flags = fcntl(descriptor, F_GETFL)
    let canWrite = flags >= 0 && flags & O_ACCMODE != O_RDONLY
    return canWrite ? .descriptor(descriptor) : .refused(reason: "it is closed, or open for reading only")
}

/// What a link of `/proc` leads to: a device or a pipe that another process has open, or nothing to write to.
private func systemDestination(_ path: String) -> Destination {
    var status = stat()
    guard stat(path, &status) == 0 else { return .refused(reason: reason(errno)) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: return .refused(reason: "it is a folder")
    case S_IFREG: return .refused(reason: systemReason)
    default: return .device(path: path)
    }
}

/// A path before and after its last slash; `.` for the folder where there is no slash.
private func splitPath(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
    let folder = String(path[..<slash])
    return (folder.isEmpty ? "/" : folder, String(Substring(path.utf8[slash...].dropFirst())))
}

/// The text of a link; nil where it is not UTF-8.
private func linkTarget(_ path: String) -> String? {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = readlink(path, &bytes, bytes.count - 1)
    return count > 0 ? String(validatingCString: bytes) : nil
}

/// Bytes of a file; 0 where there is none.
func fileSize(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
}

/// Creates a file beside another.
///
/// A process that was killed may have left one, and in a container the next process often has the same number.
private func create(beside target: String, mode: mode_t) -> (descriptor: Int32, path: String) {
    var path = "\(target).\(getpid()).part"
    for attempt in 1...100 {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor < 0, errno == EEXIST else { return (descriptor, path) }
        path = "\(target).\(getpid())-\(attempt).part"
    }
    return (-1, path)
}

/// Why a file cannot be created: what is missing then is its folder.
private func folderFailure(_ code: Int32, isLinked: Bool) -> String {
    guard code == ENOENT else { return reason(code) }
    return isLinked ? "it is a link into a folder that does not exist" : "there is no such folder"
}

/// Writes to a device or a pipe that is there. A pipe that nobody has opened to read from is waited for, a second.
private func writeDevice(_ text: String, to path: String) -> Writing {
    var descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK)
    for _ in 0..<100 where descriptor < 0 && errno == ENXIO {
        usleep(10_000)
        descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK)
    }
    guard descriptor >= 0 else {
        return .uncreatable(
            reason: errno == ENXIO ? "it is a socket, or a pipe from which nobody reads" : reason(errno))
    }
    defer { close(descriptor) }
    letWait(descriptor)
    return write(text, to: descriptor)
}

/// Whether two paths are one file.
func isSameFile(_ one: String, _ other: String) -> Bool {
    var first = stat()
    var second = stat()
    guard stat(one, &first) == 0, stat(other, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino && first.st_mode & S_IFMT == S_IFREG
}

/// Whether writing to two paths writes the same file, which neither has to be yet.
func isSameDestination(_ one: String, _ other: String) -> Bool {
    if one == other || isSameFile(one, other) { return true }
    switch (destination(of: one), destination(of: other)) {
    case (.file(let first, _), .file(let second, _)): return first == second
    case (.descriptor(let first), .descriptor(let second)): return first == second
    default: return false
    }
}

/// Lets interrupts wait while `body` runs.
private func withoutInterrupts<T>(_ body: () -> T) -> T {
    var interrupts = sigset_t()
    var before = sigset_t()
    sigemptyset(&interrupts)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&interrupts, signal) }
    sigprocmask(SIG_BLOCK, &interrupts, &before)
    defer { sigprocmask(SIG_SETMASK, &before, nil) }
    return body()
}
