"use strict";
/* The checklist: three possible answers to each criterion, and a summary of them. There is no score, and nothing is
   saved. Without this script, each answer has a box to mark in print. */
(() => {
  const { all, closest, element, one } = site.dom;
  const { fill } = site.text;
  const messages = site.messages.pathway.ready;
  const holder = one(".ready");
  const form = one(".ready-form", holder);
  const groups = one(".ready-groups", holder);
  const status = one("[role=status]", holder);
  const notice = site.dom.undoNotice(holder);
  const items = all(".ready-item", form);

  /** @param {HTMLElement} item */
  function answerOf(item) {
    /** @type {HTMLInputElement[]} */
    const [chosen] = all("input:checked", item);
    return chosen ? chosen.value : "";
  }

  const countAnswered = () => items.filter(answerOf).length;

  function countText() {
    const answered = countAnswered();
    return fill(messages.counts, { answered, skipped: items.length - answered });
  }

  /* The summary updates at once. Screen readers hear the count when the reader pauses. */
  const announce = site.dom.debounce(() => {
    status.textContent = countText();
  }, 500);

  /* ---- the summary ---- */

  /**
   * @param {HTMLElement} item
   * @param {boolean} showHelp Whether to show what helps.
   */
  function summaryItem(item, showHelp) {
    const help = showHelp ? all(".ready-help", item).map((part) => part.cloneNode(true)) : [];
    return element("li", "", {}, [element("p", one("h3", item).textContent || ""), ...help]);
  }

  /**
   * Returns the summary of the criteria with one answer: a heading and a list. None if there is no such criterion.
   * @param {keyof PathwayMessages["ready"]["groups"]} answer
   */
  function group(answer) {
    const members = items.filter((item) => answerOf(item) === answer);
    const showHelp = answer !== "have";
    const rows = members.map((item) => summaryItem(item, showHelp));
    return members.length
      ? [
          element("h3", messages.groups[answer]),
          element("ul", "", { class: showHelp ? "ready-open" : "ready-have" }, rows),
        ]
      : [];
  }

  /** @param {HTMLElement} item */
  function updateItem(item) {
    const answer = answerOf(item);
    item.classList.toggle("is-open", answer === "not-yet" || answer === "unsure");
    for (const box of all(".ready-print li", item)) {
      box.classList.toggle("is-marked", box.dataset.value === answer);
    }
  }

  function show() {
    const hasAnswers = countAnswered() > 0;
    items.forEach(updateItem);
    groups.replaceChildren(
      element("p", hasAnswers ? countText() : messages.noAnswers, { class: "ready-count" }),
      ...group("have"),
      ...group("not-yet"),
      ...group("unsure"),
    );
    holder.classList.toggle("is-answered", hasAnswers);
  }

  /* ---- answers ---- */

  /**
   * Replaces all answers, and shows a notice with "Undo".
   * @param {string[]} answers
   * @param {string} message
   */
  function replaceAnswers(answers, message) {
    const before = items.map(answerOf);
    items.forEach((item, number) => {
      for (const input of /** @type {HTMLInputElement[]} */ (all("input", item))) {
        input.checked = input.value === answers[number];
      }
    });
    show();
    notice.show(message, () => replaceAnswers(before, messages.restored));
    notice.focus();
  }

  /** @type {Record<string, () => void>} */
  const ACTIONS = {
    print: () => window.print(),
    again: () => replaceAnswers([], messages.cleared),
  };

  form.addEventListener("change", () => {
    notice.show("");
    show();
    announce();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  holder.addEventListener("click", (event) => ACTIONS[closest(event, "[data-act]")?.dataset.act || ""]?.());
  /* A browser may restore answers when the reader returns to the page. */
  window.addEventListener("pageshow", show);
  for (const part of all(".ready-answer, .ready-acts, .ready-result", holder)) {
    part.hidden = false;
  }
  holder.classList.add("is-live");
  show();
})();
