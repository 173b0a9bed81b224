import DominoEngine

// The functions a host calls: the page through WebAssembly, anything else through C. The module keeps no state
// of its own, so a host may hold as many graphs as it has memory for.
//
//     address = domino_allocate(bytes)              a place for columns that go in or come out
//     code    = domino_graph_create(..., &handle)   once a graph
//     code    = domino_graph_set(handle, column, values, count)
//     code    = domino_graph_slips(handle, slips, states)
//               domino_graph_destroy(handle); domino_free(address)
//
// Every column is in the order of the file; ranks stay inside. Whatever a host can get wrong with values comes back as
// a `DoorCode`. What no check can find ends the instance with a trap or is undefined, as in C: an address that was not
// allocated here or is too short for its count, a handle used after it was destroyed, memory that has run out.
//
// This is the one file of the module with pointers. It is safe under that contract: each is read or written only for
// the length the same call states, and none is kept after the call.

/// Takes memory for columns, aligned for any of them; null if `bytes` is negative.
@_expose(wasm, "domino_allocate")
@c(domino_allocate)
public func allocateMemory(_ bytes: Int) -> UnsafeMutableRawPointer? {
    bytes < 0 ? nil : UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 16)
}

/// Gives memory back; null is let through.
@_expose(wasm, "domino_free")
@c(domino_free)
public func freeMemory(_ address: UnsafeMutableRawPointer?) {
    address?.deallocate()
}

/// Makes a graph with everything on plan, and puts its handle where `handle` points; null there if it is refused.
///
/// - Parameters:
///   - needStart: where the needs of each commitment begin; `commitments + 1` numbers.
///   - sources: for each need, the place of the commitment it is on.
///   - buffers: for each need, its spare days.
///   - joins: for each need, whether (not 0) it continues the `anyOf` group of the one before it; null for never.
///   - features: for each commitment, the bits of `CommitmentGraph.Features`.
/// - Complexity: O(commitments + needs).
@_expose(wasm, "domino_graph_create")
@c(domino_graph_create)
public func createGraph(
    _ commitments: Int32, _ needs: Int32, _ needStart: UnsafePointer<Int32>?, _ sources: UnsafePointer<Int32>?,
    _ buffers: UnsafePointer<Float>?, _ joins: UnsafePointer<UInt8>?, _ features: UnsafePointer<UInt8>?,
    _ handle: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> Int32 {
    guard let handle else { return DoorCode.missing.rawValue }
    handle.pointee = nil
    guard commitments >= 0, commitments < Int32.max, needs >= 0, let needStart, let features else {
        return DoorCode.missing.rawValue
    }
    var list: [CommitmentGraph.Need] = []
    var joined: [Bool] = []
    if needs > 0 {
        guard let sources, let buffers else { return DoorCode.missing.rawValue }
        list.reserveCapacity(Int(needs))
        for need in 0..<Int(needs) { list.append(CommitmentGraph.Need(source: sources[need], buffer: buffers[need])) }
        if let joins { for need in 0..<Int(needs) { joined.append(joins[need] != 0) } }
    }
    var kinds: [CommitmentGraph.Features] = []
    kinds.reserveCapacity(Int(commitments))
    for place in 0..<Int(commitments) { kinds.append(CommitmentGraph.Features(rawValue: features[place])) }
    let starts = [Int32](UnsafeBufferPointer(start: needStart, count: Int(commitments) + 1))
    do throws(DoorCode) {
        let held = try HeldGraph(needStart: starts, needs: list, joins: joined, features: kinds)
        handle.pointee = Unmanaged.passRetained(held).toOpaque()
        return DoorCode.done.rawValue
    } catch {
        return error.rawValue
    }
}

/// Gives a graph back; null is let through.
@_expose(wasm, "domino_graph_destroy")
@c(domino_graph_destroy)
public func destroyGraph(_ handle: UnsafeMutableRawPointer?) {
    guard let handle else { return }
    Unmanaged<HeldGraph>.fromOpaque(handle).release()
}

/// Replaces a column. Own delays are rounded to the nearest 1/1024 day, as everywhere (model.md, section 2).
///
/// - Parameters:
///   - column: the number of a `DoorColumn`.
///   - values: one a commitment, or one a need for `share` and `cap`.
@_expose(wasm, "domino_graph_set")
@c(domino_graph_set)
public func setColumn(
    _ handle: UnsafeMutableRawPointer?, _ column: Int32, _ values: UnsafePointer<Float>?, _ count: Int32
) -> Int32 {
    guard let handle, count >= 0 else { return DoorCode.missing.rawValue }
    guard let column = DoorColumn(rawValue: column) else { return DoorCode.unknownColumn.rawValue }
    guard values != nil || count == 0 else { return DoorCode.missing.rawValue }
    let held = Unmanaged<HeldGraph>.fromOpaque(handle).takeUnretainedValue()
    do throws(DoorCode) {
        try held.set(column, to: [Float](UnsafeBufferPointer(start: values, count: Int(count))))
        return DoorCode.done.rawValue
    } catch {
        return error.rawValue
    }
}

/// Plays everything through: one pass.
///
/// - Parameters:
///   - slips: takes the slip of each commitment, `+inf` for broken.
///   - states: takes 0 for kept, 1 for late, 2 for broken; null if not wanted.
/// - Complexity: O(commitments + needs), nothing allocated.
@_expose(wasm, "domino_graph_slips")
@c(domino_graph_slips)
public func readSlips(
    _ handle: UnsafeMutableRawPointer?, _ slips: UnsafeMutablePointer<Float>?, _ states: UnsafeMutablePointer<UInt8>?
) -> Int32 {
    guard let handle, let slips else { return DoorCode.missing.rawValue }
    let held = Unmanaged<HeldGraph>.fromOpaque(handle).takeUnretainedValue()
    held.forEachSlip { place, slip, isLate in
        slips[place] = slip
        states?[place] = slip == .infinity ? 2 : isLate ? 1 : 0
    }
    return DoorCode.done.rawValue
}
