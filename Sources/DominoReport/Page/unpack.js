// Unpacks LZMA, the format of `xz --format=lzma`: a third smaller than what browsers unpack by themselves. It follows
// the LZMA specification by Igor Pavlov, which is in the public domain, and uses its names where it has some.

/** How likely a bit is 0, of 2048: at first either is as likely. */
const evenChance = 1024;

/** The trees of bits by which a length is written: one choice, then a tree for each state of the low bits of place. */
const lengthsOf = () => ({
  choices: new Uint16Array(2).fill(evenChance), low: new Uint16Array(16 << 3).fill(evenChance),
  middle: new Uint16Array(16 << 3).fill(evenChance), high: new Uint16Array(256).fill(evenChance),
});

/** Takes packed bytes, and gives those that were packed. Throws where they are damaged. */
function unpackLzma(packed) {
  let properties = packed[0];
  const lc = properties % 9;
  properties = (properties - lc) / 9;
  const lp = properties % 5, pb = (properties - lp) / 5;
  if (pb > 4) throw new Error("the packed engine is damaged");
  const placeMask = (1 << pb) - 1, literalMask = (1 << lp) - 1;
  const probabilities = count => new Uint16Array(count).fill(evenChance);
  const isMatch = probabilities(12 << 4), isRep = probabilities(12), isRepG0 = probabilities(12);
  const isRepG1 = probabilities(12), isRepG2 = probabilities(12), isRep0Long = probabilities(12 << 4);
  const literals = probabilities(0x300 << (lc + lp)), slots = probabilities(4 << 6);
  const distances = probabilities(128), aligned = probabilities(16);
  const matchLengths = lengthsOf(), repLengths = lengthsOf();

  let output = new Uint8Array(4 * packed.length), at = 0;
  // Behind the header: a zero, then the first four bytes of the code.
  // Numbers of 32 bits in a typed array: elsewhere an engine of JavaScript would put each new one on the heap.
  let next = 14;
  const coder = new Uint32Array([0xffffffff, 0]);
  for (let count = 0; count < 4; count++) coder[1] = (coder[1] << 8) | packed[next++];

  function bit(chances, index) {
    const chance = chances[index], range = coder[0], code = coder[1];
    const bound = Math.imul(range >>> 11, chance) >>> 0;
    let found = 0, left = bound, rest = code;
    if (code < bound) {
      chances[index] = chance + ((2048 - chance) >> 5);
    } else {
      left = range - bound;
      rest = code - bound;
      chances[index] = chance - (chance >> 5);
      found = 1;
    }
    if (left < 0x1000000) {
      coder[0] = left << 8;
      coder[1] = (rest << 8) | packed[next++];
    } else {
      coder[0] = left;
      coder[1] = rest;
    }
    return found;
  }
  function directBits(count) {
    let value = 0;
    for (; count > 0; count--) {
      const half = coder[0] >>> 1;
      coder[0] = half;
      const isOne = coder[1] >= half;
      if (isOne) coder[1] -= half;
      value = 2 * value + (isOne ? 1 : 0);
      if (half < 0x1000000) {
        coder[0] = half << 8;
        coder[1] = (coder[1] << 8) | packed[next++];
      }
    }
    return value;
  }
  function tree(chances, start, count) {
    let node = 1;
    for (let left = count; left > 0; left--) node = 2 * node + bit(chances, start + node);
    return node - (1 << count);
  }
  function reversedTree(chances, start, count) {
    let node = 1, value = 0;
    for (let place = 0; place < count; place++) {
      const found = bit(chances, start + node);
      node = 2 * node + found;
      value |= found << place;
    }
    return value;
  }
  function length(lengths, place) {
    if (!bit(lengths.choices, 0)) return tree(lengths.low, place << 3, 3);
    if (!bit(lengths.choices, 1)) return 8 + tree(lengths.middle, place << 3, 3);
    return 16 + tree(lengths.high, 0, 8);
  }
  function distance(count) {
    const slot = tree(slots, Math.min(count, 3) << 6, 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1, base = (2 | (slot & 1)) * 2 ** bits;
    if (slot < 14) return base + reversedTree(distances, base - slot, bits);
    return base + directBits(bits - 4) * 16 + reversedTree(aligned, 0, 4);
  }
  function literal(state, rep0) {
    const before = at > 0 ? output[at - 1] : 0;
    const start = 0x300 * (((at & literalMask) << lc) + (before >> (8 - lc)));
    let symbol = 1;
    if (state >= 7) {
      let matched = output[at - rep0 - 1];
      while (symbol < 0x100) {
        const expected = (matched >> 7) & 1;
        matched <<= 1;
        const found = bit(literals, start + ((1 + expected) << 8) + symbol);
        symbol = 2 * symbol + found;
        if (found !== expected) break;
      }
    }
    while (symbol < 0x100) symbol = 2 * symbol + bit(literals, start + symbol);
    return symbol - 0x100;
  }
  function makeRoom(count) {
    if (at + count <= output.length) return;
    const larger = new Uint8Array(2 * output.length + count);
    larger.set(output.subarray(0, at));
    output = larger;
  }

  let state = 0, rep0 = 0, rep1 = 0, rep2 = 0, rep3 = 0;
  for (;;) {
    if (next > packed.length + 8) throw new Error("the packed engine is cut off");
    const place = at & placeMask;
    makeRoom(1);
    if (!bit(isMatch, (state << 4) + place)) {
      output[at] = literal(state, rep0);
      at++;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let count;
    if (bit(isRep, state)) {
      if (!bit(isRepG0, state)) {
        if (!bit(isRep0Long, (state << 4) + place)) {
          state = state < 7 ? 9 : 11;
          output[at] = output[at - rep0 - 1];
          at++;
          continue;
        }
      } else {
        let found;
        if (!bit(isRepG1, state)) found = rep1;
        else {
          if (!bit(isRepG2, state)) found = rep2;
          else {
            found = rep3;
            rep3 = rep2;
          }
          rep2 = rep1;
        }
        rep1 = rep0;
        rep0 = found;
      }
      count = length(repLengths, place);
      state = state < 7 ? 8 : 11;
    } else {
      rep3 = rep2;
      rep2 = rep1;
      rep1 = rep0;
      count = length(matchLengths, place);
      state = state < 7 ? 7 : 10;
      rep0 = distance(count);
      // The end is a match from farther away than any can be.
      if (rep0 === 0xffffffff) return output.slice(0, at);
    }
    count += 2;
    if (rep0 >= at) throw new Error("the packed engine is damaged");
    makeRoom(count);
    for (const end = at + count; at < end; at++) output[at] = output[at - rep0 - 1];
  }
}

if (typeof module !== "undefined") module.exports = { unpackLzma };
