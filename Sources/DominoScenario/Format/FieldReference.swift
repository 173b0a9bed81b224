/// The reference of the format in Markdown: every form with its fields, then the values that many of them share.
///
/// `Scenarios/FORMAT.md` holds it between two marks.
package func fieldReference() -> String {
    var text = section(ScenarioField.form, title: "The scenario")
    var named: [(name: String, summary: String)] = []
    for definition in schemaDefinitions {
        switch definition {
        case .form(let form): text += "\n" + section(form, title: "`\(form.name)`")
        case .value(let name, let members) where SharedValue(rawValue: name) == nil && name != "statedNeed":
            named.append((name, summary(of: members)))
        case .value: break
        }
    }
    named += SharedValue.allCases.map { ($0.rawValue, $0.summary) }
    text += "\n### Values\n\n| value | what it is |\n|---|---|\n"
    for (name, summary) in named { text += "| `\(name)` | \(summary) |\n" }
    return text
}

/// One form: what it stands for, and a table of its fields.
private func section(_ form: FormSpec, title: String) -> String {
    var text = "### \(title)\n\n\(form.summary)\n\n| field | holds | default | meaning |\n|---|---|---|---|\n"
    for (name, spec) in form.fields {
        let standard = spec.isRequired ? "**required**" : spec.defaultWords ?? ""
        text += "| `\(name)` | \(spec.type.words) | \(standard) | \(spec.summary) |\n"
    }
    return text
}

/// The sentence that describes a value, from the members of its schema.
private func summary(of members: String) -> String {
    let parts = members.split(separator: "\"", maxSplits: 4, omittingEmptySubsequences: false)
    return parts.count > 3 ? String(parts[3]) : ""
}

extension FieldType {
    /// The type in words.
    fileprivate var words: String {
        switch self {
        case .shared(let value): value.rawValue
        case .text: "text"
        case .choice(let words): words.map { "`\"\($0)\"`" }.joined(separator: ", ")
        case .form(let name): name
        case .list(let element, _): "list of \(element.words)"
        case .tuple(let types): "[" + types.map { $0.words }.joined(separator: ", ") + "]"
        case .other(_, let words): words
        }
    }
}
