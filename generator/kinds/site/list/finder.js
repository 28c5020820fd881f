"use strict";
/* The finder on the home page: opens the list of sites, filtered by the chosen values. */
(() => {
  const form = site.dom.one("[data-finder]");

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    /** @type {HTMLSelectElement[]} */
    const fields = site.dom.all("select", form);
    const chosen = fields
      .filter((field) => field.value)
      .map((field) => `${field.dataset.key}=${site.page.encode(field.value)}`);
    window.location.href = site.page.href(`sites/${chosen.length ? `#${chosen.join("&")}` : ""}`);
  });
})();
