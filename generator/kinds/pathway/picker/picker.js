"use strict";
/* "Learn or mentor?": one question at a time, below the cards. The answers lead to one of the cards. Each answer is a
   step in the browser's history. The answers are kept in the fragment, so that they can be shared. Without this script,
   the questions are a list of links to the cards. */
(() => {
  const holder = document.querySelector("[data-picker]");
  const form = holder.querySelector("form");
  const details = holder.querySelector(".picker-fold");
  const after = holder.querySelector(".picker-after");
  const error = form.querySelector(".picker-error");
  const back = form.querySelector("[data-act=back]");
  const questions = [...form.querySelectorAll("[data-question]")];
  const exits = [...holder.querySelectorAll(".picker-exits > li")];

  /** @param {string} id */
  const questionOf = (id) => questions.find((question) => question.dataset.question === id);

  /**
   * Reads the answers from the fragment ("#for=1&stage=2"), in the order in which they were given. Stops at the first
   * one that does not belong there.
   * @returns {{answers: string[][], current: Element|null, exit: string}} The answers, and the next question or the exit.
   */
  const read = () => {
    const answers = [];
    let current = questions[0];
    let exit = "";
    window.location.hash
      .replace(/^#/, "")
      .split("&")
      .forEach((part) => {
        const [id, value] = part.split("=");
        const input =
          current && current.dataset.question === id && current.querySelector(`input[value="${Number(value)}"]`);
        if (!input) {
          return;
        }
        answers.push([id, value]);
        exit = input.dataset.exit;
        current = exit ? null : questionOf(input.dataset.next);
      });
    return { answers, current, exit };
  };

  /** @param {boolean} focus Whether to move the focus to the question or card that is shown. */
  const show = (focus) => {
    const { answers, current, exit } = read();
    questions.forEach((question) => {
      const answer = answers.find(([id]) => id === question.dataset.question);
      question.hidden = question !== current;
      question.querySelectorAll("input").forEach((input) => {
        input.checked = Boolean(answer) && input.value === answer[1];
      });
    });
    exits.forEach((card) => {
      card.hidden = Boolean(exit) && card.dataset.exit !== exit;
    });
    details.hidden = Boolean(exit);
    details.open = details.open || answers.length > 0;
    after.hidden = !exit;
    back.hidden = !answers.length;
    error.textContent = "";
    if (focus) {
      (exit ? exits.find((card) => !card.hidden).querySelector("h3") : current.querySelector("legend")).focus();
    }
  };

  /**
   * @param {string[][]} answers
   * @param {boolean} [closed] Whether to collapse the questions.
   */
  const go = (answers, closed) => {
    const hash = `#${answers.map((pair) => pair.join("=")).join("&")}`;
    try {
      window.history.pushState(null, "", hash);
    } catch (_refused) {
      window.location.hash = hash;
    }
    details.open = !closed;
    show(!closed);
  };

  form.addEventListener("submit", (event) => {
    const { answers, current } = read();
    const chosen = current.querySelector("input:checked");
    event.preventDefault();
    if (!chosen) {
      error.textContent = "Choose an answer, then select Next.";
      current.querySelector("input").focus();
      return;
    }
    go([...answers, [current.dataset.question, chosen.value]]);
  });
  back.addEventListener("click", () => go(read().answers.slice(0, -1)));
  after.querySelector("[data-act=again]").addEventListener("click", () => go([]));
  after.querySelector("[data-act=all]").addEventListener("click", () => {
    go([], true);
    exits[0].querySelector("h3").focus();
  });
  window.addEventListener("hashchange", () => show(false));
  form.hidden = false;
  holder.querySelector(".picker-list").hidden = true;
  show(false);
})();
