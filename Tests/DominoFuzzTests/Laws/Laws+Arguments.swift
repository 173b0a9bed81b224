import DominoScenario

@testable import DominoCommand

extension Laws {
    /// Laws of arguments: they are accepted, or refused with a reason that can be shown; written in another usual form
    /// they mean the same; every value is read or refused with a reason.
    mutating func holdArguments(_ bytes: [UInt8]) {
        let arguments = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        let width = 40 + Int(hash(of: bytes) % 100)
        switch parse(arguments, in: .domino, width: width) {
        case .help(let text): holdHarmless(text, "help")
        case .version: break
        case .usageError(let text): holdRefusal(text)
        case .run(let command):
            holdSpelling(command)
            holdValues(of: command)
        }
        holdEnvironment(arguments)
    }

    private mutating func holdRefusal(_ text: String) {
        holdHarmless(text, "a refusal")
        hold(text.utf8.count < 20_000, "a refusal of \(text.utf8.count) bytes")
    }

    /// Law: with options first, each with `=`, and positional arguments after `--`, the meaning is the same.
    private mutating func holdSpelling(_ command: ParsedCommand) {
        var spelled = [command.name]
        let options = CommandTable.domino.options(of: command.form)
        for option in options {
            if option.value == nil {
                if command.flag(option.name) { spelled.append("--\(option.name)") }
            } else {
                spelled += command.values(option.name).map { "--\(option.name)=\($0)" }
            }
        }
        spelled.append("--")
        guard case .run(let again) = parse(spelled + command.positionals, in: .domino) else {
            return hold(false, "said another way it is refused: \(spelled)")
        }
        let isSame =
            again.name == command.name && again.positionals == command.positionals
            && options.allSatisfy { option in
                option.value == nil
                    ? again.flag(option.name) == command.flag(option.name)
                    : again.values(option.name).map { Array($0.utf8) }
                        == command.values(option.name).map { Array($0.utf8) }
            }
        hold(isSame, "said another way it asks for something else: \(spelled)")
    }

    /// Reads each value as every command would read it.
    private mutating func holdValues(of command: ParsedCommand) {
        for option in CommandTable.domino.options(of: command.form) where option.value != nil {
            hold(command, option.name, readSeed)
            hold(command, option.name) { readCount($0, upTo: 1_000_000_000) }
            hold(command, option.name) { readNumber($0, in: -100_000...100_000) }
            hold(command, option.name, readProbability)
            hold(command, option.name, readSeconds)
            hold(command, option.name, readSlip)
            hold(command, option.name, readMove)
            hold(command, option.name, readNamedProbability)
            hold(command, option.name, readList)
            hold(command, option.name, readShard)
            hold(command, option.name, readDate)
            hold(command, option.name, readPast)
            hold(command, option.name, readNeed)
            hold(command, option.name, readLateCost)
            hold(command, option.name) { readColumn($0).map(\.column) }
        }
        guard let scenario = sample, command.takes("slip") else { return }
        do throws(EarlyEnd) {
            _ = try SlipQuestion(command)
            let slips = try command.readings("slip", by: readSlip)
            for slip in try command.resolve(slips, in: scenario) {
                hold(scenario.commitments.indices.contains(Int(slip.commitment)), "a slip of nothing")
                hold(slip.days.magnitude <= 100_000 || slip.days == .infinity, "a slip of \(slip.days) days")
            }
            guard command.takes("move") else { return }
            for move in try command.resolve(try command.readings("move", by: readMove), in: scenario) {
                hold(scenario.commitments.indices.contains(Int(move.commitment)), "a move of nothing")
                hold(move.days.magnitude <= 100_000, "a move of \(move.days) days")
            }
        } catch {
            if case .usageError(let text) = error { holdRefusal(text) }
        }
    }

    private mutating func hold<Value>(
        _ command: ParsedCommand, _ option: String, _ read: (String) -> Result<Value, Refusal>
    ) {
        do throws(EarlyEnd) {
            _ = try command.readings(option, by: read)
        } catch {
            if case .usageError(let text) = error { holdRefusal(text) }
        }
    }

    /// Reads the arguments as environment variables of an engine that runs parts.
    private mutating func holdEnvironment(_ arguments: [String]) {
        var variables: [String: String] = [:]
        for argument in arguments {
            let (name, value) = splitAtEquals(argument)
            if let value { variables[name] = value }
        }
        do throws(Refusal) {
            let found = try shardOfEnvironment { variables[$0] }
            hold(found.place.number >= 1 && found.place.number <= found.place.count, "a part that cannot be")
        } catch {
            holdHarmless(error.reason, "why there is no part")
        }
    }
}

/// A scenario to look ids up in.
private let sample: Scenario? = {
    let text = starterScenario(asOf: Day(year: 2026, month: 2, day: 2))
    return loadScenario(path: "a.json", contents: Array(text.utf8), include: noInclude).scenario
}()
