// Figures, dates and sentences as the command writes them.

/** Digits in groups of three; whole from 100 on, cents below. */
function grouped(value) {
  if (!isFinite(value)) return "never";
  const cents = Math.round(Math.abs(value) * 100);
  const shows = cents < 10000 && cents % 100 !== 0;
  const whole = shows ? Math.floor(cents / 100) : Math.round(Math.abs(value));
  const text = String(whole).replace(/\B(?=(\d{3})+$)/g, ",")
    + (shows ? "." + String(cents % 100).padStart(2, "0") : "");
  return (value < 0 && (whole > 0 || shows) ? "−" : "") + text;
}

const amount = value => (facts.currency ? facts.currency + " " : "") + grouped(value);

function dayCount(days) {
  const hundredths = Math.round(days * 100);
  const [whole, rest] = [Math.trunc(hundredths / 100), Math.abs(hundredths % 100)];
  const sign = hundredths < 0 && whole === 0 ? "-" : "";
  if (rest === 0) return sign + whole;
  return `${sign}${whole}.${rest % 10 === 0 ? rest / 10 : String(rest).padStart(2, "0")}`;
}

const days = count => dayCount(count) === "1" ? "1 day" : dayCount(count) + " days";
const counted = (count, noun) => count === 1 ? `1 ${noun}` : `${grouped(count)} ${noun}s`;

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

function cut(text, limit) {
  const letters = [...text];
  return letters.length <= limit ? text : letters.slice(0, limit).join("") + "…";
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

// MARK: Sentences

function slipVerb(slip) {
  if (slip === Infinity) return "is never kept";
  return slip < 0 ? `comes ${days(-slip)} early` : `slips ${days(slip)}`;
}

/** The answer in a sentence or two: what falls, what it costs whom, what telling is worth. */
function answerSentence(state, answer) {
  const slips = state.slips;
  let subject = slips.length ? `If ${title(slips[0].number)} ${slipVerb(slips[0].days)}` : "If all goes on as it stands";
  if (slips.length === 2) subject += ` and ${title(slips[1].number)} ${slipVerb(slips[1].days)}`;
  if (slips.length > 2) subject += ` and ${slips.length - 1} more slip`;
  if (state.plan.length) {
    const names = state.plan.length <= 2
      ? state.plan.map(place => cut(facts.mitigations[place].title, 50)).join(" and ")
      : `${state.plan.length} mitigations`;
    subject += `, with ${names} (${amount(answer.planCost)})`;
  }
  const opening = (facts.asOfIsToday ? `As of today, ${spoken(dayOf(facts.asOf))}: ` : "")
    + (state.promise ? `Promised for ${spoken(dayOf(state.promise))}: ` : "");
  const saved = state.toldOn ? answer.silentScore - answer.score : answer.score - answer.toldTodayScore;
  const telling = saved < 0.005 ? ""
    : state.toldOn ? ` Telling on ${spoken(dayOf(state.toldOn))} has saved ${amount(saved)}.`
    : ` Telling today, ${spoken(dayOf(facts.asOf))}, saves ${amount(saved)}.`;
  if (!answer.sequence.length) {
    const cost = answer.score > 0 ? `, and yet it costs ${amount(answer.score)}` : "";
    return `${opening}${subject}: nothing falls${cost}.${telling}`;
  }
  let text = `${opening}${subject}: ${counted(answer.sequence.length, "commitment")} `
    + (answer.sequence.length === 1 ? "falls" : "fall");
  const worst = answer.hurt[0];
  if (!(answer.score > 0)) text += ", at no cost";
  else {
    text += ` and it costs ${amount(answer.score)}`;
    if (worst && worst.score < answer.score) {
      text += `, most of it borne by ${cut(facts.stakeholders[worst.place], 60)} (${grouped(worst.score)})`;
    } else if (worst) text += `, all of it borne by ${cut(facts.stakeholders[worst.place], 60)}`;
  }
  const first = answer.sequence.find(number => !facts.commitments[number].fact) ?? answer.sequence[0];
  return `${text}. The first domino is ${title(first)} on ${spoken(calendar.day(facts.commitments[first].due))}.${telling}`;
}
