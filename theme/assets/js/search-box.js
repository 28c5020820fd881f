"use strict";
/* The search box in the header, with suggestions while typing (ARIA combobox pattern). */
(() => {
  const tools = site.search;
  const { element } = site.dom;
  const MAX_SUGGESTIONS = 6;
  const MAX_PER_KIND = 2;
  const form = /** @type {HTMLFormElement} */ (document.querySelector(".search-box"));
  const input = form.querySelector("input");
  const list = element("ul", "", {
    class: "suggestions",
    id: "suggestions",
    role: "listbox",
    "aria-label": "Suggestions",
  });
  const update = site.dom.debounce(show, 120);
  let active = -1;
  list.hidden = true;
  form.append(list);
  Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": "suggestions",
  }).forEach(([key, value]) => input.setAttribute(key, value));

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

  /** Returns the best hit, then the top hits of each kind, so that no kind fills the list. */
  function topSuggestions(results) {
    const { best, groups } = tools.arrange(results);
    return [...(best ? [best] : []), ...groups.flatMap(({ hits }) => hits.slice(0, MAX_PER_KIND))].slice(
      0,
      MAX_SUGGESTIONS,
    );
  }

  /** @param {string} address The address below the root. @param {HTMLElement} option */
  function addOption(address, option) {
    const attributes = {
      role: "option",
      id: `suggestion-${list.children.length}`,
      "aria-selected": "false",
      "data-address": address,
    };
    Object.entries(attributes).forEach(([key, value]) => option.setAttribute(key, value));
    list.append(option);
  }

  /** Adds the page with help lines as the first option if the query suggests that the reader may need it. */
  function addHelp() {
    const help = tools.help(input.value);
    const page = help?.links.find(({ url }) => url.startsWith("/"));
    if (!page) {
      return;
    }
    const option = element("li", help.text);
    option.append(element("span", page.label));
    addOption(page.url.slice(1), option);
  }

  function show() {
    if (tools.normalize(input.value).length < 2) {
      close();
      return;
    }
    tools.ready((works) => {
      if (!works || document.activeElement !== input) {
        return;
      }
      list.textContent = "";
      active = -1;
      addHelp();
      topSuggestions(tools.search(input.value)).forEach(({ entry, terms }) => {
        const option = tools.highlight(element("li"), entry.t, terms);
        option.append(element("span", entry.k));
        addOption(entry.u, option);
      });
      if (!list.children.length) {
        close();
        return;
      }
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    });
  }

  input.addEventListener("focus", () =>
    tools.ready(() => {
      /* loads the index */
    }),
  );
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
    const option = /** @type {Element} */ (event.target).closest("[data-address]");
    if (!option) {
      return;
    }
    event.preventDefault();
    window.location.href = site.page.href(option.getAttribute("data-address"));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    update.now();
    const address =
      active >= 0
        ? list.children[active].getAttribute("data-address")
        : `search/#q=${encodeURIComponent(input.value.trim())}`;
    window.location.href = site.page.href(address);
    close();
  });
})();
