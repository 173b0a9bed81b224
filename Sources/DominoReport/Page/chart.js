// Charts on axes: numbers and days as ticks, labels that do not run into each other.

/** Round numbers from 0 to most, about so many steps. */
function steps(most, about = 5) {
  if (!(most > 0) || !isFinite(most)) return [0];
  const rough = most / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find(factor => factor * power >= rough * 0.999) * power;
  const count = Math.floor(most / step * 1.000001);
  return Array.from({ length: count + 1 }, (_, place) => place * step);
}

/** The smallest round number that is at least so much: where an axis ends. */
function roundUp(most, about = 5) {
  const found = steps(most, about);
  if (found.length < 2) return most > 0 ? most : 1;
  const step = found[1] - found[0];
  return Math.ceil(most / step * 0.999999) * step;
}

const dayAndMonth = day => fullDate(isoOf(day)).slice(0, -5);

/** Ticks at days, weeks, months or years between two days, at most so many: `[{ at, label }]`. */
function dateTicks(from, to, most = 8) {
  const span = Math.max(1, to - from);
  const first = new Date(from * 86400000);
  const spansYears = new Date(to * 86400000).getUTCFullYear() !== first.getUTCFullYear();
  const everyDays = [1, 2, 7, 14].find(every => Math.floor(span / every) + 1 <= most);
  if (everyDays && span <= 70) {
    const start = everyDays % 7 ? from : from + (8 - first.getUTCDay()) % 7;
    const found = [];
    for (let day = start; day <= to; day += everyDays) found.push({ at: day, label: dayAndMonth(day) });
    return found;
  }
  const every = [1, 2, 3, 6, 12, 24, 60, 120, 240].find(count => span / 30.4 / count <= most) ?? 1200;
  const found = [];
  for (let month = first.getUTCFullYear() * 12 + first.getUTCMonth(); found.length <= most + 1; month++) {
    const day = Math.round(Date.UTC(Math.floor(month / 12), month % 12, 1) / 86400000);
    if (day > to) break;
    if (day < from || month % every) continue;
    const year = Math.floor(month / 12);
    const label = every >= 12 ? String(year) : months[month % 12];
    const isYear = spansYears && every < 12 && (month % 12 === 0 || !found.length);
    found.push({ at: day, label: isYear ? `${label} ${year}` : label });
  }
  return found;
}

/** About how wide a text is in the small font of a chart, in pixels. */
const widthOf = (text, size = 12) => [...text].length * size * 0.56 + 2;

/**
 * Puts labels into rows so that none covers another: `[{ at, label }]` in pixels to `[{ ..., begin, row, anchor }]`.
 * A label stands over its place where there is room, and never leaves the chart.
 */
function placeLabels(labels, width, gap = 10) {
  const ends = [];
  return [...labels].sort((a, b) => a.at - b.at).map(label => {
    const size = widthOf(label.label);
    const begin = Math.max(0, Math.min(width - size, label.at - size / 2));
    let row = ends.findIndex(end => end + gap <= begin);
    if (row < 0) row = ends.length;
    ends[row] = begin + size;
    return { ...label, begin, row };
  });
}

/** A box whose content is drawn for its width, and drawn again when that changes. */
function sized(draw) {
  const box = h("div", { class: "sized" });
  let width = 0;
  const observer = new ResizeObserver(entries => {
    const next = Math.round(entries[0].contentRect.width);
    if (next < 1 || next === width) return;
    width = next;
    box.replaceChildren(draw(width));
  });
  observer.observe(box);
  return box;
}

/**
 * A chart.
 * - x, y: `{ from, to, ticks: [{ at, label }], title }`
 * - layers: functions of `{ x, y, width, height, bottom }`, where x and y lead to pixels, that give elements
 * - marks: upright lines with labels above: `{ at, label, kind }`
 * - levels: flat lines: `{ at, label, kind }`
 */
