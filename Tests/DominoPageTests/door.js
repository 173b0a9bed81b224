// Runs the command in a module through the very glue of the page: door.js. Arguments: the module, door.js. Standard
// input: a list of runs, each { arguments, files, today }. Standard output: a list of answers. All runs share one
// instance, as in a page; after a trap there is a new one.
const fs = require("fs");
const path = require("path");
const [, , modulePath, gluePath] = process.argv;
const { openDoor } = require(path.resolve(gluePath));
const bytes = fs.readFileSync(modulePath);
const textOf = contents => Buffer.from(contents).toString("utf8");

let door = null;
const answers = JSON.parse(fs.readFileSync(0, "utf8")).map(run => {
  const progress = [];
  try {
    door ??= openDoor(bytes);
    const listen = (done, total) => progress.push([done, total]);
    const { status, out, err, files } = door.run(run.arguments, run.files, run.today, listen);
    const written = Object.fromEntries(Object.entries(files).map(([name, contents]) => [name, textOf(contents)]));
    return { status, out, err, files: written, progress };
  } catch (failure) {
    door = null;
    return { failure: String(failure?.message ?? failure) };
  }
});
// Writing may take a part only where the other end is a pipe.
const output = Buffer.from(JSON.stringify(answers));
for (let start = 0; start < output.length;) start += fs.writeSync(1, output, start);
