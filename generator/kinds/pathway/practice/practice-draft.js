"use strict";
/* The draft on the page: the answers in its fields, and other answers that its questions do not take. */
site.practice.draft = (() => {
  const { fields, notices } = site.practice;
  const messages = site.messages.pathway.practice.earlier;
  /** @type {HTMLInputElement} */
  const checkbox = site.dom.one("#keep-box");
  /** @type {PracticeTexts} */
  let others = {};

  /** @type {PracticeDrafts["current"]} */
  const current = () => ({ answers: fields.read(), others, saving: checkbox.checked });

  const eraseOthers = () => site.practice.autosave.replaceAnswers({ ...current(), others: {} }, messages.erased);

  function showOthers() {
    const text = Object.entries(others).map(([id, answer]) => `${id}:\n${answer}`);
    if (!text.length) {
      notices.hide("others");
      return;
    }
    notices.show("others", [messages.text], {
      actions: [{ label: messages.erase, run: eraseOthers }],
      extra: notices.copyBox(messages.box, text.join("\n\n")),
    });
  }

  return {
    current,
    replace: (draft) => {
      others = draft.others;
      checkbox.checked = draft.saving;
      fields.fill(draft.answers);
      site.practice.check.refresh();
      showOthers();
    },
    isEmpty: () => !Object.keys(fields.read()).length && !Object.keys(others).length,
    from: (saved, saving) => {
      const split = fields.split(saved.answers);
      /* Without a prototype, because a file may have any id. */
      return { ...split, others: Object.assign(Object.create(null), saved.others, split.others), saving };
    },
  };
})();
