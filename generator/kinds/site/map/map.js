/* The map shows what the list shows: what is not in the answer is faded. */
(function () {
  "use strict";
  var view = document.querySelector(".map-view"), parts = view.querySelectorAll("[data-sites]"), faint = view.querySelector(".map-faint"), last = null;

  function draw() {
    /* A map that nobody sees can wait. */
    if (!last || !view.open) { return; }
    var shown = {};
    last.shown.forEach(function (site) { shown[site.slug] = true; });
    Array.prototype.forEach.call(parts, function (part) {
      /* A pairing is shown with either of its ends. */
      var on = part.getAttribute("data-sites").split(" ").some(function (slug) { return shown[slug]; });
      part.classList.toggle("off", !on);
    });
    faint.hidden = !view.querySelector(".off");
    last = null;
  }

  document.addEventListener("sites-shown", function (event) {
    last = event.detail || last;
    draw();
  });
  view.addEventListener("toggle", draw);
})();
