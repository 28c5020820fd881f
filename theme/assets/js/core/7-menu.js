"use strict";
/* The menu on small screens: a button that toggles it. Escape closes it and returns the focus to the button. */
(() => {
  const button = document.querySelector(".menu-button");
  const menu = document.getElementById("menu");
  function set(open) {
    menu.classList.toggle("open", open);
    button.setAttribute("aria-expanded", String(open));
  }
  button.hidden = false;
  button.addEventListener("click", () => {
    set(button.getAttribute("aria-expanded") !== "true");
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
      set(false);
      button.focus();
    }
  });
})();
