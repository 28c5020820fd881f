"use strict";
/* The shortlist's own page: shows the reader's list, or the list in a link that the reader opened. */
(() => {
  const { closest, one } = site.dom;
  const { fill, inSentence } = site.text;
  const messages = site.messages.sites;
  const { shortlist } = site;
  const bySlug = new Map(site.facets.read(site.data.sites).sites.map((listed) => [listed.slug, listed]));
  const page = one(".shortlist-page");
  const notice = site.dom.undoNotice(page);
  /** The sites on the page. @type {ListedSite[]} */
  let shown = [];
  let isFromLink = false;

  /** @param {string} name */
  const part = (name) => one(`[data-part=${name}]`, page);
  /** @param {string} action */
  const actButton = (action) => one(`[data-act=${action}]`, page);
  /** @param {ListedSite[]} list */
  const slugsOf = (list) => list.map((listed) => listed.slug);
  /** Returns the sites of a list of slugs. Those that are no longer listed are left out. @param {string[]} slugs */
  const sitesOf = (slugs) => slugs.flatMap((slug) => bySlug.get(slug) || []);

  /* ---- showing the list ---- */

  /** @param {string} text @param {() => void} [undo] */
  function focusMessage(text, undo) {
    notice.show(text, undo);
    notice.focus();
  }

  /** @param {ListedSite} listed */
  const removeButton = (listed) =>
    shortlist.namedButton(
      messages.remove,
      { name: inSentence(listed.name) },
      { class: "shortlist-remove", "data-remove": listed.slug },
    );

  /**
   * Returns the notice above a list from a link.
   * @param {number} count The number of sites on the reader's own list.
   * @param {boolean} ownsAll Whether these are all sites of the link.
   */
  function linkNotice(count, ownsAll) {
    const sentences = !shortlist.isStored()
      ? [messages.linkCannotBeSaved]
      : ownsAll
        ? [messages.linkAllOwned]
        : [messages.linkNotSaved, ...(count ? [messages.ownUnchanged] : [])];
    return [messages.fromLink, ...sentences].map((sentence) => fill(sentence, { count })).join(" ");
  }

  /** Updates the notices and buttons around the list. */
  function updateControls() {
    const ownSites = sitesOf(shortlist.read());
    const isStored = shortlist.isStored();
    const ownsAll = shown.every((listed) => ownSites.includes(listed));
    part("none").hidden = shown.length > 0;
    part("tools").hidden = !shown.length;
    part("link").hidden = true;
    part("more").hidden = isFromLink || shown.length !== 1;
    part("kept").hidden = isFromLink || !shown.length;
    part("kept").textContent = fill(isStored ? messages.keptHere : messages.keptNowhere);
    part("shared").hidden = !isFromLink;
    one("p", part("shared")).textContent = isFromLink ? linkNotice(ownSites.length, ownsAll) : "";
    one("a", part("shared")).hidden = !ownSites.length || !isStored;
    actButton("keep").hidden = ownsAll || !isStored;
    actButton("forget").hidden = isFromLink;
  }

  /** @param {ListedSite[]} list @param {boolean} fromLink */
  function show(list, fromLink) {
    shown = list;
    isFromLink = fromLink;
    const addButton = shortlist.isStored() ? shortlist.keepButton : undefined;
    site.sideBySide(part("view"), shown, isFromLink ? addButton : removeButton);
    updateControls();
    shortlist.updateButtons();
  }

  const showOwn = () => show(sitesOf(shortlist.read()), false);

  /** Shows the list in the fragment, or else the reader's own. Sites that are no longer listed are removed from it. */
  function open() {
    const linked = shortlist.parse(window.location.hash);
    const slugs = linked || shortlist.read();
    const listed = sitesOf(slugs);
    const count = slugs.length - listed.length;
    notice.show(count ? fill(linked ? messages.lostFromLink : messages.lostFromList, { count }) : "");
    if (count && !linked) {
      shortlist.write(slugsOf(listed));
    }
    if (linked && listed.length) {
      show(listed, true);
    } else {
      showOwn();
    }
  }

  /* ---- actions ---- */

  /** Replaces the reader's own list. Undo restores it. @param {string[]} slugs @param {string} message */
  function change(slugs, message) {
    const before = shortlist.read();
    shortlist.write(slugs);
    showOwn();
    focusMessage(message, () => {
      shortlist.write(before);
      showOwn();
      focusMessage(fill(messages.restored));
    });
  }

  /** @param {string} slug */
  const remove = (slug) =>
    change(
      shortlist.read().filter((other) => other !== slug),
      fill(messages.siteRemoved, { name: bySlug.get(slug)?.name || slug }),
    );

  /** Adds the sites of a link to the reader's own list. */
  function addAll() {
    const own = shortlist.read();
    const added = slugsOf(shown).filter((slug) => !own.includes(slug));
    const count = own.length + added.length;
    if (count > shortlist.MAX_SITES) {
      focusMessage(fill(messages.tooMany, { count, most: shortlist.MAX_SITES }));
      return;
    }
    site.page.setFragment("");
    change([...own, ...added], fill(messages.sitesAdded, { count: added.length }));
  }

  /** @param {string} address */
  function offerLink(address) {
    /** @type {HTMLInputElement} */
    const field = one("input", part("link"));
    notice.show(fill(messages.copyThis));
    part("link").hidden = false;
    field.value = address;
    field.focus();
    field.select();
  }

  async function copyLink() {
    const address = window.location.href.split(/[?#]/)[0] + shortlist.toFragment(slugsOf(shown));
    if (!(await site.clipboard.copy(address))) {
      offerLink(address);
      return;
    }
    const text = fill(messages.shortlistCopied);
    const isLocal = window.location.protocol === "file:";
    notice.show(isLocal ? `${text} ${fill(messages.opensThisCopy)}` : text);
    shortlist.announce(text);
  }

  /** By the data-act attribute of the button. @type {Record<string, () => void>} */
  const ACTIONS = {
    copy: copyLink,
    keep: addAll,
    print: () => window.print(),
    forget: () => change([], fill(messages.cleared)),
  };

  page.addEventListener("click", (event) => {
    const target = closest(event, "[data-act], [data-remove]");
    if (target?.dataset.remove) {
      remove(target.dataset.remove);
    } else if (target?.dataset.act) {
      ACTIONS[target.dataset.act]();
    }
  });
  /* The list changed in another window or, if it is from a link, by the button of one of its sites. */
  document.addEventListener("shortlist-changed", (event) => {
    if (isFromLink) {
      updateControls();
      notice.show(event.detail);
      return;
    }
    if (shortlist.read().join() === slugsOf(shown).join()) {
      return;
    }
    const hasFocus = page.contains(document.activeElement);
    const text = fill(messages.changedElsewhere);
    showOwn();
    if (hasFocus) {
      focusMessage(text);
    } else {
      notice.show(text);
      shortlist.announce(text);
    }
  });
  /* A fragment that names a part of the page, such as #main, does not change the list. */
  window.addEventListener("hashchange", () => {
    if (!window.location.hash || shortlist.parse(window.location.hash)) {
      open();
    }
  });
  document.documentElement.classList.add("shortlist-open");
  page.hidden = false;
  open();
})();
