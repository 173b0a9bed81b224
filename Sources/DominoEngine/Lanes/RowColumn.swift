/// A column that kernels read and write without checks.
///
/// This file is the engine's only unsafe one. It is safe because the memory belongs to the column from `init` to
/// `deinit`, a column cannot be copied, every place is initialised before it is read, and every index comes from a
/// graph whose ranks, rows and entries were checked when it was made; debug builds check each access again.
struct Column<Element: BitwiseCopyable>: ~Copyable {
    private let elements: UnsafeMutablePointer<Element>
    /// How many.
    let count: Int

    /// The same value everywhere.
    init(repeating value: Element, count: Int) {
        elements = UnsafeMutablePointer<Element>.allocate(capacity: max(1, count))
        elements.initialize(repeating: value, count: max(1, count))
        self.count = count
    }

    deinit { elements.deallocate() }

    subscript(index: Int) -> Element {
        @inline(__always)
        unsafeAddress {
            assert(index >= 0 && index < count, "a place of the column")
            return UnsafePointer(elements + index)
        }
        @inline(__always)
        nonmutating unsafeMutableAddress {
            assert(index >= 0 && index < count, "a place of the column")
            return elements + index
        }
    }

    /// All values, in order.
    var array: [Element] {
        var array: [Element] = []
        append(to: &array)
        return array
    }

    /// Puts all values behind those of a list.
    func append(to array: inout [Element]) {
        array.append(contentsOf: UnsafeBufferPointer(start: UnsafePointer(elements), count: count))
    }
}

/// A column of rows.
typealias RowColumn = Column<Row>

extension Column where Element == Row {
    /// Rows of zeros.
    init(count: Int) { self.init(repeating: Row(repeating: 0), count: count) }

    /// One of the four vectors of a row, which lie one behind the other.
    ///
    /// Kernels of many steps go vector by vector: on whole rows they become too large for the compiler, which then
    /// calls functions for single sums and hands rows over in memory.
    subscript(index: Int, vector: Int) -> Lanes {
        @inline(__always)
        unsafeAddress {
            assert(index >= 0 && index < count && vector >= 0 && vector < 4, "a vector of the column")
            return UnsafeRawPointer(elements + index).assumingMemoryBound(to: Lanes.self) + vector
        }
        @inline(__always)
        nonmutating unsafeMutableAddress {
            assert(index >= 0 && index < count && vector >= 0 && vector < 4, "a vector of the column")
            return UnsafeMutableRawPointer(elements + index).assumingMemoryBound(to: Lanes.self) + vector
        }
    }
}

extension Column where Element == Int64 {
    /// Zeros.
    init(count: Int) { self.init(repeating: 0, count: count) }
}
