/* The checklist: three possible answers to each criterion, and a summary of them. There is no score, and nothing is
   saved. Without this script, each answer has a box to mark in print. */
(function () {
  "use strict";
  var tools = window.siteSearch, element = tools.element;
  var holder = document.querySelector(".ready"), form = holder.querySelector(".ready-form"), result = holder.querySelector(".ready-result");
  var groups = result.querySelector(".ready-groups"), status = holder.querySelector("[role=status]"), notice = holder.querySelector(".ready-said");
  var items = all(form, ".ready-item"), previousAnswers = null;
  /* The answer, its heading in the summary, and whether to show what helps. */
  var GROUPS = [["have", "What you already have", false], ["not-yet", "What to work on", true], ["unsure", "What to find out", true]];

  function all(within, selector) { return Array.prototype.slice.call(within.querySelectorAll(selector)); }
  function answerOf(item) { var chosen = item.querySelector("input:checked"); return chosen ? chosen.value : ""; }

  /* The summary updates at once. Screen readers hear the count when the reader pauses. */
  var announce = tools.debounce(function () { status.textContent = countText(); }, 500);

  function countText() {
    var answered = items.filter(answerOf).length;
    return "Answered: " + answered + ". Skipped: " + (items.length - answered) + ".";
  }

  function summaryItem(item, showHelp) {
    var row = element("li"), help = item.querySelector(".ready-help");
    row.appendChild(element("p", item.querySelector("h3").textContent));
    if (showHelp && help) { row.appendChild(help.cloneNode(true)); }
    return row;
  }

  function showGroup(members, heading, showHelp) {
    var list = element("ul", "", { "class": showHelp ? "ready-open" : "ready-have" });
    groups.appendChild(element("h3", heading));
    members.forEach(function (item) { list.appendChild(summaryItem(item, showHelp)); });
    groups.appendChild(list);
  }

  function updateItem(item) {
    var answer = answerOf(item);
    item.classList.toggle("open", answer === "not-yet" || answer === "unsure");
    all(item, ".ready-print li").forEach(function (box) { box.classList.toggle("marked", box.getAttribute("data-value") === answer); });
  }

  function show() {
    var answered = items.filter(answerOf).length;
    items.forEach(updateItem);
    groups.textContent = "";
    groups.appendChild(element("p", answered ? countText() : "No answers yet. What you already have, what to work on and what to find out will appear here.", { "class": "ready-count" }));
    GROUPS.forEach(function (group) {
      var members = items.filter(function (item) { return answerOf(item) === group[0]; });
      if (members.length) { showGroup(members, group[1], group[2]); }
    });
    holder.classList.toggle("answered", answered > 0);
  }

  function setAnswers(answers) {
    items.forEach(function (item, number) {
      all(item, "input").forEach(function (input) { input.checked = input.value === answers[number]; });
    });
    show();
  }

  /* Replaces all answers, and shows a notice with "Undo". */
  function replaceAnswers(answers, message) {
    previousAnswers = items.map(answerOf);
    setAnswers(answers);
    notice.querySelector("span").textContent = message;
    notice.hidden = false;
    notice.focus();
  }

  form.addEventListener("change", function () {
    notice.hidden = true;
    show();
    announce();
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  holder.addEventListener("click", function (event) {
    var button = event.target.closest("[data-act]"), action = button && button.getAttribute("data-act");
    if (action === "print") { window.print(); }
    if (action === "again") { replaceAnswers([], "Your answers were cleared."); }
    if (action === "undo") { replaceAnswers(previousAnswers, "Your answers were restored."); }
  });
  /* A browser may restore answers when the reader returns to the page. */
  window.addEventListener("pageshow", show);
  all(holder, ".ready-answer, .ready-acts, .ready-result").forEach(function (part) { part.hidden = false; });
  holder.classList.add("live");
  show();
})();
