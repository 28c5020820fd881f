"use strict";
/* "Learn or mentor?": one question at a time, below the cards. The answers lead to one of the cards. Each answer is a
   step in the browser's history. The answers are kept in the fragment, so that they can be shared. Without this script,
   the questions are a list of links to the cards. */
(() => {
  const { all, one } = site.dom;
  const messages = site.messages.pathway.picker;
  const holder = one("[data-picker]");
  const form = one("form", holder);
  /** @type {HTMLDetailsElement} */
  const details = one(".picker-fold", holder);
  const after = one(".picker-after", holder);
  const error = one(".picker-error", form);
  const back = one("[data-act=back]", form);
  const fieldsets = all("[data-question]", form);
  const cards = all(".picker-exits > li", holder);
  /** @type {PickerQuestion[]} */
  const questions = fieldsets.map((fieldset) => ({
    id: fieldset.dataset.question || "",
    choices: inputsOf(fieldset).map((input) => ({
      value: input.value,
      next: input.dataset.next || "",
      exit: input.dataset.exit || "",
    })),
  }));
  let path = site.picker.follow(questions, []);

  /**
   * @param {HTMLElement} fieldset
   * @returns {HTMLInputElement[]}
   */
  function inputsOf(fieldset) {
    return all("input", fieldset);
  }

  /** Returns the fieldset of the current question. */
  const currentFieldset = () => fieldsets.find((fieldset) => fieldset.dataset.question === path.current);

  function showQuestions() {
    const answers = new Map(path.answers);
    for (const fieldset of fieldsets) {
      const id = fieldset.dataset.question || "";
      fieldset.hidden = id !== path.current;
      for (const input of inputsOf(fieldset)) {
        input.checked = input.value === answers.get(id);
      }
    }
    error.textContent = "";
    back.hidden = !path.answers.length;
  }

  function showCards() {
    for (const card of cards) {
      card.hidden = Boolean(path.exit) && card.dataset.exit !== path.exit;
    }
    details.hidden = Boolean(path.exit);
    details.open ||= path.answers.length > 0;
    after.hidden = !path.exit;
  }

  /** @param {PickerAnswer[]} answers Those that do not belong together are left out. */
  function show(answers) {
    path = site.picker.follow(questions, answers);
    showQuestions();
    showCards();
  }

  const showFragment = () => show([...site.page.readFragment()]);

  /** @param {HTMLElement[]} shown Cards; the heading of the first visible one gets the focus. */
  function focusCard(shown) {
    const card = shown.find((candidate) => !candidate.hidden);
    if (card) {
      one("h3", card).focus();
    }
  }

  /**
   * Shows answers, and adds them to the browser's history.
   * @param {PickerAnswer[]} answers
   */
  function go(answers) {
    site.page.setFragment(`#${answers.map((answer) => answer.join("=")).join("&")}`);
    show(answers);
  }

  /** Moves the focus to the question or card that is shown. */
  function focusNext() {
    const fieldset = currentFieldset();
    if (fieldset) {
      details.open = true;
      one("legend", fieldset).focus();
    } else {
      focusCard(cards);
    }
  }

  function onNext() {
    const fieldset = currentFieldset();
    const inputs = fieldset ? inputsOf(fieldset) : [];
    const chosen = inputs.find((input) => input.checked);
    if (!chosen) {
      error.textContent = messages.noAnswer;
      inputs[0]?.focus();
      return;
    }
    go([...path.answers, [path.current, chosen.value]]);
    focusNext();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    onNext();
  });
  back.addEventListener("click", () => {
    go(path.answers.slice(0, -1));
    focusNext();
  });
  one("[data-act=again]", after).addEventListener("click", () => {
    go([]);
    focusNext();
  });
  one("[data-act=all]", after).addEventListener("click", () => {
    go([]);
    details.open = false;
    focusCard(cards);
  });
  window.addEventListener("hashchange", showFragment);
  form.hidden = false;
  one(".picker-list", holder).hidden = true;
  showFragment();
})();
