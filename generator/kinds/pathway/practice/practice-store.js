"use strict";
/* The answers saved on this device: a record for each pathway and version of its questions, with the time when it
   expires. Storage may be blocked, full, damaged or changed by another tab: the functions return that as a state, and
   never throw. */
site.practice.openStore = (pathway, formerSlugs, version) => {
  const { storage } = site;
  const { records, backup } = site.practice;
  const PREFIX = "practice-answers.";
  const ERASED = "practice-erased.";
  const OWN = `${PREFIX}${pathway}.`;
  const NAME = `${OWN}${version}`;
  /** @type {Map<string, string>} The last readable copies of texts that cannot be read. */
  const copies = new Map();
  /** @type {string | null} The text under NAME that this tab last read or wrote. */
  let lastText = null;

  /* ---- when records were erased: if the page closes before the backup is updated, the session still knows ---- */

  /** @param {string} name */
  const erasedKeys = (name) => [storage.key(ERASED + name), ERASED + name];

  /**
   * Returns when a record was erased in this session, by these scripts or by those before keys had the site's identity.
   * @param {string} name
   */
  function erasedAt(name) {
    try {
      return Math.max(...erasedKeys(name).map((key) => Number(window.sessionStorage.getItem(key))));
    } catch (_error) {
      return 0;
    }
  }

  /**
   * @param {string} name
   * @param {number | null} at
   */
  function setErasedAt(name, at) {
    try {
      for (const key of erasedKeys(name)) {
        window.sessionStorage.removeItem(key);
      }
      if (at !== null) {
        window.sessionStorage.setItem(storage.key(ERASED + name), String(at));
      }
    } catch (_error) {
      /* The backup is updated soon. */
    }
  }

  /* ---- restoring ---- */

  /**
   * Updates localStorage if an entry of the backup is newer: with its text, or by erasing the record.
   * @param {PracticeBackupEntry} entry
   */
  function restore({ name, at, text }) {
    const copy = text && records.parse(text);
    const expires = copy ? Date.parse(copy.expires) : at + records.LIFETIME;
    if (text && erasedAt(name) >= at) {
      backup.put(name, erasedAt(name), null);
    } else if ((text && !copy) || expires <= Date.now()) {
      backup.drop(name);
    } else {
      replaceIfOlder(name, at, text);
    }
  }

  /**
   * @param {string} name
   * @param {number} at
   * @param {string | null} text
   */
  function replaceIfOlder(name, at, text) {
    const current = storage.get(name);
    const record = current && records.parse(current);
    if (current && !record) {
      if (text) {
        copies.set(name, text);
      }
    } else if (record && at <= Date.parse(record.saved)) {
      return;
    } else if (text) {
      storage.set(name, text);
    } else {
      storage.remove(name);
    }
  }

  /** Moves records that were saved under a former slug of the pathway to the current one, unless it has its own. */
  function moveFormerRecords() {
    for (const slug of formerSlugs) {
      const former = `${PREFIX}${slug}.`;
      for (const name of storage.names(former)) {
        const text = storage.get(name);
        const newName = OWN + name.slice(former.length);
        if (text && storage.get(newName) === null && storage.set(newName, text)) {
          const record = records.parse(text);
          backup.put(newName, record ? Date.parse(record.saved) : Date.now(), text);
          remove(name);
        }
      }
    }
  }

  /* ---- loading, saving and erasing ---- */

  /** Erases the expired records of all pathways. Returns whether one was this pathway's. */
  function eraseExpired() {
    const expired = storage.names(PREFIX).filter((name) => {
      const record = records.parse(storage.get(name) || "");
      return record && Date.parse(record.expires) <= Date.now();
    });
    expired.forEach(remove);
    return expired.some((name) => name.startsWith(OWN));
  }

  /** Returns the names of this pathway's records: the current version first, then the others, newest first. */
  function ownNames() {
    /** @param {string} name */
    const rank = (name) => (name === NAME ? Infinity : Number(name.slice(OWN.length)) || 0);
    return storage.names(OWN).sort((a, b) => (rank(a) < rank(b) ? 1 : -1));
  }

  /** @type {PracticeStore["load"]} */
  function load() {
    const expired = eraseExpired();
    const name = ownNames().at(0);
    const text = name === undefined ? null : storage.get(name);
    lastText = name === NAME ? text : null;
    if (name === undefined || text === null) {
      return { state: "none", expired };
    }
    const record = records.parse(text);
    return record
      ? { state: "saved", record, olderName: name === NAME ? null : name }
      : { state: "unreadable", name, text, backup: copies.get(name) };
  }

  /** @type {PracticeStore["write"]} */
  function write(draft, savedAt) {
    const at = savedAt ? Date.parse(savedAt) : Date.now();
    const record = records.create(version, draft, at);
    const text = JSON.stringify(record);
    if (!storage.isAvailable()) {
      return { error: "blocked" };
    }
    if (storage.get(NAME) !== lastText) {
      return { error: "changed" };
    }
    if (!storage.set(NAME, text)) {
      return { error: "full" };
    }
    lastText = text;
    setErasedAt(NAME, null);
    backup.put(NAME, at, text);
    return { record };
  }

  /** @type {PracticeStore["remove"]} */
  function remove(name) {
    if (!storage.remove(name)) {
      return false;
    }
    if (name === NAME) {
      lastText = null;
    }
    setErasedAt(name, Date.now());
    backup.put(name, Date.now(), null);
    return true;
  }

  return {
    ready: async () => {
      for (const entry of await backup.read()) {
        restore(entry);
      }
      moveFormerRecords();
      return load();
    },
    load,
    write,
    remove,
    setText: storage.set,
    exists: () => storage.get(NAME) !== null,
    erase: () => remove(NAME),
    otherTabChange: () => {
      const text = storage.get(NAME);
      if (text === lastText || !storage.isAvailable()) {
        return "";
      }
      return text === null ? "erased" : records.parse(text) ? "written" : "damaged";
    },
    allowOverwrite: () => {
      lastText = storage.get(NAME);
    },
  };
};
