/* Backs up the saved answers in IndexedDB. Browsers write localStorage to disk late (Chromium once a minute), so a
   browser that is killed loses up to a minute of changes, and brings back answers that were erased in that minute.
   IndexedDB is on disk at once. If it is not available, localStorage is the only copy. */
window.practiceBackup = (function () {
  "use strict";
  var NAME = "practice-answers", STORE = "kept", TIMEOUT = 1000, database = null;

  /* Calls `callback` with the database, or with null. */
  function open(callback) {
    var request;
    if (database) { callback(database); return; }
    try { request = window.indexedDB.open(NAME, 1); } catch (error) { callback(null); return; }
    request.onupgradeneeded = function () { request.result.createObjectStore(STORE); };
    request.onsuccess = function () {
      database = request.result;
      database.onclose = function () { database = null; };
      callback(database);
    };
    request.onerror = function (event) {
      event.preventDefault();
      callback(null);
    };
  }

  function change(callback) {
    open(function (opened) {
      try { callback(opened.transaction(STORE, "readwrite", { durability: "strict" }).objectStore(STORE)); } catch (error) { /* localStorage is the only copy */ }
    });
  }

  return {
    /* Stores the text of a key and its time (milliseconds since 1970); null for a text that was erased. */
    put: function (key, at, text) { change(function (objects) { objects.put({ at: at, text: text }, key); }); },
    drop: function (key) { change(function (objects) { objects.delete(key); }); },
    /* Calls `callback` with all entries; with none if the database does not answer in time. */
    read: function (callback) {
      var entries = [], timer = window.setTimeout(finish, TIMEOUT);
      function finish() {
        window.clearTimeout(timer);
        if (entries) { callback(entries); }
        entries = null;
      }
      open(function (opened) {
        try {
          var request = opened.transaction(STORE).objectStore(STORE).openCursor();
          request.onerror = finish;
          request.onsuccess = function () {
            if (!request.result || !entries) { finish(); return; }
            entries.push({ key: request.result.key, at: request.result.value.at, text: request.result.value.text });
            request.result.continue();
          };
        } catch (error) { finish(); }
      });
    }
  };
})();
