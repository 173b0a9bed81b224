// What stands around the views: the top, what is asked, the frame; it starts everything and comes last.

const icons = {
  undo: "M6 3 2.5 6.5 6 10M3 6.5h6.5a4 4 0 0 1 0 8H6", redo: "M10 3l3.5 3.5L10 10M13 6.5H6.5a4 4 0 0 0 0 8H10",
  present: "M2 3h12v8H2zM8 11v3M5 14h6", close: "M3.5 3.5l9 9M12.5 3.5l-9 9", add: "M8 3v10M3 8h10",
  down: "M4 6l4 4 4-4", terminal: "M3 4l3.5 4L3 12M8.5 12H13", left: "M10 3L5 8l5 5", right: "M6 3l5 5-5 5",
};

const icon = name => s("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, s("path", { d: icons[name] }));

/** A button with an icon and a name for those who do not see it. */
const iconButton = (name, label, run, attributes = {}) => h("button", {
  type: "button", class: "button quiet icon", "aria-label": label, title: label, onclick: run, ...attributes,
}, icon(name));

/** A menu: items are { label, note, key, run }, or null for a line between them. */
function menu(label, items, attributes = {}) {
  const made = h("details", { class: "menu", ...attributes }, h("summary", {}, label, icon("down")));
  const list = h("div", { class: "items" });
  made.append(list);
  made.addEventListener("toggle", () => {
    if (!made.open) return;
    for (const other of document.querySelectorAll("details.menu[open]")) if (other !== made) other.open = false;
    list.replaceChildren(...items().map(item => item === null ? h("hr", {}) : h("button", {
      type: "button",
      onclick: () => {
        made.open = false;
        made.querySelector("summary").focus();
        item.run();
      },
    }, item.key ? h("kbd", {}, item.key) : null, item.label, item.note ? h("small", {}, item.note) : null)));
    list.querySelector("button")?.focus();
  });
  made.addEventListener("keydown", event => {
    const buttons = [...list.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && made.open && buttons.length) {
      event.preventDefault();
      buttons[(at + step + buttons.length) % buttons.length].focus();
    }
    if (event.key === "Escape" && made.open) {
      event.stopPropagation();
      made.open = false;
      made.querySelector("summary").focus();
    }
  });
  return made;
}

document.addEventListener("pointerdown", event => {
  for (const made of document.querySelectorAll("details.menu[open]")) {
    if (!made.contains(event.target)) made.open = false;
  }
});

const frame = {};

/** The top of the page. */
function drawTop() {
  frame.fileName = h("button", {
    type: "button", class: "file-name", title: "Name, calendar, policy and everything else in the file",
    onclick: () => page.choose("scenario", null),
  });
  frame.unsaved = h("span", { class: "unsaved", hidden: true }, "Unsaved");
  frame.undo = iconButton("undo", "Undo", () => page.undo());
  frame.redo = iconButton("redo", "Redo", () => page.redo());
  frame.changes = h("button", {
    type: "button", class: "button quiet wide-only", onclick: () => page.choose("changes", null), hidden: true });
  frame.saveMenu = menu("File", saveItems);
  frame.passMenu = menu("Share", passItems);
  frame.present = iconButton("present", "Present: one view a screen", () => startPresenting(),
    { class: "button quiet icon wide-only" });
  frame.filled = [frame.undo, frame.redo, frame.changes, frame.passMenu, frame.present];
  return h("header", { class: "top" },
    h("div", { class: "brand" },
      s("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" },
        s("rect", { x: 2, y: 3, width: 4, height: 14, rx: 1.2 }),
        s("rect", { x: 8.2, y: 3, width: 4, height: 14, rx: 1.2, transform: "rotate(14 10 17)" }),
        s("rect", { x: 13, y: 4, width: 4, height: 14, rx: 1.2, transform: "rotate(32 15 18)" })),
      h("span", {}, "Domino")),
    frame.fileName, frame.unsaved, h("span", { class: "space" }), frame.undo, frame.redo, frame.changes, frame.passMenu,
    frame.saveMenu, frame.present);
}

