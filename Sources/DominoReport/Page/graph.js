// Who needs whom, from left to right. A drag from one to another adds a need; a click opens the form.

const graphBox = { width: 182, height: 60, across: 216, down: 74 };
/** Up to this width the graph shrinks to the page; a wider one scrolls, so that its text stays readable. */
const widestFitting = 1150;
/** Most commitments that are drawn all at once; of more, the neighbourhood of one. */
const mostBoxes = 150;
const mostNeighbours = 60;

/** What the view remembers between drawings. */
const graph = { focus: null, search: "", key: "", nodes: new Map(), edges: [], linkFrom: null };

const allCommitments = page => (Array.isArray(page.scenario?.commitments) ? page.scenario.commitments : [])
  .filter(one => typeof one?.id === "string");

/** Whom the graph is drawn around: what was chosen in it, what slips, the root. */
function graphFocus(page) {
  const ids = book().commitments;
  const wanted = [graph.focus, page.question.slips[0]?.id, page.scenario.root];
  return wanted.find(id => ids.has(id)) ?? ids.keys().next().value;
}

/** A box: title, by whom, what became of it, and the point from which a need is drawn. */
function graphNode(page, one, at) {
  const lines = inTwo(safe(one.title || one.id), 24);
  const choose = () => {
    if (graph.linkFrom && graph.linkFrom !== one.id) return addNeed(page, graph.linkFrom, one.id);
    graph.focus = one.id;
    page.choose("commitments", one.id);
  };
  const fate = s("text", { class: "fate", x: 10, y: graphBox.height - 9 });
  const handle = s("circle", { class: "handle", cx: graphBox.width, cy: graphBox.height / 2, r: 6 },
    s("title", {}, "Drag to what needs this"));
  const node = s("g", {
    class: "node", tabindex: 0, role: "button", transform: `translate(${at.x},${at.y})`, "data-id": one.id,
    "data-key": `node:${one.id}`, onclick: event => { if (event.target !== handle) choose(); },
    onkeydown: event => nodeKey(page, event, one.id, choose) },
  s("title", {}, safe(one.title || one.id)),
  s("rect", { width: graphBox.width, height: graphBox.height, rx: 7 }),
  lines.map((line, place) => s("text", { x: 10, y: 19 + 15 * place }, line)), fate, handle);
  handle.addEventListener("pointerdown", event => startLink(page, event, one.id));
  return { node, fate };
}

/** Enter opens; N begins a need that Enter on another box ends; Escape gives up. */
function nodeKey(page, event, id, choose) {
  if (event.key === "Enter" || event.key === " ") choose();
  else if (event.key === "n" || event.key === "N") setLink(id);
  else if (event.key === "Escape" && graph.linkFrom) setLink(null);
  else return;
  event.preventDefault();
}

function setLink(id) {
  graph.linkFrom = id;
  for (const [other, { node }] of graph.nodes) node.classList.toggle("linking", other === id);
  if (graph.hint) {
    graph.hint.textContent = id ? `Which commitment needs “${titleOf(id, 50)}”? Choose it; Escape gives up.`
      : graphHint;
  }
}

const graphHint = "Choose a box to edit it. Drag from the point at its right to what needs it, or press N on it and "
  + "Enter on the other.";

/** Draws a line from a box to the pointer, until that is let go on another box. */
function startLink(page, event, from) {
  event.preventDefault();
  event.stopPropagation();
  const svg = graph.svg;
  const line = s("path", { class: "edge draft" });
  svg.append(line);
  const toSVG = ({ clientX, clientY }) => new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM().inverse());
  const { x, y } = graph.at.get(from);
  const [x1, y1] = [x + graphBox.width, y + graphBox.height / 2];
  const over = point => document.elementFromPoint(point.clientX, point.clientY)?.closest?.(".node")?.dataset.id;
  const move = point => {
    const to = toSVG(point);
    set(line, { d: edgePath(x1, y1, to.x, to.y) });
    const id = over(point);
    for (const [other, { node }] of graph.nodes) node.classList.toggle("target", other === id && other !== from);
  };
  const end = point => {
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", end);
    removeEventListener("pointercancel", end);
    line.remove();
    for (const { node } of graph.nodes.values()) node.classList.remove("target");
    const to = point.type === "pointerup" ? over(point) : null;
    if (to && to !== from) addNeed(page, from, to);
  };
  addEventListener("pointermove", move);
  addEventListener("pointerup", end);
  addEventListener("pointercancel", end);
}

/** Adds that one commitment needs another, unless it does already or that would be a circle. */
function addNeed(page, from, to) {
  setLink(null);
  const commitments = allCommitments(page);
  const refuse = text => { if (graph.hint) graph.hint.textContent = text; };
  if (needsOf(book().commitments.get(to)).some(need => need.id === from)) {
    return refuse(`“${titleOf(to, 50)}” needs “${titleOf(from, 50)}” already.`);
  }
  if (reaches(commitments, from, to)) {
    return refuse(`“${titleOf(from, 50)}” waits for “${titleOf(to, 50)}” itself: that would be a circle.`);
  }
  page.edit(`“${titleOf(to, 40)}” needs “${titleOf(from, 40)}”`,
    [{ insert: ["commitments", { id: to }, "needs"], value: { commitment: from } }]);
}

function edgePath(x1, y1, x2, y2) {
  const bend = Math.max(24, Math.abs(x2 - x1) / 2);
  const points = [[x1, y1], [x1 + bend, y1], [x2 - bend, y2], [x2, y2]].map(point => point.map(round).join());
  return `M${points[0]}C${points.slice(1).join(" ")}`;
}

