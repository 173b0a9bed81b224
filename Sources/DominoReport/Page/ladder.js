// The ladder of the deal: its stages from the top down, and the client's commitments that carry each.

const rungStates = { advanced: ["kept", "advanced"], begun: ["late", "begun"], "one-sided": ["broken", "one-sided"],
  oneSided: ["broken", "one-sided"], stalled: ["broken", "stalled"] };
const statusWords = { kept: "kept", agreed: "agreed", proposed: "only proposed", broken: "broken",
  released: "called off" };
const weakFirmness = 4;

/** A commitment of a rung: what, by whom, and how things stand. */
function rungItem(one) {
  const firmness = !one.firmness ? "" : one.firmness <= weakFirmness ? `, weak (firmness ${one.firmness})`
    : `, firmness ${one.firmness}`;
  const who = one.side === "seller" ? "ours" : personName(one.promisor, 50);
  const isCarried = one.side === "client" && ["kept", "agreed"].includes(one.status);
  return h("li", { class: `${one.side} ${isCarried ? "carries" : ""}` },
    h("span", { class: "sign", "aria-hidden": "true" }, isCarried ? "✓" : one.side === "client"
      ? one.status === "proposed" ? "?" : "✗" : "·"),
    opensCommitment(one.id, 80),
    h("small", {}, `${who}: ${statusWords[one.status] ?? one.status}${firmness}`));
}

/** A stage, with what is special about it. */
function rung(stage, number, answer) {
  const [kind, word] = rungStates[stage.state] ?? ["", stage.state];
  const sign = stage.id === answer.standsAt ? "the deal stands here" : stage.id === answer.weakest ? "weakest" : "";
  return h("li", { class: `rung ${kind}` },
    h("h3", {}, h("span", { class: "number" }, String(number)),
      opens("stages", stage.id, safe(stage.title || stage.id)),
      h("span", { class: `word ${kind}` }, word), sign ? h("span", { class: "sign" }, sign) : null),
    stage.commitments.length ? h("ul", { class: "plain" }, stage.commitments.map(rungItem))
      : note("Nobody has promised anything here."));
}

/** What to ask the client for next, the most useful first. */
function askList(answer) {
  if (!answer.ask.length) return null;
  return [h("h3", {}, "Ask for next"), h("ol", { class: "asks" }, answer.ask.slice(0, 8).map(ask => h("li", {},
    h("b", {}, ask.of ? personName(ask.of, 60) : "The client’s side"), ": ",
    ask.commitment ? opensCommitment(ask.commitment, 80)
      : `a first commitment in “${titleIn("stages", ask.stage, 60)}”`,
    h("small", {}, [ask.commitment && (ask.ready ? "can be promised today" : "once what it needs is agreed"),
      ask.opens > 0 && `${counted(ask.opens, "commitment")} ${ask.opens === 1 ? "waits" : "wait"} for it`]
      .filter(Boolean).join("; ")))))];
}

view({
  id: "ladder", heading: "The ladder", lead: "How far the deal has come, by what the client has promised.",
  needs: ["ladder"], isShown: page => Boolean(page.scenario?.stages?.length),
  draw: (page, element) => answered(page, element, "ladder", answer => redraw(element,
    h("p", { class: "answer" }, headlineOf(answer)),
    h("div", { class: "two wide" },
      h("ol", { class: "rungs", reversed: true },
        answer.stages.map((stage, place) => rung(stage, place + 1, answer)).reverse()),
      h("div", {}, askList(answer),
        answer.unreturned.length ? [h("h3", {}, "Promised by us with nothing in return"), h("ul", { class: "plain" },
          answer.unreturned.slice(0, 8).map(id => h("li", {}, opensCommitment(id, 80))))] : null)))),
});