/** Shows in the top what is true now. */
function updateTop() {
  const name = page.scenario?.name ? String(page.scenario.name) : page.fileName;
  frame.fileName.textContent = name;
  frame.fileName.hidden = page.isEmpty;
  frame.unsaved.hidden = page.isEmpty || !page.isDirty;
  frame.undo.disabled = page.changes.length === 0;
  frame.redo.disabled = page.undoneSteps.length === 0;
  frame.changes.hidden = page.changes.length === 0;
  const count = page.changes.length;
  frame.changes.textContent = `${count} ${count === 1 ? "change" : "changes"}`;
  for (const one of frame.filled) one.classList.toggle("gone", page.isEmpty);
  for (const one of [frame.undo, frame.redo, frame.passMenu, frame.present]) one.hidden = page.isEmpty;
  document.title = `${page.isDirty && !page.isEmpty ? "\u2022 " : ""}${page.isEmpty ? "Domino" : name}`;
}

// What is asked: which commitment slips or is moved, by how many days, and what else holds.

/** A choice of one thing of a list, filled when somebody comes to it: a thousand options cost nothing before. */
function pickerOf(list, id, onPick, attributes = {}, { exclude = () => false, empty = null } = {}) {
  const made = h("select", attributes);
  const option = one => h("option", { value: one.id, title: one.id }, nameIn(list, one.id));
  const fill = () => {
    const chosen = made.value;
    made.replaceChildren(...(empty === null ? [] : [h("option", { value: "" }, empty)]),
      ...listIn(list).filter(one => typeof one.id === "string" && (one.id === id || !exclude(one.id))).map(option));
    made.value = chosen;
  };
  made.append(...(empty !== null ? [h("option", { value: "" }, empty)] : []), ...(id ? [option({ id })] : []));
  made.value = id ?? "";
  made.addEventListener("focus", fill, { once: true });
  made.addEventListener("pointerdown", fill, { once: true });
  made.addEventListener("change", () => onPick(made.value));
  return made;
}

/** How far the slider goes: a month, or so that what is asked has its place. */
const rangeOf = days => days === "broken" ? 30 : Math.max(30, Math.ceil(Math.abs(days) / 30) * 30);

/** One line of what is asked: a slip or a move. */
function askedLine(kind, place) {
  const one = page.question[kind][place];
  const isMove = kind === "moves";
  const put = change => {
    page.ask({ [kind]: page.question[kind].map((other, at) => at === place ? { ...other, ...change } : other) });
  };
  const isBroken = one.days === "broken";
  const taken = id => page.question[kind].some((other, at) => at !== place && other.id === id);
  const slider = h("input", {
    type: "range", min: isMove ? -30 : 0, max: rangeOf(one.days), step: 1, disabled: isBroken,
    "aria-label": isMove ? "Days by which its date is moved" : "Days of slip",
    id: place === 0 && !isMove ? "slip-slider" : undefined,
    oninput: event => {
      put({ days: Number(event.target.value) });
      days.value = event.target.value;
    },
  });
  slider.value = isBroken ? 0 : one.days;
  const days = h("input", {
    class: "days", type: "text", inputmode: "decimal", "aria-label": "Days", disabled: isBroken,
    id: place === 0 && !isMove ? "slip-days" : undefined,
    oninput: event => {
      const read = readDays(event.target.value);
      event.target.setAttribute("aria-invalid", String(Number.isNaN(read)));
      if (Number.isNaN(read)) return;
      slider.max = Math.max(Number(slider.max), rangeOf(read));
      slider.value = read;
      put({ days: read });
    },
  });
  days.value = isBroken ? "" : one.days;
  const never = isMove ? null : h("label", {}, h("input", {
    type: "checkbox", id: place === 0 ? "slip-broken" : undefined, checked: isBroken,
    onchange: event => {
      put({ days: event.target.checked ? "broken" : Number(slider.value) });
      drawAsked();
    },
  }), "never kept");
  return h("div", { class: "asked" },
    h("span", { class: "if" }, place === 0 && !isMove ? "What if" : "and"),
    pickerOf("commitments", one.id, id => put({ id }), { class: "what", "aria-label": "Commitment" },
      { exclude: taken }),
    h("select", {
      "aria-label": "What happens to it",
      onchange: event => changeKind(kind, place, event.target.value),
    }, h("option", { value: "slips", selected: !isMove }, "slips"), h("option", { value: "moves", selected: isMove },
      "is moved by")),
    slider, days, h("span", {}, "days"), never,
    place > 0 || isMove || page.question.slips.length + page.question.moves.length > 1
      ? iconButton("close", "Take this out", () => {
        page.ask({ [kind]: page.question[kind].filter((_, at) => at !== place) });
        drawAsked();
      }) : null);
}

