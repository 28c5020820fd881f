"use strict";
/* The words of the index: which entries have a word, and which words are like it. */
site.WordIndex = (() => {
  const { words } = site.searchWords;
  const { distance } = site.similarity;
  const MAX_ENDINGS = 30;
  const MAX_CORRECTIONS = 5;
  const ENDING = 0.75;
  const CORRECTION = 0.6;

  /**
   * Returns the weight of each word of an entry: highest in a name, lowest in a text.
   * @param {SearchEntry} entry
   */
  function weigh(entry) {
    /** @type {Map<string, number>} */
    const weights = new Map();
    /** @type {Set<string>} */
    const named = new Set();
    for (const name of [entry.t, ...(entry.a || [])]) {
      const own = words(name);
      const weight = 6 / (1 + 0.08 * own.length);
      /* "PEER-LED" also matches "peerled". */
      for (const word of name.includes("-") ? own.concat(words(name.replaceAll("-", ""))) : own) {
        weights.set(word, Math.max(weights.get(word) || 0, weight));
        named.add(word);
      }
    }
    /** @type {[string | undefined, number, number][]} */
    const texts = [
      [entry.d, 2, 0],
      [entry.w, 3, 0.5],
      [entry.x, 1, 1.5],
    ];
    for (const [text, weight, rest] of texts) {
      for (const [word, count] of countWords(text || "")) {
        /* Other texts add little to the weight of a word that is in a name. */
        const share = named.has(word) ? 0.25 : 1;
        weights.set(word, (weights.get(word) || 0) + (share * weight * count) / (count + rest));
      }
    }
    return weights;
  }

  /** @param {string} text */
  function countWords(text) {
    /** @type {Map<string, number>} */
    const times = new Map();
    for (const word of words(text)) {
      times.set(word, (times.get(word) || 0) + 1);
    }
    return times;
  }

  /** @implements {WordIndex} */
  return class {
    /**
     * For each word, the numbers of the entries that have it, with its weight.
     * @type {Map<string, [number, number][]>}
     */
    #postings = new Map();
    /** @type {string[]} */
    #vocabulary;

    /** @param {SearchEntry[]} entries */
    constructor(entries) {
      entries.forEach((entry, number) => {
        for (const [word, weight] of weigh(entry)) {
          const list = this.#postings.get(word);
          if (list) {
            list.push([number, weight]);
          } else {
            this.#postings.set(word, [[number, weight]]);
          }
        }
      });
      this.#vocabulary = [...this.#postings.keys()].sort();
    }

    /** Returns the place in the vocabulary at which a word is or would be (binary search). @param {string} word */
    #placeOf(word) {
      let low = 0;
      let high = this.#vocabulary.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.#vocabulary[middle] < word) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    /** @type {WordIndex["variants"]} */
    variants(word, isUnfinished) {
      /** @type {WeightedWord[]} */
      const result = this.#postings.has(word) ? [[word, 1]] : [];
      if (word.length > 3 || (isUnfinished && word.length > 2 && !result.length)) {
        const vocabulary = this.#vocabulary;
        let at = this.#placeOf(word);
        for (; result.length < MAX_ENDINGS && at < vocabulary.length && vocabulary[at].startsWith(word); at += 1) {
          if (vocabulary[at] !== word) {
            result.push([vocabulary[at], (ENDING * word.length) / vocabulary[at].length]);
          }
        }
      }
      const base = /^(.{3,})(?:ing|ed)$/.exec(word);
      for (const other of base ? [base[1], `${base[1]}e`] : []) {
        if (this.#postings.has(other)) {
          result.push([other, ENDING]);
        }
      }
      return result;
    }

    /** @type {WordIndex["corrections"]} */
    corrections(word, budget) {
      const max = word.length > 7 ? 2 : word.length > 3 ? 1 : 0;
      let best = max;
      /** @type {string[]} */
      let candidates = [];
      for (const other of max ? this.#vocabulary : []) {
        if (!budget.spend()) {
          break;
        }
        const isLonger = word.length > 4 && other.length > word.length;
        const prefixEdits = isLonger ? distance(word, other.slice(0, word.length), best) : Infinity;
        const edits = Math.min(distance(word, other, best), prefixEdits);
        if (edits < best) {
          [best, candidates] = [edits, []];
        }
        if (edits <= best) {
          candidates.push(other);
        }
      }
      candidates.sort((a, b) => this.#count(b) - this.#count(a));
      return candidates.slice(0, MAX_CORRECTIONS).map((other) => [other, CORRECTION / Math.max(best, 1)]);
    }

    /** @type {WordIndex["matching"]} */
    matching(weightedWords, budget) {
      /** @type {Matches} */
      const matches = new Map();
      for (const [word, weight] of weightedWords) {
        for (const [number, score] of this.#postings.get(word) || []) {
          if (!budget.spend()) {
            return matches;
          }
          const match = matches.get(number);
          if (match) {
            match.score = Math.max(match.score, score * weight);
            match.terms.push(word);
          } else {
            matches.set(number, { score: score * weight, terms: [word] });
          }
        }
      }
      return matches;
    }

    /** Returns how many entries have a word. @param {string} word */
    #count(word) {
      return this.#postings.get(word)?.length || 0;
    }
  };
})();
