// Figures, dates and sentences as the command writes them.

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
  if (!isFinite(value)) return "never";
  const cents = Math.round(Math.abs(value) * 100);
  const shows = Math.abs(value) < 100 && cents % 100 !== 0;
  const whole = shows ? Math.floor(cents / 100) : Math.round(Math.abs(value));
  const text = String(whole).replace(/\B(?=(\d{3})+$)/g, ",")
    + (shows ? "." + String(cents % 100).padStart(2, "0").replace(/0$/, "") : "");
  return (value < 0 && (whole > 0 || shows) ? "-" : "") + text;
}

/** A computed figure: three digits, two below 100. */
function grouped(value) {
  if (!isFinite(value)) return "never";
  const size = significant(Math.abs(value), Math.abs(value) < 99.5 ? 2 : 3);
  const sign = value < 0 && size >= 0.005 ? "-" : "";
  if (size >= 1e15) return String(value);
  if (size >= 1e12) return sign + exact(size / 1e12) + " tn";
  return sign + (size >= 1e9 ? exact(size / 1e9) + " bn" : exact(size));
}

const inCurrency = text => (facts.currency ? facts.currency + " " : "") + text;
const amount = value => inCurrency(grouped(value));

function dayCount(days) {
  const hundredths = Math.round(days * 100);
  const [whole, rest] = [Math.trunc(hundredths / 100), Math.abs(hundredths % 100)];
  const sign = hundredths < 0 && whole === 0 ? "-" : "";
  if (rest === 0) return sign + whole;
  return `${sign}${whole}.${rest % 10 === 0 ? rest / 10 : String(rest).padStart(2, "0")}`;
}

const days = count => dayCount(count) === "1" ? "1 day" : dayCount(count) + " days";
const counted = (count, noun) => count === 1 ? `1 ${noun}` : `${exact(count)} ${noun}s`;

function percent(part, whole) {
  if (!(whole > 0)) return "0";
  const share = part / whole * 100;
  return share > 0 && share < 0.5 ? "<1" : String(Math.round(share));
}

function likelihood(share) {
  if (share > 0 && share < 0.005) return "<1 %";
  if (share < 1 && share >= 0.995) return ">99 %";
  return `${Math.round(share * 100)} %`;
}

/** A probability in a sentence. */
const chance = share => likelihood(share).replace("<", "less than ").replace(">", "more than ");

/** A probability that somebody asks for, as given. */
const level = share => `${dayCount(share * 100)} %`;

/** At most so many characters; a number is never cut. */
function cut(text, limit) {
  const letters = [...text];
  if (letters.length <= limit) return text;
  const kept = letters.slice(0, limit).join("");
  const whole = /[0-9.,]/.test(letters[limit]) && /[0-9]$/.test(kept) ? kept.replace(/[0-9.,]+$/, "") || kept : kept;
  return whole + "…";
}

const title = (number, limit = 60) => cut(facts.commitments[number].title, limit);

// MARK: Dates. A day is a count of days from 1900-01-01, a Monday; an ordinal counts working days.

const epoch = Date.UTC(1900, 0, 1);
const calendar = (() => {
  const works = facts.calendar.workdays;
  const before = works.map((_, weekday) => works.slice(0, weekday).filter(Boolean).length);
  const perWeek = works.filter(Boolean).length;
  const weekday = day => ((day % 7) + 7) % 7;
  const holidays = [...new Set(facts.calendar.holidays.filter(day => works[weekday(day)]))].sort((a, b) => a - b);
  const plain = day => (day - weekday(day)) / 7 * perWeek + before[weekday(day)];
  const ordinal = day => plain(day) - holidays.filter(holiday => holiday < day).length;
  const ordinals = holidays.map(ordinal);
  const day = ordinal => {
    const shifted = ordinal + ordinals.filter(holiday => holiday <= ordinal).length;
    const week = Math.floor(shifted / perWeek);
    const inWeek = shifted - week * perWeek;
    return week * 7 + works.findIndex((isWorked, place) => isWorked && before[place] === inWeek);
  };
  const isWorking = day => works[weekday(day)] && !holidays.includes(day);
  return { ordinal, day, dueOrdinal: day => isWorking(day) ? ordinal(day) : ordinal(day) - 1 };
})();

/** The day on which something is kept that is done at a point of the axis. */
const keptDay = point => calendar.day(Math.ceil(point - 1e-4));
const dateOf = day => new Date(epoch + day * 86400000);
const iso = day => dateOf(day).toISOString().slice(0, 10);
const dayOf = text => /^\d{4}-\d{2}-\d{2}$/.test(text) ? Math.round((Date.parse(text) - epoch) / 86400000) : NaN;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function spoken(day, year = true) {
  const date = dateOf(day);
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]}${year ? " " + date.getUTCFullYear() : ""}`;
}

/** A date in a sentence: with its year where that is not the year the page is seen from. */
const dateText = day => spoken(day, dateOf(day).getUTCFullYear() !== dateOf(dayOf(facts.asOf)).getUTCFullYear());

// MARK: Sentences

const quoted = text => `"${text}"`;
const quotedTitle = number => quoted(title(number));

/** A name before more words: an apposition gets the comma that ends it. */
const subject = name => cut(name, 60) + (cut(name, 60).includes(", ") ? "," : "");

/** Names in a sentence; many are counted. */
function listed(names) {
  if (names.length > 4) return `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0] ?? "";
}

const planNames = plan => plan.map(place => quoted(cut(facts.mitigations[place].title, 60)));
const capital = text => text[0].toUpperCase() + text.slice(1);