function changeKind(kind, place, other) {
  if (kind === other) return;
  const { id, days } = page.question[kind][place];
  page.ask({
    [kind]: page.question[kind].filter((_, at) => at !== place),
    [other]: [...page.question[other].filter(one => one.id !== id), { id, days: days === "broken" ? 10 : days }],
  });
  drawAsked();
}

/** Lets something more slip: the root, or the first that does not yet. */
function askAnother() {
  const taken = new Set([...page.question.slips, ...page.question.moves].map(one => one.id));
  const ids = [page.scenario?.root, ...listIn("commitments").filter(one => one.status !== "kept").map(one => one.id)];
  const id = ids.find(one => typeof one === "string" && !taken.has(one));
  if (id) page.ask({ slips: [...page.question.slips, { id, days: 5 }] });
  drawAsked();
}

/** A date that is asked with; empty is the default. */
function dateControl(label, id, value, onPick, isWide = "") {
  const made = h("input", {
    type: "date", id, class: isWide,
    onchange: event => {
      if (event.target.value === "" ? !event.target.validity.badInput : isDate(event.target.value)) {
        onPick(event.target.value || null);
      }
    },
  });
  made.value = value ?? "";
  return h("label", {}, label, made);
}

/** What is asked, drawn anew; while somebody types in it only what they do not touch is brought up to date. */
function drawAsked() {
  const { question } = page;
  const focus = document.activeElement?.id;
  const lines = [
    ...question.slips.map((_, place) => askedLine("slips", place)),
    ...question.moves.map((_, place) => askedLine("moves", place)),
  ];
  frame.planCount = h("button", { type: "button", class: "link", id: "plan-count", onclick: () => goTo("plan") });
  const rest = h("div", { class: "asked" }, h("div", { class: "rest" },
    h("button", { type: "button", class: "link", id: "slip-add", onclick: askAnother },
      lines.length ? "Let another slip too" : "Let something slip"),
    dateControl("Told on", "told", question.toldOn, toldOn => page.ask({ toldOn })),
    question.toldOn === page.today ? null : h("button", {
      type: "button", class: "link", id: "told-today",
      onclick: () => {
        page.ask({ toldOn: page.today });
        drawAsked();
      },
    }, "Tell them today"),
    dateControl("Promise for", "promise-date", question.promise ?? dueOfRoot(), promise =>
      page.ask({ promise: promise === dueOfRoot() ? null : promise })),
    dateControl("Today", "today", page.today,
      today => page.ask({ today: today === page.scenario?.asOf ? null : today })),
    frame.planCount,
    h("button", {
      type: "button", class: "link", id: "reset",
      onclick: () => {
        page.question = freshQuestion(page.scenario);
        page.ask({});
        drawAsked();
      },
    }, "As in the file")));
  frame.controls.replaceChildren(...lines, rest);
  frame.askedShape = shapeOfQuestion();
  updatePlanCount();
  if (focus) document.getElementById(focus)?.focus();
}

/** What of the question decides which controls there are. */
const shapeOfQuestion = () => JSON.stringify([page.question.slips.map(one => one.id),
  page.question.moves.map(one => one.id),
  page.question.toldOn, page.question.promise, page.today, dueOfRoot()]);

function dueOfRoot() {
  const root = page.scenario?.root ?? page.question.slips[0]?.id;
  const due = listIn("commitments").find(one => one.id === root)?.due;
  return isDate(due) ? due : null;
}

