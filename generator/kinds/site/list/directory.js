/* The filters of the list of sites. The chosen values are in the fragment, so they can be shared, bookmarked and undone.
   Without this script, the list shows all sites, and the values of some facets have pages of their own. */
(function () {
  "use strict";
  var tools = window.siteSearch, element = tools.element, facets = window.siteFacets, data = facets.read(window.siteData.sites);
  var directory = document.querySelector(".directory"), form = directory.querySelector(".filters"), searchBox = form.querySelector("#site-words");
  var head = directory.querySelector(".found-head"), status = directory.querySelector(".directory-status"), chips = directory.querySelector(".chosen");
  var answer = directory.querySelector(".answer"), everything = directory.querySelector(".everything");
  /* cards: the card or row of each site, by slug. originalLists: where they are while nothing is filtered. */
  var PAGE_SIZE = 50, cards = {}, originalLists = [], state = { chosen: {}, words: "" };
  /* The status is visible at once. The live region announces it when the reader pauses. */
  var announce = tools.debounce(function () { head.querySelector("[role=status]").textContent = status.textContent; }, 500);
  var checkboxes = Array.prototype.slice.call(form.querySelectorAll("input[type=checkbox]"));
  var quickLinks = Array.prototype.slice.call(form.querySelectorAll("[data-quick]")), showBar = form.querySelector(".show-found");
  var viewButtons = Array.prototype.slice.call(directory.querySelectorAll("[data-view]")), map = directory.querySelector(".map-view");
  var smallScreen = window.matchMedia("(max-width: 47.99rem)");

  Array.prototype.forEach.call(everything.querySelectorAll("ul"), function (list) {
    var items = Array.prototype.filter.call(list.children, function (item) { return item.hasAttribute("data-site"); });
    if (items.length) { originalLists.push({ list: list, items: items }); }
    items.forEach(function (item) { cards[item.getAttribute("data-site")] = item; });
  });

  /* The order of the whole list: cards before rows, then mentor sites before others (in_order in directory.py). */
  function position(site) { return (site.card ? 0 : 2) + ((site.values.role || []).indexOf("mentor") === -1 ? 1 : 0); }
  data.sites.sort(function (site, other) { return position(site) - position(other); });

  function facetOf(checkbox) { return checkbox.closest("[data-side]").getAttribute("data-side"); }
  function label(key, value) { return (data.labels[key] || {})[value] || value; }
  function siteCount(number) { return window.site.countOf(number, "site"); }
  function notPublished(number, noun) { return window.site.countOf(number, noun) + ": not published"; }

  /* What the shown sites match, by how close the search results are to the reader's words (`near` in search-rank.js). */
  var CLOSENESS = { "": "your words", close: "similar words", some: "some of your words" };

  /* "3 sites match your filters and similar words" */
  function matchText(number, near) {
    var filtered = Object.keys(state.chosen).length > 0, parts = [filtered ? "your filters" : "", tools.normalize(state.words) ? CLOSENESS[near] : ""].filter(Boolean);
    return number ? siteCount(number) + (number > 1 ? " match " : " matches ") + window.site.formatList(parts) : "No site matches";
  }

  /* ---- the fragment ---- */

  function toFragment() {
    var parts = Object.keys(state.chosen).filter(function (key) { return state.chosen[key].length; }).map(function (key) {
      return key + "=" + state.chosen[key].map(encodeURIComponent).join(",");
    });
    if (state.words) { parts.push("words=" + encodeURIComponent(state.words)); }
    return "#" + parts.join("&");
  }

  /* The state that a fragment describes. Unknown facets and values are left out. */
  function parse(fragment) {
    var result = { chosen: {}, words: "" };
    fragment.replace(/^#/, "").split("&").forEach(function (part) {
      var equals = part.indexOf("="), key = part.slice(0, equals), text = part.slice(equals + 1);
      if (equals < 1) { return; }
      if (key === "words") { result.words = window.site.decode(text); return; }
      if (!data.labels[key]) { return; }
      var known = text.split(",").map(window.site.decode).filter(function (value) { return data.labels[key][value]; });
      if (known.length) { result.chosen[key] = known; }
    });
    return result;
  }

  /* ---- elements ---- */

  function labels(key, values, separator) { return values.map(function (value) { return label(key, value); }).join(separator); }

  /* "Published: Jail. Not published: Rural area or Small town (published: City)." */
  function explanation(site) {
    var published = [], unknown = [];
    Object.keys(state.chosen).forEach(function (key) {
      var wanted = state.chosen[key], stated = site.values[key] || [], shared = stated.filter(function (value) { return wanted.indexOf(value) !== -1; });
      if (shared.length) { published.push(labels(key, shared, ", ")); return; }
      unknown.push(labels(key, wanted, " or ") + (stated.length ? " (published: " + labels(key, stated, ", ") + ")" : ""));
    });
    return (published.length ? "Published: " + published.join("; ") + ". Not published: " : "Not published: ") + unknown.join("; ") + ".";
  }

  function explainedRow(site) {
    var row = element("li", "", { "class": "row" });
    row.appendChild(element("a", site.name, { href: window.site.href("sites/" + site.slug + "/") }));
    row.appendChild(document.createTextNode(" "));
    row.appendChild(element("span", site.place, { "class": "quiet" }));
    row.appendChild(cards[site.slug].querySelector(".keep").cloneNode(true));
    row.appendChild(element("p", explanation(site), { "class": "quiet" }));
    return row;
  }

  /* Fills a list with the first sites. Returns the list and, if there are more sites, a button that adds them. */
  function fillList(list, sites, toItem) {
    sites.slice(0, PAGE_SIZE).forEach(function (site) { list.appendChild(toItem(site)); });
    if (sites.length <= PAGE_SIZE) { return [list]; }
    var showAll = element("button", "Show all " + sites.length, { type: "button", "class": "plain" });
    showAll.addEventListener("click", function () {
      sites.slice(PAGE_SIZE).forEach(function (site) { list.appendChild(toItem(site)); });
      showAll.remove();
      list.children[PAGE_SIZE].querySelector("a").focus();
    });
    return [list, showAll];
  }

  function section(headingLevel, title, lists) {
    var result = element("section");
    result.appendChild(element(headingLevel, title));
    lists.forEach(function (list) {
      if (list.sites.length) { fillList(element("ul", "", { "class": list.name }), list.sites, list.toItem).forEach(function (part) { result.appendChild(part); }); }
    });
    return result;
  }

  /* The sites that match, with the cards and rows of the whole list. */
  function matchSection(sites, near) {
    function card(site) { return cards[site.slug]; }
    return section("h2", matchText(sites.length, near), [
      { name: "cards", sites: sites.filter(function (site) { return site.card; }), toItem: card },
      { name: "rows", sites: sites.filter(function (site) { return !site.card; }), toItem: card }
    ]);
  }

  /* The partial matches and the sites about which nothing is known. Collapsed if other sites match. */
  function otherSites(result) {
    var fold = element("details", "", { "class": "fold" }), summary = element("summary"), number = result.partial.length + result.unknown.length;
    summary.appendChild(element("h2", notPublished(number, "more site")));
    fold.appendChild(summary);
    fold.appendChild(element("p", "“Not published” does not mean “no.”"));
    if (result.partial.length) { fold.appendChild(section("h3", "Partial matches (" + result.partial.length + ")", [{ name: "rows", sites: result.partial, toItem: explainedRow }])); }
    if (result.unknown.length) { fold.appendChild(section("h3", "Not published (" + result.unknown.length + ")", [{ name: "rows", sites: result.unknown, toItem: explainedRow }])); }
    fold.open = !result.match.length;
    return fold;
  }

  function button(text, onClick) {
    var result = element("button", text, { type: "button", "class": "plain" });
    result.addEventListener("click", onClick);
    return result;
  }

  /* Sites that documents mention without naming them, if the reader's words name their state. */
  function unnamedSites() {
    var words = " " + tools.normalize(state.words) + " ", result = element("div", "", { "class": "unnamed" });
    data.unnamed.forEach(function (unnamed) {
      if (words.indexOf(" " + tools.normalize(unnamed.state) + " ") !== -1) { result.appendChild(element("p", unnamed.text)); }
    });
    return result;
  }

  /* The notice that no site matches, with the number of matches without each of the chosen values. */
  function noMatches(candidates) {
    var notice = element("div", "", { "class": "notice" }), list = element("ul"), filtered = Object.keys(state.chosen).length;
    var severalCriteria = filtered + (state.words ? 1 : 0) > 1;
    notice.appendChild(element("p", severalCriteria ? "No site matches everything you chose." : filtered ? "No site matches this filter." : "No site matches your words. Try other words."));
    chosenPairs().forEach(function (pair) {
      var remaining = without(pair), number = facets.split(candidates, remaining, data.singleValued).match.length;
      if (!number || !severalCriteria) { return; }
      var item = element("li");
      item.appendChild(button(siteCount(number) + window.site.plural(number, " matches", " match") + " without “" + label(pair[0], pair[1]) + "”", function () { choose(remaining, state.words); status.focus(); }));
      list.appendChild(item);
    });
    if (state.words) {
      var clearItem = element("li"), number = filtered ? facets.split(data.sites, state.chosen, data.singleValued).match.length : 0;
      clearItem.appendChild(button(number ? siteCount(number) + window.site.plural(number, " matches", " match") + " without the words “" + state.words + "”" : "Clear the words “" + state.words + "”", function () { choose(state.chosen, ""); searchBox.focus(); }));
      list.appendChild(clearItem);
    }
    if (list.children.length) { notice.appendChild(list); }
    return notice;
  }

  /* ---- the chosen values ---- */

  /* Pairs of a facet and a value. */
  function chosenPairs() {
    var pairs = [];
    Object.keys(state.chosen).forEach(function (key) { state.chosen[key].forEach(function (value) { pairs.push([key, value]); }); });
    return pairs;
  }

  function without(pair) {
    var remaining = {};
    Object.keys(state.chosen).forEach(function (key) {
      var values = state.chosen[key].filter(function (value) { return key !== pair[0] || value !== pair[1]; });
      if (values.length) { remaining[key] = values; }
    });
    return remaining;
  }

  function choose(chosen, words, replacesEntry) {
    state = { chosen: chosen, words: words };
    if (searchBox.value !== words) { searchBox.value = words; }
    window.site.setFragment(toFragment(), replacesEntry);
    show();
  }

  function readFragment() {
    state = parse(window.location.hash);
    searchBox.value = state.words;
    show();
  }

  /* ---- updating the page ---- */

  function updateChips() {
    var pairs = chosenPairs();
    chips.textContent = "";
    chips.hidden = !pairs.length;
    pairs.forEach(function (pair, index) {
      var item = element("li"), chip = element("button", label(pair[0], pair[1]), { type: "button", "class": "chip", "aria-label": "Remove filter: " + label(pair[0], pair[1]) });
      chip.addEventListener("click", function () {
        choose(without(pair), state.words);
        var remaining = chips.querySelectorAll("button");
        (remaining.length ? remaining[Math.min(index, remaining.length - 1)] : status).focus();
      });
      item.appendChild(chip);
      chips.appendChild(item);
    });
    if (pairs.length > 1) {
      var clearItem = element("li");
      clearItem.appendChild(button("Clear all", function () { choose({}, ""); status.focus(); }));
      chips.appendChild(clearItem);
    }
  }

  function updateCheckboxes(candidates) {
    var counts = facets.count(candidates, state.chosen);
    checkboxes.forEach(function (checkbox) {
      var key = facetOf(checkbox), number = (counts[key] || {})[checkbox.value] || 0;
      checkbox.checked = (state.chosen[key] || []).indexOf(checkbox.value) !== -1;
      checkbox.closest("label").querySelector(".count").textContent = String(number);
      checkbox.setAttribute("aria-label", label(key, checkbox.value) + ", " + siteCount(number));
    });
  }

  function updateQuickLinks() {
    quickLinks.forEach(function (link) {
      var isCurrent = (state.chosen.where || []).indexOf(link.getAttribute("data-quick")) !== -1;
      if (isCurrent) { link.setAttribute("aria-current", "true"); } else { link.removeAttribute("aria-current"); }
    });
  }

  /* On small screens, where the list is below the filters, a button shows the number of matches and leads to them. */
  function updateShowBar(number) {
    var hasCriteria = chosenPairs().length > 0 || tools.normalize(state.words) !== "";
    showBar.hidden = !hasCriteria;
    showBar.firstElementChild.textContent = number ? "Show " + siteCount(number) : "Show results";
  }

  function switchView(name) {
    viewButtons.forEach(function (button) { button.setAttribute("aria-pressed", String(button.getAttribute("data-view") === name)); });
    map.open = name === "map";
  }

  /* Moves all cards and rows back to the whole list. */
  function restoreList() {
    originalLists.forEach(function (original) { original.items.forEach(function (item) { original.list.appendChild(item); }); });
    everything.hidden = false;
    status.textContent = siteCount(data.sites.length) + ".";
  }

  function showResult(result, candidates, near) {
    var filtered = Object.keys(state.chosen).length > 0, wordsOnly = !filtered && !result.match.length;
    answer.textContent = "";
    answer.appendChild(unnamedSites());
    answer.appendChild(result.match.length ? matchSection(result.match, near) : noMatches(candidates));
    if (filtered && result.partial.length + result.unknown.length) { answer.appendChild(otherSites(result)); }
    /* If the words match nothing, the whole list stays below the notice. */
    if (wordsOnly) { restoreList(); }
    everything.hidden = !wordsOnly;
    answer.hidden = false;
    status.textContent = matchText(result.match.length, near) + "." + (wordsOnly ? " All " + siteCount(data.sites.length) + " are listed below." : "") +
      (filtered && result.partial.length ? " " + window.site.countOf(result.partial.length, "partial match", "partial matches") + "." : "") + (filtered && result.unknown.length ? " " + notPublished(result.unknown.length, "site") + "." : "");
  }

  /* Calls `then` with the sites that match the words, best first, and how close they are. Without words, with all sites. */
  function search(then) {
    if (!tools.normalize(state.words)) { then(data.sites, ""); return; }
    tools.ready(function (isLoaded) {
      if (!isLoaded) { then(data.sites, ""); return; }
      var byAddress = {};
      data.sites.forEach(function (site) { byAddress["sites/" + site.slug + "/"] = site; });
      var results = tools.search(state.words, function (address) { return byAddress[address]; });
      then(results.hits.map(function (hit) { return byAddress[hit.entry.u]; }), results.near);
    });
  }

  function show() {
    var searchedState = state;
    search(function (candidates, near) {
      /* The reader may have changed something while the search index loaded. */
      if (searchedState !== state) { return; }
      updateChips();
      updateCheckboxes(candidates);
      updateQuickLinks();
      var result = facets.split(candidates, state.chosen, data.singleValued);
      if (!Object.keys(state.chosen).length && !tools.normalize(state.words)) {
        answer.hidden = true;
        answer.textContent = "";
        restoreList();
      } else { showResult(result, candidates, near); }
      updateShowBar(result.match.length);
      announce();
      /* While the whole list is visible, the map shows all sites. */
      document.dispatchEvent(new CustomEvent("sites-shown", { detail: { shown: everything.hidden ? result.match : data.sites } }));
    });
  }

  function closePanels(except) {
    Array.prototype.forEach.call(form.querySelectorAll(".filter[open]"), function (panel) { if (panel !== except) { panel.open = false; } });
  }

  form.addEventListener("change", function (event) {
    var checkbox = event.target, key;
    if (checkboxes.indexOf(checkbox) === -1) { return; }
    key = facetOf(checkbox);
    var chosen = without([key, checkbox.value]);
    if (checkbox.checked) { chosen[key] = (chosen[key] || []).concat(checkbox.value); }
    choose(chosen, state.words);
  });
  /* A quick filter replaces the chosen places of work. A second click removes it. */
  form.addEventListener("click", function (event) {
    var link = event.target.closest("[data-quick]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    event.preventDefault();
    var value = link.getAttribute("data-quick"), isCurrent = link.hasAttribute("aria-current"), chosen = {};
    Object.keys(state.chosen).forEach(function (key) { if (key !== "where") { chosen[key] = state.chosen[key]; } });
    if (!isCurrent) { chosen.where = [value]; }
    choose(chosen, state.words);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (smallScreen.matches) { closePanels(); }
    status.focus();
  });
  form.addEventListener("keydown", function (event) {
    var panel = event.key === "Escape" && event.target.closest(".filter[open]");
    if (panel) { panel.open = false; panel.querySelector("summary").focus(); }
  });
  /* A panel covers part of the list, so it closes when the reader clicks outside it or opens another one. */
  document.addEventListener("click", function (event) { if (!event.target.closest(".filter")) { closePanels(); } });
  form.addEventListener("toggle", function (event) { if (event.target.open) { closePanels(event.target); } }, true);
  viewButtons.forEach(function (button) { button.addEventListener("click", function () { switchView(button.getAttribute("data-view")); }); });
  searchBox.addEventListener("focus", function () { tools.ready(function () { /* loads the search index early */ }); });
  searchBox.addEventListener("input", tools.debounce(function () { choose(state.chosen, searchBox.value, true); }, 120));
  form.querySelector("[data-act=skip]").addEventListener("click", function () { status.focus(); });
  directory.querySelector("[data-act=print]").addEventListener("click", function () { window.site.printOnly("only-the-list"); });
  window.addEventListener("hashchange", readFragment);
  form.hidden = head.hidden = false;
  directory.classList.add("live");
  readFragment();
})();
