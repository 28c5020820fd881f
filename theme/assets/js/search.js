/* Search: the index, loaded when first needed, and what it answers. Nothing typed leaves the device.
   search-box.js and search-page.js show it. */
window.siteSearch = (function () {
  "use strict";
  var engine = null, index = null, waiting = null, byAddress = {};

  /* Words that say nothing of what is looked for. */
  var SILENT = " a an and are be can do does for how i in is it much my of on or our the to us was we what when where which who why with you your ";

  function ready(then) {
    if (engine) { then(true); return; }
    if (waiting) { waiting.push(then); return; }
    waiting = [then];
    window.site.load("assets/vendor/minisearch/minisearch.js", function (library) {
      window.site.load("assets/search-index.js", function (loaded) {
        if (library && loaded) { build(); }
        var all = waiting;
        waiting = null;
        all.forEach(function (callback) { callback(Boolean(engine)); });
      });
    });
  }

  function build() {
    index = window.searchIndex;
    engine = new window.MiniSearch({
      idField: "u", fields: ["t", "a", "x"],
      searchOptions: { boost: { t: 5, a: 4 }, prefix: begun, combineWith: "AND" }
    });
    engine.addAll(index.entries);
    index.entries.forEach(function (entry) { byAddress[entry.u] = entry; });
  }

  /* The last word may still be half typed; those before it are whole, and longer ones have endings. */
  function begun(word, place, all) { return word.length > (place === all.length - 1 ? 2 : 3); }

  /* A synonym is whole: "mat" is no "match". Its longer words have endings. */
  function ended(word) { return word.length > 3; }

  function normal(text) { return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim(); }

  function holds(text, phrase) { return (" " + text + " ").indexOf(" " + phrase + " ") !== -1; }

  function spoken(words) {
    var kept = words.split(" ").filter(function (word) { return SILENT.indexOf(" " + word + " ") === -1; });
    return kept.join(" ") || words;
  }

  /* The words as typed, and with each synonym in place of a word that has some. */
  function variants(words) {
    var found = [spoken(words)];
    index.synonyms.forEach(function (group) {
      group.forEach(function (phrase) {
        if (!holds(words, phrase)) { return; }
        group.forEach(function (other) {
          if (other !== phrase) { found.push(spoken((" " + words + " ").replace(" " + phrase + " ", " " + other + " ").trim())); }
        });
      });
    });
    return found;
  }

  function ask(list, options) {
    var best = {};
    list.forEach(function (words, number) {
      engine.search(words, number ? Object.assign({ prefix: ended }, options) : options).forEach(function (hit) {
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

  /* Two letters that changed places: two typos to the engine, one to a reader. */
  function swapped(words) {
    var found = [];
    words.split(" ").forEach(function (word, place, all) {
      for (var at = 0; word.length > 3 && at < word.length - 1; at += 1) {
        var other = all.slice();
        other[place] = word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
        found.push(other.join(" "));
      }
    });
    return found;
  }

  /* Exact words and their synonyms first; a typo is forgiven where they find nothing; then any of the words will do.
     `among` says which addresses count; without it all do.
     Gives the hits, best first, and how near they are to what was typed: "" all of it, "close" but for typos,
     "some" of the words only. */
  function search(text, among) {
    var list = variants(normal(text)), own = list.slice(0, 1), all = among ? { filter: function (hit) { return among(hit.id); } } : {};
    var forgiving = Object.assign({ fuzzy: fuzzy, maxFuzzy: 2 }, all), near = "", hits = ask(list, all);
    if (!hits.length) { near = "close"; hits = ask(own, forgiving); }
    if (!hits.length) { hits = ask(swapped(own[0]), Object.assign({ prefix: begun }, all)); }
    if (!hits.length) { near = "some"; hits = ask(own, Object.assign({}, forgiving, { combineWith: "OR" })); }
    /* What is far behind the best only shares a common word with it. */
    return { near: hits.length ? near : "", hits: hits.filter(function (hit) { return hit.score >= hits[0].score * 0.04; }) };
  }

  /* Hits by kind, in the order of the index, the best hit's kind first. The last kind stays last:
     it explains words, and what is meant by a word is rarely its definition. */
  function byKind(hits) {
    var last = index.kinds[index.kinds.length - 1], first = hits.length && hits[0].entry.k !== last ? hits[0].entry.k : "";
    return index.kinds.map(function (kind) {
      return { kind: kind, hits: hits.filter(function (hit) { return hit.entry.k === kind; }) };
    }).filter(function (group) { return group.hits.length; }).sort(function (a, b) { return (b.kind === first) - (a.kind === first); });
  }

  /* The help lines, where the words are those of someone who needs them. */
  function help(text) {
    var words = normal(text);
    return index.help.words.some(function (word) { return holds(words, word); }) ? index.help : null;
  }

  /* ---- showing ---- */

  function element(name, text, attributes) {
    var made = document.createElement(name);
    if (text) { made.textContent = text; }
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    return made;
  }

  function pattern(terms) {
    var words = terms.slice().sort(function (a, b) { return b.length - a.length; });
    var safe = words.map(function (word) { return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"); });
    return new RegExp("(^|[^\\p{L}\\p{N}])(" + safe.join("|") + ")", "giu");
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

  /* A record's own summary, or the words around the first match where the summary has none. */
  function snippet(entry, terms) {
    var found = pattern(terms).exec(entry.x);
    if (!found || pattern(terms).test(entry.d)) { return entry.d; }
    var start = Math.max(0, entry.x.lastIndexOf(" ", Math.max(0, found.index - 60)) + 1);
    var end = entry.x.indexOf(" ", found.index + 110);
    return (start ? "…" : "") + entry.x.slice(start, end < 0 ? entry.x.length : end) + (end < 0 ? "" : "…");
  }

  /* The function also has now(), which acts at once if a call is waiting, and drop(), which forgets that call. */
  function debounce(act, milliseconds) {
    var timer = null;
    function run() { timer = null; act(); }
    function later() { window.clearTimeout(timer); timer = window.setTimeout(run, milliseconds); }
    later.now = function () { if (timer !== null) { window.clearTimeout(timer); run(); } };
    later.drop = function () { window.clearTimeout(timer); timer = null; };
    return later;
  }

  return {
    ready: ready, search: search, byKind: byKind, help: help, normal: normal,
    element: element, marked: marked, snippet: snippet, debounce: debounce
  };
})();
