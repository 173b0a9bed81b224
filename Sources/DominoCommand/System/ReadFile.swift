import DominoScenario

/// Reads a whole file; `-` is standard input.
///
/// Reading stops at the size limit of a scenario, so that endless input ends. A device other than a terminal gives at
/// most a megabyte: it is endless or no scenario. A named pipe is waited for until somebody opens it to write, for a
/// second at most; after that, as long as the writer takes.
func readFile(_ path: String) -> FileReading {
    do throws(SystemError) {
        if path != "-" {
            let descriptor = try Descriptor.forReading(path)
            defer { try? descriptor.closeFile() }
            return try readFile(descriptor, isOpenedHere: true)
        }
        if Descriptor.standardInput.isTerminal {
            _ = write("note: reading the scenario from the terminal; end it with Control-D\n", to: .standardError)
        }
        return try readFile(.standardInput, isOpenedHere: false)
    } catch {
        // Arguments that are not UTF-8 arrive repaired, and then the file has another name.
        guard error == .noEntry, path.unicodeScalars.contains("\u{FFFD}") else {
            return .unreadable(reason: error.reason)
        }
        return .unreadable(
            reason: "\(noSuchFile), or its name is not UTF-8: rename the file, or give it on standard input as -")
    }
}

/// Whether a path leads to an ordinary file, readable or not.
func isFile(_ path: String) -> Bool { (try? FileStatus(of: path))?.kind == .regular }

/// Bytes of a file; 0 if there is none.
func fileSize(_ path: String) -> Int { (try? FileStatus(of: path))?.size ?? 0 }

/// Whether two paths lead to one file.
func isSameFile(_ one: String, _ other: String) -> Bool {
    guard let first = try? FileStatus(of: one), let second = try? FileStatus(of: other) else { return false }
    return first.kind == .regular && first.isSameFile(as: second)
}

private func readFile(_ descriptor: Descriptor, isOpenedHere: Bool) throws(SystemError) -> FileReading {
    let status = try descriptor.status()
    if status.kind == .folder { return .unreadable(reason: "it is a folder") }
    var beginning: [UInt8] = []
    if isOpenedHere {
        if status.kind == .pipe {
            guard let read = beginningOfPipe(descriptor) else { return .unreadable(reason: pipeWithoutWriter) }
            beginning = read
        }
        descriptor.setBlocking()
    }
    let isFile = status.kind == .regular
    let isEndless = status.kind == .characterDevice && !descriptor.isTerminal
    let limit = isEndless ? 1 << 20 : SourceMap.fileLimit
    // A file above the size limit is reported as too large, whatever memory there is.
    let fitting = largestFile()
    if isFile, status.size > fitting, status.size <= limit { return .unreadable(reason: memoryReason(fitting)) }
    let bytes = try readAll(
        descriptor, after: beginning, expecting: isFile ? status.size : 1 << 16, limit: min(limit, fitting) + 1)
    if isEndless, bytes.count > limit { return .unreadable(reason: "it is a device, not a file") }
    if bytes.count > fitting { return .unreadable(reason: memoryReason(fitting)) }
    return .contents(bytes)
}

/// Why a file is not read to its end.
private func memoryReason(_ fitting: Int) -> String {
    "it needs more memory than can be used here; files of up to \(memorySize(fitting)) fit"
}

/// A size of memory in words.
private func memorySize(_ bytes: Int) -> String {
    guard bytes >= 1_000_000 else { return "\(bytes / 1000) KB" }
    guard bytes >= 1_000_000_000 else { return "\(bytes / 1_000_000) MB" }
    let tenths = bytes / 100_000_000
    return "\(tenths / 10).\(tenths % 10) GB"
}

/// Bytes of the largest file that a run begins to read.
///
/// Reading a dense file and answering as text takes about 8 bytes of memory per byte, with the complete answer as JSON
/// 18; a file in which every commitment is wrong takes 30 (measured). A limit on addresses kills a run that goes beyond
/// it, so there the worst case counts; elsewhere the ordinary one.
private func largestFile() -> Int { min(usableMemory() / 10, addressRoom().map { max(0, $0 / 4 * 3 / 30) } ?? .max) }

private let pipeWithoutWriter =
    "it is a pipe to which nobody writes. Start its writer first; a pipe on standard input is waited for"

/// The first byte of a pipe opened without waiting: none if the pipe ended empty; nil if nobody had it open to write
/// for a second.
private func beginningOfPipe(_ descriptor: Descriptor) -> [UInt8]? {
    for _ in 0..<100 {
        // Asked before reading: a writer may come and go in between, and what it wrote would be taken for an empty end.
        let hasHungUp = descriptor.hasHungUp
        var byte: UInt8 = 0
        do throws(SystemError) {
            if try withUnsafeMutableBytes(
                of: &byte, { buffer throws(SystemError) in try descriptor.readBytes(into: buffer) }) == 1
            {
                return [byte]
            }
        } catch {
            // A writer is there and has nothing yet.
            return []
        }
        // Without a writer, a pipe looks as if it had ended. It has only ended if a writer came and went.
        if hasHungUp { return [] }
        pause(milliseconds: 10)
    }
    return nil
}

/// Reads to the end or to the limit; `beginning` was read already.
private func readAll(
    _ descriptor: Descriptor, after beginning: [UInt8], expecting size: Int, limit: Int
) throws(SystemError) -> [UInt8] {
    var bytes = beginning
    var room = min(limit, max(4096, size + 1))
    while bytes.count < limit {
        var failure: SystemError?
        let before = bytes.count
        let piece = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            do throws(SystemError) {
                while count < room {
                    let rest = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[count..<room]))
                    let got = try descriptor.readBytes(into: rest)
                    if got == 0 { break }
                    count += got
                }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        if bytes.isEmpty { bytes = piece } else { bytes.append(contentsOf: piece) }
        if bytes.count - before < room { break }
        room = min(limit - bytes.count, max(room, 1 << 20))
    }
    return bytes
}
