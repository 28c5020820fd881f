"use strict";
/* The menu on small screens: a button that toggles it. Escape closes it and returns the focus to the button. */
(() => {
  const button = site.dom.one(".menu-button");
  const menu = site.dom.one("#menu");
  const isOpen = () => button.getAttribute("aria-expanded") === "true";

  /** @param {boolean} open */
  function set(open) {
    menu.classList.toggle("open", open);
    button.setAttribute("aria-expanded", String(open));
  }

  button.hidden = false;
  button.addEventListener("click", () => set(!isOpen()));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen()) {
      set(false);
      button.focus();
    }
  });
})();
