"use strict";
/* Finds and ranks the entries of the search index. Entries that match every clause come before those that match some.
   The work is limited, however long the query and however large the index. */
site.searchRank = (() => {
  const { words } = site.searchWords;
  const { similarity, bigrams } = site.similarity;
  const MAX_CHARACTERS = 1000;
  const MAX_TYPOS = 3;
  const MAX_NAMED = 80;
  const MAX_PARTIAL = 20;
  const MAX_NEAREST = 4;
  /* The number of postings and words that a query may look at. */
  const MAX_WORK = 400000;
  /* A definition is the best result only if its score is this many times that of the next best other result. */
  const DEFINITION_LEAD = 6;
  /* The minimum score of a hit, as a share of the best score: others only share a common word with the query. */
  const MIN_SHARE = 0.03;

  /** @typedef {{number: number, score: number, covered: number, count: number, terms: string[]}} Scored */

  /** @implements {WorkBudget} */
  class Budget {
    work = 0;
    spend() {
      this.work += 1;
      return this.work <= MAX_WORK;
    }
  }

  /** @implements {SearchEngine} */
  class Engine {
    #index;
    #reader;
    /** The title and other names of entries, as lists of words. @type {string[][][]} */
    #names = [];

    /** @param {SearchIndex} index */
    constructor(index) {
      this.#index = index;
      this.#reader = new site.ClauseReader(index, new site.WordIndex(index.entries));
    }

    /** @type {SearchEngine["search"]} */
    search(text, among) {
      const budget = new Budget();
      const typed = words(text.slice(0, MAX_CHARACTERS));
      const clauses = this.#reader.read(typed, budget, MAX_TYPOS);
      const isClose = clauses.some((each) => each.near);
      const list = isClose ? clauses.flatMap((each) => each.meant) : typed;
      const all = this.#score(clauses, among);
      const total = clauses.reduce((sum, each) => sum + each.weight, 0);
      const whole = all.filter((hit) => hit.count === clauses.length);
      const most = Math.max(0, ...all.map((hit) => hit.covered));
      const least = whole.length ? total / 2 : most * 0.7;
      const partial = this.#ranked(
        all.filter((hit) => hit.count < clauses.length && hit.covered >= least),
        list,
      );
      const full = this.#ranked(whole, list);
      const hits = full.length ? full : partial.slice(0, 2 * MAX_PARTIAL);
      return {
        near: full.length || !hits.length ? (hits.length && isClose ? "close" : "") : "some",
        hits,
        more: full.length ? partial.slice(0, MAX_PARTIAL) : [],
        nearest: hits.length || among ? [] : this.#nearest(list),
        work: budget.work,
      };
    }

    /**
     * Returns the entries that match a clause, with the sum of their scores.
     * @param {Clause[]} clauses
     * @param {(address: string) => unknown} [among]
     */
    #score(clauses, among) {
      /** @type {Map<number, Scored>} */
      const scores = new Map();
      for (const { matches, weight } of clauses) {
        for (const [number, match] of matches) {
          if (among && !among(this.#index.entries[number].u)) {
            continue;
          }
          const scored = scores.get(number) || { number, score: 0, covered: 0, count: 0, terms: [] };
          scores.set(number, scored);
          scored.score += match.score * weight;
          scored.covered += weight;
          scored.count += 1;
          scored.terms.push(...match.terms);
        }
      }
      return [...scores.values()];
    }

    /**
     * Returns hits in order of their scores, after raising the scores of those with names similar to the query.
     * @param {Scored[]} scored
     * @param {string[]} list
     */
    #ranked(scored, list) {
      const kept = this.#reader.withoutStopWords(list).join(" ");
      /** @param {Scored} a @param {Scored} b */
      const byScore = (a, b) => b.score - a.score || a.number - b.number;
      scored.sort(byScore);
      const hits = scored.filter((hit) => hit.score >= scored[0].score * MIN_SHARE);
      for (const hit of hits.slice(0, MAX_NAMED)) {
        const names = this.#namesOf(hit.number);
        const best = Math.max(...names.map((name) => similarity(list, name)));
        const isNamed = names.some((name) => this.#reader.withoutStopWords(name).join(" ") === kept);
        hit.score *= (1 + 2 * best * best) * (isNamed ? 1.5 : 1);
      }
      hits.sort(byScore);
      const { entries } = this.#index;
      return hits.map((hit) => ({ entry: entries[hit.number], score: hit.score, terms: new Set(hit.terms) }));
    }

    /**
     * Returns the entries with names most similar to a query without hits.
     * @param {string[]} list
     */
    #nearest(list) {
      const typed = this.#reader
        .withoutStopWords(list)
        .filter((word) => word.length > 2)
        .slice(0, MAX_TYPOS);
      const scored = this.#index.entries.map((entry, number) => {
        const named = this.#reader.withoutStopWords(this.#namesOf(number).flat().slice(0, 40));
        const scores = typed.flatMap((word) => named.map((name) => similarity(bigrams(word), bigrams(name))));
        return { entry, score: Math.max(0, ...scores) };
      });
      return scored
        .filter(({ score }) => score >= 0.5)
        .sort((a, b) => b.score - a.score)
        .slice(0, MAX_NEAREST)
        .map(({ entry }) => entry);
    }

    /** Returns the title and other names of an entry, as lists of words. @param {number} number */
    #namesOf(number) {
      const entry = this.#index.entries[number];
      this.#names[number] ??= [entry.t, ...(entry.a || [])].map(words);
      return this.#names[number];
    }

    /** @type {SearchEngine["arrange"]} */
    arrange({ hits, more }) {
      const { kinds } = this.#index;
      const last = kinds[kinds.length - 1];
      const first = hits[0];
      const other = hits.find((hit) => hit.entry.k !== last);
      const best = other && other.score * DEFINITION_LEAD > first.score ? other : first || null;
      /** @type {Map<string, SearchHit[]>} */
      const groups = new Map();
      for (const hit of [...hits, ...more]) {
        groups.set(hit.entry.k, [...(groups.get(hit.entry.k) || []), ...(hit === best ? [] : [hit])]);
      }
      const inOrder = [...groups]
        .map(([kind, ofKind]) => ({ kind, hits: ofKind }))
        .filter((group) => group.hits.length);
      return {
        best,
        groups: [...inOrder.filter(({ kind }) => kind !== last), ...inOrder.filter(({ kind }) => kind === last)],
      };
    }

    /** @type {SearchEngine["help"]} */
    help(text) {
      const { help } = this.#index;
      let typed = ` ${words(text.slice(0, MAX_CHARACTERS)).join(" ")} `;
      for (const phrase of help.unless) {
        typed = typed.replaceAll(` ${phrase} `, " | ");
      }
      return help.words.some((phrase) => typed.includes(` ${phrase} `)) ? help : null;
    }
  }

  return { open: (index) => new Engine(index), MAX_WORK };
})();
