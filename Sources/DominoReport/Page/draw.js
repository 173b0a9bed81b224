// Elements and charts. Text goes in as text, never as markup; positions are attributes, never styles.

const svgNames = new Set(["svg", "path", "line", "rect", "circle", "text", "g", "title"]);

/** An element with attributes and children; children may be texts, elements, or nothing. */
function element(tag, attributes = {}, ...children) {
  const made = svgNames.has(tag)
    ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return made;
}

const show = (id, ...children) => document.getElementById(id).replaceChildren(...children.flat(Infinity).filter(Boolean));
/** Tables that wait until somebody opens them: by the element they stand in. */
const waitingTables = new Map();

/** Shows a table, at once or when what it is folded into is opened. */
function showTable(id, make) {
  if (document.getElementById(id).closest("details")?.open === false) waitingTables.set(id, make);
  else show(id, make());
}

/** Fills the tables of something that was just opened. */
function fillTables(opened) {
  for (const [id, make] of waitingTables) {
    if (!opened.contains(document.getElementById(id))) continue;
    waitingTables.delete(id);
    show(id, make());
  }
}

const percentage = share => `${Math.round(Math.min(1, Math.max(0, share)) * 10000) / 100}%`;

/** The table behind a chart. */
function table(caption, headings, numeric, rows) {
  const side = column => numeric.includes(column) ? { class: "n" } : {};
  return element("table", {},
    element("caption", {}, caption),
    element("thead", {}, element("tr", {}, headings.map((heading, column) =>
      element("th", { scope: "col", ...side(column) }, heading)))),
    element("tbody", {}, rows.map(row => element("tr", {}, row.map((cell, column) => column === 0
      ? element("th", { scope: "row" }, cell) : element("td", side(column), cell))))));
}

/** A bar of so much of a whole. */
function bar(share, kind = "") {
  return element("svg", { class: "bar", "aria-hidden": "true" },
    element("rect", { class: kind, x: 0, y: 0, width: percentage(share), height: "100%", rx: 2 }));
}

/**
 * A chart of one line over 0...1 by 0...1, with marks: upright lines with a label at the top or a tick at the bottom.
 * What is stretched stands in an inner picture, so that letters are not.
 */
function chart(label, points, { area = false, stepped = false, marks = [], ticks = [], levels = [] }) {
  const at = ([x, y]) => `${(x * 1000).toFixed(1)},${((1 - y) * 1000).toFixed(1)}`;
  let path = "";
  points.forEach((point, place) => {
    if (place === 0) path = `M${at(point)}`;
    else if (stepped) path += `L${at([point[0], points[place - 1][1]])}L${at(point)}`;
    else path += `L${at(point)}`;
  });
  const inner = element("svg", {
    viewBox: "0 0 1000 1000", preserveAspectRatio: "none", x: 0, y: "12%", width: "100%", height: "76%" },
    area && points.length ? element("path", {
      class: "area", d: `${path}L${at([points.at(-1)[0], 0])}L${at([points[0][0], 0])}Z` }) : null,
    element("path", { class: "curve", d: path }));
  const height = y => `${12 + 76 * (1 - y)}%`;
  return element("svg", { class: "chart", role: "img", "aria-label": label },
    levels.map(level => [
      element("line", { class: "level", x1: 0, x2: "100%", y1: height(level.y), y2: height(level.y) }),
      element("text", { class: "tick", x: -8, y: height(level.y), dy: 4, "text-anchor": "end" }, level.label)]),
    inner,
    marks.map(mark => [
      element("line", {
        class: mark.kind, x1: percentage(mark.x), x2: percentage(mark.x), y1: height(mark.y ?? 1), y2: "88%" }),
      element("text", {
        class: `label ${mark.kind}`, x: percentage(mark.x), y: mark.row ? "5%" : "11%", dy: 0,
        "text-anchor": mark.x > 0.75 ? "end" : mark.x < 0.25 ? "start" : "middle" }, mark.label)]),
    element("line", { class: "axis", x1: 0, x2: "100%", y1: "88%", y2: "88%" }),
    ticks.map(tick => element("text", {
      class: "tick", x: percentage(tick.x), y: "97%",
      "text-anchor": tick.x > 0.9 ? "end" : tick.x < 0.1 ? "start" : "middle" }, tick.label)));
}

/** Round numbers between 0 and most, about so many. */
function steps(most, about) {
  if (!(most > 0)) return [];
  const rough = most / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find(factor => factor * power >= rough) * power;
  const found = [];
  for (let value = step; value <= most; value += step) found.push(value);
  return found;
}

/** The beginnings of months, or of weeks or years, between two days: at most eight. */
function dateTicks(from, to) {
  const [first, span] = [dateOf(from), Math.max(1, to - from)];
  const year = dateOf(to).getUTCFullYear() !== first.getUTCFullYear();
  if (span <= 35) {
    const every = span <= 8 ? 1 : span <= 16 ? 2 : 7;
    return Array.from({ length: Math.floor(span / every) + 1 }, (_, place) => from + place * every)
      .map(day => ({ x: (day - from) / span, label: spoken(day, false) }));
  }
  const every = [1, 2, 3, 6, 12, 24, 60, 120].find(count => span / 30.4 / count <= 8) ?? 240;
  const found = [];
  for (let month = first.getUTCFullYear() * 12 + first.getUTCMonth() + 1; ; month++) {
    const day = Math.round((Date.UTC(Math.floor(month / 12), month % 12, 1) - epoch) / 86400000);
    if (day > to) return found;
    if (month % every) continue;
    found.push({
      x: (day - from) / span,
      label: months[month % 12] + (year && (month % 12 === 0 || !found.length) ? " " + Math.floor(month / 12) : "") });
  }
}
