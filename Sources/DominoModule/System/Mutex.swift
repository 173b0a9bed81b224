/// A value behind a lock, where there are no threads: what `Synchronization.Mutex` is to a native build.
struct Mutex<Value: ~Copyable>: ~Copyable {
    private let memory: WorkerMemory<Value>

    init(_ value: consuming sending Value) { memory = WorkerMemory(value) }

    func withLock<Result, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result { try body(&memory.value) }
}
