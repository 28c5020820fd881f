import assert from "node:assert/strict";
import { test } from "node:test";
import { load, memoryStorage } from "./load.mjs";

const { savedList } = load(["generator/kinds/site/shortlist/saved-list.js"]);
const NO_RENAMES = new Map();

/** Returns the list for a text that is stored; null stands for a browser that blocks storage. */
function open(text, renames = NO_RENAMES) {
  return savedList(memoryStorage(text === null ? null : { shortlist: text }), renames);
}

test("a list is stored under its name, and nothing if it is empty", () => {
  const storage = memoryStorage();
  const list = savedList(storage, NO_RENAMES);
  list.write(["ada", "bea"]);
  assert.equal(storage.get("shortlist"), '["ada","bea"]');
  assert.deepEqual(savedList(storage, NO_RENAMES).read(), ["ada", "bea"]);
  list.write([]);
  assert.equal(storage.get("shortlist"), null);
  assert.deepEqual(list.read(), []);
  assert.ok(list.isStored());
});

test("without storage, a list lasts as long as the page", () => {
  const list = open(null);
  assert.ok(!list.isStored());
  assert.deepEqual(list.read(), []);
  list.write(["ada"]);
  list.read().push("bea");
  assert.deepEqual(list.read(), ["ada"]);
  assert.ok(!list.isStored());
});

test("a full storage keeps the list on the page until there is room again", () => {
  const storage = memoryStorage();
  const list = savedList({ ...storage, set: () => false }, NO_RENAMES);
  list.write(["ada"]);
  assert.deepEqual(list.read(), ["ada"]);
  assert.ok(!list.isStored());
  list.write([]);
  assert.ok(list.isStored());
});

test("damaged texts give a list without what cannot be a slug", () => {
  for (const text of ["", "{", "null", "7", '"ada"', '{"0":"ada","length":1}', '[1,null,["ada"],"<b>",""]']) {
    assert.deepEqual(open(text).read(), [], text);
  }
  assert.deepEqual(open('["ada","ada",7,"bea"]').read(), ["ada", "bea"]);
  assert.equal(open(JSON.stringify(Array.from({ length: 40 }, (_, number) => `s-${number}`))).read().length, 12);
});

test("former slugs become the current ones, once", () => {
  const renames = new Map([["old-ada", "ada"]]);
  assert.deepEqual(open('["old-ada","ada","constructor"]', renames).read(), ["ada", "constructor"]);
});

test("a list is the same after a fragment was made of it and read", () => {
  const list = open("[]");
  assert.equal(list.toFragment(["ada", "bea"]), "#sites=ada,bea");
  assert.deepEqual(list.parse("#sites=ada,bea"), ["ada", "bea"]);
  assert.deepEqual(list.parse("#sites=ada%2Cbea"), ["ada", "bea"]);
  assert.deepEqual(list.parse("#sites=%E0%A4%A"), []);
  assert.deepEqual(list.parse("#sites="), []);
  assert.equal(list.parse("#main"), null);
  assert.equal(list.parse(""), null);
});
