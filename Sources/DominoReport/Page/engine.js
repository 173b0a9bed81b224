// The engine of this page is the command itself, compiled to WebAssembly. It runs in workers; where a browser refuses
// those, it runs on the page between two drawings. The page has an instance of its own for what must follow at once.

/** How many questions run at the same time. */
const workerCount = 2;
/** Milliseconds after which a question that nobody waits for any more is stopped and not awaited. */
const patience = 250;

/** The module as the page holds it: Base64, packed. Read before the page is drawn, which takes its element away. */
const packedEngine = document.getElementById("engine")?.textContent.trim() ?? "";

/** What a worker does: it opens the door and answers one question after the other. Its text is the worker's script. */
function serveQuestions() {
  let bytes;
  let door;
  self.onmessage = async ({ data }) => {
    if (data.bytes) {
      bytes = data.bytes;
      return;
    }
    const { id, question } = data;
    try {
      door ??= openDoor(bytes);
      const progress = (done, total) => self.postMessage({ id, progress: total > 0 ? done / total : 0 });
      self.postMessage({ id, result: door.run(question.arguments, question.files, question.today, progress) });
    } catch (failure) {
      // After a trap an instance is not used again.
      door = undefined;
      self.postMessage({ id, failure: String(failure?.message ?? failure) });
    }
  };
}

const engine = (() => {
  /** Waiting and running questions, in the order in which they are to be answered. */
  let jobs = [];
  let workers = [];
  let bytes;
  let own;
  let count = 0;
  let isWorkerRefused = false;

  /** The module's bytes, unpacked. */
  const unpack = () => unpackLzma(Uint8Array.from(atob(packedEngine), c => c.charCodeAt(0)));

  const isReady = (async () => {
    // The first drawing goes before the engine.
    await new Promise(resolve => setTimeout(resolve));
    bytes = unpack();
    own = await openDoorAsync(bytes);
  })();

  function hire() {
    const script = `"use strict";\n${[doorOf, doorImports, openDoor].join("\n")}\n(${serveQuestions})();`;
    const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    const hired = { worker: new Worker(address), job: null, hasAnswered: false, address };
    hired.worker.onmessage = ({ data }) => hear(hired, data);
    hired.worker.onerror = event => {
      event.preventDefault();
      refuse(hired);
    };
    hired.worker.postMessage({ bytes });
    workers.push(hired);
    return hired;
  }

  function dismiss(hired) {
    hired.worker.terminate();
    URL.revokeObjectURL(hired.address);
    workers = workers.filter(one => one !== hired);
  }

  /** A worker that never answered is one that the browser refuses. */
  function refuse(hired) {
    if (!hired.hasAnswered) isWorkerRefused = true;
    const job = hired.job;
    dismiss(hired);
    if (!job) return next();
    job.hired = null;
    if (hired.hasAnswered) finish(job, failed("the engine stopped"));
    next();
  }

  function hear(hired, { id, result, progress, failure }) {
    hired.hasAnswered = true;
    const job = hired.job;
    if (!job || job.id !== id) return;
    if (progress !== undefined) {
      job.onProgress?.(progress);
      return;
    }
    hired.job = null;
    finish(job, result ?? failed(failure));
    next();
  }

  const failed = why => ({ status: 70, out: "", err: `Error: internal error: ${why}\n`, files: {} });

  function finish(job, result) {
    jobs = jobs.filter(one => one !== job);
    job.resolve(job.isSuperseded ? null : result);
  }

  /** Gives waiting questions to whoever is free. */
  function next() {
    for (const job of jobs) {
      if (job.hired || job.isOnPage) continue;
      if (isWorkerRefused) {
        runOnPage(job);
        return;
      }
      let hired = workers.find(one => !one.job);
      try {
        if (!hired && workers.length < workerCount) hired = hire();
      } catch {
        isWorkerRefused = true;
        runOnPage(job);
        return;
      }
      if (!hired) return;
      hired.job = job;
      job.hired = hired;
      job.startedAt = performance.now();
      hired.worker.postMessage({ id: job.id, question: job.question });
    }
  }

  /** One question at a time, each after the page has had its turn. */
  function runOnPage(job) {
    if (jobs.some(one => one.isOnPage)) return;
    job.isOnPage = true;
    setTimeout(() => {
      if (!job.isSuperseded) finish(job, runNow(job.question.arguments, job.question.files) ?? failed("not open"));
      else finish(job, null);
      next();
    }, 30);
  }

  function runNow(given, files) {
    if (!own) return null;
    try {
      return own.run(given, files, engine.today);
    } catch (failure) {
      own = undefined;
      openDoorAsync(bytes).then(fresh => { own = fresh; });
      return failed(String(failure?.message ?? failure));
    }
  }

  /** Ends what is asked under a key: it gets no answer. */
  function stop(key, isAtOnce = true) {
    for (const job of jobs.filter(one => one.key === key)) {
      job.isSuperseded = true;
      if (!job.hired) {
        if (!job.isOnPage) finish(job, null);
      } else if (isAtOnce || performance.now() - job.startedAt > patience) {
        dismiss(job.hired);
        finish(job, null);
      }
    }
    next();
  }

  return {
    /** The day that counts as today where nothing else says so. */
    today: localToday(),
    isReady,
    get isOpen() { return own !== undefined; },
    get isWorkerRefused() { return isWorkerRefused; },
    runNow,
    stop,
    /** Asks the command; null where the question was superseded or stopped. */
    async run(given, { files = {}, key = `job-${count}`, isUrgent = false, onProgress } = {}) {
      stop(key, false);
      const job = {
        id: ++count, key, onProgress, hired: null, isOnPage: false, isSuperseded: false,
        question: { arguments: given, files, today: engine.today },
      };
      const answer = new Promise(resolve => { job.resolve = resolve; });
      if (isUrgent) jobs.unshift(job);
      else jobs.push(job);
      isReady.then(next, failure => finish(job, failed(String(failure?.message ?? failure))));
      return answer;
    },
  };
})();

/** Today where the reader is. */
function localToday() {
  const now = new Date();
  const two = number => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
