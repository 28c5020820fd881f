import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const FOLDER = "generator/kinds/site";
const data = {
  facets: [
    {
      key: "where",
      title: "Where peers work",
      singleValued: false,
      pages: true,
      values: [
        ["jail", "Jail"],
        ["court", "Court"],
      ],
    },
    {
      key: "state",
      title: "State",
      singleValued: true,
      pages: true,
      values: [
        ["oh", "Ohio"],
        ["al", "Alabama"],
      ],
    },
    {
      key: "community",
      title: "Type of community",
      singleValued: false,
      pages: false,
      values: [
        ["city", "City"],
        ["rural", "Rural area"],
      ],
    },
  ],
  sites: [
    { slug: "ada", name: "Ada", place: "Ada, Ohio", card: true, values: { where: [1], state: [0], community: [0] } },
    { slug: "bea", name: "Bea", place: "Ohio", card: false, values: { state: [0] } },
  ],
};
const site = load([
  `${FOLDER}/messages.js`,
  `${FOLDER}/messages-list.js`,
  `${FOLDER}/list/facets.js`,
  `${FOLDER}/list/filters.js`,
  `${FOLDER}/list/filter-texts.js`,
]);
const { filters, filterTexts } = site;
const table = site.facets.read(data);

test("the data of sites is read with slugs in place of indexes", () => {
  assert.deepEqual(table.sites[0].values, { where: ["court"], state: ["oh"], community: ["city"] });
  assert.deepEqual(table.singleValued, ["state"]);
  assert.equal(table.label("where", "jail"), "Jail");
  assert.equal(table.label("where", "constructor"), "constructor");
});

test("a state is the same after a fragment was made of it and read", () => {
  const state = {
    chosen: new Map([
      ["where", ["jail", "court"]],
      ["state", ["oh"]],
    ]),
    words: "Ada & Bea = 50%, #1",
  };
  const fragment = filters.toFragment(state);
  assert.equal(fragment, "#where=jail,court&state=oh&words=Ada%20%26%20Bea%20%3D%2050%25%2C%20%231");
  assert.deepEqual(filters.parse(fragment, table.labels), state);
  assert.equal(filters.toFragment({ chosen: new Map(), words: "" }), "#");
});

test("unknown facets and values in a fragment are left out", () => {
  const fragments = [
    "",
    "#",
    "#main",
    "#where=nowhere",
    "#x=y",
    "#where=",
    "#=jail",
    "#__proto__=x",
    "#where=constructor",
  ];
  for (const fragment of [...fragments, "#constructor=name", "#__proto__=constructor"]) {
    assert.deepEqual(filters.parse(fragment, table.labels), { chosen: new Map(), words: "" }, fragment);
  }
  assert.deepEqual(filters.parse("#where=nowhere,jail", table.labels).chosen, new Map([["where", ["jail"]]]));
  assert.equal(filters.parse("#words=%E0%A4%A", table.labels).words, "%E0%A4%A");
});

test("a change makes a new choice, without facets that have no value", () => {
  const chosen = new Map([["where", ["jail"]]]);
  assert.deepEqual(filters.including(chosen, ["where", "court"]), new Map([["where", ["jail", "court"]]]));
  assert.deepEqual(
    filters.including(chosen, ["state", "oh"]),
    new Map([
      ["where", ["jail"]],
      ["state", ["oh"]],
    ]),
  );
  assert.deepEqual(filters.without(chosen, ["where", "jail"]), new Map());
  assert.deepEqual(filters.without(chosen, ["state", "oh"]), chosen);
  assert.deepEqual(filters.replacing(chosen, "where", ["court"]), new Map([["where", ["court"]]]));
  assert.deepEqual(filters.pairs(new Map([["where", ["jail", "court"]]])), [
    ["where", "jail"],
    ["where", "court"],
  ]);
  assert.deepEqual(chosen, new Map([["where", ["jail"]]]));
});

const FILTERED = { isFiltered: true, hasWords: false, near: "" };
const SEARCHED = { isFiltered: false, hasWords: true, near: "close" };
const BOTH = { isFiltered: true, hasWords: true, near: "some" };
const NOTHING = { isFiltered: false, hasWords: false, near: "" };

test("the heading says how many sites match what", () => {
  assert.equal(filterTexts.heading(1, FILTERED), "1 site matches your filters");
  assert.equal(filterTexts.heading(3, SEARCHED), "3 sites match similar words");
  assert.equal(filterTexts.heading(2, BOTH), "2 sites match your filters and some of your words");
  assert.equal(filterTexts.heading(0, BOTH), "No site matches");
});

test("the status counts the sites that match, partially match and are unknown", () => {
  const counts = { match: 1, partial: 1, unknown: 2, all: 14 };
  assert.equal(
    filterTexts.status(counts, FILTERED),
    "1 site matches your filters. 1 partial match. 2 sites: not published.",
  );
  assert.equal(
    filterTexts.status({ ...counts, match: 0, partial: 2, unknown: 1 }, BOTH),
    "No site matches. 2 partial matches. 1 site: not published.",
  );
  assert.equal(filterTexts.status(counts, SEARCHED), "1 site matches similar words.");
  assert.equal(
    filterTexts.status({ ...counts, match: 0 }, SEARCHED),
    "No site matches. All 14 sites are listed below.",
  );
  assert.equal(filterTexts.status(counts, NOTHING), "14 sites.");
});

test("a site that matches in part is explained", () => {
  const [ada, bea] = table.sites;
  const chosen = new Map([
    ["where", ["jail", "court"]],
    ["community", ["rural"]],
  ]);
  assert.equal(
    filterTexts.explanation(ada, chosen, table),
    "Published: Court. Not published: Rural area (published: City).",
  );
  assert.equal(filterTexts.explanation(bea, chosen, table), "Not published: Jail or Court; Rural area.");
});

test("without matches, the page says why", () => {
  assert.equal(filterTexts.noMatch(FILTERED, true), "No site matches this filter.");
  assert.equal(filterTexts.noMatch(SEARCHED, true), "No site matches your words. Try other words.");
  assert.equal(filterTexts.noMatch(BOTH, false), "No site matches everything you chose.");
});
