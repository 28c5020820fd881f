/* Search: the box in the header with its suggestions, and the search page with its results.
   The index is a script file, loaded when first needed. What is typed stays in the fragment. */
(function () {
  "use strict";
  var engine = null, entries = [], synonyms = [], waiting = null;

  /* ---- the index ---- */

  function ready(then) {
    if (engine) { then(true); return; }
    if (waiting) { waiting.push(then); return; }
    waiting = [then];
    window.site.load("assets/vendor/minisearch/minisearch.js", function (library) {
      window.site.load("assets/search-index.js", function (index) {
        if (library && index) { build(); }
        var all = waiting;
        waiting = null;
        all.forEach(function (callback) { callback(Boolean(engine)); });
      });
    });
  }

  function build() {
    entries = window.searchIndex.entries;
    synonyms = window.searchIndex.synonyms;
    engine = new window.MiniSearch({
      idField: "u", fields: ["t", "a", "x"],
      searchOptions: { boost: { t: 5, a: 4 }, prefix: function (word) { return word.length > 2; }, combineWith: "AND" }
    });
    engine.addAll(entries);
    byAddress = {};
    entries.forEach(function (entry) { byAddress[entry.u] = entry; });
  }
  var byAddress = {};

  /* ---- asking it ---- */

  function normal(text) { return text.toLowerCase().replace(/\s+/g, " ").trim(); }

  function holds(text, phrase) { return (" " + text + " ").indexOf(" " + phrase + " ") !== -1; }

  /* The words as typed, and with each synonym in place of a word that has some. */
  function variants(words) {
    var found = [words];
    synonyms.forEach(function (group) {
      group.forEach(function (phrase) {
        if (!holds(words, phrase)) { return; }
        group.forEach(function (other) {
          if (other !== phrase) { found.push((" " + words + " ").replace(" " + phrase + " ", " " + other + " ").trim()); }
        });
      });
    });
    return found;
  }

  function ask(list, options) {
    var best = {};
    list.forEach(function (words, number) {
      engine.search(words, options).forEach(function (hit) {
        /* A synonym counts a little less than the reader's own word. */
        var score = hit.score * (number ? 0.7 : 1);
        if (!best[hit.id]) { best[hit.id] = { entry: byAddress[hit.id], score: score, terms: hit.terms }; return; }
        best[hit.id].score = Math.max(best[hit.id].score, score);
        best[hit.id].terms = best[hit.id].terms.concat(hit.terms);
      });
    });
    return Object.keys(best).map(function (id) { return best[id]; }).sort(function (a, b) { return b.score - a.score || (a.entry.t < b.entry.t ? -1 : 1); });
  }

  function fuzzy(word) { return word.length > 7 ? 2 : word.length > 3 ? 1 : 0; }

  /* Exact words first; a typo is forgiven where they find nothing; then any of the words will do. */
  function search(text) {
    var words = normal(text), list = variants(words), hits = ask(list, {});
    if (!hits.length) { hits = ask(list, { fuzzy: fuzzy, maxFuzzy: 2 }); }
    if (!hits.length) { hits = ask(list, { fuzzy: fuzzy, maxFuzzy: 2, combineWith: "OR" }); }
    /* What is far behind the best only shares a common word with it. */
    return hits.filter(function (hit) { return hit.score >= hits[0].score * 0.04; });
  }

  /* ---- showing what it found ---- */

  function element(name, text, attributes) {
    var made = document.createElement(name);
    if (text) { made.textContent = text; }
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    return made;
  }

  function escape(word) { return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"); }

  function pattern(terms) {
    var words = terms.slice().sort(function (a, b) { return b.length - a.length; }).map(escape);
    return new RegExp("(^|[^\\p{L}\\p{N}])(" + words.join("|") + ")", "giu");
  }

  /* Text with the matched words marked; nothing is ever read as HTML. */
  function marked(holder, text, terms) {
    var last = 0;
    text.replace(pattern(terms), function (whole, before, word, place) {
      var start = place + before.length;
      holder.appendChild(document.createTextNode(text.slice(last, start)));
      holder.appendChild(element("mark", word));
      last = start + word.length;
      return whole;
    });
    holder.appendChild(document.createTextNode(text.slice(last)));
    return holder;
  }

  function snippet(entry, terms) {
    var found = pattern(terms).exec(entry.x);
    if (!found || pattern(terms).test(entry.d)) { return entry.d; }
    var start = Math.max(0, entry.x.lastIndexOf(" ", Math.max(0, found.index - 60)) + 1);
    var end = entry.x.indexOf(" ", found.index + 110);
    return (start ? "…" : "") + entry.x.slice(start, end < 0 ? entry.x.length : end) + (end < 0 ? "" : "…");
  }

  function debounce(act, milliseconds) {
    var timer = null;
    return function () { window.clearTimeout(timer); timer = window.setTimeout(act, milliseconds); };
  }

  /* ---- the box in the header ---- */

  function box(form) {
    var input = form.querySelector("input"), list = element("ul", "", { "class": "suggestions", id: "suggestions", role: "listbox", "aria-label": "Suggestions" });
    var active = -1;
    list.hidden = true;
    form.appendChild(list);
    Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "suggestions" }).forEach(function (pair) { input.setAttribute(pair[0], pair[1]); });

    function close() {
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }
    function choose(number) {
      var options = list.children;
      active = (number + options.length) % options.length;
      for (var i = 0; i < options.length; i += 1) { options[i].setAttribute("aria-selected", String(i === active)); }
      input.setAttribute("aria-activedescendant", options[active].id);
    }
    function show() {
      if (normal(input.value).length < 2) { close(); return; }
      ready(function (works) {
        if (!works || document.activeElement !== input) { return; }
        var hits = search(input.value).slice(0, 6);
        list.textContent = "";
        active = -1;
        hits.forEach(function (hit, number) {
          var option = element("li", "", { role: "option", id: "suggestion-" + number, "aria-selected": "false", "data-address": hit.entry.u });
          marked(option, hit.entry.t, hit.terms);
          option.appendChild(element("span", hit.entry.k));
          list.appendChild(option);
        });
        list.hidden = !hits.length;
        input.setAttribute("aria-expanded", String(hits.length > 0));
        if (!hits.length) { close(); }
      });
    }
    input.addEventListener("focus", function () { ready(function () { /* warm */ }); });
    input.addEventListener("input", debounce(show, 120));
    input.addEventListener("keydown", function (event) {
      if (event.key === "Escape") {
        /* Else the browser would empty the box as well. */
        if (!list.hidden) { event.preventDefault(); }
        close();
        return;
      }
      if (list.hidden || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) { return; }
      event.preventDefault();
      choose(event.key === "ArrowDown" ? active + 1 : active < 0 ? -1 : active - 1);
    });
    input.addEventListener("blur", function () { window.setTimeout(close, 150); });
    list.addEventListener("mousedown", function (event) {
      var option = event.target.closest("[data-address]");
      if (option) { event.preventDefault(); window.location.href = window.site.href(option.getAttribute("data-address")); }
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var address = active >= 0 ? list.children[active].getAttribute("data-address") : "search/#q=" + encodeURIComponent(input.value.trim());
      window.location.href = window.site.href(address);
      close();
    });
  }

  /* ---- the search page ---- */

  function page(holder) {
    var form = holder.querySelector("form"), input = form.querySelector("input");
    var status = holder.querySelector(".search-status"), results = holder.querySelector(".search-results");
    var say = debounce(function () { status.textContent = pending; }, 350), pending = "";

    function announce(text) { pending = text; say(); }

    function group(kind, hits) {
      var section = element("section"), list = element("ul");
      section.appendChild(element("h2", kind + " (" + hits.length + ")"));
      hits.forEach(function (hit, number) {
        var row = element("li"), link = element("a", "", { href: window.site.href(hit.entry.u) });
        row.appendChild(marked(link, hit.entry.t, hit.terms));
        row.appendChild(marked(element("p", "", { "class": "quiet" }), snippet(hit.entry, hit.terms), hit.terms));
        row.hidden = number >= 8;
        list.appendChild(row);
      });
      section.appendChild(list);
      if (hits.length > 8) {
        var more = element("button", "Show all " + hits.length, { type: "button" });
        more.addEventListener("click", function () {
          Array.prototype.forEach.call(list.children, function (row) { row.hidden = false; });
          more.remove();
          list.children[8].querySelector("a").focus();
        });
        section.appendChild(more);
      }
      return section;
    }

    function nothing(text) {
      var section = element("section"), list = element("ul");
      section.appendChild(element("p", "Nothing here matches “" + text + "”. Try fewer or shorter words, or begin at one of these:"));
      document.querySelectorAll("#menu a").forEach(function (link) {
        var row = element("li");
        row.appendChild(element("a", link.textContent, { href: link.getAttribute("href") }));
        list.appendChild(row);
      });
      section.appendChild(list);
      return section;
    }

    function show() {
      var text = input.value.trim();
      if (!text) { results.textContent = ""; announce(""); return; }
      ready(function (works) {
        if (!works) { announce("The search could not load. The lists below hold every page."); return; }
        var hits = search(text), kinds = {};
        results.textContent = "";
        hits.forEach(function (hit) { (kinds[hit.entry.k] = kinds[hit.entry.k] || []).push(hit); });
        Object.keys(kinds).forEach(function (kind) { results.appendChild(group(kind, kinds[kind])); });
        if (!hits.length) { results.appendChild(nothing(text)); }
        announce(hits.length === 1 ? "1 result for “" + text + "”." : (hits.length || "No") + " results for “" + text + "”.");
      });
    }

    function read() {
      var match = /^#q=(.*)$/.exec(window.location.hash);
      if (!match) { return; }
      try { input.value = decodeURIComponent(match[1]); } catch (error) { input.value = match[1]; }
      show();
    }

    function keep() {
      try { window.history.replaceState(null, "", "#q=" + encodeURIComponent(input.value.trim())); } catch (error) { /* a copy on a disk may refuse it */ }
    }

    /* The arrows walk from the box through the results and back. */
    holder.addEventListener("keydown", function (event) {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") { return; }
      var links = Array.prototype.filter.call(results.querySelectorAll("a"), function (link) { return !link.closest("[hidden]"); });
      var next = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      if (!links.length || (event.target === input && event.key === "ArrowUp")) { return; }
      event.preventDefault();
      (next < 0 ? input : links[Math.min(next, links.length - 1)]).focus();
    });
    holder.hidden = false;
    input.addEventListener("input", debounce(function () { keep(); show(); }, 120));
    form.addEventListener("submit", function (event) { event.preventDefault(); keep(); show(); });
    window.addEventListener("hashchange", read);
    read();
    if (!input.value) { input.focus({ preventScroll: true }); }
  }

  var header = document.querySelector(".search-box"), own = document.querySelector(".search-page");
  if (header) { box(header); }
  if (own) { page(own); }
})();
