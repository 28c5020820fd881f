import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const FOLDER = "generator/kinds/pathway";
const FILES = [
  `${FOLDER}/messages-practice.js`,
  ...["wordcount", "practice-records", "practice-questions", "practice-file"].map(
    (name) => `${FOLDER}/practice/${name}.js`,
  ),
];
const { practice } = load(FILES);

const DAY = 24 * 60 * 60 * 1000;

/** Returns a question with a text field. */
const question = (changes = {}) => ({
  id: "goals",
  kind: "long",
  text: "What are your goals?",
  maxWords: 0,
  min: 0,
  max: Infinity,
  required: true,
  choices: [],
  ...changes,
});

const TEAM = question({ id: "team", kind: "number", text: "How many?", min: 3, max: 5 });
const VISIT = question({ id: "visit", kind: "short", text: "Who?", maxWords: 3, required: false });
const JOIN = question({ id: "join", kind: "yes_no", text: "Can all join?", choices: ["yes", "no"] });
const AREA = question({ id: "area", kind: "choices", text: "Where?", choices: ["City", "Small town"] });
const QUESTIONS = [question(), TEAM, VISIT, JOIN, AREA];
const SECTION = { title: "Your team", questions: QUESTIONS };

/* ---- questions ---- */

test("saved answers are split into those that the questions take, and others", () => {
  const saved = {
    goals: "To learn",
    team: "4",
    join: "perhaps",
    area: ["City", "Moon"],
    budget: "Ten",
    visit: ["a", "b"],
  };
  const { answers, others } = practice.questions.split(QUESTIONS, saved);
  assert.deepEqual({ ...answers }, { goals: "To learn", team: "4", area: ["City"] });
  assert.deepEqual({ ...others }, { join: "perhaps", area: "Moon", budget: "Ten", visit: "a; b" });
});

test("an id with a meaning in JavaScript is an id like others", () => {
  const { others } = practice.questions.split(QUESTIONS, JSON.parse('{"__proto__": "a", "constructor": "b"}'));
  assert.deepEqual(Object.entries(others), [
    ["__proto__", "a"],
    ["constructor", "b"],
  ]);
});

test("what is wrong with an answer depends on its question", () => {
  const { errorOf } = practice.questions;
  assert.equal(errorOf(question(), null), "Write an answer");
  assert.equal(errorOf(JOIN, null), "Choose one");
  assert.equal(errorOf(AREA, null), "Choose at least one");
  assert.equal(errorOf(VISIT, null), "");
  assert.equal(errorOf(VISIT, "the director, two peers"), "Cut 1 word: the limit is 3");
  assert.equal(errorOf(VISIT, "the director and two peers"), "Cut 2 words: the limit is 3");
  assert.equal(errorOf(TEAM, "four"), "Write a whole number, such as 3");
  assert.equal(errorOf({ ...TEAM, min: 0 }, "4.5"), "Write a whole number, such as 4");
  assert.equal(errorOf(TEAM, "2"), "Check this number: the program asks for 3 to 5");
  assert.equal(errorOf({ ...TEAM, max: Infinity }, "2"), "Check this number: the program asks for 3 or more");
  assert.equal(errorOf({ ...TEAM, min: 0 }, "6"), "Check this number: the program asks for 5 or fewer");
  for (const answer of ["3", "5", " 4 "]) {
    assert.equal(errorOf(TEAM, answer), "");
  }
});

test("the word count agrees with its number", () => {
  const { countText } = practice.questions;
  assert.equal(countText(VISIT, "a peer"), "2 of 3 words.");
  assert.equal(countText({ ...VISIT, maxWords: 1 }, ""), "0 of 1 word.");
  assert.equal(countText(VISIT, "one two three four five"), "5 words, 2 over the limit of 3.");
});

test("a section is complete when no answer is missing or wrong", () => {
  const { progressOf } = practice.questions;
  const complete = { goals: "To learn", team: "4", join: "no", area: ["City"] };
  assert.equal(progressOf(SECTION, {}), "none");
  assert.equal(progressOf(SECTION, { visit: "A peer" }), "some");
  assert.equal(progressOf(SECTION, complete), "all");
  assert.equal(progressOf(SECTION, { ...complete, team: "9" }), "some");
});

test("a section as text has each question with its answer below", () => {
  const answers = { goals: "To learn", join: "yes", area: ["City", "Small town"] };
  assert.equal(
    practice.questions.textOf(SECTION, answers),
    "Your team\n\nWhat are your goals?\nTo learn\n\nHow many?\n[Not answered]\n\nWho?\n[Not answered]\n\n" +
      "Can all join?\nYes\n\nWhere?\nCity\nSmall town\n",
  );
});

