"use strict";
/* Finds and ranks the entries of the search index. Loaded with the index, when a reader first needs it.

   A query is a list of clauses: a word, or a phrase of data/synonyms.yml. Each clause matches in all its variants; an entry
   gets the score of its best variant, not their sum. Entries that match every clause come before those that match some.
   Typos are corrected only if the index does not have the word.

   The work is limited, however long the query: clauses, variants and postings are counted. */
site.searchRank = (() => {
  const { words } = site.searchWords;
  const MAX_CHARACTERS = 1000;
  const MAX_CLAUSES = 10;
  const MAX_ENDINGS = 30;
  const MAX_SYNONYMS = 12;
  const MAX_TYPOS = 3;
  const MAX_NAMED = 80;
  const MAX_PARTIAL = 20;
  /* The number of postings and words that a query may look at, so that search is fast even with a huge index. */
  const MAX_WORK = 400000;
  const SYNONYM = 0.7;
  const ENDING = 0.75;
  /* A definition is the best result only if its score is this many times that of the next best other result. */
  const DEFINITION_LEAD = 6;
  /* The minimum score of a hit, as a share of the best score. */
  const MIN_SHARE = 0.03;

  /** Returns the edit distance of two words, counting a swap of neighboring letters as one edit; Infinity above `max`.
   * @param {string} a @param {string} b @param {number} max @returns {number} */
  function distance(a, b, max) {
    if (Math.abs(a.length - b.length) > max) {
      return Infinity;
    }
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
  }

  /** Returns how much two lists have in common, from 0 to 1 (Dice coefficient).
   * @param {string[]} first @param {string[]} second @returns {number} */
  function similarity(first, second) {
    const a = new Set(first);
    const b = new Set(second);
    return a.size + b.size ? (2 * [...a].filter((word) => b.has(word)).length) / (a.size + b.size) : 0;
  }

  /** Returns the weight of each word of an entry: highest in a name, lowest in a text.
   * @param {Entry} entry @returns {Map<string, number>} */
  function weigh(entry) {
    const weights = new Map();
    const named = new Set();
    for (const name of [entry.t, ...(entry.a || [])]) {
      const own = words(name);
      const weight = 6 / (1 + 0.08 * own.length);
      /* "PRO-ACT" also matches "proact". */
      for (const word of name.includes("-") ? own.concat(words(name.replaceAll("-", ""))) : own) {
        weights.set(word, Math.max(weights.get(word) || 0, weight));
        named.add(word);
      }
    }
    for (const [text, weight, rest] of [
      [entry.d, 2, 0],
      [entry.w, 3, 0.5],
      [entry.x, 1, 1.5],
    ]) {
      const times = new Map();
      for (const word of text ? words(text) : []) {
        times.set(word, (times.get(word) || 0) + 1);
      }
      /* Other texts add little to the weight of a word that is in a name. */
      times.forEach((count, word) =>
        weights.set(word, (weights.get(word) || 0) + ((named.has(word) ? 0.25 : 1) * weight * count) / (count + rest)),
      );
    }
    return weights;
  }

  /** Returns the postings: for each word, the numbers of the entries that have it, with its weight.
   * @param {Entry[]} entries @returns {Map<string, [number, number][]>} */
  function buildPostings(entries) {
    const postings = new Map();
    entries.forEach((entry, number) =>
      weigh(entry).forEach((weight, word) => {
        const list = postings.get(word);
        if (list) {
          list.push([number, weight]);
        } else {
          postings.set(word, [[number, weight]]);
        }
      }),
    );
    return postings;
  }

  /** @param {{entries: Entry[], kinds: string[], synonyms: string[][], stopWords: string[],
   *   help: {text: string, links: {label: string, url: string}[], words: string[], unless: string[]}}} index */
  function open(index) {
    const { entries, kinds } = index;
    const postings = buildPostings(entries);
    const vocabulary = [...postings.keys()].sort();
    const STOP_WORDS = new Set(index.stopWords);
    const groups = new Map();
    const names = [];
    let longest = 1;
    let work = 0;
    index.synonyms.forEach((group) =>
      group.forEach((phrase) => {
        groups.set(phrase, [...(groups.get(phrase) || []), group]);
        longest = Math.max(longest, phrase.split(" ").length);
      }),
    );
    const rarity = (number) => Math.log(1 + entries.length / number);
    /** Returns a list without its stop words; the whole list if it has no other words. */
    const withoutStopWords = (list) => {
      const kept = list.filter((word) => !STOP_WORDS.has(word));
      return kept.length ? kept : list;
    };
    /** Returns the title and other names of an entry, as lists of words. */
    const namesOf = (number) => (names[number] ??= [entries[number].t, ...(entries[number].a || [])].map(words));

    /* ---- one word ---- */

    /** Returns the index in the vocabulary at which a word is or would be (binary search). */
    function indexInVocabulary(word) {
      let low = 0;
      let high = vocabulary.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (vocabulary[middle] < word) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    /** Returns the words of the index that match a word, with their weights: itself, with an ending, without -ing or -ed.
     * @param {string} word @param {boolean} unfinished Whether the reader may still be typing it.
     * @returns {[string, number][]} */
    function variants(word, unfinished) {
      const result = postings.has(word) ? [[word, 1]] : [];
      if (word.length > 3 || (unfinished && word.length > 2 && !result.length)) {
        for (
          let at = indexInVocabulary(word);
          result.length < MAX_ENDINGS && at < vocabulary.length && vocabulary[at].startsWith(word);
          at += 1
        ) {
          if (vocabulary[at] !== word) {
            result.push([vocabulary[at], (ENDING * word.length) / vocabulary[at].length]);
          }
        }
      }
      const base = /^(.{3,})(?:ing|ed)$/.exec(word);
      for (const other of base ? [base[1], `${base[1]}e`] : []) {
        if (postings.has(other)) {
          result.push([other, ENDING]);
        }
      }
      return result;
    }

    /** Returns the words of the index that are most similar to one that it does not have, with their weights. */
    function corrections(word) {
      const max = word.length > 7 ? 2 : word.length > 3 ? 1 : 0;
      let best = max;
      let candidates = [];
      for (const other of max ? vocabulary : []) {
        work += 1;
        if (work > MAX_WORK) {
          break;
        }
        const prefixEdits =
          word.length > 4 && other.length > word.length ? distance(word, other.slice(0, word.length), best) : Infinity;
        const edits = Math.min(distance(word, other, best), prefixEdits);
        if (edits < best) {
          [best, candidates] = [edits, []];
        }
        if (edits <= best) {
          candidates.push(other);
        }
      }
      candidates.sort((a, b) => postings.get(b).length - postings.get(a).length);
      return candidates.slice(0, 5).map((other) => [other, 0.6 / Math.max(best, 1)]);
    }

    /** Returns the entries that have one of these words. @returns {Map<number, Match>} */
    function matching(weightedTerms) {
      const matches = new Map();
      for (const [term, weight] of weightedTerms) {
        for (const [number, score] of postings.get(term)) {
          work += 1;
          if (work > MAX_WORK) {
            return matches;
          }
          const match = matches.get(number);
          if (!match) {
            matches.set(number, { score: score * weight, terms: [term] });
            continue;
          }
          match.score = Math.max(match.score, score * weight);
          match.terms.push(term);
        }
      }
      return matches;
    }

    /* ---- one clause ---- */

    /** Returns the entries that are in all of these matches. */
    function intersection(lists) {
      const [first, ...rest] = lists;
      const matches = new Map();
      for (const [number, match] of first) {
        const others = rest.map((list) => list.get(number));
        if (others.some((other) => !other)) {
          continue;
        }
        const all = [match, ...others];
        matches.set(number, {
          score: all.reduce((sum, each) => sum + each.score, 0) / all.length,
          terms: all.flatMap((each) => each.terms),
        });
      }
      return matches;
    }

    /** @param {string[]} typed The words of the clause. @param {boolean} unfinished @returns {Clause} */
    function clause(typed, unfinished) {
      const phrase = typed.join(" ");
      const kept = withoutStopWords(typed);
      const synonyms = [...new Set((groups.get(phrase) || []).flat())]
        .filter((other) => other !== phrase)
        .slice(0, MAX_SYNONYMS);
      const matches = intersection(
        kept.map((word, at) => matching(variants(word, unfinished && at === kept.length - 1))),
      );
      for (const synonym of synonyms) {
        for (const [number, match] of intersection(
          withoutStopWords(synonym.split(" ")).map((word) => matching(variants(word, false))),
        )) {
          const known = matches.get(number);
          if (!known) {
            matches.set(number, { score: match.score * SYNONYM, terms: match.terms });
            continue;
          }
          /* If the entry has the reader's own word, that is the one to highlight. */
          known.score = Math.max(known.score, match.score * SYNONYM);
        }
      }
      return { matches, weight: rarity(matches.size || 1), near: false, meant: typed };
    }

    /** Returns the length, in words, of the phrase with synonyms that starts at an index; 0 if there is none. */
    function phraseLengthAt(list, at) {
      for (let length = Math.min(longest, list.length - at); length > 0; length -= 1) {
        if (groups.has(list.slice(at, at + length).join(" "))) {
          return length;
        }
      }
      return 0;
    }

    /** @param {string[]} list The words of a query. @returns {Clause[]} */
    function clausesOf(list) {
      const kept = new Set(withoutStopWords(list));
      const phrases = new Map();
      for (let at = 0; at < list.length && phrases.size < MAX_CLAUSES; ) {
        const length = phraseLengthAt(list, at);
        const part = list.slice(at, at + Math.max(length, 1));
        if (length || kept.has(part[0])) {
          phrases.set(part.join(" "), [part, at + part.length === list.length]);
        }
        at += part.length;
      }
      let typos = MAX_TYPOS;
      return [...phrases.values()].map(([part, isLast]) => {
        const exact = clause(part, isLast);
        if (exact.matches.size || part.length > 1 || typos === 0) {
          return exact;
        }
        typos -= 1;
        const corrected = corrections(part[0]);
        const matches = matching(corrected);
        return {
          matches,
          weight: rarity(matches.size || 1),
          near: true,
          meant: corrected.length ? [corrected[0][0]] : part,
        };
      });
    }

    /* ---- a query ---- */

    /** Returns hits in order of their scores, after raising the scores of those with names similar to the query. */
    function ranked(scored, list) {
      const kept = withoutStopWords(list).join(" ");
      scored.sort((a, b) => b.score - a.score || a.number - b.number);
      /* Hits with much lower scores only share a common word with the query. */
      scored = scored.filter((hit) => hit.score >= scored[0].score * MIN_SHARE);
      scored.slice(0, MAX_NAMED).forEach((hit) => {
        const names = namesOf(hit.number);
        const best = Math.max(...names.map((name) => similarity(list, name)));
        hit.score *=
          (1 + 2 * best * best) * (names.some((name) => withoutStopWords(name).join(" ") === kept) ? 1.5 : 1);
      });
      scored.sort((a, b) => b.score - a.score || a.number - b.number);
      return scored.map((hit) => ({ entry: entries[hit.number], score: hit.score, terms: new Set(hit.terms) }));
    }

    /** Returns the hits of a query, best first. `among` limits them to some addresses.
     *
     * `near` says how the hits match the query: "" completely, "close" after correcting typos, "some" with only some words.
     * If the hits have all words, `more` has entries with some of them. If there are no hits, `nearest` has similar entries.
     * @param {string} text @param {(address: string) => unknown} [among] @returns {SearchResult} */
    function search(text, among) {
      work = 0;
      const typed = words(text.slice(0, MAX_CHARACTERS));
      const clauses = clausesOf(typed);
      const scores = new Map();
      const isClose = clauses.some((each) => each.near);
      const list = isClose ? clauses.flatMap((each) => each.meant) : typed;
      const total = clauses.reduce((sum, each) => sum + each.weight, 0);
      for (const { matches, weight } of clauses) {
        matches.forEach((match, number) => {
          if (among && !among(entries[number].u)) {
            return;
          }
          const sum =
            scores.get(number) || scores.set(number, { number, score: 0, covered: 0, count: 0, terms: [] }).get(number);
          sum.score += match.score * weight;
          sum.covered += weight;
          sum.count += 1;
          sum.terms.push(...match.terms);
        });
      }
      const all = [...scores.values()];
      const whole = all.filter((hit) => hit.count === clauses.length);
      const most = Math.max(0, ...all.map((hit) => hit.covered));
      const partial = ranked(
        all.filter((hit) => hit.count < clauses.length && hit.covered >= (whole.length ? total / 2 : most * 0.7)),
        list,
      );
      const full = ranked(whole, list);
      const hits = full.length ? full : partial.slice(0, 2 * MAX_PARTIAL);
      return {
        near: full.length || !hits.length ? (hits.length && isClose ? "close" : "") : "some",
        hits,
        work,
        more: full.length ? partial.slice(0, MAX_PARTIAL) : [],
        nearest: hits.length || among ? [] : nearest(list),
      };
    }

    /** Returns the pairs of neighboring letters (bigrams) of a word. */
    function pairs(word) {
      return Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2));
    }

    /** Returns the entries with names most similar to a query without hits. */
    function nearest(list) {
      const typed = withoutStopWords(list)
        .filter((word) => word.length > 2)
        .slice(0, MAX_TYPOS);
      const candidates = [];
      entries.forEach((entry, number) => {
        const nameWords = withoutStopWords(namesOf(number).flat().slice(0, 40));
        const score = Math.max(
          0,
          ...typed.flatMap((word) => nameWords.map((name) => similarity(pairs(word), pairs(name)))),
        );
        if (score >= 0.5) {
          candidates.push({ entry, score });
        }
      });
      return candidates
        .sort((a, b) => b.score - a.score)
        .slice(0, 4)
        .map((each) => each.entry);
    }

    /* ---- for pages ---- */

    /** Returns the best hit, and the others by kind, in the order of their best hits. The glossary (the last kind) is last.
     * @param {SearchResult} result @returns {{best: Hit|null, groups: {kind: string, hits: Hit[]}[]}} */
    function arrange(result) {
      const last = kinds[kinds.length - 1];
      const first = result.hits[0];
      const other = result.hits.find((hit) => hit.entry.k !== last);
      const best = other && other.score * DEFINITION_LEAD > first.score ? other : first || null;
      const groups = new Map();
      for (const hit of [...result.hits, ...result.more]) {
        groups.set(hit.entry.k, [...(groups.get(hit.entry.k) || []), ...(hit === best ? [] : [hit])]);
      }
      const inOrder = [...groups].map(([kind, hits]) => ({ kind, hits })).filter(({ hits }) => hits.length);
      return {
        best,
        groups: [...inOrder.filter(({ kind }) => kind !== last), ...inOrder.filter(({ kind }) => kind === last)],
      };
    }

    /** Returns the help lines if the query suggests that the reader may need them; otherwise null.
     * @param {string} text */
    function help(text) {
      let typed = ` ${words(text.slice(0, MAX_CHARACTERS)).join(" ")} `;
      for (const phrase of index.help.unless) {
        typed = typed.replaceAll(` ${phrase} `, " | ");
      }
      return index.help.words.some((phrase) => typed.includes(` ${phrase} `)) ? index.help : null;
    }

    return { search, arrange, help };
  }

  return { open, MAX_WORK };
})();
