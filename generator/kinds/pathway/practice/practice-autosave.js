"use strict";
/* Saves practice answers on this device. Off until the reader turns it on. Shows what was saved, erases it on request,
   and asks the reader if another tab has changed it. If saving fails, the page says so and keeps the answers. */
site.practice.autosave = (() => {
  const { draft, notices, parts, status } = site.practice;
  const { one } = site.dom;
  const { fill, formatDate, formatTime } = site.text;
  const messages = site.messages.pathway.practice;
  const holder = one(".practice");
  /** @type {HTMLInputElement} */
  const checkbox = one("#keep-box");
  const { pathway = "", former = "", version } = holder.dataset;
  const store = site.practice.openStore(pathway, former.split(" ").filter(Boolean), Number(version));
  const scheduled = site.dom.debounce(save, 400);
  /** @type {PracticeDraft} */
  const NOTHING = { answers: {}, others: {}, saving: false };
  /** @type {PracticeRecord | null} The saved record, as last read or written. */
  let record = null;
  /** @type {PracticeSaveState["failure"]} */
  let failure = "";
  /* Whether the page has changes that are saved nowhere. */
  let isUnsaved = false;
  let isStarted = false;

  /**
   * If there are unsaved answers, the browser asks whether to leave, in its own words.
   * @param {BeforeUnloadEvent} event
   */
  function warnBeforeLeaving(event) {
    scheduled.now();
    if (isUnsaved && !draft.isEmpty()) {
      event.preventDefault();
      event.returnValue = "";
    }
  }

  function showStatus() {
    const isSaving = checkbox.checked;
    const isEmpty = draft.isEmpty();
    status.show({ failure, record: isSaving ? record : null, isSaving, isEmpty, isStarted });
    if (isUnsaved && !isEmpty) {
      window.addEventListener("beforeunload", warnBeforeLeaving);
    } else {
      window.removeEventListener("beforeunload", warnBeforeLeaving);
    }
  }

  /** @param {PracticeSaveState["failure"]} reason */
  function setFailure(reason) {
    if (reason && reason !== failure) {
      notices.announce(messages.status[reason]);
    }
    failure = reason;
  }

  /* ---- saving ---- */

  /** @param {string} [savedAt] The time of the last change; by default, now. */
  function save(savedAt) {
    scheduled.drop();
    if (!checkbox.checked || notices.isShown("tab")) {
      return;
    }
    const result = store.write(draft.current(), savedAt);
    setFailure("error" in result ? result.error : "");
    record = "record" in result ? result.record : record;
    isUnsaved = Boolean(failure);
    if (failure === "changed") {
      checkOtherTab();
    }
    showStatus();
  }

  function scheduleSave() {
    isUnsaved = true;
    scheduled();
    showStatus();
  }

  function startSaving() {
    if (notices.isShown("unreadable")) {
      checkbox.checked = false;
      notices.focus("unreadable");
      return;
    }
    save();
    if (failure && failure !== "changed") {
      checkbox.checked = false;
    }
    if (!failure) {
      notices.announce(messages.status.savingOn);
    }
    showStatus();
  }

  function stopSaving() {
    /* Never erase unseen what another tab has written since. */
    if (store.otherTabChange()) {
      checkbox.checked = true;
      checkOtherTab();
      return;
    }
    const erased = store.erase();
    setFailure("");
    isUnsaved = true;
    showStatus();
    notices.announce(erased ? messages.status.savingOff : messages.status.eraseFailed);
  }

  /* ---- replacing all answers ---- */

  /**
   * Shows that the answers were replaced, with "Undo".
   * @param {string} message
   * @param {PracticeDraft} before
   */
  function showReplaced(message, before) {
    const undo = () => replaceAnswers(before, messages.answers.restored);
    notices.show("swap", [message], { actions: [{ label: messages.answers.undo, run: undo }], focus: true });
  }

  /** @type {PracticeAutosave["replaceAnswers"]} Undo also restores what was saved. */
  function replaceAnswers(state, message) {
    const before = { ...draft.current(), wasNotSaved: !store.exists() };
    draft.replace(state);
    if (state.wasNotSaved && !state.saving && store.exists()) {
      store.erase();
    }
    scheduleSave();
    scheduled.now();
    showReplaced(message, before);
  }

  function eraseAll() {
    const erased = store.erase();
    notices.hide("tab");
    notices.hide("back");
    setFailure("");
    replaceAnswers(NOTHING, erased ? messages.answers.erased : messages.answers.erasedHereOnly);
    isUnsaved = false;
  }

  /* ---- another tab ---- */

  function useOtherTab() {
    const saved = store.load();
    const before = draft.current();
    notices.hide("tab");
    setFailure("");
    if (saved.state === "unreadable") {
      site.practice.showUnreadable(store, saved, useOtherTab);
    } else if (saved.state === "saved") {
      restore(saved.record);
      showReplaced(messages.otherTab.used, before);
    } else {
      replaceAnswers(NOTHING, messages.otherTab.usedErased);
    }
  }

  function keepThisTab() {
    notices.hide("tab");
    setFailure("");
    store.allowOverwrite();
    save();
    showStatus();
    parts.open(checkbox);
    one("#keep").focus();
  }

  /** Asks the reader which answers to keep, if another tab has changed the saved ones. */
  function checkOtherTab() {
    const change = store.otherTabChange();
    if (!isStarted || !change || notices.isShown("tab")) {
      return;
    }
    const isErased = change === "erased";
    const { changed, erased, use, useErased, keep } = messages.otherTab;
    notices.show("tab", [isErased ? erased : changed], {
      actions: [
        { label: isErased ? useErased : use, run: useOtherTab },
        { label: keep, run: keepThisTab },
      ],
    });
    if (checkbox.checked) {
      setFailure("changed");
    }
    showStatus();
  }

  /* ---- restoring saved answers ---- */

  /** @param {PracticeRecord} saved */
  function restore(saved) {
    draft.replace(draft.from(saved, true));
    record = saved;
    isUnsaved = false;
    showStatus();
  }

  /** @param {PracticeRecord} saved */
  function showBack({ saved, expires }) {
    const date = new Date(saved);
    const expiry = formatDate(new Date(expires));
    notices.show("back", [fill(messages.answers.back, { date: formatDate(date), time: formatTime(date), expiry })], {
      actions: [{ label: messages.answers.eraseNow, run: eraseAll }],
    });
  }

  /**
   * @param {PracticeRecord} saved
   * @param {string | null} olderName Where it is saved, if its questions have an older version.
   */
  function showRecord(saved, olderName) {
    restore(saved);
    if (!draft.isEmpty()) {
      showBack(saved);
    }
    if (olderName) {
      save(saved.saved);
      if (!failure) {
        store.remove(olderName);
      }
    }
  }

  /** @param {PracticeLoaded} saved */
  function showSaved(saved) {
    draft.replace(NOTHING);
    if (saved.state === "unreadable") {
      site.practice.showUnreadable(store, saved, useOtherTab);
    } else if (saved.state === "saved") {
      showRecord(saved.record, saved.olderName);
    } else if (saved.expired) {
      notices.show("back", [messages.answers.expired]);
    }
  }

  checkbox.addEventListener("change", () => (checkbox.checked ? startSaving() : stopSaving()));
  one("[data-act=erase]").addEventListener("click", eraseAll);
  window.addEventListener("storage", checkOtherTab);
  window.addEventListener("pagehide", scheduled.now);
  window.addEventListener("pageshow", checkOtherTab);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      scheduled.now();
    } else {
      checkOtherTab();
    }
  });

  return {
    start: async () => {
      showSaved(await store.ready());
      isStarted = true;
      showStatus();
    },
    scheduleSave,
    replaceAnswers,
    onFileSaved: () => {
      isUnsaved = false;
      if (!checkbox.checked) {
        setFailure("");
      }
      showStatus();
    },
  };
})();
