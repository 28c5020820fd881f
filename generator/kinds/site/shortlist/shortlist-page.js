"use strict";
/* The shortlist's own page: shows the reader's list, or the list in a link that the reader opened. */
(() => {
  const shortlist = site.shortlist;
  const element = site.dom.element;
  const sites = site.facets.read(site.data.sites).sites;
  /* shown: the sites on the page. isFromLink: whether they are from a link. previous: the reader's list, for Undo. */
  const page = document.querySelector(".shortlist-page");
  let shown = [];
  let isFromLink = false;
  let previous = null;

  function part(name) {
    return page.querySelector(`[data-part=${name}]`);
  }
  function button(action) {
    return page.querySelector(`[data-act=${action}]`);
  }
  function slugs(list) {
    return list.map((site) => site.slug);
  }

  /* The sites of a list of slugs. Sites that are no longer listed are left out. */
  function sitesOf(list) {
    return list.map((slug) => sites.filter((site) => site.slug === slug)[0]).filter(Boolean);
  }

  /* ---- showing the list ---- */

  function showMessage(text, undoList) {
    part("said").querySelector("p").textContent = text;
    part("said").hidden = !text;
    button("undo").hidden = !undoList;
    previous = undoList || null;
  }

  function focusMessage(text, undoList) {
    showMessage(text, undoList);
    part("said").focus();
  }

  function siteButton(text, hiddenText, attributes) {
    const result = element("button", text, Object.assign({ type: "button" }, attributes));
    result.appendChild(element("span", hiddenText, { class: "hidden-text" }));
    return result;
  }

  function removeButton(site) {
    return siteButton("Remove", ` ${site.text.inSentence(site.name)} from your shortlist`, {
      class: "remove",
      "data-remove": site.slug,
    });
  }
  function addButton(site) {
    return siteButton(shortlist.ADD_LABEL, `: ${site.name}`, {
      class: "keep",
      "data-keep": site.slug,
      "data-name": site.name,
    });
  }

  /* The notice above a list from a link. */
  function linkNotice(ownSites, ownsAll) {
    const start = "This list is from the link you opened. ";
    if (!shortlist.isStored()) {
      return `${start}Your browser is not storing data for this site, so the list cannot be saved here. Keep the link instead.`;
    }
    if (ownsAll) {
      return `${start}All of these sites are already on your own shortlist.`;
    }
    return `${start}It is not saved on this device.${ownSites.length ? ` Your own shortlist (${shortlist.siteCount(ownSites.length)}) has not changed.` : ""}`;
  }

  /* Updates the notices and buttons around the list. */
  function updateControls() {
    const ownSites = sitesOf(shortlist.read());
    const isStored = shortlist.isStored();
    const ownsAll = shown.every((site) => ownSites.indexOf(site) !== -1);
    part("none").hidden = shown.length > 0;
    part("tools").hidden = !shown.length;
    part("link").hidden = true;
    part("more").hidden = isFromLink || shown.length !== 1;
    part("kept").hidden = isFromLink || !shown.length;
    part("kept").textContent = isStored
      ? "Your shortlist is saved only on this device. Anyone who uses this device can see it until you select “Clear shortlist.”"
      : "Your browser is not storing data for this site, so your shortlist will be lost when you leave this page. To keep it, select “Copy a link.”";
    part("shared").hidden = !isFromLink;
    part("shared").querySelector("p").textContent = isFromLink ? linkNotice(ownSites, ownsAll) : "";
    part("shared").querySelector("a").hidden = !ownSites.length || !isStored;
    button("keep").hidden = ownsAll || !isStored;
    button("forget").hidden = isFromLink;
  }

  function show(list, fromLink) {
    shown = list;
    isFromLink = fromLink;
    site.sideBySide(part("view"), shown, isFromLink ? (shortlist.isStored() ? addButton : null) : removeButton);
    updateControls();
    shortlist.updateButtons();
  }

  function showOwn() {
    show(sitesOf(shortlist.read()), false);
  }

  /* Shows the list in the fragment, or else the reader's own. Removes sites that are no longer listed from the latter. */
  function open() {
    const linked = shortlist.parse(window.location.hash);
    const list = linked || shortlist.read();
    const listed = sitesOf(list);
    const lost = list.length - listed.length;
    showMessage(
      lost
        ? `${shortlist.siteCount(lost) + (linked ? " in this link " : " on your shortlist ") + site.text.plural(lost, "is", "are")} no longer listed and ${site.text.plural(lost, "was", "were")} left out.`
        : "",
    );
    if (lost && !linked) {
      shortlist.write(slugs(listed));
    }
    if (linked && listed.length) {
      show(listed, true);
    } else {
      showOwn();
    }
  }

  /* ---- actions ---- */

  /* Replaces the reader's own list. Undo restores it. */
  function change(list, message) {
    const before = shortlist.read();
    shortlist.write(list);
    showOwn();
    focusMessage(message, before);
  }

  function remove(slug) {
    change(
      shortlist.read().filter((other) => other !== slug),
      `${sitesOf([slug])[0].name} was removed from your shortlist.`,
    );
  }

  /* Adds the sites of a link to the reader's own list. */
  function addAll() {
    const own = shortlist.read();
    const added = slugs(shown).filter((slug) => own.indexOf(slug) === -1);
    const number = own.length + added.length;
    if (number > shortlist.MAX_SITES) {
      focusMessage(
        `A shortlist can have up to ${shortlist.siteCount(shortlist.MAX_SITES)}. With these, yours would have ${number}. Remove some first, or add these one at a time.`,
      );
      return;
    }
    try {
      window.history.pushState(null, "", window.location.pathname);
    } catch (_error) {
      /* browsers may refuse this for files on a disk */
    }
    change(own.concat(added), `Added ${shortlist.siteCount(added.length)} to your shortlist.`);
  }

  function offerLink(address) {
    const field = part("link").querySelector("input");
    showMessage("Copy this link. Anyone who opens it sees these sites and nothing else about you.");
    part("link").hidden = false;
    field.value = address;
    field.focus();
    field.select();
  }

  function confirmCopy() {
    const text = "Link copied. Anyone who opens it sees these sites and nothing else about you.";
    showMessage(text + (window.location.protocol === "file:" ? " It opens this copy on your device." : ""));
    shortlist.announce(text);
  }

  function copyLink() {
    const address = window.location.href.split(/[?#]/)[0] + shortlist.toFragment(slugs(shown));
    /* Browsers offer the clipboard only to secure pages, and may refuse access to it. */
    if (!window.navigator.clipboard) {
      offerLink(address);
      return;
    }
    window.navigator.clipboard.writeText(address).then(confirmCopy, () => {
      offerLink(address);
    });
  }

  /* By the data-act attribute of the button. */
  const ACTIONS = {
    copy: copyLink,
    keep: addAll,
    print: () => {
      window.print();
    },
    forget: () => {
      change([], "Your shortlist was cleared.");
    },
    undo: () => {
      shortlist.write(previous);
      showOwn();
      focusMessage("Your shortlist was restored.");
    },
  };

  page.addEventListener("click", (event) => {
    const target = event.target.closest("[data-act], [data-remove]");
    if (!target) {
      return;
    }
    if (target.hasAttribute("data-remove")) {
      remove(target.getAttribute("data-remove"));
    } else {
      ACTIONS[target.getAttribute("data-act")]();
    }
  });
  /* The list changed in another window or, if it is from a link, by the button of one of its sites. */
  document.addEventListener("shortlist-changed", (event) => {
    if (isFromLink) {
      updateControls();
      showMessage(event.detail);
      return;
    }
    if (shortlist.read().join() === slugs(shown).join()) {
      return;
    }
    const hasFocus = page.contains(document.activeElement);
    const text = "Your shortlist was changed in another window.";
    showOwn();
    showMessage(text);
    if (hasFocus) {
      part("said").focus();
    } else {
      shortlist.announce(text);
    }
  });
  /* A fragment that names a part of the page, such as #main, does not change the list. */
  window.addEventListener("hashchange", () => {
    if (!window.location.hash || shortlist.parse(window.location.hash)) {
      open();
    }
  });
  document.documentElement.classList.add("on-shortlist");
  page.hidden = false;
  open();
})();
