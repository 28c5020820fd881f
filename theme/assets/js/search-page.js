/* The search page: the best answer, then results by kind; the count announced; arrow keys from the box through the
   results and back. */
(() => {
  "use strict";
  const { siteSearch: tools, site } = window, { element } = tools;
  /* Results shown of each kind, of the kinds after the first few, and how many kinds are the first few. */
  const FIRST = 4, FEWER = 1, FIRST_KINDS = 5;
  const NEAR = { "": "”", close: "” (similar words)", some: "” (some of the words)" };
  const holder = /** @type {HTMLElement} */ (document.querySelector(".search-page")), form = holder.querySelector("form"), input = form.querySelector("input");
  const status = holder.querySelector(".search-status"), results = /** @type {HTMLElement} */ (holder.querySelector(".search-results"));
  const list = /** @type {HTMLDetailsElement|null} */ (document.querySelector(".a-z-all"));
  let pending = "";
  const say = tools.debounce(() => { status.textContent = pending; }, 350);

  /** @param {string} text */
  function announce(text) { pending = text; say(); }

  /** A sentence above the results, seen at once and said when the reader pauses. @param {string} text */
  function tell(text) {
    results.append(element("p", text, { class: "search-count" }));
    announce(text);
  }

  /** @param {HTMLElement} holder @param {[string, string][]} pairs */
  function links(holder, pairs) {
    pairs.forEach(([label, address]) => {
      const row = element("li");
      row.append(element("a", label, { href: address }));
      holder.append(row);
    });
    return holder;
  }

  /** A link to a hit, and a sentence of it. */
  function showHit(row, hit) {
    row.append(tools.marked(element("a", "", { href: site.href(hit.entry.u) }), hit.entry.t, hit.terms));
    if (hit.entry.p) { row.append(" ", tools.marked(element("span", "", { class: "quiet" }), hit.entry.p, hit.terms)); }
    const text = tools.snippet(hit.entry, hit.terms);
    if (text) { row.append(tools.marked(element("p", "", { class: "quiet" }), text, hit.terms)); }
    return row;
  }

  function bestOf(found, hit) {
    const section = element("section", "", { class: "best" });
    section.append(element("h2", found.near ? "Closest match" : "Best match"), showHit(element("div"), hit));
    return section;
  }

  function group({ kind, hits }, place) {
    const section = element("section"), rows = element("ul"), first = place < FIRST_KINDS ? FIRST : FEWER;
    section.append(element("h2", `${kind} (${hits.length})`), rows);
    hits.forEach((hit, number) => {
      const row = showHit(element("li"), hit);
      row.hidden = number >= first;
      rows.append(row);
    });
    if (hits.length > first) {
      const more = element("button", `Show all ${site.countOf(hits.length, "result")} in ${kind}`, { type: "button" });
      more.addEventListener("click", () => {
        for (const row of rows.children) { row.hidden = false; }
        more.remove();
        rows.children[first].querySelector("a").focus();
      });
      section.append(more);
    }
    return section;
  }

  function notice(help) {
    const box = element("div", "", { class: "notice" });
    box.append(element("p", help.text), links(element("ul"), help.links.map(({ label, url }) => [label, url.startsWith("/") ? site.href(url.slice(1)) : url])));
    return box;
  }

  /** What to try where nothing was found: entries with a name that is like the words, and the pages of the menu. */
  function nothing(nearest) {
    const section = element("section"), menu = [...document.querySelectorAll("#menu a")];
    section.append(element("p", `Try fewer or shorter words, or ${nearest.length ? "one of these similar pages:" : "start with one of these pages:"}`));
    const pairs = nearest.length ? nearest.map((entry) => [entry.t, site.href(entry.u)]) : menu.map((link) => [link.textContent, link.getAttribute("href")]);
    section.append(links(element("ul"), pairs));
    return section;
  }

  function count(found, text) {
    if (!found.hits.length) { return `No results for “${text}”.`; }
    const more = found.more.length ? `, and ${found.more.length} with some of the words` : "";
    return `${site.countOf(found.hits.length, "result")} for “${text}${NEAR[found.near]}${more}.`;
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
      if (text !== input.value.trim()) { return; }
      results.textContent = "";
      if (!works) {
        list.open = true;
        tell("Search could not load. The lists below include every page.");
        return;
      }
      const found = tools.search(text), help = tools.help(text), { best, groups } = tools.arrange(found);
      tell(count(found, text));
      if (help) { results.append(notice(help)); }
      if (best) { results.append(bestOf(found, best)); } else { results.append(nothing(found.nearest)); }
      results.append(...groups.map(group));
    });
  }

  /** An address with words searches for them; one that names a part of the folded list opens it. */
  function read() {
    const { hash } = window.location, match = /^#q=(.*)$/.exec(hash);
    const part = hash && !match ? document.getElementById(site.decode(hash.slice(1))) : null;
    if (list && part && list.contains(part)) {
      list.open = true;
      part.scrollIntoView();
    }
    if (!match) { return; }
    input.value = site.decode(match[1]);
    show();
  }

  function keep() { site.keep(`#q=${encodeURIComponent(input.value.trim())}`, true); }

  holder.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") { return; }
    const all = [...results.querySelectorAll("a")].filter((link) => !link.closest("[hidden]"));
    const next = all.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    if (!all.length || (event.target === input && event.key === "ArrowUp")) { return; }
    event.preventDefault();
    (next < 0 ? input : all[Math.min(next, all.length - 1)]).focus();
  });
  if (list) {
    list.open = false;
    list.classList.add("folded");
  }
  const later = tools.debounce(() => { keep(); show(); }, 120);
  input.addEventListener("input", () => {
    document.documentElement.classList.toggle("searching", input.value.trim() !== "");
    later();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    later.drop();
    keep();
    show();
  });
  window.addEventListener("hashchange", read);
  read();
  if (!input.value && !window.location.hash) { input.focus({ preventScroll: true }); }
})();
