import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { text } = load([]);

test("a message is filled with values, and the count chooses its form", () => {
  const message = { one: "{count} site is left.", other: "{count} sites are left." };
  assert.equal(text.fill(message, { count: 1 }), "1 site is left.");
  assert.equal(text.fill(message, { count: 0 }), "0 sites are left.");
  assert.equal(text.fill("Added: {name}.", { name: "The {count} $& Council" }), "Added: The {count} $& Council.");
});

test("a gap without a value stays, so that a test of the page finds it", () => {
  assert.equal(text.fill("Added: {name}."), "Added: {name}.");
});

test("lists have no comma before the last word", () => {
  assert.equal(text.formatList(["Ohio"]), "Ohio");
  assert.equal(text.formatList(["Ohio", "Texas"]), "Ohio and Texas");
  assert.equal(text.formatList(["Alabama", "Ohio", "Texas"]), "Alabama, Ohio and Texas");
});