/* ---- records ---- */

test("a record is parsed as it was written, and expires after 90 days", () => {
  const at = Date.parse("2026-11-21T20:04:00Z");
  const record = practice.records.create(2, { answers: { goals: "To learn", area: ["City"] }, others: {} }, at);
  assert.deepEqual(practice.records.parse(JSON.stringify(record)), record);
  assert.equal(Date.parse(record.expires) - Date.parse(record.saved), 90 * DAY);
  assert.deepEqual(Object.keys(record), ["version", "saved", "expires", "answers"]);
  assert.deepEqual(practice.records.create(2, { answers: {}, others: { gone: "a" } }, at).others, { gone: "a" });
});

test("a text that is no record is none", () => {
  const record = { saved: "2026-11-21T20:04:00Z", expires: "2027-02-19T20:04:00Z", answers: {} };
  assert.ok(practice.records.parse(JSON.stringify(record)));
  const damaged = [
    ...["{ half of it", "null", '"text"', "[]", "{}", ""],
    ...[
      { answers: [] },
      { answers: { goals: 4 } },
      { answers: { area: [4] } },
      { saved: "once" },
      { expires: null },
    ].map((changes) => JSON.stringify({ ...record, ...changes })),
    JSON.stringify({ ...record, others: { gone: [] } }),
  ];
  for (const text of damaged) {
    assert.equal(practice.records.parse(text), null, text);
  }
});

/* ---- files ---- */

const PATHWAYS = [
  { slug: "mentee", currentSlug: "mentee", name: "Mentee site" },
  { slug: "learner", currentSlug: "mentee", name: "Mentee site" },
  { slug: "mentor", currentSlug: "mentor", name: "Mentor site" },
];
const FORMER_FILE = `{
  "format": "prss-practice-answers",
  "pathway": "mentee",
  "version": 1,
  "saved": "2026-11-21T20:04:00.000Z",
  "answers": {
    "goals": "To learn",
    "area": [
      "City"
    ]
  },
  "others": {
    "budget": "Ten dollars"
  }
}
`;

test("a file saved with the first version of these scripts opens, and only the format's name has changed", () => {
  const file = practice.file.parse(FORMER_FILE, "mentee", PATHWAYS);
  assert.deepEqual(file, {
    version: 1,
    saved: "2026-11-21T20:04:00.000Z",
    answers: { goals: "To learn", area: ["City"] },
    others: { budget: "Ten dollars" },
  });
  const written = practice.file.write("mentee", 1, file);
  assert.equal(
    written.replace(/"saved": "[^"]+"/, '"saved": "2026-11-21T20:04:00.000Z"'),
    FORMER_FILE.replace("prss-practice-answers", "practice-answers"),
  );
  assert.deepEqual(practice.file.parse(written, "mentee", PATHWAYS).answers, file.answers);
  assert.equal("others" in JSON.parse(practice.file.write("mentee", 1, { answers: {}, others: {} })), false);
});

test("a file of a pathway that has a new slug opens", () => {
  const text = FORMER_FILE.replace('"mentee"', '"learner"');
  assert.equal("error" in practice.file.parse(text, "mentee", PATHWAYS), false);
});

test("an error says what is wrong with a file and what to do", () => {
  const errorOf = (changes) =>
    practice.file.parse(JSON.stringify({ ...JSON.parse(FORMER_FILE), ...changes }), "mentee", PATHWAYS).error;
  const damaged = "It is damaged or is not a practice answers file. Choose a file that you saved from this page.";
  assert.equal(practice.file.parse("{ half", "mentee", PATHWAYS).error, damaged);
  assert.equal(errorOf({ format: "geo" }), damaged);
  assert.equal(errorOf({ answers: ["a"] }), damaged);
  assert.equal(
    errorOf({ pathway: "mentor" }),
    "It has answers for “Mentor site”. The questions on this page are for “Mentee site”. " +
      "Open it on the practice page for “Mentor site”.",
  );
  assert.equal(
    errorOf({ pathway: "x".repeat(50) }),
    `It has answers for “${"x".repeat(40)}…”. The questions on this page are for “Mentee site”. ` +
      "Choose a file that you saved from this page.",
  );
  assert.equal(errorOf({ version: 1.5 }), "Its version is “1.5”. It should be a whole number, such as 1.");
  assert.equal(errorOf({ saved: "once" }), "The date it was saved is “once”, which is not a date.");
  assert.equal(errorOf({ answers: { goals: 4 } }), "Its answer to “goals” is not text.");
  assert.equal(errorOf({ others: { budget: ["a"] } }), "Its answer to “budget” is not text.");
});
