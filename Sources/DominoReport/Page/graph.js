// The promises and who needs whom, in layers; large ones collapsed to the routes that drive what falls.

const box = { width: 184, height: 54, across: 216, down: 66 };
const mostBoxes = 120;
/** Widest graph that is made smaller to fit the page; others are scrolled. */
const mostWidth = 1700;
let graphKey = "";

/** What is drawn: everything where there is room, else what falls, what drives it, and what was looked for. */
function membersOf(answer, search) {
  const all = [...facts.commitments.keys()];
  const found = search ? all.filter(number => facts.commitments[number].title.toLowerCase().includes(search)
    || facts.commitments[number].id.toLowerCase().includes(search)) : [];
  const wantsAll = document.getElementById("graph-all").checked;
  if (all.length <= mostBoxes || wantsAll) return { members: all, found };
  const kept = new Set(found.slice(0, 20));
  for (const number of found.slice(0, 20)) (facts.commitments[number].needs ?? []).forEach(need => kept.add(need));
  if (facts.root !== null) kept.add(facts.root);
  const worst = [...answer.sequence].sort((a, b) => answer.carried[b] - answer.carried[a] || a - b);
  for (const number of worst) {
    for (let at = number; at >= 0 && kept.size < mostBoxes; at = answer.driver[at]) kept.add(at);
    if (kept.size >= mostBoxes) break;
  }
  return { members: all.filter(number => kept.has(number)), found };
}

/** Columns by the longest way from the beginning; order within by the middle of neighbours, swept to and fro. */
function layOut(members) {
  const isMember = new Set(members);
  const needs = new Map(members.map(number => [number, (facts.commitments[number].needs ?? []).filter(need => isMember.has(need))]));
  const dependents = new Map(members.map(number => [number, []]));
  needs.forEach((list, number) => list.forEach(need => dependents.get(need).push(number)));
  const waiting = new Map(members.map(number => [number, needs.get(number).length]));
  const level = new Map(members.map(number => [number, 0]));
  const ready = members.filter(number => waiting.get(number) === 0);
  for (let next = 0; next < ready.length; next++) {
    for (const dependent of dependents.get(ready[next])) {
      level.set(dependent, Math.max(level.get(dependent), level.get(ready[next]) + 1));
      waiting.set(dependent, waiting.get(dependent) - 1);
      if (waiting.get(dependent) === 0) ready.push(dependent);
    }
  }
  const columns = [];
  ready.forEach(number => (columns[level.get(number)] ??= []).push(number));
  const row = new Map();
  const assignRows = column => column.forEach((number, place) => row.set(number, place - (column.length - 1) / 2));
  columns.forEach(assignRows);
  const sweeps = members.length > 1500 ? 2 : 12;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const neighbours = sweep % 2 === 0 ? needs : dependents;
    const order = sweep % 2 === 0 ? columns : [...columns].reverse();
    for (const column of order) {
      const middle = new Map(column.map(number => {
        const list = neighbours.get(number);
        return [number, list.length ? list.reduce((sum, other) => sum + row.get(other), 0) / list.length : row.get(number)];
      }));
      column.sort((a, b) => middle.get(a) - middle.get(b) || a - b);
      assignRows(column);
    }
  }
  const tallest = Math.max(1, ...columns.map(column => column.length));
  const at = new Map();
  columns.forEach((column, across) => column.forEach((number, down) => at.set(number, {
    x: across * box.across + 8, y: (down + (tallest - column.length) / 2) * box.down + 8 })));
  return { at, needs, width: columns.length * box.across - 30, height: tallest * box.down + 8 };
}

/** A title on two lines, so that those that begin alike can be told apart. */
function inTwo(text, most) {
  const letters = [...text];
  if (letters.length <= most) return [text];
  const space = letters.lastIndexOf(" ", most);
  const end = space > most / 3 ? space : most;
  return [letters.slice(0, end).join(""), cut(letters.slice(end).join("").trim(), most)];
}

let looksAt = -1;

