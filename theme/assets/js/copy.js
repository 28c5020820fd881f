/* Copies the text of a group (`.ask`, or the fold that holds the button) as plain lines, with the numbers of its lists. */
(() => {
  "use strict";

  /**
   * A line of the text: a list item with its number or a hyphen, anything else as it reads.
   * @param {HTMLElement} part
   * @returns {string}
   */
  const toLine = (part) => {
    const words = (part.textContent || "").replace(/\s+/g, " ").trim();
    const list = part.parentElement;
    if (!(list instanceof HTMLOListElement)) { return part.localName === "li" ? `- ${words}` : words; }
    return `${list.start + [...list.children].indexOf(part)}. ${words}`;
  };

  /**
   * @param {Element} group
   * @returns {string} The lines of the group, with an empty line before each paragraph or heading.
   */
  const toText = (group) => [...group.querySelectorAll("h2, h3, h4, p, li")]
    .filter((part) => !part.closest(".copy"))
    .map((part) => (part.localName === "li" ? "" : "\n") + toLine(/** @type {HTMLElement} */ (part)))
    .join("\n").trim();

  /**
   * The way of browsers that give no clipboard, as on pages without https.
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
    try { copied = document.execCommand("copy"); } catch (error) { /* The reader is told below. */ }
    box.remove();
    return copied;
  };

  /** @param {HTMLElement} part */
  const prepare = (part) => {
    const group = part.closest(".ask, details"), button = part.querySelector("button");
    const status = part.querySelector("[role=status]");
    if (!group || !button || !status) { return; }
    /** @param {boolean} copied */
    const say = (copied) => {
      status.textContent = copied ? "Copied." : "Your browser did not allow copying. Select the list to copy it.";
      button.focus();
    };
    button.addEventListener("click", () => {
      const text = toText(group);
      status.textContent = "";
      if (!navigator.clipboard) { say(copyBySelection(text)); return; }
      navigator.clipboard.writeText(text).then(() => say(true), () => say(copyBySelection(text)));
    });
    part.hidden = false;
  };

  document.querySelectorAll(".copy").forEach((part) => prepare(/** @type {HTMLElement} */ (part)));
})();