function updatePlanCount() {
  const count = page.question.plan.length;
  if (!frame.planCount) return;
  frame.planCount.hidden = count === 0;
  frame.planCount.textContent = `${counted(count, "mitigation")} in the plan`;
}

// The views.

/** What follows each move of the slider; the rest waits until it rests. */
const quickViews = new Set(["headline", "dominoes", "hurt"]);
const dirtyViews = new Set();
let isDrawingDue = false;
let slowTimer = 0;

function makeView(description) {
  const drawn = h("div", { class: "drawn" });
  const state = h("div", { class: "state", hidden: true });
  const commands = h("div", { class: "of-command", hidden: true });
  const tools = h("div", { class: "tools" });
  if (description.id !== "headline" && description.needs?.length) {
    tools.append(iconButton("terminal", "The same from the command line", event => {
      commands.hidden = !commands.hidden;
      event.currentTarget.setAttribute("aria-expanded", String(!commands.hidden));
      showCommands(description, commands);
    }, { "aria-expanded": "false" }));
  }
  const section = h("section", {
    id: description.id, class: description.id === "headline" ? "view headline" : "view", tabindex: -1,
    "aria-labelledby": `${description.id}-heading`,
  }, h("header", {}, h("h2", { id: `${description.id}-heading` }, description.heading), state, tools,
    description.lead ? h("p", { class: "lead" }, description.lead) : null), drawn, commands);
  return { description, section, drawn, state, commands };
}

function showCommands({ needs }, place) {
  const lines = needs.filter(name => page.answers[name]?.command).map(name => {
    const line = page.answers[name].command;
    return h("div", {}, h("code", {}, line), h("button", {
      type: "button", class: "button quiet", onclick: () => passOn(line, "Command line copied.") }, "Copy"));
  });
  place.replaceChildren(...lines);
}

/** Draws what is due; a slow view waits while the slider moves. */
function scheduleDrawing(made, isNow) {
  dirtyViews.add(made);
  if (isNow || quickViews.has(made.description.id)) {
    if (isDrawingDue) return;
    isDrawingDue = true;
    requestAnimationFrame(() => {
      isDrawingDue = false;
      flushDrawing(one => quickViews.has(one.description.id));
    });
  }
  clearTimeout(slowTimer);
  slowTimer = setTimeout(() => flushDrawing(() => true), 60);
}

function flushDrawing(isDue) {
  for (const made of [...dirtyViews]) {
    if (!isDue(made)) continue;
    dirtyViews.delete(made);
    drawView(made);
  }
}

function drawView(made) {
  const { description, section, drawn } = made;
  const isShown = !description.isShown || description.isShown(page);
  section.hidden = !isShown;
  frame.links.get(description.id).hidden = !isShown;
  if (!isShown) return;
  try {
    description.draw(page, drawn);
  } catch (failure) {
    console.error(failure);
    drawn.replaceChildren(h("p", { class: "calm" }, "This view could not be drawn. The others are not affected."));
  }
  updateState(made);
  if (!made.commands.hidden) showCommands(description, made.commands);
}

/** Says what is still being computed, and offers to stop it; else why an answer shown is not the present one. */
function updateState({ description, state, section }) {
  const answers = (description.needs ?? []).map(name => [name, page.answers[name]]);
  const running = answers.filter(([, answer]) => answer?.isRunning);
  section.classList.toggle("stale", answers.some(([, answer]) => answer?.isStale && answer.value));
  section.setAttribute("aria-busy", String(running.length > 0));
  if (!running.length) {
    const failed = answers.find(([, answer]) => answer?.error && answer.value);
    state.hidden = !failed;
    state.replaceChildren(...(failed ? [h("span", { class: "failed" }, messageOf(failed[1].error))] : []));
    return;
  }
  state.hidden = false;
  const share = Math.max(...running.map(([, answer]) => answer.progress));
  const bar = state.querySelector("progress");
  if (bar) {
    if (share > 0) bar.value = share;
    return;
  }
  state.replaceChildren(h("progress", share > 0 ? { value: share, max: 1 } : { max: 1 }), h("button", {
    type: "button", class: "button quiet", onclick: () => {
      for (const [name, answer] of answers) if (answer.isRunning) stopAsking(name);
    },
  }, "Stop"));
}

