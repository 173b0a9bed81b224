/// The first place of a range at which a condition holds, where it holds at all places behind that; the end of the
/// range where it holds nowhere.
///
/// Every binary search of the package is this one.
/// - Complexity: O(log places).
@inlinable
public func firstPlace(in range: Range<Int>, where holds: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
        let middle = low + (high - low) / 2
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
}
