"use strict";
/* Filters the glossary by the words typed, and expands the letter of a term that is linked to.
   Without this script, each letter expands when selected or when one of its terms is linked to. */
(() => {
  const { all, one } = site.dom;
  const { fill } = site.text;
  const MESSAGES = {
    openAll: "Open all letters",
    closeAll: "Close all letters",
    count: { one: "{count} term.", other: "{count} terms." },
    countWithWords: { one: "{count} term with “{words}”.", other: "{count} terms with “{words}”." },
  };
  const holder = one(".glossary");
  const form = one(".glossary-filter", holder);
  /** @type {HTMLInputElement} */
  const box = one("input", form);
  const head = one(".glossary-head", holder);
  const opener = one("button", head);
  const status = one(".glossary-status", head);
  const liveRegion = one("[role=status]", head);
  const none = one(".glossary-none", holder);
  /** @type {HTMLDetailsElement[]} */
  const letters = all(".glossary-letter", holder);
  const terms = all(".term", holder).map((term) => ({
    term,
    text: ` ${site.search.normalize(term.textContent || "")}`,
  }));
  /* The status line updates at once. Screen readers hear it when the reader pauses. */
  const announce = site.dom.announcer(status, liveRegion);

  /** Whether any visible letter is collapsed. */
  const anyClosed = () => letters.some((letter) => !letter.hidden && !letter.open);

  function labelOpener() {
    opener.textContent = anyClosed() ? MESSAGES.openAll : MESSAGES.closeAll;
  }

  /** Shows the terms with every word typed, each at the start of a word; all terms if nothing is typed. */
  function filter() {
    const words = site.search.normalize(box.value).split(" ").filter(Boolean);
    for (const { term, text } of terms) {
      term.hidden = !words.every((word) => text.includes(` ${word}`));
    }
    for (const letter of letters) {
      letter.hidden = !letter.querySelector(".term:not([hidden])");
      letter.open = words.length > 0 && !letter.hidden;
    }
    const count = terms.filter(({ term }) => !term.hidden).length;
    const message = words.length ? MESSAGES.countWithWords : MESSAGES.count;
    status.textContent = fill(message, { count, words: box.value.trim() });
    none.hidden = count > 0;
    opener.hidden = count === 0;
    labelOpener();
  }

  /** Expands the letter of the term that the fragment names. */
  function openTarget() {
    const target = document.getElementById(site.page.decode(window.location.hash.slice(1)));
    /** @type {HTMLDetailsElement | null | undefined} */
    const letter = target?.closest(".glossary-letter");
    if (!target || !letter) {
      return;
    }
    if (letter.hidden || target.hidden) {
      box.value = "";
      filter();
    }
    letter.open = true;
    target.scrollIntoView();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    status.focus();
  });
  box.addEventListener("input", () => {
    filter();
    announce();
  });
  opener.addEventListener("click", () => {
    const open = anyClosed();
    for (const letter of letters.filter(({ hidden }) => !hidden)) {
      letter.open = open;
    }
  });
  holder.addEventListener("toggle", labelOpener, true);
  window.addEventListener("hashchange", openTarget);
  form.hidden = false;
  head.hidden = false;
  filter();
  openTarget();
})();