/** Goes to a view, for eyes and for the keyboard. */
function goTo(id) {
  const section = document.getElementById(id);
  if (!section) return;
  section.scrollIntoView({ behavior: "smooth", block: "start" });
  section.focus({ preventScroll: true });
}

function drawFrame() {
  frame.main = h("main", { id: "main" });
  frame.rail = h("nav", { class: "rail", "aria-label": "Views" });
  frame.controls = h("form", { class: "controls", "aria-label": "What if", onsubmit: event => event.preventDefault() });
  frame.alerts = h("div", { id: "alerts" });
  frame.panel = h("aside", { class: "panel", id: "panel", hidden: true, "aria-label": "Form" });
  frame.views = views.map(makeView);
  frame.links = new Map(views.map(({ id, heading }) => [id, h("a", {
    href: `#${id}`, onclick: event => {
      event.preventDefault();
      goTo(id);
    },
  }, id === "headline" ? "Overview" : heading)]));
  frame.rail.append(...frame.links.values());
  document.body.replaceChildren(drawTop(), h("div", { class: "frame" }, frame.rail, frame.main), frame.panel,
    h("div", { id: "announcement", role: "status", "aria-live": "polite" }));
  watchScrolling();
}

/** Marks in the rail which view is on the screen. */
function watchScrolling() {
  if (!globalThis.IntersectionObserver) return;
  const watcher = new IntersectionObserver(entries => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      for (const [id, link] of frame.links) {
        if (id === entry.target.id) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    }
  }, { rootMargin: "-25% 0px -65% 0px" });
  for (const { section } of frame.views) watcher.observe(section);
}

/** Puts the parts into the page: the beginning where there is no file, else the views. */
function fillFrame() {
  document.body.classList.toggle("empty", page.isEmpty);
  frame.rail.hidden = page.isEmpty;
  if (page.isEmpty) {
    frame.main.replaceChildren(drawBegin());
    return;
  }
  const [head, ...rest] = frame.views.map(({ section }) => section);
  frame.main.replaceChildren(frame.alerts, head, frame.controls, ...rest);
  drawAsked();
  for (const made of frame.views) scheduleDrawing(made, true);
}

/** What has to be decided before anything else: problems, what is overdue. */
function drawAlerts() {
  const errors = page.problems.filter(one => one.severity === "error");
  const shown = [];
  if (errors.length) {
    shown.push(h("div", { class: "alert" },
      h("p", {}, h("b", {}, `${errors.length} ${errors.length === 1 ? "problem" : "problems"} in the file. `),
        "The figures below are the last good ones. ", asSentence(errors[0].message)),
      h("button", { type: "button", class: "button", onclick: () => showProblem(errors[0]) }, "Show it"),
      page.changes.length ? h("button", { type: "button", class: "button quiet", onclick: () => page.undo() }, "Undo")
        : null));
  }
  const overdue = page.answers.whatif.value?.overdue ?? [];
  if (overdue.length) {
    const first = overdue[0];
    shown.push(h("div", { class: "alert" },
      h("p", {}, h("b", {}, overdue.length === 1 ? "1 commitment is overdue. "
        : `${overdue.length} commitments are overdue. `),
        `What came of \u201c${nameIn("commitments", first.commitment)}\u201d?`),
      h("button", { type: "button", class: "button", onclick: () => page.choose("overdue", null) },
        "Say what came of it")));
  }
  frame.alerts.replaceChildren(...shown);
}

/** A message as a sentence of its own. */
const asSentence = text => text ? text[0].toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".") : "";

function showProblem({ path }) {
  const [list, place] = path;
  const one = typeof place === "number" ? page.scenario?.[list]?.[place] : null;
  if (one && typeof one === "object") page.choose(list, one.id ?? place);
  else page.choose("text", null);
}

