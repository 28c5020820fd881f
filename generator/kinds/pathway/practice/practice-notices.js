"use strict";
/* What the page tells its reader: notices with actions, text boxes to copy from, and announcements for screen
   readers. */
site.practice.notices = (() => {
  const { element, one } = site.dom;
  const container = one(".practice-notes");
  const status = one(".practice > [role=status]");
  /** @type {Map<string, HTMLElement>} */
  const notices = new Map();
  /** @type {string[]} */
  let pending = [];

  /* Screen readers hear texts that come shortly after one another together. */
  const announcePending = site.dom.debounce(() => {
    status.textContent = pending.join(" ");
    pending = [];
  }, 300);

  /** @type {PracticeNotices["announce"]} */
  function announce(text) {
    pending.push(text);
    announcePending();
  }

  /** @type {PracticeNotices["hide"]} */
  function hide(name) {
    notices.get(name)?.remove();
    notices.delete(name);
  }

  /**
   * @param {PracticeNoticeAction} action
   * @param {number} index
   */
  const toButton = ({ label, run }, index) => site.dom.button(label, run, { class: index ? "plain" : "second" });

  /** @type {PracticeNotices["show"]} */
  function show(name, texts, { actions = [], focus = false, extra } = {}) {
    const notice = element(
      "div",
      "",
      { class: "notice practice-note", tabindex: "-1" },
      texts.map((text) => element("p", text)),
    );
    if (extra) {
      notice.append(extra);
    }
    if (actions.length) {
      notice.append(element("p", "", { class: "practice-acts" }, actions.map(toButton)));
    }
    hide(name);
    container.append(notice);
    notices.set(name, notice);
    if (focus) {
      notice.focus();
    } else {
      announce(texts.join(" "));
    }
  }

  return {
    show,
    hide,
    announce,
    focus: (name) => notices.get(name)?.focus(),
    isShown: (name) => notices.has(name),
    copyBox: (label, text) => {
      const field = element("textarea", "", { rows: "5", readonly: "" });
      field.value = text;
      field.addEventListener("focus", () => field.select());
      return element("label", label, { class: "practice-copy" }, [field]);
    },
  };
})();
