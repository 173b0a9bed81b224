/// The people and companies of a plan, each with an id.
struct PlanParties {
    /// In order of first mention.
    private(set) var list: [(id: String, name: String)] = []
    private var idOfName: [String: String] = [:]

    /// What a promisor is called of whom nothing is said, and such a promisee.
    static let unnamedPromisor = "us"
    static let unnamedPromisee = "client"

    init(_ tasks: [PlanTask]) {
        var ids = PlanIDs()
        _ = ids.reserve(Self.unnamedPromisor)
        _ = ids.reserve(Self.unnamedPromisee)
        for place in tasks.indices where !tasks[place].isSummary {
            add(tasks[place].promisor, Self.unnamedPromisor, &ids)
            add(tasks[place].promisee, Self.unnamedPromisee, &ids)
        }
    }

    private mutating func add(_ name: String, _ unnamed: String, _ ids: inout PlanIDs) {
        guard idOfName[name.isEmpty ? unnamed : name] == nil else { return }
        // Somebody called "us" or "Client" in the table is the one who is not named elsewhere.
        let slug = slug(name)
        let isUnnamed = name.isEmpty || slug == unnamed
        let id = isUnnamed ? unnamed : ids.id(from: name, otherwise: "party")
        idOfName[name.isEmpty ? unnamed : name] = id
        if !isUnnamed || !list.contains(where: { $0.id == id }) {
            list.append((id, name.utf8.elementsEqual(id.utf8) ? "" : name))
        }
    }

    /// The id of who promises.
    func promisor(of task: PlanTask) -> String { id(task.promisor, Self.unnamedPromisor) }

    /// The id of who is promised.
    func promisee(of task: PlanTask) -> String { id(task.promisee, Self.unnamedPromisee) }

    private func id(_ name: String, _ unnamed: String) -> String {
        idOfName[name.isEmpty ? unnamed : name] ?? unnamed
    }
}
