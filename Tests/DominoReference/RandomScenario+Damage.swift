/// Damage and notice of a random scenario, such that later never hurts less.
extension ScenarioGenerator {
    mutating func damage(breaksAfter: Double?) -> ReferenceDamage {
        var entry = ReferenceDamage(kind: random.pick(kinds), shape: shape())
        entry.bearer = random.maybe(0.4) { $0.pick(people) }
        entry.grace = random.maybe(0.3) { $0.days(0...6) }
        if random.chance(0.25) { entry.cap = amount() * 5 }
        if random.chance(0.4) {
            let atBreaking = entry.cappedAmount(.both(breaksAfter ?? 5))
            entry.ifBroken = atBreaking + (random.chance(0.3) ? 0 : amount() * 10)
        }
        return entry
    }

    private mutating func shape() -> ReferenceDamage.Shape {
        switch random.int(0...5) {
        case 0...2: return .perDay(amount())
        case 3: return .lump(amount() * 10)
        default:
            var day = random.chance(0.3) ? 0 : Double(random.int(1...5))
            var value = day == 0 && random.chance(0.7) ? 0 : amount()
            var points = [ReferencePoint(day, value)]
            for _ in 0..<random.int(0...3) {
                day += random.pick([0.5, 1, 3, 7.25, 10])
                value += random.chance(0.2) ? 0 : amount() * 4
                points.append(ReferencePoint(day, value))
            }
            return .curve(points)
        }
    }

    private mutating func amount() -> Double {
        random.pick([0, 1, 100, 1500, Double(random.int(1...5000)), Double(random.int(1...500_000)) / 100])
    }

    mutating func noticeCurve() -> [ReferencePoint] {
        var day = random.chance(0.6) ? 0 : Double(random.int(1...4))
        var factor = random.chance(0.7) ? 1 : random.hundredths(50...99)
        var points = [ReferencePoint(day, factor)]
        for _ in 0..<random.int(0...3) {
            day += random.pick([1, 2.5, 5, 10])
            factor = factor * random.pick([1, 0.5, 0.75, random.hundredths(0...100)])
            points.append(ReferencePoint(day, factor))
        }
        return points
    }
}
