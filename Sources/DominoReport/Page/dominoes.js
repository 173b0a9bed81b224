// The dominoes on a time axis, in lanes of those they were promised to; who is hurt; whom to tell.

const mostRows = 40;
let showsAllRows = false;

/** One lane for each promisee, in the order their first domino falls. */
function lanes(sequence) {
  const found = new Map();
  for (const number of sequence) {
    const whom = facts.commitments[number].to;
    if (!found.has(whom)) found.set(whom, []);
    found.get(whom).push(number);
  }
  return [...found];
}

function showDominoes(state, answer) {
  const shown = showsAllRows ? answer.sequence : answer.sequence.slice(0, mostRows);
  if (!shown.length) {
    show("dominoes-view", element("p", { class: "calm" }, "Nothing falls: every promise holds."));
    showTable("dominoes-table", () => null);
    return;
  }
  const dueDay = number => calendar.day(facts.commitments[number].due);
  const ends = shown.map(number => answer.slip[number] < Infinity
    ? keptDay(facts.commitments[number].due + answer.slip[number]) : dueDay(number));
  const from = Math.min(...shown.map(number => dueDay(number) - 2));
  const to = Math.max(...ends, ...shown.map(dueDay)) + 2;
  const x = day => percentage((day - from) / (to - from));
  const ticks = dateTicks(from, to);
  const rows = lanes(shown).map(([whom, numbers]) => {
    const lane = element("section", { class: "lane" },
      element("h3", {}, facts.stakeholders[whom]), numbers.map(number => dominoRow(number, answer, x)));
    lane.style.setProperty("--rows", numbers.length);
    return lane;
  });
  show("dominoes-view",
    element("div", { class: "row lines", "aria-hidden": "true" }, element("span"), element("svg", { class: "axis" },
      ticks.map(tick => element("line", { x1: percentage(tick.x), x2: percentage(tick.x), y1: 0, y2: "100%" }))), element("span")),
    element("div", { class: "row head", "aria-hidden": "true" },
      element("span"), element("svg", { class: "axis" }, ticks.map(tick => element("text", {
        class: "tick", x: percentage(tick.x), y: 14,
        "text-anchor": tick.x > 0.93 ? "end" : tick.x < 0.07 ? "start" : "middle" }, tick.label))),
      element("span", { class: "n" }, "late")),
    rows,
    answer.sequence.length > shown.length ? element("button", { type: "button", onclick: () => {
      showsAllRows = true;
      showDominoes(state, answer);
    } }, `Show all ${exact(answer.sequence.length)}`) : null);
  showTable("dominoes-table", () => table("The dominoes in the order they fall", ["Promise", "To", "Due", "Kept", "Days late", "Because of", "Damage"],
    [4, 6], answer.sequence.map(number => [
      title(number), facts.stakeholders[facts.commitments[number].to], spoken(dueDay(number)),
      answer.slip[number] < Infinity ? spoken(keptDay(facts.commitments[number].due + answer.slip[number])) : "never",
      answer.slip[number] < Infinity ? dayCount(answer.slip[number]) : "broken",
      answer.driver[number] >= 0 ? title(answer.driver[number]) : "", grouped(answer.scores[number])])));
}

/** A row: due, buffer eaten, days late, the day it is kept. */
function dominoRow(number, answer, x) {
  const { due } = facts.commitments[number];
  const slip = answer.slip[number];
  const dueDay = calendar.day(due);
  const isBroken = slip === Infinity;
  const end = isBroken ? null : keptDay(due + slip);
  const driver = answer.driver[number];
  const eaten = driver >= 0 && isFinite(answer.slip[driver]) && isFinite(slip)
    ? Math.max(0, answer.slip[driver] - slip) : 0;
  const says = `${title(number)}: due ${spoken(dueDay)}, ${isBroken ? "never kept" : `kept ${spoken(end)}, ${days(slip)} late`}`
    + (eaten > 0.005 ? `, ${days(eaten)} of buffer eaten` : "");
  return element("div", { class: "row domino", "data-number": number, "data-due": dueDay },
    element("button", {
      type: "button", class: "what", title: says, "aria-label": `${says}. Light up its chain`,
      onclick: () => lightChain(number, answer) }, title(number, 80)),
    element("svg", { class: "axis", "aria-hidden": "true" },
      eaten > 0.005 ? element("line", { class: "buffer", x1: x(calendar.day(Math.floor(due - eaten))), x2: x(dueDay), y1: 11, y2: 11 }) : null,
      element("line", { class: isBroken ? "slip never" : "slip", x1: x(dueDay), x2: isBroken ? "99%" : x(end), y1: 11, y2: 11 }),
      element("rect", { class: "due", x: x(dueDay), y: 3, width: 4, height: 16, rx: 1 }),
      isBroken ? element("text", { class: "cross", x: "99%", y: 16, "text-anchor": "end" }, "✕")
        : element("circle", { class: "kept", cx: x(end), cy: 11, r: 4 })),
    element("span", { class: "n" }, isBroken ? "broken" : `${dayCount(slip)} d`));
}

