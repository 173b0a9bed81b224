import DominoEngine
import DominoReference
import DominoWasm
import Testing

@Suite("The door hands columns in and slips out, in file order, and refuses what is wrong by a code")
struct DoorTests {
    /// A graph behind the door, given back when the test is over.
    final class Guest {
        let handle: UnsafeMutableRawPointer?
        let code: DoorCode?

        init(_ columns: DoorColumns) {
            var handle: UnsafeMutableRawPointer?
            let code = columns.joins.withUnsafeBufferPointer { joins in
                createGraph(
                    Int32(columns.commitments), Int32(columns.sources.count), columns.needStart, columns.sources,
                    columns.buffers, joins.isEmpty ? nil : joins.baseAddress, columns.features, &handle)
            }
            self.handle = handle
            self.code = DoorCode(rawValue: code)
        }

        deinit { destroyGraph(handle) }

        func set(_ column: DoorColumn, _ values: [Float]) -> DoorCode? {
            DoorCode(rawValue: setColumn(handle, column.rawValue, values, Int32(values.count)))
        }

        func read(_ count: Int) -> (slips: [Float], states: [UInt8]) {
            var slips = [Float](repeating: .nan, count: count)
            var states = [UInt8](repeating: 9, count: count)
            #expect(readSlips(handle, &slips, &states) == DoorCode.done.rawValue)
            return (slips, states)
        }
    }

    @Test("what comes out is what the engine computes, bit for bit", arguments: 0..<200)
    func sameAsEngine(_ seed: Int) throws {
        let network = Network.random(seed: UInt64(seed), commitments: 1 + seed % 40)
        let columns = DoorColumns(network)
        let guest = Guest(columns)
        #expect(guest.code == .done)
        for (column, values) in columns.values { #expect(guest.set(column, values) == .done) }
        let (slips, states) = guest.read(network.promises.count)
        let expected = try network.slips()
        #expect(slips.map(\.bitPattern) == expected.map(\.bitPattern))
        #expect(states == expected.map { $0 == .infinity ? 2 : isLate($0, redate: 0) ? 1 : 0 })
    }

    @Test("own delays are put on the grid, and count anew each time they are set")
    func ownDelays() {
        let guest = Guest(DoorColumns(Network(needing: [[1], []])))
        #expect(guest.read(2).slips == [0, 0])
        #expect(guest.set(.own, [0, 0.3]) == .done)
        #expect(guest.read(2).slips == [307.0 / 1024, 307.0 / 1024])
        #expect(guest.set(.redate, [1, 0]) == .done)
        #expect(guest.read(2).states == [0, 1])
        #expect(guest.set(.own, [0, .infinity]) == .done)
        #expect(guest.read(2).states == [2, 2])
    }

    /// Columns of two commitments, the second of which needs the first, with one thing wrong.
    struct Wrong: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var code: DoorCode
        var columns: DoorColumns

        init(_ says: String, _ code: DoorCode, _ spoil: (inout DoorColumns) -> Void) {
            testDescription = says
            self.code = code
            columns = DoorColumns(Network(needing: [[], [0]]))
            spoil(&columns)
        }
    }

    static let refused = [
        Wrong("nothing wrong", .done) { _ in },
        Wrong("fewer than no commitments", .missing) { $0.commitments = -1 },
        Wrong("one too many for the rows", .missing) { $0.commitments = Int(Int32.max) },
        Wrong("a need on nobody", .malformed) { $0.sources = [7] },
        Wrong("rows that do not end at the last need", .malformed) { $0.needStart = [0, 0, 0] },
        Wrong("a need on itself", .cyclic) { $0.sources = [1] },
        Wrong("a buffer that is no number", .outOfRange) { $0.buffers = [.nan] },
        Wrong("a buffer without end", .outOfRange) { $0.buffers = [.infinity] },
        Wrong("a feature nobody knows", .outOfRange) { $0.features = [0, 16] },
        Wrong("a group on a commitment with plain needs", .unannounced) { $0.joins = [1] },
    ]

    @Test("columns no graph can be made of are refused, and there is no handle", arguments: refused)
    func refusedGraph(_ wrong: Wrong) {
        let guest = Guest(wrong.columns)
        #expect(guest.code == wrong.code)
        #expect((guest.handle != nil) == (wrong.code == .done))
    }

    /// A column set on two plain commitments, the second of which needs the first.
    static let values: [(column: DoorColumn, values: [Float], code: DoorCode)] = [
        (.floor, [-1, -2], .done), (.floor, [-1], .wrongLength), (.floor, [0, .nan], .outOfRange),
        (.floor, [-.infinity, 0], .outOfRange), (.own, [0, .infinity], .done), (.own, [0, -.infinity], .outOfRange),
        (.own, [0, 2e9], .outOfRange), (.limit, [.infinity, .infinity], .done), (.limit, [5, .infinity], .unannounced),
        (.limit, [.nan, 0], .outOfRange), (.redate, [3, -3], .done), (.redate, [.infinity, 0], .outOfRange),
        (.share, [1], .done), (.share, [0.5], .unannounced), (.share, [1.5], .outOfRange),
        (.share, [1, 1], .wrongLength),
        (.cap, [.infinity], .done), (.cap, [2], .unannounced), (.cap, [-1], .outOfRange), (.cap, [], .wrongLength),
    ]

    @Test("values a column cannot hold are refused, and the old ones stay", arguments: values)
    func refusedValues(_ column: DoorColumn, _ values: [Float], _ code: DoorCode) {
        let guest = Guest(DoorColumns(Network(needing: [[], [0]])))
        #expect(guest.set(.own, [4, 0]) == .done)
        #expect(guest.set(column, values) == code)
        if code != .done { #expect(guest.read(2).slips == [4, 4]) }
    }

    @Test("what is missing is said to be")
    func missing() {
        let guest = Guest(DoorColumns(Network(needing: [[], [0]])))
        var handle: UnsafeMutableRawPointer?
        #expect(createGraph(1, 0, nil, nil, nil, nil, [0], &handle) == DoorCode.missing.rawValue)
        #expect(createGraph(1, 0, [0, 0], nil, nil, nil, nil, &handle) == DoorCode.missing.rawValue)
        #expect(createGraph(1, 1, [0, 1], nil, nil, nil, [0], &handle) == DoorCode.missing.rawValue)
        #expect(createGraph(1, 0, [0, 0], nil, nil, nil, [0], nil) == DoorCode.missing.rawValue)
        #expect(handle == nil)
        #expect(setColumn(nil, 0, [0], 1) == DoorCode.missing.rawValue)
        #expect(setColumn(guest.handle, 0, nil, 2) == DoorCode.missing.rawValue)
        #expect(setColumn(guest.handle, 0, [0], -1) == DoorCode.missing.rawValue)
        #expect(setColumn(guest.handle, 6, [0, 0], 2) == DoorCode.unknownColumn.rawValue)
        var slips: [Float] = [0, 0]
        #expect(readSlips(guest.handle, &slips, nil) == DoorCode.done.rawValue, "states may be left out")
        #expect(readSlips(nil, &slips, nil) == DoorCode.missing.rawValue)
        #expect(readSlips(guest.handle, nil, nil) == DoorCode.missing.rawValue)
        #expect(allocateMemory(-1) == nil)
        freeMemory(allocateMemory(64))
        freeMemory(nil)
        destroyGraph(nil)
    }
}
