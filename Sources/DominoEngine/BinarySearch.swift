/// The first place of a range at which a condition holds, where it holds at all places behind that; the end of the
/// range where it holds nowhere.
///
/// Every binary search of the package is this one.
/// - Complexity: O(log places).
@inlinable
public func firstPlace(in range: Range<Int>, where holds: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
        // In 32 bits the distance of two numbers may overflow, the halves of both never do.
        let middle = (low >> 1) + (high >> 1) + (low & high & 1)
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
}
