#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What libFuzzer calls with one input after another: it ends the program where a law is broken, or where one small
/// input takes more than two seconds of processor time (under the sanitizer; a tenth of it without).
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let begin = processorSeconds()
    for fault in target.faults(of: Array(UnsafeBufferPointer(start: start, count: count))) {
        fatalError("\(target.rawValue): \(fault)")
    }
    let seconds = processorSeconds() - begin
    if seconds > 2 { fatalError("\(target.rawValue): \(count) bytes took \(seconds) s of processor time") }
    return 0
}

/// The target that `DOMINO_FUZZ` names.
private let target: FuzzTarget = {
    let name = getenv("DOMINO_FUZZ").map { String(cString: $0) } ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
        print("DOMINO_FUZZ is one of: \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))")
        exit(64)
    }
    return target
}()

/// Processor time of this thread; others may hold the machine, or stop the program for a while.
private func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
