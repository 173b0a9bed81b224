// The dominoes on a time axis, grouped by those they were promised to. Rows are made once and moved: a slider must not
// wait for them. Due dates are dragged, or moved with the arrow keys.

const mostRows = 40;

/** What the view remembers between drawings. */
const dominoes = { rows: new Map(), showsAll: false, opened: new Set(), axis: null, drag: null };

/** The commitments to be shown: those that fall, or all where nothing falls or the reader wants them. */
function dominoesShown(answer) {
  const open = answer.commitments.filter(one => one.due && one.state !== "released");
  const falling = open.filter(one => one.state === "late" || one.state === "broken");
  const wanted = falling.length && !dominoes.showsAll ? falling : open;
  const sorted = [...wanted].sort((a, b) => a.due < b.due ? -1 : a.due > b.due ? 1 : 0);
  const rows = dominoes.showsAll ? sorted : sorted.slice(0, mostRows);
  return { all: open.length, falling: falling.length, sorted, rows };
}

/** Groups of rows by promisee, in the order of the first due date. */
function byPromisee(rows) {
  const groups = new Map();
  for (const one of rows) {
    const whom = book().commitments.get(one.id)?.promisee ?? "";
    if (!groups.has(whom)) groups.set(whom, []);
    groups.get(whom).push(one);
  }
  return [...groups];
}

/** The axis: from the first due date to the last day on which something is kept, in whole weeks. */
function dominoesAxis(rows, today, width) {
  const dues = rows.map(one => dayNumber(one.due));
  const ends = rows.map(one => one.date ? dayNumber(one.date) : 0);
  let from = Math.min(...dues, ...ends.filter(Boolean)), to = Math.max(...dues, ...ends);
  // Today stands on the axis where that leaves most of the width to the dominoes.
  const now = dayNumber(today);
  if (now < from && from - now <= (to - from) * 0.6) from = now;
  const margin = Math.max(2, Math.ceil((to - from) * 0.03));
  from = Math.floor((from - margin) / 7) * 7;
  to = Math.ceil((to + margin) / 7) * 7;
  const at = day => part((day - from) / (to - from));
  return { from, to, now, at, ticks: dateTicks(from, to, Math.max(2, Math.floor(width / 78))) };
}

/** What became of a commitment, in a few words. */
function fateOf(one) {
  if (one.state === "broken") return "never kept";
  if (one.state === "late") return `${dayCount(one.slip)} d late`;
  return one.slip < 0 ? `${dayCount(-one.slip)} d early` : "kept";
}

/** All that is known of a row in one sentence, for screen readers and tips. */
function sentenceOf(one) {
  const parts = [`due ${spoken(one.due)}`];
  if (one.state === "broken") parts.push("never kept");
  else parts.push(`kept ${spoken(one.date)}`);
  if (one.state === "late") parts.push(`${workingDays(one.slip)} late`);
  if (one.driver) parts.push(`because of “${titleOf(one.driver, 60)}”`);
  if (one.heldBy) parts.push(one.heldBy === "today" ? "held by today" : `held by ${windowName(one.heldBy)}`);
  return `${titleOf(one.id)}: ${parts.join(", ")}`;
}

const windowName = id => `the window “${titleIn("windows", id, 40)}”`;

// MARK: Rows

/** A row, empty; `updateRow` fills it. */
function makeRow(id) {
  const row = h("div", { class: "row domino", role: "listitem" });
  const svg = s("svg", { class: "track", "aria-hidden": "true" },
    s("line", { class: "slip", y1: "50%", y2: "50%" }),
    s("circle", { class: "done", cy: "50%", r: 5 }),
    s("text", { class: "cross", x: "99%", y: "50%", dy: 5, "text-anchor": "end" }, "✕"));
  const due = h("span", {
    class: "due", role: "slider", tabindex: 0, "data-key": `due:${id}`, "data-id": id,
    "aria-valuemin": 0, "aria-valuemax": 100000 });
  const track = h("div", { class: "lane" }, svg, due);
  const name = h("button", { type: "button", class: "name", "data-key": `commitments:${id}`,
    onclick: () => page.choose("commitments", id) });
  const fate = h("button", { type: "button", class: "fate", "aria-expanded": "false", onclick: () => {
    if (!dominoes.opened.delete(id)) dominoes.opened.add(id);
    updateDetail(made);
  } });
  const made = { row, svg, due, track, name, fate, detail: null, one: null };
  row.append(name, track, fate);
  track.addEventListener("pointermove", event => {
    const { bottom } = row.getBoundingClientRect();
    if (!dominoes.drag) tip.show(sentenceOf(made.one), { left: event.clientX + 12, bottom });
  });
  track.addEventListener("pointerleave", () => { if (!dominoes.drag) tip.hide(); });
  track.addEventListener("click", event => { if (event.target !== due) fate.click(); });
  letDrag(made);
  return made;
}

