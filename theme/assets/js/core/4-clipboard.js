"use strict";
/* The clipboard. Browsers offer it only to secure pages, and may refuse access to it. */
site.clipboard = (() => {
  /**
   * Copies a text with the selection, where there is no clipboard access, such as on pages without HTTPS.
   * @param {string} text
   */
  function copyBySelection(text) {
    const focused = document.activeElement;
    const box = document.createElement("textarea");
    box.value = text;
    box.className = "hidden-text";
    document.body.append(box);
    box.select();
    try {
      return document.execCommand("copy");
    } catch (_error) {
      return false;
    } finally {
      box.remove();
      if (focused instanceof HTMLElement) {
        focused.focus({ preventScroll: true });
      }
    }
  }

  return {
    copy: async (text) => {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch (_error) {
        return copyBySelection(text);
      }
    },
  };
})();
