// The panel with the form of the thing chosen. Labels, descriptions and choices come from the schema of the format,
// problems from the command; what cannot be read yet stays in its field and out of the file.

const form = { schema: null, fields: new Map(), pictures: [], isOwn: false, drafts: new Map() };

/** How lists are called, and what one of them is. */
const listNames = {
  commitments: ["Commitments", "commitment"], stakeholders: ["People and groups", "person or group"],
  mitigations: ["Mitigations", "mitigation"], decided: ["Decided", "decision"], risks: ["Risks", "risk"],
  factors: ["Shared causes", "shared cause"], kinds: ["Kinds of damage", "kind of damage"],
  windows: ["Windows", "window"], records: ["Past promises", "record"], stages: ["Stages", "stage"],
  slip: ["Slips asked about", "slip"],
};

/** Labels that read better than the names of fields. */
const fieldLabels = {
  title: "What", promisor: "Who promises", promisee: "To whom", due: "Due", status: "How it stands", keptOn: "Kept on",
  work: "Days of work", needs: "What it needs first", delay: "How late it may be",
  remaining: "Work still to do, in days",
  damage: "What a delay costs", notice: "What early notice saves", breaksAfter: "Broken after so many days late",
  perDayLater: "What each day promised later costs us", follows: "Follows the date of", stage: "Stage of the deal",
  firmness: "Firmness, 1 to 10", cushion: "Planned early by, in days", window: "Windows it can be kept in",
  start: "Early inputs",
  id: "Name in the file", name: "Name", side: "Side", weight: "Weight", group: "Are they many?", unit: "Counted in",
  chance: "Chance, 0 to 1", hits: "What it delays", value: "How it scales work", scales: "Whose work it scales",
  cost: "Cost",
  leadTime: "Days until it works", effects: "What it changes", requires: "Only together with",
  excludes: "Not together with",
  commitment: "Commitment", lead: "Days from that to this", buffer: "Spare days", share: "Share passed on",
  fallback: "Plan B: at most days late",
  relay: "Days until the news arrives", kind: "Kind", bearer: "Who bears it", perDay: "A day",
  perCalendarDay: "A calendar day",
  perWeek: "A week", lump: "Once", curve: "By a curve", grace: "Days that cost nothing", cap: "At most",
  ifBroken: "If never kept",
  asOf: "Seen from (today)", root: "What it is about", horizon: "Horizon, in days", toldOn: "Told on", on: "On",
  days: "Days",
  mitigation: "Mitigation", because: "Because", prevention: "So that it does not happen again",
  maxMean: "Most damage on average",
  maxP95: "Most damage in 95 of 100 cases", maxLate: "Highest chance of being late",
  maxChance: "Highest chance of a kind of damage",
  confidence: "Safe from this chance, 0 to 1", stretchConfidence: "A stretch from this chance, 0 to 1",
};

const labelOf = name => fieldLabels[name] ?? name[0].toUpperCase() + name.slice(1).replace(/[A-Z]/g,
  found => " " + found.toLowerCase());

/** Which list a field names things of. */
const listNamedBy = {
  commitment: "commitments", root: "commitments", follows: "commitments", expedite: "commitments",
  decouple: "commitments",
  from: "commitments", soften: "commitments", redate: "commitments", extend: "commitments", scales: "commitments",
  promisor: "stakeholders", promisee: "stakeholders", bearer: "stakeholders", by: "stakeholders", kind: "kinds",
  stage: "stages",
  window: "windows", mitigation: "mitigations", requires: "mitigations", excludes: "mitigations", avert: "risks",
  record: "records",
};

const valueAt = path => path.reduce((inner, step) => inner?.[step], page.scenario);
const keyOf = path => JSON.stringify(path);

/** A schema with what it refers to; its own description wins. */
function resolved(schema) {
  const name = schema?.$ref?.replace("#/$defs/", "");
  return name ? { ...form.schema.$defs[name], ...schema, $ref: undefined, ref: name } : schema ?? {};
}

/** Changes the file from a field, without drawing the form anew unless its shape changes. */
function put(path, value, { isShape = false, also = [] } = {}) {
  form.isOwn = !isShape;
  const what = labelOf(String([...path].reverse().find(step => typeof step === "string") ?? "file"));
  const [list, place] = path;
  const one = typeof place === "number" ? valueAt([list, place]) : null;
  const whose = one ? ` of \u201c${one.title ?? one.name ?? one.id ?? listNames[list]?.[1]}\u201d` : "";
  const operations = [{ set: path, value }, ...also];
  page.edit(`${what}${whose}`, operations);
  form.isOwn = false;
}

