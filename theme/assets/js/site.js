/* What every script may need. Addresses: pages lie at any depth, and in the offline copy every address names a file. */
window.site = (function () {
  "use strict";
  var form = document.querySelector("[data-root]");
  var root = form.getAttribute("data-root");
  var index = form.getAttribute("data-index");
  return {
    /* The address of a page or file below the root: "search/", "about/#report-a-mistake". */
    href: function (address) {
      var parts = address.split("#");
      var page = parts[0];
      if (page === "" || page.slice(-1) === "/") { page += index; }
      return root + page + (parts.length > 1 ? "#" + parts[1] : "");
    },
    /* Runs a script file of the site once; `then` is called when it has run, with whether it could. */
    load: function (address, then) {
      var script = document.createElement("script");
      script.src = root + address;
      script.onload = function () { then(true); };
      script.onerror = function () { then(false); };
      document.head.appendChild(script);
    },
    /* Prints a part of the page: styles for paper leave out the rest while the body has the class. */
    printOnly: function (name) {
      function done() {
        document.body.classList.remove(name);
        window.removeEventListener("afterprint", done);
      }
      document.body.classList.add(name);
      window.addEventListener("afterprint", done);
      window.print();
    }
  };
})();
