import DominoEngine

// The functions a host calls: the page through WebAssembly, anything else through C. The module keeps no state
// of its own, so a host may hold as many models as it has memory for.
//
//     address = domino_allocate(bytes)              memory for what goes in or comes out
//     code    = domino_deal_open(bytes, count, &handle)
//     code    = domino_deal_ask(handle, ...)        evaluates a question
//     code    = domino_deal_curve(handle, ...)      evaluates every slip of one commitment
//     code    = domino_deal_luck(handle, ...)       begins to simulate the question
//     done    = domino_deal_run(handle, blocks)     continues the simulation
//     code    = domino_deal_promise(handle, ...)    begins to look for the days that may be promised
//     done    = domino_deal_weigh(handle, blocks)   continues to look for them
//     count   = domino_deal_length(handle, column)
//     code    = domino_deal_read(handle, column, address, count)
//               domino_deal_close(handle); domino_free(address)
//
// Any wrong value that a host passes comes back as a `DoorCode`. What no check can find ends the instance with a
// trap or is undefined, as in C: an address that was not allocated here or is too short for its count, a handle used
// after it was closed, memory that has run out.
//
// This is the only file of the module with pointers. It is safe under that contract: each is read or written only for
// the length that the same call states, and none is kept after the call.

/// Takes memory, aligned for any number; null if `bytes` is negative.
@_expose(wasm, "domino_allocate")
@c(domino_allocate)
public func allocateMemory(_ bytes: Int) -> UnsafeMutableRawPointer? {
    bytes < 0 ? nil : UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 16)
}

/// Gives memory back; null is accepted.
@_expose(wasm, "domino_free")
@c(domino_free)
public func freeMemory(_ address: UnsafeMutableRawPointer?) {
    address?.deallocate()
}

