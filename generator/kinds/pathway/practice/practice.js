/* Practice answers: connects the form, its buttons and the file input. Nothing that is typed leaves the page unless the
   reader saves it. Without this script, the page has the questions with blank lines. */
(function () {
  "use strict";
  var fields = window.practiceFields, files = window.practiceFile, notes = window.practiceNotes, parts = window.practiceParts, draft = window.practiceDraft, autosave = window.practiceAutosave;
  var holder = document.querySelector(".practice"), form = holder.querySelector(".practice-form"), fileInput = document.getElementById("keep-file");
  var pathway = holder.getAttribute("data-pathway"), version = Number(holder.getAttribute("data-version"));
  var done = holder.querySelector(".practice-done"), announceTimer = null;

  function all(selector) { return Array.prototype.slice.call(holder.querySelectorAll(selector)); }

  /* ---- answering ---- */

  function onInput(event) {
    var question = fields.questionOf(event.target);
    if (!question) { return; }
    fields.update(question);
    fields.updateStates();
    done.hidden = true;
    window.practiceCheck.refresh();
    autosave.scheduleSave();
    window.clearTimeout(announceTimer);
    /* The word count updates at once. Screen readers hear it when the reader pauses. */
    if (question.maxWords) { announceTimer = window.setTimeout(function () { notes.announce(fields.countText(question)); }, 1000); }
  }

  function clearAnswer(button) {
    var question = fields.questionOf(button);
    question.inputs.forEach(function (input) { input.checked = false; });
    onInput({ target: button });
    question.field.focus();
  }

  function check() {
    done.hidden = !window.practiceCheck.run();
    if (done.hidden) { return; }
    done.textContent = "Every question that needs an answer has one, and none is too long. Only the program decides who takes part.";
    done.focus();
  }

  /* ---- as text ---- */

  function copySection(button) {
    var section = fields.sections.filter(function (candidate) { return candidate.element.contains(button); })[0], text = fields.textOf(section);
    var previous = section.element.querySelector(".practice-copied");
    if (previous) { previous.remove(); }
    files.copy(text, function (copied) {
      var result = copied ? document.createElement("p") : notes.copyBox("Your browser could not copy the text. Copy it here:", text);
      if (copied) { result.textContent = "Copied: " + section.title; }
      result.classList.add("practice-copied");
      section.element.appendChild(result);
      if (copied) { notes.announce(result.textContent); } else { result.querySelector("textarea").focus(); }
    });
  }

  /* ---- as a file ---- */

  function saveFile() {
    files.download(files.nameOf(pathway), files.write(pathway, version, draft.current()), "application/json");
    autosave.onFileSaved();
    notes.announce("Your browser is saving the file " + files.nameOf(pathway) + ".");
  }

  function useFile(saved) {
    var state = draft.from(saved, draft.current().saving), number = Object.keys(state.answers).length, unknown = Object.keys(state.others);
    notes.hide("file");
    autosave.replaceAnswers(state, "Opened " + window.site.countOf(number, "answer") + " from the file saved on " + notes.formatDateTime(saved.saved) + (unknown.length ? " The file also has answers to questions that are not on this page: " + unknown.join(", ") + "." : ""));
    autosave.onFileSaved();
  }

  function closeFileNotice() {
    notes.hide("file");
    parts.open(fileInput);
    fileInput.focus();
  }

  function openFile(file) {
    files.read(file, pathway, function (saved) {
      if (saved.error) {
        notes.show("file", ["“" + file.name + "” could not be opened. " + saved.error + " Nothing on this page was changed."], [["Close", closeFileNotice]], true);
      } else if (draft.isEmpty()) {
        useFile(saved);
      } else {
        notes.show("file", ["Replace the answers on this page with those saved in the file on " + notes.formatDateTime(saved.saved) + "?"], [["Replace my answers", function () { useFile(saved); }], ["Keep my answers", closeFileNotice]], true);
      }
    });
  }

  var ACTIONS = { check: check, copy: copySection, move: function (button) { parts.go(button.getAttribute("data-to")); }, print: function () { window.print(); }, save: saveFile, unset: clearAnswer };

  form.addEventListener("input", onInput);
  form.addEventListener("change", onInput);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  holder.addEventListener("click", function (event) {
    var button = event.target.closest("[data-act]"), action = button && ACTIONS[button.getAttribute("data-act")];
    if (action) { action(button); }
  });
  fileInput.addEventListener("change", function () {
    if (fileInput.files.length) { openFile(fileInput.files[0]); }
    /* Allows the reader to open the same file again. */
    fileInput.value = "";
  });
  autosave.start(function () {
    all(".practice-field, .practice-keep, .practice-end, .practice-acts, .practice-state, .practice-last").forEach(function (element) { element.hidden = false; });
    holder.classList.add("live");
    parts.start();
    document.dispatchEvent(new CustomEvent("practice-ready"));
  });
})();
