// The layout of the graph: layers from what is needed to what needs it, without anything of the page.

/** The ids that a commitment needs, whatever the groups they stand in; `kind` is `all`, `some` or `follows`. */
function needsOf(commitment) {
  const found = [];
  for (const need of Array.isArray(commitment?.needs) ? commitment.needs : []) {
    const group = need?.anyOf ?? need?.of;
    if (Array.isArray(group)) group.forEach(one => found.push({ id: one?.commitment, kind: "some" }));
    else found.push({ id: need?.commitment, kind: "all" });
  }
  if (commitment?.follows && !found.some(need => need.id === commitment.follows)) {
    found.push({ id: commitment.follows, kind: "follows" });
  }
  return found.filter(need => typeof need.id === "string");
}

/** The commitments within reach of one, nearest first and at most so many: those it needs, and those that need it. */
function neighbourhood(commitments, focus, most) {
  const needs = new Map(commitments.map(one => [one.id, needsOf(one).map(need => need.id)]));
  const dependents = new Map();
  for (const [id, list] of needs) {
    for (const need of list) {
      if (!dependents.has(need)) dependents.set(need, []);
      dependents.get(need).push(id);
    }
  }
  const found = new Set(needs.has(focus) ? [focus] : []);
  for (const id of found) {
    for (const next of [...needs.get(id) ?? [], ...dependents.get(id) ?? []]) {
      if (found.size >= most) return found;
      if (needs.has(next)) found.add(next);
    }
  }
  return found;
}

/** Whether one commitment needs another, directly or through others. */
function reaches(commitments, from, to) {
  const needs = new Map(commitments.map(one => [one.id, needsOf(one).map(need => need.id)]));
  const found = new Set([from]);
  for (const id of found) for (const next of needs.get(id) ?? []) found.add(next);
  return found.has(to);
}

/** The layer of each member: the longest way from a beginning. Members of a circle keep the layer they have reached. */
function layersOf(ids, needs, dependents) {
  const waiting = new Map(ids.map(id => [id, needs.get(id).length]));
  const layer = new Map(ids.map(id => [id, 0]));
  const ready = ids.filter(id => waiting.get(id) === 0);
  for (let next = 0; next < ready.length; next++) {
    for (const dependent of dependents.get(ready[next])) {
      layer.set(dependent, Math.max(layer.get(dependent), layer.get(ready[next]) + 1));
      waiting.set(dependent, waiting.get(dependent) - 1);
      if (waiting.get(dependent) === 0) ready.push(dependent);
    }
  }
  return layer;
}

/**
 * Places members in layers, from left to right. The order within a layer is the middle of the neighbours, swept to and
 * fro (Sugiyama, Tagawa and Toda 1981).
 * - Returns: `at`, a map of id to `{ x, y }`; `edges`, `[{ from, to, kind }]`; `width` and `height`.
 */
function layOut(commitments, members, box) {
  const ids = commitments.map(one => one.id).filter(id => members.has(id));
  const isMember = new Set(ids);
  const edges = commitments.filter(one => isMember.has(one.id)).flatMap(one => needsOf(one)
    .filter(need => isMember.has(need.id)).map(need => ({ from: need.id, to: one.id, kind: need.kind })));
  const needs = new Map(ids.map(id => [id, []]));
  const dependents = new Map(ids.map(id => [id, []]));
  for (const { from, to } of edges) {
    needs.get(to).push(from);
    dependents.get(from).push(to);
  }
  const layer = layersOf(ids, needs, dependents);
  // What needs nothing stands just before what needs it first, so that edges are short.
  for (const id of ids) {
    if (!needs.get(id).length && dependents.get(id).length) {
      layer.set(id, Math.max(0, Math.min(...dependents.get(id).map(other => layer.get(other))) - 1));
    }
  }
  const columns = [];
  ids.forEach(id => (columns[layer.get(id)] ??= []).push(id));
  const filled = columns.filter(Boolean);
  orderColumns(filled, needs, dependents, ids.length > 600 ? 4 : 16);
  const tallest = Math.max(1, ...filled.map(list => list.length));
  const at = new Map();
  filled.forEach((list, across) => list.forEach((id, down) => at.set(id, {
    x: across * box.across, y: (down + (tallest - list.length) / 2) * box.down })));
  const width = Math.max(1, filled.length) * box.across - (box.across - box.width);
  return { at, edges, width, height: tallest * box.down };
}

/** Sorts each column by the middle of the neighbours in the one before, then in the one behind. */
function orderColumns(columns, needs, dependents, sweeps) {
  const row = new Map();
  const assign = list => list.forEach((id, place) => row.set(id, place - (list.length - 1) / 2));
  columns.forEach(assign);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const neighbours = sweep % 2 === 0 ? needs : dependents;
    for (const list of sweep % 2 === 0 ? columns : [...columns].reverse()) {
      const middle = new Map(list.map(id => {
        const others = neighbours.get(id);
        const sum = others.reduce((all, other) => all + row.get(other), 0);
        return [id, others.length ? sum / others.length : row.get(id)];
      }));
      list.sort((a, b) => middle.get(a) - middle.get(b));
      assign(list);
    }
  }
}
