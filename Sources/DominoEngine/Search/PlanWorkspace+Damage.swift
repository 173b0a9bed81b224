extension PlanWorkspace {
    /// What a commitment costs in each replicate, in 1/100, into `cents`.
    mutating func score(_ rank: Int, _ columns: PlanColumns, _ ground: GroundBlock, _ model: PlanModel) {
        cents.clear()
        for entry in 0..<Int(model.damage.start[rank + 1] - model.damage.start[rank]) {
            add(entry: entry, of: rank, columns, ground, model)
        }
    }

    /// Adds what one entry of a commitment's damage costs.
    mutating func add(
        entry: Int, of rank: Int, _ columns: PlanColumns, _ ground: GroundBlock, _ model: PlanModel
    ) {
        let slip = slips[rank]
        let changes = columns.damageChanges.isEmpty ? [] : columns.damageChanges[rank]
        guard !changes.isEmpty else {
            let place = Int(columns.damage.start[rank]) + entry
            let score = columns.damage.score(place, slip, canBreak: true)
            if (score .> 0).isSomewhere { cents.add(score, isSmall: model.isSmall) }
            return
        }
        let variants = columns.variants[rank]
        let score = byCombination(of: changes, ground) { working in
            let damage =
                variants.isEmpty
                ? model.damage(of: rank, under: changes, working: working) : variants[Int(working)]
            return damage.score(entry, slip, canBreak: true)
        }
        cents.add(score, isSmall: model.isSmall)
    }
}
