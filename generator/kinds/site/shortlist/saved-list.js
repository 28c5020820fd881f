"use strict";
/* The list of the slugs of sites that a reader saves on this device. If storage is blocked, it lasts as long as the
   page. */
site.savedList = (storage, renames) => {
  const NAME = "shortlist";
  const MAX_SITES = 12;
  const PREFIX = "sites";
  /** The list if it cannot be stored. @type {string[] | null} */
  let memory = storage.isAvailable() ? null : [];

  /**
   * Returns only slugs, the current ones, without repeats, and no more than fit. The list may come from a link or from
   * damaged storage.
   * @param {unknown} list
   * @returns {string[]}
   */
  function sanitize(list) {
    const slugs = (Array.isArray(list) ? list : []).filter(
      (slug) => typeof slug === "string" && /^[a-z0-9-]+$/.test(slug),
    );
    return [...new Set(slugs.map((slug) => renames.get(slug) ?? slug))].slice(0, MAX_SITES);
  }

  return {
    MAX_SITES,
    name: NAME,
    read: () => {
      if (memory) {
        return [...memory];
      }
      try {
        return sanitize(JSON.parse(storage.get(NAME) || "[]"));
      } catch (_error) {
        return [];
      }
    },
    write: (list) => {
      const isStored = list.length ? storage.set(NAME, JSON.stringify(list)) : storage.remove(NAME);
      memory = isStored ? null : [...list];
    },
    isStored: () => memory === null,
    parse: (fragment) => {
      const text = site.page.readFragment(fragment).get(PREFIX);
      return text === undefined ? null : sanitize(site.page.decode(text).split(","));
    },
    toFragment: (list) => `#${PREFIX}=${list.join(",")}`,
  };
};
