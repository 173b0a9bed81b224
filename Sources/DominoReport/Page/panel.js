// The panel at the side: the form of a thing, a list of things, the file's own settings, what is overdue, what changed.

/** What stands first in the form of a commitment, what is folded below it, and whether that is open at first. */
const commitmentGroups = [
  ["What it needs first", ["work", "needs"], true], ["How late it may be", ["delay", "remaining"], true],
  ["What a delay costs", ["damage", "notice", "breaksAfter", "perDayLater"], true],
  ["More", ["id", "follows", "window", "start", "cushion", "stage", "firmness", "promised"], false],
];

function closePanelForNewFile() {
  page.chosen = null;
  form.drafts.clear();
  drawPanel();
}

/** Draws the panel for what is chosen, and keeps the focus where it was. */
async function drawPanel() {
  const { panel } = frame;
  const { chosen } = page;
  const was = { key: document.activeElement?.dataset?.path, isInside: panel.contains(document.activeElement) };
  const scrolled = panel.dataset.shows === JSON.stringify(chosen) ? panel.scrollTop : 0;
  document.body.classList.toggle("has-panel", Boolean(chosen));
  panel.hidden = !chosen;
  if (!chosen) {
    if (was.isInside) frame.opener?.isConnected && frame.opener.focus();
    panel.replaceChildren();
    panel.dataset.shows = "";
    return;
  }
  if (!panel.dataset.shows) frame.opener = document.activeElement;
  if (!form.schema && !await readSchema()) return;
  if (panel.dataset.shows !== JSON.stringify(chosen)) form.drafts.clear();
  form.fields.clear();
  form.pictures = [];
  const [heading, content, tools] = panelContent(chosen);
  panel.replaceChildren(h("div", { class: "panel-head" }, h("h2", { tabindex: -1 }, heading), tools ?? null,
    iconButton("close", "Close (Esc)", () => page.choose(null))), ...[content].flat(Infinity).filter(Boolean));
  panel.dataset.shows = JSON.stringify(chosen);
  panel.scrollTop = scrolled;
  drawPictures();
  showPanelProblems();
  if (was.isInside && was.key) panel.querySelector(`[data-path="${CSS.escape(was.key)}"]`)?.focus();
  else if (!was.isInside
    || !panel.contains(document.activeElement)) panel.querySelector("h2").focus({ preventScroll: true });
}

/** The format's own description, from the command. */
async function readSchema() {
  const result = await engine.run(["schema"], { isUrgent: true, key: "schema" });
  if (!result || result.status !== 0) {
    if (result) announce(`There is no form: ${complaintOf(result)}`);
    return false;
  }
  form.schema = JSON.parse(result.out);
  return true;
}

function drawPictures() {
  for (const draw of form.pictures) {
    try {
      draw();
    } catch { /* A value that is not whole yet has no picture. */ }
  }
}

/** After a change of the text: only pictures where it came from a field, else all of it. */
function updatePanel() {
  if (!page.chosen) return;
  if (form.isOwn) {
    drawPictures();
    const heading = frame.panel.querySelector("h2");
    if (heading) heading.textContent = panelHeading(page.chosen);
  } else if (page.chosen.list !== "text" || !frame.panel.contains(document.activeElement)) drawPanel();
}

const singular = list => listNames[list]?.[1] ?? list;

/** The place of what is chosen in its list; -1 where it is gone. */
const placeOf = ({ list, id }) => typeof id === "number" ? (listAt(list)[id] ? id : -1)
  : listAt(list).findIndex(one => one?.id === id);

/** A list as it stands in the file; a single slip is a list of one. */
const listAt = list => {
  const value = page.scenario?.[list];
  return Array.isArray(value) ? value : value && typeof value === "object" && list === "slip" ? [value] : [];
};

