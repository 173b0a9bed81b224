#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension PeerGraph {
    /// Writes the peers' layout, little endian: `int64 n, m`; `int32 start[n + 1], source[m]`; then Floats: `slack[m]`,
    /// and `own, least, likely, most, grace, rate1, knee, rate2` of `n` each. False if that fails.
    func write(to path: String) -> Bool {
        guard let file = fopen(path, "wb") else { return false }
        func put<T: BitwiseCopyable>(_ column: [T]) -> Bool {
            column.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) == $0.count }
        }
        var isWhole = put([Int64(commitmentCount), Int64(needCount)]) && put(start) && put(source) && put(slack)
        for column in [own, least, likely, most, grace, rate1, knee, rate2] { isWhole = isWhole && put(column) }
        return fclose(file) == 0 && isWhole
    }
}
