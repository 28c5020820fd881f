/* How the words of an answer are counted: runs between white space that hold a letter or a number.
   wordcount.py is the reference and says why; a test has both agree. */
window.practiceWords = (function () {
  "use strict";
  /* Unicode's white space, written out: \s has one sign more and one less. */
  var SPACE = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/, WORD = /[\p{L}\p{N}]/u;
  return {
    count: function (text) {
      return text.normalize("NFC").split(SPACE).filter(function (run) { return WORD.test(run); }).length;
    }
  };
})();
