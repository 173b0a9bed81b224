/// A layered graph as a scenario file in Domino's format, compact: one line a commitment, no white space within.
///
/// The peers' slip is `max(own, inherited)` and no scenario says that, so own delays are left out; needs have buffers, and
/// damage is a curve of three points, as in the peers' own format.
/// - Complexity: O(commitments + needs).
func layeredScenario(_ graph: LayeredGraph) -> [UInt8] {
    var random = SplitMix64(state: 2)
    var text: [UInt8] = []
    text.reserveCapacity(400 * graph.commitmentCount)
    text += #"{"domino":1,"name":"bench","asOf":"2026-01-05","commitments":["#.utf8
    for commitment in 0..<graph.commitmentCount {
        text += (commitment == 0 ? "\n" : ",\n").utf8
        text += #"{"id":""#.utf8
        appendID(commitment, to: &text)
        text += #"","promisor":"p\#(random.below(100))","promisee":"p\#(random.below(100))","due":""#.utf8
        text += "\(2026 + random.below(10))-\(twoDigits(1 + random.below(12)))-\(twoDigits(1 + random.below(28)))".utf8
        text += #"","needs":["#.utf8
        for need in Int(graph.start[commitment])..<Int(graph.start[commitment + 1]) {
            if need > Int(graph.start[commitment]) { text.append(UInt8(ascii: ",")) }
            text += #"{"commitment":""#.utf8
            appendID(Int(graph.source[need]), to: &text)
            text += #"","buffer":\#(plain(graph.slack[need]))}"#.utf8
        }
        let (grace, knee) = (graph.grace[commitment], graph.knee[commitment])
        let (rate1, rate2) = (graph.rate1[commitment], graph.rate2[commitment])
        text += #"],"damage":[{"kind":"cost","curve":[[\#(plain(grace)),0],[\#(plain(knee)),"#.utf8
        text += "\(plain(rate1 * (knee - grace)))],[\(plain(knee + 10)),".utf8
        text += "\(plain(rate1 * (knee + 10 - grace) + rate2 * 10))]]}]}".utf8
    }
    text += "\n]}\n".utf8
    return text
}

/// `N0000042`.
private func appendID(_ number: Int, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "N"))
    var unit = 1_000_000
    while unit > 0 {
        text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / unit % 10))
        unit /= 10
    }
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// A number as people write it: no `.0`.
private func plain(_ value: Float) -> String {
    value == value.rounded() ? String(Int(value)) : value.description
}
