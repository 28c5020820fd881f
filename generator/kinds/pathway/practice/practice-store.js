"use strict";
/* The answers saved on this device: a record for each pathway and version of its questions, with the time when it
   expires. Storage may be blocked, full, damaged or changed by another tab: the functions return that as a state, and
   never throw. */
site.practice.store = (pathway, formerSlugs, version) => {
  const PREFIX = "practice-answers.";
  const ERASED = "practice-erased.";
  const OWN = `${PREFIX + pathway}.`;
  const KEY = OWN + version;
  const DAYS = 90;
  const DAY = 24 * 60 * 60 * 1000;
  const backup = site.practice.backup;
  const backups = {};
  /* The text under KEY that this tab last read or wrote. */
  let lastText = null;

  /* Whether a value is an object whose values are all texts or, if allowed, lists of texts. */
  function hasTexts(value, allowLists) {
    return (
      value !== null &&
      typeof value === "object" &&
      !Array.isArray(value) &&
      Object.keys(value).every((id) => {
        const answer = value[id];
        return (
          typeof answer === "string" ||
          (allowLists && Array.isArray(answer) && answer.every((item) => typeof item === "string"))
        );
      })
    );
  }

  /* Returns the record in a text, or null. */
  function parse(text) {
    let record;
    try {
      record = JSON.parse(text);
    } catch (_error) {
      return null;
    }
    if (
      record === null ||
      typeof record !== "object" ||
      Number.isNaN(Date.parse(record.saved)) ||
      Number.isNaN(Date.parse(record.expires))
    ) {
      return null;
    }
    return hasTexts(record.answers, true) && hasTexts(record.others || {}, false) ? record : null;
  }

  function keys() {
    const names = [];
    let index;
    for (index = 0; index < window.localStorage.length; index += 1) {
      names.push(window.localStorage.key(index));
    }
    return names.filter((key) => key.indexOf(PREFIX) === 0);
  }

  /* Updates localStorage where the backup is newer: with a text, or by erasing it. */
  function restoreFromBackup(entries) {
    entries.forEach((entry) => {
      const erasedAt = Number(window.sessionStorage.getItem(ERASED + entry.key));
      if (erasedAt >= entry.at && entry.text) {
        backup.put(entry.key, erasedAt, null);
        return;
      }
      const text = window.localStorage.getItem(entry.key);
      const record = text && parse(text);
      const copy = entry.text && parse(entry.text);
      if (entry.text && !copy) {
        backup.drop(entry.key);
        return;
      }
      if ((copy ? Date.parse(copy.expires) : entry.at + DAYS * DAY) <= Date.now()) {
        backup.drop(entry.key);
        return;
      }
      if (text && !record) {
        backups[entry.key] = copy && entry.text;
        return;
      }
      if (record && entry.at <= Date.parse(record.saved)) {
        return;
      }
      if (copy) {
        window.localStorage.setItem(entry.key, entry.text);
      } else {
        window.localStorage.removeItem(entry.key);
      }
    });
  }

  /* Erases the expired records of all pathways, and returns the keys of those that were this pathway's. */
  function eraseExpired() {
    return keys().filter((key) => {
      const record = parse(window.localStorage.getItem(key));
      if (!record || Date.parse(record.expires) > Date.now()) {
        return false;
      }
      remove(key);
      return key.indexOf(OWN) === 0;
    });
  }

  function versionOf(key) {
    return Number(key.slice(OWN.length));
  }

  /* Returns the keys of this pathway: the current version first, then the others, newest first. */
  function ownKeys(names) {
    return names
      .filter((key) => key.indexOf(OWN) === 0)
      .sort((a, b) => (b === KEY) - (a === KEY) || versionOf(b) - versionOf(a));
  }

  /* Moves records that were saved under a former slug of the pathway to the current one, unless it has its own. */
  function moveFormerRecords() {
    keys().forEach((key) => {
      const slug = formerSlugs.filter((former) => key.indexOf(`${PREFIX + former}.`) === 0)[0];
      const text = slug && window.localStorage.getItem(key);
      const newKey = slug && OWN + key.slice(`${PREFIX + slug}.`.length);
      if (!text || window.localStorage.getItem(newKey) !== null) {
        return;
      }
      window.localStorage.setItem(newKey, text);
      backup.put(newKey, Date.parse(parse(text)?.saved) || Date.now(), text);
      remove(key);
    });
  }

  /* Calls `callback` with what is saved, once the backup has been read. */
  function ready(callback) {
    backup.read((entries) => {
      try {
        restoreFromBackup(entries);
        moveFormerRecords();
      } catch (_error) {
        /* storage is blocked or full: use what is there */
      }
      callback(load());
    });
  }

  function load() {
    let expired;
    let key;
    let text;
    try {
      expired = eraseExpired().length > 0;
      key = ownKeys(keys())[0];
      text = key ? window.localStorage.getItem(key) : null;
    } catch (_error) {
      return { state: "blocked" };
    }
    lastText = key === KEY ? text : null;
    if (text === null) {
      return { state: "none", expired: expired };
    }
    const record = parse(text);
    return record
      ? { state: "saved", record: record, olderKey: key === KEY ? null : key }
      : { state: "unreadable", key: key, text: text, backup: backups[key] };
  }

  /* Writes the answers and returns the `record`, or the `error`: "changed", "full" or "blocked". Never overwrites what
     another tab has written. `savedAt` is the time of the last change; by default, now. */
  function write(draft, savedAt) {
    const at = savedAt ? Date.parse(savedAt) : Date.now();
    const expires = new Date(at + DAYS * DAY).toISOString();
    const record = { version: version, saved: new Date(at).toISOString(), expires: expires, answers: draft.answers };
    if (Object.keys(draft.others).length) {
      record.others = draft.others;
    }
    const text = JSON.stringify(record);
    try {
      if (window.localStorage.getItem(KEY) !== lastText) {
        return { error: "changed" };
      }
      window.localStorage.setItem(KEY, text);
      lastText = text;
      window.sessionStorage.removeItem(ERASED + KEY);
      backup.put(KEY, at, text);
      return { record: record };
    } catch (error) {
      return {
        error: error.name === "QuotaExceededError" || error.name === "NS_ERROR_DOM_QUOTA_REACHED" ? "full" : "blocked",
      };
    }
  }

  function remove(key) {
    try {
      window.localStorage.removeItem(key);
      if (key === KEY) {
        lastText = null;
      }
      /* If the page closes before the backup is updated, the session storage still has the time of the erasure. */
      window.sessionStorage.setItem(ERASED + key, Date.now());
      backup.put(key, Date.now(), null);
      return true;
    } catch (_error) {
      return false;
    }
  }

  return {
    ready: ready,
    load: load,
    write: write,
    remove: remove,
    /* Replaces a text that cannot be read. */
    setText: (key, text) => {
      try {
        window.localStorage.setItem(key, text);
      } catch (_error) {
        /* the old text stays */
      }
    },
    exists: () => {
      try {
        return window.localStorage.getItem(KEY) !== null;
      } catch (_error) {
        return false;
      }
    },
    erase: () => remove(KEY),
    /* What another tab did to the record: "" (nothing), "written", "erased" or "damaged". */
    otherTabChange: () => {
      try {
        const text = window.localStorage.getItem(KEY);
        return text === lastText ? "" : text === null ? "erased" : parse(text) ? "written" : "damaged";
      } catch (_error) {
        return "";
      }
    },
    /* Lets this tab overwrite what is saved now. */
    allowOverwrite: () => {
      try {
        lastText = window.localStorage.getItem(KEY);
      } catch (_error) {
        /* blocked: nothing is saved */
      }
    },
  };
};
