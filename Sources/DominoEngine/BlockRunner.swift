/// Runs independent pieces of work ("blocks"), perhaps on several threads. The engine has no threads of its own: its
/// caller brings them.
package struct BlockRunner: Sendable {
    /// The most blocks that run at the same time.
    package let workerCount: Int
    private let body: @Sendable (Int, @Sendable (Int, Int) -> Void) -> Void

    /// - Parameter run: gets a number of blocks and a body, and calls the body with a worker's number and a block's
    ///   number, once for each block. Workers are numbered from 0, below `workerCount` and the number of blocks. No two
    ///   calls with the same worker may overlap.
    package init(
        workerCount: Int, run: @escaping @Sendable (_ blocks: Int, _ body: @Sendable (Int, Int) -> Void) -> Void
    ) {
        precondition(workerCount > 0, "somebody has to work")
        self.workerCount = workerCount
        body = run
    }

    /// Runs one block after the other.
    package static let serial = BlockRunner(workerCount: 1) { blocks, body in
        for block in 0..<blocks { body(0, block) }
    }

    /// How many workers take part in so many blocks.
    package func workerCount(of blocks: Int) -> Int { max(1, min(workerCount, blocks)) }

    /// Calls the body once for each block, and gives the results in the order of the blocks.
    package func map<Result>(_ blocks: Int, _ work: @Sendable (_ worker: Int, _ block: Int) -> Result) -> [Result] {
        let memories = (0..<workerCount(of: blocks)).map { _ in WorkerMemory<[(block: Int, result: Result)]>([]) }
        body(blocks) { worker, block in memories[worker].value.append((block, work(worker, block))) }
        var results = [Result?](repeating: nil, count: blocks)
        for memory in memories { for (block, result) in memory.value { results[block] = result } }
        return results.map { result in
            guard let result else { preconditionFailure("every block runs") }
            return result
        }
    }
}

/// Memory that belongs to one worker.
///
/// It is safe to share because a runner never lets two calls of the same worker overlap, and callers index workers'
/// memories by the number of the worker that runs, or by that of the block.
package final class WorkerMemory<Value: ~Copyable>: @unchecked Sendable {
    /// What the worker reads and writes.
    package var value: Value

    /// Memory with a first value.
    package init(_ value: consuming Value) { self.value = value }
}
