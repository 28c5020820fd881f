/* The search box in the header: suggestions while typing, by arrow keys and Enter (ARIA combobox pattern). */
(() => {
  "use strict";
  const { siteSearch: tools, site } = window, { element } = tools;
  const MOST = 6, MOST_OF_A_KIND = 2;
  const form = /** @type {HTMLFormElement} */ (document.querySelector(".search-box")), input = form.querySelector("input");
  const list = element("ul", "", { class: "suggestions", id: "suggestions", role: "listbox", "aria-label": "Suggestions" });
  const update = tools.debounce(show, 120);
  let active = -1;
  list.hidden = true;
  form.append(list);
  Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "suggestions" }).forEach(([key, value]) => input.setAttribute(key, value));

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  /** @param {number} number */
  function choose(number) {
    const options = [...list.children];
    active = (number + options.length) % options.length;
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === active)));
    input.setAttribute("aria-activedescendant", options[active].id);
  }

  /** The best hit, then the best of each kind before the second best: one kind would fill the list else. */
  function few(found) {
    const { best, groups } = tools.arrange(found);
    return [...(best ? [best] : []), ...groups.flatMap(({ hits }) => hits.slice(0, MOST_OF_A_KIND))].slice(0, MOST);
  }

  /** @param {string} address below the root @param {HTMLElement} option */
  function add(address, option) {
    const attributes = { role: "option", id: `suggestion-${list.children.length}`, "aria-selected": "false", "data-address": address };
    Object.entries(attributes).forEach(([key, value]) => option.setAttribute(key, value));
    list.append(option);
  }

  /** The page with the help lines, first of all where the words are those of someone who may need them. */
  function addHelp() {
    const help = tools.help(input.value), page = help && help.links.find(({ url }) => url.startsWith("/"));
    if (!page) { return; }
    const option = element("li", help.text);
    option.append(element("span", page.label));
    add(page.url.slice(1), option);
  }

  function show() {
    if (tools.normal(input.value).length < 2) { close(); return; }
    tools.ready((works) => {
      if (!works || document.activeElement !== input) { return; }
      list.textContent = "";
      active = -1;
      addHelp();
      few(tools.search(input.value)).forEach(({ entry, terms }) => {
        const option = tools.marked(element("li"), entry.t, terms);
        option.append(element("span", entry.k));
        add(entry.u, option);
      });
      if (!list.children.length) { close(); return; }
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    });
  }

  input.addEventListener("focus", () => tools.ready(() => { /* loads the index */ }));
  input.addEventListener("input", update);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      /* Else the browser would empty the box as well. */
      if (!list.hidden) { event.preventDefault(); }
      update.drop();
      close();
      return;
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") { return; }
    /* A key pressed right after the last letter is about the whole word, not about what the list showed before it. */
    update.now();
    if (list.hidden) { return; }
    event.preventDefault();
    choose(event.key === "ArrowDown" ? active + 1 : active < 0 ? -1 : active - 1);
  });
  input.addEventListener("blur", () => window.setTimeout(close, 150));
  list.addEventListener("mousedown", (event) => {
    const option = /** @type {Element} */ (event.target).closest("[data-address]");
    if (!option) { return; }
    event.preventDefault();
    window.location.href = site.href(option.getAttribute("data-address"));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    update.now();
    const address = active >= 0 ? list.children[active].getAttribute("data-address") : `search/#q=${encodeURIComponent(input.value.trim())}`;
    window.location.href = site.href(address);
    close();
  });
})();
