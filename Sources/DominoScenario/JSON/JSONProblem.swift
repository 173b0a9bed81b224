/// What can be wrong with the brackets, commas, colons and names of a JSON text.
enum JSONProblem: Problem {
    /// Where something is that belongs nowhere.
    enum Place: String {
        case start = "at the start"
        case value = "where a value should be"
        case name = "where the name of a field should be"
        case separator = "where a comma or a closing bracket should be"
    }

    /// What follows the one value of a file.
    enum Rest: String {
        case bracket = "one closing bracket too many"
        case value = "a second value after the end"
        case text = "text after the end"
    }

    case tooLarge
    case tooMany(limit: Int)
    case empty(isBlank: Bool)
    case cutOff(open: Int)
    case afterEnd(Rest)
    case nesting
    case bracket(expected: Character, found: Unicode.Scalar)
    case missingValue
    case trailingComma
    case extraComma(isFirst: Bool)
    case missingName
    case bareName
    case equalsSign
    case nameAlone
    case missingColon
    case missingComma
    case semicolon
    case extraColon(inObject: Bool)
    case textAfterString
    case unexpected(UInt8, Place, isMarkup: Bool)

    var wording: Wording {
        switch self {
        case .tooLarge: Wording(.fileTooLarge, "the file is too large: a file may have 1 GiB, all files together 2 GiB")
        case .tooMany(let limit): Wording(.jsonTooManyProblems, "reading stopped after \(limit) problems")
        case .empty(let isBlank):
            Wording(
                .jsonEmpty, isBlank ? "the file holds only white space" : "the file is empty",
                "a scenario is one JSON object: { \"domino\": 1, ... }")
        case .cutOff(let open):
            Wording(
                .jsonCutOff,
                "the file ends too early: \(open == 1 ? "1 bracket is" : "\(open) brackets are") still open")
        case .afterEnd(let rest): Wording(.jsonTrailingText, rest.rawValue, "a file holds one JSON value")
        case .nesting: Wording(.jsonNesting, "brackets are nested more than \(JSONLimits.nesting) deep")
        case .bracket(let expected, let found): Wording(.jsonBracket, "expected \(expected) before this \(found)")
        case .missingValue: Wording(.jsonMissingValue, "this field has no value")
        case .trailingComma: Wording(.jsonTrailingComma, "a comma after the last value", "remove this comma")
        case .extraComma(let isFirst):
            Wording(
                .jsonExtraComma, isFirst ? "a comma before the first value" : "two commas with nothing between them",
                "remove one comma")
        case .missingName:
            Wording(
                .jsonKey, "a field needs a name in quotes before its value",
                "write a field as \"name\": value, and a list of values in [ ]")
        case .bareName:
            Wording(.jsonKey, "the name of a field has to be in double quotes", "write \"name\": value")
        case .equalsSign: Wording(.jsonMissingColon, "expected ':' between name and value")
        case .nameAlone: Wording(.jsonMissingColon, "this field has no value", "write a field as \"name\": value")
        case .missingColon: Wording(.jsonMissingColon, "expected ':' between this name and its value")
        case .missingComma: Wording(.jsonMissingComma, "a comma is missing here")
        case .semicolon: Wording(.jsonMissingComma, "expected ',' between values, not ';'")
        case .extraColon(let inObject):
            Wording(
                .jsonUnexpected, inObject ? "a second colon in one field" : "a colon in a list",
                "write fields with names in { }")
        case .textAfterString:
            Wording(
                .jsonUnexpected, "text after the end of a string", "a quote inside a string is written \\\"")
        case .unexpected(let byte, let place, let isMarkup):
            Wording(.jsonUnexpected, "\(Self.name(of: byte)) \(place.rawValue)", Self.hint(for: byte, isMarkup))
        }
    }

    private static func name(of byte: UInt8) -> String {
        switch byte {
        case 0x21..<0x7F: "\"\(Unicode.Scalar(byte))\""
        case 0x80...: "this character"
        default: "the control character \(codePoint(byte))"
        }
    }

    private static func hint(for byte: UInt8, _ isMarkup: Bool) -> String? {
        switch byte {
        case UInt8(ascii: "<") where isMarkup: "this looks like HTML or XML"
        case UInt8(ascii: "/"): "a date is written in quotes: \"2026-03-02\""
        case UInt8(ascii: "\\"): "a backslash is allowed only between quotes"
        default: nil
        }
    }
}

/// What can be wrong with the encoding, the white space and the strings of a JSON text.
enum JSONTextProblem: Problem {
    /// Why bytes are not UTF-8.
    enum UTF8Fault: String {
        case continuation = "a continuation byte without a beginning"
        case overlong = "an overlong form"
        case surrogate = "half of a surrogate pair"
        case beyond = "beyond U+10FFFF"
        case unused = "never used"
        case cutShort = "a character cut short"
    }

    /// Quotes that JSON does not know.
    enum Quotes: String {
        case single, backward, curly
    }

    case encoding(String)
    case archive
    case comment
    case openComment
    case space
    case invalidUTF8(UInt8, UTF8Fault)
    case cutOffString
    case longString
    case openString
    case controlCharacter(UInt8)
    case escapedControlCharacter
    case escape(UInt8)
    case unicodeEscape
    case surrogate(isFirst: Bool)
    case quotes(Quotes)
    case openQuote

