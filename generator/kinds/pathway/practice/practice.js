"use strict";
/* Practice answers: connects the form, its buttons and the file input. Nothing that is typed leaves the page unless the
   reader saves it. Without this script, the page has the questions with blank lines. */
(() => {
  const fields = site.practice.fields;
  const files = site.practice.file;
  const notes = site.practice.notes;
  const parts = site.practice.parts;
  const draft = site.practice.draft;
  const autosave = site.practice.autosave;
  const holder = document.querySelector(".practice");
  const form = holder.querySelector(".practice-form");
  const fileInput = document.getElementById("keep-file");
  const pathway = holder.getAttribute("data-pathway");
  const version = Number(holder.getAttribute("data-version"));
  const done = holder.querySelector(".practice-done");
  let announceTimer = null;

  function all(selector) {
    return Array.prototype.slice.call(holder.querySelectorAll(selector));
  }

  /* ---- answering ---- */

  function onInput(event) {
    const question = fields.questionOf(event.target);
    if (!question) {
      return;
    }
    fields.update(question);
    fields.updateStates();
    done.hidden = true;
    site.practice.check.refresh();
    autosave.scheduleSave();
    window.clearTimeout(announceTimer);
    /* The word count updates at once. Screen readers hear it when the reader pauses. */
    if (question.maxWords) {
      announceTimer = window.setTimeout(() => {
        notes.announce(fields.countText(question));
      }, 1000);
    }
  }

  function clearAnswer(button) {
    const question = fields.questionOf(button);
    question.inputs.forEach((input) => {
      input.checked = false;
    });
    onInput({ target: button });
    question.field.focus();
  }

  function check() {
    done.hidden = !site.practice.check.run();
    if (done.hidden) {
      return;
    }
    done.textContent =
      "Every question that needs an answer has one, and none is too long. Only the program decides who takes part.";
    done.focus();
  }

  /* ---- as text ---- */

  function copySection(button) {
    const section = fields.sections.filter((candidate) => candidate.element.contains(button))[0];
    const text = fields.textOf(section);
    const previous = section.element.querySelector(".practice-copied");
    if (previous) {
      previous.remove();
    }
    files.copy(text, (copied) => {
      const result = copied
        ? document.createElement("p")
        : notes.copyBox("Your browser could not copy the text. Copy it here:", text);
      if (copied) {
        result.textContent = `Copied: ${section.title}`;
      }
      result.classList.add("practice-copied");
      section.element.appendChild(result);
      if (copied) {
        notes.announce(result.textContent);
      } else {
        result.querySelector("textarea").focus();
      }
    });
  }

  /* ---- as a file ---- */

  function saveFile() {
    files.download(files.nameOf(pathway), files.write(pathway, version, draft.current()), "application/json");
    autosave.onFileSaved();
    notes.announce(`Your browser is saving the file ${files.nameOf(pathway)}.`);
  }

  function useFile(saved) {
    const state = draft.from(saved, draft.current().saving);
    const number = Object.keys(state.answers).length;
    const unknown = Object.keys(state.others);
    notes.hide("file");
    autosave.replaceAnswers(
      state,
      `Opened ${site.text.countOf(number, "answer")} from the file saved on ${notes.formatDateTime(saved.saved)}${unknown.length ? ` The file also has answers to questions that are not on this page: ${unknown.join(", ")}.` : ""}`,
    );
    autosave.onFileSaved();
  }

  function closeFileNotice() {
    notes.hide("file");
    parts.open(fileInput);
    fileInput.focus();
  }

  function openFile(file) {
    files.read(file, pathway, (saved) => {
      if (saved.error) {
        notes.show(
          "file",
          [`“${file.name}” could not be opened. ${saved.error} Nothing on this page was changed.`],
          [["Close", closeFileNotice]],
          true,
        );
      } else if (draft.isEmpty()) {
        useFile(saved);
      } else {
        notes.show(
          "file",
          [`Replace the answers on this page with those saved in the file on ${notes.formatDateTime(saved.saved)}?`],
          [
            [
              "Replace my answers",
              () => {
                useFile(saved);
              },
            ],
            ["Keep my answers", closeFileNotice],
          ],
          true,
        );
      }
    });
  }

  const ACTIONS = {
    check: check,
    copy: copySection,
    move: (button) => {
      parts.go(button.getAttribute("data-to"));
    },
    print: () => {
      window.print();
    },
    save: saveFile,
    unset: clearAnswer,
  };

  form.addEventListener("input", onInput);
  form.addEventListener("change", onInput);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
  });
  holder.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    const action = button && ACTIONS[button.getAttribute("data-act")];
    if (action) {
      action(button);
    }
  });
  fileInput.addEventListener("change", () => {
    if (fileInput.files.length) {
      openFile(fileInput.files[0]);
    }
    /* Allows the reader to open the same file again. */
    fileInput.value = "";
  });
  autosave.start(() => {
    all(".practice-field, .practice-keep, .practice-end, .practice-acts, .practice-state, .practice-last").forEach(
      (element) => {
        element.hidden = false;
      },
    );
    holder.classList.add("live");
    parts.start();
    document.dispatchEvent(new CustomEvent("practice-ready"));
  });
})();
