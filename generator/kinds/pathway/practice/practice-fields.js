/* The questions of the page: reading and filling their fields, counting words, and what paper shows of them. */
window.practiceFields = (function () {
  "use strict";
  var holder = document.querySelector(".practice"), count = window.practiceWords.count;
  var questions = all(holder, ".practice-question").map(function (part) {
    return {
      id: part.getAttribute("data-question"), kind: part.getAttribute("data-kind"), part: part,
      text: part.querySelector(".practice-text span").textContent,
      most: Number(part.getAttribute("data-words")), least: Number(part.getAttribute("data-least")), greatest: Number(part.getAttribute("data-most") || Infinity), required: part.hasAttribute("data-required"),
      inputs: all(part, "input, textarea"), field: part.querySelector("input, textarea")
    };
  });
  var sections = all(holder, ".practice-section").map(function (part) {
    return { part: part, title: part.getAttribute("data-title"), questions: questions.filter(function (question) { return part.contains(question.part); }) };
  });
  /* What each state is called, and its class, which has a sign. */
  var STATES = { none: "Not started", some: "In progress", all: "Complete" };

  function all(within, selector) { return Array.prototype.slice.call(within.querySelectorAll(selector)); }
  function isWritten(question) { return question.kind === "long" || question.kind === "short" || question.kind === "number"; }

  /* A text, or a list of texts where any of the choices may be made; null where nothing is answered. */
  function answerOf(question) {
    if (isWritten(question)) { return question.field.value.trim() ? question.field.value : null; }
    var chosen = question.inputs.filter(function (input) { return input.checked; }).map(function (input) { return input.value; });
    return !chosen.length ? null : question.kind === "choices" ? chosen : chosen[0];
  }

  function read() {
    var answers = Object.create(null);
    questions.forEach(function (question) {
      var answer = answerOf(question);
      if (answer !== null) { answers[question.id] = answer; }
    });
    return answers;
  }

  function takes(question, value) { return question.inputs.some(function (input) { return input.value === value; }); }

  /* Parts answers that came from elsewhere: those that these questions take, and all else as text. */
  function fit(given) {
    var found = { answers: Object.create(null), others: Object.create(null) };
    Object.keys(given).forEach(function (id) {
      var question = questions.filter(function (one) { return one.id === id; })[0], list = [].concat(given[id]), kept = [], left = list;
      if (question && isWritten(question) && !Array.isArray(given[id])) { kept = list; left = []; }
      if (question && !isWritten(question) && (question.kind === "choices" || list.length === 1)) {
        kept = list.filter(function (value) { return takes(question, value); });
        left = list.filter(function (value) { return !takes(question, value); });
      }
      if (kept.length) { found.answers[id] = question.kind === "choices" ? kept : kept[0]; }
      if (left.join("").trim()) { found.others[id] = left.join("; "); }
    });
    return found;
  }

  function fill(answers) {
    questions.forEach(function (question) {
      var answer = answers[question.id];
      if (isWritten(question)) {
        /* A field of one line drops line ends, and would join the words around them. */
        question.field.value = question.field.localName === "textarea" ? answer || "" : (answer || "").replace(/\s*[\r\n]+\s*/g, " ");
      } else {
        question.inputs.forEach(function (input) { input.checked = [].concat(answer || []).indexOf(input.value) !== -1; });
      }
      show(question);
    });
    showStates();
  }

  /* What is wrong with an answer, in words for the place beside it; nothing where it is in order. */
  function fault(question) {
    var answer = answerOf(question), words = question.most && answer ? count(answer) : 0;
    if (answer === null) { return !question.required ? "" : isWritten(question) ? "Write an answer" : question.kind === "choices" ? "Choose at least one" : "Choose one"; }
    if (question.kind === "number" && !/^\s*\d+\s*$/.test(answer)) { return "Write a whole number, such as " + (question.least || 4); }
    if (question.kind === "number") { return outside(question, Number(answer)); }
    return words > question.most && question.most ? "Cut " + number(words - question.most) + ": the limit is " + question.most : "";
  }

  /* What was published of a number, where the answer is another: the reader may still have a reason. */
  function outside(question, answer) {
    var low = answer < question.least, high = answer > question.greatest;
    if (!low && !high) { return ""; }
    return "Check this number: the program asks for " + (question.least && isFinite(question.greatest) ? question.least + " to " + question.greatest : low ? question.least + " or more" : question.greatest + " or fewer");
  }

  function number(words) { return window.site.countOf(words, "word"); }

  function counted(question) {
    var words = count(question.field.value), over = words - question.most;
    return over > 0 ? number(words) + ", " + over + " over the limit of " + question.most + "." : words + " of " + number(question.most) + ".";
  }

  /* The count, the copy for paper and the way back from a choice. */
  function show(question) {
    var answer = answerOf(question), line = question.part.querySelector(".practice-count"), unset = question.part.querySelector(".practice-unset");
    if (line) {
      line.textContent = counted(question);
      line.hidden = false;
      line.classList.toggle("over", count(question.field.value) > question.most);
    }
    if (unset) { unset.hidden = answer === null; }
    all(question.part, ".practice-paper li").forEach(function (box) {
      box.classList.toggle("marked", [].concat(answer || []).indexOf(box.getAttribute("data-value")) !== -1);
    });
    if (isWritten(question)) {
      var given = question.part.querySelector(".practice-given");
      given.textContent = answer || "";
      given.hidden = answer === null;
      question.part.querySelector(".practice-blank").hidden = answer !== null;
    }
  }

  function stateOf(section) {
    if (section.questions.every(function (question) { return answerOf(question) === null; })) { return "none"; }
    return section.questions.some(fault) ? "some" : "all";
  }

  function showStates() {
    sections.forEach(function (section) {
      var state = stateOf(section), name = section.part.getAttribute("data-section");
      var word = holder.querySelector(".practice-state[data-section='" + name + "']");
      word.textContent = STATES[state];
      word.className = "practice-state practice-" + state;
    });
  }

  /* A section as text: each question with its answer below. */
  function textOf(section) {
    return section.title + "\n\n" + section.questions.map(function (question) {
      var answer = answerOf(question), spoken = question.kind === "yes_no" && answer ? answer.charAt(0).toUpperCase() + answer.slice(1) : answer;
      return question.text + "\n" + (answer === null ? "[Not answered]" : [].concat(spoken).join("\n"));
    }).join("\n\n") + "\n";
  }

  return {
    questions: questions, sections: sections, read: read, fit: fit, fill: fill, fault: fault, counted: counted,
    show: show, showStates: showStates, textOf: textOf,
    questionOf: function (element) { return questions.filter(function (question) { return question.part.contains(element); })[0]; }
  };
})();
