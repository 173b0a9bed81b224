// What is worth finding out first: the questions whose answers move the damage or the decision most.

const worthColumns = [column("What"), column("Ask"), numbers("Worth, at most"), numbers("Would change the decision")];
const criticalColumns = [column("Commitment"), numbers("Late"), numbers("Never kept"), numbers("P50, days"),
  numbers("P80, days"), numbers("On the chain")];

/** What to ask whom: from `worthKnowing`, where the answer has it. */
function worthKnowing(check) {
  const worth = check?.worthKnowing;
  if (!worth?.inputs?.length) return null;
  const rows = worth.inputs.filter(one => one.high >= 0.005).slice(0, 12);
  const changes = one => typeof one.changesDecisionIn === "number" ? likelihood(one.changesDecisionIn) : "-";
  if (!rows.length) return null;
  return [
    h("h3", {}, "Worth knowing before you decide"),
    table("Worth knowing before you decide", worthColumns, rows.map(one => [
      one.about ? opensCommitment(one.about, 70) : inputName(one.input), one.ask ? personName(one.ask, 50) : "-",
      `${figure(one.high)} ${plusMinus(one.standardError)}`, changes(one)])),
  ];
}

/** The thing that an input belongs to, as a button. */
function inputButton(input) {
  const [, sort, id] = /^([a-z-]+):(.*)$/.exec(input) ?? [];
  const list = inputLists[sort] ?? "commitments";
  return id && book()[list].has(id) ? opens(list, id, inputName(input)) : h("span", {}, inputName(input));
}

/** A bar with its standard error. */
function gainBar(gain, error, most) {
  const share = Math.max(0, gain) / most;
  return s("svg", { class: "meter whisker", "aria-hidden": "true" },
    s("rect", { class: "gain", x: 0, y: "20%", width: part(share), height: "60%" }),
    s("line", { class: "error", x1: part(Math.max(0, gain - error) / most),
      x2: part((Math.max(0, gain) + error) / most), y1: "50%", y2: "50%" }));
}

/** What the average damage would be less without each input: a tornado of one side. */
function tornado(simulate) {
  const causes = simulate.excludeOne.filter(one => one.gain > 2 * one.standardError && one.gain >= 0.005);
  if (!causes.length) return note("No single uncertainty makes a difference that can be told from chance.");
  const most = Math.max(...causes.map(one => one.gain + one.standardError));
  const shown = causes.slice(0, 12);
  return [
    h("div", { class: "tornado" }, shown.map(one => h("div", { class: "row measure" },
      inputButton(one.input), gainBar(one.gain, one.standardError, most),
      h("span", { class: "n" }, score(one.gain), h("small", {}, ` ${plusMinus(one.standardError)}`))))),
    note(`How much lower the average ${countsOnlyMoney() ? "damage" : "score"} would be without it; the line is the `,
      "standard error."),
    tableBehind("What the average would be without",
      [column("Uncertainty"), numbers("Lower by"), numbers("Standard error")], () => simulate.excludeOne.map(one =>
        [inputName(one.input), figureOrDash(one.gain), figureOrDash(one.standardError)]), { key: "tornado" }),
  ];
}

/** Whether a commitment was simulated: one that was released was not. */
const hasFigures = one => one.p50 !== undefined;

/** The commitments that most often lie on the chain that drives the damage. */
function critical(simulate) {
  const rows = simulate.commitments.filter(one => one.criticality >= 0.005)
    .sort((a, b) => b.criticality - a.criticality).slice(0, 10);
  if (!rows.length) return null;
  const most = rows[0].criticality;
  return [
    h("h3", {}, "Most often to blame for the date"),
    rows.map(one => h("div", { class: "row measure" }, opensCommitment(one.id, 60),
      bar([one.criticality / most, "gain"]), h("span", { class: "n" }, likelihood(one.criticality)))),
    note("Share of runs in which it lies on the chain that makes the root late."),
    tableBehind("How often each is late", criticalColumns, () => simulate.commitments.filter(hasFigures)
      .map(one => [titleOf(one.id),
      likelihood(one.pLate ?? 0), likelihood(one.pBroken ?? 0), one.p50 === null ? "never" : dayCount(one.p50),
      one.p80 === null ? "never" : dayCount(one.p80), likelihood(one.criticality ?? 0)]), { key: "critical" }),
  ];
}

/** Where a slip would do most damage: the commitments to watch. */
function ranked(rank) {
  const rows = rank.commitments.filter(one => one.blastRadius >= 0.005);
  if (!rows.length) return quietly("No slip of one commitment alone does damage.");
  const columns = [column("Commitment"), numbers(`Damage${unitBehind()}`), countsOnlyMoney() ? null : numbers("Score"),
    numbers("Fall"), numbers("Can slip, days"), column("Who is hurt")];
  return [
    h("p", { class: "answer" }, headlineOf(rank)),
    table("Where a slip does most damage", columns.filter(Boolean), rows.map(one => [
      opensCommitment(one.id, 60), figureOrDash(one.money), countsOnlyMoney() ? null : figureOrDash(one.blastRadius),
      exact(one.late + one.broken), one.tolerance === null ? "any" : dayCount(one.tolerance),
      listed((one.stakeholders ?? []).map(id => personName(id, 40)), 3)].filter(cell => cell !== null)),
    { key: "rank", most: 8 }),
    note(`What a slip of ${workingDays(rank.days)} of each alone adds; what falls counts the commitment itself.`),
  ];
}

function drawFindOut(page, element) {
  if (!element.querySelector(".of-rank")) {
    element.replaceChildren(h("div", { class: "of-unknowns" }), h("h3", {}, "Where a slip does most damage"),
      h("div", { class: "of-rank" }));
  }
  const [unknowns, watched] = [".of-unknowns", ".of-rank"].map(name => element.querySelector(name));
  answered(page, unknowns, "simulate", simulate => redraw(unknowns,
    worthKnowing(page.answers.check?.value),
    simulate.excludeOne.length ? h("div", { class: "two" },
      h("div", {}, h("h3", {}, "What moves the damage"), tornado(simulate)), h("div", {}, critical(simulate)))
      : quietly("Nothing in the file is uncertain. Give a commitment a delay, or add a risk, to see what to ask.")));
  answered(page, watched, "rank", rank => redraw(watched, ranked(rank)));
}

view({
  id: "findout", heading: "What is worth finding out first",
  lead: "The unknowns that matter most: ask about these before you decide.",
  needs: ["simulate", "check", "rank"], isShown: page => Boolean(page.scenario?.commitments?.length),
  draw: drawFindOut,
});
