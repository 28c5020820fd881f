"use strict";
/* The shortlist: sites that a reader adds. Buttons with data-keep add and remove a site, and a bar shows the number of
   sites and, if storage is blocked, that the list will be lost. */
site.shortlist = (() => {
  const { all, closest, element, one } = site.dom;
  const { fill } = site.text;
  const messages = site.messages.sites;
  /* A renamed site may be saved under a former slug. The data of sites has all of them, but not every page loads it;
     each button has those of its own site. */
  const renames = new Map(Object.entries(/** @type {Partial<SiteData>} */ (site.data).sites?.former || {}));
  for (const keep of all("[data-former]")) {
    (keep.dataset.former || "").split(" ").forEach((slug) => renames.set(slug, keep.dataset.keep || slug));
  }
  const list = site.savedList(site.storage, renames);
  const [addLabel] = fill(messages.add).split("|");
  const liveRegion = element("p", "", { class: "hidden-text", role: "status" });
  /** The list before it was cleared, for Undo. @type {string[] | null} */
  let cleared = null;

  /** @param {string} text */
  const announce = (text) => {
    liveRegion.textContent = text;
  };

  /** Returns how many sites are on the list, and whether it is saved. */
  function summary() {
    const count = list.read().length;
    return fill(!count ? messages.empty : list.isStored() ? messages.saved : messages.unsaved, { count });
  }

  /* ---- buttons ---- */

  /** @type {SiteShortlist["namedButton"]} */
  function namedButton(message, values, attributes) {
    const [label, rest] = String(message).split("|");
    const created = element("button", fill(label, values), { type: "button", ...attributes });
    created.append(element("span", fill(rest, values), { class: "hidden-text" }));
    return created;
  }

  function updateButtons() {
    const slugs = list.read();
    for (const keep of all("[data-keep]")) {
      const isListed = slugs.includes(keep.dataset.keep || "");
      keep.hidden = false;
      keep.setAttribute("aria-pressed", String(isListed));
      keep.firstChild?.replaceWith(isListed ? fill(messages.onShortlist) : addLabel);
    }
  }

  /* ---- the bar ---- */

  /** @param {Message} message @param {() => void} onClick */
  function barButton(message, onClick) {
    const created = namedButton(message, {}, { class: "plain" });
    created.addEventListener("click", onClick);
    return created;
  }

  const bar = {
    message: element("p", "", { tabindex: "-1" }),
    link: element("a"),
    clear: barButton(messages.clear, clear),
    undo: barButton(messages.undo, undo),
  };
  const section = element("section", "", { class: "shortlist-bar", "aria-label": fill(messages.shortlist) }, [
    bar.message,
    element("p", "", { class: "site-tools" }, [bar.link, bar.clear, bar.undo]),
  ]);
  /* The shortlist's own page has no bar. */
  const hasBar = !document.querySelector(".shortlist-page");

  /** Shows a message or, without one, the number of sites. @param {string} message */
  function updateBar(message) {
    const slugs = list.read();
    section.hidden = !slugs.length && !message;
    document.documentElement.classList.toggle("shortlist-shown", hasBar && !section.hidden);
    bar.message.textContent = message || summary();
    bar.link.textContent = fill(slugs.length > 1 ? messages.compare : messages.see);
    /* A list that cannot be stored goes to the next page in the address. */
    bar.link.href = site.page.href(`sites/shortlist/${list.isStored() ? "" : list.toFragment(slugs)}`);
    bar.link.hidden = !slugs.length;
    bar.clear.hidden = !slugs.length;
    bar.undo.hidden = !cleared;
  }

  /** @param {string} message @param {string} announcement */
  function update(message, announcement) {
    updateButtons();
    updateBar(message);
    announce(announcement);
    document.dispatchEvent(new CustomEvent("shortlist-changed", { detail: message }));
  }

  /* ---- changes ---- */

  /** Adds or removes the site of a button. @param {HTMLElement} keep */
  function toggle(keep) {
    const { keep: slug = "", name = "" } = keep.dataset;
    const slugs = list.read();
    cleared = null;
    if (slugs.includes(slug)) {
      list.write(slugs.filter((other) => other !== slug));
      update("", `${fill(messages.removed, { name })} ${summary()}`);
    } else if (slugs.length < list.MAX_SITES) {
      list.write([...slugs, slug]);
      update("", `${fill(messages.added, { name })} ${summary()}`);
    } else {
      const message = fill(messages.full, { most: list.MAX_SITES });
      update(message, message);
    }
  }

  function clear() {
    cleared = list.read();
    list.write([]);
    update(fill(messages.cleared), "");
    /* The bar is already in view, so the page must not scroll. */
    bar.message.focus({ preventScroll: true });
  }

  function undo() {
    list.write(cleared || []);
    cleared = null;
    update("", "");
    bar.message.focus({ preventScroll: true });
  }

  function refresh() {
    cleared = null;
    update("", "");
  }

  if (hasBar) {
    one("#main .body").append(section);
  }
  one("#main").append(liveRegion);
  document.addEventListener("click", (event) => {
    const keep = closest(event, "[data-keep]");
    if (keep) {
      toggle(keep);
    }
  });
  document.addEventListener("sites-shown", updateButtons);
  /* Another window changed the list, or cleared all storage (key null). */
  window.addEventListener("storage", (event) => {
    if (event.key === site.storage.key(list.name) || event.key === null) {
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
  updateBar("");

  return {
    ...list,
    announce,
    namedButton,
    updateButtons,
    keepButton: ({ name, slug }) =>
      namedButton(
        messages.add,
        { name },
        { class: "shortlist-add", "data-keep": slug, "data-name": name, "aria-pressed": "false" },
      ),
  };
})();
