// Random sequences of edits of JSON texts: node edits.js SEED. Each edit gives JSON that says what was meant, leaves
// the rest of the text as it was, and is undone and redone to the byte; so are all of a sequence. Prints how many held.
const fs = require("fs");
const path = require("path");

const root = path.join(__dirname, "../..");
const source = fs.readFileSync(path.join(root, "Sources/DominoReport/Page/json-edit.js"), "utf8");
const { edited, undone, redone, withoutStep, EditRefused } =
  new Function(source + "; return { edited, undone, redone, withoutStep, EditRefused };")();
let seed = Number(process.argv[2]) || 1;
const random = limit => {
  seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return (seed >> 8) % limit;
};
const names = ["software-go-live", "deal-ladder", "late-report", "rush-promise", "in-flight", "hardware-shipment"];
const texts = names.map(name => fs.readFileSync(path.join(root, "Scenarios", name + ".json"), "utf8"));

/** The paths of all values inside one. */
function pathsOf(value, inside = [], found = []) {
  if (value && typeof value === "object") {
    for (const key of Object.keys(value)) {
      const step = Array.isArray(value) ? Number(key) : key;
      found.push([...inside, step]);
      pathsOf(value[key], [...inside, step], found);
    }
  }
  return found;
}

const valueAt = (value, steps) => steps.reduce((inner, step) => inner[step], value);
const sorted = value => Array.isArray(value) ? value.map(sorted) : value && typeof value === "object"
  ? Object.fromEntries(Object.keys(value).sort().map(key => [key, sorted(value[key])])) : value;
const isSame = (one, other) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

function hold(condition, what, ...more) {
  if (condition) return;
  console.log(`${what}: ${more.map(one => JSON.stringify(one)).join(" ")}`);
  process.exit(1);
}

/** A random operation, done to the model as well. */
function randomOperation(model, number) {
  const all = pathsOf(model);
  const value = [5, "a \"b\" \\ </script>", { a: [1, { b: 2 }] }, [], null, true, {}][random(7)];
  const some = all[random(all.length)];
  const parent = valueAt(model, some.slice(0, -1));
  const kind = random(4);
  if (kind === 0) {
    parent[some.at(-1)] = value;
    return { set: some, value };
  }
  if (kind === 1) {
    if (Array.isArray(parent)) parent.splice(some.at(-1), 1);
    else delete parent[some.at(-1)];
    return { remove: some };
  }
  const chosen = all.filter(one => Array.isArray(valueAt(model, one)) === (kind === 2)
    && valueAt(model, one) !== null && typeof valueAt(model, one) === "object");
  const where = chosen[random(chosen.length)] ?? [];
  const target = valueAt(model, where);
  if (kind === 2 && Array.isArray(target)) {
    const index = random(target.length + 1);
    target.splice(index, 0, value);
    return { insert: where, index, value };
  }
  const name = `x-new-${number}`;
  target[name] = { deep: value };
  return { set: [...where, name, "deep"], value };
}

/** What is outside the places that were touched is as it was. */
function holdUntouched(before, after, done) {
  for (const { start, removed, added } of done) {
    const fresh = before.slice(0, start) + added + before.slice(start + removed.length);
    hold(before.slice(start, start + removed.length) === removed, "removed something else", start);
    before = fresh;
  }
  hold(before === after, "more than the splices changed");
}

let count = 0;
for (let round = 0; round < 200; round++) {
  const first = round % 3 ? texts[random(texts.length)] : texts[random(texts.length)].replace(/\n/g, "\r\n");
  const steps = [];
  let text = first;
  let model = JSON.parse(text);
  for (let number = 0; number < 12; number++) {
    const operation = randomOperation(model, number);
    const result = edited(text, [operation]);
    hold(isSame(JSON.parse(result.text), model), "not what was meant", operation);
    holdUntouched(text, result.text, result.done);
    hold(undone(result.text, result.done) === text, "not undone", operation);
    hold(redone(text, result.done) === result.text, "not done again", operation);
    text = result.text;
    model = JSON.parse(text);
    steps.push(result);
    count++;
  }
  const place = random(steps.length);
  try {
    const result = withoutStep(text, steps[place], steps.slice(place + 1));
    hold(undone(result.text, result.done) === text, "a step taken back alone is not undone");
  } catch (refusal) {
    hold(refusal instanceof EditRefused, "failed", String(refusal));
  }
  for (const step of steps.reverse()) text = undone(text, step.done);
  hold(text === first, "not the first bytes");
}
console.log(`${count} edits`);
