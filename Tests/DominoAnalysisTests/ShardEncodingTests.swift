import Foundation
import Testing

@testable import DominoAnalysis

@Suite("Bytes are hashed and written as the standards say")
struct ShardEncodingTests {
    /// FIPS 180-4 and the examples NIST publishes with it; the last is a million times the letter.
    static let hashes: [(text: String, times: Int, hash: String)] = [
        ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrst"
                + "nopqrstu", 1, "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
        ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ]

    @Test("SHA-256 gives its published hashes", arguments: hashes)
    func published(_ text: String, _ times: Int, _ hash: String) {
        #expect(SHA256.hexadecimal(of: Array(String(repeating: text, count: times).utf8)) == hash)
    }

    @Test("a hash does not depend on how the bytes come in pieces")
    func pieces() {
        let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 167) }
        let whole = SHA256.hexadecimal(of: bytes)
        for cut in 0...bytes.count {
            var hash = SHA256()
            hash.update(bytes[..<cut])
            // Asking in between changes nothing.
            _ = hash.hexadecimal()
            hash.update(bytes[cut...])
            #expect(hash.hexadecimal() == whole)
        }
    }

    /// RFC 4648, section 10.
    static let texts: [(bytes: String, text: String)] = [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ]

    @Test("Base64 is that of its standard", arguments: texts)
    func base64Examples(_ bytes: String, _ text: String) {
        #expect(base64(Array(bytes.utf8)[...]) == text)
        var back: [UInt8] = []
        #expect(appendBase64(Array(text.utf8)[...], to: &back))
        #expect(back == Array(bytes.utf8))
    }

    @Test("Base64 of all bytes is Foundation's, and reads back")
    func base64Agrees() {
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 149 &+ count) }
            let text = base64(bytes[...])
            #expect(text == Data(bytes).base64EncodedString())
            var back: [UInt8] = [7]
            #expect(appendBase64(Array(text.utf8)[...], to: &back))
            #expect(back == [7] + bytes)
        }
    }

    @Test(
        "what is no Base64, or not its one spelling, is refused",
        arguments: [
            "Z", "Zg", "Zg=", "Zg===", "=Zg=", "Z===", "====", "Zh==", "Zm9=", "Zg==Zg==", "Zm9 ", "Zm9\n", "Zm-_",
            "Zm9\u{E9}",
        ])
    func noBase64(_ text: String) {
        var bytes: [UInt8] = []
        #expect(!appendBase64(Array(text.utf8)[...], to: &bytes))
    }
}
