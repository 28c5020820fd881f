"use strict";
/* Backs up the saved answers in IndexedDB. Browsers write localStorage to disk late (Chromium once a minute), so a
   browser that is killed loses up to a minute of changes, and brings back answers that were erased in that minute.
   IndexedDB is on disk at once. If it is not available, localStorage is the only copy. */
site.practice.backup = (() => {
  const DATABASE = site.storage.key("practice-answers");
  const RECORDS = "records";
  /* The database before its name said which site it belongs to. */
  const FORMER_DATABASE = "practice-answers";
  const FORMER_RECORDS = "kept";
  const TIMEOUT = 1000;
  /** @type {IDBDatabase | null} */
  let database = null;

  /**
   * @template Result
   * @param {IDBRequest<Result>} request
   * @returns {Promise<Result>}
   */
  function resultOf(request) {
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = (event) => {
        event.preventDefault();
        reject(request.error);
      };
    });
  }

  /** Returns the database, and creates it if needed. */
  async function open() {
    const request = window.indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(RECORDS);
    const opened = await resultOf(request);
    const forget = () => {
      database = null;
    };
    opened.onclose = forget;
    opened.onversionchange = () => {
      opened.close();
      forget();
    };
    database = opened;
    return opened;
  }

  /**
   * Returns the records for changes. If the database is open, this happens at once, because the page may be closing.
   * @param {(records: IDBObjectStore) => void} use
   */
  async function change(use) {
    try {
      const opened = database || (await open());
      use(opened.transaction(RECORDS, "readwrite", { durability: "strict" }).objectStore(RECORDS));
    } catch (_error) {
      /* localStorage is the only copy. */
    }
  }

  /**
   * @param {IDBDatabase} opened
   * @param {string} name The name of its object store.
   * @returns {Promise<PracticeBackupEntry[]>}
   */
  async function entriesIn(opened, name) {
    const records = opened.transaction(name).objectStore(name);
    const [keys, values] = await Promise.all([resultOf(records.getAllKeys()), resultOf(records.getAll())]);
    return keys.map((key, index) => ({ name: String(key), at: values[index].at, text: values[index].text }));
  }

  /** Returns the former database; null if there is none. */
  async function openFormer() {
    const request = window.indexedDB.open(FORMER_DATABASE, 1);
    /* Only a database that does not exist is upgraded: do not create it. */
    request.onupgradeneeded = () => request.transaction?.abort();
    try {
      return await resultOf(request);
    } catch (_error) {
      return null;
    }
  }

  /**
   * Adds entries, except where there is a newer one.
   * @param {PracticeBackupEntry[]} entries
   * @returns {Promise<void>} Fulfilled when they are on disk.
   */
  async function addFormer(entries) {
    const transaction = (database || (await open())).transaction(RECORDS, "readwrite", { durability: "strict" });
    const records = transaction.objectStore(RECORDS);
    for (const { name, at, text } of entries) {
      const request = records.get(name);
      request.onsuccess = () => {
        if (!request.result || request.result.at < at) {
          records.put({ at, text }, name);
        }
      };
    }
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
  }

  /** Moves what the former database has to this one. If that fails, it stays there for the next visit. */
  async function moveFormer() {
    const former = await openFormer();
    if (!former) {
      return;
    }
    try {
      await addFormer(await entriesIn(former, FORMER_RECORDS));
    } finally {
      former.close();
    }
    /* A tab that still runs the former scripts has the database open: then it is deleted when that tab closes. */
    window.indexedDB.deleteDatabase(FORMER_DATABASE);
  }

  /**
   * Returns a result, or another value if it fails or does not come in time.
   * @template Result
   * @param {() => Promise<Result>} start
   * @param {Result} otherwise
   * @returns {Promise<Result>}
   */
  function inTime(start, otherwise) {
    return new Promise((resolve) => {
      const timer = window.setTimeout(() => resolve(otherwise), TIMEOUT);
      start()
        .catch(() => otherwise)
        .then((result) => {
          window.clearTimeout(timer);
          resolve(result);
        });
    });
  }

  return {
    put: (name, at, text) => {
      change((records) => records.put({ at, text }, name));
    },
    drop: (name) => {
      change((records) => records.delete(name));
    },
    read: async () => {
      await inTime(moveFormer, undefined);
      return inTime(async () => entriesIn(database || (await open()), RECORDS), []);
    },
  };
})();
