/* A second copy of what is kept on this device, in the browser's database. Browsers put the first copy (localStorage)
   on the disk late: Chromium once a minute, so a browser that is killed loses that minute, and brings back what was
   erased in it. The database is on the disk at once. Where it cannot be used, the first copy is all there is. */
window.practiceJournal = (function () {
  "use strict";
  var NAME = "practice-answers", STORE = "kept", PATIENCE = 1000, opened = null;

  /* `then` gets the database, or null. */
  function open(then) {
    var request;
    if (opened) { then(opened); return; }
    try { request = window.indexedDB.open(NAME, 1); } catch (error) { then(null); return; }
    request.onupgradeneeded = function () { request.result.createObjectStore(STORE); };
    request.onsuccess = function () {
      opened = request.result;
      opened.onclose = function () { opened = null; };
      then(opened);
    };
    request.onerror = function (event) {
      event.preventDefault();
      then(null);
    };
  }

  function change(act) {
    open(function (base) {
      try { act(base.transaction(STORE, "readwrite", { durability: "strict" }).objectStore(STORE)); } catch (error) { /* the first copy is all there is */ }
    });
  }

  return {
    /* Notes what stands under a key since a time: a text, or null where it was erased. */
    put: function (key, at, text) { change(function (place) { place.put({ at: at, text: text }, key); }); },
    drop: function (key) { change(function (place) { place.delete(key); }); },
    /* All notes; none where the database does not answer in time. */
    read: function (then) {
      var found = [], timer = window.setTimeout(end, PATIENCE);
      function end() {
        window.clearTimeout(timer);
        if (found) { then(found); }
        found = null;
      }
      open(function (base) {
        try {
          var asked = base.transaction(STORE).objectStore(STORE).openCursor();
          asked.onerror = end;
          asked.onsuccess = function () {
            if (!asked.result || !found) { end(); return; }
            found.push({ key: asked.result.key, at: asked.result.value.at, text: asked.result.value.text });
            asked.result.continue();
          };
        } catch (error) { end(); }
      });
    }
  };
})();
