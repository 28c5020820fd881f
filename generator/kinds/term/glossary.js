/* The glossary: a box that leaves the terms with the words typed, and an address that opens its letter.
   Without this script each letter opens at a tap, and at the address of one of its terms. */
(() => {
  "use strict";
  const tools = window.siteSearch, holder = document.querySelector(".glossary");
  const form = holder.querySelector(".glossary-filter"), box = form.querySelector("input");
  const head = holder.querySelector(".glossary-head"), opener = head.querySelector("button");
  const status = head.querySelector(".glossary-status"), none = holder.querySelector(".glossary-none");
  const letters = [...holder.querySelectorAll(".letter")], terms = [...holder.querySelectorAll(".term")];
  const texts = new Map(terms.map((term) => [term, ` ${tools.normal(term.textContent)}`]));
  /* Seen at once, and said when the reader pauses. */
  const say = tools.debounce(() => { head.querySelector("[role=status]").textContent = status.textContent; }, 500);

  /** Whether a letter that is shown is closed. @returns {boolean} */
  const anyClosed = () => letters.some((letter) => !letter.hidden && !letter.open);

  const nameOpener = () => { opener.textContent = anyClosed() ? "Open all letters" : "Close all letters"; };

  /** Shows the terms that hold every word typed, each at the start of a word; all of them where nothing is typed. */
  const filter = () => {
    const words = tools.normal(box.value).split(" ").filter(Boolean);
    terms.forEach((term) => { term.hidden = !words.every((word) => texts.get(term).includes(` ${word}`)); });
    letters.forEach((letter) => {
      letter.hidden = !letter.querySelector(".term:not([hidden])");
      letter.open = words.length > 0 && !letter.hidden;
    });
    const found = terms.filter((term) => !term.hidden).length;
    status.textContent = `${window.site.countOf(found, "term")}${words.length ? ` with “${box.value.trim()}”` : ""}.`;
    none.hidden = found > 0;
    opener.hidden = found === 0;
    nameOpener();
  };

  /** Opens the letter of the term that the address names. */
  const openNamed = () => {
    const named = document.getElementById(window.site.decode(window.location.hash.slice(1)));
    const letter = named && named.closest(".letter");
    if (!letter) { return; }
    if (letter.hidden || named.hidden) { box.value = ""; filter(); }
    letter.open = true;
    named.scrollIntoView();
  };

  form.addEventListener("submit", (event) => { event.preventDefault(); status.focus(); });
  box.addEventListener("input", () => { filter(); say(); });
  opener.addEventListener("click", () => {
    const open = anyClosed();
    letters.forEach((letter) => { if (!letter.hidden) { letter.open = open; } });
  });
  holder.addEventListener("toggle", nameOpener, true);
  window.addEventListener("hashchange", openNamed);
  form.hidden = head.hidden = false;
  filter();
  openNamed();
})();
