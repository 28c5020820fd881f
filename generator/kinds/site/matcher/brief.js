"use strict";
/* The brief of "Sites like yours": shows the answers, has text boxes for the reader's own words, and can be printed
   alone. A line without text stays blank, to write on. */
site.brief = (() => {
  const { all, one } = site.dom;
  const brief = one(".brief");
  /** @type {HTMLTextAreaElement[]} */
  const textareas = all("textarea", brief);
  const printButton = one("[data-act=print]", brief);
  /* The hidden text with which the page was loaded, by line. */
  const placeholders = new Map(all("[data-answer], [data-own]", brief).map((line) => [line, one("dd > *", line)]));

  /**
   * Shows a text in a line. Without text, the line gets its placeholder back.
   * @param {HTMLElement} line @param {string} text
   */
  function write(line, text) {
    const value = one("dd", line);
    value.replaceChildren(text || placeholders.get(line) || "");
    value.classList.toggle("brief-blank", !text);
  }

  /* A text box prints only the lines in view, so the full text is copied to the line beside it. */
  const copyOwnWords = () =>
    all("[data-own]", brief).forEach((line, number) => write(line, textareas[number].value.trim()));

  printButton.addEventListener("click", () => site.page.printOnly("brief-only"));
  for (const textarea of textareas) {
    textarea.addEventListener("input", copyOwnWords);
  }
  window.addEventListener("pageshow", copyOwnWords);
  for (const part of [...all(".brief-own", brief), printButton]) {
    part.hidden = false;
  }

  return {
    show: (answers) => {
      for (const line of all("[data-answer]", brief)) {
        write(line, answers.get(line.dataset.answer || "") || "");
      }
    },
    clear: () => {
      for (const textarea of textareas) {
        textarea.value = "";
      }
      copyOwnWords();
    },
  };
})();
