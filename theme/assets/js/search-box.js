"use strict";
/* The search box in the header, with suggestions while typing (ARIA combobox pattern). */
(() => {
  const { one, element, closest, debounce } = site.dom;
  const MAX_SUGGESTIONS = 6;
  const MAX_PER_KIND = 2;
  /** @type {HTMLFormElement} */
  const form = one(".search-box");
  /** @type {HTMLInputElement} */
  const input = one("input", form);
  const list = element("ul", "", {
    class: "suggestions",
    id: "suggestions",
    role: "listbox",
    "aria-label": "Suggestions",
  });
  const update = debounce(show, 120);
  let active = -1;
  list.hidden = true;
  form.append(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", "suggestions");

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  /** Makes an option the active one. @param {number} index */
  function activate(index) {
    const options = [...list.children];
    active = (index + options.length) % options.length;
    options.forEach((option, position) => option.setAttribute("aria-selected", String(position === active)));
    input.setAttribute("aria-activedescendant", options[active].id);
  }

  /**
   * Returns the best hit, then the top hits of each kind, so that no kind fills the list.
   * @param {SearchResult} results
   */
  function topSuggestions(results) {
    const { best, groups } = site.search.arrange(results);
    const others = groups.flatMap(({ hits }) => hits.slice(0, MAX_PER_KIND));
    return [...(best ? [best] : []), ...others].slice(0, MAX_SUGGESTIONS);
  }

  /**
   * @param {string} address The address below the root.
   * @param {HTMLElement} option
   */
  function addOption(address, option) {
    option.setAttribute("role", "option");
    option.id = `suggestion-${list.children.length}`;
    option.setAttribute("aria-selected", "false");
    option.dataset.address = address;
    list.append(option);
  }

  /** Adds the page with help lines as the first option if the query suggests that the reader may need it. */
  function addHelp() {
    const help = site.search.help(input.value);
    const page = help?.links.find(({ url }) => url.startsWith("/"));
    if (help && page) {
      addOption(page.url.slice(1), element("li", help.text, {}, [element("span", page.label)]));
    }
  }

  function show() {
    if (site.search.normalize(input.value).length < 2) {
      close();
      return;
    }
    site.search.ready((works) => {
      if (!works || document.activeElement !== input) {
        return;
      }
      list.textContent = "";
      active = -1;
      addHelp();
      for (const { entry, terms } of topSuggestions(site.search.search(input.value))) {
        const option = site.search.highlight(element("li"), entry.t, terms);
        option.append(element("span", entry.k));
        addOption(entry.u, option);
      }
      if (!list.children.length) {
        close();
        return;
      }
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    });
  }

  /** @param {string} [address] The address below the root. */
  function go(address = `search/#q=${site.page.encode(input.value.trim())}`) {
    window.location.href = site.page.href(address);
  }

  input.addEventListener("focus", () => {
    site.search.ready(() => {
      /* loads the index */
    });
  });
  input.addEventListener("input", update);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      /* Otherwise, the browser would also clear the box. */
      if (!list.hidden) {
        event.preventDefault();
      }
      update.drop();
      close();
      return;
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") {
      return;
    }
    /* Update before an arrow key takes effect: it may come right after the last letter. */
    update.now();
    if (list.hidden) {
      return;
    }
    event.preventDefault();
    activate(event.key === "ArrowDown" ? active + 1 : active < 0 ? -1 : active - 1);
  });
  input.addEventListener("blur", () => window.setTimeout(close, 150));
  list.addEventListener("mousedown", (event) => {
    const option = closest(event, "[data-address]");
    if (option) {
      event.preventDefault();
      go(option.dataset.address);
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    update.now();
    const option = /** @type {HTMLElement | undefined} */ (list.children[active]);
    go(option?.dataset.address);
    close();
  });
})();