/** Fills a row with what became of its commitment. */
function updateRow(made, one, axis) {
  made.one = one;
  const title = titleOf(one.id, 90);
  if (made.name.textContent !== title) made.name.textContent = title;
  const due = dayNumber(one.due);
  const isBroken = one.state === "broken";
  const end = isBroken ? null : dayNumber(one.date);
  const [line, done, cross] = made.svg.children;
  set(made.row, { "data-state": one.state });
  set(line, { x1: axis.at(due), x2: isBroken ? "97%" : axis.at(end), visibility: end === due ? "hidden" : "visible" });
  set(done, { cx: isBroken ? 0 : axis.at(end), visibility: isBroken ? "hidden" : "visible" });
  set(cross, { visibility: isBroken ? "visible" : "hidden" });
  if (dominoes.drag?.made !== made) placeDue(made, due, axis);
  const fate = fateOf(one);
  if (made.fate.textContent !== fate) made.fate.textContent = fate;
  set(made.fate, { "aria-label": `${sentenceOf(one)}. Show why` });
  updateDetail(made);
}

/** Puts the due mark on a day, and says which to screen readers. */
function placeDue(made, day, axis) {
  const left = axis.at(day);
  if (made.due.style.left !== left) made.due.style.left = left;
  const title = made.name.textContent;
  set(made.due, { "aria-valuenow": day, "aria-valuetext": fullDate(isoOf(day)), "aria-label":
    `Due date of ${title}. Arrow keys move it, Enter sets it, Escape puts it back` });
}

/** Shows or hides why a row falls, what it costs and what to do next. */
function updateDetail(made) {
  const isOpen = dominoes.opened.has(made.one.id);
  set(made.fate, { "aria-expanded": isOpen ? "true" : "false" });
  if (!isOpen) {
    made.detail?.remove();
    made.detail = null;
    return;
  }
  const fresh = detailOf(made.one);
  if (made.detail) made.detail.replaceWith(fresh);
  else made.row.append(fresh);
  made.detail = fresh;
}

/** The facts behind a row. */
function detailOf(one) {
  const commitment = book().commitments.get(one.id) ?? {};
  const amounts = new Map();
  for (const { kind, amount: value } of one.amounts ?? []) amounts.set(kind, (amounts.get(kind) ?? 0) + value);
  const others = [...amounts].filter(([kind, value]) => !isMoney(kind) && value >= 0.005)
    .map(([kind, value]) => quantity(value, kind));
  const money = one.money >= 0.005 ? [amount(one.money)] : [];
  const facts = [
    ["Promised by", personName(commitment.promisor)],
    ["Due", spoken(one.due)],
    ["Kept", one.state === "broken" ? "never" : spoken(one.date)],
    one.driver && ["Because of", opensCommitment(one.driver, 60)],
    one.heldBy && ["Held by", one.heldBy === "today" ? "today: it is still open" : windowName(one.heldBy)],
    one.moved ? ["Moved on purpose", workingDays(one.moved)] : null,
    one.told && ["Told", `${spoken(one.told)}, ${workingDays(one.notice)} before`],
    ["Damage", listed([...money, ...others]) || "none"],
    one.priceOfDay >= 0.005 && ["One more day", `${score(one.priceOfDay)}${countsOnlyMoney() ? "" : " of score"}`],
  ];
  return h("dl", { class: "facts inline detail" }, facts.filter(Boolean).map(([term, value]) =>
    h("div", {}, h("dt", {}, term), h("dd", {}, value))));
}

