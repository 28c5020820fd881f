/* The search box in the header: suggestions while typing, by arrow keys and Enter (ARIA combobox pattern). */
(function () {
  "use strict";
  var tools = window.siteSearch, element = tools.element;
  var form = document.querySelector(".search-box"), input = form.querySelector("input");
  var list = element("ul", "", { "class": "suggestions", id: "suggestions", role: "listbox", "aria-label": "Suggestions" });
  var active = -1, MOST = 6, MOST_OF_A_KIND = 2, update = tools.debounce(show, 120);
  list.hidden = true;
  form.appendChild(list);
  Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "suggestions" }).forEach(function (pair) { input.setAttribute(pair[0], pair[1]); });

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(number) {
    var options = list.children;
    active = (number + options.length) % options.length;
    for (var i = 0; i < options.length; i += 1) { options[i].setAttribute("aria-selected", String(i === active)); }
    input.setAttribute("aria-activedescendant", options[active].id);
  }

  /* The best of each kind before the second best: the glossary would fill the list else. */
  function few(hits) {
    var groups = tools.byKind(hits).sort(function (a, b) { return b.hits[0].score - a.hits[0].score; });
    var picked = [];
    groups.forEach(function (group) { picked = picked.concat(group.hits.slice(0, MOST_OF_A_KIND)); });
    return picked.slice(0, MOST);
  }

  function show() {
    if (tools.normal(input.value).length < 2) { close(); return; }
    tools.ready(function (works) {
      if (!works || document.activeElement !== input) { return; }
      list.textContent = "";
      active = -1;
      few(tools.search(input.value).hits).forEach(function (hit, number) {
        var option = element("li", "", { role: "option", id: "suggestion-" + number, "aria-selected": "false", "data-address": hit.entry.u });
        tools.marked(option, hit.entry.t, hit.terms);
        option.appendChild(element("span", hit.entry.k));
        list.appendChild(option);
      });
      if (!list.children.length) { close(); return; }
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
    });
  }

  input.addEventListener("focus", function () { tools.ready(function () { /* warm */ }); });
  input.addEventListener("input", update);
  input.addEventListener("keydown", function (event) {
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
  input.addEventListener("blur", function () { window.setTimeout(close, 150); });
  list.addEventListener("mousedown", function (event) {
    var option = event.target.closest("[data-address]");
    if (option) { event.preventDefault(); window.location.href = window.site.href(option.getAttribute("data-address")); }
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    update.now();
    var address = active >= 0 ? list.children[active].getAttribute("data-address") : "search/#q=" + encodeURIComponent(input.value.trim());
    window.location.href = window.site.href(address);
    close();
  });
})();
