"use strict";
/* Shows saved answers that cannot be read, and offers to restore the last readable copy, to save them as a file, or to
   erase them. They stay as they are until the reader chooses. Calls `callback` after a copy was restored. */
site.practice.recovery = (store, saved, callback) => {
  const notes = site.practice.notes;
  const actions = [];
  if (saved.backup) {
    actions.push([
      "Restore the last readable copy",
      () => {
        store.setText(saved.key, saved.backup);
        notes.hide("unreadable");
        callback();
      },
    ]);
  }
  actions.push([
    "Save them as a text file",
    () => {
      site.practice.file.download("practice-answers-unread.txt", saved.text, "text/plain");
    },
  ]);
  actions.push([
    "Erase them",
    () => {
      store.remove(saved.key);
      notes.hide("unreadable");
      notes.announce("The unreadable answers were erased.");
      document.getElementById("keep-box").focus();
    },
  ]);
  notes.show(
    "unreadable",
    [
      "Answers saved on this device cannot be read. They will stay until you erase them, and nothing new can be saved before then.",
    ],
    actions,
    false,
    notes.copyBox("Saved text", saved.text),
  );
};