    var wording: Wording {
        switch self {
        case .encoding(let name): Wording(.jsonEncoding, "this file looks like \(name)", "save it as UTF-8")
        case .archive:
            Wording(
                .jsonEncoding, "this file looks like a zip archive or an office document", "a scenario is JSON text")
        case .comment:
            Wording(
                .jsonComment, "JSON has no comments",
                "put a note in a field whose name begins with x-: \"x-note\": \"...\"")
        case .openComment: Wording(.jsonComment, "this comment is never closed, and JSON has no comments")
        case .space:
            Wording(
                .jsonWhitespace, "this is not white space in JSON, though it may look like it",
                "use an ordinary space; such characters come with text copied from web pages")
        case .invalidUTF8(let byte, let fault):
            Wording(
                .jsonInvalidUTF8,
                "the byte 0x\(String(byte, radix: 16, uppercase: true)) is not UTF-8: \(fault.rawValue)",
                "the file may be saved as Windows-1252 or Latin-1; save it as UTF-8")
        case .cutOffString: Wording(.jsonCutOff, "the file ends inside a string")
        case .longString: Wording(.jsonStringTooLong, "a string may have 1 MiB, this one is longer")
        case .openString:
            Wording(
                .jsonStringOpen, "this string does not end on its line",
                "close it with \"; a line break inside a string is written \\n")
        case .controlCharacter(0x09):
            Wording(.jsonControlCharacter, "a tab inside a string", "a tab inside a string is written \\t")
        case .controlCharacter(let byte):
            Wording(.jsonControlCharacter, "the control character \(codePoint(byte)) inside a string", "remove it")
        case .escapedControlCharacter: Wording(.jsonEscape, "a backslash and a control character")
        case .escape(let letter):
            Wording(
                .jsonEscape, "\(letter < 0x7F ? "\\\(Unicode.Scalar(letter))" : "this") is not a JSON escape",
                Self.hint(forEscape: letter))
        case .unicodeEscape:
            Wording(
                .jsonEscape, "\\u needs four hexadecimal digits",
                "a character above U+FFFF is written as a pair, or as itself")
        case .surrogate(let isFirst):
            Wording(
                .jsonSurrogate, "half of a surrogate pair: the \(isFirst ? "second" : "first") half is missing",
                "a character above U+FFFF is written as two \\u, first \\uD800 to \\uDBFF, then \\uDC00 to \\uDFFF")
        case .quotes(let quotes):
            Wording(.jsonQuotes, "a string in \(quotes.rawValue) quotes", Self.quotesHint)
        case .openQuote:
            Wording(
                .jsonQuotes, "this quote does not begin a JSON string and is not closed on its line", Self.quotesHint)
        }
    }

    private static let quotesHint = "write strings in straight double quotes: \"...\""

    private static func hint(forEscape letter: UInt8) -> String {
        switch letter {
        case UInt8(ascii: "'"): "an apostrophe needs no backslash"
        case UInt8(ascii: "x"): "write \\u00 and the two digits"
        default: "a backslash itself is written \\\\"
        }
    }
}

/// What can be wrong with the numbers of a JSON text, and with words that stand where a value should be.
enum JSONValueProblem: Problem {
    /// Why a token is not a number.
    enum NumberFault {
        case notANumber, plusSign, noWholeDigit, noDigit, hexadecimal, date, leadingZero, noFraction, underscore
        case percentage, unit
    }

    /// What a word without quotes is taken for.
    enum Word {
        case boolean, nothing, notANumber, yesNo
    }

    case number(String, NumberFault)
    case decimalComma
    case longNumber(count: Int)
    case word(String, Word)
    case bareText

    var wording: Wording {
        switch self {
        case .number(let token, let fault): Self.wording(of: token, fault)
        case .decimalComma:
            Wording(.jsonNumber, "a comma inside a number", "fractions are written with a point: 1.5")
        case .longNumber(let count):
            Wording(
                .jsonNumberTooLong,
                "a number may have \(JSONLimits.numberCharacters) characters, this one has \(count)")
        case .word(let word, .boolean):
            Wording(.jsonLiteral, "\(word) has to be in lower case", "write true or false")
        case .word(let word, .nothing):
            Wording(.jsonLiteral, "\(word) is not a JSON value", "leave out a field that has no value")
        case .word(let word, .notANumber): Wording(.jsonLiteral, "\(word) is not a JSON number", Self.noLimitHint)
        case .word(let word, .yesNo): Wording(.jsonLiteral, "\(word) is not a JSON value", "write true or false")
        case .bareText: Wording(.jsonLiteral, "text without quotes", "text is written in double quotes: \"...\"")
        }
    }

    private static func wording(of token: String, _ fault: NumberFault) -> Wording {
        let (message, hint): (String, String?) =
            switch fault {
            case .notANumber: ("\(token) is not a JSON number", noLimitHint)
            case .plusSign: ("\(token) has a plus sign", "write the number without it")
            case .noWholeDigit: ("\(token) has no digit before the point", "write 0 before the point: 0.5")
            case .noDigit: ("\(token) is not a number", nil)
            case .hexadecimal: ("\(token) is hexadecimal", "write the number with decimal digits")
            case .date: ("\(token) looks like a date", "a date is written in quotes: \"2026-03-02\"")
            case .leadingZero: ("\(token) begins with a zero", "write the number without leading zeros")
            case .noFraction: ("\(token) has no digit after the point", "write 1 or 1.0")
            case .underscore: ("\(token) has an underscore", "write the digits with nothing between them")
            case .percentage: ("\(token) is a percentage", "write a part of 1: 0.35 for 35 %")
            case .unit: ("\(token) is not a number", "text is written in quotes; numbers have no units")
            }
        return Wording(.jsonNumber, message, hint)
    }

    private static let noLimitHint = "leave the field out where there is no limit"
}

/// `U+001B` for 27.
private func codePoint(_ byte: UInt8) -> String {
    "U+00" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
}
