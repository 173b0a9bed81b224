/// How writing ended.
enum WriteResult {
    case written
    /// The reader is gone (`| head`), which is no error.
    case closed
    /// It cannot be created.
    case uncreatable(reason: String)
    /// It cannot be written to its end.
    case unwritable(reason: String)
}

/// Where writing to a path ends up once every link is followed.
enum Destination: Equatable {
    /// A stream that this process has open, such as `/dev/stdout` or `/dev/fd/3`.
    case stream(Descriptor)
    /// A device, a pipe or a terminal that exists: opened and written to, never replaced.
    case device(path: String)
    /// An ordinary file, or a name in a folder where one may be created; `permissions` is nil if there is none yet.
    case file(path: String, permissions: FileMode?)
    case refused(reason: String)
}

/// Writes all of a text to a stream.
func write(_ text: String, to descriptor: Descriptor) -> WriteResult {
    var text = text
    return text.withUTF8 { bytes in
        var rest = UnsafeRawBufferPointer(bytes)
        do throws(SystemError) {
            while !rest.isEmpty {
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(try descriptor.writeBytes(rest)))
            }
            return .written
        } catch {
            return error == .pipeClosed ? .closed : .unwritable(reason: error.reason)
        }
    }
}

/// Writes a file completely or not at all: beside it first, then under its name in one step.
///
/// Interrupts wait until the file beside it is gone, so that none is left. A stream or a device is written to directly.
func writeFile(_ text: String, to path: String) -> WriteResult {
    switch destination(of: path) {
    case .refused(let reason): .uncreatable(reason: reason)
    case .stream(let descriptor): write(text, to: descriptor)
    case .device(let path): writeDevice(text, to: path)
    case .file(let path, let permissions): replaceFile(path, with: text, permissions: permissions ?? 0o666)
    }
}

/// Adds to the end of a file, which is created if there is none: for files that several processes add to.
func appendToFile(_ text: String, at path: String) -> WriteResult {
    switch destination(of: path) {
    case .refused(let reason): return .uncreatable(reason: reason)
    case .stream(let descriptor): return write(text, to: descriptor)
    case .device(let path): return writeDevice(text, to: path)
    case .file(let path, _):
        do throws(SystemError) {
            let descriptor = try Descriptor.forAppending(path)
            defer { try? descriptor.closeFile() }
            return write(text, to: descriptor)
        } catch {
            return .uncreatable(reason: creationFailure(error))
        }
    }
}

/// Whether writing to two paths writes the same file, even if it does not exist yet.
func isSameDestination(_ one: String, _ other: String) -> Bool {
    if one == other || isSameFile(one, other) { return true }
    switch (destination(of: one), destination(of: other)) {
    case (.file(let first, _), .file(let second, _)): return first == second
    case (.stream(let first), .stream(let second)): return first == second
    default: return false
    }
}

// MARK: - Following links

/// Follows a path to where it leads. Nothing is opened or changed.
///
/// A link stays a link: what is created or replaced is the file behind it. Nothing under `/dev` and `/proc` is ever
/// created or replaced: a link there, such as `/dev/stdout`, leads nowhere once its stream is closed, and other
/// programs depend on it.
func destination(of path: String) -> Destination {
    guard !path.isEmpty else { return .refused(reason: "it has no name") }
    var path = path
    // Linux gives up after 40 links, too.
    for links in 0..<40 {
        do throws(SystemError) {
            switch try step(along: path) {
            case .arrived(let destination): return destination
            case .link(let target): path = target
            }
        } catch {
            return .refused(reason: creationFailure(error, isLinked: links > 0))
        }
    }
    return .refused(reason: SystemError.tooManyLinks.reason)
}

private enum Step {
    case arrived(Destination)
    /// The path that the link at the end of a path leads to.
    case link(target: String)
}

/// Looks at the end of a path; the links in its folder are followed.
private func step(along path: String) throws(SystemError) -> Step {
    let (folder, name) = splitPath(path)
    let real = try realPath(folder)
    let isSystem = isSystemFolder(real.path)
    if isSystem, let descriptor = ownDescriptor(named: name, in: real.path) {
        return .arrived(
            descriptor.isWritable ? .stream(descriptor) : .refused(reason: "it is closed, or open for reading only"))
    }
    // A folder whose name is not UTF-8 keeps the spelling it was given in.
    let place = !real.isExact ? path : real.path == "/" ? "/" + name : "\(real.path)/\(name)"
    let status: FileStatus
    do throws(SystemError) {
        status = try FileStatus(of: path, followsLinks: false)
    } catch {
        guard error == .noEntry, !name.isEmpty else { throw error }
        return .arrived(isSystem ? .refused(reason: systemReason) : .file(path: place, permissions: nil))
    }
    switch status.kind {
    case .folder: return .arrived(.refused(reason: "it is a folder"))
    case .regular where isSystem: return .arrived(.refused(reason: systemReason))
    case .regular: return .arrived(.file(path: place, permissions: status.permissions))
    case .pipe, .characterDevice, .other: return .arrived(.device(path: path))
    case .link where isProcess(real.path): return .arrived(try processDestination(path))
    case .link:
        guard let target = linkTarget(path) else {
            return .arrived(.refused(reason: "it is a link to a name that is not UTF-8"))
        }
        return .link(target: target.hasPrefix("/") ? target : "\(folder)/\(target)")
    }
}

