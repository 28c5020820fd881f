"use strict";
/* The list of sites: shows the sites for the filters and words that the reader chose. These are in the fragment.
   Without this script, the list shows all sites, and the values of some facets have pages of their own. */
(() => {
  const { all, button, debounce, element, one } = site.dom;
  const { fill } = site.text;
  const { normalize } = site.search;
  const { pairs, without } = site.filters;
  const messages = site.messages.sites;
  const table = site.facets.read(site.data.sites);
  const directory = one(".directory");
  const form = one(".filters", directory);
  /** @type {HTMLInputElement} */
  const searchBox = one("#site-words", form);
  const head = one(".results-head", directory);
  const status = one(".directory-status", directory);
  const liveRegion = one("[role=status]", head);
  const chips = one(".filter-chosen", directory);
  const answer = one(".directory-answer", directory);
  const everything = one(".everything", directory);
  /** @type {HTMLDetailsElement} */
  const map = one(".map-view", directory);
  const viewButtons = all("[data-view]", directory);
  const smallScreen = window.matchMedia("(max-width: 47.99rem)");

  /* The cards and rows are moved into results. This is where they are while nothing is filtered. */
  const lists = all("ul", everything)
    .map((list) => ({ list, items: all(":scope > [data-site]", list) }))
    .filter(({ items }) => items.length);
  const cards = new Map(lists.flatMap(({ items }) => items.map((item) => [item.dataset.site || "", item])));

  /** Returns the place of a site in the whole list (in_order in directory.py). @param {ListedSite} listed */
  const position = ({ card, values }) => (card ? 0 : 2) + (values.role?.includes("mentor") ? 0 : 1);
  table.sites.sort((listed, other) => position(listed) - position(other));
  const byAddress = new Map(table.sites.map((listed) => [`sites/${listed.slug}/`, listed]));

  /** @type {FilterState} */
  let state = { chosen: new Map(), words: "" };
  /* The status is visible at once. The live region announces it when the reader pauses. */
  const announce = site.dom.announcer(status, liveRegion);
  const controls = site.filterControls(form, (chosen) => choose({ chosen, words: state.words }), table);
  const results = site.siteResults({
    table,
    cards,
    unnamed: site.data.sites.unnamed,
    choose: (changed, focus) => {
      choose(changed);
      (focus === "words" ? searchBox : status).focus();
    },
  });

  /** Shows the sites for a choice. @param {FilterState} changed @param {{ replace?: boolean }} [options] */
  function choose(changed, options) {
    state = changed;
    if (searchBox.value !== state.words) {
      searchBox.value = state.words;
    }
    site.page.setFragment(site.filters.toFragment(state), options);
    show();
  }

  function readFragment() {
    state = site.filters.parse(window.location.hash, table.labels);
    searchBox.value = state.words;
    show();
  }

  function updateChips() {
    const items = pairs(state.chosen).map((pair, index) => {
      const label = table.label(...pair);
      const remove = () => {
        choose({ chosen: without(state.chosen, pair), words: state.words });
        const remaining = all("button", chips);
        (remaining[Math.min(index, remaining.length - 1)] || status).focus();
      };
      return button(label, remove, { class: "chip", "aria-label": fill(messages.removeFilter, { label }) });
    });
    if (items.length > 1) {
      const clear = () => {
        choose({ chosen: new Map(), words: "" });
        status.focus();
      };
      items.push(button(fill(messages.clearAll), clear));
    }
    chips.hidden = !items.length;
    chips.replaceChildren(...items.map((item) => element("li", "", {}, [item])));
  }

  /** Moves all cards and rows back to the whole list. */
  const restoreList = () => lists.forEach(({ list, items }) => list.append(...items));

  /**
   * Calls `then` with the sites that match the words, best first, and how close they are. Without words, or if the
   * search index cannot be loaded, with all sites.
   * @param {(candidates: ListedSite[], near: Closeness) => void} then
   */
  function search(then) {
    const { words } = state;
    if (!normalize(words)) {
      then(table.sites, "");
      return;
    }
    site.search.ready((works) => {
      if (!works) {
        then(table.sites, "");
        return;
      }
      const found = site.search.search(words, (address) => byAddress.has(address));
      then(
        found.hits.flatMap((hit) => byAddress.get(hit.entry.u) || []),
        found.near,
      );
    });
  }

  /**
   * Shows the sections of a result above the whole list, which stays only if nothing is filtered or no word matches.
   * @param {FacetMatch<ListedSite>} result
   * @param {Criteria} criteria
   * @param {ListedSite[]} candidates
   */
  function showResult(result, criteria, candidates) {
    const { match, partial, unknown } = result;
    const isWhole = !criteria.isFiltered && (!criteria.hasWords || !match.length);
    answer.hidden = !criteria.isFiltered && !criteria.hasWords;
    answer.replaceChildren();
    if (!answer.hidden) {
      answer.append(
        results.unnamed(state.words),
        match.length ? results.matches(match, criteria) : results.noMatches(state, criteria, candidates),
      );
      if (criteria.isFiltered && partial.length + unknown.length) {
        answer.append(results.others(result, state.chosen));
      }
    }
    if (isWhole) {
      restoreList();
    }
    everything.hidden = !isWhole;
    const counts = { match: match.length, partial: partial.length, unknown: unknown.length, all: table.sites.length };
    status.textContent = site.filterTexts.status(counts, criteria);
  }

  function show() {
    const searchedState = state;
    search((candidates, near) => {
      /* The reader may have changed something while the search index loaded. */
      if (searchedState !== state) {
        return;
      }
      const { chosen, words } = state;
      const criteria = { isFiltered: chosen.size > 0, hasWords: normalize(words) !== "", near };
      const result = site.facets.split(candidates, chosen, table.singleValued);
      updateChips();
      controls.update(chosen, site.facets.count(candidates, chosen));
      showResult(result, criteria, candidates);
      controls.showNumber(result.match.length, criteria.isFiltered || criteria.hasWords);
      announce();
      /* While the whole list is visible, the map shows all sites. */
      const shown = everything.hidden ? result.match : table.sites;
      document.dispatchEvent(new CustomEvent("sites-shown", { detail: { shown } }));
    });
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (smallScreen.matches) {
      controls.closePanels();
    }
    status.focus();
  });
  for (const viewButton of viewButtons) {
    viewButton.addEventListener("click", () => {
      viewButtons.forEach((each) => each.setAttribute("aria-pressed", String(each === viewButton)));
      map.open = viewButton.dataset.view === "map";
    });
  }
  /* Load the search index early. */
  searchBox.addEventListener("focus", () => site.search.ready(() => {}));
  searchBox.addEventListener(
    "input",
    debounce(() => choose({ chosen: state.chosen, words: searchBox.value }, { replace: true }), 120),
  );
  one("[data-act=skip]", form).addEventListener("click", () => status.focus());
  one("[data-act=print]", directory).addEventListener("click", () => site.page.printOnly("results-only"));
  window.addEventListener("hashchange", readFragment);
  form.hidden = false;
  head.hidden = false;
  directory.classList.add("is-live");
  readFragment();
})();
