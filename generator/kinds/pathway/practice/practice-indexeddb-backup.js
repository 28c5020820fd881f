"use strict";
/* Backs up the saved answers in IndexedDB. Browsers write localStorage to disk late (Chromium once a minute), so a
   browser that is killed loses up to a minute of changes, and brings back answers that were erased in that minute.
   IndexedDB is on disk at once. If it is not available, localStorage is the only copy. */
site.practice.backup = (() => {
  const NAME = "practice-answers";
  const STORE = "kept";
  const TIMEOUT = 1000;
  let database = null;

  /* Calls `callback` with the database, or with null. */
  function open(callback) {
    let request;
    if (database) {
      callback(database);
      return;
    }
    try {
      request = window.indexedDB.open(NAME, 1);
    } catch (_error) {
      callback(null);
      return;
    }
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE);
    };
    request.onsuccess = () => {
      database = request.result;
      database.onclose = () => {
        database = null;
      };
      callback(database);
    };
    request.onerror = (event) => {
      event.preventDefault();
      callback(null);
    };
  }

  function change(callback) {
    open((opened) => {
      try {
        callback(opened.transaction(STORE, "readwrite", { durability: "strict" }).objectStore(STORE));
      } catch (_error) {
        /* localStorage is the only copy */
      }
    });
  }

  return {
    /* Stores the text of a key and its time (milliseconds since 1970); null for a text that was erased. */
    put: (key, at, text) => {
      change((objects) => {
        objects.put({ at: at, text: text }, key);
      });
    },
    drop: (key) => {
      change((objects) => {
        objects.delete(key);
      });
    },
    /* Calls `callback` with all entries; with none if the database does not answer in time. */
    read: (callback) => {
      let entries = [];
      const timer = window.setTimeout(finish, TIMEOUT);
      function finish() {
        window.clearTimeout(timer);
        if (entries) {
          callback(entries);
        }
        entries = null;
      }
      open((opened) => {
        try {
          const request = opened.transaction(STORE).objectStore(STORE).openCursor();
          request.onerror = finish;
          request.onsuccess = () => {
            if (!request.result || !entries) {
              finish();
              return;
            }
            entries.push({ key: request.result.key, at: request.result.value.at, text: request.result.value.text });
            request.result.continue();
          };
        } catch (_error) {
          finish();
        }
      });
    },
  };
})();