function panelHeading({ list, id }) {
  const own = { scenario: "The file", changes: "Changes since it was opened", overdue: "What came of it?",
    text: "The file as text" }[list];
  if (own) return own;
  if (id === null || id === undefined) return listNames[list]?.[0] ?? labelOf(list);
  const one = listAt(list)[placeOf({ list, id })];
  return String(one?.title ?? one?.name ?? one?.id ?? singular(list));
}

function panelContent(chosen) {
  const { list, id } = chosen;
  const own = { scenario: scenarioForm, changes: changesList, overdue: overdueForm, text: textForm }[list];
  const heading = panelHeading(chosen);
  if (own) return [heading, own(), null];
  if (id === null || id === undefined) return [heading, listForm(list), null];
  const place = placeOf(chosen);
  if (place < 0) return [heading, h("p", { class: "calm" }, "It is not in the file any more."), null];
  return [heading, thingForm(list, place), menu("Actions", () => thingItems(list, place), { class: "menu quiet" })];
}

function thingItems(list, place) {
  const one = listAt(list)[place];
  return [
    { label: "Duplicate", run: () => duplicate(list, place) },
    { label: "Delete", note: list === "commitments" ? "With the needs and effects that name it" : null,
      run: () => removeThing(list, place) },
    null,
    { label: `All ${listNames[list][0].toLowerCase()}`, run: () => page.choose(list, null) },
    ...(list === "commitments" ? [
      { label: "Let it slip", run: () => { page.ask({ slips: [{ id: one.id, days: 5 }] }); drawAsked(); } },
      { label: "Make it what the file is about", run: () => page.edit("What it is about",
        [{ set: ["root"], value: one.id }]) }] : []),
  ];
}

/** Where a thing stands in the file. */
const whereIs = (list, place) => list === "slip" && !Array.isArray(page.scenario.slip) ? ["slip"] : [list, place];

function thingForm(list, place) {
  const path = whereIs(list, place);
  const schema = resolved(list === "slip" ? { $ref: "#/$defs/slip" } : form.schema.properties[list].items);
  if (list !== "commitments") return objectFields(schema, path);
  const make = name => name in schema.properties
    ? fieldFor(name, schema.properties[name], [...path, name], schema.required.includes(name) || name === "due"
      && valueAt([...path, "status"]) !== "released") : null;
  const grouped = new Set(commitmentGroups.flatMap(([, names]) => names));
  const isKept = valueAt([...path, "status"]) === "kept";
  const first = Object.keys(schema.properties).filter(name => !grouped.has(name) && (name !== "keptOn" || isKept));
  const pairs = new Set(["promisor", "promisee", "due", "status", "keptOn"]);
  return [first.filter(name => !pairs.has(name)).map(make),
    h("div", { class: "pair" }, first.filter(name => pairs.has(name)).map(make)),
    commitmentGroups.map(([heading, names, isOpen]) => h("details", { class: "group", open: isOpen },
      h("summary", {}, heading), names.map(make)))];
}

/** A list with a way to find, open and add. */
function listForm(list) {
  const all = listAt(list);
  const place = h("ul", { class: "items-list" });
  const draw = text => {
    const wanted = text.toLowerCase();
    const shown = all.map((one, at) => [one, at])
      .filter(([one]) => JSON.stringify([one?.id, one?.title, one?.name]).toLowerCase().includes(wanted));
    place.replaceChildren(...shown.slice(0, 300).map(([one, at]) => h("li", {}, h("button", {
      type: "button", onclick: () => page.choose(list, typeof one?.id === "string" ? one.id : at),
    }, String(one?.title ?? one?.name ?? one?.id ?? nameIn("commitments", one?.commitment) ?? nameIn("mitigations",
      one?.mitigation)),
    h("small", {}, subtitleOf(list, one))))),
    shown.length > 300 ? h("li", { class: "calm" }, `and ${shown.length - 300} more: search for them`) : "");
  };
  draw("");
  return [all.length > 8 ? h("div", { class: "field" }, h("input", {
    type: "search", placeholder: "Find", "aria-label": "Find", oninput: event => draw(event.target.value) })) : null,
  all.length ? place : h("p", { class: "calm" }, (form.schema.properties[list]?.description ?? "") || "None yet."),
  h("div", { class: "bar" }, addButton(`Add a ${singular(list)}`, () => addThing(list)))];
}

