extension GroundBlock {
    /// A block of replicates that stand in others.
    ///
    /// - Parameters:
    ///   - members: 1 to 64 replicates, `64 * block + replicate`; what is left of the new block repeats the first.
    ///   - blocks: the blocks they stand in, of one model.
    public static func gathered(_ members: ArraySlice<Int32>, from blocks: [GroundBlock]) -> GroundBlock {
        precondition(!members.isEmpty && members.count <= Row.count, "a block of replicates")
        var places: [(block: Int, replicate: Int)] = members.map { (Int($0) / Row.count, Int($0) % Row.count) }
        while places.count < Row.count { places.append(places[0]) }
        func row(_ source: (GroundBlock) -> Row) -> Row {
            var row = Row(repeating: 0)
            for (replicate, place) in places.enumerated() {
                row[replicate] = source(blocks[place.block])[place.replicate]
            }
            return row
        }
        let first = blocks[places[0].block]
        let words = first.words.indices.map { event in
            first.words[event].map { _ in
                WordRow(gathering: places.map { blocks[$0.block].words[event]?.word($0.replicate) ?? 0 })
            }
        }
        return GroundBlock(
            block: first.block, draws: first.draws.indices.map { place in row { $0.draws[place] } },
            border: first.border.indices.map { place in row { $0.border[place] } },
            hits: first.hits.indices.map { place in
                Hit(rank: first.hits[place].rank, event: first.hits[place].event, days: row { $0.hits[place].days })
            },
            words: words,
            works: first.works.indices.map { option in
                first.works[option].map { _ in row { $0.works[option] ?? Row(repeating: 0) } }
            },
            stillRanks: [], stillSlips: [], still: places.map { blocks[$0.block].still[$0.replicate] },
            stillScores: [Int64](repeating: 0, count: first.stillScores.count),
            replicates: members.count == Row.count ? .max : (1 << UInt64(members.count)) - 1)
    }
}

extension WordRow {
    /// The word of a replicate.
    fileprivate func word(_ replicate: Int) -> UInt32 {
        switch replicate >> 4 {
        case 0: a[replicate & 15]
        case 1: b[replicate & 15]
        case 2: c[replicate & 15]
        default: d[replicate & 15]
        }
    }

    /// 64 words.
    fileprivate init(gathering words: [UInt32]) {
        self.init(Words(words[0..<16]), Words(words[16..<32]), Words(words[32..<48]), Words(words[48..<64]))
    }
}
