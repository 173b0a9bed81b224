// Opening what people have: a scenario, a saved page, a table, a project plan. The command's importer reads them; what
// it guessed is shown, and can be corrected.

/** Which option of `import` reads which kind of file. */
const importOptions = { csv: "commitments", tsv: "commitments", txt: "commitments", xml: "mspdi", xlsx: "xlsx",
  xer: "xer" };
const binaryEndings = new Set(["xlsx", "xls", "mpp"]);

function openFile() {
  const field = h("input", {
    type: "file", multiple: true, hidden: true, accept: ".json,.html,.htm,.csv,.tsv,.txt,.xml,.xlsx,.xer",
    onchange: () => openFiles([...field.files]),
  });
  document.body.append(field);
  field.click();
  setTimeout(() => field.remove(), 60000);
}

/** Opens files that were chosen or dropped. Several scenarios: the first, with the others for what it includes. */
async function openFiles(files) {
  const ending = file => (/\.([a-z]+)$/i.exec(file.name)?.[1] ?? "").toLowerCase();
  const scenarios = files.filter(file => ending(file) === "json");
  const first = scenarios[0] ?? files[0];
  if (!first) return;
  const read = async file => binaryEndings.has(ending(file)) ? new Uint8Array(await file.arrayBuffer()) : file.text();
  const content = await read(first);
  if (typeof content === "string" && /^\s*(\ufeff)?\s*\{/.test(content)) {
    const others = {};
    for (const file of scenarios.slice(1)) others[file.name] = await file.text();
    unlessUnsaved(() => {
      page.open(content, first.name, { others });
      writeAddress();
    });
  } else if (typeof content === "string" && /^\s*<(!doctype )?html/i.test(content)) openSavedPage(content, first.name);
  else {
    const needs = files.find(file => file !== first && /need/i.test(file.name));
    beginImport(first.name, content, importOptions[ending(first)] ?? "commitments",
      needs ? { name: needs.name, content: await read(needs) } : null);
  }
}

/** A page that was saved holds its scenario. */
function openSavedPage(text, name) {
  const found = /<script type="application\/json" id="scenario">([^<]*)<\/script>/.exec(text);
  try {
    const held = JSON.parse(found[1]);
    unlessUnsaved(() => page.open(held.text, held.file, { others: held.others ?? {} }));
  } catch {
    announce(`${name} is not a page that Domino wrote.`);
  }
}

function acceptDrops() {
  let depth = 0;
  const mark = change => {
    depth = Math.max(0, depth + change);
    document.body.classList.toggle("dropping", depth > 0);
  };
  const hasFiles = event => [...event.dataTransfer?.types ?? []].includes("Files");
  addEventListener("dragenter", event => { if (hasFiles(event)) mark(1); });
  addEventListener("dragleave", event => { if (hasFiles(event)) mark(-1); });
  addEventListener("dragover", event => { if (hasFiles(event)) event.preventDefault(); });
  addEventListener("drop", event => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth = 0;
    mark(0);
    openFiles([...event.dataTransfer.files]);
  });
}

/** The columns of a table: its first line that has something in it, split where the table splits. */
function columnsOf(text) {
  const line = text.replace(/^\ufeff/, "").split(/\r?\n/).find(one => one.trim()) ?? "";
  const mark = ["\t", ";", ","].sort((a, b) => line.split(b).length - line.split(a).length)[0];
  const cells = [];
  const cell = new RegExp(`(?:^|${mark === "\t" ? "\\t" : mark})(?:"((?:[^"]|"")*)"|([^${mark}]*))`, "g");
  for (const found of line.matchAll(cell)) {
    cells.push((found[1]?.replaceAll('""', '"') ?? found[2] ?? "").trim());
  }
  return cells.filter(Boolean);
}

/** What a column can be read as, by the command's own help: [[name, meaning], ...]. */
async function importFields() {
  const { out } = await engine.run(["import", "--help"], { isUrgent: true });
  const list = /Fields for --map:([^]*?)\.\n\n/.exec(out)?.[1].replace(/\s+/g, " ") ?? "";
  return [...list.matchAll(/(\w+) \(([^)]*)\)/g)].map(found => [found[1], found[2]]);
}

