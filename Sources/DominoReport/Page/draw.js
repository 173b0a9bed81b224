// Elements, charts and tables. Text goes in as text, never as markup; no style attributes, which the page does
// not allow itself.

/** The views, in the order in which a leader decides. */
const views = [];

/** Registers a view; see the fields in any of the files below. */
function view(description) { views.push(description); }

/** An HTML element with attributes and children; children may be texts, elements, lists, or nothing. */
const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);

/** An SVG element. */
const s = (tag, attributes, ...children) =>
  fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);

function fill(made, attributes, children) {
  set(made, attributes ?? {});
  made.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return made;
}

/** Sets attributes; those that are false or nothing are taken away, functions are listeners. */
function set(made, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.replace(/^on/, ""), value);
    else if (value === undefined || value === null || value === false) made.removeAttribute(name);
    else {
      const text = value === true ? "" : String(value);
      if (made.getAttribute(name) !== text) made.setAttribute(name, text);
    }
  }
  return made;
}

/** Gives an element new children, and keeps what the reader opened, typed, scrolled to and has the focus on. */
function redraw(element, ...children) {
  const key = node => node.dataset?.key;
  const focused = element.contains(document.activeElement) ? key(document.activeElement) : undefined;
  const open = new Map([...element.querySelectorAll("details[data-key]")].map(one => [key(one), one.open]));
  const scrolled = new Map([...element.querySelectorAll(".scroll[data-key]")].map(
    one => [key(one), [one.scrollLeft, one.scrollTop]]));
  element.replaceChildren(...children.flat(Infinity).filter(Boolean));
  for (const one of element.querySelectorAll("details[data-key]")) if (open.get(key(one))) one.open = true;
  for (const one of element.querySelectorAll(".scroll[data-key]")) {
    const at = scrolled.get(key(one));
    if (at) [one.scrollLeft, one.scrollTop] = at;
  }
  if (focused) element.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

const capital = text => text ? text[0].toUpperCase() + text.slice(1) : text;

/** A message of the command without its place in the file: what is wrong, and the help. */
function messageOf(error) {
  const lines = String(error ?? "").split("\n").filter(line => line.trim() && !/^\s*(\d+ )?\|/.test(line));
  const plain = line => line.replace(/^[^ ]*(:\d+)*: /, "").replace(/^\s*(error|warning|note|help|domino): /, "")
    .replace(/ \[[a-z-]+\]$/, "").trim();
  const text = lines.slice(0, 2).map(plain).map(capital);
  return text.map(line => /[.!?:]$/.test(line) ? line : line + ".").join(" ");
}

/**
 * Draws with an answer where there is one; else says quietly that it is on its way, why there is none, or, where it is
 * not asked for, what to do.
 */
function answered(page, element, name, draw, idle = "") {
  const answer = page.answers?.[name] ?? {};
  if (answer.value) return draw(answer.value);
  if (answer.error) return redraw(element, quietly(messageOf(answer.error)));
  if (idle && answer.isStale === false && !answer.isRunning) return redraw(element, quietly(idle));
  redraw(element, h("p", { class: "waiting" }, "Working it out…"));
}

const quietly = (...text) => h("p", { class: "calm" }, ...text);
const note = (...text) => h("p", { class: "note" }, ...text);
const legend = (...items) => h("ul", { class: "legend" }, items.filter(Boolean).map(([kind, text]) =>
  h("li", {}, h("i", { class: `key ${kind}`, "aria-hidden": "true" }), text)));

/** A button that opens the form of a thing. */
const opens = (list, id, text, attributes = {}) => h("button", {
  type: "button", class: "name", "data-key": `${list}:${id}`, onclick: () => page.choose(list, id), ...attributes,
}, text);

const opensCommitment = (id, limit) => opens("commitments", id, titleOf(id, limit));

/** What is folded away until somebody asks for it; the content is made when it is first opened. */
function folded(key, summary, make) {
  const body = h("div", { class: "folded" });
  const details = h("details", { "data-key": key, ontoggle: () => {
    if (details.open && !body.firstChild) body.append(...[make()].flat());
  } }, h("summary", { "data-key": `${key}:summary` }, summary), body);
  return details;
}

/** A box that scrolls what is wider than the page, also by keys. */
const scrolling = (key, label, ...children) =>
  h("div", { class: "scroll", "data-key": key, tabindex: 0, role: "group", "aria-label": label }, children);

/** A table: columns are `{ head, isNumber }`, rows lists of texts or elements. It scrolls in its own box. */
function table(caption, columns, rows, { key = caption, most = 200 } = {}) {
  const side = place => ({ class: columns[place].isNumber ? "n" : null });
  const body = list => list.map(row => h("tr", {}, row.map((cell, place) =>
    place === 0 ? h("th", { scope: "row", ...side(0) }, cell) : h("td", side(place), cell))));
  const rowsElement = h("tbody", {}, body(rows.slice(0, most)));
  const more = rows.length > most && h("button", { type: "button", class: "button quiet", onclick: event => {
    rowsElement.append(...body(rows.slice(most)));
    event.target.remove();
  } }, `Show all ${exact(rows.length)}`);
  return [
    scrolling(`table:${key}`, caption, h("table", {}, h("caption", {}, caption),
      h("thead", {}, h("tr", {}, columns.map(({ head }, place) => h("th", { scope: "col", ...side(place) }, head)))),
      rowsElement)),
    more || null].filter(Boolean);
}

const column = head => ({ head });
const numbers = head => ({ head, isNumber: true });

/** The table behind a chart, folded away. */
const tableBehind = (caption, columns, rows, options) =>
  folded(`behind:${options?.key ?? caption}`, "Show as a table", () =>
    table(caption, columns, typeof rows === "function" ? rows() : rows, options));

const part = share => `${Math.round(Math.min(1, Math.max(0, share)) * 10000) / 100}%`;

/** A bar of shares of a whole, one after the other: `[[share, kind], ...]`. */
function bar(...pieces) {
  let begin = 0;
  return s("svg", { class: "meter", "aria-hidden": "true" }, pieces.map(([share, kind]) => {
    const rect = s("rect", { class: kind, x: part(begin), y: 0, width: part(share), height: "100%" });
    begin += share;
    return rect;
  }));
}

// MARK: Text on the clipboard

/** Copies a text, also where the page may not use the clipboard's interface; says on the button what came of it. */
async function copyText(text, button) {
  const before = button.textContent;
  let isCopied = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = h("textarea", { class: "away", "aria-hidden": "true" });
    field.value = text;
    document.body.append(field);
    field.select();
    isCopied = document.execCommand("copy");
    field.remove();
    button.focus();
  }
  button.textContent = isCopied ? "Copied" : "Select and copy by hand";
  button.addEventListener("blur", () => { button.textContent = before; }, { once: true });
}

