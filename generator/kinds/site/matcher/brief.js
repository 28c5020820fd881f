/* The brief: filled from the answers, with a box for the reader's own words, printed alone. What is empty stays a blank line. */
window.siteBrief = (function () {
  "use strict";
  var brief = document.querySelector(".brief"), boxes = all("textarea"), print = brief.querySelector("[data-act=print]");

  function all(selector) { return Array.prototype.slice.call(brief.querySelectorAll(selector)); }

  /* A line's words; without any, what it held at first. */
  function write(line, text) {
    var place = line.querySelector("dd");
    line.empty = line.empty || place.firstElementChild;
    place.textContent = text;
    if (!text) { place.appendChild(line.empty); }
    place.classList.toggle("blank", !text);
  }

  /* A box prints only what of it is in view: on paper the line beside it holds all of its words. */
  function copy() { all("[data-own]").forEach(function (line, number) { write(line, boxes[number].value.trim()); }); }

  print.addEventListener("click", function () { window.site.printOnly("only-the-brief"); });
  boxes.forEach(function (box) { box.addEventListener("input", copy); });
  window.addEventListener("pageshow", copy);
  all(".brief-own").concat(print).forEach(function (part) { part.hidden = false; });

  return {
    /* The words of each answer, by question. */
    show: function (answers) { all("[data-answer]").forEach(function (line) { write(line, answers[line.getAttribute("data-answer")] || ""); }); },
    clear: function () {
      boxes.forEach(function (box) { box.value = ""; });
      copy();
    }
  };
})();
