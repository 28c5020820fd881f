"use strict";
/* The search page: the best result, then the others by kind. Announces the number of results. Arrow keys move between
   the box and the results. */
(() => {
  const tools = site.search;
  const { element } = site.dom;
  /* How many results to show at first: of each of the first FIRST_KINDS kinds, and of each later kind. */
  const SHOWN = 4;
  const SHOWN_LATER = 1;
  const FIRST_KINDS = 5;
  const MATCHES = { "": "”", close: "” (similar words)", some: "” (some of the words)" };
  const holder = /** @type {HTMLElement} */ (document.querySelector(".search-page"));
  const form = holder.querySelector("form");
  const input = form.querySelector("input");
  const status = holder.querySelector(".search-status");
  const results = /** @type {HTMLElement} */ (holder.querySelector(".search-results"));
  const allPages = /** @type {HTMLDetailsElement|null} */ (document.querySelector(".a-z-all"));
  let pending = "";
  const updateStatus = site.dom.debounce(() => {
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
    const list = element("ul");
    links.forEach(([label, url]) => {
      const item = element("li");
      item.append(element("a", label, { href: url }));
      list.append(item);
    });
    return list;
  }

  /** Adds a link to a hit and a sentence from it to an element, and returns the element. */
  function addHit(row, hit) {
    row.append(tools.highlight(element("a", "", { href: site.page.href(hit.entry.u) }), hit.entry.t, hit.terms));
    if (hit.entry.p) {
      row.append(" ", tools.highlight(element("span", "", { class: "quiet" }), hit.entry.p, hit.terms));
    }
    const text = tools.snippet(hit.entry, hit.terms);
    if (text) {
      row.append(tools.highlight(element("p", "", { class: "quiet" }), text, hit.terms));
    }
    return row;
  }

  function bestSection(searchResult, hit) {
    const section = element("section", "", { class: "best" });
    section.append(element("h2", searchResult.near ? "Closest match" : "Best match"), addHit(element("div"), hit));
    return section;
  }

  function kindSection({ kind, hits }, position) {
    const section = element("section");
    const rows = element("ul");
    const shown = position < FIRST_KINDS ? SHOWN : SHOWN_LATER;
    section.append(element("h2", `${kind} (${hits.length})`), rows);
    hits.forEach((hit, index) => {
      const row = addHit(element("li"), hit);
      row.hidden = index >= shown;
      rows.append(row);
    });
    if (hits.length > shown) {
      const more = element("button", `Show all ${site.text.countOf(hits.length, "result")} in ${kind}`, {
        type: "button",
      });
      more.addEventListener("click", () => {
        for (const row of rows.children) {
          row.hidden = false;
        }
        more.remove();
        rows.children[shown].querySelector("a").focus();
      });
      section.append(more);
    }
    return section;
  }

  function helpNotice(help) {
    const box = element("div", "", { class: "notice" });
    box.append(
      element("p", help.text),
      linkList(help.links.map(({ label, url }) => [label, url.startsWith("/") ? site.page.href(url.slice(1)) : url])),
    );
    return box;
  }

  /** Suggests entries with names similar to the query, or else the pages of the menu. */
  function noResultsSection(nearest) {
    const section = element("section");
    const menu = [...document.querySelectorAll("#menu a")];
    section.append(
      element(
        "p",
        `Try fewer or shorter words, or ${nearest.length ? "one of these similar pages:" : "start with one of these pages:"}`,
      ),
    );
    const links = nearest.length
      ? nearest.map((entry) => [entry.t, site.page.href(entry.u)])
      : menu.map((link) => [link.textContent, link.getAttribute("href")]);
    section.append(linkList(links));
    return section;
  }

  function countText(searchResult, text) {
    if (!searchResult.hits.length) {
      return `No results for “${text}”.`;
    }
    const more = searchResult.more.length ? `, and ${searchResult.more.length} with some of the words` : "";
    return `${site.text.countOf(searchResult.hits.length, "result")} for “${text}${MATCHES[searchResult.near]}${more}.`;
  }

  function show() {
    const text = input.value.trim();
    document.documentElement.classList.toggle("searching", text !== "");
    if (!text) {
      results.textContent = "";
      announce("");
      return;
    }
    tools.ready((works) => {
      if (text !== input.value.trim()) {
        return;
      }
      results.textContent = "";
      if (!works) {
        allPages.open = true;
        showCount("Search could not load. The lists below include every page.");
        return;
      }
      const searchResult = tools.search(text);
      const help = tools.help(text);
      const { best, groups } = tools.arrange(searchResult);
      showCount(countText(searchResult, text));
      if (help) {
        results.append(helpNotice(help));
      }
      if (best) {
        results.append(bestSection(searchResult, best));
      } else {
        results.append(noResultsSection(searchResult.nearest));
      }
      results.append(...groups.map(kindSection));
    });
  }

  /** Searches for the query in the fragment, or expands the list of all pages if the fragment names a part of it. */
  function followFragment() {
    const { hash } = window.location;
    const match = /^#q=(.*)$/.exec(hash);
    const target = hash && !match ? document.getElementById(site.page.decode(hash.slice(1))) : null;
    if (allPages && target && allPages.contains(target)) {
      allPages.open = true;
      target.scrollIntoView();
    }
    if (!match) {
      return;
    }
    input.value = site.page.decode(match[1]);
    show();
  }

  function saveQuery() {
    site.page.setFragment(`#q=${encodeURIComponent(input.value.trim())}`, { replace: true });
  }

  holder.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") {
      return;
    }
    const links = [...results.querySelectorAll("a")].filter((link) => !link.closest("[hidden]"));
    const next = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
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
  const search = site.dom.debounce(() => {
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
