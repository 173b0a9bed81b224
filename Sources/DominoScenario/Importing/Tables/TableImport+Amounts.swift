extension TableImport {
    /// An amount, nil where a row states none or nothing.
    mutating func amount(_ row: Int) -> Double? {
        guard let number = number(row, .amount, "amount") else { return nil }
        let (factor, suffix) = scale(number.suffix)
        let named = text(row, .currency)
        let written = [number.prefix, suffix].filter { !$0.isEmpty }.map(currencyCode)
        guard written.allSatisfy(isCurrency), written.count < 2 || written[0] == written[1] else {
            report(
                .invalidNumber, span(row, .amount), "\(quoted(text(row, .amount))) is no amount",
                hint: "write digits and a currency, such as 1500 EUR, or leave the cell empty")
            return nil
        }
        let currency = named.isEmpty ? written.first : currencyCode(named)
        if let currency { settle(currency: currency, row) }
        return number.value == 0 ? nil : number.value * factor
    }

    /// One scenario has one currency: another is an error unless it is stated by option.
    private mutating func settle(currency found: String, _ row: Int) {
        guard options.currency == nil, found != currency else { return }
        if currency.isEmpty {
            currency = found
            return
        }
        report(
            .mixedCurrencies, span(row, .amount),
            "this amount is in \(quoted(found)), and others are in \(quoted(currency))",
            hint: "convert them to one currency; --currency says that all are in one")
    }
}

/// What stands behind an amount without a word for thousands or millions, and what that word says; nothing for the dash
/// of `500.-`.
private func scale(_ suffix: String) -> (factor: Double, rest: String) {
    if suffix.utf8.allSatisfy({ ".,-".utf8.contains($0) }) { return (1, "") }
    let word = String(suffix.prefix { $0.isLetter })
    let rest = suffix.dropFirst(word.count).drop { $0 == "." || $0 == " " }
    // "kr" and "MXN" begin with k and M, and are currencies.
    guard let factor = scales.first(where: { $0.words.contains(word.lowercased()) })?.factor else { return (1, suffix) }
    return (factor, String(rest))
}

private let scales: [(words: [String], factor: Double)] = [
    (["k", "tsd", "thousand"], 1e3), (["m", "mn", "mio", "mill", "million", "millionen"], 1e6),
    (["b", "bn", "mrd", "billion"], 1e9),
]

/// Whether a word can be a currency: a sign, a code or an abbreviation, with no more than three letters.
private func isCurrency(_ word: String) -> Bool {
    word.unicodeScalars.count <= 5 && word.unicodeScalars.count(where: \.properties.isAlphabetic) <= 3
        && word.unicodeScalars.allSatisfy {
            $0 == "." || $0.properties.isAlphabetic || $0.properties.generalCategory == .currencySymbol
        }
}

/// The code of a currency that is written as a sign.
private func currencyCode(_ written: String) -> String {
    switch written {
    case "$", "US$": "USD"
    case "€", "Euro", "euro", "Euros", "euros": "EUR"
    case "£": "GBP"
    case "¥": "JPY"
    case "₹": "INR"
    case "Fr.", "SFr.", "Fr": "CHF"
    case "C$", "CA$": "CAD"
    case "A$": "AUD"
    default: written
    }
}
