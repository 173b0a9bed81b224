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
/// no terminal only a megabyte, for what devices give has no end, or is no scenario. A pipe is waited for, whoever writes
/// to it and when, as every program does.
func readFile(_ path: String) -> FileReading {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return .unreadable(reason: reason(errno, of: path)) }
    if path == "-", isTerminal(STDIN_FILENO) {
        _ = write("note: reading the scenario from the terminal; end it with Control-D\n", to: STDERR_FILENO)
    }
    defer { if descriptor != STDIN_FILENO { close(descriptor) } }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return .unreadable(reason: reason(errno)) }
    if status.st_mode & S_IFMT == S_IFDIR { return .unreadable(reason: "it is a folder") }
    let isFile = status.st_mode & S_IFMT == S_IFREG
    let isEndless = status.st_mode & S_IFMT == S_IFCHR && !isTerminal(descriptor)
    let limit = isEndless ? 1 << 20 : SourceMap.fileLimit
    let reading = readAll(descriptor, expecting: isFile ? Int(status.st_size) : 1 << 16, limit: limit + 1)
    if isEndless, case .contents(let bytes) = reading, bytes.count > limit {
        return .unreadable(reason: "it is a device, and no file")
    }
    return reading
}

/// Reads to the end, or to the limit.
private func readAll(_ descriptor: Int32, expecting size: Int, limit: Int) -> FileReading {
    var bytes: [UInt8] = []
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