/** A field with its label, what it means, and room for problems. */
function field(path, label, control, { help = "", isGroup = false } = {}) {
  const problems = h("div", { class: "problems" });
  const id = `field-${form.fields.size}`;
  const target = control.matches?.("input, select, textarea") ? control : null;
  target?.setAttribute("id", id);
  target?.setAttribute("data-path", keyOf(path));
  if (target && help) target.setAttribute("aria-describedby", `${id}-help`);
  const made = h("div", { class: "field", role: isGroup ? "group" : null, "aria-label": isGroup ? label : null },
    target ? h("label", { for: id }, label) : h("span", { class: "label" }, label), control,
    problems, help ? h("p", { class: "help", id: `${id}-help` }, help) : null);
  form.fields.set(keyOf(path), { problems, target });
  return made;
}

/** Says at a field why what was typed is not in the file yet. */
function draft(path, control, text, words) {
  const at = form.fields.get(keyOf(path));
  if (text === null) form.drafts.delete(keyOf(path));
  else form.drafts.set(keyOf(path), { text, words });
  control.setAttribute("aria-invalid", String(text !== null));
  if (at) showProblemsAt(keyOf(path), at);
}

// Fields of one value.

function textField(path, { isLong = false } = {}) {
  const made = isLong ? h("textarea", { rows: 3 }) : h("input", { type: "text" });
  made.value = valueAt(path) ?? "";
  made.addEventListener("input", () => put(path, made.value === "" ? undefined : made.value));
  return made;
}

function numberField(path, { isRequired = false } = {}) {
  const made = h("input", { type: "text", inputmode: "decimal" });
  made.value = form.drafts.get(keyOf(path))?.text ?? valueAt(path) ?? "";
  made.addEventListener("input", () => {
    const text = made.value.trim();
    const number = Number(text.replace(",", "."));
    if (text === "" && !isRequired) {
      draft(path, made, null);
      put(path, undefined);
    } else if (text === "" || Number.isNaN(number)) {
      draft(path, made, made.value, text === "" ? "A number is needed."
        : "This is not a number. The file keeps what it had.");
    } else {
      draft(path, made, null);
      put(path, number);
    }
  });
  return made;
}

function dateField(path, { isRequired = false } = {}) {
  const made = h("input", { type: "date", min: "1900-01-01", max: "2199-12-31" });
  const present = valueAt(path);
  made.value = isDate(present) ? present : "";
  made.addEventListener("input", () => {
    if (isDate(made.value)) {
      draft(path, made, null);
      put(path, made.value);
    } else if (made.value === "" && !made.validity.badInput && !isRequired) {
      draft(path, made, null);
      put(path, undefined);
    } else draft(path, made, made.value, "A whole date is needed. The file keeps what it had.");
  });
  return made;
}

function choiceField(path, choices, { isRequired = false, fallback, onPick } = {}) {
  const present = valueAt(path);
  const made = h("select", {}, isRequired ? null : h("option", { value: "" }, fallback === undefined ? "not said"
    : `${fallback} (default)`),
    choices.filter(one => isRequired || one !== fallback).map(one => h("option", { value: one }, one)));
  made.value = present === fallback && !isRequired ? "" : present ?? "";
  made.addEventListener("change", () => (onPick ?? (value => put(path, value)))(made.value === "" ? undefined
    : made.value));
  return made;
}

/** The ids that may be named: those listed, or those in use where nothing is listed. */
function idsOf(list) {
  const listed = listIn(list).map(one => one.id).filter(id => typeof id === "string");
  if (listed.length || !["stakeholders", "kinds"].includes(list)) return listed;
  const used = listIn("commitments").flatMap(one => list === "kinds" ? (one.damage ?? []).map(two => two?.kind)
    : [one.promisor, one.promisee, ...(one.damage ?? []).map(two => two?.bearer)]);
  return [...new Set(used.filter(id => typeof id === "string"))];
}

/** A choice of one thing of a list; people and kinds can be new. */
function namedField(path, list, { isRequired = false, empty = "not said", onPick = id => put(path, id) } = {}) {
  const present = valueAt(path);
  const canBeNew = ["stakeholders", "kinds"].includes(list);
  const made = h("select", {});
  const options = ids => [h("option", { value: "", disabled: isRequired }, isRequired ? "Choose\u2026" : empty),
    ids.map(id => h("option", { value: id }, nameIn(list, id))), canBeNew ? h("option", { value: "\u0000new" },
      "New\u2026") : null].flat();
  const known = typeof present === "string" ? [present] : [];
  made.append(...options(known).filter(Boolean));
  made.value = known[0] ?? "";
  const fillAll = () => {
    const chosen = made.value;
    made.replaceChildren(...options([...new Set([...known, ...idsOf(list)])]).filter(Boolean));
    made.value = chosen;
  };
  made.addEventListener("focus", fillAll, { once: true });
  made.addEventListener("pointerdown", fillAll, { once: true });
  made.addEventListener("change", () => {
    if (made.value !== "\u0000new") {
      onPick(made.value === "" ? undefined : made.value);
      return;
    }
    const fresh = h("input", { type: "text", placeholder: "Name", "aria-label": "Name" });
    made.replaceWith(fresh);
    fresh.focus();
    fresh.addEventListener("change", () => {
      if (!fresh.value.trim()) return drawPanel();
      const id = idFrom(fresh.value, new Set(idsOf(list)));
      const isListed = listIn(list).length > 0;
      const one = list === "kinds" ? { id } : { id, name: fresh.value.trim() };
      put(path, id, { isShape: true, also: isListed ? [{ insert: [list], value: one }] : [] });
    });
  });
  return made;
}

