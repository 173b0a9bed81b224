// Figures, dates and small labels, written as the command writes them (Sources/DominoReport/Formats/Figures.swift).
// Whole sentences come from the answers.

/** A number to so many significant digits. */
function significant(value, digits) {
  if (!(value > 0) || value >= 1e15) return value;
  const limit = 10 ** digits;
  let factor = 1;
  while (value / factor >= limit) factor *= 10;
  if (factor > 1) return Math.round(value / factor) * factor;
  while (value * factor * 10 < limit && factor < 100) factor *= 10;
  return Math.round(value * factor) / factor;
}

/** A figure that somebody wrote down: digits in groups of three, whole from 100 on, cents below. */
function exact(value) {
  if (!isFinite(value)) return value < 0 ? "-never" : "never";
  if (Math.abs(value) >= 1e15) return String(value);
  const cents = Math.round(Math.abs(value) * 100);
  const shows = Math.abs(value) < 100 && cents % 100 !== 0;
  const whole = shows ? Math.floor(cents / 100) : Math.round(Math.abs(value));
  const text = String(whole).replace(/\B(?=(\d{3})+$)/g, ",")
    + (shows ? "." + String(cents % 100).padStart(2, "0").replace(/0$/, "") : "");
  return (value < 0 && (whole > 0 || shows) ? "-" : "") + text;
}

/** A computed figure: three digits, two below 100. */
function figure(value) {
  if (!isFinite(value)) return value < 0 ? "-never" : "never";
  const size = significant(Math.abs(value), Math.abs(value) < 100 ? 2 : 3);
  const sign = value < 0 && size >= 0.005 ? "-" : "";
  if (size >= 1e15) return String(value);
  if (size >= 1e12) return sign + exact(size / 1e12) + " tn";
  return sign + (size >= 1e9 ? exact(size / 1e9) + " bn" : exact(size));
}

/** A computed figure of a table; a dash for nothing. */
const figureOrDash = value => Math.abs(value) < 0.005 ? "-" : figure(value);

/** A standard error behind a figure; nothing where it would read as 0. */
const plusMinus = error => error >= 0.005 ? "± " + exact(significant(error, 2)) : "";

const inCurrency = text => (page.scenario?.currency ? safe(page.scenario.currency) + " " : "") + text;
const amount = value => inCurrency(figure(value));
const cost = value => value >= 0.005 ? inCurrency(exact(value)) : "no cost";

/** A number of days, at most two decimals, without its unit. */
function dayCount(days) {
  const hundredths = Math.sign(days) * Math.round(Math.abs(days) * 100);
  const [whole, rest] = [Math.trunc(hundredths / 100), Math.abs(hundredths % 100)];
  const sign = hundredths < 0 && whole === 0 ? "-" : "";
  if (rest === 0) return sign + whole;
  return `${sign}${whole}.${rest % 10 === 0 ? rest / 10 : String(rest).padStart(2, "0")}`;
}

const days = count => dayCount(count) === "1" ? "1 day" : dayCount(count) + " days";

/** A number of days as the scenario counts them. */
function workingDays(count) {
  if (!page.scenario?.calendar) return days(count);
  return dayCount(count) === "1" ? "1 working day" : dayCount(count) + " working days";
}

const counted = (count, noun) => count === 1 ? `1 ${noun}` : `${exact(count)} ${noun}s`;

/** A share of a whole in per cent. */
function percent(part, whole) {
  if (!(whole > 0)) return "0 %";
  const share = part / whole * 100;
  return share > 0 && share < 0.5 ? "<1 %" : `${Math.round(share)} %`;
}

/** A probability, with what is nearly never or nearly always told from never and always. */
function likelihood(share) {
  if (share > 0 && share < 0.005) return "<1 %";
  if (share < 1 && share >= 0.995) return ">99 %";
  return `${Math.round(share * 100)} %`;
}

/** A probability that somebody asks for, as given. */
const level = share => `${dayCount(share * 100)} %`;

