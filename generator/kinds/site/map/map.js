"use strict";
/* Fades the parts of the map whose sites the filtered list does not show. */
(() => {
  const { all, one } = site.dom;
  /** @type {HTMLDetailsElement} */
  const view = one(".map-view");
  /** @type {SVGElement[]} */
  const parts = all("[data-sites]", view);
  const legend = one(".map-faint", view);
  /** @type {ListedSite[] | null} */
  let pending = null;

  function draw() {
    /* While the map is closed, only the latest result is kept. */
    if (!pending || !view.open) {
      return;
    }
    const shown = new Set(pending.map((listed) => listed.slug));
    for (const part of parts) {
      /* A line, which stands for a mentorship, stays clear if either of its two sites is shown. */
      const isShown = (part.dataset.sites || "").split(" ").some((slug) => shown.has(slug));
      part.classList.toggle("is-off", !isShown);
    }
    legend.hidden = !view.querySelector(".is-off");
    pending = null;
  }

  document.addEventListener("sites-shown", ({ detail }) => {
    pending = detail.shown;
    draw();
  });
  view.addEventListener("toggle", draw);
})();
