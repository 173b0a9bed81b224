// Opens a page in headless Chromium over the DevTools protocol, does what the tests ask for, and says what came of it.
// Standard input: {chromium, arguments, page, steps}. Standard output: {results, errors, requests}.
const { spawn } = require("child_process");
const fs = require("fs");
const os = require("os");
const path = require("path");

const { chromium, arguments: extra = [], page, before = "", steps } = JSON.parse(fs.readFileSync(0, "utf8"));
const profile = fs.mkdtempSync(path.join(os.tmpdir(), "domino-browser-"));
const browser = spawn(chromium, [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
  "--remote-debugging-pipe", `--user-data-dir=${profile}`, ...extra, "about:blank",
], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });

const waiting = new Map();
const listeners = new Map();
let count = 0;
let rest = "";
browser.stdio[4].on("data", bytes => {
  rest += bytes;
  const messages = rest.split("\0");
  rest = messages.pop();
  for (const text of messages) {
    const message = JSON.parse(text);
    if (message.id) {
      const { resolve, reject } = waiting.get(message.id);
      waiting.delete(message.id);
      message.error ? reject(new Error(message.error.message)) : resolve(message.result);
    } else listeners.get(message.method)?.(message.params);
  }
});

function send(method, params = {}, sessionId) {
  const id = ++count;
  browser.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0");
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

async function run() {
  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  const tell = (method, params) => send(method, params, sessionId);
  const [errors, requests] = [[], []];
  listeners.set("Runtime.exceptionThrown", ({ exceptionDetails: { text, exception } }) =>
    errors.push(exception?.description ?? text));
  listeners.set("Runtime.consoleAPICalled", ({ type, args }) => {
    if (type === "error" || type === "warning") errors.push(args.map(one => one.value ?? one.description).join(" "));
  });
  listeners.set("Log.entryAdded", ({ entry }) => errors.push(entry.text));
  listeners.set("Network.requestWillBeSent", ({ request }) => requests.push(request.url));
  for (const domain of ["Page", "Runtime", "Log", "Network"]) await tell(domain + ".enable");
  if (before) await tell("Page.addScriptToEvaluateOnNewDocument", { source: before });
  const evaluate = async expression => {
    const { result, exceptionDetails } = await tell("Runtime.evaluate", {
      expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) {
      throw new Error(`${expression}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    }
    return result.value;
  };
  const open = async address => {
    const loaded = new Promise(resolve => listeners.set("Page.loadEventFired", resolve));
    await tell("Page.navigate", { url: address });
    await loaded;
  };
  const doing = {
    evaluate,
    open: fragment => open(page + fragment),
    /** A key, or a letter with Control or Shift: `Control+z`. */
    key: async chord => {
      const [name, modifier] = chord.split("+").reverse();
      const known = {
        ArrowRight: 39, ArrowLeft: 37, ArrowDown: 40, ArrowUp: 38, Tab: 9, Enter: 13, Escape: 27, " ": 32 }[name];
      const key = {
        key: name, code: known ? name : `Key${name.toUpperCase()}`, modifiers: { Control: 2, Shift: 8 }[modifier],
        windowsVirtualKeyCode: known ?? name.toUpperCase().charCodeAt(0) };
      await tell("Input.dispatchKeyEvent", { type: "rawKeyDown", ...key });
      if (name === "Enter") await tell("Input.dispatchKeyEvent", { type: "char", text: "\r" });
      await tell("Input.dispatchKeyEvent", { type: "keyUp", ...key });
    },
    /** Drags by mouse from the middle of one thing to another, or so many pixels to the right. */
    drag: async ([from, to]) => {
      const middle = selector => evaluate(`(box => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 }))(
        document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect())`);
      await evaluate(`document.querySelector(${JSON.stringify(from)}).scrollIntoView({
        block: "center", inline: "center", behavior: "instant" })`);
      const start = await middle(from);
      const end = typeof to === "number" ? { x: start.x + to, y: start.y } : await middle(to);
      const mouse = (type, { x, y }) => tell("Input.dispatchMouseEvent", {
        type, x, y, button: "left", buttons: 1, clickCount: 1 });
      await mouse("mouseMoved", start);
      await mouse("mousePressed", start);
      for (const share of [0.3, 0.7, 1]) {
        await mouse("mouseMoved", { x: start.x + (end.x - start.x) * share, y: start.y + (end.y - start.y) * share });
      }
      await mouse("mouseReleased", end);
    },
    type: text => tell("Input.insertText", { text }),
    /** Waits until an expression holds; it is looked at again each time the page has drawn. */
    until: async expression => {
      for (let round = 0; round < 600; round++) {
        if (await evaluate(expression)) return true;
        await evaluate("new Promise(done => setTimeout(done, 50))");
      }
      throw new Error(`never: ${expression}`);
    },
    media: features => tell("Emulation.setEmulatedMedia", features),
    size: ([width, height, mobile]) => tell("Emulation.setDeviceMetricsOverride", {
      width, height, mobile: mobile ?? false, deviceScaleFactor: 1 }),
    script: on => tell("Emulation.setScriptExecutionDisabled", { value: !on }),
    shot: async file => {
      const { data } = await tell("Page.captureScreenshot", { captureBeyondViewport: true });
      fs.writeFileSync(file, Buffer.from(data, "base64"));
    },
    /** What is on the screen, and nothing below it. */
    screen: async file => {
      const { data } = await tell("Page.captureScreenshot", {});
      fs.writeFileSync(file, Buffer.from(data, "base64"));
    },
    print: async ([file, paperWidth, paperHeight]) => {
      const { data } = await tell("Page.printToPDF", {
        paperWidth, paperHeight, printBackground: true, preferCSSPageSize: false });
      const bytes = Buffer.from(data, "base64");
      if (file) fs.writeFileSync(file, bytes);
      return bytes.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    },
  };
  const results = [];
  for (const [name, value] of steps) results.push((await doing[name](value)) ?? null);
  return { results, errors, requests: requests.filter(address => !address.startsWith(page)) };
}

run().then(
  answer => fs.writeSync(1, JSON.stringify(answer)),
  failure => {
    fs.writeSync(2, String(failure.stack));
    process.exitCode = 1;
  }
).finally(async () => {
  const gone = new Promise(resolve => browser.once("exit", resolve));
  send("Browser.close").catch(() => {});
  await gone;
  fs.rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
});
