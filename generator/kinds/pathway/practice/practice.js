"use strict";
/* Practice answers: connects the form, its buttons and the file input. Nothing that is typed leaves the page unless the
   reader saves it. Without this script, the page has the questions with blank lines. */
(() => {
  const { all, closest, one } = site.dom;
  const { fill, formatDate, formatTime } = site.text;
  const { autosave, draft, fields, file: format, fileAccess, notices, parts } = site.practice;
  const messages = site.messages.pathway.practice;
  const holder = one(".practice");
  const form = one(".practice-form");
  const done = one(".practice-done");
  /** @type {HTMLInputElement} */
  const fileInput = one("#keep-file");
  const { pathway = "", version } = holder.dataset;
  const fileName = format.nameOf(pathway);
  /** @type {PracticeField | null} The question that the reader answered last. */
  let lastAnswered = null;

  /* ---- answering ---- */

  /* The word count updates at once. Screen readers hear it when the reader pauses. */
  const announceCount = site.dom.debounce(() => {
    if (lastAnswered?.maxWords) {
      notices.announce(fields.countText(lastAnswered));
    }
  }, 1000);

  /** @param {PracticeField} question */
  function onAnswer(question) {
    lastAnswered = question;
    fields.update(question);
    fields.updateProgress();
    done.hidden = true;
    site.practice.check.refresh();
    autosave.scheduleSave();
    announceCount();
  }

  /** @param {Event} event */
  function onInput(event) {
    const question = event.target instanceof Element && fields.questionOf(event.target);
    if (question) {
      onAnswer(question);
    }
  }

  /** @param {HTMLElement} button */
  function clearAnswer(button) {
    const question = fields.questionOf(button);
    if (!question) {
      return;
    }
    for (const input of question.inputs) {
      /** @type {HTMLInputElement} */ (input).checked = false;
    }
    onAnswer(question);
    question.field.focus();
  }

  function check() {
    done.hidden = !site.practice.check.run();
    if (!done.hidden) {
      done.textContent = messages.check.complete;
      done.focus();
    }
  }

  /* ---- as text ---- */

  /** @param {HTMLElement} button */
  async function copySection(button) {
    const section = fields.sections.find((candidate) => candidate.element.contains(button));
    if (!section) {
      return;
    }
    const text = fields.textOf(section);
    all(".practice-copied", section.element).forEach((previous) => previous.remove());
    const isCopied = await site.clipboard.copy(text);
    const result = isCopied
      ? site.dom.element("p", fill(messages.copy.copied, { title: section.title }))
      : notices.copyBox(messages.copy.failed, text);
    result.classList.add("practice-copied");
    section.element.append(result);
    if (isCopied) {
      notices.announce(result.textContent || "");
    } else {
      one("textarea", result).focus();
    }
  }

  /* ---- as a file ---- */

  function saveFile() {
    fileAccess.download(fileName, format.write(pathway, Number(version), draft.current()), "application/json");
    autosave.onFileSaved();
    notices.announce(fill(messages.file.saving, { name: fileName }));
  }

  /** @param {PracticeSaved} saved */
  function timesOf({ saved }) {
    const date = new Date(saved);
    return { date: formatDate(date), time: formatTime(date) };
  }

  /** @param {PracticeSaved} saved */
  function useFile(saved) {
    const opened = draft.from(saved, draft.current().saving);
    const others = Object.keys(opened.others);
    const message = others.length ? messages.file.openedWithOthers : messages.file.opened;
    const count = Object.keys(opened.answers).length;
    notices.hide("file");
    autosave.replaceAnswers(opened, fill(message, { count, ...timesOf(saved), others: others.join(", ") }));
    autosave.onFileSaved();
  }

  function closeFileNotice() {
    notices.hide("file");
    parts.open(fileInput);
    fileInput.focus();
  }

  /**
   * @param {string} text
   * @param {PracticeNoticeAction[]} actions
   */
  const askAboutFile = (text, actions) => notices.show("file", [text], { actions, focus: true });

  /** @param {File} file */
  async function openFile(file) {
    const saved = await fileAccess.read(file, pathway);
    if ("error" in saved) {
      askAboutFile(fill(messages.file.failed, { name: file.name, reason: saved.error }), [
        { label: messages.file.close, run: closeFileNotice },
      ]);
    } else if (draft.isEmpty()) {
      useFile(saved);
    } else {
      askAboutFile(fill(messages.file.replace, timesOf(saved)), [
        { label: messages.file.replaceYes, run: () => useFile(saved) },
        { label: messages.file.replaceNo, run: closeFileNotice },
      ]);
    }
  }

  /* ---- the page ---- */

  /** @type {Record<string, (button: HTMLElement) => void>} */
  const ACTIONS = {
    check,
    copy: copySection,
    move: (button) => parts.go(button.dataset.to || ""),
    print: () => window.print(),
    save: saveFile,
    unset: clearAnswer,
  };

  function showPage() {
    const hidden = ".practice-field, .practice-keep, .practice-end, .practice-acts, .practice-state, .practice-last";
    for (const element of all(hidden, holder)) {
      element.hidden = false;
    }
    holder.classList.add("is-live");
    parts.start();
    document.dispatchEvent(new CustomEvent("practice-ready"));
  }

  form.addEventListener("input", onInput);
  form.addEventListener("change", onInput);
  form.addEventListener("submit", (event) => event.preventDefault());
  holder.addEventListener("click", (event) => {
    const button = closest(event, "[data-act]");
    if (button) {
      ACTIONS[button.dataset.act || ""]?.(button);
    }
  });
  fileInput.addEventListener("change", () => {
    const file = fileInput.files?.[0];
    if (file) {
      openFile(file);
    }
    /* Allows the reader to open the same file again. */
    fileInput.value = "";
  });
  autosave.start().then(showPage);
})();
