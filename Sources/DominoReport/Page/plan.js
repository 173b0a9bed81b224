// What can be done: the best plan with its proof, what it comes to, the options to try, budgets and waiting.

const standings = {
  chosen: "in the best plan", underWay: "under way", overBudget: "over budget", noEffect: "has no effect here",
  superseded: "worth it by itself, but not on top of the plan", notWorthIt: "saves less than it costs",
};

/** Why an option is not in the best plan, in the command's words. */
function standingOf(option) {
  const other = option.other ? `“${planName(option.other, 40)}”` : "another option";
  if (option.standing === "tooLate") {
    return option.stillHelps && option.available === false && option.bites ? "cannot be combined with what is under way"
      : option.decideBy ? `too late: it had to be decided by ${fullDate(option.decideBy)}` : "too late";
  }
  if (option.standing === "missingRequirement") return `needs ${other}, which is not worth it`;
  if (option.standing === "excluded") return `cannot be combined with ${other}`;
  return standings[option.standing] ?? "";
}

// MARK: Trying a plan

const excludes = (one, other) => {
  const list = id => book().mitigations.get(id)?.excludes ?? [];
  return list(one).includes(other) || list(other).includes(one);
};
const requires = id => book().mitigations.get(id)?.requires ?? [];

/** A plan in the order of the file, without what lacks something it requires. */
function allowedPlan(plan) {
  let kept = [...book().mitigations.keys()].filter(id => plan.includes(id));
  for (;;) {
    const next = kept.filter(id => requires(id).every(other => kept.includes(other)));
    if (next.length === kept.length) return kept;
    kept = next;
  }
}

/** The plan with one option ticked or not: what it requires comes with it, what it excludes goes. */
function toggledPlan(plan, id) {
  if (plan.includes(id)) return allowedPlan(plan.filter(other => other !== id));
  const wanted = new Set();
  const want = one => {
    if (wanted.has(one)) return;
    wanted.add(one);
    requires(one).forEach(want);
  };
  want(id);
  return allowedPlan([...plan.filter(other => ![...wanted].some(one => excludes(one, other))), ...wanted]);
}

// MARK: Drawing

const objectives = { mean: "on average", p90: "exceeded in 10 % of runs", p95: "exceeded in 5 % of runs",
  cvar95: "average of the worst 5 %" };

/** What it comes to if nobody is told, told, and with the plan. */
function bridge(answer) {
  const { baseline, best } = answer;
  const day = answer.decideOn === answer.today ? "today" : `on ${spoken(answer.decideOn)}`;
  const steps = [];
  if (Math.abs(baseline.silent - baseline.told) >= 0.005) {
    steps.push(["Nobody told", baseline.silent, 0], [`Told ${day}`, baseline.told, 0]);
  } else steps.push(["Nothing done", baseline.told, 0]);
  if (best.plan.length) steps.push(["With the best plan", best.risk, best.cost]);
  const most = Math.max(...steps.map(([, risk, price]) => risk + price));
  if (!(most >= 0.005)) return null;
  return [
    h("h3", {}, `${scoreLabel()}, ${objectives[answer.objective] ?? ""}`),
    steps.map(([name, risk, price], place) => h("div", { class: "row measure" },
      h("span", {}, name), bar([risk / most, place ? "told" : "money"], [price / most, "cost"]),
      h("span", { class: "n" }, score(risk + price)))),
    best.cost >= 0.005 && legend(["meter told", countsOnlyMoney() ? "damage" : "score"],
      ["meter cost", `cost of the plan: ${cost(best.cost)}`]),
    countsOnlyMoney() ? null : note("Score: money plus what you said the rest is worth, by your weights.")];
}

/** Options: those of the plan by what they add to it, then the others by what each brings by itself. */
function rankedOptions(answer) {
  const key = option => option.standing === "chosen" ? [0, -option.marginalGain] : [1, -option.aloneGain];
  return answer.options.map((option, place) => [...key(option), place, option])
    .sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]).map(item => item[3]);
}

/** An option: tick, title, why not, what it saves, costs, until when it can be decided and from when it works. */
function optionRow(page, option, most) {
  const isUnderWay = option.standing === "underWay";
  const ticked = isUnderWay || page.question.plan.includes(option.id);
  const reason = standingOf(option);
  const isDead = option.standing === "tooLate" && !option.stillHelps;
  const name = planName(option.id);
  return h("tr", { class: [option.chosen && "chosen", isDead && "dead"].filter(Boolean).join(" ") },
    h("th", { scope: "row" }, h("div", { class: "option" },
      h("input", { type: "checkbox", "aria-label": `Try: ${name}`, "data-key": `try:${option.id}`, checked: ticked,
        disabled: isUnderWay, onchange: () => page.ask({ plan: toggledPlan(page.question.plan, option.id) }) }),
      h("span", {}, opens("mitigations", option.id, name),
        reason && h("small", { class: option.chosen ? "kept" : "" }, reason)))),
    h("td", { class: "n" }, option.cost >= 0.005 ? exact(option.cost) : "-"),
    h("td", { class: "gain" }, bar([most > 0 ? Math.max(0, option.aloneGain) / most : 0, "gain"])),
    h("td", { class: "n" }, figureOrDash(option.aloneGain)),
    h("td", { class: "n" }, figureOrDash(option.marginalGain)),
    h("td", {}, option.decideBy ? spoken(option.decideBy) : "-"),
    h("td", {}, option.bites ? spoken(option.bites) : "-"));
}

