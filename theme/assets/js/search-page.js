"use strict";
/* The search page: the best result, then the others by kind. Announces the number of results. Arrow keys move between
   the box and the results. */
(() => {
  const { all, one, element, debounce } = site.dom;
  const { fill } = site.text;
  const { highlight, snippet } = site.search;
  /* How many results to show at first: of each of the first FIRST_KINDS kinds, and of each later kind. */
  const SHOWN = 4;
  const SHOWN_LATER = 1;
  const FIRST_KINDS = 5;
  const COUNTS = {
    exact: { one: "{count} result for “{query}”.", other: "{count} results for “{query}”." },
    close: {
      one: "{count} result for “{query}” (similar words).",
      other: "{count} results for “{query}” (similar words).",
    },
    some: {
      one: "{count} result for “{query}” (some of the words).",
      other: "{count} results for “{query}” (some of the words).",
    },
    exactAndMore: {
      one: "{count} result for “{query}”, and {more} with some of the words.",
      other: "{count} results for “{query}”, and {more} with some of the words.",
    },
    closeAndMore: {
      one: "{count} result for “{query}” (similar words), and {more} with some of the words.",
      other: "{count} results for “{query}” (similar words), and {more} with some of the words.",
    },
  };
  const MESSAGES = {
    noResults: "No results for “{query}”.",
    bestMatch: "Best match",
    closestMatch: "Closest match",
    kind: "{kind} ({count})",
    showAll: { one: "Show all {count} result in {kind}", other: "Show all {count} results in {kind}" },
    trySimilar: "Try fewer or shorter words, or one of these similar pages:",
    tryPages: "Try fewer or shorter words, or start with one of these pages:",
    notLoaded: "Search could not load. The lists below include every page.",
  };
  const holder = one(".search-page");
  const form = one("form", holder);
  /** @type {HTMLInputElement} */
  const input = one("input", form);
  const status = one(".search-status", holder);
  const results = one(".search-results", holder);
  const allPages = /** @type {HTMLDetailsElement | null} */ (document.querySelector(".a-z-all"));
  let pending = "";
  const updateStatus = debounce(() => {
    status.textContent = pending;
  }, 350);

  /** Announces a text to screen readers when the reader pauses. @param {string} text */
  function announce(text) {
    pending = text;
    updateStatus();
  }

  /** Shows a sentence above the results, and announces it. @param {string} text */
  function showCount(text) {
    results.append(element("p", text, { class: "search-count" }));
    announce(text);
  }

  /** @param {[string, string][]} links Pairs of a label and a URL. */
  function linkList(links) {
    const items = links.map(([label, url]) => element("li", "", {}, [element("a", label, { href: url })]));
    return element("ul", "", {}, items);
  }

  /**
   * Adds a link to a hit and a sentence from it to an element, and returns the element.
   * @template {HTMLElement} T
   * @param {T} row
   * @param {SearchHit} hit
   */
  function addHit(row, { entry, terms }) {
    row.append(highlight(element("a", "", { href: site.page.href(entry.u) }), entry.t, terms));
    if (entry.p) {
      row.append(" ", highlight(element("span", "", { class: "quiet" }), entry.p, terms));
    }
    const text = snippet(entry, terms);
    if (text) {
      row.append(highlight(element("p", "", { class: "quiet" }), text, terms));
    }
    return row;
  }

  /**
   * @param {SearchResult} result
   * @param {SearchHit} hit
   */
  function bestSection(result, hit) {
    const heading = element("h2", result.near ? MESSAGES.closestMatch : MESSAGES.bestMatch);
    return element("section", "", { class: "best" }, [heading, addHit(element("div"), hit)]);
  }

  /**
   * @param {{kind: string, hits: SearchHit[]}} group
   * @param {number} position
   */
  function kindSection({ kind, hits }, position) {
    const shown = position < FIRST_KINDS ? SHOWN : SHOWN_LATER;
    const rows = hits.map((hit) => addHit(element("li"), hit));
    const heading = element("h2", fill(MESSAGES.kind, { kind, count: hits.length }));
    const section = element("section", "", {}, [heading, element("ul", "", {}, rows)]);
    const hidden = rows.slice(shown);
    for (const row of hidden) {
      row.hidden = true;
    }
    if (hidden.length) {
      section.append(showAllButton(fill(MESSAGES.showAll, { count: hits.length, kind }), hidden));
    }
    return section;
  }

  /**
   * Returns a button that shows hidden rows and moves the focus to the first.
   * @param {string} label
   * @param {HTMLElement[]} hidden
   */
  function showAllButton(label, hidden) {
    const button = element("button", label, { type: "button" });
    button.addEventListener("click", () => {
      for (const row of hidden) {
        row.hidden = false;
      }
      button.remove();
      one("a", hidden[0]).focus();
    });
    return button;
  }

  /** @param {HelpLines} help */
  function helpNotice(help) {
    /** @type {[string, string][]} */
    const links = help.links.map(({ label, url }) => [label, url.startsWith("/") ? site.page.href(url.slice(1)) : url]);
    return element("div", "", { class: "notice" }, [element("p", help.text), linkList(links)]);
  }

  /** Suggests entries with names similar to the query, or else the pages of the menu. @param {SearchEntry[]} nearest */
  function noResultsSection(nearest) {
    /** @type {[string, string][]} */
    const links = nearest.length
      ? nearest.map((entry) => [entry.t, site.page.href(entry.u)])
      : all("#menu a").map((link) => [link.textContent || "", link.getAttribute("href") || ""]);
    const text = nearest.length ? MESSAGES.trySimilar : MESSAGES.tryPages;
    return element("section", "", {}, [element("p", text), linkList(links)]);
  }

  /**
   * @param {SearchResult} result
   * @param {string} query
   */
  function countText({ hits, more, near }, query) {
    if (!hits.length) {
      return fill(MESSAGES.noResults, { query });
    }
    const message = near === "some" ? COUNTS.some : COUNTS[`${near || "exact"}${more.length ? "AndMore" : ""}`];
    return fill(message, { count: hits.length, query, more: more.length });
  }

  /** @param {string} query */
  function showResults(query) {
    const result = site.search.search(query);
    const help = site.search.help(query);
    const { best, groups } = site.search.arrange(result);
    showCount(countText(result, query));
    if (help) {
      results.append(helpNotice(help));
    }
    results.append(best ? bestSection(result, best) : noResultsSection(result.nearest), ...groups.map(kindSection));
  }

  function show() {
    const query = input.value.trim();
    document.documentElement.classList.toggle("searching", query !== "");
    if (!query) {
      results.textContent = "";
      announce("");
      return;
    }
    site.search.ready((works) => {
      if (query !== input.value.trim()) {
        return;
      }
      results.textContent = "";
      if (works) {
        showResults(query);
        return;
      }
      if (allPages) {
        allPages.open = true;
      }
      showCount(MESSAGES.notLoaded);
    });
  }

  /** Searches for the query in the fragment, or expands the list of all pages if the fragment names a part of it. */
  function followFragment() {
    const { hash } = window.location;
    const query = site.page.readFragment().get("q");
    const target = hash && query === undefined ? document.getElementById(site.page.decode(hash.slice(1))) : null;
    if (allPages && target && allPages.contains(target)) {
      allPages.open = true;
      target.scrollIntoView();
    }
    if (query !== undefined) {
      input.value = site.page.decode(query);
      show();
    }
  }

  function saveQuery() {
    site.page.setFragment(`#q=${site.page.encode(input.value.trim())}`, { replace: true });
  }

  holder.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") {
      return;
    }
    const links = all("a", results).filter((link) => !link.closest("[hidden]"));
    const next =
      links.indexOf(/** @type {HTMLElement} */ (document.activeElement)) + (event.key === "ArrowDown" ? 1 : -1);
    if (!links.length || (event.target === input && event.key === "ArrowUp")) {
      return;
    }
    event.preventDefault();
    (next < 0 ? input : links[Math.min(next, links.length - 1)]).focus();
  });
  if (allPages) {
    allPages.open = false;
    allPages.classList.add("folded");
  }
  const search = debounce(() => {
    saveQuery();
    show();
  }, 120);
  input.addEventListener("input", () => {
    document.documentElement.classList.toggle("searching", input.value.trim() !== "");
    search();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search.drop();
    saveQuery();
    show();
  });
  window.addEventListener("hashchange", followFragment);
  followFragment();
  if (!input.value && !window.location.hash) {
    input.focus({ preventScroll: true });
  }
})();