/** Characters that could move, hide or reorder text, as the command escapes them. */
const hostile = new RegExp("[\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5"
  + "\\u180b-\\u180f\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufdd0-\\ufdef\\ufeff\\uffa0\\ufff0-\\uffff"
  + "\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}]|\\p{Surrogate}", "gu");
const escapes = { "\n": "\\n", "\t": "\\t", "\r": "\\r" };

/** Text from a file, safe to show. */
const safe = text => String(text ?? "").replace(hostile, letter =>
  escapes[letter] ?? `\\u{${letter.codePointAt(0).toString(16).toUpperCase()}}`);

/** At most so many characters; a number is never cut. */
function cut(text, limit) {
  const letters = [...text];
  if (letters.length <= limit) return text;
  const kept = letters.slice(0, limit).join("");
  const whole = /[0-9.,]/.test(letters[limit]) && /[0-9]$/.test(kept) ? kept.replace(/[0-9.,]+$/, "") || kept : kept;
  return whole.trimEnd() + "…";
}

/** A text on at most two lines, so that those that begin alike can be told apart. */
function inTwo(text, most) {
  const letters = [...text];
  if (letters.length <= most) return [text];
  const space = letters.lastIndexOf(" ", most);
  const end = space > most / 3 ? space : most;
  return [letters.slice(0, end).join(""), cut(letters.slice(end).join("").trim(), most)];
}

// MARK: Dates. Between functions a date is a text such as 2026-10-05; on an axis it is a count of days since 1970.

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const dayNumber = iso => Math.round(Date.parse(iso) / 86400000);
const isoOf = number => new Date(number * 86400000).toISOString().slice(0, 10);

/** A date with its year. */
function fullDate(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return `${day} ${months[month - 1]} ${year}`;
}

/** A date in the reader's words: with its year where that is not the year of today. */
function spoken(iso) {
  if (!iso) return "never";
  return iso.slice(0, 4) === (page.today ?? "").slice(0, 4) ? fullDate(iso).slice(0, -5) : fullDate(iso);
}

/** A text that stays on one line. */
const unbroken = text => text.replaceAll(" ", "\u00a0");

/** Whether somebody works on a day, by the scenario's calendar. */
function isWorkday(number) {
  const calendar = page.scenario?.calendar;
  if (!calendar) return true;
  const works = calendar.workdays ?? ["mon", "tue", "wed", "thu", "fri"];
  return works.includes(weekdays[new Date(number * 86400000).getUTCDay()])
    && !(calendar.holidays ?? []).includes(isoOf(number));
}

/** The next day of work from a day on, in steps of one day or of minus one day. */
function workdayFrom(number, step = 1) {
  for (let tries = 0; tries < 400; tries++, number += step) if (isWorkday(number)) return number;
  return number;
}

// MARK: Names

/** The things of the scenario by id; made once for each scenario. */
const nameBooks = new WeakMap();

function book() {
  const scenario = page.scenario;
  if (!scenario || typeof scenario !== "object") return emptyBook;
  let made = nameBooks.get(scenario);
  if (!made) nameBooks.set(scenario, made = bookOf(scenario));
  return made;
}

function bookOf(scenario) {
  const list = name => Array.isArray(scenario[name]) ? scenario[name] : [];
  const byId = name => new Map(list(name).map((thing, place) => [thing?.id, { ...thing, place }]));
  return {
    commitments: byId("commitments"), stakeholders: byId("stakeholders"), mitigations: byId("mitigations"),
    risks: byId("risks"), factors: byId("factors"), kinds: byId("kinds"), windows: byId("windows"),
    records: byId("records"), stages: byId("stages"),
  };
}

const emptyBook = bookOf({});
const titleIn = (list, id, limit = 80) => {
  const thing = book()[list].get(id);
  return cut(safe(thing?.title || thing?.name || id), limit);
};
const titleOf = (id, limit) => titleIn("commitments", id, limit);
const personName = (id, limit) => titleIn("stakeholders", id, limit);
const planName = (id, limit) => titleIn("mitigations", id, limit);

