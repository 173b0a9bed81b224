// Where it comes together: controls change the state, the engine answers, every view follows.

let state = readAddress(location.hash, firstState());
let module;
let dealBytes;
let held;
let isDue = false;
let isEngineLost = false;

const deal = () => held;
const control = id => document.getElementById(id);

/** Runs something on the engine; after a trap there is a fresh one, and what was shown last stays. */
function guarded(body) {
  if (isEngineLost) return undefined;
  try {
    return body();
  } catch (failure) {
    if (failure instanceof WebAssembly.RuntimeError) {
      isEngineLost = true;
      say("The engine stopped at this question. What you see is the last good answer.");
      openDeal(module, dealBytes).then(fresh => {
        held = fresh;
        isEngineLost = false;
      });
    } else say(`This cannot be played: ${failure.message}.`);
    return undefined;
  }
}

const say = text => { control("status").textContent = text; };

/** Changes what is asked. */
function change(edit) {
  edit(state);
  schedule();
}

/** One answer a frame: of several changes in between, the last one wins. */
function schedule() {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    update();
  });
}

function questionOf(state) {
  return {
    slips: state.slips.map(slip => ({ ...slip })), plan: [...state.plan],
    toldOn: state.toldOn ? calendar.ordinal(dayOf(state.toldOn)) : null,
    today: calendar.ordinal(dayOf(facts.asOf)), later: promisedLater(state) };
}

/** Working days by which the root is promised later than it is due. */
function promisedLater(state) {
  if (!state.promise || facts.root === null) return 0;
  return calendar.dueOrdinal(dayOf(state.promise)) - facts.commitments[facts.root].due;
}

/** Asks the engine and gathers what the views need. */
function answerTo(state) {
  const asked = questionOf(state);
  held.ask(asked);
  const answer = { asked, planCost: state.plan.reduce((sum, place) => sum + facts.mitigations[place].cost, 0) };
  for (const name of ["slip", "state", "driver", "told", "carried", "priceOfDay"]) answer[name] = held.read(Column[name]);
  answer.scores = held.read(Column.score);
  [answer.score, answer.silentScore, answer.onPlanScore, answer.toldTodayScore, answer.overcommitted] = held.read(Column.totals);
  answer.sequence = [...facts.commitments.keys()].filter(number => answer.state[number] > 0)
    .sort((a, b) => calendar.day(facts.commitments[a].due) - calendar.day(facts.commitments[b].due) || a - b);
  const amounts = held.read(Column.amounts);
  const borne = new Array(facts.stakeholders.length).fill(0);
  const kinds = new Array(facts.kinds.length).fill(0);
  const money = new Array(facts.stakeholders.length).fill(0);
  facts.entries.forEach(([, kind, bearer], place) => {
    kinds[kind] += amounts[place];
    if (facts.kinds[kind].isMoney) money[bearer] += amounts[place];
    borne[bearer] += amounts[place] * (facts.kinds[kind].weight * facts.bearers[bearer]);
  });
  answer.hurt = borne.map((score, place) => ({ place, score })).filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.place - b.place);
  answer.money = money;
  answer.kinds = kinds.map((amount, place) => ({ place, amount }));
  return answer;
}

let last;
let later = 0;
let isRestDue = false;

/** What is shown, in numbers, for whoever scripts the page. */
globalThis.domino = Object.freeze({ facts, answer: () => last, odds: () => simulation.figures, promise: () => promise.shown, isSimulating: () => isRestDue || running.isRunning });

/** Everything that has to follow at once, and then the rest. */
function update() {
  const answer = guarded(() => answerTo(state));
  if (!answer) return;
  last = answer;
  document.body.classList.add("moving");
  say("");
  showControls();
  control("answer").textContent = answerSentence(state, answer);
  control("figure-damage").textContent = amount(sumOf(answer.money));
  control("figure-falls").textContent = exact(answer.sequence.length);
  control("figure-hurt").textContent = exact(answer.hurt.length);
  showDominoes(state, answer);
  showHurt(answer);
  showPlan(state, answer);
  document.body.classList.remove("tracing");
  clearTimeout(later);
  isRestDue = true;
  later = setTimeout(() => {
    isRestDue = false;
    guarded(() => updateRest(answer));
  }, 60);
}

/** What may follow a moment later: a slider that moves does not wait for it. */
function updateRest(answer) {
  document.body.classList.remove("moving");
  showGraph(state, answer);
  showTell(state, answer);
  control("command-line").textContent = commandLine(state);
  control("simulate-command").textContent = commandLine(state, "simulate");
  if (facts.policy) control("check-command").textContent = commandLine(state, "check");
  if (facts.best) control("plan-command").textContent = commandLine(state, "mitigate");
  showHurtTable(answer);
  showGraphTable();
  const address = writeAddress(state);
  if (address !== location.hash) history.replaceState(null, "", address);
  if (state.slips.length) {
    held.ask(answer.asked);
    held.curve(state.slips[0].number, state.last);
    showCurve(state, {
      scores: held.read(Column.curveScores), late: held.read(Column.curveLate), broken: held.read(Column.curveBroken) });
  }
  if (facts.mitigations.length) {
    const scoreOf = plan => {
      held.ask({ ...answer.asked, plan });
      return held.read(Column.totals)[0];
    };
    const isCheap = facts.mitigations.length * facts.commitments.length <= 200000;
    const gains = isCheap ? facts.mitigations.map((_, place) => state.plan.includes(place)
      ? scoreOf(state.plan.filter(other => other !== place)) - answer.score
      : answer.score - scoreOf([...state.plan, place].sort((a, b) => a - b))) : undefined;
    showPlan(state, answer, gains, scoreOf([]));
  }
  simulate(state, deal, answer.asked, { isWanted: false });
}

