/// What a WebAssembly module asks of its host and offers it, read from its sections (WebAssembly core specification,
/// section 5.5).
struct WasmSections {
    /// Names of the functions imported, each behind its module and a full stop, in order.
    private(set) var imports: [String] = []
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
                guard let names = Self.imports(&section) else { return nil }
                imports = names
            case 7:
                guard let names = Self.exports(&section) else { return nil }
                exports = names
            default: break
            }
        }
    }

    /// Nil where anything but functions is imported.
    private static func imports(_ section: inout ArraySlice<UInt8>) -> [String]? {
        guard let count = number(&section) else { return nil }
        var names: [String] = []
        for _ in 0..<count {
            guard let module = name(&section), let field = name(&section), section.popFirst() == 0,
                number(&section) != nil
            else { return nil }
            names.append("\(module).\(field)")
        }
        return names
    }

    private static func exports(_ section: inout ArraySlice<UInt8>) -> [String]? {
        guard let count = number(&section) else { return nil }
        var names: [String] = []
        for _ in 0..<count {
            // The name, the kind, the index.
            guard let name = name(&section), section.popFirst() != nil, number(&section) != nil else { return nil }
            names.append(name)
        }
        return names
    }

    private static func name(_ section: inout ArraySlice<UInt8>) -> String? {
        guard let length = number(&section), length <= section.count else { return nil }
        defer { section = section.dropFirst(length) }
        return String(decoding: section.prefix(length), as: UTF8.self)
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
