"use strict";
/* What the page says about saving: when the answers were saved and when they expire, or why they are not saved. */
site.practice.status = (() => {
  const { one } = site.dom;
  const { fill, formatDate, formatTime } = site.text;
  const messages = site.messages.pathway.practice.status;
  const line = one(".practice-kept");
  const bar = one(".practice-bar");
  const barText = one("span", bar);
  const eraseButton = one("[data-act=erase]");
  const defaultText = line.textContent || "";

  /** @param {PracticeRecord} record */
  function savedText({ saved, expires }) {
    const date = new Date(saved);
    return fill(messages.saved, {
      date: formatDate(date),
      time: formatTime(date),
      expiry: formatDate(new Date(expires)),
    });
  }

  /**
   * Returns the short text for the bar.
   * @param {PracticeSaveState} state
   */
  function shortText({ record, isEmpty }) {
    if (record) {
      return fill(messages.savedShort, { time: formatTime(new Date(record.saved)) });
    }
    return isEmpty ? messages.nothingWritten : messages.notSaved;
  }

  return {
    show: (state) => {
      const { failure, record, isSaving, isEmpty, isStarted } = state;
      line.textContent = failure ? messages[failure] : record ? savedText(record) : defaultText;
      barText.textContent = failure ? messages[failure] : shortText(state);
      eraseButton.hidden = isEmpty && !isSaving;
      bar.hidden = !isStarted;
      for (const element of [line, bar]) {
        element.classList.toggle("is-failed", Boolean(failure));
      }
    },
  };
})();
