// The beginning: five questions, with the answer beside them while they are answered; or an example; or a file.

/** The situations `init` knows, by its own help: [[name, words], ...]. */
const situations = [
  ["software-go-live", "A go-live that is late", "A new billing system, with everything that was planned around it"],
  ["rush-promise", "A date asked for in a hurry", "May it be promised by then, and what would make it safe?"],
  ["in-flight", "A project under way", "Some of it kept, some overdue, mitigations decided"],
  ["late-report", "A report that is late", "Small: one report, and who waits for it"],
  ["hardware-shipment", "A shipment by sea or air", "Displays that have to arrive before a fair"],
  ["deal-ladder", "A deal and its stages", "Where it really stands, by what the client has agreed to"],
];

const freshBeginning = () => ({
  title: "", by: "", client: "", currency: "USD", ours: "", theirs: "", past: "", least: "", likely: "", most: "",
  needs: [], followers: [],
});

const beginning = { given: freshBeginning(), timer: 0, place: null, asked: 0, shown: 0 };

/** Whether something was answered that does not show yet. */
const isBeginningPending = () => page.isEmpty && beginning.asked !== beginning.shown;

/** An id from a title that no other has. */
function idFrom(title, taken) {
  const base = title.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "").slice(0, 40) || "commitment";
  let id = base;
  for (let count = 2; taken.has(id); count++) id = `${base}-${count}`;
  taken.add(id);
  return id;
}