/** Ids or dates in a row, each to be taken out, and one to add. */
function chipsField(path, list) {
  const present = [valueAt(path) ?? []].flat();
  const chips = h("div", { class: "chips" }, present.map((one, at) => h("span", { class: "chip" },
    list ? nameIn(list, one) : String(one), h("button", {
      type: "button", "aria-label": `Take out ${one}`,
      onclick: () => put(path, present.length > 1 ? present.filter((_, other) => other !== at) : undefined,
        { isShape: true }),
    }, "\u00d7"))));
  const add = list ? pickerOf(list, null, id => { if (id) put(path, [...present, id], { isShape: true }); },
    { "aria-label": "Add one" }, { exclude: id => present.includes(id), empty: "Add\u2026" })
    : h("input", {
      type: "date", "aria-label": "Add a day", onchange: event => {
        if (isDate(event.target.value)) put(path, [...present, event.target.value].sort(), { isShape: true });
      } });
  add.setAttribute("data-path", keyOf(path));
  return h("div", {}, chips, add);
}

/** Numbers that belong together; they go into the file when all can be read. */
function numbersField(path, labels, values, onWhole, { kind = labels.length === 3 ? "triple" : "pair" } = {}) {
  const inputs = labels.map((label, at) => {
    const made = h("input", { type: "text", inputmode: "decimal", "data-path": keyOf([...path, at]), oninput: take });
    made.value = form.drafts.get(keyOf(path))?.text?.[at] ?? values[at] ?? "";
    return made;
  });
  function take() {
    const numbers = inputs.map(one => one.value.trim() === "" ? NaN : Number(one.value.replace(",", ".")));
    const isWhole = !numbers.some(Number.isNaN);
    inputs.forEach((one, at) => one.setAttribute("aria-invalid", String(Number.isNaN(numbers[at]))));
    const at = form.fields.get(keyOf(path));
    if (isWhole) form.drafts.delete(keyOf(path));
    else form.drafts.set(keyOf(path),
      { text: inputs.map(one => one.value), words: "All of these have to be numbers. The file keeps what it had." });
    if (at) showProblemsAt(keyOf(path), at);
    if (isWhole) onWhole(numbers);
  }
  return h("div", { class: kind },
    inputs.map((made, at) => h("label", { class: "field" }, h("span", { class: "help" }, labels[at]), made)));
}

/** One field of an object, by its schema. */
function fieldFor(name, schema, path, isRequired) {
  const plain = resolved(schema);
  const help = (schema.description ?? plain.description ?? "").replace(/^Ids? of t/, "T").replace(/^Ids? of /, "");
  const label = labelOf(name);
  const wrap = (control, options) => field(path, label, control, { help, ...options });
  const list = listNamedBy[name] ?? (["fallback", "of"].includes(name) && ["id"].includes(plain.ref) ? "commitments"
    : null);
  if (plain.ref === "uncertainDays" || plain.ref === "uncertainSpareDays" || name === "value" && plain.allOf) {
    return wrap(distributionField(path, plain.ref !== "uncertainSpareDays" && name !== "value", isRequired),
      { isGroup: true });
  }
  if (name === "needs") return wrap(needsField(path), { isGroup: true });
  if (name === "damage") return wrap(damageField(path), { isGroup: true });
  if (name === "effects") return wrap(effectsField(path), { isGroup: true });
  if (name === "notice") return wrap(pointsField(path, ["Days of notice", "Share left"], [[0, 1], [10, 0.5]]),
    { isGroup: true });
  if (name === "maxLate" || name === "maxChance") return wrap(limitsField(path, name === "maxLate" ? "commitments"
    : "kinds"), { isGroup: true });
  if (name === "workdays") return wrap(workdaysField(path), { isGroup: true });
  if (name === "days" && plain.anyOf) return wrap(slipDaysField(path), { isGroup: true });
  if (plain.type === "array") return wrap(arrayField(name, plain, path, list), { isGroup: true });
  if (list) return wrap(namedField(path, list, { isRequired }));
  if (plain.enum) return wrap(choiceField(path, plain.enum,
    { isRequired, fallback: plain.default, onPick: name === "status" ? statusPicked(path) : undefined }));
  if (plain.type === "boolean") return wrap(booleanField(path));
  if (plain.ref === "date") return wrap(dateField(path, { isRequired }));
  if (plain.type === "number" || plain.type === "integer") return wrap(numberField(path, { isRequired }));
  if (name === "id") return wrap(idField(path));
  return wrap(textField(path, { isLong: ["description", "because", "prevention", "quote"].includes(name) }));
}

function booleanField(path) {
  const made = h("input", { type: "checkbox", onchange: () => put(path, made.checked ? true : undefined) });
  made.checked = valueAt(path) === true;
  return made;
}

