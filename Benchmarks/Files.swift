#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// All bytes of a file; nil if it cannot be read.
func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    return readAll(file)
}

/// Writes a file; false if that fails.
func write(_ bytes: [UInt8], to path: String) -> Bool {
    guard let file = fopen(path, "wb") else { return false }
    let isWhole = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) == $0.count }
    return fclose(file) == 0 && isWhole
}

/// What a program writes to its standard output; nil if it fails.
func output(of program: String, _ arguments: [String]) -> String? {
    let command = ([program] + arguments).map(quoted).joined(separator: " ")
    guard let pipe = popen(command, "r") else { return nil }
    let bytes = readAll(pipe)
    guard pclose(pipe) == 0 else { return nil }
    return String(decoding: bytes, as: UTF8.self)
}

/// The path of this program.
func thisBinary() -> String {
    guard let path = realpath("/proc/self/exe", nil) else { return CommandLine.arguments[0] }
    defer { free(path) }
    return String(cString: path)
}

/// A word as the shell takes it unchanged.
private func quoted(_ word: String) -> String {
    "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}

/// Reads to the end.
private func readAll(_ file: UnsafeMutablePointer<FILE>) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
        let piece = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            count = fread(buffer.baseAddress, 1, 1 << 16, file)
        }
        if piece.isEmpty { return bytes }
        bytes += piece
    }
}
