"use strict";
/* The controls of the filters: panels of checkboxes, one-click filters, and the button that leads to the list. */
site.filterControls = (form, choose, table) => {
  const { all, closest, one } = site.dom;
  const { fill } = site.text;
  const messages = site.messages.sites;
  /** @type {HTMLInputElement[]} */
  const checkboxes = all("input[type=checkbox]", form);
  const quickLinks = all("[data-quick]", form);
  const showBar = one(".results-show", form);
  const QUICK_FACET = "where";
  /** @type {ChosenValues} */
  let current = new Map();

  /** @param {HTMLInputElement} checkbox */
  const facetOf = (checkbox) => checkbox.closest("fieldset")?.dataset.side || "";

  /** @type {SiteFilterControls["update"]} */
  function update(chosen, counts) {
    current = chosen;
    for (const checkbox of checkboxes) {
      const facet = facetOf(checkbox);
      const count = counts.get(facet)?.get(checkbox.value) || 0;
      const name = fill(messages.checkbox, { count, label: table.label(facet, checkbox.value) });
      checkbox.checked = Boolean(chosen.get(facet)?.includes(checkbox.value));
      one(".count", checkbox.labels?.[0]).textContent = String(count);
      checkbox.setAttribute("aria-label", name);
    }
    for (const link of quickLinks) {
      if (chosen.get(QUICK_FACET)?.includes(link.dataset.quick || "")) {
        link.setAttribute("aria-current", "true");
      } else {
        link.removeAttribute("aria-current");
      }
    }
  }

  /** @type {SiteFilterControls["closePanels"]} */
  const closePanels = (except) =>
    all(".filter[open]", form)
      .filter((panel) => panel !== except)
      .forEach((panel) => panel.removeAttribute("open"));

  form.addEventListener("change", (event) => {
    const checkbox = checkboxes.find((one) => one === event.target);
    if (checkbox) {
      const change = checkbox.checked ? site.filters.including : site.filters.without;
      choose(change(current, [facetOf(checkbox), checkbox.value]));
    }
  });
  /* A quick filter replaces the chosen places of work. A second click removes it. */
  form.addEventListener("click", (event) => {
    const link = closest(event, "[data-quick]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    const values = link.hasAttribute("aria-current") ? [] : [link.dataset.quick || ""];
    choose(site.filters.replacing(current, QUICK_FACET, values));
  });

  /* A panel covers part of the list, so it closes when the reader clicks outside it or opens another one. */
  document.addEventListener("click", (event) => {
    if (!closest(event, ".filter")) {
      closePanels();
    }
  });
  form.addEventListener(
    "toggle",
    (event) => {
      if (event.target instanceof HTMLDetailsElement && event.target.open) {
        closePanels(event.target);
      }
    },
    true,
  );
  form.addEventListener("keydown", (event) => {
    const panel = event.key === "Escape" ? closest(event, ".filter[open]") : null;
    if (panel) {
      panel.removeAttribute("open");
      one("summary", panel).focus();
    }
  });

  return {
    update,
    closePanels,
    showNumber: (count, hasCriteria) => {
      showBar.hidden = !hasCriteria;
      one("button", showBar).textContent = fill(count ? messages.showSites : messages.showResults, { count });
    },
  };
};