function subtitleOf(list, one) {
  if (list === "commitments") {
    const due = one?.due ? `, due ${isDate(one.due) ? spoken(one.due) : one.due}` : "";
    return `${nameIn("stakeholders", one?.promisor)} to ${nameIn("stakeholders", one?.promisee)}${due}`;
  }
  if (list === "decided") return `${nameIn("mitigations", one?.mitigation)}, ${one?.on ?? ""}`;
  if (list === "slip") return `${nameIn("commitments", one?.commitment)}: ${one?.days} days`;
  return one?.side ?? one?.unit ?? (one?.cost !== undefined ? `Cost ${exact(one.cost)}` : "");
}

/** Something new that is whole, so that the rest of the page goes on. */
function freshThing(list, id) {
  const root = page.scenario.root ?? idsOf("commitments")[0];
  const rootDue = listIn("commitments").find(one => one.id === root)?.due;
  const bySide = side => listIn("stakeholders").find(one => one.side === side)?.id;
  const people = idsOf("stakeholders");
  return {
    commitments: { id, title: "New commitment", promisor: bySide("client") ?? people[1] ?? people[0] ?? "client",
      promisee: bySide("seller") ?? people[0] ?? "us", due: isDate(rootDue) && rootDue > page.today ? rootDue
        : page.today },
    stakeholders: { id, name: "Somebody new", side: "client" }, kinds: { id },
      windows: { id, closed: [[page.today, page.today]] },
    risks: { id, title: "New risk", chance: 0.1, hits: [{ commitment: root, delay: { pert: [1, 3, 10] } }] },
    factors: { id, title: "New shared cause", value: { triangular: [0.9, 1, 1.4] }, scales: [root] },
    mitigations: { id, title: "New mitigation", cost: 0, effects: [{ expedite: root, days: 5 }] },
      stages: { id, title: "New stage" },
    decided: { mitigation: idsOf("mitigations")[0] ?? "", on: page.today }, slip: { commitment: root, days: 5 },
    records: { id, title: "Past promises", rows: [{ due: page.today, late: 0 }] },
  }[list] ?? { id };
}

function addThing(list) {
  const id = idFrom(`new-${singular(list)}`, new Set(idsOf(list)));
  const value = freshThing(list, id);
  const present = page.scenario?.[list];
  const operations = list === "slip" && present && !Array.isArray(present)
    ? [{ set: ["slip"], value: [present, value] }] : list === "slip" && !present ? [{ set: ["slip"], value }]
      : [{ insert: [list], value }];
  if (page.edit(`New ${singular(list)}`, operations)) page.choose(list, value.id ?? listAt(list).length - 1);
}

function duplicate(list, place) {
  const one = listAt(list)[place];
  const value = { ...one };
  if (typeof one.id === "string") value.id = idFrom(one.id, new Set(idsOf(list)));
  if (typeof one.title === "string") value.title = `${one.title} (copy)`;
  if (list === "slip") {
    announce("A commitment slips once.");
    return;
  }
  if (page.edit(`Duplicated ${singular(list)}`, [{ insert: [list], index: place + 1, value }])) page.choose(list,
    value.id ?? place + 1);
}

/** The operations that take out everything that names a commitment or a mitigation, last first. */
function referencesTo(list, id) {
  const found = [];
  const namesIt = one => one && typeof one === "object" && Object.entries(one).some(([name, value]) =>
    (listNamedBy[name] === list || list === "commitments" && ["fallback", "of"].includes(name)) && value === id);
  const walk = (value, path) => {
    if (Array.isArray(value)) {
      value.forEach((one, at) => {
        const name = path.at(-1);
        if (listNamedBy[name] === list && one === id || namesIt(one) && ["needs", "anyOf", "of", "hits", "effects",
          "decided", "slip"].includes(name)) found.push([...path, at]);
        else walk(one, [...path, at]);
      });
    } else if (value && typeof value === "object") {
      for (const [name, one] of Object.entries(value)) {
        if (name.startsWith("x-")) continue;
        const inside = [...path, name];
        const isLimit = path.at(-1) === "maxLate" && list === "commitments" && name === id;
        if (isLimit || ["root", "follows"].includes(name) && one === id && list === "commitments" || name === "slip"
          && namesIt(one)) found.push(inside);
        else walk(one, inside);
      }
    }
  };
  walk(page.scenario, []);
  return found.reverse();
}

