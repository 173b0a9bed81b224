// The one store of the page: the scenario's text and how it was changed, what is asked of it, and what was answered.

/** What the page was written with; null on a page that began empty. */
const given = JSON.parse(document.getElementById("scenario")?.textContent || "null");
const givenQuestion = JSON.parse(document.getElementById("question")?.textContent || "null");

const emptyAnswer = () => ({
  value: null, status: null, isStale: true, isRunning: false, progress: 0, error: null, command: "", version: 0,
});

const questionNames = ["whatif", "check", "mitigate", "renegotiate", "ladder", "rank", "simulate", "curve", "atFirst"];

const page = {
  text: "",
  fileName: "scenario.json",
  /** Other files that the scenario includes, by name. */
  others: {},
  scenario: null,
  problems: [],
  isValid: false,
  question: freshQuestion(null),
  answers: Object.fromEntries(questionNames.map(name => [name, emptyAnswer()])),
  /** The steps since the file was opened, and those undone. */
  changes: [],
  undoneSteps: [],
  /** The text as it was opened, and as it was saved last. */
  firstText: "",
  savedText: "",
  /** What the form shows: { list, id }, or null. */
  chosen: null,

  get isDirty() { return this.text !== this.savedText; },
  get isEmpty() { return this.text === ""; },
  /** Whether everything shown is the answer to what is asked now. */
  get isSettled() {
    return engine.isOpen && !isAskingPending() && !isBeginningPending() && dirtyViews.size === 0;
  },
  get today() { return this.question.today ?? this.scenario?.asOf ?? engine.today; },

  ask(change) {
    Object.assign(this.question, change);
    writeAddress();
    changed("question");
  },

  edit(label, operations) {
    let result;
    try {
      result = edited(this.text, operations);
    } catch (refusal) {
      if (!(refusal instanceof EditRefused)) throw refusal;
      announce(`Not changed: ${refusal.message}.`);
      return false;
    }
    if (result.text === this.text) return false;
    this.record(label, result);
    return true;
  },

  /** Takes a text that was changed, as one step. Steps of one field, one after the other, are one. */
  record(label, { text, done }) {
    const last = this.changes.at(-1);
    const now = Date.now();
    if (last && last.label === label && now - last.at < 1200 && !this.undoneSteps.length) {
      last.done.push(...done);
      last.at = now;
    } else this.changes.push({ label, done, at: now });
    this.undoneSteps = [];
    this.take(text);
  },

  undo() {
    const step = this.changes.pop();
    if (!step) return;
    this.undoneSteps.push(step);
    this.take(undone(this.text, step.done));
    announce(`Undone: ${step.label}.`);
  },

  redo() {
    const step = this.undoneSteps.pop();
    if (!step) return;
    this.changes.push(step);
    this.take(redone(this.text, step.done));
    announce(`Done again: ${step.label}.`);
  },

  /** Undoes one step alone, with those after it kept: a step of its own. */
  undoOne(place) {
    const step = this.changes[place];
    try {
      const result = withoutStep(this.text, step, this.changes.slice(place + 1));
      this.changes.push({ label: `Undone: ${step.label}`, done: result.done, at: 0 });
      this.undoneSteps = [];
      this.take(result.text);
    } catch (refusal) {
      if (!(refusal instanceof EditRefused)) throw refusal;
      announce(`Not undone: ${refusal.message}.`);
    }
  },

  /** Makes a text the present one. */
  take(text) {
    this.text = text;
    readScenario();
    keepForLater();
    changed("text");
  },

  /** Begins with a text, as a file that was opened. */
  open(text, fileName, { others = {}, question = null, isSaved = true } = {}) {
    this.fileName = fileName.replace(/^.*[\\/]/, "") || "scenario.json";
    this.others = others;
    this.changes = [];
    this.undoneSteps = [];
    this.chosen = null;
    this.text = this.firstText = text;
    this.savedText = isSaved ? text : "";
    this.problems = [];
    this.scenario = null;
    readScenario();
    this.question = freshQuestion(this.scenario);
    if (question) Object.assign(this.question, question);
    for (const name of questionNames) {
      engine.stop(name);
      this.answers[name] = emptyAnswer();
    }
    changed("file");
  },

  choose(list, id) {
    this.chosen = list ? { list, id } : null;
    changed("chosen");
  },

  /** The files a question is asked about. */
  get files() { return { ...this.others, [this.fileName]: this.text }; },

  /** What the command writes: Markdown, text, a calendar, an export. */
  async write(command, extra = [], format = "text") {
    const { arguments: asked } = argumentsOf(command);
    const form = format === "text" || extra.includes("--ics") ? [] : ["--format", format];
    const result = await engine.run([...asked, ...extra, ...form, "--quiet"], { files: this.files, isUrgent: true });
    if (!result) return "";
    if (extra.includes("--ics")) return textOfFile(Object.values(result.files ?? {})[0]);
    if (result.status > 1) throw new Error(complaintOf(result));
    return result.out;
  },
};

/** A file that the command wrote, as text. */
const textOfFile = bytes => typeof bytes === "string" ? bytes : bytes ? new TextDecoder().decode(bytes) : "";

/** The question a scenario asks by itself. */
function freshQuestion(scenario) {
  const slips = scenario?.slip ? [scenario.slip].flat() : [];
  return {
    slips: slips.filter(one => one && typeof one === "object" && typeof one.commitment === "string")
      .map(one => ({ id: one.commitment, days: one.days })),
    moves: [], plan: [], toldOn: typeof scenario?.toldOn === "string" ? scenario.toldOn : null, promise: null,
    today: null, replicates: 10000, seed: "1", withSlips: false, decideOn: null,
  };
}

