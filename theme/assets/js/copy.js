"use strict";
/* Copies the text of a group (`.ask`, or the details element around the button) as plain lines, with list numbers. */
(() => {
  const { all, one } = site.dom;
  const MESSAGES = {
    copied: "Copied.",
    failed: "Your browser did not allow copying. Select the list to copy it.",
  };

  /** Returns an element as a line of text. List items get their number or a hyphen. @param {HTMLElement} part */
  function toLine(part) {
    const text = (part.textContent || "").replace(/\s+/g, " ").trim();
    const list = part.parentElement;
    if (!(list instanceof HTMLOListElement)) {
      return part.localName === "li" ? `- ${text}` : text;
    }
    return `${list.start + [...list.children].indexOf(part)}. ${text}`;
  }

  /** Returns the lines of a group, with a blank line before each paragraph or heading. @param {Element} group */
  function toText(group) {
    const parts = all("h2, h3, h4, p, li", group).filter((part) => !part.closest(".copy"));
    return parts
      .map((part) => (part.localName === "li" ? "" : "\n") + toLine(part))
      .join("\n")
      .trim();
  }

  for (const part of all(".copy")) {
    const group = part.closest(".ask, details");
    if (group) {
      const button = one("button", part);
      const status = one("[role=status]", part);
      button.addEventListener("click", async () => {
        status.textContent = "";
        const isCopied = await site.clipboard.copy(toText(group));
        status.textContent = isCopied ? MESSAGES.copied : MESSAGES.failed;
        button.focus();
      });
      part.hidden = false;
    }
  }
})();