/** Shows what the importer makes of a file, with the guesses it made and the means to correct them. */
async function beginImport(name, content, option, needs) {
  const choice = { map: new Map(), dates: "", lead: "", root: "", currency: "" };
  const notes = h("div", { id: "import-notes" }, h("p", { class: "calm" }, "Reading\u2026"));
  const corrections = h("div", { id: "import-corrections" });
  let text = "";
  const dialog = showDialog(`Open ${name}`, h("div", {}, notes, corrections), [{
    label: "Open it", isMain: true,
    run: () => {
      if (!text) return false;
      unlessUnsaved(() => {
        page.open(text, name.replace(/\.[a-z]+$/i, "") + ".json", { isSaved: false });
        writeAddress();
      });
      return true;
    },
  }]);
  const fields = option === "commitments" && typeof content === "string" ? await importFields() : [];
  const files = { [name]: content, ...(needs ? { [needs.name]: needs.content } : {}) };
  const read = async () => {
    const given = ["import", `--${option}`, name, ...(needs ? ["--needs", needs.name] : []),
      ...[...choice.map].flatMap(([column, field]) => field ? ["--map", `${field}=${column}`] : []),
      ...["dates", "lead", "root", "currency"].flatMap(key => choice[key] ? [`--${key}`, choice[key]] : [])];
    const result = await engine.run(given, { files, key: "import", isUrgent: true });
    if (!result) return;
    text = result.status === 0 ? result.out : "";
    dialog.querySelector(".button.main").disabled = !text;
    const made = text ? JSON.parse(text) : null;
    showImport(notes, made, result, option);
    showCorrections(corrections, { made, fields, columns: fields.length ? columnsOf(content) : [], choice, read,
      result });
  };
  await read();
}

function showImport(place, made, result, option) {
  if (!made) {
    const isUnknown = result.status === 64 && result.err.includes(`--${option}`);
    place.replaceChildren(h("p", {}, isUnknown
      ? "This kind of file cannot be read here yet. Save it as CSV and open that."
      : "It cannot be read like this. Correct it below or in the file."),
    h("pre", { class: "mono" }, isUnknown ? "" : complaintOf(result)));
    return;
  }
  const needs = made.commitments.reduce((sum, one) => sum + (one.needs?.length ?? 0), 0);
  place.replaceChildren(
    h("p", {}, `${counted(made.commitments.length, "commitment")} and ${counted(needs, "need")}. `,
      "This is how it was read:"),
    h("ul", { class: "notes" }, (made["x-imported"]?.guesses ?? []).map(guess => h("li", {}, guess))));
}

/** Fields to read a table otherwise than it was guessed. */
function showCorrections(place, { made, fields, columns, choice, read, result }) {
  if (place.contains(document.activeElement) && place.childElementCount) return;
  const guesses = (made?.["x-imported"]?.guesses ?? []).join("; ") + result.err.replace(/\s+/g, " ");
  const guessed = column =>
    new RegExp(`"${column.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}" as (\\w+)`).exec(guesses)?.[1] ?? "";
  const pick = (label, key, options) => h("label", {}, label, h("select", {
    onchange: event => {
      choice[key] = event.target.value;
      event.target.blur();
      read();
    },
  }, options.map(([value, words]) => h("option", { value, selected: value === choice[key] }, words))));
  const line = column => h("label", {}, column, h("select", {
    onchange: event => {
      choice.map.set(column, event.target.value);
      event.target.blur();
      read();
    },
  }, h("option", { value: "" }, "as guessed or not used"), fields.map(([field, meaning]) =>
    h("option", { value: field, selected: (choice.map.get(column) ?? guessed(column)) === field }, meaning))));
  const commitments = made?.commitments ?? [];
  place.replaceChildren(
    h("details", { open: !made }, h("summary", {}, "Read it otherwise"),
      h("div", { class: "row-of" }, columns.map(line)),
      h("div", { class: "row-of" },
        fields.length ? pick("Dates", "dates", [["", "as guessed"], ["dmy", "day, month, year"],
          ["mdy", "month, day, year"],
          ["ymd", "year, month, day"]]) : null,
        h("label", {}, "Days from a predecessor, where nothing says", h("input", {
          type: "text", inputmode: "decimal", value: choice.lead, onchange: event => {
            choice.lead = event.target.value.trim();
            read();
          } })),
        h("label", {}, "Currency", h("input", {
          type: "text", value: choice.currency, size: 5, onchange: event => {
            choice.currency = event.target.value.trim();
            read();
          } })))),
    commitments.length ? h("div", { class: "row-of" }, pick("Which commitment is it about?", "root",
      [["", "decide later"], ...commitments.map(one => [one.id, one.title ?? one.id])])) : null);
}
