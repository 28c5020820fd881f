"use strict";
/* Saves practice answers on this device. Off until the reader turns it on. Shows when the answers were saved and when
   they expire, erases them on request, and asks the reader if another tab has changed them. If saving fails, the page
   says so and keeps the answers. */
site.practice.autosave = (() => {
  const draft = site.practice.draft;
  const notes = site.practice.notes;
  const holder = document.querySelector(".practice");
  const bar = holder.querySelector(".practice-bar");
  const statusLine = holder.querySelector(".practice-kept");
  const checkbox = document.getElementById("keep-box");
  const eraseButton = holder.querySelector("[data-act=erase]");
  const defaultStatus = statusLine.textContent;
  const store = site.practice.store(
    holder.getAttribute("data-pathway"),
    holder.getAttribute("data-former").split(" ").filter(Boolean),
    Number(holder.getAttribute("data-version")),
  );
  const FAILURES = {
    full: "This browser has no space left to save your answers. They are still on this page. Save them as a file.",
    blocked:
      "This browser is not storing data for this site. Your answers are still on this page. Save them as a file.",
    changed: "Your answers were changed in another tab or window. At the top of this page, choose which ones to keep.",
  };
  const RESTORED = "Your answers were restored.";
  /* `record`: the saved record, as last read or written. `failure`: why the last write failed, a key of FAILURES or "".
     `unsaved`: whether the page has changes that are saved nowhere. */
  let record = null;
  let failure = "";
  let unsaved = false;
  let timer = null;
  let started = false;

  /* "On your first visit after": a page can erase answers only while it is open. */
  function expiryText(saved) {
    return `erased on your first visit after ${notes.formatDate(new Date(saved.expires))}`;
  }

  /* If there are unsaved answers, the browser asks whether to leave, in its own words. */
  function warnBeforeLeaving(event) {
    flush();
    if (unsaved && !draft.isEmpty()) {
      event.preventDefault();
      event.returnValue = "";
    }
  }

  function showStatus() {
    const isSaved = checkbox.checked && record;
    const isEmpty = draft.isEmpty();
    statusLine.textContent = failure
      ? FAILURES[failure]
      : isSaved
        ? `Saved on ${notes.formatDateTime(record.saved)} Your answers will be ${expiryText(record)}, or when you select “Erase now.”`
        : defaultStatus;
    eraseButton.hidden = isEmpty && !checkbox.checked;
    bar.hidden = !started;
    bar.firstElementChild.textContent = failure
      ? FAILURES[failure]
      : isSaved
        ? `Saved on this device at ${notes.formatTime(new Date(record.saved))}`
        : isEmpty
          ? "Nothing written yet. Saving is off."
          : "Not saved. Your answers will be lost when you leave this page.";
    window[unsaved && !isEmpty ? "addEventListener" : "removeEventListener"]("beforeunload", warnBeforeLeaving);
    [statusLine, bar].forEach((element) => {
      element.classList.toggle("failed", Boolean(failure));
    });
  }

  function setFailure(reason) {
    if (reason && reason !== failure) {
      notes.announce(FAILURES[reason]);
    }
    failure = reason;
  }

  /* ---- saving ---- */

  function save(savedAt) {
    window.clearTimeout(timer);
    timer = null;
    if (!checkbox.checked || notes.isShown("tab")) {
      return;
    }
    const result = store.write(draft.current(), savedAt);
    setFailure(result.error || "");
    record = result.record || record;
    unsaved = Boolean(failure);
    if (failure === "changed") {
      checkOtherTab();
    }
    showStatus();
  }

  function scheduleSave() {
    unsaved = true;
    window.clearTimeout(timer);
    timer = window.setTimeout(save, 400);
    showStatus();
  }

  function flush() {
    if (timer) {
      save();
    }
  }

  function onToggle() {
    if (!checkbox.checked) {
      stopSaving();
      return;
    }
    if (notes.isShown("unreadable")) {
      checkbox.checked = false;
      notes.focus("unreadable");
      return;
    }
    save();
    if (failure && failure !== "changed") {
      checkbox.checked = false;
    }
    if (!failure) {
      notes.announce("Your answers are saved on this device.");
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
    unsaved = true;
    showStatus();
    notes.announce(
      erased ? "Nothing is saved on this device now. Your answers are still on this page." : notes.ERASE_FAILED,
    );
  }

  /* ---- replacing all answers ---- */

  function undoActions(before) {
    return [
      [
        "Undo",
        () => {
          replaceAnswers(before, RESTORED);
        },
      ],
    ];
  }

  /* Replaces the answers on the page, and offers "Undo" until the reader leaves. Undo also restores what was saved. */
  function replaceAnswers(state, message) {
    const before = Object.assign(draft.current(), { wasNotSaved: !store.exists() });
    draft.replace(state);
    if (state.wasNotSaved && !state.saving && store.exists()) {
      store.erase();
    }
    scheduleSave();
    flush();
    notes.show("swap", [message], undoActions(before), true);
  }

  function eraseAll() {
    const erased = store.erase();
    ["tab", "back"].forEach(notes.hide);
    setFailure("");
    replaceAnswers(
      { answers: {}, others: {}, saving: false },
      erased
        ? "Your answers were erased from this page and this device."
        : `Your answers were erased from this page. ${notes.ERASE_FAILED}`,
    );
    unsaved = false;
  }

  /* ---- another tab ---- */

  function useOtherTab() {
    const saved = store.load();
    const before = draft.current();
    notes.hide("tab");
    setFailure("");
    if (saved.state === "unreadable") {
      site.practice.recovery(store, saved, useOtherTab);
      return;
    }
    if (saved.state !== "saved") {
      replaceAnswers({ answers: {}, others: {}, saving: false }, "Your answers were erased here too.");
      return;
    }
    restore(saved.record);
    notes.show("swap", ["These are the answers saved on this device."], undoActions(before), true);
  }

  function keepThisTab() {
    notes.hide("tab");
    setFailure("");
    store.allowOverwrite();
    save();
    showStatus();
    site.practice.parts.open(checkbox);
    document.getElementById("keep").focus();
  }

  /* Asks the reader which answers to keep, if another tab has changed the saved ones. */
  function checkOtherTab() {
    const change = store.otherTabChange();
    const erased = change === "erased";
    if (!started || !change || notes.isShown("tab")) {
      return;
    }
    notes.show(
      "tab",
      [
        erased
          ? "Your saved answers were erased in another tab or window. The answers in this tab are still here."
          : "Your answers were changed in another tab or window. Nothing will be overwritten until you choose.",
      ],
      [
        [erased ? "Erase them here too" : "Use the answers from the other tab", useOtherTab],
        ["Keep the answers in this tab", keepThisTab],
      ],
    );
    if (checkbox.checked) {
      setFailure("changed");
    }
    showStatus();
  }

  /* ---- restoring saved answers ---- */

  function restore(saved) {
    draft.replace(draft.from(saved, true));
    record = saved;
    unsaved = false;
    showStatus();
  }

  function showSaved(saved) {
    draft.replace({ answers: {}, others: {}, saving: false });
    if (saved.expired) {
      notes.show("back", ["The answers saved here were erased because 90 days had passed since your last change."], []);
    }
    if (saved.state === "unreadable") {
      site.practice.recovery(store, saved, useOtherTab);
    }
    if (saved.state === "saved") {
      restore(saved.record);
    }
    if (saved.state === "saved" && !draft.isEmpty()) {
      notes.show(
        "back",
        [
          `Your answers from ${notes.formatDateTime(saved.record.saved)} are back. They will be ${expiryText(saved.record)}.`,
        ],
        [["Erase now", eraseAll]],
      );
    }
    if (saved.olderKey) {
      save(saved.record.saved);
      if (!failure) {
        store.remove(saved.olderKey);
      }
    }
    showStatus();
  }

  /* Calls `callback` once the saved answers are on the page. */
  function start(callback) {
    store.ready((saved) => {
      showSaved(saved);
      started = true;
      showStatus();
      callback();
    });
  }

  checkbox.addEventListener("change", onToggle);
  eraseButton.addEventListener("click", eraseAll);
  window.addEventListener("storage", checkOtherTab);
  window.addEventListener("pagehide", flush);
  window.addEventListener("pageshow", checkOtherTab);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      flush();
    } else {
      checkOtherTab();
    }
  });

  return {
    start: start,
    scheduleSave: scheduleSave,
    replaceAnswers: replaceAnswers,
    /* After the reader has saved the answers as a file. */
    onFileSaved: () => {
      unsaved = false;
      if (!checkbox.checked) {
        setFailure("");
      }
      showStatus();
    },
  };
})();
