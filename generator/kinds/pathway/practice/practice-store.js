/* Practice answers on this device: one record for a pathway and a version of its questions, with the day on which it
   is erased. Storage may be blocked, full, spoiled or changed in another tab: each has a word, and nothing is thrown. */
window.practiceStore = function (pathway, former, version) {
  "use strict";
  var PREFIX = "practice-answers.", ERASED = "practice-erased.", OWN = PREFIX + pathway + ".", KEY = OWN + version, DAYS = 90, DAY = 24 * 60 * 60 * 1000;
  var journal = window.practiceJournal, copies = {};
  /* The text that this tab last read or wrote. */
  var known = null;

  function isTexts(value, lists) {
    return value !== null && typeof value === "object" && !Array.isArray(value) && Object.keys(value).every(function (id) {
      var part = value[id];
      return typeof part === "string" || (lists && Array.isArray(part) && part.every(function (one) { return typeof one === "string"; }));
    });
  }

  /* A record, or null where the text is not one. */
  function parse(text) {
    var found;
    try { found = JSON.parse(text); } catch (error) { return null; }
    if (found === null || typeof found !== "object" || isNaN(Date.parse(found.saved)) || isNaN(Date.parse(found.expires))) { return null; }
    return isTexts(found.answers, true) && isTexts(found.others || {}, false) ? found : null;
  }

  function keys() {
    var found = [], at;
    for (at = 0; at < window.localStorage.length; at += 1) { found.push(window.localStorage.key(at)); }
    return found.filter(function (key) { return key.indexOf(PREFIX) === 0; });
  }

  /* Brings the records to what the journal knows of them, where it knows something newer: a text, or that it is erased. */
  function heal(notes) {
    notes.forEach(function (note) {
      var erased = Number(window.sessionStorage.getItem(ERASED + note.key));
      if (erased >= note.at && note.text) { journal.put(note.key, erased, null); return; }
      var text = window.localStorage.getItem(note.key), record = text && parse(text), copy = note.text && parse(note.text);
      if (note.text && !copy) { journal.drop(note.key); return; }
      if ((copy ? Date.parse(copy.expires) : note.at + DAYS * DAY) <= Date.now()) { journal.drop(note.key); return; }
      if (text && !record) { copies[note.key] = copy && note.text; return; }
      if (record && note.at <= Date.parse(record.saved)) { return; }
      if (copy) { window.localStorage.setItem(note.key, note.text); } else { window.localStorage.removeItem(note.key); }
    });
  }

  /* Erases every record whose time is over, of any pathway; gives those of this one. */
  function sweep() {
    return keys().filter(function (key) {
      var record = parse(window.localStorage.getItem(key));
      if (!record || Date.parse(record.expires) > Date.now()) { return false; }
      remove(key);
      return key.indexOf(OWN) === 0;
    });
  }

  function numberOf(key) { return Number(key.slice(OWN.length)); }

  /* This version's record before those of others, and of those the newest. */
  function ordered(all) {
    return all.filter(function (key) { return key.indexOf(OWN) === 0; }).sort(function (one, other) {
      return (other === KEY) - (one === KEY) || numberOf(other) - numberOf(one);
    });
  }

  /* Gives records that were kept under a former name of the pathway today's, where none has that yet. */
  function adopt() {
    keys().forEach(function (key) {
      var name = former.filter(function (one) { return key.indexOf(PREFIX + one + ".") === 0; })[0];
      var text = name && window.localStorage.getItem(key), own = name && OWN + key.slice((PREFIX + name + ".").length);
      if (!text || window.localStorage.getItem(own) !== null) { return; }
      window.localStorage.setItem(own, text);
      journal.put(own, Date.parse((parse(text) || {}).saved) || Date.now(), text);
      remove(key);
    });
  }

  /* What is kept: once the journal has answered. */
  function ready(then) {
    journal.read(function (notes) {
      try { heal(notes); adopt(); } catch (error) { /* blocked or full: what stands there is all there is */ }
      then(load());
    });
  }

  function load() {
    var erased, key, text;
    try {
      erased = sweep().length > 0;
      key = ordered(keys())[0];
      text = key ? window.localStorage.getItem(key) : null;
    } catch (error) { return { state: "blocked" }; }
    known = key === KEY ? text : null;
    if (text === null) { return { state: "none", erased: erased }; }
    var record = parse(text);
    return record ? { state: "kept", record: record, older: key === KEY ? null : key } : { state: "spoiled", key: key, text: text, copy: copies[key] };
  }

  /* Writes a record and gives it, or the `fault` for which that did not work. What another tab wrote is never
     overwritten. `saved` is the time of the last change; now, where none is named. */
  function write(draft, saved) {
    var at = saved ? Date.parse(saved) : Date.now(), expires = new Date(at + DAYS * DAY).toISOString();
    var record = { version: version, saved: new Date(at).toISOString(), expires: expires, answers: draft.answers };
    if (Object.keys(draft.others).length) { record.others = draft.others; }
    var text = JSON.stringify(record);
    try {
      if (window.localStorage.getItem(KEY) !== known) { return { fault: "changed" }; }
      window.localStorage.setItem(KEY, text);
      known = text;
      window.sessionStorage.removeItem(ERASED + KEY);
      journal.put(KEY, at, text);
      return { record: record };
    } catch (error) { return { fault: error.name === "QuotaExceededError" || error.name === "NS_ERROR_DOM_QUOTA_REACHED" ? "full" : "blocked" }; }
  }

  function remove(key) {
    try {
      window.localStorage.removeItem(key);
      if (key === KEY) { known = null; }
      /* A page that is left at once may end before the journal has the erasure: this tab knows the time of it. */
      window.sessionStorage.setItem(ERASED + key, Date.now());
      journal.put(key, Date.now(), null);
      return true;
    } catch (error) { return false; }
  }

  return {
    ready: ready, load: load, write: write, remove: remove,
    /* Puts a text in place of one that cannot be read. */
    replace: function (key, text) { try { window.localStorage.setItem(key, text); } catch (error) { /* it stays as it is */ } },
    holds: function () { try { return window.localStorage.getItem(KEY) !== null; } catch (error) { return false; } },
    erase: function () { return remove(KEY); },
    /* What another tab made of the record: "" nothing, "written", "erased" or "spoiled". */
    changed: function () {
      try {
        var text = window.localStorage.getItem(KEY);
        return text === known ? "" : text === null ? "erased" : parse(text) ? "written" : "spoiled";
      } catch (error) { return ""; }
    },
    /* From now on what stands there is known, and may be overwritten. */
    accept: function () { try { known = window.localStorage.getItem(KEY); } catch (error) { /* blocked: nothing stands there */ } }
  };
};
