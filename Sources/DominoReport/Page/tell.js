// Whom to tell and what to say: person by person, in the order of the days, with the command's briefs.

/** The briefs of an answer by the names of persons, once they have been asked for. */
const briefsOf = new WeakMap();

/** The briefs in the command's words: Markdown, one page for each person. */
function loadBriefs(answer) {
  if (!briefsOf.has(answer)) {
    const asked = page.write("renegotiate", [], "markdown").then(readBriefs);
    briefsOf.set(answer, asked);
    asked.catch(() => briefsOf.delete(answer));
  }
  return briefsOf.get(answer);
}

/** Splits the Markdown of `renegotiate` into the pages of persons: what to say to each, by name. */
function readBriefs(markdown) {
  const pages = markdown.split(/\n---\n/).slice(1);
  return new Map(pages.flatMap(one => {
    const [, name] = /^\s*### \d+\\?\. (.*)$/m.exec(one) ?? [];
    return name ? [[asPlainText(name), one.replace(/^\s*### .*\n/, "").split(/\n### /)[0].trim()]] : [];
  }));
}

/** Markdown as plain text, to be pasted into a mail. */
const asPlainText = markdown => markdown.replace(/\*\*/g, "").replace(/\\([!-/:-@[-`{-~])/g, "$1")
  .replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

const ways = { telephone: "by phone", "in-person": "in person", announcement: "announced" };

/** How somebody hears it: by whom and in what way. */
function howOf(talk) {
  const from = talk.talker ? `from ${personName(talk.talker, 40)}` : "";
  if (talk.route === "through") return `hears it ${from}`;
  return [ways[talk.way], from].filter(Boolean).join(", ");
}

/** One person: when, how, what silence costs, and the brief when it is opened. */
function talkItem(answer, talk) {
  const name = personName(talk.stakeholder, Infinity);
  const brief = h("div", { class: "brief" });
  const details = h("details", { "data-key": `talk:${talk.stakeholder}`, ontoggle: () => {
    if (!details.open || brief.firstChild) return;
    brief.append(h("p", { class: "waiting" }, "Writing the brief…"));
    loadBriefs(answer).then(briefs => brief.replaceChildren(...fromMarkdown(briefs.get(name) ?? "")),
      error => brief.replaceChildren(quietly(messageOf(error?.message ?? error))));
  } }, h("summary", { "data-key": `talk:${talk.stakeholder}:summary` },
    h("span", { class: "who" }, personName(talk.stakeholder, 70)), h("span", { class: "how" }, howOf(talk)),
    h("span", { class: "n" }, talk.silenceMoneyPerDay >= 0.005
      ? [amount(talk.silenceMoneyPerDay), h("small", {}, " a day of silence")] : "")), brief);
  const copy = h("button", { type: "button", class: "button quiet copy", "data-key": `copy:${talk.stakeholder}`,
    "aria-label": `Copy what to say to ${personName(talk.stakeholder)}`, onclick: async event => {
      const button = event.currentTarget;
      const briefs = await loadBriefs(answer).catch(() => null);
      const found = briefs?.get(name);
      if (found) copyText(`${name}\n\n${asPlainText(found)}`, button);
    } }, "Copy");
  return h("li", {}, details, copy);
}

/** The talks in the order of their days; a day stands once. */
function talksByDay(answer) {
  const key = talk => talk.tellBy ?? "9";
  const days = new Map();
  const talks = answer.talks.filter(one => one.route !== "own");
  for (const talk of talks.sort((a, b) => key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0)) {
    const day = talk.tellBy ?? "";
    if (!days.has(day)) days.set(day, []);
    days.get(day).push(talk);
  }
  return [...days];
}

const dayHeading = (day, today) => !day ? "Any day" : day <= today ? "Today" : `By ${spoken(day)}`;

/** What our own side bears without a talk. */
const bornByUs = answer => answer.talks.filter(talk => talk.route === "own" && talk.silentMoney >= 0.005).map(talk =>
  note(`What it costs ${personName(talk.stakeholder, 60)} if nobody speaks: ${amount(talk.silentMoney)}.`));

/** What can be offered. */
function offers(answer) {
  if (!answer.plans.length) return null;
  const columns = [column("Plan"), column("Steps"), numbers(`Cost${unitBehind()}`), column("Decide by"),
    numbers("Damage left")];
  return [h("h3", {}, "What we can offer"), table("What we can offer", columns, answer.plans.map(one => [safe(one.name),
    listed(one.plan.map(id => planName(id, 60)), 6) || "nothing", one.cost >= 0.005 ? exact(one.cost) : "-",
    one.decideBy ? spoken(one.decideBy) : "-", figureOrDash(one.money)]))];
}

/** The dates to offer, with how sure they are. */
const newDates = answer => answer.newDates.length ? folded("new-dates", "New dates to offer", () => table("New dates",
  [column("Commitment"), column("To"), column("Due"), column("New date"), numbers("Likely")],
  answer.newDates.map(one => [opensCommitment(one.commitment), personName(one.promisee, 40), spoken(one.due),
    one.date ? spoken(one.date) : "none", one.pKept === null ? "-" : likelihood(one.pKept)]))) : null;

/** A file for the calendar with the days of all talks. */
function calendarButton() {
  return h("button", { type: "button", class: "button", "data-key": "ics", onclick: async event => {
    const button = event.currentTarget;
    const text = await page.write("renegotiate", ["--ics", "talks.ics"]).catch(() => "");
    if (!text) return;
    const address = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
    h("a", { href: address, download: "talks.ics" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
    button.focus();
  } }, "Days for your calendar (.ics)");
}

view({
  id: "tell", heading: "Whom to tell, and what to say",
  lead: "Person by person, by the last day on which telling costs no more than today.",
  needs: ["renegotiate"], isShown: page => Boolean(page.scenario?.commitments?.length),
  draw: (page, element) => answered(page, element, "renegotiate", answer => redraw(element,
    h("p", { class: "answer" }, headlineOf(answer)),
    answer.talks.length ? [
      h("ol", { class: "days" }, talksByDay(answer).map(([day, items]) => h("li", {},
        h("h3", {}, dayHeading(day, answer.today)),
        h("ul", { class: "talks" }, items.map(talk => talkItem(answer, talk)))))),
      bornByUs(answer), h("div", { class: "actions" }, calendarButton()), offers(answer), newDates(answer),
    ] : null), "Nothing slips, so nobody has to be told. Let something slip to see whom to tell, and by when."),
});
