/// What the format says about one field: its type, whether it is required, its default and what it means.
///
/// One table, spread over the `Field` enumerations: from it come the look-up of names while reading, the JSON Schema,
/// the columns of the table that `export --as csv` writes, and the reference in `Scenarios/FORMAT.md`. To add a field,
/// add a case to its enumeration; the compiler then asks for its `FieldSpec` and for the lines that read it.
struct FieldSpec: Sendable {
    /// What the field holds.
    var type: FieldType
    /// What it means: one or two sentences, without the default.
    var summary: String
    /// Whether every object has to have it.
    var isRequired = false
    /// What holds without it, in words; nil if nothing needs saying.
    var defaultWords: String?
    /// The same as a JSON value, if it is one.
    var defaultValue: String?
    /// JSON values for the author to copy, with commas between them.
    var examples: String?

    /// A field that may be left out.
    /// - Parameters:
    ///   - value: its default as JSON.
    ///   - words: the default in words, if the JSON value does not say it.
    init(
        _ type: FieldType, _ summary: String, default value: String? = nil, words: String? = nil,
        examples: String? = nil
    ) {
        self.type = type
        self.summary = summary
        self.examples = examples
        defaultValue = value
        defaultWords = words ?? value.map { text in String(text.filter { $0 != "\"" }) }
    }

    /// A field that every object has to have.
    static func required(_ type: FieldType, _ summary: String, examples: String? = nil) -> FieldSpec {
        var spec = FieldSpec(type, summary, examples: examples)
        spec.isRequired = true
        return spec
    }

    /// The summary followed by the default.
    var description: String { summary + (defaultWords.map { " Default: \($0)." } ?? "") }
}

/// What a field holds.
indirect enum FieldType: Sendable {
    /// One of the values that many forms share.
    case shared(SharedValue)
    case text
    /// One of these words.
    case choice([String])
    /// An object of the form with this name.
    case form(String)
    /// A list of such elements, at least so many.
    case list(of: FieldType, atLeast: Int = 0)
    /// A list of as many elements as there are types.
    case tuple([FieldType])
    /// A number within these bounds.
    case number(ClosedRange<Double>)
    /// Exactly one of these types.
    case oneOf([FieldType])
    /// Whatever else: the members of its JSON Schema, and its type in words.
    case other([(name: String, json: String)], words: String)

    static let id = FieldType.shared(.id)
    static let name = FieldType.shared(.name)
    static let date = FieldType.shared(.date)
    static let days = FieldType.shared(.days)
    static let spareDays = FieldType.shared(.spareDays)
    static let positiveDays = FieldType.shared(.positiveDays)
    static let amount = FieldType.shared(.amount)
    static let chance = FieldType.shared(.chance)

    /// One of the words of an enumeration.
    static func choice<C: RawRepresentable & CaseIterable>(of form: C.Type) -> FieldType where C.RawValue == String {
        .choice(form.allCases.map { $0.rawValue })
    }

    /// Whether a value of this type is a JSON string.
    var isText: Bool {
        switch self {
        case .text, .choice, .shared(.id), .shared(.name), .shared(.date): true
        default: false
        }
    }

    /// Whether a value of this type is a list of objects.
    var isListOfForms: Bool {
        if case .list(of: .form, _) = self { true } else { false }
    }
}

/// The values that many forms share. Raw values are their names in the JSON Schema.
enum SharedValue: String, CaseIterable, Sendable {
    case id, name, date, days, spareDays, positiveDays, amount, chance, own
}

/// The bounds of numbers, the same for the reader and the JSON Schema.
enum NumberRange {
    /// Days of either sign.
    static var days: ClosedRange<Double> { -100_000...100_000 }
    /// Days that cannot be negative.
    static var spareDays: ClosedRange<Double> { 0...100_000 }
    /// An amount, a weight or a cost.
    static var amount: ClosedRange<Double> { 0...1e12 }
    /// A probability, or another share of 1.
    static var fraction: ClosedRange<Double> { 0...1 }
    /// How committed a promisor is.
    static var firmness: ClosedRange<Double> { 1...10 }
}

/// One form of object and its fields.
struct FormSpec: Sendable {
    /// Its name in the JSON Schema; empty for the scenario itself.
    var name: String
    /// What it is, in a sentence or two.
    var summary: String
    /// Its fields in the order in which people read about them.
    var fields: [(name: String, spec: FieldSpec)]
    /// Rules between fields, as members of the JSON Schema.
    var rules: [(name: String, json: String)] = []

