#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

// The one file that imports the C library. Everything else of the command goes through the wrappers here.

/// An error number of the system.
struct SystemError: Error, Equatable {
    let code: Int32

    static let noEntry = SystemError(code: ENOENT)
    static let exists = SystemError(code: EEXIST)
    static let pipeClosed = SystemError(code: EPIPE)
    static let noReader = SystemError(code: ENXIO)
    static let cannotSynchronize = SystemError(code: EINVAL)
    static let tooManyLinks = SystemError(code: ELOOP)

    /// What the last call of this thread failed with.
    static var last: SystemError { SystemError(code: errno) }

    /// What went wrong, in a few words that do not depend on the locale.
    var reason: String {
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
        case EEXIST: "it exists already"
        case ENXIO: "it is a socket, or nobody is at its other end"
        default: "error \(code)"
        }
    }
}

/// What messages say of a missing file.
let noSuchFile = "there is no such file"

/// The permissions of a file.
typealias FileMode = mode_t

/// What the system knows about a file.
struct FileStatus {
    enum Kind {
        case regular, folder, pipe, characterDevice, link, other
    }

    let kind: Kind
    /// Bytes.
    let size: Int
    let permissions: FileMode
    private let device: dev_t
    private let number: ino_t

    /// The status of a path.
    ///
    /// - Parameter followsLinks: whether a link at its end is followed.
    init(of path: String, followsLinks: Bool = true) throws(SystemError) {
        var status = stat()
        guard (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { throw .last }
        self.init(status)
    }

    fileprivate init(_ status: stat) {
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .folder
            case S_IFIFO: .pipe
            case S_IFCHR: .characterDevice
            case S_IFLNK: .link
            default: .other
            }
        size = Int(status.st_size)
        permissions = status.st_mode & 0o7777
        (device, number) = (status.st_dev, status.st_ino)
    }

    /// Whether two statuses are those of one file.
    func isSameFile(as other: FileStatus) -> Bool { device == other.device && number == other.number }
}

/// An open file, stream or device.
struct Descriptor: Equatable {
    let number: Int32

    static let standardInput = Descriptor(number: STDIN_FILENO)
    static let standardOutput = Descriptor(number: STDOUT_FILENO)
    static let standardError = Descriptor(number: STDERR_FILENO)

    /// Opens to read, without waiting for the other end of a pipe.
    static func forReading(_ path: String) throws(SystemError) -> Descriptor {
        try openFile(path, O_RDONLY | O_NONBLOCK)
    }

    /// Opens what exists to write, without waiting for the other end of a pipe.
    static func forWriting(_ path: String) throws(SystemError) -> Descriptor {
        try openFile(path, O_WRONLY | O_NONBLOCK)
    }

    /// Creates a file that must not exist yet.
    static func forCreating(_ path: String, permissions: FileMode) throws(SystemError) -> Descriptor {
        try openFile(path, O_WRONLY | O_CREAT | O_EXCL, permissions)
    }

    /// Opens a file to add to its end, and creates it if it does not exist. The path must not be a link.
    static func forAppending(_ path: String) throws(SystemError) -> Descriptor {
        try openFile(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, 0o666)
    }

    private static func openFile(
        _ path: String, _ flags: Int32, _ permissions: FileMode = 0
    ) throws(SystemError) -> Descriptor {
        let number = open(path, flags | O_CLOEXEC, permissions)
        guard number >= 0 else { throw .last }
        return Descriptor(number: number)
    }

    /// Its status.
    func status() throws(SystemError) -> FileStatus {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw .last }
        return FileStatus(status)
    }

    var isTerminal: Bool { isatty(number) == 1 }

    /// Whether it is open, and not for reading only.
    var isWritable: Bool {
        let flags = fcntl(number, F_GETFL)
        return flags >= 0 && flags & O_ACCMODE != O_RDONLY
    }

    /// Makes reading and writing wait for the other end again.
    func setBlocking() {
        let flags = fcntl(number, F_GETFL)
        if flags >= 0 { _ = fcntl(number, F_SETFL, flags & ~O_NONBLOCK) }
    }

    /// Whether the other end of a pipe was opened and closed again.
    var hasHungUp: Bool {
        var end = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
        return poll(&end, 1, 0) > 0 && end.revents & Int16(POLLHUP) != 0
    }

    /// Reads into a buffer, and returns how many bytes came; 0 at the end.
    func readBytes(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
        while true {
            let count = read(number, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            guard errno == EINTR else { throw .last }
        }
    }

    /// Writes bytes, and returns how many were taken.
    func writeBytes(_ bytes: UnsafeRawBufferPointer) throws(SystemError) -> Int {
        while true {
            let count = write(number, bytes.baseAddress, bytes.count)
            if count >= 0 { return count }
            guard errno == EINTR else { throw .last }
        }
    }

    /// Waits until everything written is on the disk.
    func synchronize() throws(SystemError) { if fsync(number) != 0 { throw .last } }

    func closeFile() throws(SystemError) { if close(number) != 0 { throw .last } }
}

// MARK: - Paths

/// A path with every link followed; `isExact` is false if the path is not UTF-8, and so cannot be used again.
func realPath(_ path: String) throws(SystemError) -> (path: String, isExact: Bool) {
    guard let real = realpath(path, nil) else { throw .last }
    defer { free(real) }
    return (String(cString: real), String(validatingCString: real) != nil)
}