/** An amount as somebody types it: "1,500", "2k", "1.5 m"; NaN where it is none. */
function readAmount(text) {
  const found = /^\s*[^\d.,-]*([\d.,\s']+)\s*([km]?)\s*$/i.exec(text);
  if (!found) return NaN;
  const digits = found[1].replace(/[\s']/g, "").replace(/[.,](?=\d{3}(\D|$))/g, "").replace(",", ".");
  return digits === "" ? NaN : Number(digits) * ({ k: 1e3, m: 1e6 }[found[2].toLowerCase()] ?? 1);
}

/** Days late of the past: "0, 3, -1, 10". */
const readPast = text => text.split(/[,;\s]+/).filter(Boolean).map(readDays).filter(days => !Number.isNaN(days));

/** The delay that the answers to the last question say: past days late, or a guess of three numbers. */
function delayBegun({ past, least, likely, most }) {
  const samples = readPast(past);
  if (samples.length) return { samples };
  const three = [least, likely, most].map(readDays);
  return three.some(Number.isNaN) || three[0] > three[1] || three[1] > three[2] ? undefined : { pert: three };
}

/** The scenario that the answers so far make; null before there is a promise with a date. */
function scenarioBegun(from) {
  if (!from.title.trim() || !isDate(from.by)) return null;
  const taken = new Set();
  const people = new Map();
  const person = (name, side, fallback) => {
    const text = name.trim() || fallback;
    const known = [...people.values()].find(one => one.name.toLowerCase() === text.toLowerCase());
    if (known) return known.id;
    const id = idFrom(text, taken);
    people.set(id, { id, name: text, side });
    return id;
  };
  people.set("us", { id: "us", name: "Our company", side: "seller" });
  taken.add("us");
  const client = person(from.client, "client", "The client");
  const ids = new Set();
  const root = idFrom(from.title, ids);
  const whole = one => one.title.trim() && isDate(one.by);
  const needs = from.needs.filter(whole).map(one => ({
    lead: Math.max(0, readDays(one.days) || 0),
    made: {
      id: idFrom(one.title, ids), title: one.title.trim(), promisor: person(one.who, "other", people.get(client).name),
      promisee: "us", due: one.by, status: one.isAgreed ? undefined : "proposed",
    },
  }));
  const damage = [["us", from.ours], [client, from.theirs]]
    .map(([bearer, text]) => ({ bearer, perDay: readAmount(text) }))
    .filter(one => one.perDay > 0).map(one => ({ kind: "cost", ...one }));
  const promise = {
    id: root, title: from.title.trim(), promisor: "us", promisee: client, due: from.by,
    needs: needs.length ? needs.map(({ made, lead }) => ({ commitment: made.id, lead })) : undefined,
    delay: delayBegun(from), damage: damage.length ? damage : undefined,
  };
  const followers = from.followers.filter(whole).map(one => {
    const promisor = person(one.who, "client", people.get(client).name);
    const perDay = readAmount(one.cost);
    return {
      id: idFrom(one.title, ids), title: one.title.trim(), promisor,
      promisee: person(one.whom, "other", "Their customers"), due: one.by,
      needs: [{ commitment: root, lead: Math.max(0, readDays(one.days) || 0) }],
      damage: perDay > 0 ? [{ kind: "cost", bearer: promisor, perDay }] : undefined,
    };
  });
  return {
    domino: 1, name: from.title.trim(), root, asOf: engine.today, currency: from.currency.trim() || undefined,
    calendar: { workdays: ["mon", "tue", "wed", "thu", "fri"] }, stakeholders: [...people.values()],
    commitments: [...needs.map(({ made }) => made), promise, ...followers],
  };
}

/** A scenario as a file: each commitment on lines of its own. */
const textOf = scenario => written(JSON.parse(JSON.stringify(scenario)), "", "\n", 120) + "\n";

/** Asks what may be promised, as far as it was told. */
function askBegun() {
  clearTimeout(beginning.timer);
  const number = ++beginning.asked;
  beginning.timer = setTimeout(async () => {
    const scenario = scenarioBegun(beginning.given);
    if (!scenario) {
      showBegun(null);
      beginning.shown = number;
      return;
    }
    const files = { "promise.json": textOf(scenario) };
    const ask = (command, key, extra = []) => engine.run([command, "promise.json", ...extra, "--format", "json",
      "--quiet"],
      { files, key });
    const [check, whatIf] = await Promise.all([ask("check", "begin-check"),
      ask("whatif", "begin-whatif", ["--slip", `${scenario.root}=10`])]);
    // A later question shows instead.
    if (!check || !whatIf || number !== beginning.asked) return;
    showBegun(scenario, check, whatIf);
    beginning.shown = number;
  }, 200);
}

function showBegun(scenario, check, whatIf) {
  const { place } = beginning;
  if (!place) return;
  if (!scenario) {
    place.replaceChildren(h("p", { class: "verdict" }, "The answer appears here."),
      h("p", { class: "calm" },
        "It begins with a title and a date, and gets better with each answer. Nothing leaves this page."));
    return;
  }
  const go = h("button", { type: "button", class: "button main", id: "begin-go", onclick: goOn }, "Go on with this");
  const read = result => {
    try {
      return JSON.parse(result.out);
    } catch { return null; }
  };
  const [checked, asked] = [read(check), read(whatIf)];
  if (checked?.result !== "check" || asked?.result !== "whatif") {
    const problems = checked?.diagnostics ?? [];
    place.replaceChildren(h("p", { class: "verdict" }, "Almost."), h("p", { class: "calm" },
      problems.length ? problems[0].message + "." : complaintOf(check)), go);
    return;
  }
  const hasChance = delayBegun(beginning.given) !== undefined;
  const hurt = asked.stakeholders.filter(one => one.score > 0).sort((a, b) => b.score - a.score)
    .map(one => scenario.stakeholders.find(other => other.id === one.id)?.name ?? one.id);
  const money = side => asked.sides.find(one => one.side === side)?.money ?? 0;
  const unit = scenario.currency ? scenario.currency + " " : "";
  const row = (label, value) => h("div", {}, h("dt", {}, label), h("dd", {}, value));
  place.replaceChildren(
    h("p", { class: "verdict" }, hasChance ? checked.headline
      : "How likely is it? Say below how late you were before."),
    h("dl", { class: "figures-begin" },
      row("Chance of keeping it", hasChance ? `${Math.round(checked.pKept * 100)} %` : "\u2013"),
      row("Safe from", hasChance && checked.safeDate ? spoken(checked.safeDate) : "\u2013"),
      row("10 days late costs us", unit + exact(money("seller"))),
      row("and them", unit + exact(money("client") + money("other")))),
    h("p", { class: "calm" }, hurt.length ? `10 days late hurts ${hurt.slice(0, 3).join(", ")}.`
      : "Nobody is hurt yet: say what a day late costs, and who builds on it."),
    h("div", { class: "bar" }, go));
}

/** Goes on with what was begun, as a scenario with all the views. */
function goOn() {
  const scenario = scenarioBegun(beginning.given);
  if (!scenario) return;
  page.open(textOf({ ...scenario, slip: { commitment: scenario.root, days: 10 } }), `${scenario.root}.json`,
    { isSaved: false });
  writeAddress();
  keepForLater();
  scrollTo(0, 0);
}

/** A field of the beginning. */
function beginField(label, object, key, attributes = {}) {
  const { class: kind, ...rest } = attributes;
  const made = h("input", { type: "text", ...rest, oninput: () => {
    object[key] = made.value;
    askBegun();
  } });
  made.value = object[key];
  return h("label", { class: kind }, label, made);
}

/** Rows that can be added to and taken from. */
function beginRows(list, fresh, row, words) {
  const place = h("div", {});
  const draw = () => {
    place.replaceChildren(...list.map((one, at) => h("div", { class: "row-of" }, row(one),
      iconButton("close", "Take this out", () => {
        list.splice(at, 1);
        draw();
        askBegun();
      }))), h("button", {
      type: "button", class: "button", onclick: () => {
        list.push(fresh());
        draw();
        place.querySelector(".row-of:last-of-type input")?.focus();
      } }, icon("add"), words));
  };
  if (!list.length) list.push(fresh());
  draw();
  return place;
}

function beginQuestions() {
  const from = beginning.given;
  const step = (number, heading, why, ...content) => h("section", { class: "step" },
    h("h2", {}, h("span", {}, String(number)), heading), h("p", { class: "why" }, why), ...content);
  return h("form", { class: "begin-form", onsubmit: event => event.preventDefault(), autocomplete: "off" },
    step(1, "What did you promise, to whom, by when?",
      "For example: the order platform live, to Dana Ruiz, by 2 March.",
      h("div", { class: "row-of" },
        beginField("What", from, "title", { id: "begin-title", class: "wide", placeholder: "Order platform live" }),
        beginField("To whom", from, "client", { id: "begin-client", placeholder: "Dana Ruiz, VP Operations" }),
        beginField("By", from, "by", { id: "begin-by", type: "date" }))),
    step(2, "What do you need first, from whom, by when?",
      "Often the client's own: data, access, a signature. The days are what you then need to finish.",
      beginRows(from.needs, () => ({ title: "", who: "", by: "", days: "", isAgreed: false }), one => [
        beginField("What", one, "title", { class: "wide", placeholder: "Clean product data" }),
        beginField("From", one, "who", { placeholder: "the client" }), beginField("By", one, "by", { type: "date" }),
        beginField("Days of work then", one, "days", { inputmode: "decimal", placeholder: "10" })], "Something else")),
    step(3, "Who promised what because of it?",
      "What others have announced, booked or planned on your date. These are the dominoes.",
      beginRows(from.followers, () => ({ title: "", who: "", whom: "", by: "", days: "", cost: "" }), one => [
        beginField("What", one, "title", { class: "wide", placeholder: "Stores order online" }),
        beginField("Who promised it", one, "who", { placeholder: "the client" }),
        beginField("To whom", one, "whom", { placeholder: "40 stores" }), beginField("By", one, "by", { type: "date" }),
        beginField("Days after yours", one, "days", { inputmode: "decimal", placeholder: "5" }),
        beginField("Each day late costs", one, "cost", { placeholder: "12,000" })], "Another domino")),
    step(4, "What does a day late cost?",
      "Yours first: penalties, a team that stays on. Then theirs. A rough figure is better than none.",
      h("div", { class: "row-of" }, beginField("Us, a day", from, "ours", { id: "begin-ours", placeholder: "1,500" }),
        beginField("The client, a day", from, "theirs", { id: "begin-theirs", placeholder: "5,000" }),
        beginField("Currency", from, "currency", { size: 5 }))),
    step(5, "How late were you the last times?",
      "Days late of promises like this one, zeros and early ones too. Where you have none, three guesses do.",
      h("div", { class: "row-of" }, beginField("Days late, one after the other", from, "past",
        { id: "begin-past", class: "wide", placeholder: "0, 3, -1, 10" })),
      h("div", { class: "row-of" }, beginField("Or: at best", from, "least",
        { inputmode: "decimal", placeholder: "-1" }),
        beginField("most likely", from, "likely", { inputmode: "decimal", placeholder: "1" }),
        beginField("at worst", from, "most", { inputmode: "decimal", placeholder: "12" }))));
}

async function beginFrom(name) {
  const result = await engine.run(["init", "--from", name, "--quiet"], { isUrgent: true });
  if (!result || result.status !== 0) {
    announce(result ? complaintOf(result) : "Not opened.");
    return;
  }
  const others = {};
  // A situation may include another one by its name.
  for (const file of JSON.parse(result.out).include ?? []) {
    const other = await engine.run(["init", "--from", file.replace(/\.json$/, ""), "--quiet"], { isUrgent: true });
    if (other?.status === 0) others[file] = other.out;
  }
  page.open(result.out, `${name}.json`, { others });
  writeAddress();
  scrollTo(0, 0);
}

/** The page before there is a scenario. */
function drawBegin() {
  beginning.given = freshBeginning();
  beginning.shown = beginning.asked;
  beginning.place = h("aside", { class: "begin-answer", "aria-live": "polite", "aria-label": "The answer so far" });
  showBegun(null);
  return h("div", { class: "begin" },
    h("div", {}, h("h1", {}, "Before you promise a date, see what hangs on it."),
      h("p", { class: "lead" },
        "Which commitments fall when one slips, who is hurt, what it costs them and you, and what to do about it."
        + " Everything stays in this file: nothing is sent anywhere."),
      h("div", { class: "bar" },
        h("button", { type: "button", class: "button main",
          onclick: () => document.getElementById("begin-title").focus() }, "Begin with five questions"),
        h("button", { type: "button", class: "button", onclick: openFile }, "Open a file"),
        h("span", { class: "calm" }, "or drop a scenario, a CSV or a Project XML here"))),
    h("div", { class: "begin-cols" }, beginQuestions(), beginning.place),
    h("section", {}, h("h2", {}, "Or begin with a situation like yours"),
      h("div", { class: "begin-ways bar" }, situations.map(([name, words, more]) => h("button", {
        type: "button", class: "way", onclick: () => beginFrom(name) }, h("b", {}, words), h("span", {}, more))))));
}