/** Lights the chain that drives a domino, here and in the graph. */
function lightChain(number, answer) {
  const chain = new Set();
  for (let at = number; at >= 0 && !chain.has(at); at = answer.driver[at]) chain.add(at);
  const isLit = document.querySelector(`.domino.lit[data-number="${number}"].last`);
  for (const marked of document.querySelectorAll("[data-number]")) {
    const place = Number(marked.dataset.number);
    marked.classList.toggle("lit", !isLit && chain.has(place));
    marked.classList.toggle("last", !isLit && place === number);
  }
  document.body.classList.toggle("tracing", !isLit);
}

// MARK: Playing

let playing = 0;

/** Lets the dominoes fall in the order of their due dates. */
function play() {
  cancelAnimationFrame(playing);
  const rows = [...document.querySelectorAll("#dominoes-view .domino")];
  if (!rows.length || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const dues = rows.map(row => Number(row.dataset.due));
  const [first, last] = [Math.min(...dues), Math.max(...dues)];
  const milliseconds = Math.min(6000, 1200 + 350 * rows.length);
  rows.forEach(row => row.classList.add("standing"));
  const started = performance.now();
  const step = now => {
    const day = first + (last - first) * (now - started) / milliseconds;
    rows.forEach((row, place) => { if (dues[place] <= day) row.classList.remove("standing"); });
    if (day < last) playing = requestAnimationFrame(step);
    else rows.forEach(row => row.classList.remove("standing"));
  };
  playing = requestAnimationFrame(step);
}

// MARK: Who is hurt, and whom to tell

function showHurt(answer) {
  const most = answer.hurt[0]?.score ?? 0;
  const kinds = answer.kinds.filter(kind => kind.amount > 0 && facts.kinds[kind.place].unit);
  show("hurt-view", answer.hurt.length
    ? answer.hurt.slice(0, 20).map(({ place, score }) => element("div", { class: "row measure" },
      element("span", { class: "what" }, facts.stakeholders[place]), bar(score / most, "fall"),
      element("span", { class: "n" }, grouped(score), element("small", {}, ` ${percent(score, answer.score)} %`))))
    : element("p", { class: "calm" }, "Nobody is hurt."),
  answer.hurt.length > 20 ? element("p", { class: "note" }, `and ${answer.hurt.length - 20} more`) : null,
  kinds.length ? element("p", { class: "note" }, "Including " + kinds.map(({ place, amount }) =>
    `${grouped(amount)} ${facts.kinds[place].unit} of ${facts.kinds[place].name}`).join(", ") + ".") : null);
}

/** The table behind who is hurt. */
function showHurtTable(answer) {
  const late = new Array(facts.stakeholders.length).fill(0);
  const broken = new Array(facts.stakeholders.length).fill(0);
  for (const number of answer.sequence) (answer.state[number] === 2 ? broken : late)[facts.commitments[number].to]++;
  const scores = new Map(answer.hurt.map(({ place, score }) => [place, score]));
  const places = [...facts.stakeholders.keys()].filter(place => scores.has(place) || late[place] || broken[place])
    .sort((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0) || a - b);
  showTable("hurt-table", () => table("Who is hurt", ["Who", `Damage${facts.currency ? ", in " + facts.currency : ""}`, "Promises late", "Never kept"],
    [1, 2, 3], places.slice(0, 200).map(place =>
      [facts.stakeholders[place], grouped(scores.get(place) ?? 0), String(late[place]), String(broken[place])])));
}

/** Everybody who is hurt or left waiting: when and from whom they hear it, and what it means for them. */
function showTell(state, answer) {
  const people = new Map();
  const person = place => {
    if (!people.has(place)) people.set(place, { place, score: 0, falls: [] });
    return people.get(place);
  };
  for (const { place, score } of answer.hurt) person(place).score = score;
  for (const number of answer.sequence) person(facts.commitments[number].to).falls.push(number);
  const rows = [...people.values()].sort((a, b) => b.score - a.score || a.place - b.place);
  show("tell-view", rows.length ? table("Whom to tell, those hurt most first",
    ["Who", "Hears it", "From", "What it means for them", "Damage"], [4], rows.slice(0, 40).map(({ place, score, falls }) => {
      const first = falls[0];
      const told = falls.map(number => answer.told[number]).filter(isFinite);
      return [
        facts.stakeholders[place],
        told.length ? spoken(keptDay(Math.min(...told))) : state.toldOn ? "not before it falls" : "today, if told now",
        first === undefined ? "whoever leads the deal" : facts.stakeholders[facts.commitments[first].from],
        brief(falls, answer) || "bears the cost of what falls for others", grouped(score)];
    })) : element("p", { class: "calm" }, "Nobody needs to be told."));
}

/** What falls for somebody, in a sentence. */
function brief(falls, answer) {
  const parts = falls.slice(0, 3).map(number => {
    const { due } = facts.commitments[number];
    return answer.slip[number] === Infinity ? `${title(number)}: never`
      : `${title(number)}: ${spoken(keptDay(due + answer.slip[number]), false)} instead of ${spoken(calendar.day(due), false)}`;
  });
  return parts.join("; ") + (falls.length > 3 ? `; and ${falls.length - 3} more` : "");
}
