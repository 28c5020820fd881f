/* The search page: results by kind, the count announced, arrow keys from the box through the results and back. */
(function () {
  "use strict";
  var tools = window.siteSearch, element = tools.element, FIRST = 4;
  var holder = document.querySelector(".search-page"), form = holder.querySelector("form"), input = form.querySelector("input");
  var status = holder.querySelector(".search-status"), results = holder.querySelector(".search-results");
  var pending = "", say = tools.debounce(function () { status.textContent = pending; }, 350);

  function announce(text) { pending = text; say(); }

  function links(list, pairs) {
    pairs.forEach(function (pair) {
      var row = element("li");
      row.appendChild(element("a", pair[0], { href: pair[1] }));
      list.appendChild(row);
    });
    return list;
  }

  function group(kind, hits) {
    var section = element("section"), list = element("ul");
    section.appendChild(element("h2", kind + " (" + hits.length + ")"));
    hits.forEach(function (hit, number) {
      var row = element("li"), link = element("a", "", { href: window.site.href(hit.entry.u) });
      row.appendChild(tools.marked(link, hit.entry.t, hit.terms));
      row.appendChild(tools.marked(element("p", "", { "class": "quiet" }), tools.snippet(hit.entry, hit.terms), hit.terms));
      row.hidden = number >= FIRST;
      list.appendChild(row);
    });
    section.appendChild(list);
    if (hits.length > FIRST) {
      var more = element("button", "Show all " + window.site.countOf(hits.length, "result") + " in " + kind, { type: "button" });
      more.addEventListener("click", function () {
        Array.prototype.forEach.call(list.children, function (row) { row.hidden = false; });
        more.remove();
        list.children[FIRST].querySelector("a").focus();
      });
      section.appendChild(more);
    }
    return section;
  }

  function notice(help) {
    var box = element("div", "", { "class": "notice" });
    box.appendChild(element("p", help.text, {}));
    box.appendChild(links(element("ul"), help.links.map(function (link) {
      return [link.label, link.url.charAt(0) === "/" ? window.site.href(link.url.slice(1)) : link.url];
    })));
    return box;
  }

  function nothing(text) {
    var section = element("section"), menu = document.querySelectorAll("#menu a");
    section.appendChild(element("p", "No results for “" + text + "”. Try fewer or shorter words, or start with one of these pages:"));
    section.appendChild(links(element("ul"), Array.prototype.map.call(menu, function (link) { return [link.textContent, link.getAttribute("href")]; })));
    return section;
  }

  function count(found, text) {
    if (!found.hits.length) { return "No results for “" + text + "”."; }
    return window.site.countOf(found.hits.length, "result") + " for “" + text + { "": "”.", close: "” (similar words).", some: "” (some of the words)." }[found.near];
  }

  function show() {
    var text = input.value.trim();
    results.textContent = "";
    if (!text) { announce(""); return; }
    tools.ready(function (works) {
      if (!works) { announce("Search could not load. The lists below include every page."); return; }
      var found = tools.search(text), help = tools.help(text);
      results.textContent = "";
      if (help) { results.appendChild(notice(help)); }
      tools.byKind(found.hits).forEach(function (each) { results.appendChild(group(each.kind, each.hits)); });
      if (!found.hits.length) { results.appendChild(nothing(text)); }
      announce(count(found, text));
    });
  }

  function read() {
    var match = /^#q=(.*)$/.exec(window.location.hash);
    if (!match) { return; }
    input.value = window.site.decode(match[1]);
    show();
  }

  function keep() {
    window.site.keep("#q=" + encodeURIComponent(input.value.trim()), true);
  }

  holder.addEventListener("keydown", function (event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") { return; }
    var all = Array.prototype.filter.call(results.querySelectorAll("a"), function (link) { return !link.closest("[hidden]"); });
    var next = all.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    if (!all.length || (event.target === input && event.key === "ArrowUp")) { return; }
    event.preventDefault();
    (next < 0 ? input : all[Math.min(next, all.length - 1)]).focus();
  });
  holder.hidden = false;
  input.addEventListener("input", tools.debounce(function () { keep(); show(); }, 120));
  form.addEventListener("submit", function (event) { event.preventDefault(); keep(); show(); });
  window.addEventListener("hashchange", read);
  read();
  if (!input.value) { input.focus({ preventScroll: true }); }
})();