// MARK: Controls

/** Makes a commitment the one that slips, by as much as the one before it. */
function pickSlip(next, number) {
  const others = next.slips.slice(1).filter(slip => slip.number !== number);
  const days = next.slips[0]?.days || 10;
  next.slips = [{ number, days }, ...others];
}

function showControls() {
  const slip = state.slips[0];
  if (slip) {
    control("slip-of").value = slip.number;
    const isBroken = slip.days === Infinity;
    control("slip-broken").checked = isBroken;
    control("slip-days").disabled = control("slip-slider").disabled = isBroken;
    if (!isBroken) {
      if (document.activeElement !== control("slip-days")) control("slip-days").value = slip.days;
      control("slip-slider").max = Math.max(30, slip.days);
      control("slip-slider").value = slip.days;
    }
    control("slip-slider").setAttribute("aria-valuetext", isBroken ? "never kept" : days(slip.days));
  }
  const others = state.slips.slice(1);
  show("slip-others", others.map(other => element("button", {
    type: "button", class: "chip", "aria-label": `${title(other.number)} no longer slips`,
    onclick: () => change(next => { next.slips = next.slips.filter(one => one.number !== other.number); }) },
    `${title(other.number, 40)} ${slipVerb(other.days)} ✕`)));
  control("told").value = state.toldOn ?? "";
  if (facts.policy) control("promise").value = state.promise ?? iso(calendar.day(facts.commitments[facts.root].due));
  control("seed").value = state.seed;
  control("replicates").value = state.replicates;
  control("with-slip").checked = state.withSlips;
}

function connect() {
  const on = (id, event, body) => control(id).addEventListener(event, body);
  on("slip-of", "change", event => change(next => pickSlip(next, Number(event.target.value))));
  on("slip-slider", "input", event => change(next => { next.slips[0].days = Number(event.target.value); }));
  on("slip-days", "input", event => {
    const typed = readDays(event.target.value);
    event.target.setAttribute("aria-invalid", String(Number.isNaN(typed)));
    if (!Number.isNaN(typed)) change(next => { next.slips[0].days = typed; });
  });
  on("slip-broken", "change", event => change(next => {
    next.slips[0].days = event.target.checked ? Infinity : Number(control("slip-days").value) || 0;
  }));
  on("slip-add", "click", () => change(next => {
    const free = facts.commitments.findIndex((one, number) => !one.fact && !next.slips.some(slip => slip.number === number));
    if (free >= 0) next.slips.unshift({ number: free, days: 5 });
  }));
  on("told", "change", event => change(next => { next.toldOn = isDate(event.target.value) ? event.target.value : null; }));
  if (facts.policy) {
    on("promise", "change", event => change(next => {
      next.promise = isDate(event.target.value) ? event.target.value : null;
    }));
    on("promise-due", "click", () => change(next => { next.promise = null; }));
  }
  if (facts.best) on("take-plan", "click", () => change(next => { next.plan = allowed([...facts.best]); }));
  on("told-today", "click", () => change(next => { next.toldOn = facts.asOf; }));
  on("told-nobody", "click", () => change(next => { next.toldOn = null; }));
  on("reset", "click", () => change(() => { state = firstState(); }));
  on("play", "click", play);
  on("seed", "change", event => change(next => readAddress(`seed=${event.target.value.trim()}`, next)));
  on("replicates", "change", event => change(next => readAddress(`replicates=${event.target.value.trim()}`, next)));
  on("with-slip", "change", event => change(next => { next.withSlips = event.target.checked; }));
  on("simulate", "click", () => {
    simulation.key = promise.key = "";
    guarded(() => simulate(state, deal, questionOf(state), { isWanted: true }));
  });
  on("graph-search", "input", () => showGraph(state, last));
  on("graph-all", "change", () => showGraph(state, last));
  for (const form of document.forms) form.addEventListener("submit", event => event.preventDefault());
  for (const details of document.querySelectorAll("details")) {
    details.addEventListener("toggle", () => { if (details.open) fillTables(details); });
  }
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", () => copy(control(button.dataset.copy), button));
  }
  addEventListener("hashchange", () => {
    if (location.hash === writeAddress(state)) return;
    state = readAddress(location.hash, firstState());
    schedule();
  });
}

/** Copies a line; where the browser does not let a page do that, marks it for the reader to copy. */
async function copy(line, button) {
  try {
    await navigator.clipboard.writeText(line.textContent);
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  } catch {
    getSelection().selectAllChildren(line);
  }
}

async function begin() {
  module = await compileEngine();
  dealBytes = bytesOf("deal");
  held = await openDeal(module, dealBytes);
  show("slip-of", facts.commitments.map((commitment, number) =>
    element("option", { value: number }, commitment.title)));
  connect();
  document.body.classList.add("live");
  update();
  document.body.dataset.ready = "yes";
}

begin().catch(failure => {
  document.body.classList.remove("live");
  control("status").textContent = "This browser does not run the engine, so the page shows what it was made with.";
  console.info(failure);
});
