// The engine of the command, compiled to WebAssembly, and the scenario it holds. Nothing is computed in this script
// but what is shown; see DoorColumn.swift for the columns.
const facts = JSON.parse(document.getElementById("facts").textContent);

const Column = {
  slip: 0, state: 1, driver: 2, told: 3, notice: 4, score: 5, silentScore: 6, carried: 7, blame: 8, priceOfDay: 9,
  amounts: 10, totals: 11, curveScores: 20, curveLate: 21, curveBroken: 22, late: 30, broken: 31, meanSlip: 32,
  runScore: 33, runCarried: 34, runBlame: 35, runPriceOfDay: 36, criticality: 37, runEntries: 38, runTotals: 39,
  exceedanceAmounts: 40, exceedanceProbabilities: 41, rootDays: 42, rootCounts: 43, exclusionInputs: 44,
  exclusionGains: 45, exclusionErrors: 46, promiseDays: 50, promiseCounts: 51, promiseFigures: 52,
};

const Refusals = { 3: "a commitment is named twice", 5: "a number is out of range", 8: "too many mitigations may fail" };

/** A seed as two numbers of 32 bits. */
const halves = seed => [Number(seed & 0xffffffffn) | 0, Number(seed >> 32n) | 0];

/** The bytes of an element that holds Base64. */
function bytesOf(id) {
  const text = atob(document.getElementById(id).textContent.trim());
  const bytes = new Uint8Array(text.length);
  for (let place = 0; place < text.length; place++) bytes[place] = text.charCodeAt(place);
  return bytes;
}

/** The module, unpacked; it asks nothing of its host. */
async function compileEngine() {
  const packed = new Blob([bytesOf("engine")]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(packed).arrayBuffer());
}

/** A fresh engine with the scenario opened in it. After a trap an engine is not used again. */
async function openDeal(module, bytes) {
  const door = (await WebAssembly.instantiate(module, {})).exports;
  const place = (Type, values) => {
    const address = door.domino_allocate(Math.max(8, values.length * Type.BYTES_PER_ELEMENT));
    new Type(door.memory.buffer, address, values.length).set(values);
    return address;
  };
  const check = code => {
    if (code !== 0) throw new Error(Refusals[code] ?? `the engine refuses with code ${code}`);
  };
  const within = (columns, body) => {
    const addresses = columns.map(([Type, values]) => place(Type, values));
    try {
      return body(...addresses);
    } finally {
      addresses.forEach(address => door.domino_free(address));
    }
  };
  const handle = within([[Uint8Array, bytes], [Uint32Array, [0]]], (deal, out) => {
    check(door.domino_deal_open(deal, bytes.length, out));
    return new Uint32Array(door.memory.buffer, out, 1)[0];
  });
  return {
    /** Plays a question through. */
    ask({ slips, plan, toldOn, today, later }) {
      within([[Int32Array, slips.map(slip => slip.number)], [Float64Array, slips.map(slip => slip.days)],
              [Int32Array, plan]], (numbers, days, mitigations) => {
        check(door.domino_deal_ask(
          handle, slips.length, numbers, days, plan.length, mitigations, toldOn ?? NaN, today, later));
      });
    },
    curve(number, last) { check(door.domino_deal_curve(handle, number, last)); },
    simulate(replicates, seed, withSlips) {
      check(door.domino_deal_luck(handle, replicates, ...halves(seed), withSlips ? 1 : 0));
    },
    run(blocks) { return door.domino_deal_run(handle, blocks); },
    promise(replicates, seed, withSlips, confidence, perDayLater) {
      check(door.domino_deal_promise(
        handle, replicates, ...halves(seed), withSlips ? 1 : 0, confidence, perDayLater ?? NaN));
    },
    weigh(blocks) { return door.domino_deal_weigh(handle, blocks); },
    /** A copy of a column of the answers. */
    read(column) {
      const count = door.domino_deal_length(handle, column);
      if (count < 0) throw new Error(`there is no column ${column}`);
      return within([[Float64Array, new Float64Array(count)]], address => {
        check(door.domino_deal_read(handle, column, address, count));
        return new Float64Array(door.memory.buffer, address, count).slice();
      });
    },
  };
}