function removeThing(list, place) {
  const one = listAt(list)[place];
  const others = typeof one?.id === "string" ? referencesTo(list, one.id) : [];
  const own = whereIs(list, place);
  const isOwn = path => keyOf(path.slice(0, own.length)) === keyOf(own);
  const whole = own.length === 1 || listAt(list).length > 1 || list === "commitments" ? own : [list];
  // From behind, so that places in front stay what they are.
  const paths = [...others.filter(path => !isOwn(path)), whole].sort(comparePaths).reverse();
  page.chosen = { list, id: null };
  const words = others.length
    ? `, and ${others.length} ${others.length === 1 ? "place that names" : "places that name"} it` : "";
  page.edit(`Deleted \u201c${one?.title ?? one?.name ?? one?.id ?? singular(list)}\u201d${words}`,
    paths.map(path => ({ remove: path })));
  announce(`Deleted${words}.`, { label: "Undo", run: () => page.undo() });
}

function comparePaths(a, b) {
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    if (a[at] === b[at]) continue;
    return typeof a[at] === "number" && typeof b[at] === "number" ? a[at] - b[at] : String(a[at]) < String(b[at]) ? -1
      : 1;
  }
  return a.length - b.length;
}

/** The file's own settings, and the way to all its lists. */
function scenarioForm() {
  const { properties, required } = form.schema;
  const make = name => name in properties ? fieldFor(name, properties[name], [name], required.includes(name)) : null;
  const inner = (name, heading) => h("details", { class: "group" }, h("summary", {}, heading),
    objectFields(resolved(properties[name]), [name]));
  return [["name", "description"].map(make),
    h("div", { class: "pair" }, ["root", "asOf", "currency", "toldOn"].map(make)),
    h("ul", { class: "items-list" }, Object.entries(listNames).filter(([list]) => list in properties)
      .map(([list, [heading]]) =>
      h("li", {}, h("button", { type: "button", onclick: () => page.choose(list, null) }, heading, " ",
        h("small", {}, listAt(list).length ? exact(listAt(list).length) : "none"))))),
    inner("calendar", "Working days and holidays"), inner("policy", "What counts as safe"),
    h("details", { class: "group" }, h("summary", {}, "More"), make("horizon"), make("include"),
      h("p", {}, h("button", { type: "button", class: "link", onclick: () => page.choose("text", null) },
        "The file as text")))];
}

/** The file's bytes, for those who write them by hand. */
function textForm() {
  const made = h("textarea", { class: "mono", rows: 30, spellcheck: "false", "aria-label": "The file as text",
    id: "file-text", wrap: "off" });
  made.value = page.text;
  made.addEventListener("input", () => {
    const done = differenceOf(page.text, made.value);
    form.isOwn = true;
    if (done) page.record("The file as text", { text: made.value, done: [done] });
    form.isOwn = false;
  });
  return [h("div", { class: "problems", id: "text-problems" }), made];
}

/** The one place where two texts differ. */
function differenceOf(before, after) {
  if (before === after) return null;
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return { start, removed: before.slice(start, before.length - end), added: after.slice(start, after.length - end) };
}

