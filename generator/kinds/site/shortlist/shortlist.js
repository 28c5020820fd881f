"use strict";
/* The shortlist: sites that a reader adds, stored only on this device. Buttons with data-keep add and remove a site, and
   a bar shows the number of sites. If storage is blocked, the list lasts as long as the page, and the bar says so. */
site.shortlist = (() => {
  const KEY = "shortlist";
  const MAX_SITES = 12;
  const ADD_LABEL = "Add to shortlist";
  const ADDED_LABEL = "On your shortlist";
  const FULL = `Your shortlist is full (${siteCount(MAX_SITES)}). Remove one to add another.`;
  const element = site.dom.element;
  const liveRegion = element("p", "", { class: "hidden-text", role: "status" });
  /* memory: the list if it cannot be stored. cleared: the list before it was cleared, for Undo. */
  let memory = null;
  let cleared = null;
  let bar = null;

  /* ---- the list ---- */

  /* The current slug of a site. A renamed site may be stored under a former slug: data.js has all of them, and each
     button has those of its own site. */
  function currentSlug(slug) {
    const data = window.siteData?.sites;
    const former = data?.former || {};
    const button = document.querySelector(`[data-former~='${slug}']`);
    return Object.hasOwn(former, slug) ? former[slug] : button ? button.getAttribute("data-keep") : slug;
  }

  /* Only slugs, without repeats, and no more than fit. The list may come from a link or from damaged storage. */
  function sanitize(list) {
    return (Array.isArray(list) ? list : [])
      .filter((slug) => typeof slug === "string" && /^[a-z0-9-]+$/.test(slug))
      .map(currentSlug)
      .filter((slug, index, all) => all.indexOf(slug) === index)
      .slice(0, MAX_SITES);
  }

  function storedText() {
    try {
      return window.localStorage.getItem(KEY);
    } catch (_error) {
      memory = [];
      return null;
    }
  }

  function read() {
    const text = memory ? null : storedText();
    if (memory) {
      return memory.slice();
    }
    try {
      return sanitize(JSON.parse(text));
    } catch (_error) {
      return [];
    }
  }

  function write(list) {
    try {
      if (list.length) {
        window.localStorage.setItem(KEY, JSON.stringify(list));
      } else {
        window.localStorage.removeItem(KEY);
      }
      memory = null;
    } catch (_error) {
      memory = list.slice();
    }
  }

  /* Whether the list is stored on this device. */
  function isStored() {
    read();
    return !memory;
  }

  /* ---- a list in a link: in the fragment, which browsers do not send to the server ---- */

  function toFragment(list) {
    return `#sites=${list.join(",")}`;
  }

  /* The list in a fragment, or null if it has none. */
  function parse(fragment) {
    const match = /^#sites=(.*)$/.exec(fragment);
    return match ? sanitize(site.page.decode(match[1]).split(",")) : null;
  }

  /* ---- messages ---- */

  function siteCount(number) {
    return site.text.countOf(number, "site");
  }

  function summary(list) {
    if (!list.length) {
      return "Your shortlist is empty.";
    }
    return `${siteCount(list.length)} on your shortlist${memory ? ". Your browser is not storing data for this site, so the list will be lost when you leave this page." : ", saved on this device."}`;
  }

  function announce(text) {
    liveRegion.textContent = text;
  }

  /* ---- the buttons and the bar ---- */

  function updateButtons() {
    const list = read();
    Array.prototype.forEach.call(document.querySelectorAll("[data-keep]"), (button) => {
      const isListed = list.indexOf(button.getAttribute("data-keep")) !== -1;
      button.hidden = false;
      button.setAttribute("aria-pressed", String(isListed));
      button.firstChild.data = isListed ? ADDED_LABEL : ADD_LABEL;
    });
  }

  function barButton(text, hiddenText, onClick) {
    const button = element("button", text, { type: "button", class: "plain" });
    button.appendChild(element("span", hiddenText, { class: "hidden-text" }));
    button.addEventListener("click", onClick);
    return button;
  }

  function buildBar() {
    const section = element("section", "", { class: "shortlist-bar", "aria-label": "Your shortlist" });
    const controls = element("p", "", { class: "tools" });
    bar = {
      section: section,
      message: element("p", "", { tabindex: "-1" }),
      link: element("a"),
      clear: barButton("Clear", " your shortlist", clear),
      undo: barButton("Undo", ": restore your shortlist", undo),
    };
    [bar.link, bar.clear, bar.undo].forEach((control) => {
      controls.appendChild(control);
    });
    section.appendChild(bar.message);
    section.appendChild(controls);
    document.querySelector("#main .body").appendChild(section);
  }

  /* Shows a message or, without one, the number of sites. */
  function updateBar(message) {
    const list = read();
    bar.section.hidden = !list.length && !message;
    document.documentElement.classList.toggle("has-shortlist", !bar.section.hidden);
    bar.message.textContent = message || summary(list);
    bar.link.textContent = list.length > 1 ? "Compare them" : "See your shortlist";
    /* A list that cannot be stored goes to the next page in the address. */
    bar.link.href = site.page.href(`sites/shortlist/${memory ? toFragment(list) : ""}`);
    bar.link.hidden = bar.clear.hidden = !list.length;
    bar.undo.hidden = !cleared;
  }

  function update(message, announcement) {
    updateButtons();
    if (bar) {
      updateBar(message);
    }
    announce(announcement);
    document.dispatchEvent(new CustomEvent("shortlist-changed", { detail: message }));
  }

  /* Adds or removes the site of a button. */
  function toggle(button) {
    const slug = button.getAttribute("data-keep");
    const name = button.getAttribute("data-name");
    const list = read();
    const index = list.indexOf(slug);
    let message = "";
    cleared = null;
    if (index !== -1) {
      list.splice(index, 1);
    } else if (list.length < MAX_SITES) {
      list.push(slug);
    } else {
      message = FULL;
    }
    if (!message) {
      write(list);
    }
    update(message, message || `${(index === -1 ? "Added: " : "Removed: ") + name}. ${summary(list)}`);
  }

  function clear() {
    cleared = read();
    write([]);
    update("Your shortlist was cleared.", "");
    /* The bar is already in view, so the page must not scroll. */
    bar.message.focus({ preventScroll: true });
  }

  function undo() {
    write(cleared);
    cleared = null;
    update("", "");
    bar.message.focus({ preventScroll: true });
  }

  function refresh() {
    cleared = null;
    update("", "");
  }

  /* The shortlist's own page has no bar. */
  if (!document.querySelector(".shortlist-page")) {
    buildBar();
  }
  document.getElementById("main").appendChild(liveRegion);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-keep]");
    if (button) {
      toggle(button);
    }
  });
  document.addEventListener("sites-shown", updateButtons);
  /* Another window changed the list, or cleared all storage (key null). */
  window.addEventListener("storage", (event) => {
    if (event.key === KEY || event.key === null) {
      refresh();
    }
  });
  /* A page restored from the back/forward cache may have missed a change. */
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      refresh();
    }
  });
  updateButtons();
  if (bar) {
    updateBar("");
  }

  return {
    MAX_SITES: MAX_SITES,
    ADD_LABEL: ADD_LABEL,
    read: read,
    write: write,
    isStored: isStored,
    toFragment: toFragment,
    parse: parse,
    siteCount: siteCount,
    announce: announce,
    updateButtons: updateButtons,
  };
})();
