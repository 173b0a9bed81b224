// How long a page takes for a move of its slider: node Benchmarks/slider.js [MOVES] [SIZE...]
//
// Makes scenarios of so many promises, all of which fall, and their pages, opens each in headless Chromium, and moves the slider once a
// frame, as a hand does. A frame is timed from its first line of script to the page changed, to the page laid out (forced), and to
// the frame painted. "all laid out" is the same page with everything laid out at every move, seen or not, in turn with
// "as it is". With SHOW_ALL=1 every domino has a row, not only the first forty.
const { spawnSync } = require("child_process");
const fs = require("fs");
const os = require("os");
const path = require("path");

const [moves = 60, ...sizes] = process.argv.slice(2).map(Number);
const root = path.join(__dirname, "..");
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "domino-slider-"));

/** Ten promises a row, each needing one of the row before without a day to spare. */
function scenario(count) {
  const date = row => new Date(Date.UTC(2026, 2, 2) + row * 86400000).toISOString().slice(0, 10);
  const commitments = Array.from({ length: count }, (_, place) => ({
    id: `c${place}`, title: `Promise number ${place}, kept for somebody who counts on it`, promisor: `p${place % 9}`, promisee: `q${place % 23}`,
    due: date(Math.ceil(place / 10)), delay: { pert: [0, 1, 9] }, damage: [{ kind: "money", perDay: place % 7 + 1 }],
    ...(place === 0 ? {} : { needs: [{ commitment: `c${Math.max(0, place - 10)}`, buffer: 0 }] }),
  }));
  const mitigations = Array.from({ length: 8 }, (_, place) => ({
    id: `m${place}`, title: `Bring promise ${place * 10 + 5} forward`, cost: 100, effects: [{ expedite: `c${place * 10 + 5}`, days: 1 }] }));
  return { domino: 1, name: `${count} promises`, root: `c${count - 1}`, asOf: "2026-02-02", commitments, mitigations,
    slip: { commitment: "c0", days: 12 } };
}

const before = `
  globalThis.timed = [];
  const frame = requestAnimationFrame;
  globalThis.requestAnimationFrame = body => frame(now => {
    const began = performance.now();
    body(now);
    const changed = performance.now();
    document.documentElement.getBoundingClientRect();
    const laidOut = performance.now();
    const painted = new MessageChannel();
    painted.port1.onmessage = () => globalThis.timed.push([changed, laidOut, performance.now()].map(time => time - began));
    painted.port2.postMessage(0);
  });
  globalThis.move = async moves => {
    const slider = document.getElementById("slip-slider");
    globalThis.timed = [];
    for (let move = 0; move < moves; move++) {
      slider.value = 5 + move * 7 % 25;
      slider.dispatchEvent(new Event("input"));
      await new Promise(done => frame(() => frame(done)));
    }
    return globalThis.timed;
  };
  globalThis.layAllOut = isWanted => {
    const [style] = document.styleSheets;
    if (isWanted) style.insertRule("main > section, .lane { content-visibility: visible !important; }", style.cssRules.length);
    else style.deleteRule(style.cssRules.length - 1);
  };`;

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
console.log("median (95 %) in ms | page changed | laid out | painted");
for (const size of sizes.length ? sizes : [100, 1000, 5000]) {
  const [file, page] = [path.join(folder, "scenario.json"), path.join(folder, "page.html")];
  fs.writeFileSync(file, JSON.stringify(scenario(size)));
  const made = spawnSync(process.env.DOMINO_BINARY ?? path.join(root, ".build/release/domino"), ["report", file, "-o", page, "--quiet", "--replicates", "64"]);
  if (made.status) throw new Error(String(made.stderr));
  const rounds = [];
  for (let round = 0; round < 6; round++) {
    if (round % 2) rounds.push(["evaluate", "layAllOut(true)"]);
    rounds.push(["evaluate", "move(10)"], ["evaluate", `move(${moves})`]);
    if (round % 2) rounds.push(["evaluate", "layAllOut(false)"]);
  }
  const steps = [["size", [1280, 900]], ["open", ""], ["until", "document.body.dataset.ready === 'yes' && !domino.isReplaying()"],
    ["evaluate", process.env.SHOW_ALL ? "[...document.querySelectorAll('#dominoes-view > button')].forEach(one => one.click())" : "0"],
    ["evaluate", "document.querySelectorAll('.domino').length + ' of ' + domino.answer().sequence.length"], ...rounds];
  const visit = spawnSync("node", [path.join(root, "Tests/DominoPageTests/browser.js")], {
    input: JSON.stringify({ chromium: "chromium", page: "file://" + page, before, steps }), maxBuffer: 1 << 28 });
  if (visit.status) throw new Error(String(visit.stderr));
  const { results, errors } = JSON.parse(visit.stdout);
  if (errors.length) throw new Error(errors.join("\n"));
  console.log(results[4]);
  const timed = results.filter(result => Array.isArray(result) && result.length > 10);
  for (const [name, side] of [["as it is", 0], ["all laid out", 1]]) {
    const frames = timed.filter((_, place) => place % 2 === side).flat();
    const figures = [0, 1, 2].map(column => {
      const sorted = frames.map(frame => frame[column]).sort((a, b) => a - b);
      return `${at(sorted, 0.5).toFixed(1)} (${at(sorted, 0.95).toFixed(1)})`;
    });
    console.log(`${size} promises, ${name}, ${frames.length} moves | ${figures.join(" | ")}`);
  }
}
fs.rmSync(folder, { recursive: true });
