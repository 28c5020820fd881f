/* Answers that are kept on this device and cannot be read: shown, offered as a file and as their last good copy, and
   not touched until the reader says so. */
window.practiceRescue = function (store, found, then) {
  "use strict";
  var notes = window.practiceNotes, acts = [];
  if (found.copy) {
    acts.push(["Restore the last readable copy", function () {
      store.replace(found.key, found.copy);
      notes.hide("spoiled");
      then();
    }]);
  }
  acts.push(["Save them as a text file", function () { window.practiceFile.download("practice-answers-unread.txt", found.text, "text/plain"); }]);
  acts.push(["Erase them", function () {
    store.remove(found.key);
    notes.hide("spoiled");
    notes.say("The unreadable answers were erased.");
    document.getElementById("keep-box").focus();
  }]);
  notes.show("spoiled", ["Answers saved on this device cannot be read. They will stay until you erase them, and nothing new can be saved before then."], acts, false, notes.box("Saved text", found.text));
};
