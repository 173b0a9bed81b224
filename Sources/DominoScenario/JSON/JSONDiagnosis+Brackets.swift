extension JSONDiagnosis {
    // MARK: Brackets

    mutating func openBracket() -> Place {
        if open.count == JSONLimits.nesting {
            report(
                .jsonNesting, offset, offset + 1,
                "brackets stand inside one another more than \(JSONLimits.nesting) deep")
            isStopped = true
        }
        open.append(offset)
        pass(1, .null)
        return .first
    }

    mutating func closeBracket(at place: Place) -> Place {
        let closing = bytes[offset]
        guard let opening = open.last else {
            reportUnexpected(in: "at the start")
            return .done
        }
        let isMatch = (closing == UInt8(ascii: "}")) == (bytes[opening] == UInt8(ascii: "{"))
        if !isMatch {
            let want = bytes[opening] == UInt8(ascii: "{") ? "}" : "]"
            report(
                .jsonBracket, offset, offset + 1, "\(want) should come before this \(Unicode.Scalar(closing))",
                related: [related(opening, "\(Unicode.Scalar(bytes[opening])) was opened here")])
            isStopped = true
        } else if place == .value {
            report(.jsonMissingValue, offset, offset + 1, "this field has no value")
        } else if place == .next, let comma {
            report(
                .jsonTrailingComma, comma, comma + 1, "a comma behind the last value", hint: "remove this comma")
        }
        open.removeLast()
        pass(1, .null)
        return placeBehindValue
    }

    // MARK: Ends

    mutating func reportEnd(isEmpty: Bool) {
        if isEmpty {
            if problems.isEmpty {
                report(
                    .jsonEmpty, start, start, start == end ? "the file is empty" : "the file holds only white space",
                    hint: "a scenario is one JSON object: { \"domino\": 1, ... }")
            }
            return
        }
        let count = open.count == 1 ? "1 bracket is" : "\(open.count) brackets are"
        report(
            .jsonCutOff, lastEnd, lastEnd,
            "the file ends too early: \(count) still open",
            related: open.suffix(1).map { related($0, "\(Unicode.Scalar(bytes[$0])) was opened here") })
    }

    mutating func reportTextBehind() {
        let byte = bytes[offset]
        let message =
            switch byte {
            case UInt8(ascii: "}"), UInt8(ascii: "]"): "one closing bracket too many"
            case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""): "a second value behind the end"
            default: "text behind the end"
            }
        report(.jsonTrailingText, offset, characterEnd(offset), message, hint: "a file holds one JSON value")
    }
}
