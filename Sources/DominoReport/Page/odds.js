// The odds: the same engine replays the plan under luck, some blocks at a time, so that the page stays fluid.

const luck = { key: "", figures: null };
const replays = { timer: 0, isRunning: false };

/** Most commitments times replicates that are replayed without being asked for. */
const eagerLimit = 2e7;

const luckKey = state => JSON.stringify([
  state.plan, state.toldOn, state.promise, state.seed, state.replicates, state.withSlips ? slipKey(state) : 0]);

const luckJob = (state, deal, asked) => ({
  begin: () => {
    deal().ask(asked);
    deal().luck(state.replicates, BigInt(state.seed), state.withSlips);
  },
  run: blocks => deal().run(blocks),
  finish: key => {
    luck.figures = readLuck(deal());
    luck.key = key;
    showOdds(state, luck.figures);
    showPromise(state);
  },
});

/** Replays what is asked for now, unless that is what is shown already. */
function replay(state, deal, asked, { isWanted }) {
  const jobs = [];
  if (facts.policy && promise.key !== promiseKey(state)) jobs.push([promiseKey(state), promiseJob(state, deal, asked)]);
  if (luck.key !== luckKey(state)) jobs.push([luckKey(state), luckJob(state, deal, asked)]);
  showPromise(state);
  if (!jobs.length) return;
  clearTimeout(replays.timer);
  const status = document.getElementById("luck-status");
  if (!isWanted && facts.commitments.length * state.replicates > eagerLimit) {
    replays.isRunning = false;
    status.textContent = "Figures of another question: press Replay.";
    return;
  }
  const { replicates } = state;
  const parts = jobs.length;
  let blocks = 4;
  const next = () => {
    const job = jobs.shift();
    replays.isRunning = Boolean(job);
    if (!job) return;
    const [key, { begin, run, finish }] = job;
    try {
      begin();
    } catch (failure) {
      replays.isRunning = false;
      status.textContent = `This cannot be replayed: ${failure.message}.`;
      return;
    }
    const slice = () => {
      const isWell = guarded(() => {
        const started = performance.now();
        const done = run(blocks);
        const took = performance.now() - started;
        blocks = Math.max(1, Math.min(4096, Math.round(blocks * Math.min(2, 7 / Math.max(0.5, took)))));
        const share = (parts - jobs.length - 1) * replicates + done;
        status.textContent = share < parts * replicates ? `${percent(share, parts * replicates)} % replayed` : "";
        if (done < replicates) {
          replays.timer = setTimeout(slice, 0);
          return true;
        }
        finish(key);
        next();
        return true;
      });
      if (!isWell) replays.isRunning = false;
    };
    slice();
  };
  next();
}

function readLuck(deal) {
  const [replicates, mean, deviation, p50, p80, p90, p95, p99, cvar95, probabilityOfDamage, standardError, overcommitted]
    = deal.read(Column.luckTotals);
  const figures = {
    replicates, mean, deviation, p50, p80, p90, p95, p99, cvar95, probabilityOfDamage, standardError, overcommitted };
  for (const name of ["late", "broken", "meanSlip", "luckScore", "luckCarried", "luckBlame", "luckPriceOfDay", "criticality",
    "exceedanceAmounts", "exceedanceProbabilities", "rootDays", "rootCounts", "exclusionInputs", "exclusionGains", "exclusionErrors"]) {
    figures[name] = deal.read(Column[name]);
  }
  return figures;
}

function showOdds(state, figures) {
  const spread = figures.deviation > 0;
  const parts = [];
  if (facts.root !== null) {
    const inTime = Math.max(0, 1 - figures.late[facts.root] - figures.broken[facts.root]);
    parts.push(`${title(facts.root)} is kept ${state.promise ? `by ${spoken(dayOf(state.promise))}` : "on time"}`
      + ` in ${likelihood(inTime)} of ${exact(figures.replicates)} runs`);
  }
  parts.push(`damage is ${amount(figures.mean)} on average`
    + (spread && figures.p95 > 0 ? `; 5 % of runs exceed ${grouped(figures.p95)}` : ""));
  const text = parts.join("; ");
  document.getElementById("odds-sentence").textContent = text[0].toUpperCase() + text.slice(1) + ".";
  showHarm(figures);
  showTornado(figures);
  const risky = [...figures.luckCarried.keys()].filter(number => figures.luckCarried[number] >= 0.005)
    .sort((a, b) => figures.luckCarried[b] - figures.luckCarried[a] || a - b).slice(0, 100);
  showTable("odds-table", () => table("Promises by the harm they carry, on average", ["Promise", "Kept on time", "Never kept", "Carries", "A day more"],
    [1, 2, 3, 4], risky.map(number => [title(number), likelihood(Math.max(0, 1 - figures.late[number] - figures.broken[number])),
      likelihood(figures.broken[number]), grouped(figures.luckCarried[number]), grouped(figures.luckPriceOfDay[number])])));
}

const thinned = list => [...list.keys()].filter(place => place % Math.ceil(list.length / 40) === 0 || place === list.length - 1);

/** How likely the harm is above each amount. */
function showHarm(figures) {
  const amounts = [...figures.exceedanceAmounts];
  const top = amounts.at(-1) ?? 0;
  if (!(figures.deviation > 0) || !(top > 0)) return show("harm-view");
  const most = figures.p99 > 0 && top > 1.25 * figures.p99 ? figures.p99 : top;
  const points = [[0, amounts[0] > 0 ? 1 : figures.exceedanceProbabilities[0]]];
  amounts.forEach((amount, place) => {
    if (amount <= most && amount > 0) points.push([amount / most, figures.exceedanceProbabilities[place]]);
  });
  if (points.at(-1)[0] < 1) points.push([1, points.at(-1)[1]]);
  show("harm-view", element("h3", {}, `How likely harm is above an amount${facts.currency ? ", in " + facts.currency : ""}`),
    chart("Probability that harm is above each amount", points, {
      stepped: true, ticks: [{ x: 0, label: "0" }, ...steps(most, 4).map(value => ({ x: value / most, label: grouped(value) }))],
      levels: [0.25, 0.5, 0.75, 1].map(level => ({ y: level, label: `${level * 100} %` })),
      marks: [{ x: figures.mean / most, kind: "safe", label: `average ${grouped(figures.mean)}`, row: true },
        ...(figures.p95 > 0 && figures.p95 <= most ? [{ x: figures.p95 / most, kind: "now", label: `5 %: ${grouped(figures.p95)}` }] : [])] }));
  showTable("harm-table", () => table("How likely harm is above an amount", ["Amount", "Probability"], [1],
    amounts.map((amount, place) => [grouped(amount), likelihood(figures.exceedanceProbabilities[place])])));
}

/** By how much average harm falls without each cause. */
function showTornado(figures) {
  const causes = [...figures.exclusionInputs].map((input, place) => ({
    name: facts.inputs[input], gain: figures.exclusionGains[place], error: figures.exclusionErrors[place] }))
    .filter(cause => Math.abs(cause.gain) >= 0.005 || cause.error >= 0.005);
  const most = Math.max(1e-9, ...causes.map(cause => cause.gain));
  show("tornado-view", causes.length ? element("h3", {}, "What matters: average harm without it falls by") : null,
    causes.slice(0, 12).map(cause => element("div", { class: "row measure" },
      element("span", { class: "what" }, cut(cause.name, 80)), bar(Math.max(0, cause.gain) / most, "fall"),
      element("span", { class: "n" }, grouped(cause.gain), element("small", {}, ` ± ${grouped(cause.error)}`)))));
}
