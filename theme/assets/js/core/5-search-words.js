"use strict";
/* Splits texts into the words that search compares, for the index and for queries.
   The reference is generator/pages/search/words.py, and a test compares the two. */
site.searchWords = (() => {
  const APOSTROPHES = /['’‘ʼʻ`´]/g;
  const MARKS = /[\u0300-\u036f]/g;
  /** @type {Object<string, string>} */
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };
  const ABBREVIATION = /(^|[^\p{L}\p{N}])(\p{L}(?:\.\p{L})+)\.?(?![\p{L}\p{N}])/gu;
  const THOUSANDS = /(\p{Nd}),(?=\p{Nd}{3}(?!\p{Nd}))/gu;
  const PREFIX = /(^|[^\p{L}\p{N}])(co|e|multi|non|pre|re|sub)-(?=\p{L})/gu;
  const WORD = /[\p{L}\p{N}]+/gu;
  /* A word as written, with the punctuation that it may contain. */
  const WRITTEN = /[\p{L}\p{N}\p{M}]+(?:['’‘ʼʻ.,-][\p{L}\p{N}\p{M}]+)*/gu;

  /**
   * Returns a word without its plural ending.
   * @param {string} word
   * @returns {string}
   */
  function singular(word) {
    if (word.length < 4 || !word.endsWith("s") || /(?:ss|us|is)$/.test(word)) {
      return word;
    }
    if (word.endsWith("ies") && word.length > 4) {
      return `${word.slice(0, -3)}y`;
    }
    return word.slice(0, /(?:sses|shes|ches|xes)$/.test(word) ? -2 : -1);
  }

  /**
   * Returns the words of a text in order, without case, accents, apostrophes and plural endings.
   * @param {string} text
   * @returns {string[]}
   */
  function words(text) {
    const plain = text
      .replace(APOSTROPHES, "")
      .normalize("NFKD")
      .toLowerCase()
      .replace(MARKS, "")
      .replace(APOSTROPHES, "")
      .replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter])
      .replace(ABBREVIATION, (_, before, letters) => before + letters.replaceAll(".", ""))
      .replace(/[‐‑]/g, "-")
      .replace(THOUSANDS, "$1")
      .replace(PREFIX, "$1$2");
    return (plain.match(WORD) || []).map(singular);
  }

  /**
   * Splits a text into parts, each with whether it is one of these words.
   * @param {string} text
   * @param {Set<string>} wanted
   * @returns {{text: string, found: boolean}[]}
   */
  function parts(text, wanted) {
    const result = [];
    let last = 0;
    for (const match of text.matchAll(WRITTEN)) {
      if (!words(match[0]).some((word) => wanted.has(word))) {
        continue;
      }
      result.push({ text: text.slice(last, match.index), found: false }, { text: match[0], found: true });
      last = match.index + match[0].length;
    }
    result.push({ text: text.slice(last), found: false });
    return result.filter((part) => part.text);
  }

  return { words, parts };
})();
