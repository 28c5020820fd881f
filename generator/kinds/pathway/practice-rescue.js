/* Answers that are kept on this device and cannot be read: shown, offered as a file and as their last good copy, and
   not touched until the reader says so. */
window.practiceRescue = function (store, found, then) {
  "use strict";
  var notes = window.practiceNotes, acts = [];
  if (found.copy) {
    acts.push(["Bring back the last copy that can be read", function () {
      store.replace(found.key, found.copy);
      notes.hide("spoiled");
      then();
    }]);
  }
  acts.push(["Save them as a text file", function () { window.practiceFile.download("practice-answers-unread.txt", found.text, "text/plain"); }]);
  acts.push(["Erase them", function () {
    store.remove(found.key);
    notes.hide("spoiled");
    notes.say("What could not be read is erased.");
    document.getElementById("keep-box").focus();
  }]);
  notes.show("spoiled", ["Answers are kept on this device, but they cannot be read. They stay as they are until you erase them; nothing new is kept before that."], acts, false, notes.box("What is kept", found.text));
};
