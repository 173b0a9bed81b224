import DominoAnalysis
import DominoScenario

/// A shard as JSON: one object that `readShard` reads, sealed at its end.
///
/// - Complexity: O(bytes of the scenario and the figures).
public func shardJSON(_ shard: Shard) -> String {
    var json = JSONText()
    json.object { json in
        json.field(.result, "shard")
        json.field(.shard, "\(shard.place.number)/\(shard.place.count)")
        json.field(.version, ShardField.formatVersion)
        json.field(.domino, shard.version)
        write(shard.question, into: &json)
        json.field(.first, shard.part.range.first)
        json.field(.count, shard.part.range.count)
        json.array(ShardField.files.rawValue) { json in
            for file in shard.files {
                json.object {
                    $0.field("path", file.path)
                    write(file.contents, as: "contents", into: &$0)
                }
            }
        }
        json.object(ShardField.columns.rawValue) { json in
            for column in ShardColumn.allCases {
                write(shard.part.bytes(of: column), as: column.rawValue, into: &json)
            }
        }
    }
    return ShardSeal.sealed(json.text)
}

private func write(_ question: ShardQuestion, into json: inout JSONText) {
    json.field(.name, question.name)
    json.field(.scenario, question.scenario)
    for (field, slips) in [(ShardField.slips, question.slips), (.moves, question.moves)] {
        json.array(field.rawValue) { json in
            for slip in slips {
                json.object {
                    $0.field("commitment", slip.commitment)
                    if slip.days == .infinity { $0.field("days", "broken") } else { $0.field("days", slip.days) }
                }
            }
        }
    }
    json.array(ShardField.plan.rawValue) { json in
        for id in question.plan { json.value(id) }
    }
    json.field(.toldOn, question.toldOn?.description)
    json.field(.asOf, question.asOf.description)
    json.field(.asOfIsToday, question.asOfIsToday)
    json.field(.replicates, question.replicates)
    json.field(.seed, question.seed)
    json.field(.target, question.target)
    json.field(.excludesOne, question.excludesOne)
}

/// Bytes as a list of Base64 texts, each short enough for a reader of JSON.
private func write(_ bytes: [UInt8], as name: String, into json: inout JSONText) {
    json.array(name) { json in
        for first in stride(from: 0, to: bytes.count, by: Shard.pieceBytes) {
            json.value(base64(bytes[first..<min(bytes.count, first + Shard.pieceBytes)]))
        }
    }
}

extension JSONText {
    /// A field of the shard itself.
    fileprivate mutating func field(_ name: ShardField, _ value: some JSONValue) { field(name.rawValue, value) }
}
