"use strict";
/* The brief of "Sites like yours": shows the answers, has a text box for the reader's own words, and can be printed
   alone. A line without text stays blank, to write on. */
site.brief = (() => {
  const brief = document.querySelector(".brief");
  const textareas = all("textarea");
  const printButton = brief.querySelector("[data-act=print]");

  function all(selector) {
    return Array.prototype.slice.call(brief.querySelectorAll(selector));
  }

  /* Shows a text in a line. Without text, the line gets back the hidden text with which the page was loaded. */
  function write(line, text) {
    const value = line.querySelector("dd");
    line.placeholder = line.placeholder || value.firstElementChild;
    value.textContent = text;
    if (!text) {
      value.appendChild(line.placeholder);
    }
    value.classList.toggle("blank", !text);
  }

  /* A text box prints only the lines in view, so the full text is copied to the line beside it. */
  function copyOwnWords() {
    all("[data-own]").forEach((line, number) => {
      write(line, textareas[number].value.trim());
    });
  }

  printButton.addEventListener("click", () => {
    site.page.printOnly("only-the-brief");
  });
  textareas.forEach((textarea) => {
    textarea.addEventListener("input", copyOwnWords);
  });
  window.addEventListener("pageshow", copyOwnWords);
  all(".brief-own")
    .concat(printButton)
    .forEach((part) => {
      part.hidden = false;
    });

  return {
    /* Shows the text of each answer, by question. */
    show: (answers) => {
      all("[data-answer]").forEach((line) => {
        write(line, answers[line.getAttribute("data-answer")] || "");
      });
    },
    clear: () => {
      textareas.forEach((textarea) => {
        textarea.value = "";
      });
      copyOwnWords();
    },
  };
})();
