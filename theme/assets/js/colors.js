/* Applies the color scheme that the reader chose, before the first paint, and handles the button that changes it.
   The choice is saved on this device only. If storage is blocked, it lasts until the reader leaves the page. */
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("scripted");
  function savedScheme() {
    try { return window.localStorage.getItem("scheme"); } catch (error) { return null; }
  }
  var saved = savedScheme();
  if (saved === "dark" || saved === "light") { root.setAttribute("data-scheme", saved); }
  function isDark() {
    var scheme = root.getAttribute("data-scheme");
    return scheme ? scheme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
  }
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector(".color-button");
    function update() { button.setAttribute("aria-pressed", String(isDark())); }
    button.hidden = false;
    update();
    button.addEventListener("click", function () {
      var next = isDark() ? "light" : "dark";
      root.setAttribute("data-scheme", next);
      try { window.localStorage.setItem("scheme", next); } catch (error) { /* blocked: the choice lasts for this page */ }
      update();
    });
  });
})();
