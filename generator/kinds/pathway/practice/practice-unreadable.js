"use strict";
/* Shows saved answers that cannot be read, and offers to restore the last readable copy, to save them as a file, or to
   erase them. They stay as they are until the reader chooses. */
site.practice.showUnreadable = (store, { name, text, backup }, onRestored) => {
  const { notices, fileAccess } = site.practice;
  const messages = site.messages.pathway.practice.unreadable;

  /** @param {string} copy */
  function restore(copy) {
    store.setText(name, copy);
    notices.hide("unreadable");
    onRestored();
  }

  function erase() {
    store.remove(name);
    notices.hide("unreadable");
    notices.announce(messages.erased);
    site.dom.one("#keep-box").focus();
  }

  notices.show("unreadable", [messages.text], {
    actions: [
      ...(backup ? [{ label: messages.restore, run: () => restore(backup) }] : []),
      { label: messages.save, run: () => fileAccess.download("practice-answers-unread.txt", text, "text/plain") },
      { label: messages.erase, run: erase },
    ],
    extra: notices.copyBox(messages.box, text),
  });
};