function plot(width, { title, height = 220, x, y, layers, marks = [], levels = [] }) {
  const left = 10 + Math.max(...y.ticks.map(tick => widthOf(tick.label)));
  const right = width - 14;
  const toX = at => left + (right - left) * Math.min(1, Math.max(0, (at - x.from) / (x.to - x.from || 1)));
  const placed = placeLabels(marks.filter(mark => mark.label).map(mark => ({ ...mark, at: toX(mark.at) })), width);
  const rows = Math.max(0, ...placed.map(label => label.row + 1));
  const top = 24 + rows * 17;
  const bottom = top + height;
  const toY = at => bottom - height * Math.min(1, Math.max(0, (at - y.from) / (y.to - y.from || 1)));
  const scale = { x: toX, y: toY, left, right, top, bottom };
  return s("svg", {
    class: "chart", role: "img", viewBox: `0 0 ${width} ${bottom + 42}`, "aria-label": title },
  s("title", {}, title),
  s("text", { class: "axis-title", x: 0, y: 12 }, y.title),
  y.ticks.map(tick => [
    s("line", { class: "grid", x1: left, x2: right, y1: toY(tick.at), y2: toY(tick.at) }),
    s("text", { class: "tick", x: left - 6, y: toY(tick.at) + 4, "text-anchor": "end" }, tick.label)]),
  layers.map(layer => layer(scale)),
  levels.map(one => [
    s("line", { class: `level ${one.kind ?? ""}`, x1: left, x2: right, y1: toY(one.at), y2: toY(one.at) }),
    one.label && s("text", { class: "level-label", x: right, y: toY(one.at) - 5, "text-anchor": "end" }, one.label)]),
  placed.map(mark => markOf(mark, scale)),
  s("line", { class: "axis", x1: left, x2: right, y1: bottom, y2: bottom }),
  spaced(x.ticks, toX).map(tick => [
    s("line", { class: "axis", x1: toX(tick.at), x2: toX(tick.at), y1: bottom, y2: bottom + 4 }),
    s("text", { class: "tick", x: tick.begin, y: bottom + 17 }, tick.label)]),
  s("text", { class: "axis-title", x: right, y: bottom + 36, "text-anchor": "end" }, x.title));
}

/** A mark of a chart: a line, and its label in its row. */
function markOf(mark, { top, bottom }) {
  const y = 24 + 17 * mark.row;
  return s("g", { class: `mark ${mark.kind ?? ""}` },
    s("line", { x1: mark.at, x2: mark.at, y1: y + 9, y2: bottom }),
    s("text", { x: mark.begin, y: y + 4 }, mark.label),
    mark.dot === undefined ? null : s("circle", { cx: mark.at, cy: top, r: 3.5 }));
}

/** The ticks whose labels do not run into the one before. */
function spaced(ticks, toX, gap = 8) {
  let end = -Infinity;
  const found = [];
  for (const tick of ticks) {
    const size = widthOf(tick.label, 11.5);
    const begin = toX(tick.at) - size / 2;
    if (begin < end + gap) continue;
    end = begin + size;
    found.push({ ...tick, begin });
  }
  return found;
}

/** The path of a line through points in pixels; stepped ones hold each value until the next. */
function pathOf(points, isStepped = false) {
  return points.map(([x, y], place) => place === 0 ? `M${round(x)},${round(y)}`
    : isStepped ? `H${round(x)}V${round(y)}` : `L${round(x)},${round(y)}`).join("");
}

const round = value => Math.round(value * 10) / 10;

/** A layer: a line over an area. */
const lineLayer = (points, { isStepped = false, kind = "", hasArea = true } = {}) => scale => {
  if (!points.length) return [];
  const pixels = points.map(([x, y]) => [scale.x(x), scale.y(y)]);
  const path = pathOf(pixels, isStepped);
  return [
    hasArea && s("path", { class: `area ${kind}`,
      d: `${path}V${round(scale.y(0))}H${round(pixels[0][0])}Z` }),
    s("path", { class: `curve ${kind}`, d: path })];
};

// MARK: Tips

/** Shows a text beside the pointer or the element in focus. Screen readers have it as the description. */
const tip = (() => {
  let panel = null;
  const hide = () => panel?.remove();
  const show = (text, { left, bottom }) => {
    panel ??= h("div", { class: "tip", role: "presentation" });
    panel.textContent = text;
    document.body.append(panel);
    const box = panel.getBoundingClientRect();
    panel.style.setProperty("left", `${Math.max(8, Math.min(left, innerWidth - box.width - 8))}px`);
    panel.style.setProperty("top",
      `${bottom + box.height + 10 > innerHeight ? Math.max(8, bottom - box.height - 34) : bottom + 6}px`);
  };
  addEventListener("scroll", hide, { passive: true, capture: true });
  addEventListener("keydown", event => { if (event.key === "Escape") hide(); });
  return { show, hide };
})();
