"use strict";
/* What the questions of a pathway say about answers: which they take, what is wrong with one, and how much is done. */
site.practice.questions = (() => {
  const { fill } = site.text;
  const { words } = site.practice;
  const messages = site.messages.pathway.practice;
  const TYPED = new Set(["long", "short", "number"]);

  /** @type {PracticeQuestions["isTyped"]} */
  const isTyped = (kind) => TYPED.has(kind);

  /**
   * Returns the values of a saved answer that a question takes.
   * @param {PracticeQuestion | undefined} question
   * @param {PracticeAnswer} answer
   */
  function takenValues(question, answer) {
    const values = [answer].flat();
    if (!question) {
      return [];
    }
    if (isTyped(question.kind)) {
      return Array.isArray(answer) ? [] : values;
    }
    return question.kind === "choices" || values.length === 1
      ? values.filter((value) => question.choices.includes(value))
      : [];
  }

  /** @type {PracticeQuestions["split"]} */
  function split(questions, saved) {
    /* Without a prototype, because a file may have any id. */
    /** @type {PracticeSplit} */
    const result = { answers: Object.create(null), others: Object.create(null) };
    for (const [id, answer] of Object.entries(saved)) {
      const question = questions.find((candidate) => candidate.id === id);
      const taken = takenValues(question, answer);
      const left = [answer].flat().filter((value) => !taken.includes(value));
      if (taken.length) {
        result.answers[id] = question?.kind === "choices" ? taken : taken[0];
      }
      if (left.join("").trim()) {
        result.others[id] = left.join("; ");
      }
    }
    return result;
  }

  /**
   * Returns the error of a required question without an answer.
   * @param {PracticeQuestion} question
   */
  function missingError(question) {
    if (isTyped(question.kind)) {
      return messages.check.noText;
    }
    return question.kind === "choices" ? messages.check.noChoices : messages.check.noChoice;
  }

  /**
   * Returns the published range if a number is outside it. The reader may still have a reason.
   * @param {PracticeQuestion} question
   * @param {number} number
   */
  function rangeError({ min, max }, number) {
    const { outsideRange, tooLow, tooHigh } = messages.check;
    if (number >= min && number <= max) {
      return "";
    }
    if (min && Number.isFinite(max)) {
      return fill(outsideRange, { min, max });
    }
    return number < min ? fill(tooLow, { min }) : fill(tooHigh, { max });
  }

  /**
   * @param {PracticeQuestion} question
   * @param {string} text
   */
  function textError(question, text) {
    const { kind, min, maxWords } = question;
    if (kind === "number") {
      return /^\s*\d+\s*$/.test(text)
        ? rangeError(question, Number(text))
        : fill(messages.check.noNumber, { example: min || 4 });
    }
    const excess = maxWords ? words.count(text) - maxWords : 0;
    return excess > 0 ? fill(messages.check.tooLong, { count: excess, limit: maxWords }) : "";
  }

  /** @type {PracticeQuestions["errorOf"]} */
  function errorOf(question, answer) {
    if (answer === null) {
      return question.required ? missingError(question) : "";
    }
    return typeof answer === "string" ? textError(question, answer) : "";
  }

  /**
   * Returns an answer as text.
   * @param {PracticeQuestion} question
   * @param {PracticeAnswer | undefined} answer
   */
  function answerText(question, answer) {
    if (answer === undefined) {
      return messages.copy.notAnswered;
    }
    if (question.kind === "yes_no") {
      return answer === "yes" ? messages.copy.yes : messages.copy.no;
    }
    return [answer].flat().join("\n");
  }

  return {
    isTyped,
    split,
    errorOf,
    countText: ({ maxWords }, text) => {
      const count = words.count(text);
      return count > maxWords
        ? fill(messages.excessWords, { count, excess: count - maxWords, limit: maxWords })
        : fill(messages.words, { words: count, count: maxWords });
    },
    progressOf: ({ questions }, answers) => {
      if (!questions.some(({ id }) => id in answers)) {
        return "none";
      }
      return questions.some((question) => errorOf(question, answers[question.id] ?? null)) ? "some" : "all";
    },
    textOf: ({ title, questions }, answers) => {
      const parts = questions.map((question) => `${question.text}\n${answerText(question, answers[question.id])}`);
      return `${[title, ...parts].join("\n\n")}\n`;
    },
  };
})();