/** The id: when it changes, it changes wherever it is named. */
function idField(path) {
  const made = h("input", { type: "text", class: "mono" });
  const [list] = path;
  const old = valueAt(path);
  made.value = old ?? "";
  made.addEventListener("change", () => {
    const fresh = made.value.trim();
    if (fresh === old) return;
    if (fresh === "" || idsOf(list).includes(fresh)) {
      draft(path, made, made.value, fresh === "" ? "A name is needed. The file keeps what it had."
        : "Something else has this name. The file keeps what it had.");
      return;
    }
    draft(path, made, null);
    page.chosen = { list, id: fresh };
    const { question } = page;
    const renamed = one => one.id === old ? { ...one, id: fresh } : one;
    question.slips = question.slips.map(renamed);
    question.moves = question.moves.map(renamed);
    question.plan = question.plan.map(id => id === old && list === "mitigations" ? fresh : id);
    page.edit(`Name in the file: ${old} is now ${fresh}`, [{ rename: { list, id: old }, to: fresh }]);
  });
  return made;
}

/** Kept needs its day, and nothing else has one. */
const statusPicked = path => value => {
  const keptOn = [...path.slice(0, -1), "keptOn"];
  const due = valueAt([...path.slice(0, -1), "due"]);
  const day = isDate(due) && due < page.today ? due : page.today;
  put(path, value, { isShape: true,
    also: [{ set: keptOn, value: value === "kept" ? valueAt(keptOn) ?? day : undefined }] });
};

function slipDaysField(path) {
  const isBroken = valueAt(path) === "broken";
  const days = numberField(path, { isRequired: true });
  days.disabled = isBroken;
  if (isBroken) days.value = "";
  days.setAttribute("aria-label", "Days");
  return h("div", { class: "inline" }, days, h("label", { class: "inline" }, h("input", {
    type: "checkbox", checked: isBroken, onchange: event => put(path, event.target.checked ? "broken" : 5,
      { isShape: true }) }), "never kept"));
}

function workdaysField(path) {
  const names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
  const present = valueAt(path) ?? names.slice(0, 5);
  return h("div", { class: "inline" }, names.map(day => h("label", { class: "inline" }, h("input", {
    type: "checkbox", checked: present.includes(day),
    onchange: event => put(path, names.filter(one => one === day ? event.target.checked : present.includes(one)),
      { isShape: true }),
  }), day[0].toUpperCase() + day.slice(1))));
}

/** Lists: of ids and dates as chips, of periods as pairs, of objects as cards, of texts as lines. */
function arrayField(name, schema, path, list) {
  const items = resolved(schema.items);
  if (list || items.ref === "date") return chipsField(path, list);
  const present = valueAt(path) ?? [];
  if (items.ref === "period") {
    return h("div", {}, present.map((_, at) => h("div", { class: "inline field" },
      dateField([...path, at, 0], { isRequired: true }), "to",
      dateField([...path, at, 1], { isRequired: true }), removeButton([...path, at], present.length))),
    addButton("Add a period", () => put(path, [...present, [page.today, page.today]], { isShape: true })));
  }
  if (items.type === "object" || items.properties) {
    return h("div", {}, present.map((_, at) => card([...path, at], `${labelOf(name)} ${at + 1}`,
      objectFields(items, [...path, at]))),
      addButton("Add", () => put(path, [...present, freshOf(name)], { isShape: true })));
  }
  const made = h("textarea", { rows: 3, "data-path": keyOf(path) });
  made.value = present.join("\n");
  made.addEventListener("input", () => {
    const lines = made.value.split("\n").map(one => one.trim()).filter(Boolean);
    put(path, lines.length ? lines : undefined);
  });
  return made;
}

const freshOf = name => ({
  hits: { commitment: page.scenario.root ?? idsOf("commitments")[0], delay: { pert: [1, 3, 10] } },
  promised: { on: page.today, due: page.today }, rows: { due: page.today, late: 0 },
}[name] ?? {});

const addButton = (words, run) => h("button", { type: "button", class: "button", onclick: run }, icon("add"), words);

/** Takes one out of a list; an empty list goes too where it says nothing. */
function removeButton(path, count) {
  return iconButton("close", "Take this out", () => {
    form.drafts.clear();
    const target = count === 1 ? path.slice(0, -1) : path;
    page.edit(`Taken out of ${labelOf(String(path.at(-2))).toLowerCase()}`, [{ remove: target }]);
  });
}

function card(path, heading, content) {
  const count = valueAt(path.slice(0, -1))?.length ?? 2;
  return h("div", { class: "card" }, h("div", { class: "card-head" }, typeof heading === "string" ? h("b", {}, heading)
    : heading,
    removeButton(path, count)), content);
}

/** All fields of an object, by its schema. */
function objectFields(schema, path, leave = []) {
  return Object.entries(schema.properties ?? {}).filter(([name]) => !leave.includes(name)).map(([name, one]) =>
    fieldFor(name, one, [...path, name], (schema.required ?? []).includes(name)));
}

