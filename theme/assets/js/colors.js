/* The colors that the reader chose, before the first paint; and the button that changes them.
   The choice is kept on this device only. Where storage is blocked, it lasts for the page. */
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("scripted");
  function kept() {
    try { return window.localStorage.getItem("scheme"); } catch (error) { return null; }
  }
  var choice = kept();
  if (choice === "dark" || choice === "light") { root.setAttribute("data-scheme", choice); }
  function isDark() {
    var now = root.getAttribute("data-scheme");
    return now ? now === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
  }
  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector(".color-button");
    function show() { button.setAttribute("aria-pressed", String(isDark())); }
    button.hidden = false;
    show();
    button.addEventListener("click", function () {
      var next = isDark() ? "light" : "dark";
      root.setAttribute("data-scheme", next);
      try { window.localStorage.setItem("scheme", next); } catch (error) { /* blocked: it lasts for this page */ }
      show();
    });
  });
})();
