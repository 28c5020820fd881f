"use strict";
/* The questions of the page: reads and fills their fields, counts words, and updates what is printed. */
site.practice.fields = (() => {
  const holder = document.querySelector(".practice");
  const countWords = site.practice.words.count;
  const questions = all(holder, ".practice-question").map((element) => ({
    id: element.getAttribute("data-question"),
    kind: element.getAttribute("data-kind"),
    element: element,
    text: element.querySelector(".practice-text span").textContent,
    maxWords: Number(element.getAttribute("data-words")),
    min: Number(element.getAttribute("data-least")),
    max: Number(element.getAttribute("data-most") || Infinity),
    required: element.hasAttribute("data-required"),
    inputs: all(element, "input, textarea"),
    field: element.querySelector("input, textarea"),
  }));
  const sections = all(holder, ".practice-section").map((element) => ({
    element: element,
    title: element.getAttribute("data-title"),
    questions: questions.filter((question) => element.contains(question.element)),
  }));
  /* The labels of the states of a section. The keys are part of CSS classes. */
  const STATES = { none: "Not started", some: "In progress", all: "Complete" };

  function all(within, selector) {
    return Array.prototype.slice.call(within.querySelectorAll(selector));
  }
  function isTyped(question) {
    return question.kind === "long" || question.kind === "short" || question.kind === "number";
  }

  /* Returns a text, or a list of texts for the kind "choices"; null if there is no answer. */
  function answerOf(question) {
    if (isTyped(question)) {
      return question.field.value.trim() ? question.field.value : null;
    }
    const chosen = question.inputs.filter((input) => input.checked).map((input) => input.value);
    return !chosen.length ? null : question.kind === "choices" ? chosen : chosen[0];
  }

  function read() {
    const answers = Object.create(null);
    questions.forEach((question) => {
      const answer = answerOf(question);
      if (answer !== null) {
        answers[question.id] = answer;
      }
    });
    return answers;
  }

  function hasChoice(question, value) {
    return question.inputs.some((input) => input.value === value);
  }

  /* Splits saved answers into those that the questions of this page take, and all others as texts. */
  function split(saved) {
    const result = { answers: Object.create(null), others: Object.create(null) };
    Object.keys(saved).forEach((id) => {
      const question = questions.filter((candidate) => candidate.id === id)[0];
      const values = [].concat(saved[id]);
      let taken = [];
      let left = values;
      if (question && isTyped(question) && !Array.isArray(saved[id])) {
        taken = values;
        left = [];
      }
      if (question && !isTyped(question) && (question.kind === "choices" || values.length === 1)) {
        taken = values.filter((value) => hasChoice(question, value));
        left = values.filter((value) => !hasChoice(question, value));
      }
      if (taken.length) {
        result.answers[id] = question.kind === "choices" ? taken : taken[0];
      }
      if (left.join("").trim()) {
        result.others[id] = left.join("; ");
      }
    });
    return result;
  }

  function fill(answers) {
    questions.forEach((question) => {
      const answer = answers[question.id];
      if (isTyped(question)) {
        /* An input drops line breaks, which would join the words around them. */
        question.field.value =
          question.field.localName === "textarea" ? answer || "" : (answer || "").replace(/\s*[\r\n]+\s*/g, " ");
      } else {
        question.inputs.forEach((input) => {
          input.checked = [].concat(answer || []).indexOf(input.value) !== -1;
        });
      }
      update(question);
    });
    updateStates();
  }

  /* Returns what is wrong with an answer, as a text to show beside it; "" if nothing is. */
  function errorOf(question) {
    const answer = answerOf(question);
    const words = question.maxWords && answer ? countWords(answer) : 0;
    if (answer === null) {
      return !question.required
        ? ""
        : isTyped(question)
          ? "Write an answer"
          : question.kind === "choices"
            ? "Choose at least one"
            : "Choose one";
    }
    if (question.kind === "number" && !/^\s*\d+\s*$/.test(answer)) {
      return `Write a whole number, such as ${question.min || 4}`;
    }
    if (question.kind === "number") {
      return rangeError(question, Number(answer));
    }
    return words > question.maxWords && question.maxWords
      ? `Cut ${wordCount(words - question.maxWords)}: the limit is ${question.maxWords}`
      : "";
  }

  /* Returns the published range if a number is outside it. The reader may still have a reason. */
  function rangeError(question, number) {
    const isLow = number < question.min;
    const isHigh = number > question.max;
    if (!isLow && !isHigh) {
      return "";
    }
    return `Check this number: the program asks for ${question.min && Number.isFinite(question.max) ? `${question.min} to ${question.max}` : isLow ? `${question.min} or more` : `${question.max} or fewer`}`;
  }

  function wordCount(number) {
    return site.text.countOf(number, "word");
  }

  function countText(question) {
    const words = countWords(question.field.value);
    const excess = words - question.maxWords;
    return excess > 0
      ? `${wordCount(words)}, ${excess} over the limit of ${question.maxWords}.`
      : `${words} of ${wordCount(question.maxWords)}.`;
  }

  /* Updates the word count, the button that clears a choice, and what is printed. */
  function update(question) {
    const answer = answerOf(question);
    const countLine = question.element.querySelector(".practice-count");
    const clearButton = question.element.querySelector(".practice-unset");
    if (countLine) {
      countLine.textContent = countText(question);
      countLine.hidden = false;
      countLine.classList.toggle("over", countWords(question.field.value) > question.maxWords);
    }
    if (clearButton) {
      clearButton.hidden = answer === null;
    }
    all(question.element, ".practice-print li").forEach((box) => {
      box.classList.toggle("marked", [].concat(answer || []).indexOf(box.getAttribute("data-value")) !== -1);
    });
    if (isTyped(question)) {
      const printed = question.element.querySelector(".practice-given");
      printed.textContent = answer || "";
      printed.hidden = answer === null;
      question.element.querySelector(".practice-blank").hidden = answer !== null;
    }
  }

  function stateOf(section) {
    if (section.questions.every((question) => answerOf(question) === null)) {
      return "none";
    }
    return section.questions.some(errorOf) ? "some" : "all";
  }

  function updateStates() {
    sections.forEach((section) => {
      const state = stateOf(section);
      const id = section.element.getAttribute("data-section");
      const label = holder.querySelector(`.practice-state[data-section='${id}']`);
      label.textContent = STATES[state];
      label.className = `practice-state practice-${state}`;
    });
  }

  /* Returns a section as text: each question with its answer below. */
  function textOf(section) {
    return `${section.title}\n\n${section.questions
      .map((question) => {
        const answer = answerOf(question);
        const shown = question.kind === "yes_no" && answer ? answer.charAt(0).toUpperCase() + answer.slice(1) : answer;
        return `${question.text}\n${answer === null ? "[Not answered]" : [].concat(shown).join("\n")}`;
      })
      .join("\n\n")}\n`;
  }

  return {
    questions: questions,
    sections: sections,
    read: read,
    split: split,
    fill: fill,
    errorOf: errorOf,
    countText: countText,
    update: update,
    updateStates: updateStates,
    textOf: textOf,
    questionOf: (element) => questions.filter((question) => question.element.contains(element))[0],
  };
})();
