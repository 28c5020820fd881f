"use strict";
/* Checks the answers on request: a summary of answers that are missing or too long, with links to their fields, and the
   same texts beside each question. It does not block anything. A fixed error leaves the summary at once. */
site.practice.check = (() => {
  const { element, one } = site.dom;
  const { fill } = site.text;
  const { fields, parts } = site.practice;
  const messages = site.messages.pathway.practice.check;
  const summary = one(".practice-faults");
  const title = document.title;
  /**
   * The errors that the last check found and no change has fixed.
   * @type {{ question: PracticeField, text: string }[]}
   */
  let errors = [];

  /**
   * Radio groups may be invalid as a whole (ARIA); otherwise each input is.
   * @param {PracticeField} question
   */
  const invalidElements = (question) =>
    question.element.getAttribute("role") === "radiogroup" ? [question.element] : question.inputs;

  /**
   * Shows an error beside its question; an empty text removes it.
   * @param {PracticeField} question
   * @param {string} text
   */
  function showError(question, text) {
    const line = one(".practice-fault", question.element);
    const described = question.inputs.length > 1 ? question.element : question.field;
    const ids = (described.getAttribute("aria-describedby") || "").split(" ").filter((id) => id !== line.id);
    line.textContent = text;
    line.hidden = !text;
    question.element.classList.toggle("is-invalid", Boolean(text));
    described.setAttribute("aria-describedby", [...(text ? [line.id] : []), ...ids].join(" "));
    for (const each of invalidElements(question)) {
      if (text) {
        each.setAttribute("aria-invalid", "true");
      } else {
        each.removeAttribute("aria-invalid");
      }
    }
  }

  /** @param {{ question: PracticeField, text: string }} error */
  function summaryItem({ question, text }) {
    const label = fill(messages.item, { question: question.text, error: text });
    const link = element("a", label, { href: `#q-${question.id}` });
    link.addEventListener("click", (event) => {
      event.preventDefault();
      parts.open(question.element);
      /* Scroll to the whole question, so that its text is visible with the field. */
      question.element.scrollIntoView();
      question.field.focus({ preventScroll: true });
    });
    return element("li", "", {}, [link]);
  }

  function showSummary() {
    summary.hidden = !errors.length;
    if (!errors.length) {
      summary.replaceChildren();
      document.title = title;
      return;
    }
    document.title = fill(messages.title, { title });
    summary.replaceChildren(
      element("h2", fill(messages.heading, { count: errors.length }), { tabindex: "-1" }),
      element("ul", "", {}, errors.map(summaryItem)),
    );
  }

  return {
    run: () => {
      const checked = fields.questions.map((question) => ({ question, text: fields.errorOf(question) }));
      for (const { question, text } of checked) {
        showError(question, text);
      }
      errors = checked.filter(({ text }) => text);
      showSummary();
      if (errors.length) {
        summary.scrollIntoView();
        one("h2", summary).focus({ preventScroll: true });
      }
      return !errors.length;
    },
    refresh: () => {
      const fixed = errors.filter(({ question }) => !fields.errorOf(question));
      if (fixed.length) {
        for (const { question } of fixed) {
          showError(question, "");
        }
        errors = errors.filter((error) => !fixed.includes(error));
        showSummary();
      }
    },
  };
})();
