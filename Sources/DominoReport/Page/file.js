// The file: what it is called, what it holds, what has changed, and everything in it as a table that opens forms.

/** The lists of a scenario: name, heading, columns and what a row shows. */
const fileLists = [
  { list: "commitments", heading: "Commitments",
    columns: [column("Commitment"), column("By"), column("To"), column("Due"), column("Status"), numbers("Needs")],
    cells: one => [personName(one.promisor, 40), personName(one.promisee, 40),
      unbroken(isDate(one.due) ? spoken(one.due) : safe(one.due ?? "-")),
      safe(one.status ?? "agreed"), exact(needsOf(one).length)] },
  { list: "stakeholders", heading: "Stakeholders", columns: [column("Stakeholder"), column("Side"), numbers("Weight")],
    cells: one => [sideNames[one.side ?? "other"] ?? safe(one.side), dayCount(one.weight ?? 1)] },
  { list: "risks", heading: "Risks", columns: [column("Risk"), numbers("Chance"), column("Hits")],
    cells: one => [typeof one.chance === "number" ? level(one.chance) : "-",
      (one.hits ?? []).map(hit => titleOf(hit?.commitment, 40)).join("; ")] },
  { list: "factors", heading: "Factors", columns: [column("Factor"), column("Scales")],
    cells: one => [(one.scales ?? []).map(id => titleOf(id, 40)).join("; ")] },
  { list: "mitigations", heading: "Mitigations",
    columns: [column("Mitigation"), numbers("Cost"), numbers("Lead time"), numbers("Chance")],
    cells: one => [one.cost ? exact(one.cost) : "-", workingDays(one.leadTime ?? 0), level(one.chance ?? 1)] },
  { list: "kinds", heading: "Kinds of damage", columns: [column("Kind"), column("Unit"), numbers("Weight")],
    cells: one => [safe(one.unit ?? "money"), exact(one.weight ?? 1)] },
  { list: "windows", heading: "Windows", columns: [column("Window"), column("Days")],
    cells: one => [`${one.closed ? "closed" : "open"} ${safe([one.closed ?? one.open ?? []].flat(3).join(", "))}`] },
  { list: "records", heading: "Past promises", columns: [column("Record"), numbers("Rows")],
    cells: one => [exact((one.rows ?? []).length)] },
  { list: "stages", heading: "Stages", columns: [column("Stage")], cells: () => [] },
];

/** What the view remembers between drawings. */
const file = { list: "commitments", filter: "" };

const thingsIn = (page, name) => (Array.isArray(page.scenario?.[name]) ? page.scenario[name] : [])
  .filter(one => one && typeof one === "object");

/** Name, counts, today, what is overdue and what is wrong. */
function fileFacts(page) {
  const { scenario } = page;
  const overdue = page.answers.whatif?.value?.overdue ?? [];
  const problems = page.problems ?? [];
  const errors = problems.filter(one => one.severity === "error").length;
  const rows = [
    ["Name", safe(scenario.name ?? "without a name")],
    ["File", safe(page.fileName ?? "not saved yet")],
    ["Root", scenario.root ? opensCommitment(scenario.root, 70) : "none chosen"],
    ["Today", page.today ? fullDate(page.today) : "-"],
    ["Currency", safe(scenario.currency ?? "not given")],
    ["Overdue", overdue.length ? h("ul", { class: "plain" }, overdue.slice(0, 5).map(one =>
      h("li", {}, opensCommitment(one.commitment, 60), ` ${workingDays(one.days)}`))) : "nothing"],
    ["Problems", problems.length ? `${counted(errors, "error")}, ${exact(problems.length - errors)} other` : "none"],
  ];
  return h("dl", { class: "facts inline" }, rows.map(([term, value]) =>
    h("div", {}, h("dt", {}, term), h("dd", {}, value))));
}

/** Problems in the command's words. */
function problemList(page) {
  const problems = page.problems ?? [];
  if (!problems.length) return null;
  return [h("h3", {}, "Problems"), h("ul", { class: "findings" }, problems.slice(0, 20).map(one =>
    h("li", { class: `finding is-${one.severity}` }, h("p", {}, messageOf(one.message)),
      one.hint ? h("p", { class: "advice" }, messageOf(one.hint)) : null)))];
}

/** The changes since the file was opened, the last one first; each can be taken back on its own. */
function changeList(page) {
  const changes = page.changes ?? [];
  if (!changes.length) return [h("h3", {}, "Changes"), note("Nothing has been changed since the file was opened.")];
  return [h("h3", {}, "Changes"), h("ol", { class: "changes", reversed: true }, changes.map((change, place) =>
    h("li", {}, h("span", {}, safe(change.label)), h("button", { type: "button", class: "button quiet",
      "data-key": `back:${place}`, "aria-label": `Undo: ${safe(change.label)}`,
      onclick: () => page.undoOne(place) }, "Undo"))).reverse())];
}

/** The rows of a list that hold what is looked for. */
function fileRows(page, shape) {
  const wanted = file.filter.trim().toLowerCase();
  const rows = thingsIn(page, shape.list).map(one => {
    const title = safe(one.title || one.name || one.id || "without a name");
    return { id: one.id, title, cells: shape.cells(one) };
  });
  return rows.filter(row => !wanted || [row.title, row.id, ...row.cells].join(" ").toLowerCase().includes(wanted));
}

/** The table of the list that is shown. */
function fileTable(page) {
  const shape = fileLists.find(one => one.list === file.list);
  const rows = fileRows(page, shape);
  const add = h("button", { type: "button", class: "button quiet", "data-key": "file:add",
    onclick: () => page.choose(file.list, null) }, "All, and add one");
  if (!rows.length) {
    return [quietly(file.filter ? `Nothing in ${shape.heading.toLowerCase()} holds “${safe(file.filter)}”.`
      : `There are no ${shape.heading.toLowerCase()} yet.`), add];
  }
  const cells = rows.map(row => [opens(shape.list, row.id, cut(row.title, 90)), ...row.cells]);
  return [table(shape.heading, shape.columns, cells, { key: `file-${shape.list}`, most: 60 }), add];
}

function drawFile(page, element) {
  if (!element.querySelector(".file-table")) {
    const tabs = h("div", { class: "tabs", role: "group", "aria-label": "What is listed" });
    const search = h("input", { type: "search", placeholder: "Filter", "aria-label": "Filter the table",
      value: file.filter, oninput: event => {
        file.filter = event.target.value;
        redraw(element.querySelector(".file-table"), fileTable(page));
      } });
    element.replaceChildren(
      h("div", { class: "two" }, h("div", { class: "file-facts" }), h("div", { class: "file-changes" })),
      h("div", { class: "file-bar" }, tabs, search), h("div", { class: "file-table" }));
  }
  redraw(element.querySelector(".file-facts"), fileFacts(page), problemList(page));
  redraw(element.querySelector(".file-changes"), changeList(page));
  redraw(element.querySelector(".tabs"), fileLists.map(({ list, heading }) => h("button", {
    type: "button", "data-key": `tab:${list}`, "aria-pressed": file.list === list ? "true" : "false", onclick: () => {
      file.list = list;
      drawFile(page, element);
    } }, heading, h("small", {}, ` ${exact(thingsIn(page, list).length)}`))));
  if (element.drawnText === page.text && element.drawnList === file.list) return;
  element.drawnText = page.text;
  element.drawnList = file.list;
  redraw(element.querySelector(".file-table"), fileTable(page));
}

view({
  id: "file", heading: "The file", lead: "Everything in it, and what has changed.", needs: ["whatif"],
  isShown: page => Boolean(page.scenario), draw: drawFile,
});
