/* Random values. `make test` always tries the same cases, so that every failure can be reproduced; `make fuzz` tries
   thousands of new ones. */
export const CASES = process.env.FUZZ ? 5000 : 200;

/** Returns a generator of random numbers (mulberry32), with what tests draw from it. */
export function chance(seed = process.env.FUZZ ? Date.now() % 2 ** 32 : 1) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit) => Math.floor(next() * limit);
  const pick = (items) => items[below(items.length)];
  const list = (most, make) => Array.from({ length: below(most + 1) }, make);
  return { seed, below, pick, list };
}

const ODD = [
  "",
  " ",
  "\0",
  "\n",
  "é",
  "e\u0301",
  "\u202e",
  "\u2028",
  "\ufffd",
  "😀",
  "\ud83d",
  "\ude00",
  "<b>",
  '"',
  "'",
  "\\",
  "{}",
];
const NAMES = ["__proto__", "constructor", "toString", "hasOwnProperty", "length", "0", "-1", "1e999", "null", "NaN"];

/** Returns a short random text: odd characters, names with a meaning in JavaScript, or some of the given pieces. */
export const text = ({ pick, list }, pieces = []) =>
  list(6, () => pick(pick([ODD, NAMES, ["a", "b-1"], pieces.length ? pieces : ODD]))).join("");

/** Returns random data as JSON can have it, with some of the given names and values in it. */
export function data(random, names = [], values = [], depth = 3) {
  const { below, pick, list } = random;
  const inner = () => data(random, names, values, depth - 1);
  const simple = () => pick([null, true, 0, -1, 1.5, 1e21, "", text(random), ...values]);
  switch (depth > 0 ? below(4) : 3) {
    case 0:
      return list(4, inner);
    case 1:
    case 2:
      return Object.fromEntries(list(5, () => [pick([...names, ...NAMES, text(random)]), inner()]));
    default:
      return simple();
  }
}

/** Returns a text after random changes: characters deleted, doubled, swapped or added. */
export function mutate({ below, pick, list }, original) {
  let changed = original;
  list(4, () => {
    const at = below(changed.length + 1);
    const to = at + below(12);
    changed = pick([
      changed.slice(0, at) + changed.slice(to),
      changed.slice(0, at) + changed.slice(at, to) + changed.slice(at),
      changed.slice(0, at) + pick([...ODD, ",", "[", "}", ":", "1e999"]) + changed.slice(at),
      changed.slice(0, at),
    ]);
  });
  return changed;
}
