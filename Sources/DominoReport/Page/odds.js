// The odds: the same engine simulates the plan, some blocks at a time, so that the page stays fluid.

const simulation = { key: "", figures: null };
const running = { timer: 0, isRunning: false };

/** Most commitments times replicates that are simulated without being asked for. */
const eagerLimit = 2e7;

const simulationKey = state => JSON.stringify([
  state.plan, state.toldOn, state.promise, state.seed, state.replicates, state.withSlips ? slipKey(state) : 0]);

const simulationJob = (state, deal, asked) => ({
  begin: () => {
    deal().ask(asked);
    deal().simulate(state.replicates, BigInt(state.seed), state.withSlips);
  },
  run: blocks => deal().run(blocks),
  finish: key => {
    simulation.figures = readSimulation(deal());
    simulation.key = key;
    showOdds(state, simulation.figures);
    showPromise(state);
  },
});

/** Simulates what is asked for now, unless that is what is shown already. */
function simulate(state, deal, asked, { isWanted }) {
  const jobs = [];
  if (facts.policy && promise.key !== promiseKey(state)) jobs.push([promiseKey(state), promiseJob(state, deal, asked)]);
  if (simulation.key !== simulationKey(state)) jobs.push([simulationKey(state), simulationJob(state, deal, asked)]);
  showPromise(state);
  if (!jobs.length) return;
  clearTimeout(running.timer);
  const status = document.getElementById("runs-status");
  if (!isWanted && facts.commitments.length * state.replicates > eagerLimit) {
    running.isRunning = false;
    status.textContent = "Figures of another question: press Simulate.";
    return;
  }
  const { replicates } = state;
  const parts = jobs.length;
  let blocks = 4;
  const next = () => {
    const job = jobs.shift();
    running.isRunning = Boolean(job);
    if (!job) return;
    const [key, { begin, run, finish }] = job;
    try {
      begin();
    } catch (failure) {
      running.isRunning = false;
      status.textContent = `This cannot be simulated: ${failure.message}.`;
      return;
    }
    const slice = () => {
      const isWell = guarded(() => {
        const started = performance.now();
        const done = run(blocks);
        const took = performance.now() - started;
        blocks = Math.max(1, Math.min(4096, Math.round(blocks * Math.min(2, 7 / Math.max(0.5, took)))));
        const share = (parts - jobs.length - 1) * replicates + done;
        status.textContent = share < parts * replicates ? `${percent(share, parts * replicates)} % simulated` : "";
        if (done < replicates) {
          running.timer = setTimeout(slice, 0);
          return true;
        }
        finish(key);
        next();
        return true;
      });
      if (!isWell) running.isRunning = false;
    };
    slice();
  };
  next();
}

function readSimulation(deal) {
  const [replicates, mean, deviation, p50, p80, p90, p95, p99, cvar95, probabilityOfDamage, standardError, overcommitted]
    = deal.read(Column.runTotals);
  const figures = {
    replicates, mean, deviation, p50, p80, p90, p95, p99, cvar95, probabilityOfDamage, standardError, overcommitted };
  for (const name of ["late", "broken", "meanSlip", "runScore", "runCarried", "runBlame", "runPriceOfDay", "criticality",
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
  showDamage(figures);
  showTornado(figures);
  const risky = [...figures.runCarried.keys()].filter(number => figures.runCarried[number] >= 0.005)
    .sort((a, b) => figures.runCarried[b] - figures.runCarried[a] || a - b).slice(0, 100);
  showTable("odds-table", () => table("Promises by the damage they carry, on average", ["Promise", "Kept on time", "Never kept", "Carries", "A day more"],
    [1, 2, 3, 4], risky.map(number => [title(number), likelihood(Math.max(0, 1 - figures.late[number] - figures.broken[number])),
      likelihood(figures.broken[number]), grouped(figures.runCarried[number]), grouped(figures.runPriceOfDay[number])])));
}

const thinned = list => [...list.keys()].filter(place => place % Math.ceil(list.length / 40) === 0 || place === list.length - 1);

/** How likely the damage is above each amount. */
function showDamage(figures) {
  const amounts = [...figures.exceedanceAmounts];
  const top = amounts.at(-1) ?? 0;
  if (!(figures.deviation > 0) || !(top > 0)) return show("damage-view");
  const most = figures.p99 > 0 && top > 1.25 * figures.p99 ? figures.p99 : top;
  const points = [[0, amounts[0] > 0 ? 1 : figures.exceedanceProbabilities[0]]];
  amounts.forEach((amount, place) => {
    if (amount <= most && amount > 0) points.push([amount / most, figures.exceedanceProbabilities[place]]);
  });
  if (points.at(-1)[0] < 1) points.push([1, points.at(-1)[1]]);
  show("damage-view", element("h3", {}, `How likely damage is above an amount${facts.currency ? ", in " + facts.currency : ""}`),
    chart("Probability that damage is above each amount", points, {
      stepped: true, ticks: [{ x: 0, label: "0" }, ...steps(most, 4).map(value => ({ x: value / most, label: grouped(value) }))],
      levels: [0.25, 0.5, 0.75, 1].map(level => ({ y: level, label: `${level * 100} %` })),
      marks: [{ x: figures.mean / most, kind: "safe", label: `average ${grouped(figures.mean)}`, row: true },
        ...(figures.p95 > 0 && figures.p95 <= most ? [{ x: figures.p95 / most, kind: "now", label: `5 %: ${grouped(figures.p95)}` }] : [])] }));
  showTable("damage-table", () => table("How likely damage is above an amount", ["Amount", "Probability"], [1],
    amounts.map((amount, place) => [grouped(amount), likelihood(figures.exceedanceProbabilities[place])])));
}

/** How much lower average damage is without each cause. */
function showTornado(figures) {
  const causes = [...figures.exclusionInputs].map((input, place) => ({
    name: facts.inputs[input], gain: figures.exclusionGains[place], error: figures.exclusionErrors[place] }))
    .filter(cause => Math.abs(cause.gain) >= 0.005 || cause.error >= 0.005);
  const most = Math.max(1e-9, ...causes.map(cause => cause.gain));
  show("tornado-view", causes.length ? element("h3", {}, "What matters: average damage is lower without it by") : null,
    causes.slice(0, 12).map(cause => element("div", { class: "row measure" },
      element("span", { class: "what" }, cut(cause.name, 80)), bar(Math.max(0, cause.gain) / most, "fall"),
      element("span", { class: "n" }, grouped(cause.gain), element("small", {}, ` ± ${grouped(cause.error)}`)))));
}
