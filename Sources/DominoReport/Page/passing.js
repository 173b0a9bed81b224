// Saving and passing on: the scenario, a copy of the page that holds it, summaries, exports, what changed.

/** The page as it was loaded, for copies of it. */
const loaded = {
  code: document.currentScript.textContent, head: document.head.innerHTML,
};

/** Puts a text or a file into the reader's downloads. */
function download(content, name, type = "application/json") {
  const address = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

const stem = () => page.fileName.replace(/\.(json|html?)$/i, "");

function markSaved() {
  page.savedText = page.text;
  forgetKept();
  changed("saved");
}

function saveScenario() {
  download(page.text, stem() + ".json");
  markSaved();
  announce(`Saved ${stem()}.json to your downloads.`);
}

/** A text as JSON inside a script element: nothing in it ends the element. */
const inScript = value => JSON.stringify(value).replace(/</g, "\\u003c");

/** A copy of this page with the scenario as it is now: the same bytes of style, script and engine. */
async function copyOfPage() {
  const still = h("div", { class: "static" });
  for (const [name, heading] of [["whatif", null], ["check", "May it be promised?"]]) {
    if (!page.answers[name].value) continue;
    if (heading) still.append(h("h2", {}, heading));
    still.append(...fromMarkdown(await page.write(name, [], "markdown")).flat());
  }
  const title = h("title", {}, page.scenario?.name ? String(page.scenario.name) : "Domino").outerHTML;
  const head = loaded.head.replace(/<title>[^]*?<\/title>/, () => title);
  const data = (id, text) => `<script type="application/json" id="${id}">${text}<\/script>\n`;
  return `<!DOCTYPE html>\n<html lang="en">\n<head>${head}</head>\n<body>\n${still.outerHTML}\n`
    + data("scenario", inScript({ file: page.fileName, text: page.text, others: page.others }))
    + data("question", inScript(page.question))
    + `<script type="text/plain" id="engine">${packedEngine}<\/script>\n`
    + `<script>${loaded.code}<\/script>\n</body>\n</html>\n`;
}

async function savePage() {
  try {
    download(await copyOfPage(), stem() + ".html", "text/html");
  } catch (failure) {
    announce(`The page was not saved: ${failure.message}`);
    return;
  }
  markSaved();
  announce(`Saved ${stem()}.html: this page with everything in it.`);
}

const exportsOfFile = [
  ["csv", "Table (CSV)", "For a spreadsheet; it can be read again", "text/csv"],
  ["dot", "Graph (Graphviz)", "A DOT file", "text/vnd.graphviz"],
  ["mermaid", "Graph (Mermaid)", "For Markdown pages", "text/plain"],
  ["graphml", "Graph (GraphML)", "For yEd, Gephi and networkx", "application/xml"],
];

async function exportAs(format, type) {
  try {
    const { arguments: asked } = argumentsOf("export");
    const result = await engine.run([...asked, "--as", format, "--quiet"], { files: page.files, isUrgent: true });
    if (result.status !== 0) throw new Error(complaintOf(result));
    const ending = { mermaid: "mmd" }[format] ?? format;
    download(result.out, `${stem()}.${ending}`, type);
    announce(`Saved ${stem()}.${ending} to your downloads.`);
  } catch (failure) {
    announce(`Not exported: ${failure.message}`);
  }
}

async function exportCalendar() {
  try {
    const text = await page.write("renegotiate", ["--ics", "talks.ics"], "ics");
    if (!text) throw new Error("there is nobody to talk to. Let something slip first.");
    download(text, `${stem()}.ics`, "text/calendar");
    announce(`Saved ${stem()}.ics: the talks, each on its last good day.`);
  } catch (failure) {
    announce(`Not exported: ${failure.message}`);
  }
}

/** What the menu of the file offers. */
function saveItems() {
  const begin = [
    { label: "New", note: "Answer five questions, or take an example", run: newScenario },
    { label: "Open\u2026", note: "A scenario, a table, a project plan or a saved page", run: openFile },
  ];
  if (page.isEmpty) return begin;
  return [
    { label: "Save the scenario", note: "JSON, with your own fields and order as they were", key: "Ctrl S",
      run: saveScenario },
    { label: "Save a copy of this page", note: "One file that holds everything, for a mail", run: savePage },
    null, ...begin, null,
    ...exportsOfFile.map(([format, label, note, type]) => ({ label, note, run: () => exportAs(format, type) })),
    { label: "Calendar of the talks", note: "An .ics file", run: exportCalendar },
  ];
}

/** What the menu for passing on offers. */
function passItems() {
  return [
    { label: "Copy the summary", note: "For a mail or a chat, with its tables", run: copySummary },
    { label: "Copy the command line", note: "Asks the same in a terminal",
      run: () => passOn(page.answers.whatif.command, "Command line copied.") },
    { label: "Copy the address", note: "Whoever has this file sees the same with it", run: () =>
      passOn(location.href.replace(/#.*$/, "") + addressOf(page.question), "Address copied.") },
    null,
    { label: "Print", run: () => print() },
    { label: "Present", note: "One view a screen, with arrow keys", run: startPresenting },
    null,
    { label: "Compare with the file as opened", note: "Before and after your changes", run: compareWithOpened },
    { label: "List of changes", run: () => page.choose("changes", null) },
  ];
}

/** Copies a text, and its markup where that is given; says what came of it. */
async function passOn(text, words, markup) {
  try {
    if (markup && globalThis.ClipboardItem) {
      await navigator.clipboard.write([new ClipboardItem({
        "text/plain": new Blob([text], { type: "text/plain" }),
          "text/html": new Blob([markup], { type: "text/html" }) })]);
    } else await navigator.clipboard.writeText(text);
    announce(words);
  } catch {
    showDialog("Copy this text", h("textarea", { readonly: true, rows: 12, "aria-label": "Text to copy" }, text), []);
    document.querySelector("dialog textarea").select();
  }
}

async function copySummary() {
  try {
    const [check, whatIf] = await Promise.all([
      page.answers.check.value ? page.write("check", [], "markdown") : "", page.write("whatif", [], "markdown")]);
    const markdown = [whatIf, check].filter(Boolean).join("\n\n");
    const markup = h("div", {}, ...fromMarkdown(markdown));
    const plain = await page.write("whatif", [], "text");
    await passOn(plain, "Summary copied.", markup.innerHTML);
  } catch (failure) {
    announce(`Not copied: ${failure.message}`);
  }
}

/** Before and after, by the command's own comparison. */
async function compareWithOpened() {
  if (page.text === page.firstText) {
    announce("Nothing has changed since the file was opened.");
    return;
  }
  const place = h("div", { class: "drawn" }, h("p", { class: "calm" }, "Comparing\u2026"));
  showDialog("Before and after your changes", place, []);
  const files = { ...page.others, "as opened": page.firstText, "as it is now": page.text };
  const result = await engine.run(["compare", "as opened", "as it is now", "--format", "markdown", "--quiet"],
    { files, key: "compare", isUrgent: true });
  if (!result) return;
  place.replaceChildren(...(result.status === 0 ? fromMarkdown(result.out)
    : [h("p", { class: "calm" }, complaintOf(result))]));
}

/** A dialog with buttons `{ label, isMain, run }`; closing is always one of them. */
function showDialog(heading, content, buttons) {
  const made = h("dialog", { "aria-labelledby": "dialog-heading", onclose: () => made.remove() },
    h("h2", { id: "dialog-heading" }, heading), content,
    h("div", { class: "end" }, h("button", { type: "button", class: "button", onclick: () => made.close() },
      buttons.length ? "Cancel" : "Close"),
    buttons.map(({ label, isMain, run }) => h("button", {
      type: "button", class: isMain ? "button main" : "button", autofocus: isMain,
        onclick: () => { if (run() !== false) made.close(); } }, label))));
  document.body.append(made);
  made.showModal();
  return made;
}

/** Asks before what is not saved is left behind. */
function unlessUnsaved(run) {
  if (page.isEmpty || !page.isDirty) {
    run();
    return;
  }
  showDialog("Leave your changes behind?", h("p", {}, "What you changed since it was last saved would be lost."), [
    { label: "Save first", run: () => { saveScenario(); run(); } },
    { label: "Leave them", isMain: true, run },
  ]);
}

function newScenario() {
  unlessUnsaved(() => {
    page.open("", "scenario.json");
    forgetKept();
    writeAddress();
  });
}

/** Offers what was left unsaved at the last visit. */
function offerKept() {
  const kept = keptFromBefore();
  if (!kept || kept.text === page.text) return;
  if (!page.isEmpty && kept.fileName !== page.fileName) return;
  const when = new Date(kept.at ?? 0).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
  announce(`Unsaved changes to ${kept.fileName} of ${when} are still here.`, {
    label: "Bring them back",
    run: () => {
      page.open(kept.text, kept.fileName, { others: kept.others ?? {}, isSaved: false });
      if (typeof kept.first === "string" && kept.first) page.firstText = kept.first;
      announce("Brought back.");
    },
  });
}