    /// A form that has all fields of an enumeration.
    init<F: SpecifiedField>(
        _ name: String, _ summary: String, of fields: F.Type, rules: [(name: String, json: String)] = []
    ) {
        self.init(name, summary, fields.allCases.map { ($0.rawValue, $0.spec) }, rules: rules)
    }

    /// A form that has these fields.
    init(
        _ name: String, _ summary: String, _ fields: [(name: String, spec: FieldSpec)],
        rules: [(name: String, json: String)] = []
    ) {
        self.name = name
        self.summary = summary
        self.fields = fields
        self.rules = rules
    }

    /// The rule that exactly one of these fields is given; many stand on a line each.
    static func exactlyOne(of fields: [String]) -> (name: String, json: String) {
        let forms = fields.map { "{ \"required\": [\"\($0)\"] }" }
        if forms.count <= 3 { return ("oneOf", "[" + forms.joined(separator: ", ") + "]") }
        return ("oneOf", "[\n  " + forms.joined(separator: ",\n  ") + "\n]")
    }
}

/// The fields that one form of object may have. Raw values are the names in the file.
protocol Field: RawRepresentable, CaseIterable, Equatable, Sendable where RawValue == String {
    /// Finds a field by its bytes.
    static var table: FieldTable<Self> { get }
}

/// Fields that each mean one thing wherever they stand. (What an effect's fields mean depends on its verb.)
protocol SpecifiedField: Field {
    /// What the format says about the field.
    var spec: FieldSpec { get }
}

/// Finds fields by their bytes: one probe and two comparisons a key.
///
/// The length of a name and its first and last eight bytes, which may overlap, identify a name of up to 16 bytes;
/// longer names are compared whole. The initialiser searches for a multiplier that sends all names to different places.
struct FieldTable<F: Field>: Sendable {
    /// Number of the name at each of 256 places; `names.count` where there is none.
    private var places: [UInt8]
    private var names: [Name]
    private let multiplier: UInt64
    /// The fields that every object has to have, one bit each, in the order of `allCases`.
    let required: UInt64

    private struct Name: Sendable {
        var bytes: [UInt8]
        var first: UInt64
        var last: UInt64
        var field: F
    }

    init(required: UInt64 = 0) {
        self.required = required
        let names = F.allCases.map { field in
            let bytes = Array(field.rawValue.utf8)
            let (first, last) = bytes.withUnsafeBufferPointer { buffer in
                RawBytes(buffer).map { ends($0, 0, count: buffer.count) } ?? (0, 0)
            }
            return Name(bytes: bytes, first: first, last: last, field: field)
        }
        precondition(names.count < 64, "one bit a field in Members.seen")
        var multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
        search: while true {
            var places = [UInt8](repeating: UInt8(names.count), count: 256)
            for (number, name) in names.enumerated() {
                let place = Self.place(name.first, name.last, name.bytes.count, multiplier)
                guard places[place] == names.count else {
                    multiplier = multiplier &* 6_364_136_223_846_793_005 &+ 2
                    continue search
                }
                places[place] = UInt8(number)
            }
            self.places = places
            self.names = names
            self.multiplier = multiplier
            return
        }
    }

    /// The field with this name, and its number among all.
    func find(_ name: Text, in sources: borrowing SourceMap) -> (field: F, ordinal: Int)? {
        precondition(sources.holds(name), "a text of another source map")
        let count = Int(name.length)
        let (first, last) = sources.withRawBytes { ends($0, Int(name.start), count: count) }
        let number = Int(places[Self.place(first, last, count, multiplier)])
        guard number < names.count, names[number].first == first, names[number].last == last,
            names[number].bytes.count == count
        else { return nil }
        if count > 16 {
            let written = sources.bytes[Int(name.start)..<Int(name.start) + count]
            guard names[number].bytes.elementsEqual(written) else { return nil }
        }
        return (names[number].field, number)
    }

    @inline(__always)
    private static func place(_ first: UInt64, _ last: UInt64, _ count: Int, _ multiplier: UInt64) -> Int {
        Int(((first ^ last << 1 ^ UInt64(count)) &* multiplier) >> 56)
    }
}

extension FieldTable where F: SpecifiedField {
    init() {
        var required: UInt64 = 0
        for (number, field) in F.allCases.enumerated() where field.spec.isRequired { required |= 1 << UInt64(number) }
        self.init(required: required)
    }
}

/// The first eight bytes of a name and the last eight.
@inline(__always)
private func ends(_ raw: RawBytes, _ start: Int, count: Int) -> (first: UInt64, last: UInt64) {
    (raw.word(at: start, count: min(8, count)), count > 8 ? raw.word(at: start &+ count &- 8) : 0)
}
