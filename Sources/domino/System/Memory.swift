#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Bytes of memory that a run may use: three quarters of what the machine has, for others live on it too, or of what is left of
/// the limits this process was started under: `ulimit -v`, and that of its container.
func usableMemory() -> Int {
    let size = Int(sysconf(Int32(_SC_PAGESIZE)))
    let pages = Int(sysconf(Int32(_SC_PHYS_PAGES)))
    // Where the machine does not say, nothing is refused.
    var room = pages > 0 && size > 0 ? pages * size : .max
    if let left = addressRoom() { room = min(room, left) }
    if let limit = firstNumber(in: "/sys/fs/cgroup/memory.max") { room = min(room, limit) }
    return max(0, room / 4 * 3)
}

/// What a size of memory is called.
func memorySize(_ bytes: Int) -> String {
    guard bytes >= 1_000_000 else { return "\(bytes / 1000) KB" }
    guard bytes >= 1_000_000_000 else { return "\(bytes / 1_000_000) MB" }
    let tenths = bytes / 100_000_000
    return "\(tenths / 10).\(tenths % 10) GB"
}

/// Bytes of the largest file that a run begins to read.
///
/// Reading and answering in words takes some 8 bytes of memory a byte of a dense file, with all of it as JSON 18; a file in which
/// every commitment is wrong takes 30 (measured). Where a limit on addresses ends a run that goes beyond it, the worst is reckoned
/// with, elsewhere the ordinary.
func largestFile() -> Int { min(usableMemory() / 10, addressRoom().map { max(0, $0 / 4 * 3 / 30) } ?? .max) }

/// Bytes of addresses that `ulimit -v` leaves to this process; nil where it may take all there are.
private func addressRoom() -> Int? {
    let size = Int(sysconf(Int32(_SC_PAGESIZE)))
    return addressLimit().map { $0 - (firstNumber(in: "/proc/self/statm") ?? 0) * size }
}

/// The most address space this process may take; nil where it may take all there is.
private func addressLimit() -> Int? {
    var limit = rlimit()
    #if canImport(Glibc)
        let code = getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    #else
        let code = getrlimit(RLIMIT_AS, &limit)
    #endif
    guard code == 0 else { return nil }
    return Int(exactly: limit.rlim_cur)
}

/// The number a small file of the system begins with; nil where there is none.
private func firstNumber(in path: String) -> Int? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(descriptor, &bytes, bytes.count)
    var number: Int?
    for byte in bytes.prefix(max(0, count)) {
        guard case 0x30...0x39 = byte else { break }
        let (tens, isTooMuch) = (number ?? 0).multipliedReportingOverflow(by: 10)
        let (sum, isMore) = tens.addingReportingOverflow(Int(byte - 0x30))
        if isTooMuch || isMore { return nil }
        number = sum
    }
    return number
}
