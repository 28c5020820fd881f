"use strict";
/* The finder on the home page: opens the list of sites, filtered by the chosen values. */
(() => {
  const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-finder]"));

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    /** @type {HTMLSelectElement[]} */
    const fields = [...form.querySelectorAll("select")].filter((field) => field.value);
    const chosen = fields.map((field) => `${field.dataset.key}=${encodeURIComponent(field.value)}`).join("&");
    window.location.href = site.page.href(`sites/${chosen && `#${chosen}`}`);
  });
})();
