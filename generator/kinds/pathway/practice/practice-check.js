/* The check: a summary of answers that are missing or too long, whose links lead to the fields, and the same words
   beside each. It does not block anything, and a fault that is fixed leaves the summary at once. */
window.practiceCheck = (function () {
  "use strict";
  var element = window.siteSearch.element, fields = window.practiceFields;
  var holder = document.querySelector(".practice"), summary = holder.querySelector(".practice-faults");
  var title = document.title, found = [];

  function place(question) { return question.part.querySelector(".practice-fault"); }

  /* A group says it of itself, where its kind may; each box of a list of boxes says it alone. */
  function marked(question) { return question.part.getAttribute("role") === "radiogroup" ? [question.part] : question.inputs; }
  function described(question) { return question.inputs.length > 1 ? question.part : question.field; }

  function show(question, fault) {
    var line = place(question), part = described(question);
    var names = (part.getAttribute("aria-describedby") || "").split(" ").filter(function (name) { return name !== line.id; });
    line.textContent = fault;
    line.hidden = !fault;
    question.part.classList.toggle("at-fault", Boolean(fault));
    part.setAttribute("aria-describedby", (fault ? [line.id] : []).concat(names).join(" "));
    marked(question).forEach(function (one) {
      if (fault) { one.setAttribute("aria-invalid", "true"); } else { one.removeAttribute("aria-invalid"); }
    });
  }

  function link(one) {
    var item = element("li"), made = element("a", one.question.text + " " + one.fault + ".", { href: "#q-" + one.question.id });
    made.addEventListener("click", function (event) {
      event.preventDefault();
      window.practiceParts.open(one.question.part);
      /* The question's text comes into view with its field. */
      one.question.part.scrollIntoView();
      one.question.field.focus({ preventScroll: true });
    });
    item.appendChild(made);
    return item;
  }

  function write() {
    var list = element("ul");
    summary.textContent = "";
    summary.hidden = !found.length;
    document.title = (found.length ? "Error: " : "") + title;
    if (!found.length) { return; }
    summary.appendChild(element("h2", window.site.countOf(found.length, "answer needs", "answers need") + " another look", { tabindex: "-1" }));
    found.forEach(function (one) { list.appendChild(link(one)); });
    summary.appendChild(list);
  }

  return {
    /* Gives whether all is in order; where it is not, the summary has the focus. */
    run: function () {
      fields.questions.forEach(function (question) { show(question, fields.fault(question)); });
      found = fields.questions.map(function (question) { return { question: question, fault: fields.fault(question) }; }).filter(function (one) { return one.fault; });
      write();
      if (found.length) {
        summary.scrollIntoView();
        summary.querySelector("h2").focus({ preventScroll: true });
      }
      return !found.length;
    },
    /* After a change: what was named and is mended now is named no longer. */
    mend: function () {
      var still = found.filter(function (one) { return fields.fault(one.question); });
      if (still.length === found.length) { return; }
      found.forEach(function (one) { if (still.indexOf(one) === -1) { show(one.question, ""); } });
      found = still;
      write();
    }
  };
})();