/** What changed since the file was opened, each to be taken back on its own. */
function changesList() {
  if (!page.changes.length) return h("p", { class: "calm" }, "Nothing has changed since the file was opened.");
  return [h("ul", { class: "items-list" }, page.changes.map((step, at) => h("li", { class: "inline" },
    h("span", { class: "space" }, step.label), h("button", {
      type: "button", class: "button quiet", "aria-label": `Undo: ${step.label}`,
        onclick: () => page.undoOne(at) }, "Undo"))).reverse()),
  h("div", { class: "bar" }, h("button", { type: "button", class: "button", onclick: compareWithOpened },
    "Compare before and after"))];
}

/** Asks of each overdue commitment what came of it. */
function overdueForm() {
  const overdue = page.answers.whatif.value?.overdue ?? [];
  if (!overdue.length) return h("p", { class: "calm" }, "Nothing is overdue.");
  return overdue.slice(0, 50).map(({ commitment: id, days }) => {
    const at = listAt("commitments").findIndex(one => one.id === id);
    const one = listAt("commitments")[at] ?? {};
    const path = ["commitments", at];
    const name = `\u201c${one.title ?? id}\u201d`;
    const kept = h("input", { type: "date", value: one.due, "aria-label": "Kept on" });
    const fresh = h("input", { type: "date", value: page.today, "aria-label": "New date" });
    const button = (words, run) => h("button", { type: "button", class: "button", onclick: run }, words);
    return h("div", { class: "card" }, h("div", { class: "card-head" }, h("b", {}, one.title ?? id)),
      h("p", { class: "help" },
        `Due ${isDate(one.due) ? spoken(one.due) : one.due}, ${exact(days)} days ago. `,
        `${nameIn("stakeholders", one.promisor)} to ${nameIn("stakeholders", one.promisee)}.`),
      h("div", { class: "inline bar" }, kept,
        button("It was kept then", () => isDate(kept.value) && page.edit(`Kept: ${name}`, [
        { set: [...path, "status"], value: "kept" }, { set: [...path, "keptOn"], value: kept.value }]))),
      h("div", { class: "inline bar" }, fresh,
        button("It has a new date", () => isDate(fresh.value) && page.edit(`New date: ${name}`, [
        { set: [...path, "due"], value: fresh.value }]))),
      h("div", { class: "inline bar" },
        button("It will not be kept",
          () => page.edit(`Broken: ${name}`, [{ set: [...path, "status"], value: "broken" }])),
        h("button", { type: "button", class: "button quiet",
          onclick: event => event.currentTarget.closest(".card").remove() }, "Not yet")));
  });
}

/** Shows at each field what the command says of it. */
function showPanelProblems() {
  for (const [key, at] of form.fields) showProblemsAt(key, at);
  const text = document.getElementById("text-problems");
  if (text) {
    text.replaceChildren(...page.problems.slice(0, 20).map(one => h("p", { class: `problem ${one.severity}` },
      `${one.line ? `Line ${one.line}: ` : ""}${one.message}.${one.hint ? ` ${one.hint}.` : ""}`)));
  }
}

function showProblemsAt(key, { problems, target }) {
  const drafted = form.drafts.get(key);
  const own = page.problems.filter(one => keyOf(ownerOf(one.path)) === key);
  problems.replaceChildren(...(drafted ? [h("p", { class: "problem draft" }, drafted.words)] : []),
    ...own.map(one => h("p", { class: `problem ${one.severity}` },
      [one.message, one.hint].filter(Boolean).map(asSentence).join(" "))));
  target?.setAttribute("aria-invalid", String(Boolean(drafted) || own.some(one => one.severity === "error")));
}

/** The path of the field that shows a problem: the longest beginning of its path that has a field. */
function ownerOf(path) {
  for (let length = path.length; length > 0; length--) {
    const found = path.slice(0, length);
    if (form.fields.has(keyOf(found))) return found;
  }
  // A problem of the whole thing stands at its first field.
  const [first] = form.fields.keys();
  const base = first ? JSON.parse(first).slice(0, -1) : null;
  return base && base.length && keyOf(path.slice(0, base.length)) === keyOf(base) && path.length <= base.length
    ? JSON.parse(first) : [];
}
