// What is asked: kept in the address, so that a link or a copy shows the same, and said as a command.

const limits = { days: 100000, replicates: 1000000 };

/** The question the page was made with. */
function firstState() {
  const { slips, plan, toldOn, replicates, seed } = facts.question;
  const state = {
    slips: slips.map(([number, days]) => ({ number, days: days === "broken" ? Infinity : days })),
    plan: [...plan], toldOn, promise: null, replicates, seed, withSlips: false, last: 30,
  };
  if (!state.slips.length && facts.commitments.length) state.slips = [{ number: facts.root ?? 0, days: 0 }];
  return state;
}

const numberOfId = id => facts.commitments.findIndex(commitment => commitment.id === id);

/** Reads what follows the # of an address; whatever makes no sense is left as it was. */
function readAddress(address, state) {
  const fields = new URLSearchParams(address.replace(/^#/, ""));
  const slips = fields.getAll("slip").map(text => {
    const [, id, days] = /^([^]*)=([^=]*)$/.exec(text) ?? [];
    return { number: numberOfId(id), days: days === "broken" ? Infinity : readDays(days ?? "") };
  }).filter(slip => slip.number >= 0 && !Number.isNaN(slip.days));
  const unique = slips.filter((slip, place) => slips.findIndex(other => other.number === slip.number) === place);
  if (unique.length) state.slips = unique;
  if (fields.has("plan")) {
    const ids = fields.getAll("plan");
    state.plan = allowed(facts.mitigations.flatMap((one, place) => ids.includes(one.id) ? [place] : []));
  }
  if (fields.has("told")) state.toldOn = isDate(fields.get("told")) ? fields.get("told") : null;
  if (fields.has("promise") && facts.root !== null) {
    state.promise = isDate(fields.get("promise")) ? fields.get("promise") : null;
  }
  if (/^\d{1,20}$/.test(fields.get("seed") ?? "") && BigInt(fields.get("seed")) < 1n << 64n) {
    state.seed = fields.get("seed");
  }
  const replicates = Number(fields.get("replicates"));
  if (Number.isInteger(replicates) && replicates > 0 && replicates <= limits.replicates) state.replicates = replicates;
  if (fields.has("with-slip")) state.withSlips = true;
  return state;
}

function writeAddress(state) {
  const fields = new URLSearchParams();
  for (const slip of state.slips) {
    fields.append("slip", `${facts.commitments[slip.number].id}=${slip.days === Infinity ? "broken" : slip.days}`);
  }
  if (!state.plan.length) fields.append("plan", "");
  for (const place of state.plan) fields.append("plan", facts.mitigations[place].id);
  fields.append("told", state.toldOn ?? "");
  if (state.promise) fields.append("promise", state.promise);
  if (state.seed !== facts.question.seed) fields.append("seed", state.seed);
  if (state.replicates !== facts.question.replicates) fields.append("replicates", state.replicates);
  if (state.withSlips) fields.append("with-slip", "");
  return "#" + fields;
}

/** Days as somebody types them; NaN where it is no number of days. */
function readDays(text) {
  const days = text.trim() === "" ? NaN : Number(text.replace(",", "."));
  return Math.abs(days) <= limits.days ? days : NaN;
}

const isDate = text => {
  const day = dayOf(text ?? "");
  return day >= 0 && day <= 109571 && iso(day) === text;
};

/** A plan in the order of the file, without what excludes an earlier one or lacks what it requires. */
function allowed(plan) {
  let kept = plan.filter((place, index) => !plan.slice(0, index).some(other => excludes(place, other)));
  for (;;) {
    const next = kept.filter(place => facts.mitigations[place].requires.every(other => kept.includes(other)));
    if (next.length === kept.length) return kept;
    kept = next;
  }
}

const excludes = (one, other) =>
  facts.mitigations[one].excludes.includes(other) || facts.mitigations[other].excludes.includes(one);

/** The plan with one mitigation ticked or not: what it requires comes with it, what it excludes goes. */
function toggled(plan, place) {
  if (plan.includes(place)) return allowed(plan.filter(other => other !== place));
  const wanted = new Set();
  const want = one => {
    if (wanted.has(one)) return;
    wanted.add(one);
    facts.mitigations[one].requires.forEach(want);
  };
  want(place);
  const kept = plan.filter(other => ![...wanted].some(one => excludes(one, other)));
  return allowed([...new Set([...kept, ...wanted])].sort((a, b) => a - b));
}

/** An argument of a command line: in quotes where a shell would read it otherwise, escaped where eyes would. */
function argument(text) {
  if (/^[A-Za-z0-9_./:=,@%+-]+$/.test(text)) return text;
  if (!/[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff]|[\ud800-\udfff]/.test(text)) {
    return "'" + text.replaceAll("'", "'\\''") + "'";
  }
  return "$'" + text.replace(/[\\']|[^\u0020-\u007e]/gu, letter => letter === "\\" || letter === "'" ? "\\" + letter
    : "\\U" + letter.codePointAt(0).toString(16).padStart(8, "0")) + "'";
}

/** The line that asks the command what the page shows. */
function commandLine(state, command = "whatif") {
  const parts = ["domino", command, argument(facts.file)];
  if (command === "whatif" || command === "mitigate" || state.withSlips) {
    for (const slip of state.slips) {
      parts.push("--slip", argument(
        `${facts.commitments[slip.number].id}=${slip.days === Infinity ? "broken" : slip.days}`));
    }
  }
  if (command === "check") parts.push("--promise", state.promise ?? iso(calendar.day(facts.commitments[facts.root].due)));
  if (command === "mitigate") {
    if (state.toldOn && state.toldOn > facts.asOf) parts.push("--decide-on", state.toldOn);
  } else if (state.plan.length) parts.push("--plan", argument(state.plan.map(place => facts.mitigations[place].id).join(",")));
  if (state.toldOn && command !== "mitigate") parts.push("--tell-on", state.toldOn);
  if (facts.asOfIsToday) parts.push("--as-of", facts.asOf);
  if (command !== "whatif") parts.push("--replicates", state.replicates, "--seed", state.seed);
  return parts.join(" ");
}