/// Why nothing under `/dev` and `/proc` is created.
private let systemReason = "files under /dev and /proc are never created or replaced"

/// Whether a folder, its links followed, belongs to the system.
private func isSystemFolder(_ folder: String) -> Bool {
    folder == "/dev" || folder.hasPrefix("/dev/") || isProcess(folder)
}

private func isProcess(_ folder: String) -> Bool { folder == "/proc" || folder.hasPrefix("/proc/") }

/// The stream of this process that a path such as `/proc/self/fd/1` stands for; nil if it stands for none.
private func ownDescriptor(named name: String, in folder: String) -> Descriptor? {
    guard isDigits(name), let number = Int32(name) else { return nil }
    if folder == "/dev/fd" { return Descriptor(number: number) }
    guard let own = try? realPath("/proc/self").path else { return nil }
    let isOfThread = folder.hasPrefix(own + "/task/") && folder.hasSuffix("/fd")
    return folder == own + "/fd" || isOfThread ? Descriptor(number: number) : nil
}

/// Where a link of `/proc` leads: what another process has open, whatever the text of the link says.
private func processDestination(_ path: String) throws(SystemError) -> Destination {
    switch try FileStatus(of: path).kind {
    case .folder: .refused(reason: "it is a folder")
    case .regular, .link: .refused(reason: systemReason)
    case .pipe, .characterDevice, .other: .device(path: path)
    }
}

/// A path before and after its last slash; `.` for the folder if there is no slash.
private func splitPath(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
    let folder = String(path[..<slash])
    return (folder.isEmpty ? "/" : folder, String(Substring(path.utf8[slash...].dropFirst())))
}

// MARK: - Writing

/// Writes a new file beside the old one, then gives it the old one's name.
private func replaceFile(_ target: String, with text: String, permissions: FileMode) -> WriteResult {
    withoutInterrupts {
        do throws(SystemError) {
            let (descriptor, beside) = try createFile(beside: target, permissions: permissions)
            let result = write(text, closing: descriptor)
            guard case .written = result else {
                removeFile(beside)
                return result
            }
            do throws(SystemError) {
                try renameFile(beside, to: target)
            } catch {
                removeFile(beside)
                return .uncreatable(reason: error.reason)
            }
            return .written
        } catch {
            return .uncreatable(reason: creationFailure(error))
        }
    }
}

/// Writes a file to the disk and closes it.
private func write(_ text: String, closing descriptor: Descriptor) -> WriteResult {
    var result = write(text, to: descriptor)
    if case .closed = result { result = .unwritable(reason: "the other end is closed") }
    // Some file systems cannot synchronize.
    if case .written = result, let error = failure(of: descriptor.synchronize), error != .cannotSynchronize {
        result = .unwritable(reason: error.reason)
    }
    // A full disk may only show when the file is closed.
    if let error = failure(of: descriptor.closeFile), case .written = result {
        result = .unwritable(reason: error.reason)
    }
    return result
}

private func failure(of body: () throws(SystemError) -> Void) -> SystemError? {
    do throws(SystemError) {
        try body()
        return nil
    } catch {
        return error
    }
}

/// Creates a file beside another.
///
/// A process that was killed may have left one, and in a container the next process often has the same number.
private func createFile(
    beside target: String, permissions: FileMode
) throws(SystemError) -> (descriptor: Descriptor, path: String) {
    var path = "\(target).\(processNumber()).part"
    for attempt in 1...100 {
        do throws(SystemError) {
            return (try Descriptor.forCreating(path, permissions: permissions), path)
        } catch {
            guard error == .exists else { throw error }
            path = "\(target).\(processNumber())-\(attempt).part"
        }
    }
    throw .exists
}

/// Why a file cannot be created. If something is missing then it is its folder.
private func creationFailure(_ error: SystemError, isLinked: Bool = false) -> String {
    guard error == .noEntry else { return error.reason }
    return isLinked ? "it is a link into a folder that does not exist" : "there is no such folder"
}

/// Writes to a device or a pipe that exists. A pipe that nobody has open to read is waited for, for a second.
private func writeDevice(_ text: String, to path: String) -> WriteResult {
    for attempt in 0... {
        do throws(SystemError) {
            let descriptor = try Descriptor.forWriting(path)
            defer { try? descriptor.closeFile() }
            descriptor.setBlocking()
            return write(text, to: descriptor)
        } catch {
            guard error == .noReader else { return .uncreatable(reason: error.reason) }
            if attempt == 100 { break }
            pause(milliseconds: 10)
        }
    }
    return .uncreatable(reason: "it is a socket, or a pipe from which nobody reads")
}
