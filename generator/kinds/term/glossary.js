"use strict";
/* Filters the glossary by the words typed, and expands the letter of a term that is linked to.
   Without this script, each letter expands when selected or when one of its terms is linked to. */
(() => {
  const tools = site.search;
  const holder = document.querySelector(".glossary");
  const form = holder.querySelector(".glossary-filter");
  const box = form.querySelector("input");
  const head = holder.querySelector(".glossary-head");
  const opener = head.querySelector("button");
  const status = head.querySelector(".glossary-status");
  const none = holder.querySelector(".glossary-none");
  const letters = [...holder.querySelectorAll(".letter")];
  const terms = [...holder.querySelectorAll(".term")];
  const texts = new Map(terms.map((term) => [term, ` ${tools.normalize(term.textContent)}`]));
  /* The status line updates at once. Screen readers hear it when the reader pauses. */
  const announce = site.dom.debounce(() => {
    head.querySelector("[role=status]").textContent = status.textContent;
  }, 500);

  /** Whether any visible letter is collapsed. @returns {boolean} */
  const anyClosed = () => letters.some((letter) => !letter.hidden && !letter.open);

  const labelOpener = () => {
    opener.textContent = anyClosed() ? "Open all letters" : "Close all letters";
  };

  /** Shows the terms with every word typed, each at the start of a word; all terms if nothing is typed. */
  const filter = () => {
    const words = tools.normalize(box.value).split(" ").filter(Boolean);
    terms.forEach((term) => {
      term.hidden = !words.every((word) => texts.get(term).includes(` ${word}`));
    });
    letters.forEach((letter) => {
      letter.hidden = !letter.querySelector(".term:not([hidden])");
      letter.open = words.length > 0 && !letter.hidden;
    });
    const count = terms.filter((term) => !term.hidden).length;
    status.textContent = `${site.text.countOf(count, "term")}${words.length ? ` with “${box.value.trim()}”` : ""}.`;
    none.hidden = count > 0;
    opener.hidden = count === 0;
    labelOpener();
  };

  /** Expands the letter of the term that the fragment names. */
  const openTarget = () => {
    const target = document.getElementById(site.page.decode(window.location.hash.slice(1)));
    const letter = target?.closest(".letter");
    if (!letter) {
      return;
    }
    if (letter.hidden || target.hidden) {
      box.value = "";
      filter();
    }
    letter.open = true;
    target.scrollIntoView();
  };

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
    letters.forEach((letter) => {
      if (!letter.hidden) {
        letter.open = open;
      }
    });
  });
  holder.addEventListener("toggle", labelOpener, true);
  window.addEventListener("hashchange", openTarget);
  form.hidden = head.hidden = false;
  filter();
  openTarget();
})();
