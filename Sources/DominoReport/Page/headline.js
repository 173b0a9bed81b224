// The answer in one line, and four figures: the verdict when nothing slips, the consequence when something does.

/** Whether the question lets anything slip or moves a date. */
const hasSlip = page => [...page.question?.slips ?? [], ...page.question?.moves ?? []].some(one => one.days !== 0);

/** A headline without its day, which stands in the control bar. */
function headlineOf(answer) {
  return capital((answer?.headline ?? "").replace(/^As of today, [^:]+: /, ""));
}

/** The verdict in one line. */
function verdictLine(check) {
  const word = { safe: "safe to promise", stretch: "a stretch", unsafe: "not safe" }[check.verdict] ?? check.verdict;
  const from = check.safeDate === null ? " No date is safe."
    : check.safeDate === check.promise ? "" : ` Safe from ${spoken(check.safeDate)}.`;
  return `${likelihood(check.pKept)} likely by ${spoken(check.promise)}: ${word}.${from}`;
}

/** What falls: the answer's own words, unless those begin with what is overdue and the alert says so. */
function fallLine(whatif) {
  const changes = [...whatif.slips, ...whatif.moves ?? []];
  if (!whatif.overdue.length || !changes.length) return headlineOf(whatif);
  const [{ commitment, days: late }] = changes;
  const what = `“${titleOf(commitment, 60)}” ${late === null ? "never kept" : `${workingDays(late)} late`}`;
  const more = changes.length > 1 ? ` and ${changes.length - 1} more` : "";
  const falls = whatif.sequence.length;
  return `${what}${more}: ${falls ? counted(falls, "commitment") : "nothing"} ${falls > 1 ? "fall" : "falls"}.`;
}

/** The consequence in one line: what falls, and what it costs us and them. */
function consequenceLine(whatif) {
  const cost = costLine(whatif.sides, whatif.total.amounts);
  return cost && (whatif.sequence.length || whatif.total.score >= 0.005) ? `${fallLine(whatif)} ${cost}`
    : fallLine(whatif);
}

/** The chance of keeping the promise, and from when it would be safe. */
function chanceFigure(check, page) {
  if (!check) {
    return { label: "Chance of keeping it", value: "-", remark: page.answers.check?.error ? "needs a root" : "" };
  }
  const root = check.root && titleOf(check.root, 60);
  const safeFrom = check.safeDate === null ? "no date is safe" : check.safeDate === check.promise ? "safe"
    : `safe from ${spoken(check.safeDate)}`;
  return {
    label: `Kept by ${spoken(check.promise)}`, value: likelihood(check.pKept), remark: safeFrom, title: root,
    kind: { safe: "kept", stretch: "late", unsafe: "broken" }[check.verdict],
  };
}

/** What falls, and who is hurt. */
function fallFigure(whatif) {
  const count = whatif.sequence.length;
  const broken = whatif.commitments.filter(one => one.state === "broken").length;
  const hurt = whatif.stakeholders.filter(one => one.score >= 0.005);
  return {
    label: count === 1 ? "Commitment falls" : "Commitments fall", value: exact(count),
    remark: [broken && `${exact(broken)} never kept`, hurt.length && `${counted(hurt.length, "stakeholder")} hurt`]
      .filter(Boolean).join(", ") || "every commitment holds",
  };
}

/** The damage of each side: of this slip, or on average where nothing slips. */
function damageFigures(page, whatif, check) {
  const slips = hasSlip(page) || whatif.sequence.length > 0;
  if (!slips && !check) return [{ label: "Costs us", value: "-" }, { label: "Costs them", value: "-" }];
  const { ours, theirs } = moneyOfSides(slips ? whatif.sides : check.sides);
  const others = slips ? otherAmounts(whatif.total.amounts)
    : otherAmounts(check.kinds.map(kind => ({ kind: kind.id, unit: kind.unit, amount: kind.mean })));
  const when = slips ? "" : "on average";
  const remark = [when, others && `and ${others}`].filter(Boolean).join(" ");
  return [
    { label: "Costs us", value: amount(ours), remark: when },
    { label: "Costs them", value: amount(theirs), remark },
  ];
}

view({
  id: "headline", heading: "", lead: "", needs: ["whatif", "check"],
  isShown: page => Boolean(page.scenario),
  draw(page, element) {
    const whatif = page.answers.whatif?.value, check = page.answers.check?.value;
    if (!whatif) return answered(page, element, "whatif", () => {});
    const slips = hasSlip(page);
    const line = slips || !check ? consequenceLine(whatif) : verdictLine(check);
    const figures = [chanceFigure(check, page), ...damageFigures(page, whatif, check), fallFigure(whatif)];
    const drawn = element.querySelectorAll(".figure");
    if (drawn.length !== figures.length) {
      element.replaceChildren(h("p", { class: "verdict", role: "status" }),
        h("dl", { class: "figures" }, figures.map(() => h("div", { class: "figure" }, h("dt"), h("dd"), h("small")))));
    }
    const verdict = element.querySelector(".verdict");
    if (verdict.textContent !== line) verdict.textContent = line;
    element.querySelectorAll(".figure").forEach((box, place) => {
      const { label, value, remark = "", title, kind } = figures[place];
      set(box, { title: title ?? null, "data-kind": kind ?? null });
      [label, value, remark].forEach((text, part) => {
        if (box.children[part].textContent !== text) box.children[part].textContent = text;
      });
    });
  },
});
