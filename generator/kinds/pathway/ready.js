/* What a team already has: three answers to each criterion, and what they say together. No score, and nothing is saved.
   Without this script there is a box to mark for each answer. */
(function () {
  "use strict";
  var tools = window.siteSearch, element = tools.element;
  var holder = document.querySelector(".ready"), form = holder.querySelector(".ready-form"), result = holder.querySelector(".ready-result");
  var groups = result.querySelector(".ready-groups"), status = holder.querySelector("[role=status]"), said = holder.querySelector(".ready-said");
  var items = all(form, ".ready-item"), before = null;
  /* The answer, its heading, and whether to name what helps. */
  var GROUPS = [["have", "What you already have", false], ["not-yet", "What to work on", true], ["unsure", "What to find out", true]];

  function all(within, selector) { return Array.prototype.slice.call(within.querySelectorAll(selector)); }
  function answerOf(item) { var chosen = item.querySelector("input:checked"); return chosen ? chosen.value : ""; }

  /* Seen at once, and said when the reader pauses. */
  var say = tools.debounce(function () { status.textContent = count(); }, 500);

  function count() {
    var given = items.filter(answerOf).length;
    return "Answered: " + given + ". Skipped: " + (items.length - given) + ".";
  }

  function row(item, helps) {
    var made = element("li"), help = item.querySelector(".ready-help");
    made.appendChild(element("p", item.querySelector("h3").textContent));
    if (helps && help) { made.appendChild(help.cloneNode(true)); }
    return made;
  }

  function group(found, heading, helps) {
    var list = element("ul", "", { "class": helps ? "ready-open" : "ready-have" });
    groups.appendChild(element("h3", heading));
    found.forEach(function (item) { list.appendChild(row(item, helps)); });
    groups.appendChild(list);
  }

  function mark(item) {
    var answer = answerOf(item);
    item.classList.toggle("open", answer === "not-yet" || answer === "unsure");
    all(item, ".ready-paper li").forEach(function (box) { box.classList.toggle("marked", box.getAttribute("data-value") === answer); });
  }

  function show() {
    var given = items.filter(answerOf).length;
    items.forEach(mark);
    groups.textContent = "";
    groups.appendChild(element("p", given ? count() : "No answers yet. What you already have, what to work on and what to find out will appear here.", { "class": "ready-count" }));
    GROUPS.forEach(function (one) {
      var found = items.filter(function (item) { return answerOf(item) === one[0]; });
      if (found.length) { group(found, one[1], one[2]); }
    });
    holder.classList.toggle("answered", given > 0);
  }

  /* The answers as they are; and answers, set again. */
  function keep() { return items.map(answerOf); }

  function set(answers) {
    items.forEach(function (item, number) {
      all(item, "input").forEach(function (input) { input.checked = input.value === answers[number]; });
    });
    show();
  }

  /* Clears, or undoes it: each time what was there before can be brought back. */
  function swap(answers, words) {
    before = keep();
    set(answers);
    said.querySelector("span").textContent = words;
    said.hidden = false;
    said.focus();
  }

  form.addEventListener("change", function () {
    said.hidden = true;
    show();
    say();
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  holder.addEventListener("click", function (event) {
    var button = event.target.closest("[data-act]"), act = button && button.getAttribute("data-act");
    if (act === "print") { window.print(); }
    if (act === "again") { swap([], "Your answers were cleared."); }
    if (act === "undo") { swap(before, "Your answers were restored."); }
  });
  /* A browser that made this page anew may have filled in answers. */
  window.addEventListener("pageshow", show);
  all(holder, ".ready-answer, .ready-acts, .ready-result").forEach(function (part) { part.hidden = false; });
  holder.classList.add("live");
  show();
})();
