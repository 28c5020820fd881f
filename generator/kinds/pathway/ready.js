"use strict";
/* The checklist: three possible answers to each criterion, and a summary of them. There is no score, and nothing is
   saved. Without this script, each answer has a box to mark in print. */
(() => {
  const tools = site.search;
  const element = site.dom.element;
  const holder = document.querySelector(".ready");
  const form = holder.querySelector(".ready-form");
  const result = holder.querySelector(".ready-result");
  const groups = result.querySelector(".ready-groups");
  const status = holder.querySelector("[role=status]");
  const notice = holder.querySelector(".ready-said");
  const items = all(form, ".ready-item");
  let previousAnswers = null;
  /* The answer, its heading in the summary, and whether to show what helps. */
  const GROUPS = [
    ["have", "What you already have", false],
    ["not-yet", "What to work on", true],
    ["unsure", "What to find out", true],
  ];

  function all(within, selector) {
    return Array.prototype.slice.call(within.querySelectorAll(selector));
  }
  function answerOf(item) {
    const chosen = item.querySelector("input:checked");
    return chosen ? chosen.value : "";
  }

  /* The summary updates at once. Screen readers hear the count when the reader pauses. */
  const announce = site.dom.debounce(() => {
    status.textContent = countText();
  }, 500);

  function countText() {
    const answered = items.filter(answerOf).length;
    return `Answered: ${answered}. Skipped: ${items.length - answered}.`;
  }

  function summaryItem(item, showHelp) {
    const row = element("li");
    const help = item.querySelector(".ready-help");
    row.appendChild(element("p", item.querySelector("h3").textContent));
    if (showHelp && help) {
      row.appendChild(help.cloneNode(true));
    }
    return row;
  }

  function showGroup(members, heading, showHelp) {
    const list = element("ul", "", { class: showHelp ? "ready-open" : "ready-have" });
    groups.appendChild(element("h3", heading));
    members.forEach((item) => {
      list.appendChild(summaryItem(item, showHelp));
    });
    groups.appendChild(list);
  }

  function updateItem(item) {
    const answer = answerOf(item);
    item.classList.toggle("open", answer === "not-yet" || answer === "unsure");
    all(item, ".ready-print li").forEach((box) => {
      box.classList.toggle("marked", box.getAttribute("data-value") === answer);
    });
  }

  function show() {
    const answered = items.filter(answerOf).length;
    items.forEach(updateItem);
    groups.textContent = "";
    groups.appendChild(
      element(
        "p",
        answered
          ? countText()
          : "No answers yet. What you already have, what to work on and what to find out will appear here.",
        { class: "ready-count" },
      ),
    );
    GROUPS.forEach((group) => {
      const members = items.filter((item) => answerOf(item) === group[0]);
      if (members.length) {
        showGroup(members, group[1], group[2]);
      }
    });
    holder.classList.toggle("answered", answered > 0);
  }

  function setAnswers(answers) {
    items.forEach((item, number) => {
      all(item, "input").forEach((input) => {
        input.checked = input.value === answers[number];
      });
    });
    show();
  }

  /* Replaces all answers, and shows a notice with "Undo". */
  function replaceAnswers(answers, message) {
    previousAnswers = items.map(answerOf);
    setAnswers(answers);
    notice.querySelector("span").textContent = message;
    notice.hidden = false;
    notice.focus();
  }

  form.addEventListener("change", () => {
    notice.hidden = true;
    show();
    announce();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
  });
  holder.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    const action = button?.getAttribute("data-act");
    if (action === "print") {
      window.print();
    }
    if (action === "again") {
      replaceAnswers([], "Your answers were cleared.");
    }
    if (action === "undo") {
      replaceAnswers(previousAnswers, "Your answers were restored.");
    }
  });
  /* A browser may restore answers when the reader returns to the page. */
  window.addEventListener("pageshow", show);
  all(holder, ".ready-answer, .ready-acts, .ready-result").forEach((part) => {
    part.hidden = false;
  });
  holder.classList.add("live");
  show();
})();
