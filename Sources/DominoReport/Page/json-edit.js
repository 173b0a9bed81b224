// Changes to a JSON text at the place of the token: every byte that is not touched stays, so that a file keeps its
// order, its white space and its fields of one's own. A change is a list of splices, and splices can be undone.
//
// A path leads from the outside in: a name, a place in a list, or { id: "..." } for the element with that id.

/** What cannot be done to a text, in words. */
class EditRefused extends Error {}

const spaceOfJSON = /[ \t\r\n]*/y;
const tokenOfJSON = /[^\s,:{}[\]"]+/y;

/** The first place at or behind `at` that is not white space. */
function skipSpace(text, at) {
  spaceOfJSON.lastIndex = at;
  spaceOfJSON.test(text);
  return spaceOfJSON.lastIndex;
}

/** The place behind the string that begins at `at`. */
function skipString(text, at) {
  for (let end = at + 1; ;) {
    end = text.indexOf('"', end);
    if (end < 0) throw new EditRefused("a string does not end");
    let slashes = 0;
    while (text[end - 1 - slashes] === "\\") slashes++;
    end++;
    if (slashes % 2 === 0) return end;
  }
}

/** The place behind the value that begins at `at`. */
function skipValue(text, at) {
  const first = text[at];
  if (first === '"') return skipString(text, at);
  if (first !== "{" && first !== "[") {
    tokenOfJSON.lastIndex = at;
    if (!tokenOfJSON.test(text)) throw new EditRefused("a value is missing");
    return tokenOfJSON.lastIndex;
  }
  // Code by code: a file of 5,000 commitments is skipped in a few milliseconds.
  let depth = 0;
  for (let place = at; place < text.length; place++) {
    const code = text.charCodeAt(place);
    if (code === 34) {
      for (place++; place < text.length && text.charCodeAt(place) !== 34; place++) {
        if (text.charCodeAt(place) === 92) place++;
      }
    } else if (code === 123 || code === 91) depth++;
    else if ((code === 125 || code === 93) && --depth === 0) return place + 1;
  }
  throw new EditRefused("a bracket does not end");
}

/** The members or elements of the container that begins at `at`, one by one: { key, keyStart, start, end }. */
function* eachPart(text, at) {
  const isObject = text[at] === "{";
  const close = isObject ? "}" : "]";
  let count = 0;
  for (let place = skipSpace(text, at + 1); text[place] !== close;) {
    const part = { key: count++, keyStart: place, start: place, end: place };
    if (isObject) {
      const end = skipString(text, place);
      part.key = JSON.parse(text.slice(place, end));
      part.start = skipSpace(text, skipSpace(text, end) + 1);
    }
    part.end = skipValue(text, part.start);
    yield part;
    place = skipSpace(text, part.end);
    if (text[place] === ",") place = skipSpace(text, place + 1);
    else if (text[place] !== close) throw new EditRefused("the file is not JSON here");
  }
}

const partsOf = (text, at) => [...eachPart(text, at)];

/** The first part of a container for which something holds; undefined where there is none. */
function partWhere(text, at, holds) {
  for (const part of eachPart(text, at)) if (holds(part)) return part;
  return undefined;
}

/** Where the outermost value begins, behind a byte order mark. */
const outermost = text => skipSpace(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);

/** The part of a container that a step of a path names. */
function partNamed(text, at, step) {
  if (typeof step !== "object") return partWhere(text, at, part => part.key === step);
  return partWhere(text, at, part => {
    const id = text[part.start] === "{" && partWhere(text, part.start, member => member.key === "id");
    return id && text[id.start] === '"' && JSON.parse(text.slice(id.start, id.end)) === step.id;
  });
}

/** Where a path leads: { start, end } of its value; null where nothing is. */
function locate(text, path) {
  let at = outermost(text);
  let found = { start: at, end: -1 };
  for (const step of path) {
    const isContainer = text[at] === (typeof step === "string" ? "{" : "[");
    found = isContainer ? partNamed(text, at, step) : undefined;
    if (!found) return null;
    at = found.start;
  }
  return { ...found, end: found.end < 0 ? skipValue(text, at) : found.end };
}

/** The path of the innermost value or name at an offset of a text. */
function pathAt(text, offset) {
  const path = [];
  for (let at = outermost(text); text[at] === "{" || text[at] === "[";) {
    const inside = partWhere(text, at, part => offset >= part.keyStart && offset < Math.max(part.end, part.start + 1));
    if (!inside) break;
    path.push(inside.key);
    if (offset < inside.start) break;
    at = inside.start;
  }
  return path;
}

/** The white space before a place, back to the beginning of its line; null where something else stands there. */
function indentBefore(text, place) {
  const line = text.lastIndexOf("\n", place - 1) + 1;
  const before = text.slice(line, place);
  return line > 0 && /^[ \t]*$/.test(before) ? before : null;
}

/** The indentation of the line that a place is on. */
function indentOfLine(text, place) {
  const line = text.lastIndexOf("\n", place - 1) + 1;
  return /^[ \t]*/.exec(text.slice(line, place))[0];
}

const newlineOf = text => text.includes("\r\n") ? "\r\n" : "\n";

/** A value as the file writes values: on one line where it fits, else with a line for each part. */
function written(value, indent, newline, width = 116) {
  const flat = flatJSON(value);
  if (typeof value !== "object" || value === null || indent.length + flat.length <= width) return flat;
  const deeper = indent + "  ";
  const parts = Array.isArray(value)
    ? value.map(one => written(one, deeper, newline, width))
    : Object.entries(value).filter(([, one]) => one !== undefined)
      .map(([key, one]) => `${JSON.stringify(key)}: ${written(one, deeper, newline, width - key.length - 4)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return open + newline + parts.map(part => deeper + part).join("," + newline) + newline + indent + close;
}

function flatJSON(value) {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) {
    const parts = value.map(flatJSON);
    return value.some(one => typeof one === "object" && one !== null && !Array.isArray(one))
      ? `[ ${parts.join(", ")} ]` : `[${parts.join(", ")}]`;
  }
  const parts = Object.entries(value).filter(([, one]) => one !== undefined)
    .map(([key, one]) => `${JSON.stringify(key)}: ${flatJSON(one)}`);
  return parts.length ? `{ ${parts.join(", ")} }` : "{}";
}

/** The splice that puts a new part into a container: behind `parts[index - 1]`, or first. */
function insertion(text, at, parts, index, write) {
  const newline = newlineOf(text);
  if (parts.length === 0) {
    const end = skipValue(text, at);
    const indent = indentOfLine(text, at);
    const flat = write("");
    const fits = indent.length + flat.length < 110 && !flat.includes("\n") && text[at] === "[" && at > 0
      && indent.length > 2;
    const inner = fits ? ` ${flat} ` : newline + indent + "  " + write(indent + "  ") + newline + indent;
    return { start: at + 1, end: end - 1, text: inner };
  }
  const sibling = parts[Math.min(index, parts.length - 1)];
  const indent = indentBefore(text, sibling.keyStart) ?? indentBefore(text, parts[0].keyStart);
  const isOwnLine = indent !== null;
  const made = write(indent ?? indentOfLine(text, sibling.keyStart) + "  ");
  if (index >= parts.length) {
    const end = parts[parts.length - 1].end;
    return { start: end, end, text: "," + (isOwnLine ? newline + indent : " ") + made };
  }
  const start = sibling.keyStart;
  return { start, end: start, text: made + "," + (isOwnLine ? newline + indent : " ") };
}

/** The splice that takes a part out of a container, with one comma. */
function removal(text, parts, index) {
  const part = parts[index];
  if (index > 0) return { start: parts[index - 1].end, end: part.end, text: "" };
  if (parts.length > 1) return { start: part.keyStart, end: parts[1].keyStart, text: "" };
  const start = text.slice(0, part.keyStart).trimEnd().length;
  return { start, end: skipSpace(text, part.end), text: "" };
}

/** A value in as many new objects as a path still needs. */
const nested = (path, value) => path.reduceRight((inner, step) =>
  typeof step === "string" ? { [step]: inner } : [inner], value);

/** The splices of one operation. */
function splicesOf(text, operation) {
  if (operation.remove) return removeSplices(text, operation.remove);
  if (operation.insert) return insertSplices(text, operation.insert, operation.index ?? Infinity, operation.value);
  if (operation.set) {
    return operation.value === undefined
      ? removeSplices(text, operation.set, true) : setSplices(text, operation.set, operation.value);
  }
  throw new EditRefused("there is no such operation");
}

function removeSplices(text, path, mayBeMissing = false) {
  const found = locate(text, path);
  const container = locate(text, path.slice(0, -1));
  if (!found || !container) {
    if (mayBeMissing) return [];
    throw new EditRefused("what is to be removed is not there");
  }
  const parts = partsOf(text, container.start);
  return [removal(text, parts, parts.findIndex(part => part.start === found.start))];
}

function setSplices(text, path, value) {
  const found = locate(text, path);
  if (found) {
    const old = text.slice(found.start, found.end);
    const fresh = written(value, indentOfLine(text, found.start), newlineOf(text));
    if (old === fresh || sameJSON(old, value)) return [];
    return [{ start: found.start, end: found.end, text: fresh }];
  }
  for (let length = path.length - 1; length >= 0; length--) {
    const container = locate(text, path.slice(0, length));
    if (!container) continue;
    const step = path[length];
    if (text[container.start] !== (typeof step === "string" ? "{" : "[")) break;
    const inner = nested(path.slice(length + 1), value);
    const parts = partsOf(text, container.start);
    const newline = newlineOf(text);
    const name = typeof step === "string" ? JSON.stringify(step) + ": " : "";
    return [insertion(text, container.start, parts, parts.length, indent => name + written(inner, indent, newline))];
  }
  throw new EditRefused("there is no place for it");
}

function sameJSON(old, value) {
  try {
    return JSON.stringify(JSON.parse(old)) === JSON.stringify(value);
  } catch { return false; }
}

function insertSplices(text, path, index, value) {
  const list = locate(text, path);
  if (!list) return setSplices(text, path, [value]);
  if (text[list.start] !== "[") throw new EditRefused("there is no list here");
  const parts = partsOf(text, list.start);
  const newline = newlineOf(text);
  return [insertion(text, list.start, parts, Math.min(index, parts.length), indent => written(value, indent, newline))];
}

/** Does a splice to a text: the new text, and the splice that undoes it. */
function splice(text, { start, end, text: fresh }) {
  return {
    text: text.slice(0, start) + fresh + text.slice(end),
    done: { start, removed: text.slice(start, end), added: fresh },
  };
}

/**
 * Changes a text by operations: { set: path, value }, { insert: path, index, value } or { remove: path }.
 * A value `undefined` removes. Returns the new text and what was done, for `undone` and `withoutStep`.
 */
function edited(text, operations) {
  const done = [];
  for (const operation of operations) {
    const splices = operation.rename ? renameSplices(text, operation.rename, operation.to) : splicesOf(text, operation);
    // From behind, so that the places in front stay where they are.
    for (const one of [...splices].sort((a, b) => b.start - a.start)) {
      const result = splice(text, one);
      text = result.text;
      done.push(result.done);
    }
  }
  return { text, done };
}

/** A text before what was done to it. */
function undone(text, done) {
  for (const { start, removed, added } of [...done].reverse()) {
    text = text.slice(0, start) + removed + text.slice(start + added.length);
  }
  return text;
}

/** A text after what was done to it is done again. */
function redone(text, done) {
  for (const { start, removed, added } of done) text = text.slice(0, start) + added
    + text.slice(start + removed.length);
  return text;
}

/**
 * What takes back one step alone, with others done after it: splices for the present text.
 * Refused where a later step changed the same place.
 */
function withoutStep(text, step, later) {
  const after = later.flatMap(one => one.done);
  const splices = [];
  for (let place = step.done.length - 1; place >= 0; place--) {
    let { start, removed, added } = step.done[place];
    let end = start + added.length;
    for (const other of [...step.done.slice(place + 1), ...after]) {
      const isAfter = other.start >= end, isBefore = other.start + other.removed.length <= start;
      if (!isAfter && !isBefore) throw new EditRefused("a later change builds on this one: take that back first");
      if (isBefore && !(isAfter && other.start > start)) {
        const shift = other.added.length - other.removed.length;
        start += shift;
        end += shift;
      }
    }
    splices.push({ start, end, text: removed });
  }
  let result = text;
  const done = [];
  for (const one of splices.sort((a, b) => b.start - a.start)) {
    const made = splice(result, one);
    result = made.text;
    done.push(made.done);
  }
  try {
    JSON.parse(result.replace(/^\ufeff/, ""));
  } catch {
    throw new EditRefused("a later change builds on this one: take that back first");
  }
  return { text: result, done };
}

/** Where ids of each list are named: fields of commitments, of what hangs on them, and keys of limits. */
const referencesOf = {
  commitments: new Set(["commitment", "root", "follows", "scales", "expedite", "fallback", "of", "decouple", "from",
    "soften", "redate", "extend"]),
  mitigations: new Set(["mitigation", "requires", "excludes"]),
  stakeholders: new Set(["promisor", "promisee", "bearer", "by"]),
  kinds: new Set(["kind"]),
  risks: new Set(["avert"]),
  windows: new Set(["window"]),
  stages: new Set(["stage"]),
  records: new Set(["record"]),
  factors: new Set([]),
};
const limitsBy = { maxLate: "commitments", maxChance: "kinds" };

/** The splices that give something another id, wherever it is named. */
function renameSplices(text, { list, id }, to) {
  const names = referencesOf[list] ?? new Set();
  const splices = [];
  const put = part => splices.push({ start: part.start, end: part.end, text: JSON.stringify(to) });
  const isIt = part => text[part.start] === '"' && JSON.parse(text.slice(part.start, part.end)) === id;
  const walk = (at, field) => {
    for (const part of partsOf(text, at)) {
      if (typeof part.key === "string" && part.key.startsWith("x-")) continue;
      const name = typeof part.key === "string" ? part.key : field;
      if (limitsBy[field] === list && part.key === id) {
        splices.push({ start: part.keyStart, end: part.keyStart + JSON.stringify(id).length,
          text: JSON.stringify(to) });
      }
      if (names.has(name) && isIt(part)) put(part);
      // A number as "fallback" of a need is no name; a list under "of" holds needs.
      if (text[part.start] === "{" || text[part.start] === "[") walk(part.start, name);
    }
  };
  walk(outermost(text), "");
  const own = locate(text, [list, { id }, "id"]);
  if (own) put(own);
  return splices;
}
