"use strict";
/* Elements: finding and creating them, and the parts that several pages have. */
site.dom = (() => {
  /* How long a reader pauses before a screen reader should speak, in milliseconds. */
  const PAUSE = 500;

  /**
   * @template {Element} T
   * @param {string} selector
   * @param {ParentNode} root
   * @returns {T[]}
   */
  const all = (selector, root = document) => [.../** @type {NodeListOf<T>} */ (root.querySelectorAll(selector))];

  /** @type {SiteDom["element"]} */
  function element(name, text = "", attributes = {}, children = []) {
    const created = document.createElement(name);
    if (text) {
      created.textContent = text;
    }
    for (const [key, value] of Object.entries(attributes)) {
      created.setAttribute(key, value);
    }
    created.append(...children);
    return created;
  }

  /** @type {SiteDom["one"]} */
  function one(selector, root = document) {
    const found = root.querySelector(selector);
    if (!found) {
      throw new Error(`There is no ${selector} on this page.`);
    }
    return /** @type {any} */ (found);
  }

  /** @type {SiteDom["debounce"]} */
  function debounce(callback, milliseconds) {
    /** @type {number | undefined} */
    let timer;
    const run = () => {
      timer = undefined;
      callback();
    };
    const debounced = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(run, milliseconds);
    };
    debounced.now = () => {
      if (timer !== undefined) {
        window.clearTimeout(timer);
        run();
      }
    };
    debounced.drop = () => {
      window.clearTimeout(timer);
      timer = undefined;
    };
    return debounced;
  }

  return {
    all,
    element,
    one,
    closest: (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null),
    button: (text, onClick, attributes = {}) => {
      const created = element("button", text, { type: "button", class: "plain", ...attributes });
      created.addEventListener("click", onClick);
      return created;
    },
    firstItems: (list, items, toItem, { size, label, onShow }) => {
      list.append(...items.slice(0, size).map(toItem));
      if (items.length <= size) {
        return [list];
      }
      const showAll = element("button", label, { type: "button", class: "plain" });
      showAll.addEventListener("click", () => {
        list.append(...items.slice(size).map(toItem));
        showAll.remove();
        list.children[size].querySelector("a")?.focus();
        onShow?.();
      });
      return [list, showAll];
    },
    undoNotice: (root) => {
      const notice = one(".undo-notice", root);
      const button = one("button", notice);
      /** @type {(() => void) | undefined} */
      let undo;
      button.addEventListener("click", () => undo?.());
      return {
        show: (text, toUndo) => {
          one("p", notice).textContent = text;
          notice.hidden = !text;
          button.hidden = !toUndo;
          undo = toUndo;
        },
        focus: () => notice.focus(),
      };
    },
    debounce,
    announcer: (status, liveRegion) =>
      debounce(() => {
        liveRegion.textContent = status.textContent;
      }, PAUSE),
  };
})();
