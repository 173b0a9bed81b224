// May it be promised? When it will be done, the dates that matter, the limits, and what stands in the way.

const verdictWords = { safe: "Safe to promise", stretch: "A stretch", unsafe: "Not safe" };
const verdictKinds = { safe: "kept", stretch: "late", unsafe: "broken" };

/** The chance of being done by each day, with the dates that matter. */
function promiseChart(check, width) {
  const points = check.distribution.map(([date, share]) => [dayNumber(date), share]);
  const dates = [check.promise, check.safeDate, check.usefulDate, check.bestDate].filter(Boolean).map(dayNumber);
  const begins = points.length ? points[0][0] : dayNumber(check.promise);
  const ends = points.length ? points.at(-1)[0] : begins;
  const from = Math.min(begins, ...dates) - 2;
  const to = Math.max(ends, ...dates) + 2;
  const marks = [
    [check.promise, `promise ${spoken(check.promise)}: ${likelihood(check.pKept)}`, "now"],
    check.safeDate !== check.promise && [check.safeDate, `safe from ${spoken(check.safeDate)}`, "kept"],
    [check.usefulDate, `useful until ${spoken(check.usefulDate)}`, "quiet"],
    check.bestDate !== check.safeDate && [check.bestDate, `best ${spoken(check.bestDate)}`, "accent"],
  ].filter(mark => mark && mark[0]).map(([date, label, kind]) => ({ at: dayNumber(date), label, kind }));
  const full = [[from, 0], ...points, [to, points.length ? points.at(-1)[1] : 0]];
  const promised = dayNumber(check.promise);
  const before = full.filter(([day]) => day <= promised);
  const reached = [...before, [promised, before.at(-1)?.[1] ?? 0]];
  return plot(width, {
    title: `Chance that ${titleOf(check.root)} is done by a day`, height: 200, marks,
    x: { from, to, ticks: dateTicks(from, to, Math.max(3, Math.floor(width / 90))), title: "done by" },
    y: { from: 0, to: 1, title: "chance of being done",
      ticks: [0, 0.25, 0.5, 0.75, 1].map(at => ({ at, label: `${at * 100} %` })) },
    levels: [{ at: check.confidence, label: `you ask for ${level(check.confidence)}`, kind: "asked" }],
    layers: [windowLayer(check, to), lineLayer(full, { isStepped: true, kind: "whole" }),
      lineLayer(reached, { isStepped: true, kind: "reached" })],
  });
}

/** The days on which the promise is both safe and useful, as a band. */
const windowLayer = (check, to) => scale => {
  if (!check.window) return [];
  const [begin, end] = check.window;
  const x = scale.x(dayNumber(begin));
  const until = scale.x(end ? dayNumber(end) : to);
  const [width, height] = [Math.max(3, until - x), scale.bottom - scale.top];
  return s("rect", { class: "window", x, y: scale.top, width, height });
};

/** The dates, in words. */
function promiseDates(check) {
  const range = check.window && (check.window[1] ? `${spoken(check.window[0])} to ${spoken(check.window[1])}`
    : `from ${spoken(check.window[0])} on`);
  const rows = [
    ["Promise date", spoken(check.promise), `${likelihood(check.pKept)} likely`],
    ["Safe date", check.safeDate ? spoken(check.safeDate) : "none",
      `at least ${level(check.confidence)} likely from then on`],
    ["Useful date", check.usefulDate ? spoken(check.usefulDate) : "any", "until then a delay hurts nobody else"],
    ["Promise window", range ?? "empty", "safe and useful"],
    check.bestDate && ["Best date", spoken(check.bestDate), "where lateness and waiting together cost least"],
  ];
  return h("dl", { class: "facts" }, rows.filter(Boolean).map(([term, value, remark]) =>
    h("div", {}, h("dt", {}, term), h("dd", {}, value), h("small", {}, remark))));
}