/// Reads a model (`Model.bytes`) and writes its handle to `handle`; null there if it is refused.
/// - Complexity: O(bytes).
@_expose(wasm, "domino_deal_open")
@c(domino_deal_open)
public func openModel(
    _ bytes: UnsafePointer<UInt8>?, _ count: Int32, _ handle: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> Int32 {
    guard let handle else { return DoorCode.missing.rawValue }
    handle.pointee = nil
    guard let bytes, count >= 0 else { return DoorCode.missing.rawValue }
    do throws(DoorCode) {
        let held = try HeldModel([UInt8](UnsafeBufferPointer(start: bytes, count: Int(count))))
        handle.pointee = Unmanaged.passRetained(held).toOpaque()
        return DoorCode.done.rawValue
    } catch {
        return error.rawValue
    }
}

/// Closes a model; null is accepted.
@_expose(wasm, "domino_deal_close")
@c(domino_deal_close)
public func closeModel(_ handle: UnsafeMutableRawPointer?) {
    guard let handle else { return }
    Unmanaged<HeldModel>.fromOpaque(handle).release()
}

/// Evaluates a question.
///
/// - Parameters:
///   - numbers: commitments that slip, by their number in the order of the file, each once.
///   - days: their days of slip; `+inf` for broken.
///   - plan: mitigations in force, each once.
///   - toldOn: the ordinal of the day on which those affected are told; NaN if nobody is.
///   - today: the ordinal of a day for which the score is wanted as well if everybody is told then.
///   - later: days by which the root is promised later than its due date; mostly 0.
/// - Complexity: O(commitments + needs + damage).
@_expose(wasm, "domino_deal_ask")
@c(domino_deal_ask)
public func askModel(
    _ handle: UnsafeMutableRawPointer?, _ slipCount: Int32, _ numbers: UnsafePointer<Int32>?,
    _ days: UnsafePointer<Double>?, _ planCount: Int32, _ plan: UnsafePointer<Int32>?, _ toldOn: Double,
    _ today: Double, _ later: Double
) -> Int32 {
    guard let handle, slipCount >= 0, planCount >= 0 else { return DoorCode.missing.rawValue }
    guard slipCount == 0 || (numbers != nil && days != nil), planCount == 0 || plan != nil else {
        return DoorCode.missing.rawValue
    }
    var slips: [(number: Int32, days: Double)] = []
    if let numbers, let days { for place in 0..<Int(slipCount) { slips.append((numbers[place], days[place])) } }
    let asked = [Int32](UnsafeBufferPointer(start: plan, count: Int(planCount)))
    return answer(of: handle) { held throws(DoorCode) in
        try held.ask(slips, plan: asked, toldOn: toldOn.isNaN ? nil : toldOn, today: today, later: later)
    }
}

/// Evaluates slips of 0 to `last` days of a commitment, under the plan and the notice of the question asked last.
/// - Complexity: O(days / 64 * (commitments reached and their needs)) rows.
@_expose(wasm, "domino_deal_curve")
@c(domino_deal_curve)
public func evaluateCurve(_ handle: UnsafeMutableRawPointer?, _ number: Int32, _ last: Int32) -> Int32 {
    answer(of: handle) { held throws(DoorCode) in try held.evaluateCurve(of: number, last: last) }
}

/// Begins to simulate the question asked last; its slips count only if `slips` is not 0.
@_expose(wasm, "domino_deal_luck")
@c(domino_deal_luck)
public func beginRuns(
    _ handle: UnsafeMutableRawPointer?, _ replicates: Int32, _ seedLow: UInt32, _ seedHigh: UInt32, _ slips: Int32
) -> Int32 {
    answer(of: handle) { held throws(DoorCode) in
        try held.beginRuns(
            replicates: replicates, seed: UInt64(seedHigh) << 32 | UInt64(seedLow), withSlips: slips != 0)
    }
}

/// Runs so many more blocks of 64 replicates. Returns how many replicates are done, or -1 if nothing was begun.
@_expose(wasm, "domino_deal_run")
@c(domino_deal_run)
public func continueRuns(_ handle: UnsafeMutableRawPointer?, _ blocks: Int32) -> Int32 {
    guard let handle else { return -1 }
    let held = Unmanaged<HeldModel>.fromOpaque(handle).takeUnretainedValue()
    return held.runs?.run(blocks: blocks) ?? -1
}

/// Begins to look for the days for which the root may be promised, under the question asked last; its slips count only
/// if `slips` is not 0.
///
/// - Parameters:
///   - confidence: the probability with which a safe day is kept.
///   - perDayLater: what each day costs by which it is promised later; NaN if nobody says.
@_expose(wasm, "domino_deal_promise")
@c(domino_deal_promise)
public func beginPromise(
    _ handle: UnsafeMutableRawPointer?, _ replicates: Int32, _ seedLow: UInt32, _ seedHigh: UInt32, _ slips: Int32,
    _ confidence: Double, _ perDayLater: Double
) -> Int32 {
    answer(of: handle) { held throws(DoorCode) in
        try held.beginPromise(
            replicates: replicates, seed: UInt64(seedHigh) << 32 | UInt64(seedLow), withSlips: slips != 0,
            confidence: confidence, perDayLater: perDayLater.isNaN ? nil : perDayLater)
    }
}

/// Runs so many more blocks of 64 replicates. Returns how many replicates are done, or -1 if nothing was begun.
@_expose(wasm, "domino_deal_weigh")
@c(domino_deal_weigh)
public func continuePromise(_ handle: UnsafeMutableRawPointer?, _ blocks: Int32) -> Int32 {
    guard let handle else { return -1 }
    let held = Unmanaged<HeldModel>.fromOpaque(handle).takeUnretainedValue()
    return held.promise?.run(blocks: blocks) ?? -1
}

/// How many values a column has, by the number of a `DoorColumn`; -1 if there is no such column.
@_expose(wasm, "domino_deal_length")
@c(domino_deal_length)
public func lengthOfColumn(_ handle: UnsafeMutableRawPointer?, _ column: Int32) -> Int32 {
    guard let handle, let column = DoorColumn(rawValue: column) else { return -1 }
    let held = Unmanaged<HeldModel>.fromOpaque(handle).takeUnretainedValue()
    guard let values = try? held.column(column) else { return -1 }
    return Int32(truncatingIfNeeded: values.count)
}

/// Copies a column of `count` values.
@_expose(wasm, "domino_deal_read")
@c(domino_deal_read)
public func readColumn(
    _ handle: UnsafeMutableRawPointer?, _ column: Int32, _ values: UnsafeMutablePointer<Double>?, _ count: Int32
) -> Int32 {
    guard let values, count >= 0 else { return DoorCode.missing.rawValue }
    guard let column = DoorColumn(rawValue: column) else { return DoorCode.unknownColumn.rawValue }
    return answer(of: handle) { held throws(DoorCode) in
        let column = try held.column(column)
        guard column.count == Int(count) else { throw .wrongLength }
        for place in column.indices { values[place] = column[place] }
    }
}

/// Runs something on a held model, and returns its code.
private func answer(
    of handle: UnsafeMutableRawPointer?, _ body: (HeldModel) throws(DoorCode) -> Void
) -> Int32 {
    guard let handle else { return DoorCode.missing.rawValue }
    do throws(DoorCode) {
        try body(Unmanaged<HeldModel>.fromOpaque(handle).takeUnretainedValue())
        return DoorCode.done.rawValue
    } catch {
        return error.rawValue
    }
}
