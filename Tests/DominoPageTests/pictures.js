// Takes the two pictures that README.md shows: node Tests/DominoPageTests/pictures.js COMMAND [CHROMIUM]
//
// Writes the page of a kept scenario with the command that was built, opens it as the tests do, and writes
// Scenarios/Pictures. Look at them before you keep them, and shrink them to 256 colours: each may have 150 KB.
const { spawnSync } = require("child_process");
const fs = require("fs");
const os = require("os");
const path = require("path");

const [command, chromium = "chromium"] = process.argv.slice(2);
const root = path.join(__dirname, "../..");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "domino-pictures-"));
const page = path.join(folder, "page.html");

function run(program, given, input) {
  const { status, stdout, stderr } = spawnSync(program, given, { input, encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
  return stdout;
}

const wait = milliseconds => ["evaluate", `new Promise(done => setTimeout(done, ${milliseconds}))`];
const find = (selector, words) => `[...document.querySelectorAll(${JSON.stringify(selector)})]`
  + `.find(one => one.textContent.startsWith(${JSON.stringify(words)}))`;
const view = [["size", [1280, 800]], ["open", ""], wait(20000)];
const picture = name => path.join(root, "Scenarios/Pictures", name);

run(command, ["report", path.join(root, "Scenarios/software-go-live.json"), "-o", page]);
for (const steps of [
  [...view, ["screen", picture("page.png")]],
  [["media", { features: [{ name: "prefers-color-scheme", value: "dark" }] }], ...view,
    ["evaluate", find("h2", "The dominoes") + ".scrollIntoView()"],
    ["evaluate", find(".name[data-key^=commitments]", "New billing live") + ".click()"], wait(2000),
    ["screen", picture("editor.png")]],
]) {
  const given = JSON.stringify({ chromium, page: "file://" + page, steps });
  const { errors } = JSON.parse(run("node", [path.join(__dirname, "browser.js")], given));
  if (errors.length) throw new Error(errors.join("\n"));
}
fs.rmSync(folder, { recursive: true });