/** What stands in the way, first what is worst; each names its commitments. */
function findingItem(finding) {
  const about = finding.commitments.filter(id => book().commitments.has(id)).slice(0, 6);
  const more = finding.commitments.length - about.length;
  const [first, ...rest] = finding.message.split(": ");
  const message = capital(finding.message);
  return h("li", { class: `finding is-${finding.severity}` },
    h("p", {}, h("b", {}, rest.length && first.length < 70 ? `${message.slice(0, first.length + 1)} ` : ""),
      rest.length && first.length < 70 ? message.slice(first.length + 2) : message, /[.?!]$/.test(message) ? "" : "."),
    finding.advice && h("p", { class: "advice" }, finding.advice),
    about.length ? h("p", { class: "about" }, about.map(id => opensCommitment(id, 50)), more > 0 && `and ${more} more`)
      : null);
}

const severities = { error: 0, warning: 1, note: 2 };

function findingsList(check) {
  if (!check.findings.length) return [note("Nothing in the file stands in the way of this promise.")];
  const sorted = [...check.findings].sort((a, b) => (severities[a.severity] ?? 3) - (severities[b.severity] ?? 3));
  const rest = sorted.slice(5);
  return [
    h("ul", { class: "findings" }, sorted.slice(0, 5).map(findingItem)),
    rest.length ? folded("findings", `${counted(rest.length, "more finding")}`, () =>
      h("ul", { class: "findings" }, rest.map(findingItem))) : null,
  ];
}

const thresholdNames = {
  maxMean: "average", maxP95: "exceeded in 5 % of runs", maxCvar95: "average of the worst 5 %",
  maxLate: "late or broken", maxChance: "chance of any",
};

/** The limits of the policy, and what they are kept or broken by. */
function thresholdsTable(check) {
  if (!check.thresholds.length) return null;
  const isShare = one => ["maxLate", "maxChance"].includes(one.name);
  const value = (one, number) => isShare(one) ? likelihood(number) : score(number);
  const name = one => {
    const label = thresholdNames[one.name] ?? one.name;
    const about = one.commitment ? titleOf(one.commitment) : one.kind ? safe(one.kind) : "";
    return about ? `${label[0].toUpperCase()}${label.slice(1)}: ${about}` : `${scoreLabel()}, ${label}`;
  };
  return [h("h3", {}, "Your limits"), table("Your limits",
    [column("Figure"), numbers("Limit"), numbers("Result"), column("")],
    check.thresholds.map(one => [name(one), isShare(one) ? level(one.limit) : exact(one.limit), value(one, one.value),
      h("span", { class: one.passed ? "word kept" : "word broken" }, one.passed ? "kept" : "broken")]))];
}

view({
  id: "promise", heading: "May it be promised?",
  lead: "When it will be done, how sure that is, and what stands in the way.",
  needs: ["check"], isShown: page => Boolean(page.scenario?.commitments?.length),
  draw: (page, element) => answered(page, element, "check", check => redraw(element,
    h("p", { class: "answer" },
      h("span", { class: `badge ${verdictKinds[check.verdict]}` }, verdictWords[check.verdict] ?? check.verdict),
      " ", check.overdue.length ? verdictLine(check) : headlineOf(check)),
    h("div", { class: "two wide" },
      h("div", {}, sized(width => promiseChart(check, width)),
        tableBehind("Chance of being done, by day", [column("By"), numbers("Chance")],
          check.distribution.map(([date, share]) => [fullDate(date), likelihood(share)]))),
      promiseDates(check)),
    h("div", { class: "two" },
      h("div", {}, h("h3", {}, "Before you promise"), findingsList(check)),
      h("div", {}, thresholdsTable(check), h("h3", {}, "If you promise this date"), promisedDamage(check))),
    note(`${exact(check.replicates)} runs, seed ${check.seed}. Standard error of the chance: `,
      `${dayCount(check.pKeptStandardError * 100)} percentage points.`))),
});

/** What the promise costs on average, and in bad cases. */
function promisedDamage(check) {
  const { ours, theirs } = moneyOfSides(check.sides);
  const others = otherAmounts(check.kinds.map(kind => ({ kind: kind.id, unit: kind.unit, amount: kind.mean })));
  return table("If you promise this date", [column("Figure"), numbers("Result")], [
    ["Ours, on average", amount(ours)], ["Theirs, on average", amount(theirs)],
    others && ["Besides money, on average", others],
    [`${countsOnlyMoney() ? "Damage" : "Score"} exceeded in 5 % of runs`, score(check.p95)],
    [`Average ${countsOnlyMoney() ? "damage" : "score"} of the worst 5 %`, score(check.cvar95)],
  ].filter(Boolean));
}
