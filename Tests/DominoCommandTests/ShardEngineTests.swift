import DominoAnalysis
import DominoTestSupport
import Foundation
import Testing

@testable import DominoCommand

@Suite("--shard auto: what engines say in the environment")
struct ShardEngineTests {
    /// An environment, and the part it names or a piece of the refusal.
    struct Surroundings: Sendable, CustomTestStringConvertible {
        var variables: [String: String]
        var expected: String
        var testDescription: String {
            "\(expected): " + variables.keys.sorted().map { "\($0)=\(variables[$0] ?? "")" }.joined(separator: " ")
        }

        init(_ variables: [String: String], _ expected: String) {
            self.variables = variables
            self.expected = expected
        }

        /// A task of a Slurm array, as Slurm 22.05 sets the variables.
        init(
            slurm id: String, _ least: String, _ most: String, _ count: String, step: String? = "1", _ expected: String
        ) {
            variables = [
                "SLURM_JOB_ID": "71", "SLURM_ARRAY_JOB_ID": "70", "SLURM_ARRAY_TASK_ID": id,
                "SLURM_ARRAY_TASK_MIN": least,
                "SLURM_ARRAY_TASK_MAX": most, "SLURM_ARRAY_TASK_COUNT": count,
            ]
            variables["SLURM_ARRAY_TASK_STEP"] = step
            self.expected = expected
        }
    }

    static let all = [
        Surroundings(slurm: "1", "1", "4", "4", "1/4"),
        Surroundings(slurm: "4", "1", "4", "4", "4/4"),
        Surroundings(slurm: "0", "0", "3", "4", "1/4"),
        Surroundings(slurm: "3", "0", "3", "4", step: nil, "4/4"),
        // --array=0-9:3 and --array=1-8:2
        Surroundings(slurm: "6", "0", "9", "4", step: "3", "3/4"),
        Surroundings(slurm: "7", "1", "7", "4", step: "2", "4/4"),
        Surroundings(slurm: "1", "1", "1", "1", "1/1"),
        // --array=1,2,5 has step 1, as measured; --array=3 and --array=3-4 make parts again.
        Surroundings(slurm: "5", "1", "5", "3", "3 tasks from 1 to 5"),
        Surroundings(slurm: "3", "3", "3", "1", "only task 3"),
        Surroundings(slurm: "4", "3", "4", "2", "2 tasks from 3 to 4"),
        Surroundings(slurm: "9", "1", "4", "4", "4 tasks from 1 to 4"),
        Surroundings(slurm: "x", "1", "4", "4", "SLURM_ARRAY_TASK_ID is 'x'"),
        Surroundings(slurm: "1", "1", "4", "0", "SLURM_ARRAY_TASK_COUNT is '0'"),
        Surroundings(slurm: "1", "1", "4", "4", step: "0", "SLURM_ARRAY_TASK_STEP is '0'"),
        Surroundings(["SLURM_ARRAY_TASK_ID": "1"], "SLURM_ARRAY_TASK_COUNT is not set"),
        Surroundings(["SLURM_JOB_ID": "71"], "sbatch --array=1-8"),
        Surroundings(["JOB_COMPLETION_INDEX": "0", "JOB_COMPLETIONS": "8"], "1/8"),
        Surroundings(["JOB_COMPLETION_INDEX": "7", "JOB_COMPLETIONS": "8"], "8/8"),
        Surroundings(["JOB_COMPLETION_INDEX": "8", "JOB_COMPLETIONS": "8"], "indexes go from 0 to 7"),
        Surroundings(["JOB_COMPLETION_INDEX": "0"], "number of completions in 'env'"),
        Surroundings(["JOB_COMPLETION_INDEX": "", "JOB_COMPLETIONS": "8"], "JOB_COMPLETION_INDEX is ''"),
        Surroundings(["JOB_COMPLETION_INDEX": "-1", "JOB_COMPLETIONS": "8"], "JOB_COMPLETION_INDEX is '-1'"),
        Surroundings(
            ["JOB_COMPLETION_INDEX": "1\u{1B}", "JOB_COMPLETIONS": "8"], #"JOB_COMPLETION_INDEX is '1\u{1B}'"#),
        Surroundings(["AWS_BATCH_JOB_ARRAY_INDEX": "2", "AWS_BATCH_JOB_ARRAY_SIZE": "10"], "3/10"),
        Surroundings(["AWS_BATCH_JOB_ARRAY_INDEX": "10", "AWS_BATCH_JOB_ARRAY_SIZE": "10"], "indexes go from 0 to 9"),
        Surroundings(
            ["AWS_BATCH_JOB_ARRAY_INDEX": "0", "AWS_BATCH_JOB_ARRAY_SIZE": "99999999999999999999"], "not a whole number"
        ),
        Surroundings(
            [
                "AWS_BATCH_JOB_ARRAY_INDEX": "2", "AWS_BATCH_JOB_ARRAY_SIZE": "10", "JOB_COMPLETION_INDEX": "2",
                "JOB_COMPLETIONS": "10",
            ], "3/10"),
        Surroundings(
            [
                "AWS_BATCH_JOB_ARRAY_INDEX": "2", "AWS_BATCH_JOB_ARRAY_SIZE": "10", "JOB_COMPLETION_INDEX": "3",
                "JOB_COMPLETIONS": "10",
            ], "they do not say the same part"),
        Surroundings(["PARALLEL_SEQ": "3"], "--shard {}/8"),
        Surroundings([:], "Elsewhere say which part this is, such as '--shard 3/8'."),
    ]

    @Test("each engine's variables", arguments: all)
    func variables(_ one: Surroundings) {
        do throws(Refusal) {
            let found = try shardOfEnvironment { one.variables[$0] }
            #expect("\(found.place.number)/\(found.place.count)" == one.expected)
        } catch {
            #expect(error.reason.contains(one.expected), "\(error.reason)")
        }
    }

    @Test("the command does what the environment says, and says so")
    func command() throws {
        let yard = try Playground(["a.json": sampleScenario])
        for index in 0..<3 {
            let result = yard.domino(
                ["simulate", "a.json", "--replicates", "500", "--shard", "auto", "-o", "\(index).shard"],
                environment: ["JOB_COMPLETION_INDEX": "\(index)", "JOB_COMPLETIONS": "3"])
            #expect(result.status == 0)
            #expect(result.errors == "note: this is part \(index + 1)/3, as JOB_COMPLETION_INDEX says\n")
        }
        let whole = yard.domino("simulate", "a.json", "--replicates", "500")
        #expect(yard.domino("merge", "0.shard", "1.shard", "2.shard").output == whole.output)
        let refused = yard.domino(
            ["simulate", "a.json", "--shard", "auto"], environment: ["JOB_COMPLETION_INDEX": "0", "COLUMNS": "1000"])
        #expect(refused.status == 64 && refused.errors.contains("JOB_COMPLETIONS is not set"))
    }

    @Test("GNU parallel runs the parts", .enabled(if: isOnPath("parallel")))
    func parallel() throws {
        let yard = try Playground(["a.json": sampleScenario])
        // Homes keep parallel's configuration, and it asks for a citation where it has none.
        let line = "HOME=$PWD parallel --will-cite -j 2 '$D simulate a.json --replicates 500 --shard {}/4 -o {}.shard'"
        let run = yard.shell("export D; \(line) ::: 1 2 3 4 && $D merge *.shard --format json")
        #expect(run.status == 0)
        #expect(run.output == yard.domino("simulate", "a.json", "--replicates", "500", "--format", "json").output)
    }
}
