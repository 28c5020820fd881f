import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const FILES = ["wordcount", "practice-records", "practice-store"].map(
  (name) => `generator/kinds/pathway/practice/${name}.js`,
);
const DAY = 24 * 60 * 60 * 1000;
const NAME = "practice-answers.mentee.2";

/** Returns the text of a record that was last changed some days ago. */
function textOf(answers, days = 2) {
  const at = Date.now() - days * DAY;
  const times = { saved: new Date(at).toISOString(), expires: new Date(at + 90 * DAY).toISOString() };
  return JSON.stringify({ version: 1, ...times, answers });
}

/**
 * Opens the saved answers of the pathway "mentee", with texts on the device and entries in the backup.
 * @returns The store, the storage and what was written to the backup.
 */
function open(stored = {}, entries = [], formerSlugs = []) {
  const written = new Map();
  const site = load(FILES, { stored });
  site.practice.backup = {
    put: (name, _at, text) => written.set(name, text),
    drop: (name) => written.set(name, "dropped"),
    read: async () => entries,
  };
  return { store: site.practice.openStore("mentee", formerSlugs, 2), storage: site.storage, written };
}

test("answers are written to the storage and the backup, and loaded again", () => {
  const { store, storage, written } = open();
  assert.deepEqual(store.load(), { state: "none", expired: false });
  assert.ok(store.write({ answers: { goals: "To learn" }, others: {} }).record);
  assert.equal(written.get(NAME), storage.get(NAME));
  assert.deepEqual(store.load().record.answers, { goals: "To learn" });
  assert.equal(store.load().olderName, null);
  assert.ok(store.erase());
  assert.equal(store.exists(), false);
  assert.equal(written.get(NAME), null);
});

test("what another tab has written is never overwritten without asking", () => {
  const { store, storage } = open();
  const draft = { answers: { goals: "From here" }, others: {} };
  store.write(draft);
  assert.equal(store.otherTabChange(), "");
  storage.set(NAME, textOf({ goals: "From there" }));
  assert.equal(store.otherTabChange(), "written");
  assert.deepEqual(store.write(draft), { error: "changed" });
  storage.set(NAME, "{ half");
  assert.equal(store.otherTabChange(), "damaged");
  storage.remove(NAME);
  assert.equal(store.otherTabChange(), "erased");
  store.allowOverwrite();
  assert.ok(store.write(draft).record);
});

test("the reason is told if the storage is blocked or full", () => {
  const draft = { answers: {}, others: {} };
  assert.deepEqual(open(null).store.write(draft), { error: "blocked" });
  const { store, storage } = open();
  storage.set = () => false;
  assert.deepEqual(store.write(draft), { error: "full" });
});

test("the answers to the newest older version are loaded if there are none to the current one", () => {
  const stored = {
    "practice-answers.mentee.1": textOf({ goals: "first" }),
    "practice-answers.mentee.10": textOf({ goals: "tenth" }),
    "practice-answers.mentor.2": textOf({ goals: "another pathway" }),
  };
  const older = open(stored).store.load();
  assert.deepEqual([older.olderName, older.record.answers.goals], ["practice-answers.mentee.10", "tenth"]);
  const current = open({ ...stored, [NAME]: textOf({ goals: "current" }) }).store.load();
  assert.deepEqual([current.olderName, current.record.answers.goals], [null, "current"]);
});

test("expired answers of all pathways are erased", () => {
  const expired = { [NAME]: textOf({}, 91), "practice-answers.mentor.1": textOf({}, 91) };
  const { store, storage } = open(expired);
  assert.deepEqual(store.load(), { state: "none", expired: true });
  assert.deepEqual(storage.names(""), []);
});

test("the backup restores what is newer or missing", async () => {
  const entry = (days, text) => [{ name: NAME, at: Date.now() - days * DAY, text }];
  const old = textOf({ goals: "old" }, 3);
  const cases = [
    { stored: {}, entries: entry(1, textOf({ goals: "new" }, 1)), expected: "new" },
    { stored: { [NAME]: old }, entries: entry(1, textOf({ goals: "new" }, 1)), expected: "new" },
    { stored: { [NAME]: old }, entries: entry(5, textOf({ goals: "older" }, 5)), expected: "old" },
    { stored: { [NAME]: old }, entries: entry(1, null), expected: undefined },
    { stored: {}, entries: entry(91, textOf({ goals: "expired" }, 91)), expected: undefined },
  ];
  for (const { stored, entries, expected } of cases) {
    const saved = await open(stored, entries).store.ready();
    assert.equal(saved.record?.answers.goals, expected);
  }
});

test("a text that cannot be read is returned with its last readable copy, and stays", async () => {
  const copy = textOf({ goals: "readable" });
  const { store, storage } = open({ [NAME]: "{ half" }, [{ name: NAME, at: Date.now(), text: copy }]);
  assert.deepEqual(await store.ready(), { state: "unreadable", name: NAME, text: "{ half", backup: copy });
  assert.equal(storage.get(NAME), "{ half");
});

test("answers saved under a former slug of the pathway are moved, unless it has its own", async () => {
  const former = { "practice-answers.learner.2": textOf({ goals: "former" }) };
  const { store, storage } = open(former, [], ["learner"]);
  assert.equal((await store.ready()).record.answers.goals, "former");
  assert.deepEqual(storage.names(""), [NAME]);
  const own = open({ ...former, [NAME]: textOf({ goals: "own" }) }, [], ["learner"]);
  assert.equal((await own.store.ready()).record.answers.goals, "own");
  assert.deepEqual(own.storage.names("").sort(), ["practice-answers.learner.2", NAME]);
});
