/// How a call through the door ended. The host reads the raw value; 0 is well.
///
/// Numbers are never reused or renumbered: a page built against an older module has to understand a newer one.
public enum DoorCode: Int32, Error, Sendable {
    /// Done.
    case done = 0
    /// An address that has to be given is null, or a count is negative.
    case missing = 1
    /// The bytes are no model, or one whose columns do not fit each other.
    case malformed = 2
    /// A commitment or mitigation does not exist, or is named twice.
    case unknownPlace = 3
    /// A column has another length than the host asks for.
    case wrongLength = 4
    /// A value is no number, or outside of what can be asked.
    case outOfRange = 5
    /// There is no column of that number, or nothing was asked yet that would fill it.
    case unknownColumn = 7
    /// More mitigations of the plan are fallible than can be simulated together.
    case tooManyFallible = 8
}

/// The columns of answers a host may read, by the number it names them with; all are of Double.
///
/// Those of commitments are in the order of the file, released ones left out. Numbers are never reused or renumbered.
public enum DoorColumn: Int32, Sendable {
    // The question.
    /// Days late, `+inf` for broken.
    case slip = 0
    /// 0 for kept, 1 for late, 2 for broken.
    case state = 1
    /// The commitment that makes it late; -1 where none does.
    case driver = 2
    /// The day of notification as an ordinal, `+inf` for never.
    case told = 3
    case notice = 4
    case score = 5
    case silentScore = 6
    case carried = 7
    case blame = 8
    case priceOfDay = 9
    /// Of each entry of damage, in the order of the model.
    case amounts = 10
    /// Score, silent score, baseline score, score if told today, overcommitted.
    case totals = 11

    // The slip curve.
    /// Total score at each day of slip.
    case curveScores = 20
    /// First day at which each commitment is late; -1 for never.
    case curveLate = 21
    case curveBroken = 22

    // The simulation.
    case probabilityLate = 30
    case probabilityBroken = 31
    /// While not broken; NaN where it always is.
    case meanSlip = 32
    case runScore = 33
    case runCarried = 34
    case runBlame = 35
    case runPriceOfDay = 36
    case criticality = 37
    /// Mean amount of each entry of damage, in score.
    case runEntries = 38
    /// Replicates, mean, deviation, P50, P80, P90, P95, P99, CVaR95, probability of damage, standard error,
    /// overcommitted.
    case runTotals = 39
    case exceedanceAmounts = 40
    case exceedanceProbabilities = 41
    /// Days on which the root is done in some replicate, as ordinals, rising.
    case rootDays = 42
    /// In how many replicates it is done by each of them.
    case rootCounts = 43
    /// Uncertain inputs; those without which the mean falls most come first.
    case exclusionInputs = 44
    case exclusionGains = 45
    case exclusionErrors = 46

    // Which days may be promised.
    /// Days on which the root is done in some replicate as if nobody had promised it, as ordinals, rising.
    case promiseDays = 50
    /// In how many replicates it is done by each of them.
    case promiseCounts = 51
    /// Replicates, and days after the root's due date: promised by the plan, safe (`+inf` for never), useful until
    /// (`+inf` for ever), best (NaN for unknown).
    case promiseFigures = 52
}
