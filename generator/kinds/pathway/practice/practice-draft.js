"use strict";
/* The draft on the page: the answers in its fields, and other answers that its questions do not take. */
site.practice.draft = (() => {
  const fields = site.practice.fields;
  const notes = site.practice.notes;
  const checkbox = document.getElementById("keep-box");
  let others = {};

  /* `saving`: whether the answers are saved on this device. */
  function current() {
    return { answers: fields.read(), others: others, saving: checkbox.checked };
  }

  function replace(state) {
    others = state.others;
    checkbox.checked = state.saving;
    fields.fill(state.answers);
    site.practice.check.refresh();
    showOthers();
  }

  function showOthers() {
    const ids = Object.keys(others);
    if (!ids.length) {
      notes.hide("others");
      return;
    }
    notes.show(
      "others",
      ["Some of your answers are for questions that have changed or been removed. Copy anything you need."],
      [
        [
          "Erase these answers",
          () => {
            site.practice.autosave.replaceAnswers(
              { answers: fields.read(), others: {}, saving: checkbox.checked },
              "These answers were erased.",
            );
          },
        ],
      ],
      false,
      notes.copyBox("Answers to earlier questions", ids.map((id) => `${id}:\n${others[id]}`).join("\n\n")),
    );
  }

  return {
    current: current,
    replace: replace,
    isEmpty: () => !Object.keys(fields.read()).length && !Object.keys(others).length,
    /* Returns a draft of saved answers. Answers that the fields do not take become `others`. */
    from: (saved, saving) => {
      const split = fields.split(saved.answers);
      return { answers: split.answers, others: Object.assign({}, saved.others, split.others), saving: saving };
    },
  };
})();
