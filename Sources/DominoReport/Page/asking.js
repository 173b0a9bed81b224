// What is asked of the command, when, and with which words on its command line.

/** Milliseconds of calm before the questions that take long are asked. */
const calmBefore = 120;

/** Questions in the order of the views. `whatif` comes first and at once. */
const laterQuestions = ["check", "curve", "mitigate", "renegotiate", "ladder", "simulate", "rank"];

const slipArguments = ({ slips }) => slips.flatMap(({ id, days }) => ["--slip", `${id}=${days}`]);
const moveArguments = ({ moves }) => moves.flatMap(({ id, days }) => ["--move", `${id}=${days}`]);

/** Whether the slips asked about are those of the file, so that a command line need not name them. */
function isSlipOfFile() {
  return JSON.stringify(freshQuestion(page.scenario).slips) === JSON.stringify(page.question.slips);
}

/** The slips of a question that looks at them by default. */
function slipsIfOthers() {
  if (isSlipOfFile()) return [];
  if (page.question.slips.length) return slipArguments(page.question);
  // Without a slip the file's own would be taken: none of it is a slip of no days.
  const first = freshQuestion(page.scenario).slips[0];
  return first ? ["--slip", `${first.id}=0`] : [];
}

/** The arguments of a question, and whether it makes sense to ask it. */
function argumentsOf(name) {
  const { question, scenario } = page;
  const command = name === "atFirst" ? "whatif" : name;
  const base = [command, page.fileName.startsWith("-") ? "./" + page.fileName : page.fileName];
  const today = question.today && question.today !== scenario?.asOf ? ["--as-of", question.today] : [];
  const plan = question.plan.length ? ["--plan", question.plan.join(",")] : [];
  const told = question.toldOn ? ["--tell-on", question.toldOn] : [];
  const withSlips = question.withSlips ? slipArguments(question) : [];
  const runs = [
    ...(question.replicates !== 10000 ? ["--replicates", String(question.replicates)] : []),
    ...(question.seed !== "1" ? ["--seed", question.seed] : []),
  ];
  const promise = question.promise ? ["--promise", question.promise] : [];
  const known = question.toldOn && question.toldOn > page.today ? question.toldOn : null;
  const moves = moveArguments(question);
  const hasSlip = question.slips.length > 0 || question.moves.length > 0;
  const parts = {
    atFirst: [],
    whatif: [...slipsIfOthers(), ...moves, ...plan, ...told, ...today],
    check: [...promise, ...withSlips, ...moves, ...plan, ...told, ...runs, ...today],
    simulate: [...withSlips, ...moves, ...plan, ...told, ...runs, ...today],
    mitigate: [...slipsIfOthers(), ...moves, ...(known ? ["--decide-on", known] : []), "--frontier", ...runs, ...today],
    renegotiate: [...slipsIfOthers(), ...moves, ...(known ? ["--known", known] : []), ...runs, ...today],
    rank: [...runs, ...today],
    ladder: [...today],
    curve: [...(question.slips[0] ? ["--of", question.slips[0].id] : []), ...today],
  }[name] ?? today;
  const isAsked = {
    mitigate: listIn("mitigations").length > 0 && hasSlip, renegotiate: hasSlip, ladder: listIn("stages").length > 0,
    curve: question.slips.length > 0 || typeof scenario?.root === "string",
  }[name] ?? true;
  return { arguments: [...base, ...parts], isAsked };
}