/** Draws all boxes and edges anew. */
function drawGraph(page, scroll, members) {
  const commitments = allCommitments(page);
  const { at, edges, width, height } = layOut(commitments, members, graphBox);
  graph.at = at;
  graph.nodes.clear();
  graph.edges = edges.map(edge => {
    const [a, b] = [at.get(edge.from), at.get(edge.to)];
    const middle = graphBox.height / 2;
    const d = edgePath(a.x + graphBox.width, a.y + middle, b.x, b.y + middle);
    return { ...edge, path: s("path", { class: `edge ${edge.kind}`, d }) };
  });
  for (const one of commitments) if (at.has(one.id)) graph.nodes.set(one.id, graphNode(page, one, at.get(one.id)));
  graph.svg = s("svg", { class: width <= widestFitting ? "graph fits" : "graph", width: width + 20, height: height + 8,
    viewBox: `-8 -4 ${width + 20} ${height + 8}`, role: "group", "aria-label": "Who needs whom" },
  graph.edges.map(edge => edge.path), [...graph.nodes.values()].map(({ node }) => node));
  redraw(scroll, graph.svg);
  const focus = at.get(graphFocus(page));
  if (focus && !graph.isDrawn) {
    scroll.scrollLeft = Math.max(0, focus.x - scroll.clientWidth / 3);
    scroll.scrollTop = Math.max(0, focus.y - scroll.clientHeight / 2);
  }
  graph.isDrawn = true;
}

/** Shows what falls and what drives it, on boxes and edges that stand already. */
function colourGraph(page, answer) {
  const found = new Map(answer?.commitments.map(one => [one.id, one]));
  const slips = new Set(page.question.slips.filter(slip => slip.days !== 0).map(slip => slip.id));
  for (const [id, { node, fate }] of graph.nodes) {
    const one = found.get(id);
    const due = one?.due ? `due ${spoken(one.due)}` : "";
    const text = due && one.state !== "kept" ? `${due}: ${fateOf(one)}` : due;
    if (fate.textContent !== text) fate.textContent = text;
    set(node, { "data-state": one?.state ?? "", "data-slips": slips.has(id),
      "aria-label": `${titleOf(id)}, ${text}` });
  }
  for (const { from, to, path } of graph.edges) {
    const one = found.get(to);
    path.classList.toggle("drives", one?.driver === from && (one.state === "late" || one.state === "broken"));
  }
}

/** The field that looks for a commitment, where not all are drawn. */
function graphSearch(page) {
  const list = h("datalist", { id: "graph-names" }, allCommitments(page).slice(0, 2000).map(one =>
    h("option", { value: safe(one.title || one.id) })));
  return h("label", { class: "search" }, "Show around ", h("input", { type: "search", list: "graph-names",
    "data-key": "graph-search", placeholder: "a commitment", onchange: event => {
      const wanted = event.target.value.trim().toLowerCase();
      const found = allCommitments(page).find(one => safe(one.title || one.id).toLowerCase() === wanted)
        ?? allCommitments(page).find(one => safe(one.title || one.id).toLowerCase().includes(wanted));
      if (!found || !wanted) return;
      graph.focus = found.id;
      graph.view(page);
    } }), list);
}

/** The table behind the graph. */
const graphTable = commitments => tableBehind("Who needs whom",
  [column("Commitment"), column("By"), column("To"), column("Due"), column("Needs")], () => commitments.map(one => [
    opensCommitment(one.id), personName(one.promisor, 40), personName(one.promisee, 40), safe(one.due ?? ""),
    needsOf(one).map(need => titleOf(need.id, 40)).join("; ")]), { key: "graph" });

function showGraph(page, element) {
  graph.view = () => showGraph(page, element);
  const commitments = allCommitments(page);
  const isWhole = commitments.length <= mostBoxes;
  const focus = graphFocus(page);
  const members = isWhole ? new Set(commitments.map(one => one.id)) : neighbourhood(commitments, focus, mostNeighbours);
  const key = JSON.stringify([...members].map(id => {
    const one = book().commitments.get(id);
    return [id, one.title, needsOf(one)];
  }));
  let scroll = element.querySelector(".scroll");
  if (!scroll || element.dataset.whole !== String(isWhole)) {
    scroll = scrolling("graph", "Graph");
    scroll.classList.add("graph-scroll");
    graph.hint = h("p", { class: "note", role: "status" }, graphHint);
    graph.about = h("p", { class: "note" });
    element.dataset.whole = String(isWhole);
    element.replaceChildren(...[isWhole ? null : graphSearch(page), graph.about, scroll,
      legend(["node late", "late"], ["node broken", "never kept"], ["edge drives", "drives the delay"],
        ["edge some", "one of several is enough"]),
      graph.hint, h("div", { class: "behind" })].filter(Boolean));
    graph.key = "";
  }
  if (graph.key !== key) {
    graph.key = key;
    if (graph.drawnFocus !== focus && !isWhole) graph.isDrawn = false;
    graph.drawnFocus = focus;
    drawGraph(page, scroll, members);
    graph.about.textContent = isWhole ? "" : `${exact(members.size)} of ${exact(commitments.length)} commitments: `
      + `those nearest to “${titleOf(focus, 60)}”.`;
    redraw(element.querySelector(".behind"), graphTable(commitments));
  }
  colourGraph(page, page.answers.whatif?.value);
}

view({
  id: "graph", heading: "Who needs whom", lead: "From what is needed, on the left, to what needs it.",
  needs: ["whatif"], isShown: page => allCommitments(page).length > 0,
  draw: (page, element) => showGraph(page, element),
});
