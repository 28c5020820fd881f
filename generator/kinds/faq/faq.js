/* The questions: a box that forgives typos, whose questions they are, and an address that opens its question.
   What is typed and chosen stays in the fragment: #words=travel&for=mentee. A fragment that names a question
   (#how-long-is-it) shows all of them, with that one open. Without this script the list is whole. */
(function () {
  "use strict";
  var tools = window.siteSearch, holder = document.querySelector(".questions");
  var form = holder.querySelector(".question-filter"), box = form.querySelector("input"), choices = list(form, "button");
  var head = holder.querySelector(".questions-head"), status = head.querySelector(".questions-status");
  var opener = head.querySelector("[data-act=open]"), none = holder.querySelector(".questions-none");
  var everyone = head.querySelector("[data-act=everyone]"), questions = list(holder, ".faq");
  var ALL = { words: "", who: "" }, state = ALL, byAddress = Object.create(null), printed = [];
  /* Seen at once, and said when the reader pauses. */
  var say = tools.debounce(function () { head.querySelector("[role=status]").textContent = status.textContent; }, 500);

  questions.forEach(function (question) { byAddress["questions/#" + question.id] = question; });

  function list(where, selector) { return Array.prototype.slice.call(where.querySelectorAll(selector)); }
  function counted(number) { return window.site.countOf(number, "question"); }
  function whose() { return choices.filter(function (choice) { return choice.value === state.who; })[0].textContent.toLowerCase(); }
  /* ---- the fragment ---- */

  function write() {
    var parts = [];
    if (state.words) { parts.push("words=" + encodeURIComponent(state.words)); }
    if (state.who) { parts.push("for=" + state.who); }
    return "#" + parts.join("&");
  }

  function parse(fragment) {
    var read = { words: "", who: "" };
    fragment.replace(/^#/, "").split("&").forEach(function (part) {
      var at = part.indexOf("="), key = part.slice(0, at), text = window.site.decode(part.slice(at + 1));
      if (key === "words") { read.words = text; }
      if (key === "for" && choices.some(function (choice) { return choice.value === text; })) { read.who = text; }
    });
    return read;
  }

  /* ---- which questions ---- */

  /* Those of all who think of applying are both sites'. */
  function asks(who, question) {
    var audience = question.getAttribute("data-audience");
    return !who || audience === who || audience === "both";
  }

  /* The questions that have the words, and what to say of the words; all questions where there are none. */
  function find(words, then) {
    if (!tools.normal(words)) { then(questions, ""); return; }
    tools.ready(function (works) {
      if (!works) { then(questions, ". Search could not load, so all of them are shown"); return; }
      var found = tools.search(words, function (address) { return byAddress[address]; });
      then(found.hits.map(function (hit) { return byAddress[hit.entry.u]; }), { "": " matching “", close: " with words close to “", some: " with some of the words in “" }[found.near] + words.trim() + "”");
    });
  }

  /* A topic shows its heading while it has something to show. */
  function showGroups() {
    list(holder, ".topic").forEach(function (group) {
      group.hidden = !list(group, ".faq").some(function (question) { return !question.hidden; });
    });
  }

  function result(found, on) {
    var shown = found.filter(function (question) { return asks(state.who, question); });
    questions.forEach(function (question) { question.hidden = shown.indexOf(question) === -1; });
    showGroups();
    none.hidden = shown.length > 0;
    everyone.hidden = !on || found.length === shown.length;
    everyone.textContent = "Search all questions (" + found.length + ")";
    status.textContent = shown.length ? counted(shown.length) + (state.who ? " for " + whose() : "") + on + "." : "No questions match.";
    opener.hidden = !shown.length;
    name();
  }

  function show() {
    var asked = state;
    if (box.value !== state.words) { box.value = state.words; }
    choices.forEach(function (choice) { choice.setAttribute("aria-pressed", String(choice.value === state.who)); });
    find(state.words, function (found, on) { if (asked === state) { result(found, on); } });
  }

  function choose(words, who, instead) {
    state = { words: words, who: who };
    window.site.keep(write(), instead);
    show();
    say();
  }

  /* ---- opening ---- */

  function shut() { return questions.filter(function (question) { return !question.hidden && !question.open; }); }
  function name() { opener.textContent = shut().length ? "Open all answers" : "Close all answers"; }

  /* The question is where the reader goes on: in view, with the focus, and so announced. */
  function open(question) {
    question.open = true;
    question.querySelector("summary").focus({ preventScroll: true });
    question.scrollIntoView();
  }

  /* When all is loaded, browsers go to the fragment once more, and take the focus with them. */
  function enter(question) {
    open(question);
    if (document.readyState === "complete") { return; }
    window.addEventListener("load", function () {
      window.setTimeout(function () { if (document.activeElement === document.body) { open(question); } }, 0);
    });
  }

  function read() {
    var before = state, question = byAddress["questions/" + window.site.decode(window.location.hash)];
    state = parse(window.location.hash);
    show();
    if (question) { enter(question); } else if (state.words || state.who || before !== ALL) { say(); }
  }

  form.addEventListener("submit", function (event) { event.preventDefault(); status.focus(); });
  box.addEventListener("focus", function () { tools.ready(function () { /* warm */ }); });
  box.addEventListener("input", tools.debounce(function () { choose(box.value, state.who, true); }, 120));
  choices.forEach(function (choice) { choice.addEventListener("click", function () { choose(box.value, choice.value); }); });
  none.querySelector("[data-act=clear]").addEventListener("click", function () { choose("", ""); box.focus(); });
  everyone.addEventListener("click", function () { choose(state.words, ""); status.focus(); });
  opener.addEventListener("click", function () {
    var closed = shut();
    questions.forEach(function (question) { if (!question.hidden) { question.open = closed.length > 0; } });
  });
  holder.addEventListener("toggle", name, true);
  /* A link to the address that stands there already changes nothing, and the question may be closed again. */
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']"), question = link && byAddress["questions/" + window.site.decode(link.hash)];
    if (question && link.hash === window.location.hash) { open(question); }
  });
  /* Paper shows what the screen shows, with its answers. */
  window.addEventListener("beforeprint", function () {
    printed = list(holder, "details:not([open])");
    printed.forEach(function (part) { part.open = true; });
  });
  window.addEventListener("afterprint", function () { printed.forEach(function (part) { part.open = false; }); });
  window.addEventListener("hashchange", read);
  form.hidden = head.hidden = false;
  holder.classList.add("live");
  read();
})();
