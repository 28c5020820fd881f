/* Practice answers: the page comes to life. What is typed stays on it; without this script there are the questions,
   with blank lines. */
(function () {
  "use strict";
  var fields = window.practiceFields, files = window.practiceFile, notes = window.practiceNotes, parts = window.practiceParts, draft = window.practiceDraft, keep = window.practiceKeep;
  var holder = document.querySelector(".practice"), form = holder.querySelector(".practice-form"), input = document.getElementById("keep-file");
  var pathway = holder.getAttribute("data-pathway"), version = Number(holder.getAttribute("data-version"));
  var done = holder.querySelector(".practice-done"), counted = null;

  function all(selector) { return Array.prototype.slice.call(holder.querySelectorAll(selector)); }

  /* ---- answering ---- */

  function answer(event) {
    var question = fields.questionOf(event.target);
    if (!question) { return; }
    fields.show(question);
    fields.showStates();
    done.hidden = true;
    window.practiceCheck.mend();
    keep.changed();
    window.clearTimeout(counted);
    /* Seen at once, and said when the reader pauses. */
    if (question.most) { counted = window.setTimeout(function () { notes.say(fields.counted(question)); }, 1000); }
  }

  function unset(button) {
    var question = fields.questionOf(button);
    question.inputs.forEach(function (one) { one.checked = false; });
    answer({ target: button });
    question.field.focus();
  }

  function check() {
    done.hidden = !window.practiceCheck.run();
    if (done.hidden) { return; }
    done.textContent = "Every question that needs an answer has one, and none is too long. Only the program decides who takes part.";
    done.focus();
  }

  /* ---- as text ---- */

  function copy(button) {
    var section = fields.sections.filter(function (one) { return one.part.contains(button); })[0], text = fields.textOf(section);
    var last = section.part.querySelector(".practice-copied");
    if (last) { last.remove(); }
    files.copy(text, function (copied) {
      var made = copied ? document.createElement("p") : notes.box("Your browser could not copy the text. Copy it here:", text);
      if (copied) { made.textContent = "Copied: " + section.title; }
      made.classList.add("practice-copied");
      section.part.appendChild(made);
      if (copied) { notes.say(made.textContent); } else { made.querySelector("textarea").focus(); }
    });
  }

  /* ---- as a file ---- */

  function save() {
    files.download(files.nameOf(pathway), files.write(pathway, version, draft.now()), "application/json");
    keep.filed();
    notes.say("Your browser is saving the file " + files.nameOf(pathway) + ".");
  }

  function bring(found) {
    var state = draft.of(found, draft.now().keeping), number = Object.keys(state.answers).length, unknown = Object.keys(state.others);
    notes.hide("file");
    keep.swap(state, "Opened " + window.site.countOf(number, "answer") + " from the file saved on " + notes.stamp(found.saved) + (unknown.length ? " The file also has answers to questions that are not on this page: " + unknown.join(", ") + "." : ""));
    keep.filed();
  }

  function close() {
    notes.hide("file");
    parts.open(input);
    input.focus();
  }

  function open(file) {
    files.read(file, pathway, function (found) {
      if (found.fault) {
        notes.show("file", ["“" + file.name + "” could not be opened. " + found.fault + " Nothing on this page was changed."], [["Close", close]], true);
      } else if (draft.isEmpty()) {
        bring(found);
      } else {
        notes.show("file", ["Replace the answers on this page with those saved in the file on " + notes.stamp(found.saved) + "?"], [["Replace my answers", function () { bring(found); }], ["Keep my answers", close]], true);
      }
    });
  }

  var ACTS = { check: check, copy: copy, move: function (button) { parts.go(button.getAttribute("data-to")); }, print: function () { window.print(); }, save: save, unset: unset };

  form.addEventListener("input", answer);
  form.addEventListener("change", answer);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  holder.addEventListener("click", function (event) {
    var button = event.target.closest("[data-act]"), act = button && ACTS[button.getAttribute("data-act")];
    if (act) { act(button); }
  });
  input.addEventListener("change", function () {
    if (input.files.length) { open(input.files[0]); }
    /* The same file may be opened again. */
    input.value = "";
  });
  keep.start(function () {
    all(".practice-field, .practice-keep, .practice-end, .practice-acts, .practice-state, .practice-last").forEach(function (part) { part.hidden = false; });
    holder.classList.add("live");
    parts.start();
    document.dispatchEvent(new CustomEvent("practice-ready"));
  });
})();
