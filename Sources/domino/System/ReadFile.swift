#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import DominoScenario

/// Reads a whole file; `-` is standard input.
///
/// Only as much is read as a scenario may have and one byte more, so that an endless input ends here; of a device that is
/// no terminal only a megabyte, for what devices give has no end, or is no scenario. A pipe with a name is waited for until
/// somebody writes to it, but not for long; once somebody does, as long as they take.
func readFile(_ path: String) -> FileReading {
    // Opening a pipe waits for its other end, without a limit; this way it does not.
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return .unreadable(reason: reason(errno, of: path)) }
    if path == "-", isTerminal(STDIN_FILENO) {
        _ = write("note: reading the scenario from the terminal; end it with Control-D\n", to: STDERR_FILENO)
    }
    defer { if descriptor != STDIN_FILENO { close(descriptor) } }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .unreadable(reason: reason(errno)) }
    if status.st_mode & S_IFMT == S_IFDIR { return .unreadable(reason: "it is a folder") }
    var beginning: [UInt8] = []
    if descriptor != STDIN_FILENO {
        if status.st_mode & S_IFMT == S_IFIFO {
            guard let read = beginningOfPipe(descriptor) else { return .unreadable(reason: pipeWithoutWriter) }
            beginning = read
        }
        letWait(descriptor)
    }
    let isFile = status.st_mode & S_IFMT == S_IFREG
    let isEndless = status.st_mode & S_IFMT == S_IFCHR && !isTerminal(descriptor)
    let limit = isEndless ? 1 << 20 : SourceMap.fileLimit
    // A file that is too large anyway is told about as that, whatever memory there is.
    let fitting = largestFile()
    if isFile, Int(status.st_size) > fitting, Int(status.st_size) <= limit {
        return .unreadable(reason: memoryReason(fitting))
    }
    let reading = readAll(
        descriptor, after: beginning, expecting: isFile ? Int(status.st_size) : 1 << 16, limit: min(limit, fitting) + 1)
    if case .contents(let bytes) = reading {
        if isEndless, bytes.count > limit { return .unreadable(reason: "it is a device, and no file") }
        if bytes.count > fitting { return .unreadable(reason: memoryReason(fitting)) }
    }
    return reading
}

/// Why a file is not read to its end.
private func memoryReason(_ fitting: Int) -> String {
    "it needs more memory than can be used here, which is enough for some \(memorySize(fitting)) of file"
}

/// What is said of a pipe that nobody has opened to write to.
private let pipeWithoutWriter =
    "it is a pipe to which nobody writes. Begin what writes to it first; a pipe on standard input is waited for"

/// What comes first through a pipe opened without waiting: empty if it ended with nothing; nil if for a second nobody had it
/// open to write to.
private func beginningOfPipe(_ descriptor: Int32) -> [UInt8]? {
    for _ in 0..<100 {
        var end = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let ready = poll(&end, 1, 0)
        var byte: UInt8 = 0
        let got = read(descriptor, &byte, 1)
        if got == 1 { return [byte] }
        // With a writer who has nothing yet there is nothing; without one it looks like the end. Only that of a writer who came
        // and went is one.
        if got < 0 { return [] }
        if ready > 0, end.revents & Int16(POLLHUP) != 0 { return [] }
        usleep(10_000)
    }
    return nil
}

/// Lets reading and writing wait for the other end again.
func letWait(_ descriptor: Int32) {
    let flags = fcntl(descriptor, F_GETFL)
    if flags >= 0 { _ = fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK) }
}

/// Reads to the end, or to the limit, what comes after what was read already.
private func readAll(_ descriptor: Int32, after beginning: [UInt8], expecting size: Int, limit: Int) -> FileReading {
    var bytes = beginning
    var room = min(limit, max(4096, size + 1))
    while bytes.count < limit {
        var failure: Int32 = 0
        let before = bytes.count
        let piece = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            while count < room {
                let got = read(descriptor, buffer.baseAddress?.advanced(by: count), room - count)
                if got > 0 {
                    count += got
                } else if got == 0 {
                    break
                } else if errno != EINTR {
                    failure = errno
                    break
                }
            }
        }
        guard failure == 0 else { return .unreadable(reason: reason(failure)) }
        if bytes.isEmpty { bytes = piece } else { bytes.append(contentsOf: piece) }
        if bytes.count - before < room { break }
        room = min(limit - bytes.count, max(room, 1 << 20))
    }
    return .contents(bytes)
}

/// What a missing file is called.
let noSuchFile = "there is no such file"

/// Why a path cannot be opened. Arguments that are no UTF-8 come repaired, and then the file has another name.
private func reason(_ code: Int32, of path: String) -> String {
    guard code == ENOENT, path.unicodeScalars.contains("\u{FFFD}") else { return reason(code) }
    return "\(noSuchFile), or its name is not UTF-8: give it another name, or the file on standard input as -"
}

/// Whether a path leads to an ordinary file, readable or not.
func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
}

/// What went wrong, in a few words that do not depend on the locale.
func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT: noSuchFile
    case ENOTDIR: "a part of its path is not a folder"
    case EACCES, EPERM: "permission is denied"
    case EISDIR: "it is a folder"
    case ENOSPC: "the disk is full"
    case EROFS: "the disk is read-only"
    case EDQUOT: "the quota is used up"
    case EFBIG: "the file would be too large"
    case ELOOP: "its links lead in a circle"
    case ENAMETOOLONG: "its name is too long"
    case EMFILE, ENFILE: "too many files are open"
    case EIO: "the device fails"
    case EBADF: "it is closed"
    case EEXIST: "it is there already"
    case ENXIO: "it is a socket, or nobody is at its other end"
    default: "error \(code)"
    }
}
