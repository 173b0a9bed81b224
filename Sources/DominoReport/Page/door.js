"use strict";
// The command as a WebAssembly module: arguments and files in; status, two streams and files out.
//
//     const door = openDoor(wasmBytes, { onProgress: (done, total) => {} });   // or await openDoorAsync(...)
//     const { status, out, err, files } =
//       door.run(["whatif", "deal.json", "--format", "json"], { "deal.json": text }, "2026-11-29");
//
// `files` maps names to strings or bytes; what the run wrote comes back in `files` as bytes. `today` is a date as in
// 2026-11-29. After an error that `run` throws (a trap), open a new door.

function doorOf(instance, host) {
  const { memory, domino_allocate, domino_free, domino_file, domino_run, domino_length,
    domino_read } = instance.exports;
  const encoder = new TextEncoder(), decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const given = new Map(); // name -> the very string or bytes that the module has already

  function put(bytes) {
    const address = domino_allocate(bytes.length);
    new Uint8Array(memory.buffer, address, bytes.length).set(bytes);
    return address;
  }
  function setFile(name, contents) {
    const nameBytes = encoder.encode(name), at = put(nameBytes);
    if (contents === null) {
      domino_file(at, nameBytes.length, 0, -1);
    } else {
      const bytes = typeof contents === "string" ? encoder.encode(contents) : contents, from = put(bytes);
      domino_file(at, nameBytes.length, from, bytes.length);
      domino_free(from);
    }
    domino_free(at);
  }
  function part(number) {
    const count = domino_length(number);
    if (count < 0) return null;
    const address = domino_allocate(count);
    domino_read(number, address);
    const bytes = new Uint8Array(memory.buffer, address, count).slice();
    domino_free(address);
    return bytes;
  }
  return {
    run(args, files, today, onProgress) {
      for (const name of [...given.keys()]) {
        if (!(name in files)) { setFile(name, null); given.delete(name); }
      }
      for (const [name, contents] of Object.entries(files)) {
        if (given.has(name) && given.get(name) === contents) continue;
        setFile(name, contents);
        given.set(name, contents);
      }
      const line = encoder.encode(args.map(text => text + "\0").join("")), at = put(line);
      const day = Math.round(Date.parse(today + "T00:00:00Z") / 86400000) + 25567;
      host.onProgress = onProgress || null;
      const status = domino_run(at, line.length, day);
      host.onProgress = null;
      domino_free(at);
      const written = {};
      for (let number = 2; ; number += 2) {
        const name = part(number);
        if (!name) break;
        written[decoder.decode(name)] = part(number + 1);
      }
      return { status, out: decoder.decode(part(0)), err: decoder.decode(part(1)), files: written };
    },
  };
}

function doorImports(host) {
  return { host: {
    seconds: () => performance.now() / 1000,
    progress: (done, total) => { if (host.onProgress) host.onProgress(done, total); },
  } };
}

function openDoor(wasmBytes) {
  const host = { onProgress: null };
  return doorOf(new WebAssembly.Instance(new WebAssembly.Module(wasmBytes), doorImports(host)), host);
}

// Browsers compile more than 4 KB only asynchronously on the page itself; a worker may use either.
async function openDoorAsync(wasmBytes) {
  const host = { onProgress: null };
  const { instance } = await WebAssembly.instantiate(wasmBytes, doorImports(host));
  return doorOf(instance, host);
}

if (typeof module !== "undefined") module.exports = { openDoor, openDoorAsync };
