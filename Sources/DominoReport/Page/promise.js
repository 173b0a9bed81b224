// May it be promised: the engine weighs every day the root could be promised for, and the one asked about is looked up.

const promise = { key: "", figures: null, shown: null };

const promiseKey = state => JSON.stringify([
  state.plan, state.toldOn, state.seed, state.replicates, state.withSlips ? slipKey(state) : 0]);
const slipKey = state => state.slips.map(slip => [slip.number, String(slip.days)]);

/** What the runs have to do for the promise; nothing depends on the day promised. */
const promiseJob = (state, deal, asked) => ({
  begin: () => {
    deal().ask({ ...asked, later: 0 });
    deal().promise(state.replicates, BigInt(state.seed), state.withSlips, facts.policy.confidence, facts.policy.perDayLater);
  },
  run: blocks => deal().weigh(blocks),
  finish: key => {
    const [replicates, promised, safe, useful, best] = deal().read(Column.promiseFigures);
    promise.figures = {
      replicates, promised, safe, useful, best,
      days: deal().read(Column.promiseDays), counts: deal().read(Column.promiseCounts) };
    promise.key = key;
    showPromise(state);
  },
});

/** How many runs keep the root by the end of a working day. */
function keptBy(figures, ordinal) {
  let count = 0;
  figures.days.forEach((day, place) => { if (day <= ordinal) count = figures.counts[place]; });
  return count / figures.replicates;
}

/** What the promise has to keep, and what it comes to; nothing while that is being simulated. */
function limitsOf(state) {
  const { maxMean, maxP95, maxLate } = facts.policy;
  if (maxMean === null && maxP95 === null && !maxLate.length) return [];
  if (simulation.key !== simulationKey(state)) return null;
  const { mean, p95, late, broken } = simulation.figures;
  return [
    maxMean === null ? null : { name: "average damage", value: mean, limit: maxMean, says: grouped, fully: exact },
    maxP95 === null ? null : { name: "damage exceeded in 5 % of runs", value: p95, limit: maxP95, says: grouped, fully: exact },
    ...maxLate.map(([number, limit]) => ({
      name: `chance that ${quotedTitle(number)} is late or broken`, value: late[number] + broken[number], limit,
      says: likelihood, fully: level })),
  ].filter(Boolean).map(one => ({ ...one, passed: one.value <= one.limit }));
}

/** The promise as it stands: the verdict and every day that matters, as days from 1900. */
function judge(state) {
  const figures = promise.figures;
  const limits = limitsOf(state);
  if (!figures || promise.key !== promiseKey(state) || !limits) return null;
  const { due } = facts.commitments[facts.root];
  const { confidence, stretch } = facts.policy;
  const day = later => Number.isFinite(later) ? keptDay(due + later) : null;
  const ordinal = due + figures.promised + promisedLater(state);
  const kept = keptBy(figures, ordinal);
  const isFailed = limits.some(limit => !limit.passed);
  // Shares of runs, so a confidence of 0.8 is met by 8,000 of 10,000 whatever the last digit says.
  const verdict = isFailed ? "unsafe" : kept >= confidence - 1e-12 ? "safe" : kept >= stretch - 1e-12 ? "stretch" : "unsafe";
  return {
    ordinal, promise: calendar.day(ordinal), kept, verdict, limits, replicates: figures.replicates,
    safe: day(figures.safe), useful: day(figures.useful), best: day(figures.best) };
}

function showPromise(state) {
  if (!facts.policy) return;
  const judged = judge(state);
  if (!judged) return;
  promise.shown = judged;
  const say = (id, text) => { document.getElementById(id).textContent = text; };
  say("odds-kept", likelihood(judged.kept));
  say("promise-word", { safe: "Safe", stretch: "A stretch", unsafe: "Not safe" }[judged.verdict]);
  document.getElementById("promise-word").className = judged.verdict;
  say("promise-sentence", promiseSentence(state, judged));
  say("promise-kept-name", `kept by ${spoken(judged.promise, false)}`);
  say("promise-kept", likelihood(judged.kept));
  say("promise-safe", judged.safe === null ? "no day" : spoken(judged.safe));
  say("promise-useful", judged.useful === null ? "any day" : spoken(judged.useful));
  if (facts.policy.perDayLater !== null) say("promise-best", judged.best === null ? "not known" : spoken(judged.best));
  showDays(judged);
  showTable("limits-table", () => judged.limits.length ? table("The limits set", ["What", "Comes to", "At most", "Kept"], [1, 2],
    judged.limits.map(({ name, value, limit, says, fully, passed }) => [name, says(value), fully(limit), passed ? "yes" : "no"])) : null);
  const { days, counts, replicates } = promise.figures;
  showTable("dates-table", () => table("By when it is kept", ["Date", "Probability"], [1], thinned([...days]).map(place =>
    [spoken(calendar.day(days[place])), likelihood(counts[place] / replicates)])));
}