/** An argument as a shell reads it: in quotes where it needs them, escaped where eyes would be deceived. */
function shellArgument(text) {
  if (/^[A-Za-z0-9_./:=,@%+-]+$/.test(text)) return text;
  if (!/[\p{C}\p{Zl}\p{Zp}\u00a0\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0]/u.test(text)) {
    return "'" + text.replaceAll("'", "'\\''") + "'";
  }
  return "$'" + text.replace(/[\\']|[^\u0020-\u007e]/gu, letter => letter === "\\" || letter === "'" ? "\\" + letter
    : "\\U" + letter.codePointAt(0).toString(16).padStart(8, "0")) + "'";
}

const lineOf = given => ["domino", ...given].map(shellArgument).join(" ");

/** What the command says of a question it does not answer, without its own way of beginning. */
function complaintOf({ err, out }) {
  const first = err.split(/\n(?=Usage:|\s+See ')/)[0].trim() || out.trim();
  return first.replace(/^Error: /, "").replace(/^error: /, "");
}

/** Puts what the command said into an answer. */
function takeAnswer(name, result) {
  const answer = page.answers[name];
  answer.isRunning = false;
  answer.progress = 0;
  answer.status = result.status;
  answer.error = null;
  let value = null;
  try {
    value = result.out.startsWith("{") || result.out.startsWith("[") ? JSON.parse(result.out) : null;
  } catch { /* Only a command that failed writes half an answer. */ }
  if (value && value.result !== "validate") {
    answer.value = value;
    answer.isStale = false;
    answer.version++;
  } else answer.error = value?.headline ?? complaintOf(result);
  changed("answer", name);
}

/** Asks one question in a worker. */
async function askLater(name) {
  const answer = page.answers[name];
  const { arguments: asked, isAsked } = argumentsOf(name);
  engine.stop(name, false);
  answer.command = lineOf(asked);
  if (!isAsked) {
    Object.assign(answer, emptyAnswer(), { command: answer.command, version: answer.version + 1, isStale: false });
    changed("answer", name);
    return;
  }
  answer.isRunning = true;
  answer.progress = 0;
  changed("answer", name);
  const files = page.files;
  const result = await engine.run([...asked, "--format", "json", "--quiet"], {
    files, key: name,
    onProgress: share => {
      answer.progress = share;
      changed("progress", name);
    },
  });
  if (result) takeAnswer(name, result);
}

/** Stops a question that takes long; what was answered last stays. */
function stopAsking(name) {
  engine.stop(name);
  Object.assign(page.answers[name], { isRunning: false, progress: 0, error: "Stopped." });
  changed("answer", name);
}

/** Asks at once what a move of the slider asks. False where the engine is not open yet. */
function askNow() {
  const { arguments: asked } = argumentsOf("whatif");
  page.answers.whatif.command = lineOf(asked);
  const result = engine.runNow([...asked, "--format", "json", "--quiet"], page.files);
  if (!result) return false;
  takeAnswer("whatif", result);
  return true;
}

/** Has the command check the present text. Its words stand at the fields and in the view of the file. */
function validateNow() {
  const result = engine.runNow(["validate", page.fileName, "--format", "json", "--quiet"], page.files);
  if (!result) return;
  try {
    const answer = JSON.parse(result.out);
    page.isValid = answer.valid;
    page.problems = answer.diagnostics.map(one => ({ ...one, path: pathOfProblem(one) }));
  } catch {
    page.isValid = false;
    page.problems = [{ severity: "error", code: "internal", message: complaintOf(result), hint: null, path: [] }];
  }
  changed("problems");
}

/** Where in the scenario a problem is, as a path. */
function pathOfProblem({ file, line, column }) {
  if (file !== page.fileName || !line) return [];
  try {
    return pathAt(page.text, offsetOf(page.text, line, column));
  } catch { return []; }
}

/** The place of a line and a column, which the command counts in characters of Unicode. */
function offsetOf(text, line, column) {
  let start = 0;
  for (let number = 1; number < line; number++) {
    const end = text.indexOf("\n", start);
    if (end < 0) return start;
    start = end + 1;
  }
  let offset = start;
  for (let number = 1; number < column && offset < text.length; number++) {
    offset += text.codePointAt(offset) > 0xffff ? 2 : 1;
  }
  return offset;
}

const asking = { isTextNew: false, isDue: false, timer: 0 };

/** Whether something was changed or begun that is not answered yet. A question that failed is answered. */
const isAskingPending = () => asking.isDue || asking.timer !== 0
  || questionNames.some(name => page.answers[name].isRunning);

/** One answer a frame: of several changes in between, the last one counts. */
function scheduleAsking(isTextNew) {
  asking.isTextNew ||= isTextNew;
  for (const name of questionNames) if (name !== "atFirst") page.answers[name].isStale = true;
  clearTimeout(asking.timer);
  asking.timer = 0;
  if (asking.isDue || page.isEmpty) return;
  asking.isDue = true;
  requestAnimationFrame(() => {
    engine.isReady.then(() => {
      asking.isDue = false;
      askEverything();
    }, failure => {
      asking.isDue = false;
      page.answers.whatif.error = `This browser does not run the engine: ${failure.message ?? failure}`;
      changed("answer", "whatif");
    });
  });
}

function askEverything() {
  if (page.isEmpty) return;
  const wasTextNew = asking.isTextNew;
  asking.isTextNew = false;
  if (wasTextNew) validateNow();
  if (page.isValid) {
    // An engine that broke down while it checked the text opens again; a worker answers meanwhile.
    if (!askNow()) askLater("whatif");
  } else {
    const count = page.problems.filter(one => one.severity === "error").length;
    const words = `${counted(count, "problem")} to solve first. The figures are the last good ones.`;
    for (const name of questionNames) {
      if (name === "atFirst") continue;
      engine.stop(name, false);
      Object.assign(page.answers[name], { error: words, isRunning: false, progress: 0 });
      changed("answer", name);
    }
    return;
  }
  clearTimeout(asking.timer);
  asking.timer = setTimeout(() => {
    asking.timer = 0;
    if (page.answers.atFirst.value === null) askAtFirst();
    for (const name of laterQuestions) askLater(name);
  }, calmBefore);
}

/** What the file said when it was opened, to compare with. */
async function askAtFirst() {
  const answer = page.answers.atFirst;
  answer.isRunning = true;
  const files = { ...page.others, [page.fileName]: page.firstText };
  const result = await engine.run(["whatif", page.fileName, "--format", "json", "--quiet"], { files, key: "atFirst" });
  if (result) takeAnswer("atFirst", result);
  answer.command = lineOf(["whatif", page.fileName]);
}

onChange(what => {
  if (what === "file" || what === "text") scheduleAsking(true);
  if (what === "question") scheduleAsking(false);
});
