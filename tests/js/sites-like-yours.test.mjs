import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const FOLDER = "generator/kinds/site";
const { matchLink, matchTexts } = load([
  `${FOLDER}/messages.js`,
  `${FOLDER}/messages-matcher.js`,
  `${FOLDER}/matcher/match-link.js`,
  `${FOLDER}/matcher/match-texts.js`,
]);

test("answers are the same after a link was made of them and opened", () => {
  const answers = new Map([
    ["where", ["jail", "court"]],
    ["stage", ["planning"]],
  ]);
  assert.equal(matchLink.toFragment(answers), "#a.where=jail,court&a.stage=planning");
  assert.deepEqual(matchLink.parse("#a.where=jail,court&a.stage=planning"), answers);
});

test("a fragment without answers has none", () => {
  assert.equal(matchLink.parse("#brief"), null);
  assert.equal(matchLink.parse("#where=jail"), null);
  assert.equal(matchLink.parse(""), null);
  assert.deepEqual(
    matchLink.parse("#a.__proto__=jail&x=y&a.where=%E0%A4%A,<b>"),
    new Map([
      ["__proto__", ["jail"]],
      ["where", ["%E0%A4%A", "<b>"]],
    ]),
  );
});

const criteria = [
  { id: "where", facet: "where", singleValued: false },
  { id: "state", facet: "state", singleValued: true },
  { id: "program", facet: "program", singleValued: false },
];
const questions = [
  {
    id: "where",
    facet: "where",
    labels: new Map([
      ["jail", "Jail"],
      ["reentry", "Reentry"],
    ]),
  },
  { id: "state", facet: "state", labels: new Map([["oh", "Ohio"]]) },
  { id: "program", facet: "program", labels: new Map([["reentry", "Reentry"]]) },
];
const table = {
  facets: [
    { key: "where", title: "Where peers work" },
    { key: "program", title: "Type of program" },
  ],
  label: (facet, value) => (facet === "where" && value === "court" ? "Court" : value),
};
const texts = matchTexts(questions, criteria, table);
const match = { site: { values: { where: ["court"], state: ["oh"] } }, shares: [], unknown: [], differs: [] };

test("a label that two questions have shows its facet", () => {
  assert.equal(
    texts.shares({
      ...match,
      shares: [
        ["where", "jail"],
        ["where", "reentry"],
      ],
    }),
    "Jail; Reentry [where peers work]",
  );
});

test("an unknown answer shows what is published instead, unless the site shares another one", () => {
  const unknown = [
    ["where", "jail"],
    ["program", "reentry"],
  ];
  assert.equal(texts.unknown({ ...match, unknown }), "Jail (published: Court); Reentry [type of program]");
  assert.equal(texts.unknown({ ...match, unknown: [["where", "jail"]], shares: [["where", "court"]] }), "Jail");
});

test("a site that differs shows how, except in its state", () => {
  const answers = new Map([
    ["where", ["jail"]],
    ["state", ["al"]],
  ]);
  const differs = [
    ["where", "court"],
    ["state", "oh"],
  ];
  assert.equal(texts.differs({ ...match, differs }, answers), "Court (you chose: Jail)");
});
