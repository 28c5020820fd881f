/* Counts the words of an answer: runs between white space that have a letter or a number.
   The reference is wordcount.py, which says why; a test compares the two. */
window.practiceWords = (function () {
  "use strict";
  /* All of Unicode's white space, listed because \s has one character more and one less. */
  var SPACE = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/, WORD = /[\p{L}\p{N}]/u;
  return {
    count: function (text) {
      return text.normalize("NFC").split(SPACE).filter(function (run) { return WORD.test(run); }).length;
    }
  };
})();