// Fields of more than one value.

/** Pairs of numbers, with the curve they make. */
function pointsField(path, labels, fresh) {
  const present = valueAt(path) ?? [];
  if (!present.length) return addButton("Add", () => put(path, fresh, { isShape: true }));
  const rows = present.map((point, at) => h("div", { class: "inline" },
    numbersField([...path, at], labels, point, numbers => put([...path, at], numbers)),
      removeButton([...path, at], present.length)));
  return h("div", {}, curvePicture(path), rows, addButton("Add a point", () => {
    const [days, amount] = present.at(-1);
    put(path, [...present, [days + 10, amount]], { isShape: true });
  }));
}

/** A curve of points that can be dragged; the numbers beside it do the same by keyboard. */
function curvePicture(path) {
  const picture = s("svg", { class: "picture", viewBox: "0 0 400 76", role: "img", "aria-label": "The curve" });
  const scale = { x: 1, y: 1 };
  const draw = isDragged => {
    const points = (valueAt(path) ?? []).filter(point => Array.isArray(point) && point.every(Number.isFinite));
    if (!isDragged) {
      scale.x = Math.max(1, ...points.map(point => point[0])) * 1.15;
      scale.y = Math.max(1e-9, ...points.map(point => point[1])) * 1.1;
    }
    const at = ([days, amount]) => [8 + Math.min(1, days / scale.x) * 384, 70 - Math.min(1, amount / scale.y) * 62];
    const places = points.map(at);
    const isFromZero = path.at(-1) === "curve";
    const line = [...(isFromZero ? [[8, 70]] : []), ...places];
    if (line.length) line.push([392, line.at(-1)[1]]);
    picture.replaceChildren(s("line", { x1: 8, x2: 392, y1: 70, y2: 70 }),
      s("path", { class: "line", d: "M" + line.map(one => one.map(number => number.toFixed(1)).join(",")).join("L") }),
      ...places.map(([x, y], place) => s("circle", { cx: x, cy: y, r: 6, "data-place": place })));
  };
  picture.addEventListener("pointerdown", event => {
    const place = event.target.dataset?.place;
    if (place === undefined) return;
    picture.setPointerCapture(event.pointerId);
    const move = moved => {
      const box = picture.getBoundingClientRect();
      const days = Math.max(0, Math.round(((moved.clientX - box.left) / box.width * 400 - 8) / 384 * scale.x));
      const raw = Math.max(0, (70 - (moved.clientY - box.top) / box.height * 76) / 62 * scale.y);
      const amount = path.at(-1) === "notice" ? Math.min(1, Math.round(raw * 100) / 100) : significant(raw, 2);
      put([...path, Number(place)], [days, amount]);
      draw(true);
    };
    const end = () => {
      picture.removeEventListener("pointermove", move);
      drawPanel();
    };
    picture.addEventListener("pointermove", move);
    picture.addEventListener("pointerup", end, { once: true });
    picture.addEventListener("pointercancel", end, { once: true });
  });
  form.pictures.push(() => draw(false));
  return picture;
}

/** Limits by the id of something. */
function limitsField(path, list) {
  const present = valueAt(path) ?? {};
  return h("div", {}, Object.keys(present).map(id => h("div", { class: "inline field" },
    h("span", {}, nameIn(list, id)),
    numberField([...path, id], { isRequired: true }), iconButton("close", "Take this out", () =>
      page.edit(`${labelOf(path.at(-1))} taken out`, [{ remove: [...path, id] }])))),
  pickerOf(list, null, id => { if (id) put([...path, id], 0.1, { isShape: true }); }, { "aria-label": "Add a limit" },
    { exclude: id => id in present, empty: "Add a limit for\u2026" }));
}

const distributionShapes = {
  number: ["A certain number of days", 2], pert: ["Three numbers: best, likely, worst", [0, 1, 5]],
  samples: ["Past days late", [0, 0, 1, 3]], triangular: ["Three numbers, straight between", [0, 1, 5]],
  uniform: ["Between two numbers, all alike", [0, 5]], normal: ["Mean and standard deviation", [2, 1]],
  lognormal: ["Half below, nine in ten below", [2, 8]], exponential: ["Mostly short, rarely long", 2],
  discrete: ["Values with weights", [[0, 3], [5, 1]]], days: ["A certain delay, all or nothing", 5],
};
const distributionLabels = {
  pert: ["Best", "Likely", "Worst"], triangular: ["Best", "Likely", "Worst"], uniform: ["Least", "Most"],
  normal: ["Mean", "Standard deviation"], lognormal: ["Half are below", "Nine in ten are below"],
};

const shapeOf = value => typeof value === "number" ? "number"
  : Object.keys(distributionShapes).find(name => value && typeof value === "object" && name in value) ?? "";

