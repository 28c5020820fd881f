/* What every script may need. Addresses: pages lie at any depth, and in the offline copy every address names a file.
   Sentences: generator/text/sentences.py is the reference, and a test runs both. */
window.site = (function () {
  "use strict";
  var form = document.querySelector("[data-root]");
  var root = form.getAttribute("data-root");
  var index = form.getAttribute("data-index");
  var AGENCY = /^(?!\S+['’]s )(?:University of |(?:[^,(]* )?(?:Department|Bureau|Agency|Division|Administration) (?:of|for) |[^,(]* (?:Department|Office|Board|Agency|Division|Day Report Center)(?:,|$))/;
  function plural(number, one, many) { return number === 1 ? one : many || one + "s"; }
  var site = {
    /* The noun that fits a number: "page" for 1, otherwise "pages". */
    plural: plural,
    /* A number with its noun: "1 page", "3 pages". */
    countOf: function (number, one, many) { return number + " " + plural(number, one, many); },
    /* Words in a sentence: "a", "a and b", "a, b and c". */
    listed: function (words) { return words.length > 1 ? words.slice(0, -1).join(", ") + " and " + words[words.length - 1] : words.join(""); },
    /* A name as it reads within a sentence: "The Council" becomes "the Council", and an agency or a university gets an article. */
    inSentence: function (name) {
      var own = name.replace(/^(?:The|An?(?= [^A-Z]))(?= )/, function (article) { return article.toLowerCase(); });
      return own === name && /^[A-Z]/.test(name) && AGENCY.test(name) ? "the " + name : own;
    },
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
    /* A part of an address as text; one that nobody encoded is what it is. */
    decode: function (text) { try { return decodeURIComponent(text); } catch (error) { return text; } },
    /* What a reader chose, kept in the fragment: a step to go back by, or in place of the last one. */
    keep: function (fragment, instead) {
      if (fragment === (window.location.hash || "#")) { return; }
      try { window.history[instead ? "replaceState" : "pushState"](null, "", fragment); } catch (error) { /* a copy on a disk may refuse it */ }
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

  /* A part or a page that moved: its address of today stands in the page, and every script reads it from there. */
  function lead() {
    var fragment = window.location.hash, part = fragment && document.getElementById(site.decode(fragment.slice(1)));
    var old = part && part.classList.contains("old-part") ? part.getAttribute("data-now") : "";
    var page = document.querySelector("[data-moved]");
    if (old) { window.location.replace(old.charAt(0) === "#" ? old : site.href(old)); }
    else if (page && fragment) { window.location.replace(site.href(page.getAttribute("data-moved").split("#")[0] + fragment)); }
  }
  window.addEventListener("hashchange", lead);
  lead();
  return site;
})();