/** Reads the present text; the last one that could be read stays where it cannot. */
function readScenario() {
  try {
    const read = JSON.parse(page.text.replace(/^\ufeff/, ""));
    if (read && typeof read === "object" && !Array.isArray(read)) page.scenario = read;
  } catch { /* The command says what is wrong with it. */ }
  if (!page.scenario) return;
  const ids = new Set(listIn("commitments").map(one => one.id));
  const known = new Set(listIn("mitigations").map(one => one.id));
  // What was asked about something that is gone cannot be asked any more.
  const { question } = page;
  if (Object.keys(page.others).length) return;
  question.slips = question.slips.filter(slip => ids.has(slip.id));
  question.moves = question.moves.filter(move => ids.has(move.id));
  question.plan = question.plan.filter(id => known.has(id));
}

/** A list of the scenario; empty where it has none. */
function listIn(name) {
  const list = page.scenario?.[name];
  return Array.isArray(list) ? list.filter(one => one && typeof one === "object") : [];
}

/** What something is called: its title, its name, or its id. */
function nameIn(list, id) {
  const found = listIn(list).find(one => one.id === id);
  return String(found?.title || found?.name || id || "");
}

const listeners = [];
const onChange = listener => { listeners.push(listener); };

/** Tells everybody what changed: "file", "text", "question", "chosen", or "answer" with its name. */
function changed(what, name) {
  for (const listener of listeners) listener(what, name);
}

/** Says something in passing, for eyes and screen readers. */
function announce(text, action) {
  const place = document.getElementById("announcement");
  if (!place) return;
  place.replaceChildren(text);
  if (action) place.append(" ", h("button", { type: "button", onclick: action.run }, action.label));
  place.classList.add("shown");
  clearTimeout(announce.timer);
  announce.timer = setTimeout(() => place.classList.remove("shown"), action ? 12000 : 5000);
}

// The address holds the question, so that a link or a bookmark shows the same.

/** The question as the part of an address behind #. */
function addressOf({ slips, moves, plan, toldOn, promise, today }) {
  const fields = new URLSearchParams();
  for (const { id, days } of slips) fields.append("slip", `${id}=${days}`);
  for (const { id, days } of moves) fields.append("move", `${id}=${days}`);
  for (const id of plan) fields.append("plan", id);
  if (toldOn) fields.append("told", toldOn);
  if (promise) fields.append("promise", promise);
  if (today) fields.append("today", today);
  return String(fields) ? "#" + fields : "";
}

const isDate = text => /^(19|20|21)\d\d-\d\d-\d\d$/.test(text ?? "")
  && new Date(text + "T00:00:00Z").toISOString().slice(0, 10) === text;

/** Days as somebody types them; NaN where it is no number of days. */
function readDays(text) {
  const days = String(text).trim() === "" ? NaN : Number(String(text).replace(",", ".").replace("\u2212", "-"));
  return Math.abs(days) <= 100000 ? days : NaN;
}

/** Reads what follows the # of an address; what makes no sense is left as it was. */
function readAddress(address) {
  const fields = new URLSearchParams(String(address).replace(/^#/, ""));
  const ids = new Set(listIn("commitments").map(one => one.id));
  const pairs = (name, allowsBroken) => fields.getAll(name).flatMap(text => {
    const [, id, days] = /^([^]*)=([^=]*)$/.exec(text) ?? [];
    const read = allowsBroken && days === "broken" ? "broken" : readDays(days ?? "");
    return ids.has(id) && !Number.isNaN(read) ? [{ id, days: read }] : [];
  }).filter((one, place, all) => all.findIndex(other => other.id === one.id) === place);
  const change = {};
  if (fields.has("slip")) change.slips = pairs("slip", true);
  if (fields.has("move")) change.moves = pairs("move", false);
  if (fields.has("plan")) {
    const known = new Set(listIn("mitigations").map(one => one.id));
    change.plan = [...new Set(fields.getAll("plan").filter(id => known.has(id)))];
  }
  for (const [field, name] of [["told", "toldOn"], ["promise", "promise"], ["today", "today"]]) {
    if (isDate(fields.get(field))) change[name] = fields.get(field);
  }
  return change;
}

/** Writes the address; a page in a frame or from a file may not, and a browser may refuse at any time. */
function writeAddress() {
  try {
    history.replaceState(null, "", addressOf(page.question) || "#");
  } catch { /* The page works without. */ }
}

// What is not saved is kept in the browser, where that is allowed.

const storageName = "domino.unsaved";

function keepForLater() {
  clearTimeout(keepForLater.timer);
  keepForLater.timer = setTimeout(() => {
    try {
      if (!page.isDirty) localStorage.removeItem(storageName);
      else {
        localStorage.setItem(storageName, JSON.stringify({
          text: page.text, fileName: page.fileName, others: page.others, first: page.firstText, at: Date.now() }));
      }
    } catch { /* Refused or full: saving by hand remains. */ }
  }, 500);
}

/** What was left unsaved at the last visit; null where nothing is, or nothing may be kept. */
function keptFromBefore() {
  try {
    const kept = JSON.parse(localStorage.getItem(storageName) ?? "null");
    return kept && typeof kept.text === "string" && typeof kept.fileName === "string" ? kept : null;
  } catch { return null; }
}

function forgetKept() {
  try {
    localStorage.removeItem(storageName);
  } catch { /* There is nothing to forget. */ }
}
