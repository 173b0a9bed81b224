/// The bytes of the UTF-8 sequence that begins with `first`, 0 if these bytes begin none (RFC 3629, section 4).
///
/// Overlong forms, surrogates and values above U+10FFFF begin none.
@inline(__always)
func utf8Length(_ first: UInt8, _ second: UInt8, _ third: UInt8, _ fourth: UInt8) -> Int {
    switch first {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: return isContinuation(second) ? 2 : 0
    case 0xE0: return second >= 0xA0 && second <= 0xBF && isContinuation(third) ? 3 : 0
    case 0xED: return second >= 0x80 && second <= 0x9F && isContinuation(third) ? 3 : 0
    case 0xE1...0xEF: return isContinuation(second) && isContinuation(third) ? 3 : 0
    case 0xF0: return second >= 0x90 && second <= 0xBF && isContinuation(third) && isContinuation(fourth) ? 4 : 0
    case 0xF4: return second >= 0x80 && second <= 0x8F && isContinuation(third) && isContinuation(fourth) ? 4 : 0
    case 0xF1...0xF3: return isContinuation(second) && isContinuation(third) && isContinuation(fourth) ? 4 : 0
    default: return 0
    }
}

/// True for the second and later bytes of a sequence.
@inline(__always)
func isContinuation(_ byte: UInt8) -> Bool {
    byte & 0xC0 == 0x80
}

/// The value of a hexadecimal digit, nil for any other byte.
@inline(__always)
func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) - 0x30
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte) - 0x61 + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte) - 0x41 + 10
    default: nil
    }
}