// MARK: Dragging a due date

/** Lets a due mark be dragged and moved by keys; only a date that is set changes the file. */
function letDrag(made) {
  const { due, track } = made;
  const dayAt = clientX => {
    const box = track.getBoundingClientRect();
    const { from, to } = dominoes.axis;
    return workdayFrom(Math.round(from + (to - from) * (clientX - box.left) / box.width));
  };
  const preview = day => {
    dominoes.drag = { made, day };
    placeDue(made, day, dominoes.axis);
    tip.show(`Due ${fullDate(isoOf(day))}`, {
      left: due.getBoundingClientRect().left, bottom: due.getBoundingClientRect().bottom });
  };
  const end = isSet => {
    const drag = dominoes.drag;
    dominoes.drag = null;
    tip.hide();
    if (!drag) return;
    due.classList.remove("dragged");
    if (isSet && drag.day !== dayNumber(made.one.due)) setDue(made.one, drag.day);
    else placeDue(made, dayNumber(made.one.due), dominoes.axis);
  };
  due.addEventListener("pointerdown", event => {
    if (event.button !== 0) return;
    due.setPointerCapture(event.pointerId);
    due.classList.add("dragged");
    preview(dayNumber(made.one.due));
    event.stopPropagation();
  });
  due.addEventListener("pointermove", event => {
    if (due.hasPointerCapture(event.pointerId)) preview(dayAt(event.clientX));
  });
  due.addEventListener("pointerup", () => end(true));
  due.addEventListener("pointercancel", () => end(false));
  due.addEventListener("blur", () => end(false));
  due.addEventListener("keydown", event => {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 7, PageDown: -7 }[event.key];
    if (step) {
      const from = dominoes.drag?.day ?? dayNumber(made.one.due);
      preview(workdayFrom(from + step, Math.sign(step)));
    } else if (event.key === "Enter" || event.key === " ") end(true);
    else if (event.key === "Escape") end(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

/** Writes a new due date into the scenario, as one step that can be undone. */
function setDue(one, day) {
  const title = titleOf(one.id, 50);
  page.edit(`“${title}”: due ${spoken(isoOf(day))} instead of ${spoken(one.due)}`,
    [{ set: ["commitments", { id: one.id }, "due"], value: isoOf(day) }]);
}

// MARK: The view

/** The days of the axis and the line of today, behind all rows. */
function axisElements(axis) {
  const marks = axis.ticks.map(tick => ({ x: axis.at(tick.at), label: tick.label }));
  const edge = x => parseFloat(x) > 95 ? "end" : parseFloat(x) < 4 ? "start" : "middle";
  const showsToday = axis.now >= axis.from && axis.now <= axis.to;
  const today = axis.at(axis.now);
  return {
    head: marks.map(tick => s("text", { class: "tick", x: tick.x, y: 13, "text-anchor": edge(tick.x) }, tick.label)),
    lines: [
      ...marks.map(tick => s("line", { class: "grid", x1: tick.x, x2: tick.x, y1: 0, y2: "100%" })),
      ...showsToday ? [s("line", { class: "today", x1: today, x2: today, y1: 0, y2: "100%" }),
        s("text", { class: "today", x: today, y: "100%", dy: 13, "text-anchor": edge(today) }, "today")] : [],
    ],
  };
}

/** The frame of the view, made once. */
function dominoesFrame(element) {
  const frame = {
    summary: h("p", { class: "note" }), head: s("svg", { class: "track head", "aria-hidden": "true" }),
    lines: s("svg", { class: "grid-lines", "aria-hidden": "true" }), list: h("div", { class: "list", role: "list" }),
    more: h("button", { type: "button", class: "button quiet" }), behind: h("div"),
  };
  frame.more.addEventListener("click", () => {
    dominoes.showsAll = !dominoes.showsAll;
    drawDominoes(page, element, page.answers.whatif.value);
  });
  element.replaceChildren(frame.summary,
    h("div", { class: "dominoes" },
      h("div", { class: "row head", "aria-hidden": "true" }, h("span"), frame.head, h("span")),
      h("div", { class: "row lines", "aria-hidden": "true" }, h("span"), frame.lines, h("span")),
      frame.list),
    frame.more,
    legend(["due", "due"], ["done late", "kept late"], ["done ok", "kept in time"], ["done never", "never kept"]),
    note("Drag a due mark, or move it with the arrow keys, to try another date. Choose a name to edit it."),
    frame.behind);
  dominoes.frame = frame;
  dominoes.rows.clear();
  return frame;
}

/** The names and headings of all rows in their order; what stands already is moved, not made anew. */
function dominoesList(rows) {
  const wanted = [];
  for (const [whom, group] of byPromisee(rows)) {
    const key = `to:${whom}`;
    let heading = dominoes.rows.get(key);
    if (!heading) {
      heading = { row: h("h3", { class: "whom" }) };
      dominoes.rows.set(key, heading);
    }
    const text = `To ${personName(whom)}`;
    if (heading.row.textContent !== text) heading.row.textContent = text;
    wanted.push(heading.row);
    for (const one of group) {
      let made = dominoes.rows.get(one.id);
      if (!made) dominoes.rows.set(one.id, made = makeRow(one.id));
      updateRow(made, one, dominoes.axis);
      wanted.push(made.row);
    }
  }
  return wanted;
}

/** Puts children in order with as few moves as possible, so that the focus stays. */
function arrange(parent, wanted) {
  const isWanted = new Set(wanted);
  for (const child of [...parent.children]) if (!isWanted.has(child)) child.remove();
  wanted.forEach((child, place) => {
    if (parent.children[place] !== child) parent.insertBefore(child, parent.children[place] ?? null);
  });
}

function drawDominoes(page, element, answer) {
  const frame = element.contains(dominoes.frame?.list ?? null) ? dominoes.frame : dominoesFrame(element);
  const { all, falling, sorted, rows } = dominoesShown(answer);
  if (!rows.length) {
    dominoes.frame = null;
    return element.replaceChildren(quietly("No commitment has a date yet. Add one, and it stands here."));
  }
  const width = dominoes.width ??= Math.max(240, element.clientWidth * 0.6);
  dominoes.axis = dominoesAxis(rows, page.today, width);
  const key = `${dominoes.axis.from} ${dominoes.axis.to} ${dominoes.axis.now} ${width}`;
  if (frame.key !== key) {
    const { head, lines } = axisElements(dominoes.axis);
    frame.head.replaceChildren(...head);
    frame.lines.replaceChildren(...lines);
    frame.key = key;
  }
  arrange(frame.list, dominoesList(rows));
  const summary = falling ? `${exact(falling)} of ${exact(all)} ${falling === 1 ? "falls" : "fall"}, by due date.`
    : "Nothing falls: every commitment is kept.";
  if (frame.summary.textContent !== summary) frame.summary.textContent = summary;
  frame.more.hidden = dominoes.showsAll ? !falling || falling === all : sorted.length === all && all <= mostRows;
  frame.more.textContent = dominoes.showsAll ? "Show only those that fall" : `Show all ${exact(all)}`;
  if (page.answers.whatif.isStale || dominoes.behindOf === answer) return;
  dominoes.behindOf = answer;
  redraw(frame.behind, tableBehind("The dominoes, by due date", dominoColumns, () => sorted.map(dominoCells),
    { key: "dominoes" }));
}

const dominoColumns = [column("Commitment"), column("To"), column("Due"), column("Kept"), numbers("Days late"),
  column("Because of"), numbers("Damage")];
const dominoCells = one => [
  opensCommitment(one.id), personName(book().commitments.get(one.id)?.promisee), fullDate(one.due),
  one.state === "broken" ? "never" : fullDate(one.date), one.state === "broken" ? "broken" : dayCount(one.slip),
  one.driver ? titleOf(one.driver, 60) : "", figureOrDash(one.money)];

view({
  id: "dominoes", heading: "The dominoes",
  lead: "What falls when, and because of what.",
  needs: ["whatif"], isShown: page => Boolean(page.scenario?.commitments?.length),
  draw: (page, element) => answered(page, element, "whatif", answer => drawDominoes(page, element, answer)),
});

addEventListener("resize", () => { dominoes.width = null; });