/** Uncertain days: a shape, its numbers, perhaps a chance, and a picture. */
function distributionField(path, hasChance, isRequired) {
  const value = valueAt(path);
  const shape = shapeOf(value);
  const pick = h("select", { "aria-label": "Kind of estimate", "data-path": keyOf(path) }, isRequired ? null
    : h("option", { value: "" }, "Not said"),
    Object.entries(distributionShapes).map(([name, [words]]) => h("option", { value: name }, words)));
  pick.value = shape;
  pick.addEventListener("change", () => {
    form.drafts.clear();
    const to = pick.value;
    const [, fresh] = distributionShapes[to] ?? [];
    const isThree = name => name === "pert" || name === "triangular";
    const numbers = isThree(shape) && isThree(to) ? value[shape] : fresh;
    const chance = value?.chance === undefined ? {} : { chance: value.chance };
    put(path, to === "" ? undefined : to === "number" ? fresh : { ...chance, [to]: numbers }, { isShape: true });
  });
  if (!shape) return pick;
  const inner = [...path, shape];
  const content = distributionNumbers(path, inner, shape, value);
  const chance = hasChance && shape !== "number"
    ? fieldFor("chance", form.schema.$defs.distribution.properties.chance, [...path, "chance"], false) : null;
  return h("div", {}, pick, h("p", {}), content, shape === "number" ? null : distributionPicture(path), chance);
}

function distributionNumbers(path, inner, shape, value) {
  if (shape === "number") return numberField(path, { isRequired: true });
  if (distributionLabels[shape]) return numbersField(inner, distributionLabels[shape], value[shape],
    numbers => put(inner, numbers));
  if (shape === "samples") {
    const made = h("input", { type: "text", "aria-label": "Days late, one after the other",
      "data-path": keyOf(inner) });
    made.value = form.drafts.get(keyOf(inner))?.text ?? value.samples.join(", ");
    made.addEventListener("input", () => {
      const numbers = made.value.split(/[,;\s]+/).filter(Boolean).map(readDays);
      const isWhole = numbers.length > 0 && !numbers.some(Number.isNaN);
      draft(inner, made, isWhole ? null : made.value, "Days late, separated by commas. The file keeps what it had.");
      if (isWhole) put(inner, numbers);
    });
    return field(inner, "Days late, one after the other", made);
  }
  if (shape === "discrete") return pointsField(inner, ["Days", "Weight"], [[0, 3], [5, 1]]);
  return numberField(inner, { isRequired: true });
}

/** How likely each delay is, as [days, height] points; good enough to look at. */
function densityOf(value) {
  const shape = shapeOf(value);
  const given = value[shape];
  const over = (from, to, density) => Array.from({ length: 81 }, (_, at) => {
    const days = from + (to - from) * at / 80;
    return [days, density(days)];
  });
  if (shape === "triangular") return [[given[0], 0], [given[1], 1], [given[2], 0]];
  if (shape === "uniform") return [[given[0], 0], [given[0], 1], [given[1], 1], [given[1], 0]];
  if (shape === "pert") {
    const [a, m, b] = given;
    const alpha = 1 + 4 * (m - a) / (b - a || 1), beta = 1 + 4 * (b - m) / (b - a || 1);
    return over(a, b, days => ((days - a) / (b - a || 1)) ** (alpha - 1) * ((b - days) / (b - a || 1)) ** (beta - 1));
  }
  if (shape === "normal") return over(given[0] - 3 * given[1], given[0] + 3 * given[1],
    days => Math.exp(-(((days - given[0]) / given[1]) ** 2) / 2));
  if (shape === "lognormal") {
    const mu = Math.log(given[0]), sigma = Math.log(given[1] / given[0]) / 1.2816 || 0.1;
    return over(given[1] / 200, given[1] * 1.8, days => Math.exp(-(((Math.log(days) - mu) / sigma) ** 2) / 2) / days);
  }
  if (shape === "exponential") return over(0, given * 4, days => Math.exp(-days / given));
  return null;
}

function distributionPicture(path) {
  const picture = s("svg", { class: "picture", viewBox: "0 0 400 76", role: "img",
    "aria-label": "How likely each delay is" });
  form.pictures.push(() => {
    const value = valueAt(path);
    const shape = shapeOf(value);
    const bars = shape === "samples" ? value.samples.map(days => [days, 1]) : shape === "discrete" ? value.discrete
      : shape === "days" ? [[value.days, 1]] : null;
    const points = bars ? null : value ? densityOf(value) : null;
    const all = (bars ?? points ?? []).filter(point => Array.isArray(point) && point.every(Number.isFinite));
    if (!all.length) return picture.replaceChildren();
    const merged = bars ? [...all.reduce((sum, [days, weight]) => sum.set(days, (sum.get(days) ?? 0) + weight),
      new Map())] : all;
    const from = Math.min(0, ...merged.map(one => one[0])), to = Math.max(...merged.map(one => one[0]), from + 1);
    const most = Math.max(...merged.map(one => one[1])) || 1;
    const x = days => 8 + (days - from) / (to - from) * 384, y = height => 58 - height / most * 52;
    const line = merged.map(([days, height]) => `${x(days).toFixed(1)},${y(height).toFixed(1)}`).join("L");
    picture.replaceChildren(s("line", { x1: 8, x2: 392, y1: 58, y2: 58 }),
      ...(bars ? merged.map(([days, weight]) => s("rect", { x: x(days) - 3, y: y(weight), width: 6,
        height: 58 - y(weight), rx: 1 }))
        : [s("path", { class: "area", d: `M${x(merged[0][0])},58L${line}L${x(merged.at(-1)[0])},58Z` }),
          s("path", { class: "line", d: `M${line}` })]),
      s("text", { x: 8, y: 73 }, `${exact(from)} days`), s("text", { x: 392, y: 73, "text-anchor": "end" },
        `${exact(to)} days`));
  });
  return picture;
}

