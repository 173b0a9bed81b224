// Who is hurt: ours, the client's, others; money first, other kinds in their own unit; what early notice saves.

const sideNames = { seller: "Ours", client: "The client’s", other: "Others" };

/** Amounts that are not money by who bears them: a map of id to a map of kind to amount. */
function othersByBearer(answer) {
  const found = new Map();
  for (const commitment of answer.commitments) {
    for (const { kind, bearer, amount: value } of commitment.amounts ?? []) {
      if (isMoney(kind) || value < 0.005) continue;
      if (!found.has(bearer)) found.set(bearer, new Map());
      found.get(bearer).set(kind, (found.get(bearer).get(kind) ?? 0) + value);
    }
  }
  return found;
}

/** A person: name, bar, money, and what else. */
function personRow({ id, money, score: all, late, broken }, most, others) {
  const parts = [...others.get(id) ?? []].map(([kind, value]) => quantity(value, kind));
  const missed = [late && `${exact(late)} late`, broken && `${exact(broken)} never kept`].filter(Boolean);
  return h("div", { class: "row person" },
    opens("stakeholders", id, personName(id, 60)),
    money >= 0.005 ? bar([money / most, "money"]) : h("span"),
    h("span", { class: "n" }, money >= 0.005 ? amount(money) : parts.length ? "" : figureOrDash(all)),
    h("small", { class: "besides" }, [...parts, missed.length && `commitments to them: ${missed.join(", ")}`]
      .filter(Boolean).join("; ")));
}

/** The people of one side, those who bear most money first. */
function sideGroup(side, people, sum, most, others) {
  if (!people.length) return null;
  const shown = people.slice(0, 20);
  return h("section", { class: `side ${side}` },
    h("h3", {}, sideNames[side], h("span", { class: "n" }, sum >= 0.005 ? amount(sum) : "no money")),
    shown.map(person => personRow(person, most, others)),
    people.length > shown.length ? note(`and ${exact(people.length - shown.length)} more`) : null);
}

const hurtColumns = [column("Who"), column("Side"), numbers("Money"), numbers("Score"), numbers("Late"),
  numbers("Never kept"), column("Besides")];

function drawHurt(page, element, answer) {
  const sideOf = id => book().stakeholders.get(id)?.side ?? "other";
  const hurt = answer.stakeholders.filter(one => one.score >= 0.005 || one.money >= 0.005)
    .sort((a, b) => b.money - a.money || b.score - a.score);
  const most = Math.max(0, ...hurt.map(one => one.money));
  const others = othersByBearer(answer);
  const sums = new Map(answer.sides.map(one => [one.side, one.money]));
  const groups = ["seller", "client", "other"].map(side =>
    sideGroup(side, hurt.filter(one => sideOf(one.id) === side), sums.get(side) ?? 0, most, others));
  if (!element.querySelector(".hurt")) {
    redraw(element, h("div", { class: "two wide hurt" }, h("div", { class: "people" }),
      h("div", {}, h("div", { class: "notice" }), h("div", { class: "by-days" }))),
    h("div", { class: "behind" }));
  }
  const nobody = hasDamage() ? "Nobody is hurt."
    : "Nothing says what lateness costs. Add damage to a commitment to see who is hurt.";
  redraw(element.querySelector(".people"), hurt.length ? groups : quietly(nobody));
  redraw(element.querySelector(".notice"), noticeSaved(page, answer));
  drawCurve(page, element.querySelector(".by-days"), answer);
  redraw(element.querySelector(".behind"), hurt.length ? tableBehind("Who is hurt", hurtColumns, () => hurt.map(one =>
    [personName(one.id), sideNames[sideOf(one.id)], figureOrDash(one.money), figureOrDash(one.score), exact(one.late),
      exact(one.broken), [...others.get(one.id) ?? []].map(([kind, value]) => quantity(value, kind)).join(", ")]),
        { key: "hurt" }) : null);
}

/** Whether any commitment has damage. */
const hasDamage = () => (page.scenario?.commitments ?? []).some(one => one?.damage?.length);

/** What telling those hurt saves: of the answer where a day is set, else of telling them today. */
function noticeSaved(page, answer) {
  const told = page.answers.renegotiate?.value;
  const silent = answer.toldOn ? answer.total.silentMoney : told?.silentMoney;
  const after = answer.toldOn ? answer.total.money : told?.toldMoney;
  if (silent === undefined || !(silent - after >= 0.005)) return null;
  const isStale = !answer.toldOn && page.answers.renegotiate.isStale;
  return h("div", { class: isStale ? "stale" : null },
    h("h3", {}, "What telling them is worth"),
    [["Nobody told", silent, "money"],
      [answer.toldOn ? `Told on ${spoken(answer.toldOn)}` : "Told today", after, "told"]].map(([name, value, kind]) =>
      h("div", { class: "row measure" }, h("span", {}, name), bar([value / silent, kind]),
        h("span", { class: "n" }, amount(value)))),
    note(`Notice saves ${amount(silent - after)}.`));
}

// MARK: Damage by days of slip

/** The curve of damage against days of slip, with the slip asked for; a click sets the days. */
function drawCurve(page, element, answer) {
  const curve = page.answers.curve?.value;
  const slip = page.question.slips.find(one => one.id === curve?.commitment);
  const days = Number(slip?.days ?? 0) || 0;
  const key = curve ? `${days} ${page.question.slips.length}` : "";
  if (element.dataset.of === key && element.curve === curve) return;
  element.dataset.of = key;
  element.curve = curve;
  if (!curve || !curve.points.some(([, value]) => value > 0)) return redraw(element);
  const money = curve.money?.some(([, value]) => value > 0) ? curve.money : curve.points;
  const isMoneyCurve = money === curve.money;
  redraw(element, h("h3", {}, "By days of slip"),
    sized(width => curveChart(curve, money, isMoneyCurve, days, width)),
    tableBehind("Damage by days of slip", [numbers("Days"), numbers("Money"), numbers("Score")],
      () => curve.points.map(([day, value], place) => [dayCount(day), figureOrDash(curve.money?.[place]?.[1] ?? 0),
        figureOrDash(value)]), { key: "curve" }));
}

function curveChart(curve, points, isMoneyCurve, days, width) {
  const lastDay = Math.max(points.at(-1)[0], days);
  const most = roundUp(Math.max(...points.map(([, value]) => value)), 4);
  const made = plot(width, {
    title: `Damage by days of slip of ${titleOf(curve.commitment)}`, height: 150,
    x: { from: 0, to: lastDay, title: page.scenario?.calendar ? "working days of slip" : "days of slip",
      ticks: steps(lastDay, Math.max(3, Math.floor(width / 70))).map(at => ({ at, label: exact(at) })) },
    y: { from: 0, to: most, title: isMoneyCurve ? `damage, ${safe(page.scenario?.currency ?? "money")}` : "score",
      ticks: steps(most, 4).map(at => ({ at, label: figure(at) })) },
    marks: days > 0 ? [{ at: days, label: workingDays(days), kind: "now" }] : [],
    layers: [lineLayer(points)],
  });
  return made;
}

view({
  id: "hurt", heading: "Who is hurt", lead: "Our side, the client’s, and others: money first.",
  needs: ["whatif", "curve", "renegotiate"], isShown: page => Boolean(page.scenario?.commitments?.length),
  draw: (page, element) => answered(page, element, "whatif", answer => drawHurt(page, element, answer)),
});
