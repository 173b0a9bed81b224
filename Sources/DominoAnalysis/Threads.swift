import DominoEngine
import Synchronization

#if !hasFeature(Embedded)
    import Dispatch
#endif

extension BlockRunner {
    /// Runs blocks on some threads; whichever is free takes the next block. In a page there is one.
    static func threads(_ count: Int) -> BlockRunner {
        #if !hasFeature(Embedded)
            let workers = max(1, count)
            return BlockRunner(workerCount: workers) { blocks, body in
                let next = Atomic<Int>(0)
                DispatchQueue.concurrentPerform(iterations: max(1, min(workers, blocks))) { worker in
                    while case let block = next.wrappingAdd(1, ordering: .relaxed).oldValue, block < blocks {
                        body(worker, block)
                    }
                }
            }
        #else
            return .serial
        #endif
    }
}
