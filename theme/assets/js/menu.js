/* The menu on small screens: a button that toggles it. Escape closes it and returns the focus to the button. */
(function () {
  "use strict";
  var button = document.querySelector(".menu-button");
  var menu = document.getElementById("menu");
  function set(open) {
    menu.classList.toggle("open", open);
    button.setAttribute("aria-expanded", String(open));
  }
  button.hidden = false;
  button.addEventListener("click", function () { set(button.getAttribute("aria-expanded") !== "true"); });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
      set(false);
      button.focus();
    }
  });
})();
