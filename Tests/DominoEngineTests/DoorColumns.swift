import DominoEngine
import DominoWasm

/// A network as a host hands it to the door: columns in file order.
struct DoorColumns: Sendable {
    var commitments: Int
    var needStart: [Int32]
    var sources: [Int32]
    var buffers: [Float]
    /// Empty where no group has two members.
    var joins: [UInt8]
    var features: [UInt8]
    /// Every column there is, in the order of their numbers.
    var values: [(column: DoorColumn, values: [Float])]

    init(_ network: Network) {
        let needs = network.needs
        commitments = network.promises.count
        needStart = network.needStart
        sources = needs.map { Int32($0.on) }
        buffers = needs.map(\.buffer)
        joins = needs.contains(where: \.joins) ? needs.map { $0.joins ? 1 : 0 } : []
        features = network.features.map(\.rawValue)
        values = [
            (.floor, network.promises.map { -$0.cushion }), (.own, network.promises.map(\.own)),
            (.limit, network.promises.map(\.breaksAfter)), (.redate, network.promises.map { _ in 0 }),
            (.share, needs.map(\.share)), (.cap, needs.map(\.cap)),
        ]
    }

    /// The columns as 32-bit words, lengths first: what the harness of the WebAssembly test reads.
    var words: [UInt32] {
        var words = [UInt32(commitments), UInt32(sources.count), joins.isEmpty ? 0 : 1]
        words += needStart.map { UInt32(bitPattern: $0) }
        words += sources.map { UInt32(bitPattern: $0) }
        words += buffers.map(\.bitPattern)
        words += joins.map { UInt32($0) }
        words += features.map { UInt32($0) }
        for (_, values) in values { words += values.map(\.bitPattern) }
        return words
    }
}