// MARK: Markdown, as the command writes it

/** Texts with entities and escapes of the command's Markdown read, and what is bold set off. */
function inline(markdown) {
  const plain = text => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1");
  return markdown.split(/(?<!\\)\*\*/).map((text, place) => place % 2 ? h("b", {}, plain(text)) : plain(text));
}

/** Elements for the command's Markdown: headings, lists, tables, paragraphs. */
function fromMarkdown(markdown) {
  const blocks = markdown.trim().split(/\n{2,}/).filter(block => block !== "---");
  return blocks.map(block => {
    const lines = block.split("\n");
    if (lines[0].startsWith("### ")) return h("h3", {}, inline(lines.join(" ").slice(4)));
    if (/^- |^\d+\. /.test(lines[0])) {
      return h("ul", { class: "plain" }, lines.map(line => h("li", {}, inline(line.replace(/^- |^\d+\. /, "")))));
    }
    if (lines[0].startsWith("|") && lines.length > 1) {
      const cells = line => line.replace(/^\| ?| ?\|$/g, "").split(/(?<!\\)\|/).map(cell => cell.trim());
      const sides = cells(lines[1]).map(cell => cell.endsWith(":"));
      const columns = cells(lines[0]).map((head, place) => ({ head: inline(head), isNumber: sides[place] }));
      return h("div", {}, table("", columns, lines.slice(2).map(line => cells(line).map(inline))));
    }
    return h("p", {}, inline(lines.join(" ")));
  });
}
