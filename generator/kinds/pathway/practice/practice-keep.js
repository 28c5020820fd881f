/* Keeping practice answers on this device: off until the reader turns it on, with its date, its end, "Erase now",
   and a choice where another tab has changed what is kept. Where it fails, the words say so and the page loses nothing. */
window.practiceKeep = (function () {
  "use strict";
  var draft = window.practiceDraft, notes = window.practiceNotes;
  var holder = document.querySelector(".practice"), bar = holder.querySelector(".practice-bar"), line = holder.querySelector(".practice-kept");
  var box = document.getElementById("keep-box"), eraser = holder.querySelector("[data-act=erase]"), promise = line.textContent;
  var store = window.practiceStore(holder.getAttribute("data-pathway"), holder.getAttribute("data-former").split(" ").filter(Boolean), Number(holder.getAttribute("data-version")));
  var WHY = {
    full: "This browser has no space left to save your answers. They are still on this page. Save them as a file.",
    blocked: "This browser is not storing data for this site. Your answers are still on this page. Save them as a file.",
    changed: "Your answers were changed in another tab or window. At the top of this page, choose which ones to keep."
  };
  var UNDONE = "Your answers were restored.";
  /* `record`: what is kept, as last read or written. `failed`: why the last write did not work.
     `unsaved`: something stands on the page only. */
  var record = null, failed = "", unsaved = false, timer = null, begun = false;

  /* A page can erase only while it is open. */
  function ends(found) { return "erased on your first visit after " + notes.day(new Date(found.expires)); }

  /* The browser asks, in its own words, whether to leave what only the page holds. */
  function ask(event) {
    flush();
    if (unsaved && !draft.isEmpty()) { event.preventDefault(); event.returnValue = ""; }
  }

  /* What the page says of itself. */
  function show() {
    var keeping = box.checked && record, empty = draft.isEmpty();
    line.textContent = failed ? WHY[failed] : keeping ? "Saved on " + notes.stamp(record.saved) + " Your answers will be " + ends(record) + ", or when you select “Erase now.”" : promise;
    eraser.hidden = empty && !box.checked;
    bar.hidden = !begun;
    bar.firstElementChild.textContent = failed ? WHY[failed] : keeping ? "Saved on this device at " + notes.time(new Date(record.saved)) : empty ? "Nothing written yet. Saving is off." : "Not saved. Your answers will be lost when you leave this page.";
    window[unsaved && !empty ? "addEventListener" : "removeEventListener"]("beforeunload", ask);
    [line, bar].forEach(function (part) { part.classList.toggle("failed", Boolean(failed)); });
  }

  function fail(why) {
    if (why && why !== failed) { notes.say(WHY[why]); }
    failed = why;
  }

  /* ---- writing ---- */

  function save(saved) {
    window.clearTimeout(timer);
    timer = null;
    if (!box.checked || notes.isShown("tab")) { return; }
    var done = store.write(draft.now(), saved);
    fail(done.fault || "");
    record = done.record || record;
    unsaved = Boolean(failed);
    if (failed === "changed") { compare(); }
    show();
  }

  function changed() {
    unsaved = true;
    window.clearTimeout(timer);
    timer = window.setTimeout(save, 400);
    show();
  }

  function flush() { if (timer) { save(); } }

  function turn() {
    if (!box.checked) { stop(); return; }
    if (notes.isShown("spoiled")) {
      box.checked = false;
      notes.focus("spoiled");
      return;
    }
    save();
    if (failed && failed !== "changed") { box.checked = false; }
    if (!failed) { notes.say("Your answers are saved on this device."); }
    show();
  }

  function stop() {
    /* What another tab wrote since is not this tab's to erase unseen. */
    if (store.changed()) {
      box.checked = true;
      compare();
      return;
    }
    var gone = store.erase();
    fail("");
    unsaved = true;
    show();
    notes.say(gone ? "Nothing is saved on this device now. Your answers are still on this page." : notes.STUCK);
  }

  /* ---- all of it at once: answers come, go and come back ---- */

  function undo(before) { return [["Undo", function () { swap(before, UNDONE); }]]; }

  /* Puts other answers in place of those on the page, and offers to undo it until the page is left: on the device too. */
  function swap(state, words) {
    var before = Object.assign(draft.now(), { bare: !store.holds() });
    draft.put(state);
    if (state.bare && !state.keeping && store.holds()) { store.erase(); }
    changed();
    flush();
    notes.show("swap", [words], undo(before), true);
  }

  function erase() {
    var gone = store.erase();
    ["tab", "back"].forEach(notes.hide);
    fail("");
    swap({ answers: {}, others: {}, keeping: false }, gone ? "Your answers were erased from this page and this device." : "Your answers were erased from this page. " + notes.STUCK);
    unsaved = false;
  }

  /* ---- another tab ---- */

  function take() {
    var found = store.load(), before = draft.now();
    notes.hide("tab");
    fail("");
    if (found.state === "spoiled") { window.practiceRescue(store, found, take); return; }
    if (found.state !== "kept") { swap({ answers: {}, others: {}, keeping: false }, "Your answers were erased here too."); return; }
    bring(found.record);
    notes.show("swap", ["These are the answers saved on this device."], undo(before), true);
  }

  function stay() {
    notes.hide("tab");
    fail("");
    store.accept();
    save();
    show();
    window.practiceParts.open(box);
    document.getElementById("keep").focus();
  }

  function compare() {
    var what = store.changed(), erased = what === "erased";
    if (!begun || !what || notes.isShown("tab")) { return; }
    notes.show("tab", [erased ? "Your saved answers were erased in another tab or window. The answers in this tab are still here." : "Your answers were changed in another tab or window. Nothing will be overwritten until you choose."], [
      [erased ? "Erase them here too" : "Use the answers from the other tab", take], ["Keep the answers in this tab", stay]
    ]);
    if (box.checked) { fail("changed"); }
    show();
  }

  /* ---- coming back ---- */

  function bring(found) {
    draft.put(draft.of(found, true));
    record = found;
    unsaved = false;
    show();
  }

  function begin(found) {
    draft.put({ answers: {}, others: {}, keeping: false });
    if (found.erased) { notes.show("back", ["The answers saved here were erased because 90 days had passed since your last change."], []); }
    if (found.state === "spoiled") { window.practiceRescue(store, found, take); }
    if (found.state === "kept") { bring(found.record); }
    if (found.state === "kept" && !draft.isEmpty()) {
      notes.show("back", ["Your answers from " + notes.stamp(found.record.saved) + " are back. They will be " + ends(found.record) + "."], [["Erase now", erase]]);
    }
    if (found.older) {
      save(found.record.saved);
      if (!failed) { store.remove(found.older); }
    }
    show();
  }

  /* `then` is called once what is kept stands on the page. */
  function start(then) {
    store.ready(function (found) {
      begin(found);
      begun = true;
      show();
      then();
    });
  }

  box.addEventListener("change", turn);
  eraser.addEventListener("click", erase);
  window.addEventListener("storage", compare);
  window.addEventListener("pagehide", flush);
  window.addEventListener("pageshow", compare);
  document.addEventListener("visibilitychange", function () { if (document.visibilityState === "hidden") { flush(); } else { compare(); } });

  return {
    start: start, changed: changed, swap: swap,
    /* What stands on the page stands in a file too. */
    filed: function () {
      unsaved = false;
      if (!box.checked) { fail(""); }
      show();
    }
  };
})();
