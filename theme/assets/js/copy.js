"use strict";
/* Copies the text of a group (`.ask`, or the details element around the button) as plain lines, with list numbers. */
(() => {
  /**
   * Returns an element as a line of text. List items get their number or a hyphen.
   * @param {HTMLElement} part
   * @returns {string}
   */
  const toLine = (part) => {
    const text = (part.textContent || "").replace(/\s+/g, " ").trim();
    const list = part.parentElement;
    if (!(list instanceof HTMLOListElement)) {
      return part.localName === "li" ? `- ${text}` : text;
    }
    return `${list.start + [...list.children].indexOf(part)}. ${text}`;
  };

  /**
   * @param {Element} group
   * @returns {string} The lines of the group, with a blank line before each paragraph or heading.
   */
  const toText = (group) =>
    [...group.querySelectorAll("h2, h3, h4, p, li")]
      .filter((part) => !part.closest(".copy"))
      .map((part) => (part.localName === "li" ? "" : "\n") + toLine(/** @type {HTMLElement} */ (part)))
      .join("\n")
      .trim();

  /**
   * Copies a text in browsers without clipboard access, such as on pages without HTTPS.
   * @param {string} text
   * @returns {boolean} Whether it was copied.
   */
  const copyBySelection = (text) => {
    const box = document.createElement("textarea");
    box.value = text;
    box.className = "hidden-text";
    document.body.append(box);
    box.select();
    let copied = false;
    try {
      copied = document.execCommand("copy");
    } catch (_error) {
      /* The caller tells the reader. */
    }
    box.remove();
    return copied;
  };

  /** @param {HTMLElement} part */
  const prepare = (part) => {
    const group = part.closest(".ask, details");
    const button = part.querySelector("button");
    const status = part.querySelector("[role=status]");
    if (!group || !button || !status) {
      return;
    }
    /** @param {boolean} copied */
    const report = (copied) => {
      status.textContent = copied ? "Copied." : "Your browser did not allow copying. Select the list to copy it.";
      button.focus();
    };
    button.addEventListener("click", () => {
      const text = toText(group);
      status.textContent = "";
      if (!navigator.clipboard) {
        report(copyBySelection(text));
        return;
      }
      navigator.clipboard.writeText(text).then(
        () => report(true),
        () => report(copyBySelection(text)),
      );
    });
    part.hidden = false;
  };

  document.querySelectorAll(".copy").forEach((part) => prepare(/** @type {HTMLElement} */ (part)));
})();