/// The text of a link; nil if it is not UTF-8.
func linkTarget(_ path: String) -> String? {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let count = readlink(path, &bytes, bytes.count - 1)
    guard count > 0 else { return nil }
    return String(validating: bytes.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// Gives a file another name, in place of the file that has it.
func renameFile(_ path: String, to target: String) throws(SystemError) {
    if rename(path, target) != 0 { throw .last }
}

func removeFile(_ path: String) { unlink(path) }

// MARK: - Process and machine

/// A variable of the environment; nil if it is not set.
func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

/// This process's number.
func processNumber() -> Int32 { getpid() }

package func endProcess(_ status: Int32) -> Never { exit(status) }

/// Number of processors this process may use.
func processorCount() -> Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

/// Bytes in a page of memory.
private func pageSize() -> Int { Int(sysconf(Int32(_SC_PAGESIZE))) }

/// Bytes of memory in this machine; nil if it does not say.
private func physicalMemory() -> Int? {
    let pages = Int(sysconf(Int32(_SC_PHYS_PAGES)))
    return pages > 0 && pageSize() > 0 ? pages * pageSize() : nil
}

/// Bytes of address space that `ulimit -v` allows this process; nil if there is no limit.
private func addressSpaceLimit() -> Int? {
    var limit = rlimit()
    #if canImport(Glibc)
        let code = getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    #else
        let code = getrlimit(RLIMIT_AS, &limit)
    #endif
    return code == 0 ? Int(exactly: limit.rlim_cur) : nil
}

/// Bytes of memory that a run may use: three quarters of the machine's memory, or of what this process's limits leave:
/// `ulimit -v` and its container's limit.
func usableMemory() -> Int {
    // Where the machine does not say, nothing is refused.
    var room = physicalMemory() ?? .max
    if let left = addressRoom() { room = min(room, left) }
    if let limit = firstNumber(in: "/sys/fs/cgroup/memory.max") { room = min(room, limit) }
    return max(0, room / 4 * 3)
}

/// Bytes of addresses that `ulimit -v` leaves to this process; nil if there is no limit.
func addressRoom() -> Int? {
    addressSpaceLimit().map { $0 - (firstNumber(in: "/proc/self/statm") ?? 0) * pageSize() }
}

/// The number at the beginning of a small system file; nil if there is none.
private func firstNumber(in path: String) -> Int? {
    guard let descriptor = try? Descriptor.forReading(path) else { return nil }
    defer { try? descriptor.closeFile() }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = (try? bytes.withUnsafeMutableBytes { try descriptor.readBytes(into: $0) }) ?? 0
    let digits = bytes.prefix(count).prefix { (0x30...0x39).contains($0) }
    return Int(String(decoding: digits, as: UTF8.self))
}

/// Columns of the terminal on standard output; nil if it is none.
func terminalColumns() -> Int? {
    var size = winsize()
    return ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 ? Int(size.ws_col) : nil
}

/// Seconds on a clock that nobody sets.
func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Year, month and day by this machine's clock and time zone.
func localDate() -> (year: Int, month: Int, day: Int) {
    var now = time(nil)
    var local = tm()
    localtime_r(&now, &local)
    return (Int(local.tm_year) + 1900, Int(local.tm_mon) + 1, Int(local.tm_mday))
}

func pause(milliseconds: UInt32) { usleep(milliseconds * 1000) }

// MARK: - Streams and signals

/// Reserves the numbers of closed standard streams, so that no file opened later gets the answer or the messages.
///
/// Reading and writing still fail with "it is closed": each stream is open for the wrong direction only.
package func reserveStandardStreams() {
    let streams = [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
    // The system gives the lowest free number, so each reservation gets the number that was found free.
    for (descriptor, direction) in streams where fcntl(descriptor, F_GETFD) < 0 { _ = open("/dev/null", direction) }
}

/// Makes writing to a closed pipe, or beyond the largest allowed file, fail instead of ending the process.
package func ignoreWriteSignals() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
}

/// Makes interrupts wait while `body` runs.
func withoutInterrupts<T>(_ body: () -> T) -> T {
    var interrupts = sigset_t()
    var before = sigset_t()
    sigemptyset(&interrupts)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&interrupts, signal) }
    sigprocmask(SIG_BLOCK, &interrupts, &before)
    defer { sigprocmask(SIG_SETMASK, &before, nil) }
    return body()
}

/// Makes an interrupt erase the line the cursor is on before it ends the process.
///
/// If interrupts are ignored, as in a shell's background job, they stay ignored.
func eraseLineOnInterrupt() {
    let before = signal(SIGINT) { interrupt in
        // A signal can come anywhere in any thread, so nothing here may allocate.
        let erase: StaticString = "\r\u{1B}[K"
        _ = write(STDERR_FILENO, erase.utf8Start, erase.utf8CodeUnitCount)
        signal(interrupt, SIG_DFL)
        raise(interrupt)
    }
    if unsafeBitCast(before, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) { signal(SIGINT, SIG_IGN) }
}

/// Makes an interrupt just end the process again.
func stopErasingOnInterrupt() { signal(SIGINT, SIG_DFL) }