function optionsTable(page, answer) {
  const most = Math.max(0, ...answer.options.map(option => option.aloneGain));
  const heads = [["Option"], [`Cost${unitBehind()}`, "n"], ["Saves", "gain"], ["by itself", "n"],
    ["on top of the plan", "n"], ["Decide by"], ["Works from"]];
  return scrolling("options", "Options", h("table", { class: "options" },
    h("caption", {}, "Options: tick one to try it"),
    h("thead", {}, h("tr", {}, heads.map(([head, kind]) => h("th", { scope: "col", class: kind ?? null }, head)))),
    h("tbody", {}, rankedOptions(answer).map(option => optionRow(page, option, most)))));
}

/** What the options ticked come to, from the what-if: it follows the controls at once. */
function triedPlan(page, answer) {
  const whatif = page.answers.whatif?.value;
  const plan = page.question.plan;
  const isBest = plan.length === answer.best.plan.length && plan.every(id => answer.best.plan.includes(id));
  const best = answer.best.plan.length && !isBest ? h("button", { type: "button", class: "button",
    "data-key": "try-best",
    onclick: () => page.ask({ plan: [...answer.best.plan] }) }, "Try the best plan") : null;
  const none = plan.length ? h("button", { type: "button", class: "button quiet", "data-key": "try-none",
    onclick: () => page.ask({ plan: [] }) }, "Untick all") : null;
  const { ours, theirs } = moneyOfSides(whatif?.sides);
  const others = otherAmounts(whatif?.total.amounts);
  const said = plan.length && whatif ? h("p", { role: "status", class: page.answers.whatif.isStale ? "stale" : null },
    h("b", {}, `${counted(plan.length, "option")} ticked`), ` for ${cost(whatif.planCost)}: `,
    `${counted(whatif.sequence.length, "commitment")} ${whatif.sequence.length === 1 ? "falls" : "fall"}, `,
    `ours ${amount(ours)}, theirs ${amount(theirs)}${others ? `, and ${others}` : ""}.`) : null;
  return h("div", { class: "actions" }, said, best, none);
}

/** The proof: that there is no better plan, or by how much one could be better. */
function proofBadge(answer) {
  if (answer.proved) return h("span", { class: "badge kept" }, "Proven best");
  return h("span", { class: "badge late" }, `Not proven: at most ${score(answer.gap)} from the best`);
}

/** What a budget buys, and what waiting costs. */
function budgetsAndWaiting(answer) {
  const plan = ids => ids.length ? listed(ids.map(id => planName(id, 70)), 6) : "nothing";
  const mark = one => one.proved === false ? " ?" : "";
  const budgets = answer.frontier?.length > 1 ? h("div", {}, h("h3", {}, "What a budget buys"),
    table("What a budget buys", [numbers("Budget"), numbers("Total, with cost"), column("Best plan")],
      answer.frontier.map(one => [exact(one.budget), figure(one.total) + mark(one), plan(one.plan)]))) : null;
  const waiting = answer.waiting?.length > 1 ? h("div", {}, h("h3", {}, "What waiting costs"),
    table("What waiting costs", [column("Decide on"), numbers("Total, with cost"), column("Last day for")],
      answer.waiting.map(one => [spoken(one.decideOn), figure(one.total) + mark(one),
        (one.expiring ?? []).map(id => planName(id, 60)).join(", ") || "-"]))) : null;
  const isOpen = [...answer.frontier ?? [], ...answer.waiting ?? []].some(one => one.proved === false);
  return budgets || waiting ? [h("div", { class: "two" }, budgets, waiting),
    isOpen ? note("?: the best found within the time limit, not proven best.") : null] : null;
}

/** Whom the best plan helps. */
function helped(answer) {
  const rows = answer.stakeholders.filter(one => Math.max(one.before, one.after) >= 0.005);
  if (!rows.length) return null;
  const columns = [column("Who"), numbers("Money before"), numbers("after"), numbers("Score before"), numbers("after")];
  return folded("helped", "Whom the best plan helps", () => table("Whom the best plan helps", columns, rows.map(one =>
    [personName(one.id), ...[one.moneyBefore, one.moneyAfter, one.before, one.after].map(figureOrDash)])));
}

view({
  id: "plan", heading: "What can be done", lead: "The best plan, its proof, and every option to try.",
  needs: ["mitigate", "whatif"], isShown: page => Boolean(page.scenario?.commitments?.length),
  draw(page, element) {
    if (!book().mitigations.size) {
      return redraw(element, quietly("The file lists nothing that can be done yet: add a mitigation, and the best ",
        "plan stands here."));
    }
    answered(page, element, "mitigate", answer => redraw(element,
      h("p", { class: "answer" }, proofBadge(answer), " ", headlineOf(answer).replace(" (proven best)", "")),
      bridge(answer), triedPlan(page, answer), optionsTable(page, answer),
      note("By itself: what it saves as the only step. On top of the plan: what it adds to the other steps. Both ",
        "exclude its cost. ", answer.replicates > 1 ? `${exact(answer.replicates)} runs, seed ${answer.seed}.` : ""),
      budgetsAndWaiting(answer), helped(answer)),
    "Nothing slips, so there is nothing to mend. Let something slip to see what could be done.");
  },
});
