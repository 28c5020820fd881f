"use strict";
/* The filters of the list of sites. The chosen values are in the fragment, so they can be shared, bookmarked and undone.
   Without this script, the list shows all sites, and the values of some facets have pages of their own. */
(() => {
  const tools = site.search;
  const element = site.dom.element;
  const facets = site.facets;
  const data = facets.read(site.data.sites);
  const directory = document.querySelector(".directory");
  const form = directory.querySelector(".filters");
  const searchBox = form.querySelector("#site-words");
  const head = directory.querySelector(".found-head");
  const status = directory.querySelector(".directory-status");
  const chips = directory.querySelector(".chosen");
  const answer = directory.querySelector(".answer");
  const everything = directory.querySelector(".everything");
  /* cards: the card or row of each site, by slug. originalLists: where they are while nothing is filtered. */
  const PAGE_SIZE = 50;
  const cards = {};
  const originalLists = [];
  let state = { chosen: {}, words: "" };
  /* The status is visible at once. The live region announces it when the reader pauses. */
  const announce = site.dom.debounce(() => {
    head.querySelector("[role=status]").textContent = status.textContent;
  }, 500);
  const checkboxes = Array.prototype.slice.call(form.querySelectorAll("input[type=checkbox]"));
  const quickLinks = Array.prototype.slice.call(form.querySelectorAll("[data-quick]"));
  const showBar = form.querySelector(".show-found");
  const viewButtons = Array.prototype.slice.call(directory.querySelectorAll("[data-view]"));
  const map = directory.querySelector(".map-view");
  const smallScreen = window.matchMedia("(max-width: 47.99rem)");

  Array.prototype.forEach.call(everything.querySelectorAll("ul"), (list) => {
    const items = Array.prototype.filter.call(list.children, (item) => item.hasAttribute("data-site"));
    if (items.length) {
      originalLists.push({ list: list, items: items });
    }
    items.forEach((item) => {
      cards[item.getAttribute("data-site")] = item;
    });
  });

  /* The order of the whole list: cards before rows, then mentor sites before others (in_order in directory.py). */
  function position(site) {
    return (site.card ? 0 : 2) + ((site.values.role || []).indexOf("mentor") === -1 ? 1 : 0);
  }
  data.sites.sort((site, other) => position(site) - position(other));

  function facetOf(checkbox) {
    return checkbox.closest("[data-side]").getAttribute("data-side");
  }
  function label(key, value) {
    return data.labels[key]?.[value] || value;
  }
  function siteCount(number) {
    return site.text.countOf(number, "site");
  }
  function notPublished(number, noun) {
    return `${site.text.countOf(number, noun)}: not published`;
  }

  /* What the shown sites match, by how close the search results are to the reader's words (`near` in search-rank.js). */
  const CLOSENESS = { "": "your words", close: "similar words", some: "some of your words" };

  /* "3 sites match your filters and similar words" */
  function matchText(number, near) {
    const filtered = Object.keys(state.chosen).length > 0;
    const parts = [filtered ? "your filters" : "", tools.normalize(state.words) ? CLOSENESS[near] : ""].filter(Boolean);
    return number
      ? siteCount(number) + (number > 1 ? " match " : " matches ") + site.text.formatList(parts)
      : "No site matches";
  }

  /* ---- the fragment ---- */

  function toFragment() {
    const parts = Object.keys(state.chosen)
      .filter((key) => state.chosen[key].length)
      .map((key) => `${key}=${state.chosen[key].map(encodeURIComponent).join(",")}`);
    if (state.words) {
      parts.push(`words=${encodeURIComponent(state.words)}`);
    }
    return `#${parts.join("&")}`;
  }

  /* The state that a fragment describes. Unknown facets and values are left out. */
  function parse(fragment) {
    const result = { chosen: {}, words: "" };
    fragment
      .replace(/^#/, "")
      .split("&")
      .forEach((part) => {
        const equals = part.indexOf("=");
        const key = part.slice(0, equals);
        const text = part.slice(equals + 1);
        if (equals < 1) {
          return;
        }
        if (key === "words") {
          result.words = site.page.decode(text);
          return;
        }
        if (!data.labels[key]) {
          return;
        }
        const known = text
          .split(",")
          .map(site.page.decode)
          .filter((value) => data.labels[key][value]);
        if (known.length) {
          result.chosen[key] = known;
        }
      });
    return result;
  }

  /* ---- elements ---- */

  function labels(key, values, separator) {
    return values.map((value) => label(key, value)).join(separator);
  }

  /* "Published: Jail. Not published: Rural area or Small town (published: City)." */
  function explanation(site) {
    const published = [];
    const unknown = [];
    Object.keys(state.chosen).forEach((key) => {
      const wanted = state.chosen[key];
      const stated = site.values[key] || [];
      const shared = stated.filter((value) => wanted.indexOf(value) !== -1);
      if (shared.length) {
        published.push(labels(key, shared, ", "));
        return;
      }
      unknown.push(labels(key, wanted, " or ") + (stated.length ? ` (published: ${labels(key, stated, ", ")})` : ""));
    });
    return `${(published.length ? `Published: ${published.join("; ")}. Not published: ` : "Not published: ") + unknown.join("; ")}.`;
  }

  function explainedRow(site) {
    const row = element("li", "", { class: "row" });
    row.appendChild(element("a", site.name, { href: site.page.href(`sites/${site.slug}/`) }));
    row.appendChild(document.createTextNode(" "));
    row.appendChild(element("span", site.place, { class: "quiet" }));
    row.appendChild(cards[site.slug].querySelector(".keep").cloneNode(true));
    row.appendChild(element("p", explanation(site), { class: "quiet" }));
    return row;
  }

  /* Fills a list with the first sites. Returns the list and, if there are more sites, a button that adds them. */
  function fillList(list, sites, toItem) {
    sites.slice(0, PAGE_SIZE).forEach((site) => {
      list.appendChild(toItem(site));
    });
    if (sites.length <= PAGE_SIZE) {
      return [list];
    }
    const showAll = element("button", `Show all ${sites.length}`, { type: "button", class: "plain" });
    showAll.addEventListener("click", () => {
      sites.slice(PAGE_SIZE).forEach((site) => {
        list.appendChild(toItem(site));
      });
      showAll.remove();
      list.children[PAGE_SIZE].querySelector("a").focus();
    });
    return [list, showAll];
  }

  function section(headingLevel, title, lists) {
    const result = element("section");
    result.appendChild(element(headingLevel, title));
    lists.forEach((list) => {
      if (list.sites.length) {
        fillList(element("ul", "", { class: list.name }), list.sites, list.toItem).forEach((part) => {
          result.appendChild(part);
        });
      }
    });
    return result;
  }

  /* The sites that match, with the cards and rows of the whole list. */
  function matchSection(sites, near) {
    function card(site) {
      return cards[site.slug];
    }
    return section("h2", matchText(sites.length, near), [
      { name: "cards", sites: sites.filter((site) => site.card), toItem: card },
      { name: "rows", sites: sites.filter((site) => !site.card), toItem: card },
    ]);
  }

  /* The partial matches and the sites about which nothing is known. Collapsed if other sites match. */
  function otherSites(result) {
    const fold = element("details", "", { class: "fold" });
    const summary = element("summary");
    const number = result.partial.length + result.unknown.length;
    summary.appendChild(element("h2", notPublished(number, "more site")));
    fold.appendChild(summary);
    fold.appendChild(element("p", "“Not published” does not mean “no.”"));
    if (result.partial.length) {
      fold.appendChild(
        section("h3", `Partial matches (${result.partial.length})`, [
          { name: "rows", sites: result.partial, toItem: explainedRow },
        ]),
      );
    }
    if (result.unknown.length) {
      fold.appendChild(
        section("h3", `Not published (${result.unknown.length})`, [
          { name: "rows", sites: result.unknown, toItem: explainedRow },
        ]),
      );
    }
    fold.open = !result.match.length;
    return fold;
  }

  function button(text, onClick) {
    const result = element("button", text, { type: "button", class: "plain" });
    result.addEventListener("click", onClick);
    return result;
  }

  /* Sites that documents mention without naming them, if the reader's words name their state. */
  function unnamedSites() {
    const words = ` ${tools.normalize(state.words)} `;
    const result = element("div", "", { class: "unnamed" });
    data.unnamed.forEach((unnamed) => {
      if (words.indexOf(` ${tools.normalize(unnamed.state)} `) !== -1) {
        result.appendChild(element("p", unnamed.text));
      }
    });
    return result;
  }

  /* The notice that no site matches, with the number of matches without each of the chosen values. */
  function noMatches(candidates) {
    const notice = element("div", "", { class: "notice" });
    const list = element("ul");
    const filtered = Object.keys(state.chosen).length;
    const severalCriteria = filtered + (state.words ? 1 : 0) > 1;
    notice.appendChild(
      element(
        "p",
        severalCriteria
          ? "No site matches everything you chose."
          : filtered
            ? "No site matches this filter."
            : "No site matches your words. Try other words.",
      ),
    );
    chosenPairs().forEach((pair) => {
      const remaining = without(pair);
      const number = facets.split(candidates, remaining, data.singleValued).match.length;
      if (!number || !severalCriteria) {
        return;
      }
      const item = element("li");
      item.appendChild(
        button(
          `${siteCount(number) + site.text.plural(number, " matches", " match")} without “${label(pair[0], pair[1])}”`,
          () => {
            choose(remaining, state.words);
            status.focus();
          },
        ),
      );
      list.appendChild(item);
    });
    if (state.words) {
      const clearItem = element("li");
      const number = filtered ? facets.split(data.sites, state.chosen, data.singleValued).match.length : 0;
      clearItem.appendChild(
        button(
          number
            ? `${siteCount(number) + site.text.plural(number, " matches", " match")} without the words “${state.words}”`
            : `Clear the words “${state.words}”`,
          () => {
            choose(state.chosen, "");
            searchBox.focus();
          },
        ),
      );
      list.appendChild(clearItem);
    }
    if (list.children.length) {
      notice.appendChild(list);
    }
    return notice;
  }

  /* ---- the chosen values ---- */

  /* Pairs of a facet and a value. */
  function chosenPairs() {
    const pairs = [];
    Object.keys(state.chosen).forEach((key) => {
      state.chosen[key].forEach((value) => {
        pairs.push([key, value]);
      });
    });
    return pairs;
  }

  function without(pair) {
    const remaining = {};
    Object.keys(state.chosen).forEach((key) => {
      const values = state.chosen[key].filter((value) => key !== pair[0] || value !== pair[1]);
      if (values.length) {
        remaining[key] = values;
      }
    });
    return remaining;
  }

  function choose(chosen, words, replacesEntry) {
    state = { chosen: chosen, words: words };
    if (searchBox.value !== words) {
      searchBox.value = words;
    }
    site.page.setFragment(toFragment(), { replace: replacesEntry });
    show();
  }

  function readFragment() {
    state = parse(window.location.hash);
    searchBox.value = state.words;
    show();
  }

  /* ---- updating the page ---- */

  function updateChips() {
    const pairs = chosenPairs();
    chips.textContent = "";
    chips.hidden = !pairs.length;
    pairs.forEach((pair, index) => {
      const item = element("li");
      const chip = element("button", label(pair[0], pair[1]), {
        type: "button",
        class: "chip",
        "aria-label": `Remove filter: ${label(pair[0], pair[1])}`,
      });
      chip.addEventListener("click", () => {
        choose(without(pair), state.words);
        const remaining = chips.querySelectorAll("button");
        (remaining.length ? remaining[Math.min(index, remaining.length - 1)] : status).focus();
      });
      item.appendChild(chip);
      chips.appendChild(item);
    });
    if (pairs.length > 1) {
      const clearItem = element("li");
      clearItem.appendChild(
        button("Clear all", () => {
          choose({}, "");
          status.focus();
        }),
      );
      chips.appendChild(clearItem);
    }
  }

  function updateCheckboxes(candidates) {
    const counts = facets.count(candidates, state.chosen);
    checkboxes.forEach((checkbox) => {
      const key = facetOf(checkbox);
      const number = counts[key]?.[checkbox.value] || 0;
      checkbox.checked = (state.chosen[key] || []).indexOf(checkbox.value) !== -1;
      checkbox.closest("label").querySelector(".count").textContent = String(number);
      checkbox.setAttribute("aria-label", `${label(key, checkbox.value)}, ${siteCount(number)}`);
    });
  }

  function updateQuickLinks() {
    quickLinks.forEach((link) => {
      const isCurrent = (state.chosen.where || []).indexOf(link.getAttribute("data-quick")) !== -1;
      if (isCurrent) {
        link.setAttribute("aria-current", "true");
      } else {
        link.removeAttribute("aria-current");
      }
    });
  }

  /* On small screens, where the list is below the filters, a button shows the number of matches and leads to them. */
  function updateShowBar(number) {
    const hasCriteria = chosenPairs().length > 0 || tools.normalize(state.words) !== "";
    showBar.hidden = !hasCriteria;
    showBar.firstElementChild.textContent = number ? `Show ${siteCount(number)}` : "Show results";
  }

  function switchView(name) {
    viewButtons.forEach((button) => {
      button.setAttribute("aria-pressed", String(button.getAttribute("data-view") === name));
    });
    map.open = name === "map";
  }

  /* Moves all cards and rows back to the whole list. */
  function restoreList() {
    originalLists.forEach((original) => {
      original.items.forEach((item) => {
        original.list.appendChild(item);
      });
    });
    everything.hidden = false;
    status.textContent = `${siteCount(data.sites.length)}.`;
  }

  function showResult(result, candidates, near) {
    const filtered = Object.keys(state.chosen).length > 0;
    const wordsOnly = !filtered && !result.match.length;
    answer.textContent = "";
    answer.appendChild(unnamedSites());
    answer.appendChild(result.match.length ? matchSection(result.match, near) : noMatches(candidates));
    if (filtered && result.partial.length + result.unknown.length) {
      answer.appendChild(otherSites(result));
    }
    /* If the words match nothing, the whole list stays below the notice. */
    if (wordsOnly) {
      restoreList();
    }
    everything.hidden = !wordsOnly;
    answer.hidden = false;
    status.textContent =
      matchText(result.match.length, near) +
      "." +
      (wordsOnly ? ` All ${siteCount(data.sites.length)} are listed below.` : "") +
      (filtered && result.partial.length
        ? ` ${site.text.countOf(result.partial.length, "partial match", "partial matches")}.`
        : "") +
      (filtered && result.unknown.length ? ` ${notPublished(result.unknown.length, "site")}.` : "");
  }

  /* Calls `then` with the sites that match the words, best first, and how close they are. Without words, with all sites. */
  function search(then) {
    if (!tools.normalize(state.words)) {
      then(data.sites, "");
      return;
    }
    tools.ready((isLoaded) => {
      if (!isLoaded) {
        then(data.sites, "");
        return;
      }
      const byAddress = {};
      data.sites.forEach((site) => {
        byAddress[`sites/${site.slug}/`] = site;
      });
      const results = tools.search(state.words, (address) => byAddress[address]);
      then(
        results.hits.map((hit) => byAddress[hit.entry.u]),
        results.near,
      );
    });
  }

  function show() {
    const searchedState = state;
    search((candidates, near) => {
      /* The reader may have changed something while the search index loaded. */
      if (searchedState !== state) {
        return;
      }
      updateChips();
      updateCheckboxes(candidates);
      updateQuickLinks();
      const result = facets.split(candidates, state.chosen, data.singleValued);
      if (!Object.keys(state.chosen).length && !tools.normalize(state.words)) {
        answer.hidden = true;
        answer.textContent = "";
        restoreList();
      } else {
        showResult(result, candidates, near);
      }
      updateShowBar(result.match.length);
      announce();
      /* While the whole list is visible, the map shows all sites. */
      document.dispatchEvent(
        new CustomEvent("sites-shown", { detail: { shown: everything.hidden ? result.match : data.sites } }),
      );
    });
  }

  function closePanels(except) {
    Array.prototype.forEach.call(form.querySelectorAll(".filter[open]"), (panel) => {
      if (panel !== except) {
        panel.open = false;
      }
    });
  }

  form.addEventListener("change", (event) => {
    const checkbox = event.target;
    let key;
    if (checkboxes.indexOf(checkbox) === -1) {
      return;
    }
    key = facetOf(checkbox);
    const chosen = without([key, checkbox.value]);
    if (checkbox.checked) {
      chosen[key] = (chosen[key] || []).concat(checkbox.value);
    }
    choose(chosen, state.words);
  });
  /* A quick filter replaces the chosen places of work. A second click removes it. */
  form.addEventListener("click", (event) => {
    const link = event.target.closest("[data-quick]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    const value = link.getAttribute("data-quick");
    const isCurrent = link.hasAttribute("aria-current");
    const chosen = {};
    Object.keys(state.chosen).forEach((key) => {
      if (key !== "where") {
        chosen[key] = state.chosen[key];
      }
    });
    if (!isCurrent) {
      chosen.where = [value];
    }
    choose(chosen, state.words);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (smallScreen.matches) {
      closePanels();
    }
    status.focus();
  });
  form.addEventListener("keydown", (event) => {
    const panel = event.key === "Escape" && event.target.closest(".filter[open]");
    if (panel) {
      panel.open = false;
      panel.querySelector("summary").focus();
    }
  });
  /* A panel covers part of the list, so it closes when the reader clicks outside it or opens another one. */
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".filter")) {
      closePanels();
    }
  });
  form.addEventListener(
    "toggle",
    (event) => {
      if (event.target.open) {
        closePanels(event.target);
      }
    },
    true,
  );
  viewButtons.forEach((button) => {
    button.addEventListener("click", () => {
      switchView(button.getAttribute("data-view"));
    });
  });
  searchBox.addEventListener("focus", () => {
    tools.ready(() => {
      /* loads the search index early */
    });
  });
  searchBox.addEventListener(
    "input",
    site.dom.debounce(() => {
      choose(state.chosen, searchBox.value, true);
    }, 120),
  );
  form.querySelector("[data-act=skip]").addEventListener("click", () => {
    status.focus();
  });
  directory.querySelector("[data-act=print]").addEventListener("click", () => {
    site.page.printOnly("only-the-list");
  });
  window.addEventListener("hashchange", readFragment);
  form.hidden = head.hidden = false;
  directory.classList.add("live");
  readFragment();
})();
