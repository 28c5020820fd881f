"use strict";
/* A query is a list of clauses: a word, or a phrase of data/synonyms.yml. Each clause matches in all its variants,
   and an entry gets the score of its best variant, not their sum. Typos are corrected only if the index does not
   have the word. */
site.ClauseReader = (() => {
  const MAX_CLAUSES = 10;
  const MAX_SYNONYMS = 12;
  const SYNONYM = 0.7;

  /**
   * Returns the entries that are in all of these matches.
   * @param {Matches[]} lists
   */
  function intersection([first, ...rest]) {
    /** @type {Matches} */
    const matches = new Map();
    for (const [number, match] of first) {
      const others = rest.flatMap((list) => list.get(number) || []);
      if (others.length === rest.length) {
        const all = [match, ...others];
        matches.set(number, {
          score: all.reduce((sum, each) => sum + each.score, 0) / all.length,
          terms: all.flatMap((each) => each.terms),
        });
      }
    }
    return matches;
  }

  /** @implements {ClauseReader} */
  return class {
    #index;
    #words;
    #stopWords;
    /** The groups of synonyms that a phrase is in. @type {Map<string, string[][]>} */
    #groups = new Map();
    /** The length of the longest phrase, in words. */
    #longest = 1;

    /**
     * @param {SearchIndex} index
     * @param {WordIndex} words
     */
    constructor(index, words) {
      this.#index = index;
      this.#words = words;
      this.#stopWords = new Set(index.stopWords);
      for (const group of index.synonyms) {
        for (const phrase of group) {
          this.#groups.set(phrase, [...(this.#groups.get(phrase) || []), group]);
          this.#longest = Math.max(this.#longest, phrase.split(" ").length);
        }
      }
    }

    /** @type {ClauseReader["withoutStopWords"]} */
    withoutStopWords(list) {
      const kept = list.filter((word) => !this.#stopWords.has(word));
      return kept.length ? kept : list;
    }

    /** @type {ClauseReader["read"]} */
    read(list, budget, maxTypos) {
      let typos = maxTypos;
      return this.#phrases(list).map(([part, isLast]) => {
        const exact = this.#clause(part, isLast, budget);
        if (exact.matches.size || part.length > 1 || typos === 0) {
          return exact;
        }
        typos -= 1;
        const corrected = this.#words.corrections(part[0], budget);
        const matches = this.#words.matching(corrected, budget);
        const meant = corrected.length ? [corrected[0][0]] : part;
        return { matches, weight: this.#rarity(matches.size), near: true, meant };
      });
    }

    /**
     * Returns the phrases of a query without repeats, each with whether it is the last, which may be unfinished.
     * @param {string[]} list
     */
    #phrases(list) {
      const kept = new Set(this.withoutStopWords(list));
      /** @type {Map<string, [string[], boolean]>} */
      const phrases = new Map();
      for (let at = 0; at < list.length && phrases.size < MAX_CLAUSES; ) {
        const length = this.#phraseLengthAt(list, at);
        const part = list.slice(at, at + Math.max(length, 1));
        if (length || kept.has(part[0])) {
          phrases.set(part.join(" "), [part, at + part.length === list.length]);
        }
        at += part.length;
      }
      return [...phrases.values()];
    }

    /**
     * Returns the length, in words, of the phrase with synonyms that starts at an index; 0 if there is none.
     * @param {string[]} list
     * @param {number} at
     */
    #phraseLengthAt(list, at) {
      for (let length = Math.min(this.#longest, list.length - at); length > 0; length -= 1) {
        if (this.#groups.has(list.slice(at, at + length).join(" "))) {
          return length;
        }
      }
      return 0;
    }

    /**
     * @param {string[]} typed The words of the clause.
     * @param {boolean} isUnfinished
     * @param {WorkBudget} budget
     * @returns {Clause}
     */
    #clause(typed, isUnfinished, budget) {
      const phrase = typed.join(" ");
      const kept = this.withoutStopWords(typed);
      const matches = this.#all(kept, budget, (at) => isUnfinished && at === kept.length - 1);
      const synonyms = new Set((this.#groups.get(phrase) || []).flat());
      synonyms.delete(phrase);
      for (const synonym of [...synonyms].slice(0, MAX_SYNONYMS)) {
        for (const [number, match] of this.#all(this.withoutStopWords(synonym.split(" ")), budget, () => false)) {
          const known = matches.get(number);
          if (known) {
            /* If the entry has the reader's own word, that is the one to highlight. */
            known.score = Math.max(known.score, match.score * SYNONYM);
          } else {
            matches.set(number, { score: match.score * SYNONYM, terms: match.terms });
          }
        }
      }
      return { matches, weight: this.#rarity(matches.size), near: false, meant: typed };
    }

    /**
     * Returns the entries that have all of these words, each in one of its variants.
     * @param {string[]} list
     * @param {WorkBudget} budget
     * @param {(at: number) => boolean} isUnfinished
     */
    #all(list, budget, isUnfinished) {
      const variants = list.map((word, at) => this.#words.variants(word, isUnfinished(at)));
      return intersection(variants.map((words) => this.#words.matching(words, budget)));
    }

    /** Returns the weight of a clause with a number of matches: rare words say more. @param {number} number */
    #rarity(number) {
      return Math.log(1 + this.#index.entries.length / (number || 1));
    }
  };
})();
