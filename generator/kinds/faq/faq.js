"use strict";
/* Filters the questions by words (with typos forgiven) and by audience, and opens a question that is linked to.
   The filters are kept in the fragment: #words=travel&for=mentee. A fragment that names a question (#how-long-is-it)
   shows all questions, with that one open. Without this script, the list is complete. */
(() => {
  const tools = site.search;
  const holder = document.querySelector(".questions");
  const form = holder.querySelector(".question-filter");
  const box = form.querySelector("input");
  const choices = all(form, "button");
  const head = holder.querySelector(".questions-head");
  const status = head.querySelector(".questions-status");
  const openAllButton = head.querySelector("[data-act=open]");
  const noMatches = holder.querySelector(".questions-none");
  const allAudiencesButton = head.querySelector("[data-act=everyone]");
  const questions = all(holder, ".faq");
  const NO_FILTERS = { words: "", audience: "" };
  let state = NO_FILTERS;
  const byAddress = Object.create(null);
  let openedForPrint = [];
  /* The status line updates at once. Screen readers hear it when the reader pauses. */
  const announce = site.dom.debounce(() => {
    head.querySelector("[role=status]").textContent = status.textContent;
  }, 500);

  questions.forEach((question) => {
    byAddress[`questions/#${question.id}`] = question;
  });

  function all(within, selector) {
    return Array.prototype.slice.call(within.querySelectorAll(selector));
  }
  function audienceLabel() {
    return choices.filter((choice) => choice.value === state.audience)[0].textContent.toLowerCase();
  }

  /* ---- the fragment ---- */

  function toFragment() {
    const parts = [];
    if (state.words) {
      parts.push(`words=${encodeURIComponent(state.words)}`);
    }
    if (state.audience) {
      parts.push(`for=${state.audience}`);
    }
    return `#${parts.join("&")}`;
  }

  function parse(fragment) {
    const parsed = { words: "", audience: "" };
    fragment
      .replace(/^#/, "")
      .split("&")
      .forEach((part) => {
        const at = part.indexOf("=");
        const key = part.slice(0, at);
        const text = site.page.decode(part.slice(at + 1));
        if (key === "words") {
          parsed.words = text;
        }
        if (key === "for" && choices.some((choice) => choice.value === text)) {
          parsed.audience = text;
        }
      });
    return parsed;
  }

  /* ---- filtering ---- */

  /* Questions for "both" match either kind of site. */
  function matchesAudience(chosen, question) {
    const audience = question.getAttribute("data-audience");
    return !chosen || audience === chosen || audience === "both";
  }

  /* Calls `callback` with the questions that match the words, and a description of the match for the status line. */
  function find(words, callback) {
    if (!tools.normalize(words)) {
      callback(questions, "");
      return;
    }
    tools.ready((works) => {
      if (!works) {
        callback(questions, ". Search could not load, so all of them are shown");
        return;
      }
      const results = tools.search(words, (address) => byAddress[address]);
      callback(
        results.hits.map((hit) => byAddress[hit.entry.u]),
        `${{ "": " matching “", close: " with words close to “", some: " with some of the words in “" }[results.near] + words.trim()}”`,
      );
    });
  }

  /* Hides the topics without a visible question. */
  function updateTopics() {
    all(holder, ".topic").forEach((topic) => {
      topic.hidden = !all(topic, ".faq").some((question) => !question.hidden);
    });
  }

  function showMatches(matches, description) {
    const shown = matches.filter((question) => matchesAudience(state.audience, question));
    questions.forEach((question) => {
      question.hidden = shown.indexOf(question) === -1;
    });
    updateTopics();
    noMatches.hidden = shown.length > 0;
    allAudiencesButton.hidden = !description || matches.length === shown.length;
    allAudiencesButton.textContent = `Search all questions (${matches.length})`;
    status.textContent = shown.length
      ? `${site.text.countOf(shown.length, "question") + (state.audience ? ` for ${audienceLabel()}` : "") + description}.`
      : "No questions match.";
    openAllButton.hidden = !shown.length;
    labelOpenAllButton();
  }

  function show() {
    const requested = state;
    if (box.value !== state.words) {
      box.value = state.words;
    }
    choices.forEach((choice) => {
      choice.setAttribute("aria-pressed", String(choice.value === state.audience));
    });
    find(state.words, (matches, description) => {
      if (requested === state) {
        showMatches(matches, description);
      }
    });
  }

  function setFilters(words, audience, replace) {
    state = { words: words, audience: audience };
    site.page.setFragment(toFragment(), { replace });
    show();
    announce();
  }

  /* ---- opening ---- */

  function closedQuestions() {
    return questions.filter((question) => !question.hidden && !question.open);
  }
  function labelOpenAllButton() {
    openAllButton.textContent = closedQuestions().length ? "Open all answers" : "Close all answers";
  }

  /* Opens a question, scrolls to it, and moves the focus to it, so that it is announced. */
  function open(question) {
    question.open = true;
    question.querySelector("summary").focus({ preventScroll: true });
    question.scrollIntoView();
  }

  /* Opens the question of the fragment. Browsers go to the fragment again on load and reset the focus, so repeat it then. */
  function openOnLoad(question) {
    open(question);
    if (document.readyState === "complete") {
      return;
    }
    window.addEventListener("load", () => {
      window.setTimeout(() => {
        if (document.activeElement === document.body) {
          open(question);
        }
      }, 0);
    });
  }

  function followFragment() {
    const before = state;
    const question = byAddress[`questions/${site.page.decode(window.location.hash)}`];
    state = parse(window.location.hash);
    show();
    if (question) {
      openOnLoad(question);
    } else if (state.words || state.audience || before !== NO_FILTERS) {
      announce();
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    status.focus();
  });
  box.addEventListener("focus", () => {
    tools.ready(() => {
      /* loads the index */
    });
  });
  box.addEventListener(
    "input",
    site.dom.debounce(() => {
      setFilters(box.value, state.audience, true);
    }, 120),
  );
  choices.forEach((choice) => {
    choice.addEventListener("click", () => {
      setFilters(box.value, choice.value);
    });
  });
  noMatches.querySelector("[data-act=clear]").addEventListener("click", () => {
    setFilters("", "");
    box.focus();
  });
  allAudiencesButton.addEventListener("click", () => {
    setFilters(state.words, "");
    status.focus();
  });
  openAllButton.addEventListener("click", () => {
    const closed = closedQuestions();
    questions.forEach((question) => {
      if (!question.hidden) {
        question.open = closed.length > 0;
      }
    });
  });
  holder.addEventListener("toggle", labelOpenAllButton, true);
  /* A link to the current fragment fires no hashchange event, but its question may have been closed. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const question = link && byAddress[`questions/${site.page.decode(link.hash)}`];
    if (question && link.hash === window.location.hash) {
      open(question);
    }
  });
  /* Prints the questions that are shown, with their answers. */
  window.addEventListener("beforeprint", () => {
    openedForPrint = all(holder, "details:not([open])");
    openedForPrint.forEach((details) => {
      details.open = true;
    });
  });
  window.addEventListener("afterprint", () => {
    openedForPrint.forEach((details) => {
      details.open = false;
    });
  });
  window.addEventListener("hashchange", followFragment);
  form.hidden = head.hidden = false;
  holder.classList.add("live");
  followFragment();
})();