const damageShapes = ["perDay", "perCalendarDay", "perWeek", "lump", "curve"];

/** What a delay costs whom: a card for each. */
function damageField(path) {
  const present = valueAt(path) ?? [];
  const schema = form.schema.$defs.damage;
  const cards = present.map((one, at) => {
    const inside = [...path, at];
    const shape = damageShapes.find(name => name in one) ?? "perDay";
    const pick = h("select", { "aria-label": "How it grows", "data-path": keyOf(inside) },
      damageShapes.map(name => h("option", { value: name }, labelOf(name))));
    pick.value = shape;
    pick.addEventListener("change", () => {
      const was = typeof one[shape] === "number" ? one[shape] : 1000;
      const operations = [{ set: [...inside, shape], value: undefined },
        { set: [...inside, pick.value], value: pick.value === "curve" ? [[5, was], [20, was * 4]] : was }];
      page.edit("How the damage grows", operations);
    });
    const fields = name => fieldFor(name, schema.properties[name], [...inside, name], false);
    return card(inside, namedField([...inside, "kind"], "kinds", { isRequired: true }), [
      fieldFor("bearer", schema.properties.bearer, [...inside, "bearer"], false),
      field([...inside, shape], "It costs", h("div", { class: "inline" }, pick,
        shape === "curve" ? null : numberField([...inside, shape], { isRequired: true }))),
      shape === "curve" ? pointsField([...inside, "curve"], ["Days late", "Amount"], [[5, 1000]])
        : damagePicture(inside),
      h("div", { class: "triple" }, fields("grace"), fields("cap"), fields("ifBroken"))]);
  });
  return h("div", {}, cards, pickerOf("kinds", null, kind => {
    if (kind) put(path, [...present, { kind, perDay: 1000 }], { isShape: true });
  }, { "aria-label": "Add damage" }, { empty: "Add damage of the kind\u2026" }),
  idsOf("kinds").length ? null : addButton("Add damage", () => put(path, [...present, { kind: "cost", perDay: 1000 }],
    { isShape: true })));
}

/** What damage comes to by days late, as a small curve. */
function damagePicture(path) {
  const picture = s("svg", { class: "picture", viewBox: "0 0 400 76", role: "img",
    "aria-label": "Damage by days late" });
  form.pictures.push(() => {
    const one = valueAt(path);
    if (!one) return;
    const days = Math.max(30, (one.grace ?? 0) * 2);
    const perDay = one.perDay ?? one.perCalendarDay;
    const amount = late => {
      const counted = Math.max(0, late - (one.grace ?? 0));
      const raw = perDay !== undefined ? perDay * counted : one.perWeek !== undefined
        ? one.perWeek * Math.ceil(counted / 7)
        : counted > 0 ? one.lump ?? 0 : 0;
      return Math.min(one.cap ?? Infinity, raw);
    };
    const most = amount(days) || 1;
    const line = Array.from({ length: 121 }, (_, at) => at * days / 120).map(late =>
      `${(8 + late / days * 384).toFixed(1)},${(58 - amount(late) / most * 50).toFixed(1)}`).join("L");
    picture.replaceChildren(s("path", { class: "area", d: `M8,58L${line}L392,58Z` }),
      s("path", { class: "line", d: `M${line}` }),
      s("text", { x: 8, y: 73 }, "0 days late"), s("text", { x: 392, y: 73, "text-anchor": "end" },
        `${exact(days)} days: ${exact(Math.round(amount(days)))}`));
  });
  return picture;
}

/** What it needs first: one card a need, groups with cards inside. */
function needsField(path) {
  const present = valueAt(path) ?? [];
  const own = valueAt(path.slice(0, 2))?.id;
  const taken = id => id === own || present.some(one => one?.commitment === id);
  const hasWork = valueAt([...path.slice(0, 2), "work"]) !== undefined;
  const fresh = id => hasWork ? { commitment: id } : { commitment: id, lead: 1 };
  return h("div", {}, present.map((one, at) => needCard([...path, at], one ?? {}, hasWork, own)),
    pickerOf("commitments", null, id => { if (id) put(path, [...present, fresh(id)], { isShape: true }); },
      { "aria-label": "Add a need" }, { exclude: taken, empty: "Add what it needs first\u2026" }),
    present.length > 0 ? addButton("Add a group of which one is enough", () => {
      const id = idsOf("commitments").find(one => !taken(one));
      if (id) put(path, [...present, { anyOf: [fresh(id)] }], { isShape: true });
    }) : null);
}