/** Names in a row; many are counted. */
function listed(names, limit = 4) {
  if (names.length > limit) return `${names.slice(0, limit - 1).join(", ")} and ${names.length - limit + 1} more`;
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0] ?? "";
}

const inputLists = { risk: "risks", factor: "factors" };

/** What is drawn at random, in the words of the scenario: `risk:freeze` is the title of that risk. */
function inputName(input) {
  const [, sort, id] = /^([a-z-]+):(.*)$/.exec(input) ?? [, "", input];
  const list = inputLists[sort];
  if (list) return list === "factors" ? `Factor ${titleIn(list, id)}` : titleIn(list, id);
  const named = `“${titleOf(id)}”`;
  return { delay: `Delay of ${named}`, patience: `Patience with ${named}`, remaining: `Work left on ${named}` }[sort]
    ?? safe(input);
}

// MARK: Amounts that are not money

/** Whether a kind of damage is counted in the currency. */
const isMoney = kind => !book().kinds.get(kind)?.unit;

/** An amount in the unit of its kind: `10 points of trust`. */
function quantity(value, kind) {
  const name = safe(kind);
  let unit = safe(book().kinds.get(kind)?.unit ?? "");
  const text = figure(value);
  if (text === "1" && /[^s]s$/.test(unit)) unit = unit.slice(0, -1);
  return unit.includes(name) ? `${text} ${unit}` : `${text} ${unit} of ${name}`;
}

/** Whether the score is the money and nothing else: no kind with a unit, and no weights. */
function countsOnlyMoney() {
  const { kinds, stakeholders } = book();
  const isPlain = things => [...things.values()].every(thing => (thing.weight ?? 1) === 1 && !thing.unit);
  return isPlain(kinds) && isPlain(stakeholders);
}

/** What a weighted sum is called where it stands at the head of a column or on an axis. */
const scoreLabel = () => countsOnlyMoney() ? `Damage${unitBehind()}` : "Score";

/** The currency behind a heading; nothing where none is given. */
const unitBehind = () => page.scenario?.currency ? `, ${safe(page.scenario.currency)}` : "";

/** A weighted sum: with the currency only where it is money and nothing else. */
const score = value => countsOnlyMoney() ? amount(value) : figure(value);

// MARK: What it costs whom

/** Money of our side and of everybody else, from the `sides` of an answer. */
function moneyOfSides(sides = []) {
  const sum = isOurs => sides.filter(one => (one.side === "seller") === isOurs)
    .reduce((all, one) => all + one.money, 0);
  return { ours: sum(true), theirs: sum(false) };
}

/** Amounts that are not money, in words: `28 points of trust`. */
const otherAmounts = amounts => listed((amounts ?? []).filter(one => one.unit !== page.scenario?.currency
  && !isMoney(one.kind) && one.amount >= 0.005).map(one => quantity(one.amount, one.kind)), 3);

/** Whether the file, or one that it includes, says whose side anybody is on. */
const hasSides = sides => [...listIn("stakeholders"), ...sides.filter(one => one.money >= 0.005)]
  .some(one => one.side === "seller" || one.side === "client");

/** What it costs us and them, in the command's words: `It costs us USD 31,600 and them USD 353,000.` */
function costLine(sides, amounts) {
  const { ours, theirs } = moneyOfSides(sides);
  const others = otherAmounts(amounts);
  if (ours + theirs < 0.005) return others ? `It costs no money, but ${others}.` : "";
  const parts = hasSides(sides) ? [[ours, "us"], [theirs, "them"]].filter(([money]) => money >= 0.005)
    .map(([money, whom]) => `${whom} ${amount(money)}`) : [amount(ours + theirs)];
  return `It costs ${parts.join(" and ")}${others ? `, and ${others}` : ""}.`;
}
