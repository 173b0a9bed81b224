// Plays questions through a module with the very glue of the page: engine.js. Arguments: the module, engine.js. Standard
// input: a list of plays. Standard output: all columns of all answers as 64-bit numbers.
const fs = require("fs");
const [, , modulePath, gluePath] = process.argv;
const page = { getElementById: () => ({ textContent: "{}" }) };
const { openDeal } = new Function("document", fs.readFileSync(gluePath, "utf8") + "\nreturn { openDeal };")(page);
const { columns, plays } = JSON.parse(fs.readFileSync(0, "utf8"));

async function run() {
  const module = new WebAssembly.Module(fs.readFileSync(modulePath));
  const output = [];
  for (const play of plays) {
    const deal = await openDeal(module, Buffer.from(play.deal, "base64"));
    deal.ask({
      slips: play.slips.map(([number, days]) => ({ number, days: days ?? Infinity })), plan: play.plan,
      toldOn: play.toldOn, today: play.today, later: play.later });
    deal.curve(...play.curve);
    deal.simulate(play.replicates, BigInt(play.seed), play.withSlips);
    while (deal.run(3) < play.replicates);
    let promises = true;
    try {
      deal.promise(play.replicates, BigInt(play.seed), play.withSlips, 0.8, play.perDayLater ?? null);
      while (deal.weigh(3) < play.replicates);
    } catch {
      promises = false;
    }
    for (const column of columns) if (promises || column < 50) output.push(...deal.read(column));
  }
  fs.writeSync(1, Buffer.from(Float64Array.from(output).buffer));
}

run().catch(failure => {
  fs.writeSync(2, String(failure.stack));
  process.exitCode = 1;
});
