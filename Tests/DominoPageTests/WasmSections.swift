/// What a WebAssembly module asks of its host and offers it, read from its sections (WebAssembly core specification,
/// section 5.5).
struct WasmSections {
    /// Number of imports.
    private(set) var importCount = 0
    /// Names of exports, in order.
    private(set) var exports: [String] = []

    /// Nil where the bytes are no module.
    init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: [0x00, 0x61, 0x73, 0x6D, 0x01, 0x00, 0x00, 0x00]) else { return nil }
        var rest = bytes.dropFirst(8)
        while let id = rest.popFirst() {
            guard let size = Self.number(&rest), size <= rest.count else { return nil }
            var section = rest.prefix(size)
            rest = rest.dropFirst(size)
            switch id {
            case 2:
                guard let count = Self.number(&section) else { return nil }
                importCount = count
            case 7:
                guard let names = Self.exports(&section) else { return nil }
                exports = names
            default: break
            }
        }
    }

    private static func exports(_ section: inout ArraySlice<UInt8>) -> [String]? {
        guard let count = number(&section) else { return nil }
        var names: [String] = []
        for _ in 0..<count {
            guard let length = number(&section), length < section.count else { return nil }
            names.append(String(decoding: section.prefix(length), as: UTF8.self))
            // The name, then the kind.
            section = section.dropFirst(length + 1)
            guard number(&section) != nil else { return nil }
        }
        return names
    }

    /// An unsigned number in LEB128.
    private static func number(_ bytes: inout ArraySlice<UInt8>) -> Int? {
        var value = 0
        for shift in stride(from: 0, to: 35, by: 7) {
            guard let byte = bytes.popFirst() else { return nil }
            value |= Int(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return value }
        }
        return nil
    }
}
