"use strict";
/* The page "Sites like yours". Answers stay on the page: they are not stored, and they are in the address only if the
   reader copies a link. Without this script, the page shows a table and a brief with blank lines. */
(() => {
  const { all, closest, debounce, one } = site.dom;
  const { fill } = site.text;
  const messages = site.messages.sites;
  const table = site.facets.read(site.data.sites);
  const { matcher } = site.data.sites;
  const page = one(".like-yours");
  /** @type {HTMLFormElement} */
  const form = one(".like-form", page);
  /** @type {HTMLDetailsElement | null} */
  const moreQuestions = form.querySelector(".like-further");
  const result = one(".like-result", page);
  const groups = one(".like-groups", result);
  const status = one("[role=status]", form);
  const linkBox = one(".like-link", form);
  /** @type {HTMLInputElement} */
  const linkField = one("input", linkBox);

  const questions = all("[data-question]", form).map((part) => {
    const id = part.dataset.question || "";
    /** @type {(HTMLInputElement | HTMLOptionElement)[]} */
    const inputs = all("input, option[value]:not([value=''])", part);
    const labels = new Map(inputs.map((input) => [input.value, (input.closest("label") || input).textContent.trim()]));
    const facet = matcher.rules.criteria.find((criterion) => criterion.id === id)?.facet;
    return { id, part, inputs, labels, facet };
  });
  const texts = site.matchTexts(questions, matcher.rules.criteria, table);
  const showGroups = site.matchGroups(matcher, table, texts);

  /* The result of an action is announced at once. A result that changes with each answer waits until the reader
     pauses. */
  let announcement = "";
  const announceLater = debounce(() => {
    status.textContent = announcement;
  }, 500);

  /** @param {string} text */
  function announce(text) {
    announcement = text;
    status.textContent = text;
  }

  /* ---- the answers ---- */

  /** @returns {MatchAnswers} */
  function readAnswers() {
    /** @param {HTMLInputElement | HTMLOptionElement} input */
    const isChosen = (input) => (input instanceof HTMLOptionElement ? input.selected : input.checked);
    const answers = new Map(questions.map(({ id, inputs }) => [id, inputs.filter(isChosen).map(({ value }) => value)]));
    return new Map([...answers].filter(([, values]) => values.length));
  }

  /** Chooses the answers that the form offers. @param {MatchAnswers} answers */
  function fillForm(answers) {
    form.reset();
    for (const { id, part, inputs } of questions) {
      for (const input of inputs.filter(({ value }) => answers.get(id)?.includes(value))) {
        if (input instanceof HTMLOptionElement) {
          input.selected = true;
        } else {
          input.checked = true;
        }
      }
      if (answers.has(id) && moreQuestions?.contains(part)) {
        moreQuestions.open = true;
      }
    }
  }

  /** Returns the text of each answer, for the brief. @param {MatchAnswers} answers */
  const answerTexts = (answers) =>
    new Map(
      questions.map(({ id, labels }) => [id, (answers.get(id) || []).map((value) => labels.get(value)).join("; ")]),
    );

  /* ---- the link ---- */

  /** Removes answers from the address once the reader changes them. */
  function clearLink() {
    linkBox.hidden = true;
    if (site.matchLink.parse(window.location.hash)) {
      site.page.setFragment("", { replace: true });
    }
  }

  async function copyLink() {
    const answers = readAnswers();
    if (!answers.size) {
      announce(matcher.words.unanswered);
      return;
    }
    const address = window.location.href.split("#")[0] + site.matchLink.toFragment(answers);
    if (await site.clipboard.copy(address)) {
      announce(fill(messages.linkCopied));
      return;
    }
    linkBox.hidden = false;
    linkField.value = address;
    linkField.focus();
    linkField.select();
  }

  /* ---- the whole page ---- */

  /** Shows the answers in the brief, and the result if it is open. */
  function show() {
    const answers = readAnswers();
    site.brief.show(answerTexts(answers));
    if (!result.hidden) {
      announcement = showGroups(groups, answers);
      announceLater();
    }
  }

  function showResult() {
    result.hidden = false;
    show();
    one("h2", result).focus();
  }

  function clear() {
    site.brief.clear();
    clearLink();
    result.hidden = true;
    fillForm(new Map());
    show();
    announce(fill(messages.answersCleared));
  }

  function openLink() {
    const answers = site.matchLink.parse(window.location.hash);
    if (answers) {
      fillForm(answers);
      showResult();
    }
  }

  form.addEventListener("click", (event) => {
    const button = closest(event, "[data-act]");
    if (button) {
      (button.dataset.act === "copy" ? copyLink : clear)();
    }
  });
  form.addEventListener("change", (event) => {
    if (event.target !== linkField) {
      clearLink();
      show();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    showResult();
  });
  window.addEventListener("hashchange", openLink);
  /* When a reader comes back from a site's page, a browser that reloads this page fills in the answers again. */
  window.addEventListener("pageshow", () => {
    if (result.hidden && readAnswers().size) {
      result.hidden = false;
      show();
    }
  });
  if (moreQuestions && window.matchMedia("(max-width: 47.99rem)").matches) {
    moreQuestions.open = false;
  }
  form.hidden = false;
  page.classList.add("is-live");
  show();
  openLink();
})();
