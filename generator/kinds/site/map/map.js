/* Fades the parts of the map whose sites the filtered list does not show. */
(function () {
  "use strict";
  var view = document.querySelector(".map-view"), parts = view.querySelectorAll("[data-sites]"), legend = view.querySelector(".map-faint"), pending = null;

  function draw() {
    /* While the map is closed, only the latest result is kept. */
    if (!pending || !view.open) { return; }
    var shown = {};
    pending.shown.forEach(function (site) { shown[site.slug] = true; });
    Array.prototype.forEach.call(parts, function (part) {
      /* A line, which stands for a mentorship, stays clear if either of its two sites is shown. */
      var isShown = part.getAttribute("data-sites").split(" ").some(function (slug) { return shown[slug]; });
      part.classList.toggle("off", !isShown);
    });
    legend.hidden = !view.querySelector(".off");
    pending = null;
  }

  document.addEventListener("sites-shown", function (event) {
    pending = event.detail || pending;
    draw();
  });
  view.addEventListener("toggle", draw);
})();