onChange((what, name) => {
  if (!frame.main) return;
  if (what === "file") {
    closePanelForNewFile();
    fillFrame();
  }
  if (what === "chosen") drawPanel();
  if (what === "text") {
    updatePanel();
    if (shapeOfQuestion() !== frame.askedShape && !frame.controls.contains(document.activeElement)) drawAsked();
    for (const made of frame.views) if (made.description.id === "file") scheduleDrawing(made, false);
  }
  if (what === "problems") {
    drawAlerts();
    showPanelProblems();
    for (const made of frame.views) if (made.description.id === "file") scheduleDrawing(made, false);
  }
  if (what === "question") {
    updatePlanCount();
    if (shapeOfQuestion() !== frame.askedShape && !frame.controls.contains(document.activeElement)) drawAsked();
  }
  if (what === "answer") {
    if (name === "whatif") drawAlerts();
    for (const made of frame.views) {
      if (made.description.needs?.includes(name) || (name === "whatif" && made.description.id === "file")) {
        scheduleDrawing(made, false);
      }
    }
  }
  if (what === "progress") {
    for (const made of frame.views) if (made.description.needs?.includes(name)) updateState(made);
  }
  updateTop();
});

// Presenting: one view a screen, with arrow keys.

let presented = -1;

const presentable = () => frame.views.filter(({ section }) => !section.hidden);

function startPresenting() {
  presented = 0;
  document.body.classList.add("presenting");
  frame.presenter = h("div", { class: "presenter" },
    iconButton("left", "Back", () => present(presented - 1)), h("span", { id: "presented" }),
    iconButton("right", "Next", () => present(presented + 1)), iconButton("close", "End (Esc)", stopPresenting));
  document.body.append(frame.presenter);
  document.documentElement.requestFullscreen?.().catch(() => { /* It works in the window too. */ });
  present(0);
}

function present(place) {
  const shown = presentable();
  presented = Math.max(0, Math.min(shown.length - 1, place));
  for (const made of frame.views) made.section.classList.toggle("on-screen", made === shown[presented]);
  document.getElementById("presented").textContent = `${presented + 1} / ${shown.length}`;
  scheduleDrawing(shown[presented], true);
  scrollTo(0, 0);
}

function stopPresenting() {
  if (presented < 0) return;
  presented = -1;
  document.body.classList.remove("presenting");
  frame.presenter.remove();
  if (document.fullscreenElement) document.exitFullscreen().catch(() => { /* Already left. */ });
  for (const made of frame.views) scheduleDrawing(made, true);
}

document.addEventListener("fullscreenchange", () => {
  if (!document.fullscreenElement) stopPresenting();
});

document.addEventListener("keydown", event => {
  if (presented >= 0) {
    const step = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      present(presented + step);
    }
    if (event.key === "Escape") stopPresenting();
    return;
  }
  const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
  const key = event.key.toLowerCase();
  if (isCommand && key === "z" && !page.isEmpty) {
    event.preventDefault();
    if (event.shiftKey) page.redo();
    else page.undo();
  } else if (isCommand && key === "y" && !page.isEmpty) {
    event.preventDefault();
    page.redo();
  } else if (isCommand && key === "s" && !page.isEmpty) {
    event.preventDefault();
    saveScenario();
  } else if (event.key === "Escape" && page.chosen && !document.querySelector("dialog[open]")) {
    page.choose(null);
  }
});

addEventListener("beforeunload", event => {
  if (page.isDirty && !page.isEmpty) event.preventDefault();
});

addEventListener("hashchange", () => {
  const change = readAddress(location.hash);
  if (Object.keys(change).length) {
    page.ask(change);
    drawAsked();
  }
});

/** What is shown, for whoever scripts the page. */
globalThis.domino = Object.freeze({ page, engine });

/** Starts the page with what it was written with. */
function start() {
  drawFrame();
  if (given) {
    page.open(given.text, given.file, { others: given.others ?? {}, question: givenQuestion });
    Object.assign(page.question, readAddress(location.hash));
    drawAsked();
  } else changed("file");
  offerKept();
  acceptDrops();
  engine.isReady.then(() => { document.body.dataset.ready = "yes"; }, failure => {
    announce(`This browser does not run the engine (${failure.message ?? failure}). You can edit and save.`);
  });
}

start();
