extension PeerGraph {
    /// Slips by a plain walk in the graph's own order: `max(own, inherited)`, or `max(0, inherited) + own` where own
    /// delays add to what is inherited.
    func walk(own: [Float], adds: Bool) -> [Float] {
        var slips: [Float] = []
        slips.reserveCapacity(commitmentCount)
        for commitment in 0..<commitmentCount {
            var slip = adds ? 0 : own[commitment]
            for need in Int(start[commitment])..<Int(start[commitment + 1]) {
                slip = max(slip, slips[Int(source[need])] - slack[need])
            }
            slips.append(adds ? slip + own[commitment] : slip)
        }
        return slips
    }

    /// What a slip of a commitment costs.
    func damage(of commitment: Int, slip: Float) -> Double {
        Double(rate1[commitment] * max(0, slip - grace[commitment]))
            + Double(rate2[commitment] * max(0, slip - knee[commitment]))
    }

    /// The total of slips.
    func damage(of slips: [Float]) -> Double {
        var total = 0.0
        for (commitment, slip) in slips.enumerated() { total += damage(of: commitment, slip: slip) }
        return total
    }
}
