"use strict";
/* The first script of every page, run before the first paint: creates `site`, the namespace of all scripts, with the
   storage on this device, and applies the color scheme that the reader chose. */
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const rootUrl = new URL(script.dataset.root || "./", window.location.href);
  /* Sites on one origin never see each other's data. A copy on a disk has no origin, and may be in another folder
     tomorrow. */
  const basePath = rootUrl.protocol === "file:" ? "" : rootUrl.pathname;
  const VERSION = 1;
  const PREFIX = `${script.dataset.site}${basePath}:${VERSION}:`;
  /* The keys before they had a prefix. */
  const FORMER_KEY = /^(?:scheme|shortlist|practice-answers\..+)$/;

  /**
   * Returns what a function returns, or another value if the browser refuses storage.
   * @template T
   * @param {() => T} use
   * @param {T} otherwise
   */
  function attempt(use, otherwise) {
    try {
      return use();
    } catch (_error) {
      return otherwise;
    }
  }

  /** @type {SiteStorage} */
  const storage = {
    key: (name) => PREFIX + name,
    get: (name) => attempt(() => window.localStorage.getItem(PREFIX + name), null),
    set: (name, text) => attempt(() => window.localStorage.setItem(PREFIX + name, text) === undefined, false),
    remove: (name) => attempt(() => window.localStorage.removeItem(PREFIX + name) === undefined, false),
    names: (start) =>
      attempt(() => Object.keys(window.localStorage), [])
        .filter((key) => key.startsWith(PREFIX + start))
        .map((key) => key.slice(PREFIX.length)),
    isAvailable: () => attempt(() => window.localStorage !== null, false),
  };

  /**
   * Returns the time in a record, in milliseconds since 1970; 0 if there is none.
   * @param {string | null} text
   */
  function timeOf(text) {
    return attempt(() => Date.parse(JSON.parse(text || "").saved), 0) || 0;
  }

  /**
   * Moves what readers saved before keys had a prefix to the keys of this site. A tab that was open during the update
   * may have saved later than the new scripts: the later record of the two is kept.
   */
  function moveFormerKeys() {
    for (const key of Object.keys(window.localStorage).filter((name) => FORMER_KEY.test(name))) {
      const text = window.localStorage.getItem(key) || "";
      if (storage.get(key) === null || timeOf(text) > timeOf(storage.get(key))) {
        window.localStorage.setItem(PREFIX + key, text);
      }
      window.localStorage.removeItem(key);
    }
  }

  attempt(moveFormerKeys, undefined);
  window.site = /** @type {Site} */ ({ storage, data: {}, messages: {} });

  /* ---- the color scheme ---- */

  const page = document.documentElement;
  page.classList.add("scripted");
  const saved = storage.get("scheme");
  if (saved === "dark" || saved === "light") {
    page.dataset.scheme = saved;
  }

  function isDark() {
    const chosen = page.dataset.scheme;
    return chosen ? chosen === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
  }

  document.addEventListener("DOMContentLoaded", () => {
    const button = /** @type {HTMLButtonElement} */ (document.querySelector(".color-button"));
    const update = () => button.setAttribute("aria-pressed", String(isDark()));
    button.hidden = false;
    update();
    button.addEventListener("click", () => {
      page.dataset.scheme = isDark() ? "light" : "dark";
      /* If storage is blocked, the choice lasts until the reader leaves the page. */
      storage.set("scheme", page.dataset.scheme);
      update();
    });
  });
})();
