/// A graph as a scenario file in Domino's format, compact: one line a commitment, no white space within.
///
/// Needs have buffers, and damage is a curve of three points, whose last is 10 days behind the knee, or 300 with random
/// delays: farther than any slip, so that it is the peers' two ramps.
/// - Parameter hasDelays: whether each commitment has its triangular delay. Fixed delays are left out: with everything
///   on plan they would count for nothing.
/// - Complexity: O(commitments + needs).
func scenarioText(_ graph: PeerGraph, hasDelays: Bool = false) -> [UInt8] {
    let reach: Float = hasDelays ? 300 : 10
    var random = SplitMix64(state: 2)
    var text: [UInt8] = []
    text.reserveCapacity(400 * graph.commitmentCount)
    text += #"{"domino":1,"name":"bench","asOf":"2026-01-05","commitments":["#.utf8
    for commitment in 0..<graph.commitmentCount {
        text += (commitment == 0 ? "\n" : ",\n").utf8
        text += #"{"id":""#.utf8
        text += peerID(commitment).utf8
        text += #"","promisor":"p\#(random.below(100))","promisee":"p\#(random.below(100))","due":""#.utf8
        text += "\(2026 + random.below(10))-\(twoDigits(1 + random.below(12)))-\(twoDigits(1 + random.below(28)))".utf8
        text += #"","needs":["#.utf8
        for need in Int(graph.start[commitment])..<Int(graph.start[commitment + 1]) {
            if need > Int(graph.start[commitment]) { text.append(UInt8(ascii: ",")) }
            text += #"{"commitment":""#.utf8
            text += peerID(Int(graph.source[need])).utf8
            text += #"","buffer":\#(plain(graph.slack[need]))}"#.utf8
        }
        let (grace, knee) = (graph.grace[commitment], graph.knee[commitment])
        let (rate1, rate2) = (graph.rate1[commitment], graph.rate2[commitment])
        text += #"],"damage":[{"kind":"cost","curve":[[\#(plain(grace)),0],[\#(plain(knee)),"#.utf8
        text += "\(plain(rate1 * (knee - grace)))],[\(plain(knee + reach)),".utf8
        text += "\(plain(rate1 * (knee + reach - grace) + rate2 * reach))]]}]".utf8
        if hasDelays {
            let (least, likely, most) = (graph.least[commitment], graph.likely[commitment], graph.most[commitment])
            text += #","delay":{"triangular":[\#(plain(least)),\#(plain(likely)),\#(plain(most))]}"#.utf8
        }
        text.append(UInt8(ascii: "}"))
    }
    text += "\n]}\n".utf8
    return text
}

/// The id of a commitment: `N0000042`.
func peerID(_ number: Int) -> String {
    let digits = String(number)
    return "N" + String(repeating: "0", count: max(0, 7 - digits.count)) + digits
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// A number as people write it: no `.0`.
private func plain(_ value: Float) -> String {
    value == value.rounded() ? String(Int(value)) : value.description
}
