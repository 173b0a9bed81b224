// What can be done: mitigations to tick, before and after, and what each is worth.

function showPlan(state, answer, gains, withoutPlan) {
  const view = document.getElementById("plan-view");
  if (!facts.mitigations.length) return;
  const most = Math.max(1, ...(gains ?? []).map(Math.abs));
  if (view.dataset.live !== "yes") {
    view.dataset.live = "yes";
    show("plan-view", element("div", { id: "before-after" }), facts.mitigations.map((mitigation, place) =>
      element("label", { class: "row option" },
        element("input", {
          type: "checkbox", "data-mitigation": place,
          onchange: () => change(next => { next.plan = toggled(next.plan, place); }) }),
        element("span", { class: "what" }, cut(mitigation.title, 90), element("small", {}, optionNote(mitigation))),
        element("span", { class: "gain" }), element("span", { class: "n" }))));
  }
  const limit = answer.asked.toldOn ?? answer.asked.today;
  view.querySelectorAll(".option").forEach((option, place) => {
    const mitigation = facts.mitigations[place];
    const isLate = mitigation.decideBy !== null && mitigation.decideBy < limit;
    option.querySelector("input").checked = state.plan.includes(place);
    option.classList.toggle("too-late", isLate);
    option.classList.toggle("ruled-out", !state.plan.includes(place) && state.plan.some(other => excludes(place, other)));
    if (!gains) return;
    option.querySelector(".gain").replaceChildren(bar(gains[place] / most, gains[place] > mitigation.cost ? "good" : "weak"));
    option.querySelector(".n").replaceChildren(
      gains[place] < 0.005 ? "saves nothing" : `saves ${grouped(gains[place])}`,
      element("small", {}, `for ${exact(mitigation.cost)}`));
  });
  showProof(state);
  if (withoutPlan === undefined) return;
  const whole = Math.max(withoutPlan, answer.score + answer.planCost, 1);
  show("before-after",
    measure("Doing nothing", bar(withoutPlan / whole, "fall"), grouped(withoutPlan)),
    measure(state.plan.length ? "With this plan" : "Tick what you would do",
      element("svg", { class: "bar", "aria-hidden": "true" },
        element("rect", { class: "fall", x: 0, y: 0, width: percentage(answer.score / whole), height: "100%" }),
        element("rect", { class: "cost", x: percentage(answer.score / whole), y: 0, width: percentage(answer.planCost / whole), height: "100%" })),
      state.plan.length ? [grouped(answer.score), element("small", {}, `+ ${exact(answer.planCost)} cost`)] : grouped(answer.score)));
}

/** What the proof is worth for what is shown: it was made for the slip in the file. */
function showProof(state) {
  if (!facts.best) return;
  const isTicked = state.plan.join() === facts.best.join();
  const { slips } = firstState();
  const isOther = JSON.stringify(slipKey({ slips })) !== JSON.stringify(slipKey(state));
  const button = document.getElementById("take-plan");
  button.disabled = isTicked;
  button.textContent = isTicked ? facts.best.length ? "Ticked" : "Nothing is ticked" : facts.best.length ? "Tick this plan" : "Untick all";
  document.getElementById("proof-remark").textContent = isOther
    ? "The proof is for the slip in the file; the line for another stands at the end of the page." : "";
}

const measure = (what, drawn, figure) => element("div", { class: "row measure" },
  element("span", { class: "what" }, what), drawn, element("span", { class: "n" }, figure));

function optionNote(mitigation) {
  const notes = [];
  if (mitigation.decideBy !== null) notes.push(`decide by ${spoken(calendar.day(mitigation.decideBy))}`);
  if (mitigation.chance < 1) notes.push(`works ${likelihood(mitigation.chance)} of the time`);
  if (mitigation.requires.length) notes.push("needs " + mitigation.requires.map(place => cut(facts.mitigations[place].title, 40)).join(", "));
  if (mitigation.excludes.length) notes.push("instead of " + mitigation.excludes.map(place => cut(facts.mitigations[place].title, 40)).join(", "));
  return notes.join(" · ");
}

// MARK: Each day more

function showCurve(state, curve) {
  const slip = state.slips[0];
  if (!curve || !slip) return;
  const last = curve.scores.length - 1;
  const most = Math.max(...curve.scores, 1);
  const points = [...curve.scores].map((score, day) => [day / last, score / most]);
  const falls = facts.commitments.map((_, number) => {
    const found = [curve.late[number], curve.broken[number]].filter(day => day >= 0);
    return { number, day: found.length ? Math.min(...found) : Infinity };
  }).filter(({ number, day }) => day > 0 && day <= last && number !== slip.number).sort((a, b) => a.day - b.day || a.number - b.number);
  const marks = [...new Set(falls.map(fall => fall.day))].map(day => ({
    x: day / last, y: curve.scores[day] / most, kind: "falls", label: "" }));
  if (slip.days >= 0 && slip.days <= last) {
    marks.push({ x: slip.days / last, kind: "now", label: days(slip.days), row: true });
  }
  const drawn = chart(`Damage against days of slip of ${title(slip.number)}`, points, {
    area: true, marks, levels: steps(most, 5).map(value => ({ y: value / most, label: grouped(value) })),
    ticks: Array.from({ length: 7 }, (_, place) => ({ x: place / 6, label: dayCount(Math.round(last * place / 6)) })) });
  drawn.addEventListener("click", event => {
    const box = drawn.getBoundingClientRect();
    const day = Math.round((event.clientX - box.left) / box.width * last);
    change(next => { next.slips[0].days = Math.min(last, Math.max(0, day)); });
  });
  show("curve-view", drawn, element("p", { class: "note" }, falls.length
    ? `${title(falls[0].number)} falls first, on day ${falls[0].day} of the slip; ${counted(falls.length, "other promise")} by day ${last}. Every upright line is a day on which one falls.`
    : `No other promise falls up to day ${last}.`));
  showTable("curve-table", () => [
    table("The day of slip on which each domino falls", ["Promise", "Falls on day"], [1],
      falls.slice(0, 200).map(({ number, day }) => [title(number), day])),
    table("Damage by days of slip", ["Days", `Damage${facts.currency ? ", " + facts.currency : ""}`], [1],
      [...curve.scores].map((score, day) => [String(day), grouped(score)]))]);
}
