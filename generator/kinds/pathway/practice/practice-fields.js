"use strict";
/* The questions on the page: reads and fills their fields, and shows word counts, progress and what is printed. */
site.practice.fields = (() => {
  const { all, one } = site.dom;
  const rules = site.practice.questions;
  const { progress } = site.messages.pathway.practice;

  /**
   * @param {HTMLElement} element
   * @returns {PracticeField}
   */
  function toField(element) {
    const { question = "", kind = "", words, least, most, required } = element.dataset;
    /** @type {PracticeField["inputs"]} */
    const inputs = all("input, textarea", element);
    const isTyped = rules.isTyped(kind);
    return {
      id: question,
      kind,
      text: one(".practice-text span", element).textContent || "",
      maxWords: Number(words || 0),
      min: Number(least || 0),
      max: most ? Number(most) : Infinity,
      required: required !== undefined,
      choices: isTyped ? [] : inputs.map((input) => input.value),
      element,
      inputs,
      field: inputs[0],
    };
  }

  const questions = all(".practice-question").map(toField);

  /** @type {PracticePart[]} */
  const sections = all(".practice-section").map((element) => ({
    element,
    id: element.dataset.section || "",
    title: element.dataset.title || "",
    questions: questions.filter((question) => element.contains(question.element)),
  }));

  /** @param {PracticeField} question */
  const chosenValues = ({ inputs }) =>
    inputs.filter((input) => input instanceof HTMLInputElement && input.checked).map((input) => input.value);

  /**
   * @param {PracticeField} question
   * @returns {PracticeAnswer | null}
   */
  function answerOf(question) {
    if (rules.isTyped(question.kind)) {
      return question.field.value.trim() ? question.field.value : null;
    }
    const chosen = chosenValues(question);
    return chosen.length ? (question.kind === "choices" ? chosen : chosen[0]) : null;
  }

  function read() {
    /** @type {PracticeAnswers} */
    const answers = Object.create(null);
    for (const question of questions) {
      const answer = answerOf(question);
      if (answer !== null) {
        answers[question.id] = answer;
      }
    }
    return answers;
  }

  /**
   * @param {PracticeField} question
   * @param {PracticeAnswer} answer Nothing is "" or an empty list.
   */
  function setAnswer(question, answer) {
    const { field, inputs } = question;
    if (rules.isTyped(question.kind)) {
      /* An input drops line breaks, which would join the words around them. */
      const text = String(answer);
      field.value = field.localName === "textarea" ? text : text.replace(/\s*[\r\n]+\s*/g, " ");
      return;
    }
    const values = [answer].flat();
    for (const input of inputs) {
      /** @type {HTMLInputElement} */ (input).checked = values.includes(input.value);
    }
  }

  /** @type {PracticeFields["countText"]} */
  const countText = (question) => rules.countText(question, question.field.value);

  /**
   * @param {PracticeField} question
   * @param {PracticeAnswer | null} answer
   */
  function updatePrint(question, answer) {
    const values = [answer ?? []].flat();
    for (const box of all(".practice-print li", question.element)) {
      box.classList.toggle("is-marked", values.includes(box.dataset.value || ""));
    }
    if (rules.isTyped(question.kind)) {
      const printed = one(".practice-given", question.element);
      printed.textContent = values.join("");
      printed.hidden = answer === null;
      one(".practice-blank", question.element).hidden = answer !== null;
    }
  }

  /** @type {PracticeFields["update"]} */
  function update(question) {
    const answer = answerOf(question);
    const [countLine] = all(".practice-count", question.element);
    const [clearButton] = all(".practice-unset", question.element);
    if (countLine) {
      countLine.textContent = countText(question);
      countLine.hidden = false;
      countLine.classList.toggle("is-over", site.practice.words.count(question.field.value) > question.maxWords);
    }
    if (clearButton) {
      clearButton.hidden = answer === null;
    }
    updatePrint(question, answer);
  }

  function updateProgress() {
    const answers = read();
    for (const section of sections) {
      const state = rules.progressOf(section, answers);
      const label = one(`.practice-state[data-section='${section.id}']`);
      label.textContent = progress[state];
      label.className = `practice-state practice-${state}`;
    }
  }

  return {
    questions,
    sections,
    read,
    fill: (answers) => {
      for (const question of questions) {
        setAnswer(question, answers[question.id] ?? "");
        update(question);
      }
      updateProgress();
    },
    split: (saved) => rules.split(questions, saved),
    errorOf: (question) => rules.errorOf(question, answerOf(question)),
    countText,
    update,
    updateProgress,
    textOf: (section) => rules.textOf(section, read()),
    questionOf: (element) => questions.find((question) => question.element.contains(element)),
  };
})();
