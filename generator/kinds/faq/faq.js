/* Filters the questions by words (with typos forgiven) and by audience, and opens a question that is linked to.
   The filters are kept in the fragment: #words=travel&for=mentee. A fragment that names a question (#how-long-is-it)
   shows all questions, with that one open. Without this script, the list is complete. */
(function () {
  "use strict";
  var tools = window.siteSearch, holder = document.querySelector(".questions");
  var form = holder.querySelector(".question-filter"), box = form.querySelector("input"), choices = all(form, "button");
  var head = holder.querySelector(".questions-head"), status = head.querySelector(".questions-status");
  var openAllButton = head.querySelector("[data-act=open]"), noMatches = holder.querySelector(".questions-none");
  var allAudiencesButton = head.querySelector("[data-act=everyone]"), questions = all(holder, ".faq");
  var NO_FILTERS = { words: "", audience: "" }, state = NO_FILTERS, byAddress = Object.create(null), openedForPrint = [];
  /* The status line updates at once. Screen readers hear it when the reader pauses. */
  var announce = tools.debounce(function () { head.querySelector("[role=status]").textContent = status.textContent; }, 500);

  questions.forEach(function (question) { byAddress["questions/#" + question.id] = question; });

  function all(within, selector) { return Array.prototype.slice.call(within.querySelectorAll(selector)); }
  function audienceLabel() { return choices.filter(function (choice) { return choice.value === state.audience; })[0].textContent.toLowerCase(); }

  /* ---- the fragment ---- */

  function toFragment() {
    var parts = [];
    if (state.words) { parts.push("words=" + encodeURIComponent(state.words)); }
    if (state.audience) { parts.push("for=" + state.audience); }
    return "#" + parts.join("&");
  }

  function parse(fragment) {
    var parsed = { words: "", audience: "" };
    fragment.replace(/^#/, "").split("&").forEach(function (part) {
      var at = part.indexOf("="), key = part.slice(0, at), text = window.site.decode(part.slice(at + 1));
      if (key === "words") { parsed.words = text; }
      if (key === "for" && choices.some(function (choice) { return choice.value === text; })) { parsed.audience = text; }
    });
    return parsed;
  }

  /* ---- filtering ---- */

  /* Questions for "both" match either kind of site. */
  function matchesAudience(chosen, question) {
    var audience = question.getAttribute("data-audience");
    return !chosen || audience === chosen || audience === "both";
  }

  /* Calls `callback` with the questions that match the words, and a description of the match for the status line. */
  function find(words, callback) {
    if (!tools.normalize(words)) { callback(questions, ""); return; }
    tools.ready(function (works) {
      if (!works) { callback(questions, ". Search could not load, so all of them are shown"); return; }
      var results = tools.search(words, function (address) { return byAddress[address]; });
      callback(results.hits.map(function (hit) { return byAddress[hit.entry.u]; }), { "": " matching “", close: " with words close to “", some: " with some of the words in “" }[results.near] + words.trim() + "”");
    });
  }

  /* Hides the topics without a visible question. */
  function updateTopics() {
    all(holder, ".topic").forEach(function (topic) {
      topic.hidden = !all(topic, ".faq").some(function (question) { return !question.hidden; });
    });
  }

  function showMatches(matches, description) {
    var shown = matches.filter(function (question) { return matchesAudience(state.audience, question); });
    questions.forEach(function (question) { question.hidden = shown.indexOf(question) === -1; });
    updateTopics();
    noMatches.hidden = shown.length > 0;
    allAudiencesButton.hidden = !description || matches.length === shown.length;
    allAudiencesButton.textContent = "Search all questions (" + matches.length + ")";
    status.textContent = shown.length ? window.site.countOf(shown.length, "question") + (state.audience ? " for " + audienceLabel() : "") + description + "." : "No questions match.";
    openAllButton.hidden = !shown.length;
    labelOpenAllButton();
  }

  function show() {
    var requested = state;
    if (box.value !== state.words) { box.value = state.words; }
    choices.forEach(function (choice) { choice.setAttribute("aria-pressed", String(choice.value === state.audience)); });
    find(state.words, function (matches, description) { if (requested === state) { showMatches(matches, description); } });
  }

  function setFilters(words, audience, replace) {
    state = { words: words, audience: audience };
    window.site.setFragment(toFragment(), replace);
    show();
    announce();
  }

  /* ---- opening ---- */

  function closedQuestions() { return questions.filter(function (question) { return !question.hidden && !question.open; }); }
  function labelOpenAllButton() { openAllButton.textContent = closedQuestions().length ? "Open all answers" : "Close all answers"; }

  /* Opens a question, scrolls to it, and moves the focus to it, so that it is announced. */
  function open(question) {
    question.open = true;
    question.querySelector("summary").focus({ preventScroll: true });
    question.scrollIntoView();
  }

  /* Opens the question of the fragment. Browsers go to the fragment again on load and reset the focus, so repeat it then. */
  function openOnLoad(question) {
    open(question);
    if (document.readyState === "complete") { return; }
    window.addEventListener("load", function () {
      window.setTimeout(function () { if (document.activeElement === document.body) { open(question); } }, 0);
    });
  }

  function followFragment() {
    var before = state, question = byAddress["questions/" + window.site.decode(window.location.hash)];
    state = parse(window.location.hash);
    show();
    if (question) { openOnLoad(question); } else if (state.words || state.audience || before !== NO_FILTERS) { announce(); }
  }

  form.addEventListener("submit", function (event) { event.preventDefault(); status.focus(); });
  box.addEventListener("focus", function () { tools.ready(function () { /* loads the index */ }); });
  box.addEventListener("input", tools.debounce(function () { setFilters(box.value, state.audience, true); }, 120));
  choices.forEach(function (choice) { choice.addEventListener("click", function () { setFilters(box.value, choice.value); }); });
  noMatches.querySelector("[data-act=clear]").addEventListener("click", function () { setFilters("", ""); box.focus(); });
  allAudiencesButton.addEventListener("click", function () { setFilters(state.words, ""); status.focus(); });
  openAllButton.addEventListener("click", function () {
    var closed = closedQuestions();
    questions.forEach(function (question) { if (!question.hidden) { question.open = closed.length > 0; } });
  });
  holder.addEventListener("toggle", labelOpenAllButton, true);
  /* A link to the current fragment fires no hashchange event, but its question may have been closed. */
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']"), question = link && byAddress["questions/" + window.site.decode(link.hash)];
    if (question && link.hash === window.location.hash) { open(question); }
  });
  /* Prints the questions that are shown, with their answers. */
  window.addEventListener("beforeprint", function () {
    openedForPrint = all(holder, "details:not([open])");
    openedForPrint.forEach(function (details) { details.open = true; });
  });
  window.addEventListener("afterprint", function () { openedForPrint.forEach(function (details) { details.open = false; }); });
  window.addEventListener("hashchange", followFragment);
  form.hidden = head.hidden = false;
  holder.classList.add("live");
  followFragment();
})();
