// The odds: how likely it is that the damage exceeds an amount, and the figures that go with it.

/** The loss exceedance curve, with the quantiles and what the slip asked for comes to. */
function oddsChart(simulate, whatif, width) {
  const { total } = simulate;
  const points = total.exceedance;
  const slip = whatif && whatif.total.score >= 0.005 ? whatif.total.score : null;
  // The axis reaches as far as the slip that is asked for: a mark must not leave the chart.
  const most = roundUp(Math.max(points.at(-1)?.[0] ?? 0, slip ?? 0, total.p95), 5);
  const quantiles = [["P50", total.p50], ["P80", total.p80], ["P95", total.p95]]
    .filter(([, value]) => value >= 0.005);
  const marks = [
    ...quantiles.map(([name, value]) => ({ at: value, label: `${name} ${figure(value)}`, kind: "quiet" })),
    slip !== null && { at: slip, label: `this slip: ${figure(slip)}`, kind: "now" },
  ].filter(Boolean);
  const full = [[0, total.probabilityOfDamage], ...points.filter(([value]) => value > 0),
    [most, points.at(-1)?.[1] ?? 0]];
  return plot(width, {
    title: `Chance that the ${countsOnlyMoney() ? "damage" : "score"} exceeds an amount`, height: 220, marks,
    x: { from: 0, to: most, title: countsOnlyMoney() ? `damage, ${safe(page.scenario?.currency ?? "")}` : "score",
      ticks: steps(most, Math.max(2, Math.floor(width / 110))).map(at => ({ at, label: figure(at) })) },
    y: { from: 0, to: 1, title: "chance of more than that",
      ticks: [0, 0.25, 0.5, 0.75, 1].map(at => ({ at, label: `${at * 100} %` })) },
    layers: [lineLayer(full)],
  });
}

/** The figures of the simulation. */
function oddsTable({ total, sides }) {
  const { ours, theirs } = moneyOfSides(sides);
  const noun = countsOnlyMoney() ? "Damage" : "Score";
  return table("Figures of all runs", [column("Figure"), numbers("Result")], [
    ["Ours, on average", amount(ours)], ["Theirs, on average", amount(theirs)],
    [`${noun}, on average`, `${score(total.mean)} ${plusMinus(total.standardError)}`],
    [`${noun}, half of runs (P50)`, score(total.p50)], [`${noun}, 4 of 5 runs (P80)`, score(total.p80)],
    [`${noun}, 19 of 20 runs (P95)`, score(total.p95)], ["Average of the worst 5 %", score(total.cvar95)],
    ["Chance of any damage", likelihood(total.probabilityOfDamage)],
  ]);
}

/** How often each kind of damage happens at all. */
const kindsTable = kinds => kinds.length ? [h("h3", {}, "How often it hurts, by kind"),
  table("How often it hurts, by kind", [column("Kind"), numbers("Average"), numbers("Chance of any")], kinds.map(one =>
    [safe(one.id), isMoney(one.id) ? amount(one.mean) : quantity(one.mean, one.id), likelihood(one.pAny)]))] : null;

view({
  id: "odds", heading: "The odds", lead: "How bad it can get, and how likely that is.",
  needs: ["simulate", "whatif"], isShown: page => Boolean(page.scenario?.commitments?.length),
  draw(page, element) {
    const { simulate, whatif } = page.answers;
    // Only the mark of the slip follows a slider; the rest is drawn once for each simulation.
    const key = `${whatif?.value?.total.score}`;
    const isDrawn = element.drawnFor === simulate?.value && element.dataset.of === key && element.firstChild;
    if (simulate?.value && isDrawn) {
      return;
    }
    answered(page, element, "simulate", answer => {
      element.drawnFor = answer;
      element.dataset.of = key;
      if (!(answer.total.probabilityOfDamage > 0)) {
        return redraw(element, quietly(hasDamage() ? "No run has any damage."
          : "Nothing says what lateness costs. Add damage to a commitment to see the odds."));
      }
      redraw(element,
        h("div", { class: "two wide" },
          h("div", {}, sized(width => oddsChart(answer, whatif?.value, width)),
            tableBehind("Chance of exceeding an amount", [numbers(scoreLabel()), numbers("Chance of more")], () =>
              answer.total.exceedance.map(([value, share]) => [figure(value), likelihood(share)]), { key: "odds" })),
          h("div", {}, oddsTable(answer), kindsTable(answer.kinds))),
        note(`${exact(answer.replicates)} runs, seed ${answer.seed}.`,
          countsOnlyMoney() ? "" : " Score: money plus what you said the rest is worth, by your weights."));
    });
  },
});
