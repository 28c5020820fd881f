"use strict";
/* The path through the questions of "Learn or mentor?". */
site.picker = {
  follow: (questions, given) => {
    /** @type {PickerAnswer[]} */
    const answers = [];
    let current = questions[0].id;
    let exit = "";
    for (const [id, value] of given) {
      const question = id === current ? questions.find((candidate) => candidate.id === id) : undefined;
      const choice = question?.choices.find((candidate) => candidate.value === value);
      if (choice) {
        answers.push([id, value]);
        ({ next: current, exit } = choice);
      }
    }
    return { answers, current, exit };
  },
};