/** Brings what slips into sight where the graph is wider than the page, once for each promise that slips. */
function lookAtSlip(view, state) {
  const number = state.slips[0]?.number ?? -1;
  const node = view.querySelector(`.node[data-number="${number}"]`);
  if (number === looksAt || !node) return;
  looksAt = number;
  const [scroll, box] = [view.parentElement, node.getBoundingClientRect()];
  const frame = scroll.getBoundingClientRect();
  if (box.right > frame.right) scroll.scrollLeft += box.left - frame.left - frame.width / 6;
  if (box.bottom > frame.bottom) scroll.scrollTop += box.top - frame.top - frame.height / 3;
}

function showGraph(state, answer) {
  const search = document.getElementById("graph-search").value.trim().toLowerCase();
  const { members, found } = membersOf(answer, search);
  const key = members.join();
  const view = document.getElementById("graph-view");
  if (key !== graphKey) {
    graphKey = key;
    drawGraph(view, members);
  }
  lookAtSlip(view, state);
  const isFound = new Set(found);
  for (const node of view.querySelectorAll(".node")) {
    const number = Number(node.dataset.number);
    node.classList.toggle("fall", answer.state[number] > 0);
    node.classList.toggle("slipped", state.slips.some(slip => slip.number === number && slip.days !== 0));
    node.classList.toggle("found", isFound.has(number));
    node.querySelector(".fate").textContent = answer.state[number] === 2 ? "never kept"
      : answer.state[number] === 1 ? `${dayCount(answer.slip[number])} d late` : spoken(calendar.day(facts.commitments[number].due), false);
  }
  for (const edge of view.querySelectorAll(".edge")) {
    const [source, number] = [Number(edge.dataset.from), Number(edge.dataset.to)];
    edge.classList.toggle("drives", answer.state[number] > 0 && answer.driver[number] === source);
  }
  document.getElementById("graph-note").textContent = members.length < facts.commitments.length
    ? `${exact(members.length)} of ${exact(facts.commitments.length)} promises: what falls and what drives it.` : "";
}

/** The table behind the graph: those that are drawn. */
function showGraphTable() {
  const members = graphKey === "" ? [] : graphKey.split(",").map(Number);
  showTable("graph-table", () => table("Who needs whom", ["Promise", "By", "To", "Due", "Needs"], [],
    members.slice(0, mostBoxes).map(number => {
      const { from, to, due, needs } = facts.commitments[number];
      return [title(number, 80), facts.stakeholders[from], facts.stakeholders[to], spoken(calendar.day(due)),
        (needs ?? []).map(need => title(need, 40)).join("; ")];
    })));
}

function drawGraph(view, members) {
  const { at, needs, width, height } = layOut(members);
  const edges = [];
  needs.forEach((list, number) => list.forEach(source => {
    const [from, to] = [at.get(source), at.get(number)];
    const [x1, y1, x2, y2] = [from.x + box.width, from.y + box.height / 2, to.x, to.y + box.height / 2];
    const bend = Math.max(20, (x2 - x1) / 2);
    edges.push(element("path", {
      class: "edge", "data-from": source, "data-to": number,
      d: `M${x1},${y1}C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}` }));
  }));
  const nodes = members.map(number => {
    const { x, y } = at.get(number);
    const pick = () => change(next => pickSlip(next, number));
    return element("g", {
      class: "node", "data-number": number, tabindex: 0, role: "button", transform: `translate(${x},${y})`,
      "aria-label": `${title(number)}: let this slip`, onclick: pick,
      onkeydown: event => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); pick(); } } },
      element("title", {}, facts.commitments[number].title),
      element("rect", { width: box.width, height: box.height, rx: 5 }),
      inTwo(facts.commitments[number].title, 25).map((line, place, lines) =>
        element("text", { x: 9, y: (lines.length > 1 ? 17 : 23) + 14 * place }, line)),
      element("text", { class: "fate", x: 9, y: 46 }));
  });
  view.replaceChildren(element("svg", {
    class: width <= mostWidth ? "graph fits" : "graph", width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": "Who needs whom" }, edges, nodes));
}
