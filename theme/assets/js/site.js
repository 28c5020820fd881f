/* Functions for all scripts. URLs: pages are at any depth, and in the offline copy every URL names a file.
   Sentences: the reference is generator/text/sentences.py, and a test compares the two. */
window.site = (function () {
  "use strict";
  var form = document.querySelector("[data-root]");
  var root = form.getAttribute("data-root");
  var index = form.getAttribute("data-index");
  var AGENCY = /^(?!\S+['’]s )(?:University of |(?:[^,(]* )?(?:Department|Bureau|Agency|Division|Administration) (?:of|for) |[^,(]* (?:Department|Office|Board|Agency|Division|Day Report Center)(?:,|$))/;
  function plural(number, one, many) { return number === 1 ? one : many || one + "s"; }
  var site = {
    /* Returns the noun for a number: "page" for 1, otherwise "pages". */
    plural: plural,
    /* Returns a number with its noun: "1 page", "3 pages". */
    countOf: function (number, one, many) { return number + " " + plural(number, one, many); },
    /* Joins words for a sentence: "a", "a and b", "a, b and c". */
    formatList: function (words) { return words.length > 1 ? words.slice(0, -1).join(", ") + " and " + words[words.length - 1] : words.join(""); },
    /* Returns a name as it reads in a sentence: "The Council" becomes "the Council", and agencies and universities get "the". */
    inSentence: function (name) {
      var lowered = name.replace(/^(?:The|An?(?= [^A-Z]))(?= )/, function (article) { return article.toLowerCase(); });
      return lowered === name && /^[A-Z]/.test(name) && AGENCY.test(name) ? "the " + name : lowered;
    },
    /* Returns the URL of a page or file, given its address below the root: "search/", "about/#report-a-mistake". */
    href: function (address) {
      var parts = address.split("#");
      var page = parts[0];
      if (page === "" || page.slice(-1) === "/") { page += index; }
      return root + page + (parts.length > 1 ? "#" + parts[1] : "");
    },
    /* Loads a script file of the site, and calls `callback` with whether it could be loaded. */
    load: function (address, callback) {
      var script = document.createElement("script");
      script.src = root + address;
      script.onload = function () { callback(true); };
      script.onerror = function () { callback(false); };
      document.head.appendChild(script);
    },
    /* Decodes a part of a URL. Returns it unchanged if it is not encoded correctly. */
    decode: function (text) { try { return decodeURIComponent(text); } catch (error) { return text; } },
    /* Sets the fragment, which keeps what the reader chose. Adds a history entry, or with `replace` replaces the current one. */
    setFragment: function (fragment, replace) {
      if (fragment === (window.location.hash || "#")) { return; }
      try { window.history[replace ? "replaceState" : "pushState"](null, "", fragment); } catch (error) { /* Some browsers refuse it for local files. */ }
    },
    /* Prints a part of the page: print styles hide the rest while the body has this class. */
    printOnly: function (className) {
      function restore() {
        document.body.classList.remove(className);
        window.removeEventListener("afterprint", restore);
      }
      document.body.classList.add(className);
      window.addEventListener("afterprint", restore);
      window.print();
    }
  };

  /* Follows the redirect of an anchor or page that has moved. The page has the new address in a data attribute. */
  function followRedirect() {
    var fragment = window.location.hash, anchor = fragment && document.getElementById(site.decode(fragment.slice(1)));
    var target = anchor && anchor.classList.contains("old-part") ? anchor.getAttribute("data-now") : "";
    var page = document.querySelector("[data-moved]");
    if (target) { window.location.replace(target.charAt(0) === "#" ? target : site.href(target)); }
    else if (page && fragment) { window.location.replace(site.href(page.getAttribute("data-moved").split("#")[0] + fragment)); }
  }
  window.addEventListener("hashchange", followRedirect);
  followRedirect();
  return site;
})();
