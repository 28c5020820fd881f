/* What the search index answers, and in which order. Loaded with the index, when a reader first needs it.

   A query is a list of clauses: a word, or a phrase of data/synonyms.yml. Each clause is looked for in every way that it
   may be written; an entry has the score of its best way, not the sum of all. Entries that match every clause come before
   those that match some. A typo is forgiven only where the index holds no such word.

   However long a query is, the work has a limit: clauses, ways to write them and postings are counted. */
/**
 * @typedef {{t: string, u: string, k: string, a?: string[], d?: string, x?: string, w?: string}} Entry
 * @typedef {{entry: Entry, score: number, terms: Set<string>}} Hit
 * @typedef {{score: number, terms: string[]}} Match
 * @typedef {{matches: Map<number, Match>, weight: number, near: boolean, meant: string[]}} Clause
 * @typedef {{near: ""|"close"|"some", hits: Hit[], more: Hit[], nearest: Entry[], work: number}} Found
 */
window.searchRank = (() => {
  "use strict";
  const { words } = window.searchWords;
  const MAX_CHARACTERS = 1000, MAX_CLAUSES = 10, MAX_ENDINGS = 30, MAX_SYNONYMS = 12, MAX_TYPOS = 3, MAX_NAMED = 80, MAX_PARTIAL = 20;
  /* Postings and words that one query may look at, so that a huge index stays quick too. */
  const MAX_WORK = 400000;
  const SYNONYM = 0.7, ENDING = 0.75;
  /* A definition is the best answer where the next best is so many times worse. */
  const FAR = 6;
  /* The share of the best hit's score that a hit has at least. */
  const LEAST = 0.03;

  /** Letters to change until one word is another; two that changed places are one change. More than `most` is Infinity.
   * @param {string} a @param {string} b @param {number} most @returns {number} */
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) { return Infinity; }
    let before = [], last = Array.from({ length: b.length + 1 }, (_, place) => place);
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= b.length; j += 1) {
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) { row[j] = Math.min(row[j], before[j - 2] + 1); }
      }
      if (Math.min(...row) > most) { return Infinity; }
      [before, last] = [last, row];
    }
    return last[b.length] > most ? Infinity : last[b.length];
  }

  /** How much two lists of words have in common, from 0 to 1.
   * @param {string[]} one @param {string[]} other @returns {number} */
  function likeness(one, other) {
    const a = new Set(one), b = new Set(other);
    return a.size + b.size ? 2 * [...a].filter((word) => b.has(word)).length / (a.size + b.size) : 0;
  }

  /** The words of an entry with how much each counts: most in a name, least in a text.
   * @param {Entry} entry @returns {Map<string, number>} */
  function weigh(entry) {
    const weights = new Map(), named = new Set();
    for (const name of [entry.t, ...(entry.a || [])]) {
      const own = words(name), weight = 6 / (1 + 0.08 * own.length);
      /* "PRO-ACT" is found as "proact" too. */
      for (const word of name.includes("-") ? own.concat(words(name.replaceAll("-", ""))) : own) {
        weights.set(word, Math.max(weights.get(word) || 0, weight));
        named.add(word);
      }
    }
    for (const [text, weight, rest] of [[entry.d, 2, 0], [entry.w, 3, 0.5], [entry.x, 1, 1.5]]) {
      const times = new Map();
      for (const word of text ? words(text) : []) { times.set(word, (times.get(word) || 0) + 1); }
      /* What an entry says beside its names counts little for a word of its names. */
      times.forEach((count, word) => weights.set(word, (weights.get(word) || 0) + (named.has(word) ? 0.25 : 1) * weight * count / (count + rest)));
    }
    return weights;
  }

  /** By word, the entries that have it and how much it counts there.
   * @param {Entry[]} entries @returns {Map<string, [number, number][]>} */
  function post(entries) {
    const postings = new Map();
    entries.forEach((entry, number) => weigh(entry).forEach((weight, word) => {
      const list = postings.get(word);
      if (list) { list.push([number, weight]); } else { postings.set(word, [[number, weight]]); }
    }));
    return postings;
  }

  /** @param {{entries: Entry[], kinds: string[], synonyms: string[][], silent: string[],
   *   help: {text: string, links: {label: string, url: string}[], words: string[], unless: string[]}}} index */
  function open(index) {
    const { entries, kinds } = index, postings = post(entries), vocabulary = [...postings.keys()].sort();
    const silent = new Set(index.silent), groups = new Map(), names = [];
    let longest = 1, work = 0;
    index.synonyms.forEach((group) => group.forEach((phrase) => {
      groups.set(phrase, [...(groups.get(phrase) || []), group]);
      longest = Math.max(longest, phrase.split(" ").length);
    }));
    const rarity = (number) => Math.log(1 + entries.length / number);
    const loud = (list) => { const kept = list.filter((word) => !silent.has(word)); return kept.length ? kept : list; };
    /** Title and other names of an entry, as words. */
    const namesOf = (number) => names[number] || (names[number] = [entries[number].t, ...(entries[number].a || [])].map(words));

    /* ---- one word ---- */

    /** The first place in the vocabulary that is not before a word. */
    function placeOf(word) {
      let low = 0, high = vocabulary.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (vocabulary[middle] < word) { low = middle + 1; } else { high = middle; }
      }
      return low;
    }

    /** The words of the index that a word stands for, with what each counts: itself, with an ending, without -ing or -ed.
     * @param {string} word @param {boolean} unfinished whether it may still be half typed
     * @returns {[string, number][]} */
    function terms(word, unfinished) {
      const found = postings.has(word) ? [[word, 1]] : [];
      if (word.length > 3 || (unfinished && word.length > 2 && !found.length)) {
        for (let at = placeOf(word); found.length < MAX_ENDINGS && at < vocabulary.length && vocabulary[at].startsWith(word); at += 1) {
          if (vocabulary[at] !== word) { found.push([vocabulary[at], ENDING * word.length / vocabulary[at].length]); }
        }
      }
      const base = /^(.{3,})(?:ing|ed)$/.exec(word);
      for (const other of base ? [base[1], `${base[1]}e`] : []) {
        if (postings.has(other)) { found.push([other, ENDING]); }
      }
      return found;
    }

    /** The words of the index nearest to one that it does not hold. */
    function similar(word) {
      const most = word.length > 7 ? 2 : word.length > 3 ? 1 : 0;
      let nearest = most, found = [];
      for (const other of most ? vocabulary : []) {
        if ((work += 1) > MAX_WORK) { break; }
        const start = word.length > 4 && other.length > word.length ? distance(word, other.slice(0, word.length), nearest) : Infinity;
        const letters = Math.min(distance(word, other, nearest), start);
        if (letters < nearest) { [nearest, found] = [letters, []]; }
        if (letters <= nearest) { found.push(other); }
      }
      found.sort((a, b) => postings.get(b).length - postings.get(a).length);
      return found.slice(0, 5).map((other) => [other, 0.6 / Math.max(nearest, 1)]);
    }

    /** The entries that have one of these words. @returns {Map<number, Match>} */
    function matching(found) {
      const matches = new Map();
      for (const [term, weight] of found) {
        for (const [number, score] of postings.get(term)) {
          if ((work += 1) > MAX_WORK) { return matches; }
          const match = matches.get(number);
          if (!match) { matches.set(number, { score: score * weight, terms: [term] }); continue; }
          match.score = Math.max(match.score, score * weight);
          match.terms.push(term);
        }
      }
      return matches;
    }

    /* ---- one clause ---- */

    /** The entries that have all words of a phrase. */
    function both(lists) {
      const [first, ...rest] = lists, matches = new Map();
      for (const [number, match] of first) {
        const others = rest.map((list) => list.get(number));
        if (others.some((other) => !other)) { continue; }
        const all = [match, ...others];
        matches.set(number, { score: all.reduce((sum, each) => sum + each.score, 0) / all.length, terms: all.flatMap((each) => each.terms) });
      }
      return matches;
    }

    /** @param {string[]} own @param {boolean} unfinished @returns {Clause} */
    function clause(own, unfinished) {
      const phrase = own.join(" "), kept = loud(own);
      const others = [...new Set((groups.get(phrase) || []).flat())].filter((other) => other !== phrase).slice(0, MAX_SYNONYMS);
      let matches = both(kept.map((word, at) => matching(terms(word, unfinished && at === kept.length - 1))));
      for (const other of others) {
        for (const [number, match] of both(loud(other.split(" ")).map((word) => matching(terms(word, false))))) {
          const known = matches.get(number);
          if (!known) { matches.set(number, { score: match.score * SYNONYM, terms: match.terms }); continue; }
          /* The reader's own word is what is marked, where the entry has it. */
          known.score = Math.max(known.score, match.score * SYNONYM);
        }
      }
      return { matches, weight: rarity(matches.size || 1), near: false, meant: own };
    }

    /** How many words from a place on are a phrase that has synonyms. */
    function phraseAt(list, at) {
      for (let length = Math.min(longest, list.length - at); length > 0; length -= 1) {
        if (groups.has(list.slice(at, at + length).join(" "))) { return length; }
      }
      return 0;
    }

    /** @param {string[]} list the words of a query @returns {Clause[]} */
    function clausesOf(list) {
      const kept = new Set(loud(list)), own = new Map();
      for (let at = 0; at < list.length && own.size < MAX_CLAUSES;) {
        const length = phraseAt(list, at), part = list.slice(at, at + Math.max(length, 1));
        if (length || kept.has(part[0])) { own.set(part.join(" "), [part, at + part.length === list.length]); }
        at += part.length;
      }
      let typos = MAX_TYPOS;
      return [...own.values()].map(([part, isLast]) => {
        const made = clause(part, isLast);
        if (made.matches.size || part.length > 1 || typos === 0) { return made; }
        typos -= 1;
        const found = similar(part[0]), matches = matching(found);
        return { matches, weight: rarity(matches.size || 1), near: true, meant: found.length ? [found[0][0]] : part };
      });
    }

    /* ---- a query ---- */

    /** Hits by how well they match, those whose names are most like the query lifted. */
    function ranked(scored, list) {
      const kept = loud(list).join(" ");
      scored.sort((a, b) => b.score - a.score || a.number - b.number);
      /* What is far behind the best only shares a common word with it. */
      scored = scored.filter((hit) => hit.score >= scored[0].score * LEAST);
      scored.slice(0, MAX_NAMED).forEach((hit) => {
        const own = namesOf(hit.number), best = Math.max(...own.map((name) => likeness(list, name)));
        hit.score *= (1 + 2 * best * best) * (own.some((name) => loud(name).join(" ") === kept) ? 1.5 : 1);
      });
      scored.sort((a, b) => b.score - a.score || a.number - b.number);
      return scored.map((hit) => ({ entry: entries[hit.number], score: hit.score, terms: new Set(hit.terms) }));
    }

    /** What answers a query, best first. `among` says which addresses count; without it all do.
     *
     * `near` tells how near the hits are to what was typed: "" all of it, "close" but for typos, "some" of the words only.
     * `more` holds entries with some of the words where `hits` have all, and `nearest` what sounds like it where there is no hit.
     * @param {string} text @param {(address: string) => unknown} [among] @returns {Found} */
    function search(text, among) {
      work = 0;
      const typed = words(text.slice(0, MAX_CHARACTERS)), clauses = clausesOf(typed), scores = new Map();
      const isClose = clauses.some((each) => each.near), list = isClose ? clauses.flatMap((each) => each.meant) : typed;
      const total = clauses.reduce((sum, each) => sum + each.weight, 0);
      for (const { matches, weight } of clauses) {
        matches.forEach((match, number) => {
          if (among && !among(entries[number].u)) { return; }
          const sum = scores.get(number) || scores.set(number, { number, score: 0, covered: 0, count: 0, terms: [] }).get(number);
          sum.score += match.score * weight;
          sum.covered += weight;
          sum.count += 1;
          sum.terms.push(...match.terms);
        });
      }
      const all = [...scores.values()], whole = all.filter((hit) => hit.count === clauses.length);
      const most = Math.max(0, ...all.map((hit) => hit.covered));
      const partial = ranked(all.filter((hit) => hit.count < clauses.length && hit.covered >= (whole.length ? total / 2 : most * 0.7)), list);
      const full = ranked(whole, list);
      const hits = full.length ? full : partial.slice(0, 2 * MAX_PARTIAL);
      return {
        near: full.length || !hits.length ? (hits.length && isClose ? "close" : "") : "some", hits, work,
        more: full.length ? partial.slice(0, MAX_PARTIAL) : [],
        nearest: hits.length || among ? [] : nearest(list)
      };
    }

    /** Pairs of letters: what words that sound alike share. */
    function pairs(word) { return Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2)); }

    /** The entries with a name most like a query that nothing answers. */
    function nearest(list) {
      const asked = loud(list).filter((word) => word.length > 2).slice(0, MAX_TYPOS), found = [];
      entries.forEach((entry, number) => {
        const own = loud(namesOf(number).flat().slice(0, 40));
        const score = Math.max(0, ...asked.flatMap((word) => own.map((name) => likeness(pairs(word), pairs(name)))));
        if (score >= 0.5) { found.push({ entry, score }); }
      });
      return found.sort((a, b) => b.score - a.score).slice(0, 4).map((each) => each.entry);
    }

    /* ---- for pages ---- */

    /** The one best hit, and all others by kind: kinds in the order of their best hits, words explained (the last kind) last.
     * @param {Found} found @returns {{best: Hit|null, groups: {kind: string, hits: Hit[]}[]}} */
    function arrange(found) {
      const last = kinds[kinds.length - 1], first = found.hits[0], other = found.hits.find((hit) => hit.entry.k !== last);
      const best = other && other.score * FAR > first.score ? other : first || null;
      const groups = new Map();
      for (const hit of [...found.hits, ...found.more]) {
        groups.set(hit.entry.k, [...(groups.get(hit.entry.k) || []), ...(hit === best ? [] : [hit])]);
      }
      const inOrder = [...groups].map(([kind, hits]) => ({ kind, hits })).filter(({ hits }) => hits.length);
      return { best, groups: [...inOrder.filter(({ kind }) => kind !== last), ...inOrder.filter(({ kind }) => kind === last)] };
    }

    /** The help lines, where the words are those of someone who may need them.
     * @param {string} text */
    function help(text) {
      let typed = ` ${words(text.slice(0, MAX_CHARACTERS)).join(" ")} `;
      for (const phrase of index.help.unless) { typed = typed.replaceAll(` ${phrase} `, " | "); }
      return index.help.words.some((phrase) => typed.includes(` ${phrase} `)) ? index.help : null;
    }

    return { search, arrange, help };
  }

  return { open, MAX_WORK };
})();
