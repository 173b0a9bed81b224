import DominoEngine
import Testing

@Suite("Days lie on a grid of 1/1024 day")
struct GridTests {
    /// Days as they are given, and the 1024ths they stand for.
    static let rounding: [(days: Double, parts: Float)] = [
        (0, 0), (1, 1024), (-1, -1024), (0.5, 512), (0.3, 307), (0.1, 102), (-0.1, -102),
        (1.0 / 1024, 1), (0.5 / 1024, 1), (-0.5 / 1024, -1), (1.5 / 1024, 2), (-1.5 / 1024, -2), (2.5 / 1024, 3),
        (0.4999 / 1024, 0), (-0.4999 / 1024, 0), ((0.5 / 1024).nextDown, 0), ((0.5 / 1024).nextUp, 1),
        (123.4567, 126_420), (1e-300, 0), (16_000.0005, 16_384_001),
    ]

    @Test("to the nearest, ties away from zero", arguments: rounding)
    func nearest(_ days: Double, _ parts: Float) {
        #expect(onGrid(days) == parts / 1024)
    }

    @Test("what has no place on it stays", arguments: [1e30, -1e30, 4_503_599_627_370_496, Double.infinity])
    func beyond(_ days: Double) {
        #expect(onGrid(days) == Float(days))
    }

    @Test("no number stays none")
    func noNumber() {
        #expect(onGrid(.nan).isNaN)
    }

    @Test("what lies on it stays, whatever is added up")
    func sums() {
        var sum: Float = 0
        for _ in 0..<10_000 { sum += onGrid(0.3) }
        #expect(sum == Float(3_070_000) / 1024)
    }

    @Test("it rounds as the standard library does")
    func asTheLibrary() {
        for step in -40_000...40_000 {
            let days = Double(step) * 0.000_123_456_7
            #expect(onGrid(days) == Float((days * 1024).rounded(.toNearestOrAwayFromZero) / 1024))
        }
    }
}
