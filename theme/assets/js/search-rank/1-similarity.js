"use strict";
/* How similar words and names are. The first part of the script that ranks results, which is loaded with the index,
   when a reader first needs it. */
site.similarity = {
  distance: (a, b, max) => {
    if (Math.abs(a.length - b.length) > max) {
      return Infinity;
    }
    /** @type {number[]} */
    let before = [];
    let last = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= b.length; j += 1) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      if (Math.min(...row) > max) {
        return Infinity;
      }
      [before, last] = [last, row];
    }
    return last[b.length] > max ? Infinity : last[b.length];
  },
  similarity: (first, second) => {
    const a = new Set(first);
    const b = new Set(second);
    return a.size + b.size ? (2 * [...a].filter((word) => b.has(word)).length) / (a.size + b.size) : 0;
  },
  bigrams: (word) => Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2)),
};
