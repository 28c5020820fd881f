/* The filters beside the list of sites. What is chosen stays in the fragment: it can be shared, kept and undone.
   Without this script the list is whole, and each value has a page of its own. */
(function () {
  "use strict";
  var tools = window.siteSearch, element = tools.element, facets = window.siteFacets, data = facets.read(window.siteData.sites);
  var holder = document.querySelector(".directory"), form = holder.querySelector(".filters"), box = form.querySelector("#site-words");
  var head = holder.querySelector(".found-head"), status = holder.querySelector(".directory-status"), chips = holder.querySelector(".chosen");
  var answer = holder.querySelector(".answer"), everything = holder.querySelector(".everything");
  var FIRST = 50, cards = {}, homes = [], state = { chosen: {}, words: "" };
  /* Seen at once, and said when the reader pauses. */
  var say = tools.debounce(function () { head.querySelector("[role=status]").textContent = status.textContent; }, 500);
  var inputs = Array.prototype.slice.call(form.querySelectorAll("input[type=checkbox]"));
  var quick = Array.prototype.slice.call(form.querySelectorAll("[data-quick]")), shower = form.querySelector(".show-found");
  var views = Array.prototype.slice.call(holder.querySelectorAll("[data-view]")), map = holder.querySelector(".map-view");
  var narrow = window.matchMedia("(max-width: 47.99rem)");

  Array.prototype.forEach.call(everything.querySelectorAll("ul"), function (list) {
    var own = Array.prototype.filter.call(list.children, function (row) { return row.hasAttribute("data-site"); });
    if (own.length) { homes.push({ list: list, rows: own }); }
    own.forEach(function (row) { cards[row.getAttribute("data-site")] = row; });
  });

  /* As the whole list has them: cards before rows, mentors before others (directory.py). */
  function place(site) { return (site.card ? 0 : 2) + ((site.values.role || []).indexOf("mentor") === -1 ? 1 : 0); }
  data.sites.sort(function (one, other) { return place(one) - place(other); });

  function sideOf(input) { return input.closest("[data-side]").getAttribute("data-side"); }
  function label(key, value) { return (data.labels[key] || {})[value] || value; }
  function sites(number) { return window.site.countOf(number, "site"); }
  function unpublished(number, name) { return window.site.countOf(number, name) + ": not published"; }

  var NEAR = { "": "your words", close: "similar words", some: "some of your words" };

  /* "3 sites match your filters and similar words": what the shown sites have in common. */
  function matching(number, near) {
    var filtered = Object.keys(state.chosen).length > 0, parts = [filtered ? "your filters" : "", tools.normalize(state.words) ? NEAR[near] : ""].filter(Boolean);
    return number ? sites(number) + (number > 1 ? " match " : " matches ") + window.site.formatList(parts) : "No site matches";
  }

  /* ---- the fragment ---- */

  function write() {
    var parts = Object.keys(state.chosen).filter(function (key) { return state.chosen[key].length; }).map(function (key) {
      return key + "=" + state.chosen[key].map(encodeURIComponent).join(",");
    });
    if (state.words) { parts.push("words=" + encodeURIComponent(state.words)); }
    return "#" + parts.join("&");
  }

  function parse(fragment) {
    var read = { chosen: {}, words: "" };
    fragment.replace(/^#/, "").split("&").forEach(function (part) {
      var at = part.indexOf("="), key = part.slice(0, at), text = part.slice(at + 1);
      if (at < 1) { return; }
      if (key === "words") { read.words = window.site.decode(text); return; }
      if (!data.labels[key]) { return; }
      var known = text.split(",").map(window.site.decode).filter(function (value) { return data.labels[key][value]; });
      if (known.length) { read.chosen[key] = known; }
    });
    return read;
  }

  /* ---- showing ---- */

  function words(key, values, between) { return values.map(function (value) { return label(key, value); }).join(between); }

  /* "Published: Jail. Not published: Rural area or Small town (published: City)." */
  function reason(site) {
    var stated = [], open = [];
    Object.keys(state.chosen).forEach(function (key) {
      var wanted = state.chosen[key], held = site.values[key] || [], shared = held.filter(function (value) { return wanted.indexOf(value) !== -1; });
      if (shared.length) { stated.push(words(key, shared, ", ")); return; }
      open.push(words(key, wanted, " or ") + (held.length ? " (published: " + words(key, held, ", ") + ")" : ""));
    });
    return (stated.length ? "Published: " + stated.join("; ") + ". Not published: " : "Not published: ") + open.join("; ") + ".";
  }

  function row(site) {
    var made = element("li", "", { "class": "row" });
    made.appendChild(element("a", site.name, { href: window.site.href("sites/" + site.slug + "/") }));
    made.appendChild(document.createTextNode(" "));
    made.appendChild(element("span", site.place, { "class": "quiet" }));
    made.appendChild(cards[site.slug].querySelector(".keep").cloneNode(true));
    made.appendChild(element("p", reason(site), { "class": "quiet" }));
    return made;
  }

  function listed(list, found, make) {
    found.slice(0, FIRST).forEach(function (site) { list.appendChild(make(site)); });
    if (found.length <= FIRST) { return [list]; }
    var more = element("button", "Show all " + found.length, { type: "button", "class": "plain" });
    more.addEventListener("click", function () {
      found.slice(FIRST).forEach(function (site) { list.appendChild(make(site)); });
      more.remove();
      list.children[FIRST].querySelector("a").focus();
    });
    return [list, more];
  }

  function section(level, title, lists) {
    var made = element("section");
    made.appendChild(element(level, title));
    lists.forEach(function (each) {
      if (each.found.length) { listed(element("ul", "", { "class": each.name }), each.found, each.make).forEach(function (part) { made.appendChild(part); }); }
    });
    return made;
  }

  /* The sites that match, as the whole list shows them. */
  function matches(found, near) {
    function own(site) { return cards[site.slug]; }
    return section("h2", matching(found.length, near), [
      { name: "cards", found: found.filter(function (site) { return site.card; }), make: own },
      { name: "rows", found: found.filter(function (site) { return !site.card; }), make: own }
    ]);
  }

  /* What is not published may still be so: one group below, folded while other sites match. */
  function others(found) {
    var made = element("details", "", { "class": "fold" }), summary = element("summary"), number = found.part.length + found.silent.length;
    summary.appendChild(element("h2", unpublished(number, "more site")));
    made.appendChild(summary);
    made.appendChild(element("p", "“Not published” does not mean “no.”"));
    if (found.part.length) { made.appendChild(section("h3", "Partial matches (" + found.part.length + ")", [{ name: "rows", found: found.part, make: row }])); }
    if (found.silent.length) { made.appendChild(section("h3", "Not published (" + found.silent.length + ")", [{ name: "rows", found: found.silent, make: row }])); }
    made.open = !found.stated.length;
    return made;
  }

  function button(text, act) {
    var made = element("button", text, { type: "button", "class": "plain" });
    made.addEventListener("click", act);
    return made;
  }

  /* What documents mention in a state without naming it, where the words name the state. */
  function unnamed() {
    var words = " " + tools.normalize(state.words) + " ", made = element("div", "", { "class": "unnamed" });
    data.unnamed.forEach(function (each) {
      if (words.indexOf(" " + tools.normalize(each.state) + " ") !== -1) { made.appendChild(element("p", each.says)); }
    });
    return made;
  }

  /* Where nothing has all of it: which choice to drop, and what that gives. The box looks in this site's records, not in the sources. */
  function nothing(among) {
    var made = element("div", "", { "class": "notice" }), list = element("ul"), filtered = Object.keys(state.chosen).length;
    var many = filtered + (state.words ? 1 : 0) > 1;
    made.appendChild(element("p", many ? "No site matches everything you chose." : filtered ? "No site matches this filter." : "No site matches your words. Try other words."));
    chosen().forEach(function (pair) {
      var without = drop(pair), number = facets.split(among, without, data.closed).stated.length;
      if (!number || !many) { return; }
      var item = element("li");
      item.appendChild(button(sites(number) + window.site.plural(number, " matches", " match") + " without “" + label(pair[0], pair[1]) + "”", function () { choose(without, state.words); status.focus(); }));
      list.appendChild(item);
    });
    if (state.words) {
      var clear = element("li"), left = filtered ? facets.split(data.sites, state.chosen, data.closed).stated.length : 0;
      clear.appendChild(button(left ? sites(left) + window.site.plural(left, " matches", " match") + " without the words “" + state.words + "”" : "Clear the words “" + state.words + "”", function () { choose(state.chosen, ""); box.focus(); }));
      list.appendChild(clear);
    }
    if (list.children.length) { made.appendChild(list); }
    return made;
  }

  function chosen() {
    var pairs = [];
    Object.keys(state.chosen).forEach(function (key) { state.chosen[key].forEach(function (value) { pairs.push([key, value]); }); });
    return pairs;
  }

  function drop(pair) {
    var without = {};
    Object.keys(state.chosen).forEach(function (key) {
      var kept = state.chosen[key].filter(function (value) { return key !== pair[0] || value !== pair[1]; });
      if (kept.length) { without[key] = kept; }
    });
    return without;
  }

  function showChips() {
    var all = chosen();
    chips.textContent = "";
    chips.hidden = !all.length;
    all.forEach(function (pair, number) {
      var item = element("li"), chip = element("button", label(pair[0], pair[1]), { type: "button", "class": "chip", "aria-label": "Remove filter: " + label(pair[0], pair[1]) });
      chip.addEventListener("click", function () {
        choose(drop(pair), state.words);
        var left = chips.querySelectorAll("button");
        (left.length ? left[Math.min(number, left.length - 1)] : status).focus();
      });
      item.appendChild(chip);
      chips.appendChild(item);
    });
    if (all.length > 1) {
      var last = element("li");
      last.appendChild(button("Clear all", function () { choose({}, ""); status.focus(); }));
      chips.appendChild(last);
    }
  }

  function showCounts(among) {
    var counts = facets.count(among, state.chosen);
    inputs.forEach(function (input) {
      var key = sideOf(input), number = (counts[key] || {})[input.value] || 0;
      input.checked = (state.chosen[key] || []).indexOf(input.value) !== -1;
      input.closest("label").querySelector(".count").textContent = String(number);
      input.setAttribute("aria-label", label(key, input.value) + ", " + sites(number));
    });
  }

  /* One click for a place of work; another takes it back. */
  function showQuick() {
    quick.forEach(function (link) {
      var on = (state.chosen.where || []).indexOf(link.getAttribute("data-quick")) !== -1;
      if (on) { link.setAttribute("aria-current", "true"); } else { link.removeAttribute("aria-current"); }
    });
  }

  /* Where the list is out of sight below the filters, this says what they give and leads there. */
  function showButton(number) {
    var chose = chosen().length > 0 || tools.normalize(state.words) !== "";
    shower.hidden = !chose;
    shower.firstElementChild.textContent = number ? "Show " + sites(number) : "Show results";
  }

  function view(name) {
    views.forEach(function (button) { button.setAttribute("aria-pressed", String(button.getAttribute("data-view") === name)); });
    map.open = name === "map";
  }

  function home() {
    homes.forEach(function (each) { each.rows.forEach(function (made) { each.list.appendChild(made); }); });
    everything.hidden = false;
    status.textContent = sites(data.sites.length) + ".";
  }

  function result(found, among, near) {
    var filtered = Object.keys(state.chosen).length > 0, bare = !filtered && !found.stated.length;
    answer.textContent = "";
    answer.appendChild(unnamed());
    answer.appendChild(found.stated.length ? matches(found.stated, near) : nothing(among));
    if (filtered && found.part.length + found.silent.length) { answer.appendChild(others(found)); }
    /* Words that no record holds leave the reader with the whole list. */
    if (bare) { home(); }
    everything.hidden = !bare;
    answer.hidden = false;
    status.textContent = matching(found.stated.length, near) + "." + (bare ? " All " + sites(data.sites.length) + " are listed below." : "") +
      (filtered && found.part.length ? " " + window.site.countOf(found.part.length, "partial match", "partial matches") + "." : "") + (filtered && found.silent.length ? " " + unpublished(found.silent.length, "site") + "." : "");
  }

  /* The sites that the words find, best first, and how near they are to the words; all sites where there are none. */
  function among(then) {
    if (!tools.normalize(state.words)) { then(data.sites, ""); return; }
    tools.ready(function (works) {
      if (!works) { then(data.sites, ""); return; }
      var bySlug = {};
      data.sites.forEach(function (site) { bySlug["sites/" + site.slug + "/"] = site; });
      var found = tools.search(state.words, function (address) { return bySlug[address]; });
      then(found.hits.map(function (hit) { return bySlug[hit.entry.u]; }), found.near);
    });
  }

  function show() {
    var asked = state;
    among(function (found, near) {
      if (asked !== state) { return; }
      showChips();
      showCounts(found);
      showQuick();
      var shown = facets.split(found, state.chosen, data.closed);
      if (!Object.keys(state.chosen).length && !tools.normalize(state.words)) {
        answer.hidden = true;
        answer.textContent = "";
        home();
      } else { result(shown, found, near); }
      showButton(shown.stated.length);
      say();
      /* With the whole list, the whole map. */
      document.dispatchEvent(new CustomEvent("sites-shown", { detail: { shown: everything.hidden ? shown.stated : data.sites } }));
    });
  }

  function closeAll(but) {
    Array.prototype.forEach.call(form.querySelectorAll(".filter[open]"), function (each) { if (each !== but) { each.open = false; } });
  }

  function choose(next, text, instead) {
    state = { chosen: next, words: text };
    if (box.value !== text) { box.value = text; }
    window.site.setFragment(write(), instead);
    show();
  }

  function read() {
    var next = parse(window.location.hash);
    state = next;
    box.value = next.words;
    show();
  }

  form.addEventListener("change", function (event) {
    var input = event.target, key;
    if (inputs.indexOf(input) === -1) { return; }
    key = sideOf(input);
    var next = drop([key, input.value]);
    if (input.checked) { next[key] = (next[key] || []).concat(input.value); }
    choose(next, state.words);
  });
  form.addEventListener("click", function (event) {
    var link = event.target.closest("[data-quick]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    event.preventDefault();
    var value = link.getAttribute("data-quick"), on = link.hasAttribute("aria-current"), next = {};
    Object.keys(state.chosen).forEach(function (key) { if (key !== "where") { next[key] = state.chosen[key]; } });
    if (!on) { next.where = [value]; }
    choose(next, state.words);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (narrow.matches) { closeAll(); }
    status.focus();
  });
  form.addEventListener("keydown", function (event) {
    var open = event.key === "Escape" && event.target.closest(".filter[open]");
    if (open) { open.open = false; open.querySelector("summary").focus(); }
  });
  /* A panel lies over the list: it closes when the reader turns to something else. */
  document.addEventListener("click", function (event) { if (!event.target.closest(".filter")) { closeAll(); } });
  form.addEventListener("toggle", function (event) { if (event.target.open) { closeAll(event.target); } }, true);
  views.forEach(function (button) { button.addEventListener("click", function () { view(button.getAttribute("data-view")); }); });
  box.addEventListener("focus", function () { tools.ready(function () { /* warm */ }); });
  box.addEventListener("input", tools.debounce(function () { choose(state.chosen, box.value, true); }, 120));
  form.querySelector("[data-act=skip]").addEventListener("click", function () { status.focus(); });
  holder.querySelector("[data-act=print]").addEventListener("click", function () { window.site.printOnly("only-the-list"); });
  window.addEventListener("hashchange", read);
  form.hidden = head.hidden = false;
  holder.classList.add("live");
  read();
})();
