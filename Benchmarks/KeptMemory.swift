#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Keeps freed memory in the process instead of giving it back, so that fresh pages are paid for once, in the warm-up.
///
/// The kernel's work for a fresh page costs more than reading its 4 KiB of JSON, and differs from machine to machine.
/// The C++ peers do the same. Where the C library has no such setting, nothing happens.
func keepFreedMemory() {
    // The module of the C library leaves `malloc.h` out. Safe: this is its one signature.
    typealias Setting = @convention(c) (_ parameter: Int32, _ value: Int32) -> Int32
    guard let symbol = dlsym(nil, "mallopt") else { return }
    let mallopt = unsafeBitCast(symbol, to: Setting.self)
    let (trimThreshold, mapsAtMost): (Int32, Int32) = (-1, -4)
    _ = mallopt(mapsAtMost, 0)
    _ = mallopt(trimThreshold, -1)
}
