/* Learn or mentor? One question at a time, below the cards; the answers leave one card. Each answer is a step that
   "back" undoes. The answers stand in the fragment, so that they can be shared. Without this script all questions are
   a list of links to the cards. */
(() => {
  "use strict";
  const holder = document.querySelector("[data-picker]"), form = holder.querySelector("form");
  const fold = holder.querySelector(".picker-fold"), after = holder.querySelector(".picker-after");
  const error = form.querySelector(".picker-error"), back = form.querySelector("[data-act=back]");
  const questions = [...form.querySelectorAll("[data-question]")], exits = [...holder.querySelectorAll(".picker-exits > li")];

  /** @param {string} id */
  const questionOf = (id) => questions.find((one) => one.dataset.question === id);

  /**
   * Reads "#for=1&stage=2": the answers in the order in which they were given. What follows an answer that leads
   * nowhere is left out.
   * @returns {{answers: string[][], here: Element|null, exit: string}} The answers, the question that is open, or the exit.
   */
  const read = () => {
    const answers = [];
    let here = questions[0], exit = "";
    window.location.hash.replace(/^#/, "").split("&").forEach((part) => {
      const [id, value] = part.split("=");
      const input = here && here.dataset.question === id && here.querySelector(`input[value="${Number(value)}"]`);
      if (!input) { return; }
      answers.push([id, value]);
      exit = input.dataset.exit;
      here = exit ? null : questionOf(input.dataset.next);
    });
    return { answers, here, exit };
  };

  /** @param {boolean} focus Whether the question or the card that is shown takes the focus. */
  const show = (focus) => {
    const { answers, here, exit } = read();
    questions.forEach((one) => {
      const answer = answers.find(([id]) => id === one.dataset.question);
      one.hidden = one !== here;
      one.querySelectorAll("input").forEach((input) => { input.checked = Boolean(answer) && input.value === answer[1]; });
    });
    exits.forEach((one) => { one.hidden = Boolean(exit) && one.dataset.exit !== exit; });
    fold.hidden = Boolean(exit);
    fold.open = fold.open || answers.length > 0;
    after.hidden = !exit;
    back.hidden = !answers.length;
    error.textContent = "";
    if (focus) { (exit ? exits.find((one) => !one.hidden).querySelector("h3") : here.querySelector("legend")).focus(); }
  };

  /**
   * @param {string[][]} answers
   * @param {boolean} [closed] Whether the fold with the questions closes.
   */
  const go = (answers, closed) => {
    const hash = `#${answers.map((pair) => pair.join("=")).join("&")}`;
    try { window.history.pushState(null, "", hash); } catch (refused) { window.location.hash = hash; }
    fold.open = !closed;
    show(!closed);
  };

  form.addEventListener("submit", (event) => {
    const { answers, here } = read(), chosen = here.querySelector("input:checked");
    event.preventDefault();
    if (!chosen) {
      error.textContent = "Choose an answer, then select Next.";
      here.querySelector("input").focus();
      return;
    }
    go([...answers, [here.dataset.question, chosen.value]]);
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