function slipVerb(slip) {
  if (slip === Infinity) return "is never kept";
  return slip < 0 ? `comes ${workingDays(-slip)} early` : `slips ${workingDays(slip)}`;
}

/** Days as the scenario counts them: `15 working days`. */
const workingDays = count => days(count).replace(" day", ` ${facts.working}day`);

const sumOf = amounts => amounts.reduce((sum, one) => sum + one, 0);

/** The answer in a few sentences, as "whatif" writes them: what falls, what it costs whom, what telling is worth. */
function answerSentence(state, answer) {
  const { slips, plan } = state;
  const clause = slip => `${quotedTitle(slip.number)} ${slipVerb(slip.days)}`;
  let premise = slips.length > 2 ? `if ${clause(slips[0])} and ${slips.length - 1} more change`
    : slips.length ? `if ${slips.map(clause).join(" and ")}` : "as things stand";
  if (plan.length) {
    const names = plan.length <= 2 ? listed(planNames(plan)) : `${plan.length} mitigations`;
    premise += `, with ${names} (${inCurrency(exact(answer.planCost))})`;
  }
  const opening = (facts.asOfIsToday ? `As of today, ${spoken(dayOf(facts.asOf))}: ` : "")
    + (state.promise ? `Promised for ${dateText(dayOf(state.promise))}: ` : "");
  const falls = answer.sequence.length
    ? `${counted(answer.sequence.length, "commitment")} ${answer.sequence.length === 1 ? "falls" : "fall"}${neverKept(slips, answer)}`
    : "nothing falls";
  const begun = `${opening ? opening + premise : capital(premise)}, ${falls}.`;
  return [facts.overdue, begun, cost(answer), mostHurt(answer), firstToFall(slips, answer), telling(state, answer)]
    .filter(Boolean).join(" ");
}

const isSlipped = (slips, number) => slips.some(slip => slip.number === number);

/** What is never kept because of it. */
function neverKept(slips, answer) {
  const lost = answer.sequence.filter(number =>
    answer.slip[number] === Infinity && !facts.commitments[number].fact && !isSlipped(slips, number));
  if (!lost.length) return "";
  return lost.length === 1 ? `, and ${quotedTitle(lost[0])} is never kept` : `, and ${lost.length} are never kept`;
}

/** What it costs us and them, and what else is hurt, in its own unit. */
function cost(answer) {
  const others = answer.kinds.filter(({ place, amount }) => amount >= 0.005 && !facts.kinds[place].isMoney)
    .map(({ place, amount }) => quantity(amount, facts.kinds[place]));
  const besides = others.length ? `, and ${listed(others)}` : "";
  const money = sumOf(answer.money);
  if (money < 0.005) return others.length ? `It costs no money, but ${listed(others)}.` : "";
  if (!facts.hasSides) return `It costs ${amount(money)}${besides}.`;
  const ours = sumOf(answer.money.filter((_, person) => facts.sides[person] === "seller"));
  const parts = [[ours, "us"], [money - ours, "them"]].filter(([sum]) => sum >= 0.005)
    .map(([sum, whom]) => `${whom} ${amount(sum)}`);
  return `It costs ${parts.join(" and ")}${besides}.`;
}

/** An amount in the unit of its kind: `10 points of trust`. */
function quantity(value, { name, unit }) {
  const figure = grouped(value);
  const one = figure === "1" && /[^s]s$/.test(unit) ? unit.slice(0, -1) : unit;
  return one.includes(name) ? `${figure} ${one}` : `${figure} ${one} of ${name}`;
}

/** Who bears most of the money. */
function mostHurt(answer) {
  const bearers = [...answer.money.keys()].filter(person => answer.money[person] >= 0.005);
  const counted = facts.hasSides ? bearers.filter(person => facts.sides[person] !== "seller") : bearers;
  if (!counted.length) return "";
  const worst = counted.reduce((best, person) => answer.money[person] > answer.money[best] ? person : best);
  const isAll = counted.length === bearers.length;
  const hasOthers = answer.kinds.some(({ place, amount }) => amount >= 0.005 && !facts.kinds[place].isMoney);
  const who = subject(facts.stakeholders[worst]);
  if (counted.length === 1) return isAll ? `All ${hasOthers ? "the money" : "of it"} hits ${cut(facts.stakeholders[worst], 60)}.` : "";
  const whose = !isAll ? " of theirs" : hasOthers ? " of the money" : "";
  return `The largest part${whose} hits ${who.replace(/,$/, "")}: ${amount(answer.money[worst])}.`;
}

/** The first to fall that is news. */
function firstToFall(slips, answer) {
  const first = answer.sequence.find(number => !facts.commitments[number].fact && !isSlipped(slips, number));
  if (first === undefined) return "";
  return `The first to ${slips.length ? "follow" : "fall"} is ${quotedTitle(first)}, due ${
    dateText(calendar.day(facts.commitments[first].due))}.`;
}

/** What telling saves, or would save today, of all damage. */
function telling(state, answer) {
  const [saved, whole] = state.toldOn ? [answer.silentScore - answer.score, answer.silentScore]
    : [answer.score - answer.toldTodayScore, answer.score];
  if (saved < 0.005) return "";
  return state.toldOn ? `Telling those hurt on ${dateText(dayOf(state.toldOn))} saves ${percent(saved, whole)} % of it.`
    : `Telling those hurt today would save ${percent(saved, whole)} % of it.`;
}
