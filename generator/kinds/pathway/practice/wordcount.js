"use strict";
/* Counts the words of an answer: runs between white space that have a letter or a number.
   The reference is wordcount.py, which says why; a test compares the two. */
site.practice = /** @type {PracticeScripts} */ ({});
site.practice.words = (() => {
  /* All of Unicode's white space, listed because \s has one character more and one less. */
  const SPACE = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
  const WORD = /[\p{L}\p{N}]/u;
  return {
    count: (text) =>
      text
        .normalize("NFC")
        .split(SPACE)
        .filter((run) => WORD.test(run)).length,
  };
})();
