/// The names of things of one kind, and what people mean when they type one: an id, a title, or a part of a title.
package struct NameBook {
    /// What a text stands for.
    package enum Match: Equatable {
        /// The thing at a place; `isWhole` where the text is all of its id or title, the case of letters aside.
        case one(Int, isWhole: Bool)
        /// Any of several, in their order.
        case several([Int])
        /// Nothing.
        case none
    }

    /// What one of the things is called in a message.
    private let noun: String
    private let count: Int
    private let id: (Int) -> String
    /// Empty where a thing has no title.
    private let title: (Int) -> String

    init(noun: String, count: Int, id: @escaping (Int) -> String, title: @escaping (Int) -> String) {
        self.noun = noun
        self.count = count
        self.id = id
        self.title = title
    }

    /// What a text names: the thing with that id, else with that title, else without regard to the case of letters,
    /// else the only one whose title begins with it, else the only one whose title contains it.
    ///
    /// A part of a title has at least three letters, so that a mistyped id is not taken for one.
    /// - Complexity: O(length of all names).
    package func match(_ text: String) -> Match {
        if let place = (0..<count).first(where: { id($0).utf8.elementsEqual(text.utf8) }) {
            return .one(place, isWhole: true)
        }
        let folded = trimmedText(text.utf8).lowercased()
        let part = Array(folded.utf8)
        let isLongEnough = folded.unicodeScalars.count >= 3
        var (titled, alike, beginning, containing) = ([Int](), [Int](), [Int](), [Int]())
        for place in 0..<count {
            let title = title(place)
            if title.utf8.elementsEqual(text.utf8), !title.isEmpty { titled.append(place) }
            let foldedTitle = title.lowercased()
            // `String` equality is canonical equivalence: composed and decomposed accents are equal.
            if foldedTitle == folded && !title.isEmpty || id(place).lowercased() == folded { alike.append(place) }
            guard isLongEnough, foldedTitle.utf8.count > part.count else { continue }
            if foldedTitle.utf8.starts(with: part) { beginning.append(place) }
            if isPart(part, of: Array(foldedTitle.utf8)) { containing.append(place) }
        }
        for (places, isWhole) in [(titled, true), (alike, true), (beginning, false), (containing, false)] {
            if let first = places.first { return places.count == 1 ? .one(first, isWhole: isWhole) : .several(places) }
        }
        return .none
    }

    /// Most commas in a title or an id: a list of names cannot be split at all of its commas where there are any.
    package var mostCommas: Int {
        (0..<count).map { place in
            max(title(place).utf8.count { $0 == comma }, id(place).utf8.count { $0 == comma })
        }.max() ?? 0
    }

    /// A thing in a message: its title with the id behind it, or its id alone.
    package func described(_ place: Int) -> String {
        let (id, title) = (sanitized(id(place), limit: 80), title(place))
        return title.isEmpty ? "\"\(id)\"" : "\"\(sanitized(title, limit: 80))\" (\(id))"
    }

    /// Why a text names none, or which ones it may name, with the candidates: a sentence or two.
    package func problem(with text: String, _ match: Match) -> String {
        let quoted = "\"\(sanitized(text, limit: 80))\""
        if case .several(let places) = match {
            return "\(quoted) fits \(places.count) \(noun)s. Did you mean \(choice(of: places))?"
        }
        return "no \(noun) has the id or title \(quoted)." + (hint(for: text).map { " \($0)" } ?? "")
    }

    /// Candidates in a question: `"Stores launch" (stores) or "launch"`, five at most.
    package func choice(of places: [Int]) -> String {
        let shown = places.prefix(mostShown).map(described)
        let rest = places.count - shown.count
        guard rest == 0 else { return shown.joined(separator: ", ") + ", or one of \(rest) more" }
        guard shown.count > 1 else { return shown.first ?? "" }
        return shown.dropLast().joined(separator: ", ") + " or " + shown[shown.count - 1]
    }

    /// The nearest candidates, or the few ids that there are.
    private func hint(for text: String) -> String? {
        let places = nearestPlaces(to: text.lowercased(), among: (0..<count).lazy.map(spellings(like: text)))
        if places.count > 1 { return "Did you mean \(choice(of: places))?" }
        if let place = places.first {
            let id = id(place)
            return capitalized(suggestion(for: text, among: [id])) ?? "Did you mean \(described(place))?"
        }
        return count <= mostKnown ? capitalized(DominoScenario.hint(forUnknown: text, among: (0..<count).map(id))) : nil
    }

    /// What a thing may be called in a text like this one: its id, its title, and as many words of the title in a row.
    private func spellings(like text: String) -> (Int) -> [String] {
        let length = text.split(separator: " ").count
        return { place in
            let title = title(place).lowercased()
            let words = title.split(separator: " ")
            let runs = words.count > length && length > 0 ? 0...words.count - length : 0...0
            return [id(place).lowercased(), title]
                + runs.map { words.dropFirst($0).prefix(length).joined(separator: " ") }
        }
    }
}

/// Candidates that a message lists.
private let mostShown = 5
/// Things there are, where a message lists the ids of all.
private let mostKnown = 6
private let comma = UInt8(ascii: ",")

/// Whether bytes stand in a row somewhere in others.
private func isPart(_ part: [UInt8], of bytes: [UInt8]) -> Bool {
    guard let first = part.first, part.count <= bytes.count else { return false }
    return (0...bytes.count - part.count).contains { start in
        bytes[start] == first && bytes[start..<start + part.count].elementsEqual(part)
    }
}

extension Scenario {
    /// The names of the commitments, for what people type.
    package var commitmentNames: NameBook {
        NameBook(
            noun: "commitment", count: commitments.count, id: { string(commitments[$0].id) },
            title: { string(commitments[$0].title) })
    }

    /// The names of the mitigations.
    package var mitigationNames: NameBook {
        NameBook(
            noun: "mitigation", count: mitigations.count, id: { string(mitigations[$0].id) },
            title: { string(mitigations[$0].title) })
    }
}
