import DominoEngine
import DominoTestSupport
import DominoWasm
import Foundation
import Testing

@Suite(
    "The engine is an Embedded WebAssembly module too",
    .enabled(
        if: WasmToolchain.found != nil, "swiftc, clang and wasm-ld for wasm32-unknown-none-wasm are not on the PATH"))
struct EmbeddedWasmTests {
    /// The functions of the door, and the memory they work on.
    static let doors = [
        "domino_allocate", "domino_free", "domino_graph_create", "domino_graph_destroy", "domino_graph_set",
        "domino_graph_slips", "memory",
    ]

    /// Built once for all tests of the suite.
    static let module = Result {
        try WasmToolchain.found.map { try $0.build(in: TemporaryFolder().path) } ?? []
    }

    @Test("it asks nothing of its host, offers the door, and stays below 100 KB")
    func sections() throws {
        let module = try Self.module.get()
        let sections = try #require(WasmSections(module))
        #expect(sections.importCount == 0)
        #expect(sections.exports.sorted() == Self.doors)
        #expect(module.count < 100_000, "\(module.count) bytes")
    }

    @Test(
        "it computes the same slips as the native engine, bit for bit",
        .enabled(if: WasmToolchain.onPath("node") != nil, "node, which would run the module, is not on the PATH"))
    func sameBits() throws {
        let folder = try TemporaryFolder()
        let module = "\(folder.path)/domino.wasm"
        try Data(Self.module.get()).write(to: URL(fileURLWithPath: module))
        let networks = (0..<400).map { Network.random(seed: UInt64($0), commitments: 1 + $0 % 60) }
        let input = networks.flatMap { DoorColumns($0).words }.flatMap { word in
            (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
        }
        let result = runProcess("node", ["-e", Self.harness, module], input: input)
        try #require(result.status == 0, "\(result.errors)")
        let words = stride(from: 0, to: result.standardOutput.count / 4 * 4, by: 4).map { at in
            (0..<4).reduce(UInt32(0)) { $0 | UInt32(result.standardOutput[at + $1]) << ($1 * 8) }
        }
        var expected: [UInt32] = []
        for network in networks { expected += try network.slips().map(\.bitPattern) }
        #expect(words.count == expected.count + 1)
        for (place, pair) in zip(words, expected).enumerated() where pair.0 != pair.1 {
            Issue.record("slip \(place) is \(Float(bitPattern: pair.0)), natively \(Float(bitPattern: pair.1))")
            return
        }
        #expect(words.last == 0, "bytes by which memory grew while the same graphs were played again")
    }

    /// Plays every graph it reads three times over and writes the slips of the first time, then by how many bytes memory
    /// grew after it: a host that gives back what it took needs no more of it.
    static let harness = """
        const fs = require("fs");
        const module = new WebAssembly.Module(fs.readFileSync(process.argv[1]));
        const door = new WebAssembly.Instance(module, {}).exports;
        const bytes = fs.readFileSync(0);
        const input = new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
        const output = [];
        let at = 0;
        const take = count => input.subarray(at, at += count);
        const check = (what, code) => { if (code !== 0) throw new Error(what + " is refused with code " + code); };

        function place(words, Type) {
            const address = door.domino_allocate(words.length * Type.BYTES_PER_ELEMENT);
            new Type(door.memory.buffer, address, words.length).set(words);
            return address;
        }

        function play(record) {
            const [commitments, needs, hasJoins] = take(3);
            const columns = [
                place(take(commitments + 1), Uint32Array), place(take(needs), Uint32Array),
                place(take(needs), Uint32Array), hasJoins ? place(take(needs), Uint8Array) : 0,
                place(take(commitments), Uint8Array)];
            const handlePlace = door.domino_allocate(4);
            check("a graph", door.domino_graph_create(commitments, needs, ...columns, handlePlace));
            const handle = new Uint32Array(door.memory.buffer, handlePlace, 1)[0];
            for (let column = 0; column < 6; column++) {
                const values = take(column < 4 ? commitments : needs);
                const address = place(values, Uint32Array);
                check("column " + column, door.domino_graph_set(handle, column, address, values.length));
                door.domino_free(address);
            }
            const slips = door.domino_allocate(commitments * 4);
            check("a pass", door.domino_graph_slips(handle, slips, 0));
            if (record) output.push(...new Uint32Array(door.memory.buffer, slips, commitments));
            [...columns, handlePlace, slips].forEach(address => door.domino_free(address));
            door.domino_graph_destroy(handle);
        }

        let first = 0;
        for (let round = 0; round < 3; round++) {
            at = 0;
            while (at < input.length) play(round === 0);
            if (round === 0) first = door.memory.buffer.byteLength;
        }
        output.push(door.memory.buffer.byteLength - first);
        fs.writeSync(1, Buffer.from(Uint32Array.from(output).buffer));
        """
}
