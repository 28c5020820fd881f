"use strict";
/* Fades the parts of the map whose sites the filtered list does not show. */
(() => {
  const view = document.querySelector(".map-view");
  const parts = view.querySelectorAll("[data-sites]");
  const legend = view.querySelector(".map-faint");
  let pending = null;

  function draw() {
    /* While the map is closed, only the latest result is kept. */
    if (!pending || !view.open) {
      return;
    }
    const shown = {};
    pending.shown.forEach((site) => {
      shown[site.slug] = true;
    });
    Array.prototype.forEach.call(parts, (part) => {
      /* A line, which stands for a mentorship, stays clear if either of its two sites is shown. */
      const isShown = part
        .getAttribute("data-sites")
        .split(" ")
        .some((slug) => shown[slug]);
      part.classList.toggle("off", !isShown);
    });
    legend.hidden = !view.querySelector(".off");
    pending = null;
  }

  document.addEventListener("sites-shown", (event) => {
    pending = event.detail || pending;
    draw();
  });
  view.addEventListener("toggle", draw);
})();
