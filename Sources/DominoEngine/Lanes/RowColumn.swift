/// A column of rows that kernels read and write without checks.
///
/// This file is the engine's only unsafe one. It is safe because the memory belongs to the column from `init` to `deinit`,
/// a column cannot be copied, every row is initialised before it is read, and every index comes from a graph whose ranks,
/// rows and slots were checked when it was made; debug builds check each access again.
struct RowColumn: ~Copyable {
    private let rows: UnsafeMutablePointer<Row>
    /// How many rows.
    let count: Int

    /// Rows of zeros.
    init(count: Int) {
        rows = UnsafeMutablePointer<Row>.allocate(capacity: max(1, count))
        rows.initialize(repeating: Row(repeating: 0), count: max(1, count))
        self.count = count
    }

    deinit { rows.deallocate() }

    subscript(index: Int) -> Row {
        @inline(__always)
        unsafeAddress {
            assert(index >= 0 && index < count, "a row of the column")
            return UnsafePointer(rows + index)
        }
        @inline(__always)
        nonmutating unsafeMutableAddress {
            assert(index >= 0 && index < count, "a row of the column")
            return rows + index
        }
    }
}