function needCard(path, need, hasWork, own) {
  const schema = form.schema.$defs.need;
  const group = "anyOf" in need ? "anyOf" : "of" in need ? "of" : null;
  if (group) {
    const inside = [...path, group];
    const members = Array.isArray(need[group]) ? need[group] : [];
    return card(path, group === "anyOf" ? "Any one of these is enough" : "Some of these are enough", [
      group === "of" ? fieldFor("atLeast", form.schema.$defs.someOf.properties.atLeast, [...path, "atLeast"], true)
        : null,
      members.map((one, at) => needCard([...inside, at], one ?? {}, hasWork, own)),
      h("p", {}, pickerOf("commitments", null, id => {
        if (id) put(inside, [...members, hasWork ? { commitment: id } : { commitment: id, lead: 1 }],
          { isShape: true });
      }, { "aria-label": "Add one to the group" },
        { exclude: id => id === own || members.some(one => one?.commitment === id), empty: "Add one\u2026" }))]);
  }
  const mode = "buffer" in need ? "buffer" : "lead" in need ? "lead" : hasWork ? "work" : "lead";
  const pick = h("select", { "aria-label": "How the two hang together", "data-path": keyOf([...path, "mode"]) },
    h("option", { value: "lead" }, "Days from that to this"), h("option", { value: "buffer" }, "Spare days between"),
    hasWork ? h("option", { value: "work" }, "The days of work above") : null);
  pick.value = mode;
  pick.addEventListener("change", () => page.edit("How a need is counted",
    ["lead", "buffer"].filter(name => name in need)
    .map(name => ({ set: [...path, name], value: undefined }))
    .concat(pick.value === "work" ? [] : [{ set: [...path, pick.value], value: need.lead ?? need.buffer ?? 1 }])));
  const more = ["share", "fallback", "relay"];
  return card(path, namedField([...path, "commitment"], "commitments", { isRequired: true }), [
    field([...path, mode], "Counted by", h("div", { class: "inline" }, pick, mode === "work" ? null
      : numberField([...path, mode], { isRequired: true }))),
    h("details", { open: more.some(name => name in need) }, h("summary", { class: "help" }, "Plan B, news, share"),
      h("div", { class: "triple" },
        more.map(name => fieldFor(name, schema.properties[name], [...path, name], false))))]);
}

const effectVerbs = {
  expedite: "Is done sooner", fallback: "Gets a plan B for a need", decouple: "Depends less on another",
    soften: "Hurts less",
  redate: "Gets a new date", extend: "Breaks later", avert: "Makes a risk less likely",
};

/** What a mitigation changes: a verb and its fields each. */
function effectsField(path) {
  const present = valueAt(path) ?? [];
  const rootId = page.scenario.root ?? idsOf("commitments")[0];
  const fresh = verb => ({
    expedite: { expedite: rootId, days: 5 },
      fallback: { fallback: rootId, of: idsOf("commitments").find(id => id !== rootId) ?? rootId, days: 5 },
    decouple: { decouple: idsOf("commitments").find(id => id !== rootId) ?? rootId, from: rootId, share: 0.5 },
      soften: { soften: rootId, factor: 0.5 },
    redate: { redate: rootId, days: 5 }, extend: { extend: rootId, days: 10 }, avert: { avert: idsOf("risks")[0] ?? "",
      factor: 0.5 },
  })[verb];
  const add = h("select", { "aria-label": "Add an effect" }, h("option", { value: "" }, "Add an effect\u2026"),
    Object.entries(effectVerbs).filter(([verb]) => verb !== "avert" || idsOf("risks").length)
      .map(([verb, words]) => h("option", { value: verb }, words)));
  add.addEventListener("change", () => put(path, [...present, fresh(add.value)], { isShape: true }));
  return h("div", {}, present.map((one, at) => {
    const verb = Object.keys(effectVerbs).filter(name => name in (one ?? {})).at(0);
    if (!verb) return card([...path, at], "An effect that this page does not know", []);
    // Plan B has two readings: as a verb it names a commitment.
    const schema = form.schema.$defs[`${verb}Effect`];
    const fields = Object.entries(schema.properties).map(([name, inner]) => {
      const inside = [...path, at, name];
      const names = name === verb || ["of", "from"].includes(name) ? (verb === "avert" ? "risks" : "commitments")
        : null;
      return names ? field(inside, name === verb ? labelOf(names === "risks" ? "risk" : "commitment") : "Which needs",
        namedField(inside, names, { isRequired: true }),
        { help: inner.description }) : fieldFor(name, inner, inside, schema.required.includes(name));
    });
    return card([...path, at], effectVerbs[verb], fields);
  }), add);
}
