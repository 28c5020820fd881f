/* Checks the answers on request: a summary of answers that are missing or too long, with links to their fields, and the
   same texts beside each question. It does not block anything. A fixed error leaves the summary at once. */
window.practiceCheck = (function () {
  "use strict";
  var element = window.siteSearch.element, fields = window.practiceFields;
  var holder = document.querySelector(".practice"), summary = holder.querySelector(".practice-faults");
  var title = document.title, errors = [];

  /* Radio groups may be invalid as a whole (ARIA); otherwise each input is. */
  function invalidElements(question) { return question.element.getAttribute("role") === "radiogroup" ? [question.element] : question.inputs; }
  function describedElement(question) { return question.inputs.length > 1 ? question.element : question.field; }

  /* Shows an error beside its question; an empty text removes it. */
  function showError(question, text) {
    var line = question.element.querySelector(".practice-fault"), described = describedElement(question);
    var ids = (described.getAttribute("aria-describedby") || "").split(" ").filter(function (id) { return id !== line.id; });
    line.textContent = text;
    line.hidden = !text;
    question.element.classList.toggle("at-fault", Boolean(text));
    described.setAttribute("aria-describedby", (text ? [line.id] : []).concat(ids).join(" "));
    invalidElements(question).forEach(function (invalid) {
      if (text) { invalid.setAttribute("aria-invalid", "true"); } else { invalid.removeAttribute("aria-invalid"); }
    });
  }

  function summaryItem(error) {
    var item = element("li"), link = element("a", error.question.text + " " + error.text + ".", { href: "#q-" + error.question.id });
    link.addEventListener("click", function (event) {
      event.preventDefault();
      window.practiceParts.open(error.question.element);
      /* Scroll to the whole question, so that its text is visible with the field. */
      error.question.element.scrollIntoView();
      error.question.field.focus({ preventScroll: true });
    });
    item.appendChild(link);
    return item;
  }

  function showSummary() {
    var list = element("ul");
    summary.textContent = "";
    summary.hidden = !errors.length;
    document.title = (errors.length ? "Error: " : "") + title;
    if (!errors.length) { return; }
    summary.appendChild(element("h2", window.site.countOf(errors.length, "answer needs", "answers need") + " another look", { tabindex: "-1" }));
    errors.forEach(function (error) { list.appendChild(summaryItem(error)); });
    summary.appendChild(list);
  }

  return {
    /* Checks all answers and returns whether there is no error. If there is one, the summary gets the focus. */
    run: function () {
      fields.questions.forEach(function (question) { showError(question, fields.errorOf(question)); });
      errors = fields.questions.map(function (question) { return { question: question, text: fields.errorOf(question) }; }).filter(function (error) { return error.text; });
      showSummary();
      if (errors.length) {
        summary.scrollIntoView();
        summary.querySelector("h2").focus({ preventScroll: true });
      }
      return !errors.length;
    },
    /* Removes the errors that a change has fixed. */
    refresh: function () {
      var remaining = errors.filter(function (error) { return fields.errorOf(error.question); });
      if (remaining.length === errors.length) { return; }
      errors.forEach(function (error) { if (remaining.indexOf(error) === -1) { showError(error.question, ""); } });
      errors = remaining;
      showSummary();
    }
  };
})();
