"use strict";
/* Loads the search index when it is first needed, and has the functions that other scripts need to show results.
   Nothing that is typed leaves the device. search-words.js splits texts into words, search-rank.js finds and ranks
   results, and search-box.js and search-page.js show them. */
site.search = (() => {
  const { words, parts } = site.searchWords;
  const { element } = site.dom;
  /* The maximum length of a snippet, and how much of it may come before the first match, in characters. */
  const MAX_LENGTH = 220;
  const MAX_BEFORE = 80;
  /* Abbreviations, whose period does not end a sentence. */
  const ABBREVIATION = /(?:^|[\s(“"])(?:Lt|Dr|Mr|Ms|Mrs|Sgt|St|No|vs|\p{Lu}(?:\.\p{Lu})*)\.$/u;
  /** @type {SearchEngine | null} */
  let engine = null;
  /** @type {((works: boolean) => void)[]|null} */
  let waiting = null;

  /** Loads the search index and its script once, and calls `callback` with whether search works.
   * @param {(works: boolean) => void} callback */
  function ready(callback) {
    if (engine) {
      callback(true);
      return;
    }
    if (waiting) {
      waiting.push(callback);
      return;
    }
    waiting = [callback];
    site.page.load("assets/js/search-rank.js", (hasScript) => {
      site.page.load("assets/search-index.js", (hasIndex) => {
        if (hasScript && hasIndex && site.searchIndex) {
          engine = site.searchRank.open(site.searchIndex);
        }
        const callbacks = waiting || [];
        waiting = null;
        callbacks.forEach((waitingCallback) => waitingCallback(Boolean(engine)));
      });
    });
  }

  /** Returns a text as search compares it: its words, separated by spaces. @param {string} text */
  const normalize = (text) => words(text).join(" ");

  /** Returns the engine. Throws an error before `ready` has said that it works. */
  function loaded() {
    if (!engine) {
      throw new Error("Search is not loaded.");
    }
    return engine;
  }

  /* ---- showing results ---- */

  /**
   * Adds a text to an element, with the matched words highlighted.
   * @template {HTMLElement} T
   * @param {T} holder
   * @param {string} text
   * @param {Set<string>} terms
   */
  function highlight(holder, text, terms) {
    for (const part of parts(text, terms)) {
      holder.append(part.found ? element("mark", part.text) : part.text);
    }
    return holder;
  }

  /** Returns the complete sentences of a text, without introductions to lists and sentences that were cut off.
   * @param {string} text @returns {string[]} */
  function sentences(text) {
    const result = [];
    for (const line of text.split("\n").filter(Boolean)) {
      let start = 0;
      for (const end of line.matchAll(/[.?!]["”’)]*\s+(?=[“"(]?[\p{Lu}\p{N}])/gu)) {
        const after = end.index + end[0].length;
        const sentence = line.slice(start, after).trim();
        if (ABBREVIATION.test(sentence)) {
          continue;
        }
        result.push(sentence);
        start = after;
      }
      result.push(line.slice(start));
    }
    return result.filter((sentence) => /[.?!]["”’)]*$/.test(sentence));
  }

  /** Shortens a sentence around its first matched word, with an ellipsis for what is left out.
   * @param {string} sentence @param {Set<string>} terms */
  function shorten(sentence, terms) {
    const pieces = parts(sentence, terms);
    const match = pieces.length > 1 && !pieces[0].found ? pieces[0].text.length : 0;
    const start =
      sentence.length > MAX_LENGTH && match > MAX_BEFORE ? sentence.indexOf(" ", match - MAX_BEFORE) + 1 : 0;
    const end = sentence.length - start > MAX_LENGTH ? sentence.lastIndexOf(" ", start + MAX_LENGTH) : sentence.length;
    const text = sentence.slice(start, end);
    const isWhole = end === sentence.length;
    return (start ? "…" : "") + (isWhole ? text : `${text.replace(/[\s.,;:–—…]+$/, "")}…`);
  }

  /** @type {SiteSearch["snippet"]} */
  function snippet(entry, terms) {
    const all = [...sentences(entry.d || ""), ...sentences(entry.x || "")];
    /** @param {string} text */
    const countMatches = (text) => new Set(words(text).filter((word) => terms.has(word))).size;
    const best = all.reduce(
      (previous, sentence) => {
        const count = countMatches(sentence);
        return count > previous.count ? { sentence, count } : previous;
      },
      { sentence: all[0] || "", count: all.length ? countMatches(all[0]) : 0 },
    );
    return best.sentence ? shorten(best.sentence, terms) : "";
  }

  return {
    ready,
    normalize,
    highlight,
    snippet,
    search: (text, among) => loaded().search(text, among),
    arrange: (result) => loaded().arrange(result),
    help: (text) => loaded().help(text),
  };
})();
