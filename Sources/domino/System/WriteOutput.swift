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

/// Writes a file whole or not at all: beside it first, then under its name in one step.
///
/// Interrupts wait until the file beside it is gone, so that none is left; what is written through (a terminal, a
/// pipe, a device) is written directly.
func writeFile(_ text: String, to path: String) -> Writing {
    guard !path.isEmpty else { return .uncreatable(reason: "it has no name") }
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT == S_IFDIR { return .uncreatable(reason: "it is a folder") }
    if exists, status.st_mode & S_IFMT != S_IFREG { return writeThrough(text, to: path) }

    let target = exists ? resolved(path) : path
    let mode = exists ? status.st_mode & 0o7777 : 0o666
    return withoutInterrupts {
        let (descriptor, beside) = create(beside: target, mode: mode)
        guard descriptor >= 0 else { return .uncreatable(reason: creationFailure(errno)) }
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

/// Adds to the end of a file, which is created where there is none: for files that several processes add to.
func append(_ text: String, to path: String) -> Writing {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { return .uncreatable(reason: creationFailure(errno)) }
    defer { close(descriptor) }
    return write(text, to: descriptor)
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
private func creationFailure(_ code: Int32) -> String { code == ENOENT ? "there is no such folder" : reason(code) }

/// Writes to something that is there and no ordinary file. A pipe that nobody has open to read from is waited for, a second.
private func writeThrough(_ text: String, to path: String) -> Writing {
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

/// The file behind a link, so that the link stays one.
private func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
}

/// Whether two paths are one file.
func isSameFile(_ one: String, _ other: String) -> Bool {
    var first = stat()
    var second = stat()
    guard stat(one, &first) == 0, stat(other, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino && first.st_mode & S_IFMT == S_IFREG
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