/** The verdict with its reasons, then which days may be promised. */
function promiseSentence(state, { promise: day, kept, verdict, limits, safe, useful, replicates }) {
  const { confidence } = facts.policy;
  const opening = { safe: `${dateText(day)} is safe to promise`, stretch: `${dateText(day)} is a stretch`,
    unsafe: `Do not promise ${dateText(day)}` }[verdict];
  const plan = state.plan.length ? `, with ${listed(planNames(state.plan))}` : "";
  const often = kept === 0 ? `never done by then in ${counted(replicates, "run")}`
    : kept === 1 ? "done by then in every run" : `${chance(kept)} likely by then`;
  const asked = verdict !== "safe" && kept < confidence ? `; you ask for ${level(confidence)}` : "";
  let text = `${opening}${plan}: ${quotedTitle(facts.root)} is ${often}${asked}. `;
  const failed = limits.filter(limit => !limit.passed);
  if (failed.length) {
    const [{ name, value, limit, says, fully }] = failed;
    const figure = says(value) === fully(limit) ? fully(value) : says(value);
    text += `${capital(name)}: ${figure}, above your limit of ${fully(limit)}`;
    if (failed.length > 1) text += `, and ${failed.length - 1} more ${failed.length > 2 ? "limits are" : "limit is"} exceeded`;
    text += ". ";
  }
  if (safe === null) return `${text}No date is safe: it is never done in more than ${level(1 - confidence)} of runs.`;
  const likely = `at least ${level(confidence)} likely`;
  if (useful !== null && useful < safe) {
    const hurts = calendar.day(calendar.dueOrdinal(useful) + 1);
    return `${text}No date works as things stand: you would keep ${dateText(safe)}, but from ${dateText(hurts)} on others are hurt.`
      + " Change the plan, not the date.";
  }
  if (useful === null) return `${text}Promise ${dateText(safe)} or later: ${likely}, and no delay of it hurts anybody else.`;
  const days = safe === useful ? `Promise ${dateText(useful)}` : `Promise a day from ${dateText(safe)} to ${dateText(useful)}`;
  return `${text}${days}: ${likely}, and nobody else is hurt.`;
}

/** The odds of every day, and below them the days that are safe and those that are useful. */
function showDays(judged) {
  const { days, counts, replicates } = promise.figures;
  const all = [...days].map(ordinal => calendar.day(ordinal));
  if (!all.length) return show("promise-view");
  const tail = all[counts.findIndex(count => count >= 0.99 * counts.at(-1))] ?? all.at(-1);
  const within = [all[0], tail, judged.promise];
  if (judged.safe !== null) within.push(judged.safe);
  // A useful day far off the others would leave them no room: it is drawn at the edge then.
  if (judged.useful !== null && Math.abs(judged.useful - judged.promise) <= 3 * Math.max(14, tail - all[0])) within.push(judged.useful);
  const [first, last] = [Math.min(...within) - 2, Math.max(...within) + 2];
  const x = day => Math.min(1, Math.max(0, (day - first) / (last - first)));
  const points = [[0, 0]];
  all.forEach((day, place) => { if (day <= last) points.push([x(day), counts[place] / replicates]); });
  points.push([1, points.at(-1)[1]]);
  const marks = [{ x: x(judged.promise), kind: "now", label: `promised ${spoken(judged.promise, false)}`, row: true }];
  if (judged.best !== null && judged.best >= first && judged.best <= last) {
    marks.push({ x: x(judged.best), kind: "safe", label: `costs least: ${spoken(judged.best, false)}` });
  }
  const span = (kind, from, to, label) => from === null
    ? element("svg", { class: "span" }, element("text", { x: 0, y: 13 }, "no day is safe"))
    : element("svg", { class: "span" },
      element("rect", { class: kind, x: percentage(from), y: 0, width: percentage(Math.max(0, to - from)), height: "100%", rx: 2 }),
      element("text", {
        x: kind === "useful" ? "0%" : percentage(from), dx: kind === "useful" || from < 0.5 ? 6 : -6, y: 13,
        "text-anchor": kind === "useful" || from < 0.5 ? "start" : "end" }, label));
  show("promise-view", element("h3", {}, `By when it is kept: ${title(facts.root)}`),
    chart("Probability that it is kept by each date", points, {
      stepped: true, marks, ticks: dateTicks(first, last),
      levels: [0.25, 0.5, 0.75, 1].map(level => ({ y: level, label: `${level * 100} %` })) }),
    span("safe", judged.safe === null ? null : x(judged.safe), 1, judged.safe === null ? "" : `safe from ${spoken(judged.safe, false)}`),
    span("useful", 0, judged.useful === null ? 1 : x(judged.useful),
      judged.useful === null ? "hurts nobody else, however late" : `hurts nobody else until ${spoken(judged.useful, false)}`));
}
