"use strict";
/* Filters the questions by words (with typos forgiven) and by audience, and opens a question that is linked to.
   The filters are kept in the fragment: #words=travel&for=mentee. A fragment that names a question (#how-long)
   shows all questions, with that one open. Without this script, the list is complete. */
(() => {
  const { all, one, closest, debounce } = site.dom;
  const { decode } = site.page;
  const { fill } = site.text;
  const COUNTS = {
    all: { one: "{count} question.", other: "{count} questions." },
    allFor: { one: "{count} question for {audience}.", other: "{count} questions for {audience}." },
    exact: { one: "{count} question matching “{words}”.", other: "{count} questions matching “{words}”." },
    exactFor: {
      one: "{count} question for {audience} matching “{words}”.",
      other: "{count} questions for {audience} matching “{words}”.",
    },
    close: {
      one: "{count} question with words close to “{words}”.",
      other: "{count} questions with words close to “{words}”.",
    },
    closeFor: {
      one: "{count} question for {audience} with words close to “{words}”.",
      other: "{count} questions for {audience} with words close to “{words}”.",
    },
    some: {
      one: "{count} question with some of the words in “{words}”.",
      other: "{count} questions with some of the words in “{words}”.",
    },
    someFor: {
      one: "{count} question for {audience} with some of the words in “{words}”.",
      other: "{count} questions for {audience} with some of the words in “{words}”.",
    },
    unsearched: {
      one: "{count} question. Search could not load, so all of them are shown.",
      other: "{count} questions. Search could not load, so all of them are shown.",
    },
    unsearchedFor: {
      one: "{count} question for {audience}. Search could not load, so all of them are shown.",
      other: "{count} questions for {audience}. Search could not load, so all of them are shown.",
    },
  };
  const MESSAGES = {
    none: "No questions match.",
    searchAll: "Search all questions ({count})",
    openAll: "Open all answers",
    closeAll: "Close all answers",
  };
  const NO_FILTERS = { words: "", audience: "" };
  const holder = one(".faq-list");
  const form = one(".faq-filter", holder);
  /** @type {HTMLInputElement} */
  const box = one("input", form);
  /** @type {HTMLButtonElement[]} */
  const choices = all("button", form);
  const head = one(".faq-head", holder);
  const status = one(".faq-status", head);
  const liveRegion = one("[role=status]", head);
  const openAllButton = one("[data-act=open]", head);
  const allAudiencesButton = one("[data-act=everyone]", head);
  const noMatches = one(".faq-none", holder);
  /** @type {HTMLDetailsElement[]} */
  const questions = all(".faq", holder);
  const byAddress = new Map(questions.map((question) => [`questions/#${question.id}`, question]));
  /** @type {HTMLDetailsElement[]} */
  let openedForPrint = [];
  let state = NO_FILTERS;
  /* The status line updates at once. Screen readers hear it when the reader pauses. */
  const announce = site.dom.announcer(status, liveRegion);

  /** @typedef {"all" | "exact" | "close" | "some" | "unsearched"} Description How the questions match. */

  /* ---- the fragment ---- */

  function toFragment() {
    const words = state.words ? [`words=${site.page.encode(state.words)}`] : [];
    const audience = state.audience ? [`for=${state.audience}`] : [];
    return `#${[...words, ...audience].join("&")}`;
  }

  function readState() {
    const values = site.page.readFragment();
    const audience = decode(values.get("for") || "");
    const isKnown = choices.some((choice) => choice.value === audience);
    return { words: decode(values.get("words") || ""), audience: isKnown ? audience : "" };
  }

  /* ---- filtering ---- */

  /** Whether a question is for the chosen audience. Those for "both" are for either kind of site.
   * @param {HTMLElement} question */
  function isForAudience(question) {
    const { audience } = question.dataset;
    return !state.audience || audience === state.audience || audience === "both";
  }

  /**
   * Calls `callback` with the questions that match the words, and how they match.
   * @param {string} words
   * @param {(matches: HTMLDetailsElement[], description: Description) => void} callback
   */
  function find(words, callback) {
    if (!site.search.normalize(words)) {
      callback(questions, "all");
      return;
    }
    site.search.ready((works) => {
      if (!works) {
        callback(questions, "unsearched");
        return;
      }
      const results = site.search.search(words, (address) => byAddress.has(address));
      callback(
        results.hits.flatMap((hit) => byAddress.get(hit.entry.u) || []),
        results.near || "exact",
      );
    });
  }

  /** Hides the topics without a visible question. */
  function updateTopics() {
    for (const topic of all(".faq-topic", holder)) {
      topic.hidden = !all(".faq", topic).some((question) => !question.hidden);
    }
  }

  /**
   * @param {HTMLDetailsElement[]} matches
   * @param {Description} description
   */
  function showMatches(matches, description) {
    const shown = matches.filter(isForAudience);
    for (const question of questions) {
      question.hidden = !shown.includes(question);
    }
    updateTopics();
    noMatches.hidden = shown.length > 0;
    allAudiencesButton.hidden = description === "all" || matches.length === shown.length;
    allAudiencesButton.textContent = fill(MESSAGES.searchAll, { count: matches.length });
    status.textContent = shown.length ? countText(shown.length, description) : MESSAGES.none;
    openAllButton.hidden = !shown.length;
    labelOpenAllButton();
  }

  /**
   * @param {number} count
   * @param {Description} description
   */
  function countText(count, description) {
    const chosen = choices.find((choice) => choice.value === state.audience);
    const audience = (chosen?.textContent || "").toLowerCase();
    const message = state.audience ? COUNTS[`${description}For`] : COUNTS[description];
    return fill(message, { count, audience, words: state.words.trim() });
  }

  function show() {
    const requested = state;
    if (box.value !== state.words) {
      box.value = state.words;
    }
    for (const choice of choices) {
      choice.setAttribute("aria-pressed", String(choice.value === state.audience));
    }
    find(state.words, (matches, description) => {
      if (requested === state) {
        showMatches(matches, description);
      }
    });
  }

  /**
   * @param {string} words
   * @param {string} audience
   * @param {{replace?: boolean}} [options]
   */
  function setFilters(words, audience, options) {
    state = { words, audience };
    site.page.setFragment(toFragment(), options);
    show();
    announce();
  }

  /* ---- opening ---- */

  const closedQuestions = () => questions.filter((question) => !question.hidden && !question.open);

  function labelOpenAllButton() {
    openAllButton.textContent = closedQuestions().length ? MESSAGES.openAll : MESSAGES.closeAll;
  }

  /** Opens a question, scrolls to it, and moves the focus to it, so that it is announced.
   * @param {HTMLDetailsElement} question */
  function open(question) {
    question.open = true;
    one("summary", question).focus({ preventScroll: true });
    question.scrollIntoView();
  }

  /**
   * Opens the question of the fragment. Browsers go to the fragment again on load and reset the focus, so repeat it
   * then.
   * @param {HTMLDetailsElement} question
   */
  function openOnLoad(question) {
    open(question);
    if (document.readyState === "complete") {
      return;
    }
    const repeat = () => {
      if (document.activeElement === document.body) {
        open(question);
      }
    };
    window.addEventListener("load", () => {
      window.setTimeout(repeat, 0);
      /* On a busy device, the browser resets the focus only in a later frame. */
      window.requestAnimationFrame(() => window.requestAnimationFrame(repeat));
    });
  }

  function followFragment() {
    const before = state;
    const question = byAddress.get(`questions/${decode(window.location.hash)}`);
    state = readState();
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
    site.search.ready(() => {
      /* loads the index */
    });
  });
  box.addEventListener(
    "input",
    debounce(() => setFilters(box.value, state.audience, { replace: true }), 120),
  );
  for (const choice of choices) {
    choice.addEventListener("click", () => setFilters(box.value, choice.value));
  }
  one("[data-act=clear]", noMatches).addEventListener("click", () => {
    setFilters("", "");
    box.focus();
  });
  allAudiencesButton.addEventListener("click", () => {
    setFilters(state.words, "");
    status.focus();
  });
  openAllButton.addEventListener("click", () => {
    const isOpen = closedQuestions().length > 0;
    for (const question of questions.filter(({ hidden }) => !hidden)) {
      question.open = isOpen;
    }
  });
  holder.addEventListener("toggle", labelOpenAllButton, true);
  /* A link to the current fragment fires no hashchange event, but its question may have been closed. */
  document.addEventListener("click", (event) => {
    /** @type {HTMLAnchorElement | null} */
    const link = closest(event, "a[href^='#']");
    const question = link && byAddress.get(`questions/${decode(link.hash)}`);
    if (question && link.hash === window.location.hash) {
      open(question);
    }
  });
  /* Prints the questions that are shown, with their answers. */
  window.addEventListener("beforeprint", () => {
    openedForPrint = all("details:not([open])", holder);
    for (const details of openedForPrint) {
      details.open = true;
    }
  });
  window.addEventListener("afterprint", () => {
    for (const details of openedForPrint) {
      details.open = false;
    }
  });
  window.addEventListener("hashchange", followFragment);
  form.hidden = false;
  head.hidden = false;
  holder.classList.add("is-live");
  followFragment();
})();
