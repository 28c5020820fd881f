"use strict";
/* Checks the answers on request: a summary of answers that are missing or too long, with links to their fields, and the
   same texts beside each question. It does not block anything. A fixed error leaves the summary at once. */
site.practice.check = (() => {
  const element = site.dom.element;
  const fields = site.practice.fields;
  const holder = document.querySelector(".practice");
  const summary = holder.querySelector(".practice-faults");
  const title = document.title;
  let errors = [];

  /* Radio groups may be invalid as a whole (ARIA); otherwise each input is. */
  function invalidElements(question) {
    return question.element.getAttribute("role") === "radiogroup" ? [question.element] : question.inputs;
  }
  function describedElement(question) {
    return question.inputs.length > 1 ? question.element : question.field;
  }

  /* Shows an error beside its question; an empty text removes it. */
  function showError(question, text) {
    const line = question.element.querySelector(".practice-fault");
    const described = describedElement(question);
    const ids = (described.getAttribute("aria-describedby") || "").split(" ").filter((id) => id !== line.id);
    line.textContent = text;
    line.hidden = !text;
    question.element.classList.toggle("at-fault", Boolean(text));
    described.setAttribute("aria-describedby", (text ? [line.id] : []).concat(ids).join(" "));
    invalidElements(question).forEach((invalid) => {
      if (text) {
        invalid.setAttribute("aria-invalid", "true");
      } else {
        invalid.removeAttribute("aria-invalid");
      }
    });
  }

  function summaryItem(error) {
    const item = element("li");
    const link = element("a", `${error.question.text} ${error.text}.`, { href: `#q-${error.question.id}` });
    link.addEventListener("click", (event) => {
      event.preventDefault();
      site.practice.parts.open(error.question.element);
      /* Scroll to the whole question, so that its text is visible with the field. */
      error.question.element.scrollIntoView();
      error.question.field.focus({ preventScroll: true });
    });
    item.appendChild(link);
    return item;
  }

  function showSummary() {
    const list = element("ul");
    summary.textContent = "";
    summary.hidden = !errors.length;
    document.title = (errors.length ? "Error: " : "") + title;
    if (!errors.length) {
      return;
    }
    summary.appendChild(
      element("h2", `${site.text.countOf(errors.length, "answer needs", "answers need")} another look`, {
        tabindex: "-1",
      }),
    );
    errors.forEach((error) => {
      list.appendChild(summaryItem(error));
    });
    summary.appendChild(list);
  }

  return {
    /* Checks all answers and returns whether there is no error. If there is one, the summary gets the focus. */
    run: () => {
      fields.questions.forEach((question) => {
        showError(question, fields.errorOf(question));
      });
      errors = fields.questions
        .map((question) => ({ question: question, text: fields.errorOf(question) }))
        .filter((error) => error.text);
      showSummary();
      if (errors.length) {
        summary.scrollIntoView();
        summary.querySelector("h2").focus({ preventScroll: true });
      }
      return !errors.length;
    },
    /* Removes the errors that a change has fixed. */
    refresh: () => {
      const remaining = errors.filter((error) => fields.errorOf(error.question));
      if (remaining.length === errors.length) {
        return;
      }
      errors.forEach((error) => {
        if (remaining.indexOf(error) === -1) {
          showError(error.question, "");
        }
      });
      errors = remaining;
      showSummary();
    },
  };
})();
