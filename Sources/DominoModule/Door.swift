import DominoCommand
import DominoScenario

// The functions a host calls through WebAssembly. A run is a run of the command: arguments and files in; status, two
// streams and files out.
//
//     address = domino_allocate(bytes)             memory for what goes in or comes out
//               domino_file(name, length, contents, count)
//                                                  gives a file, in UTF-8 and in bytes; takes it away if count is -1
//     status  = domino_run(arguments, length, today)
//                                                  each argument ends with a zero; today is days since 1900-01-01
//     count   = domino_length(part)                bytes of a part of the answer, -1 if there is none
//               domino_read(part, address)         copies them
//               domino_free(address)
//
// The parts of an answer: 0 is standard output, 1 standard error; then, for each file that the run wrote, its name and
// its contents. A host gives two functions, `seconds` of a clock that nobody sets, and `progress`, called while a run
// lasts.
//
// What no check can find ends the instance with a trap or is undefined, as in C: an address that was not allocated here
// or is too short for its count, memory that has run out. This is the only file of the module with pointers. It is safe
// under that contract: each is read or written only for the length that the same call states or that the host has
// asked for before, and none is kept after the call.

/// Takes memory, aligned for any number; null if `bytes` is negative.
@_expose(wasm, "domino_allocate")
@c(domino_allocate)
public func allocateMemory(_ bytes: Int32) -> UnsafeMutableRawPointer? {
    bytes < 0 ? nil : UnsafeMutableRawPointer.allocate(byteCount: Int(bytes), alignment: 16)
}

/// Gives memory back; null is accepted.
@_expose(wasm, "domino_free")
@c(domino_free)
public func freeMemory(_ address: UnsafeMutableRawPointer?) { address?.deallocate() }

/// Gives the runs to come a file, or takes it away.
@_expose(wasm, "domino_file")
@c(domino_file)
public func setFile(_ name: UnsafePointer<UInt8>?, _ length: Int32, _ contents: UnsafePointer<UInt8>?, _ count: Int32) {
    let name = String(decoding: UnsafeBufferPointer(start: name, count: Int(length)), as: UTF8.self)
    host.setFile(name, count < 0 ? nil : [UInt8](UnsafeBufferPointer(start: contents, count: Int(count))))
}

/// Runs the command, and returns its exit status.
@_expose(wasm, "domino_run")
@c(domino_run)
public func runDomino(_ arguments: UnsafePointer<UInt8>?, _ length: Int32, _ today: Int32) -> Int32 {
    let bytes = UnsafeBufferPointer(start: arguments, count: Int(length))
    let texts = bytes.split(separator: 0, omittingEmptySubsequences: false).dropLast()
    host.begin(today: Day(number: today))
    return runCommand(texts.map { String(decoding: $0, as: UTF8.self) }).rawValue
}

/// Bytes of a part of the answer; -1 if there is no such part.
@_expose(wasm, "domino_length")
@c(domino_length)
public func lengthOfPart(_ part: Int32) -> Int32 { Int32(host.answer(part)?.count ?? -1) }

/// Copies a part of the answer to an address with room for its length.
@_expose(wasm, "domino_read")
@c(domino_read)
public func readPart(_ part: Int32, _ address: UnsafeMutablePointer<UInt8>?) {
    guard let address, let bytes = host.answer(part) else { return }
    _ = UnsafeMutableBufferPointer(start: address, count: bytes.count).update(fromContentsOf: bytes)
}

/// Seconds on a clock that nobody sets.
@_extern(wasm, module: "host", name: "seconds")
@_extern(c)
func hostSeconds() -> Double

/// Tells the host how far a run is: replicates done, of how many; or seconds of a search, of how many or of infinity.
@_extern(wasm, module: "host", name: "progress")
@_extern(c)
func hostProgress(_ done: Double, _ total: Double)
