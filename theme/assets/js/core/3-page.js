"use strict";
/* The page and its address. Pages are at any depth, and in the offline copy every URL names a file. */
site.page = (() => {
  const holder = /** @type {HTMLElement} */ (document.querySelector("[data-index]"));
  const root = holder.dataset.root || "";
  const index = holder.dataset.index || "";

  /** @type {SitePage["decode"]} */
  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch (_error) {
      return text;
    }
  }

  /** @type {SitePage["encode"]} */
  function encode(text) {
    return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));
  }

  /** @type {SitePage["href"]} */
  function href(address) {
    const [path, anchor] = address.split("#");
    const page = path === "" || path.endsWith("/") ? path + index : path;
    return root + page + (anchor === undefined ? "" : `#${anchor}`);
  }

  /** Follows the redirect of an anchor or page that has moved. The page has the new address in a data attribute. */
  function followRedirect() {
    const fragment = window.location.hash;
    const anchor = fragment ? document.getElementById(decode(fragment.slice(1))) : null;
    const target = anchor?.classList.contains("old-part") ? anchor.dataset.now : "";
    const page = /** @type {HTMLElement | null} */ (document.querySelector("[data-moved]"));
    if (target) {
      window.location.replace(target.startsWith("#") ? target : href(target));
    } else if (page?.dataset.moved && fragment) {
      window.location.replace(href(page.dataset.moved.split("#")[0] + fragment));
    }
  }
  window.addEventListener("hashchange", followRedirect);
  followRedirect();

  return {
    href,
    decode,
    encode,
    load: (address, callback) => {
      const script = document.createElement("script");
      script.src = root + address;
      script.onload = () => callback(true);
      script.onerror = () => callback(false);
      document.head.append(script);
    },
    readFragment: (fragment = window.location.hash) => {
      /** @type {Map<string, string>} */
      const values = new Map();
      for (const part of fragment.replace(/^#/, "").split("&")) {
        const equals = part.indexOf("=");
        if (equals > 0) {
          values.set(part.slice(0, equals), part.slice(equals + 1));
        }
      }
      return values;
    },
    setFragment: (fragment, { replace = false } = {}) => {
      const { hash, pathname, search } = window.location;
      if ((fragment || "#") === (hash || "#")) {
        return;
      }
      try {
        window.history[replace ? "replaceState" : "pushState"](null, "", fragment || pathname + search);
      } catch (_error) {
        /* Some browsers refuse it for local files. */
      }
    },
    printOnly: (className) => {
      const restore = () => document.body.classList.remove(className);
      document.body.classList.add(className);
      window.addEventListener("afterprint", restore, { once: true });
      window.print();
    },
  };
})();
