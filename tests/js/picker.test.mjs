import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./load.mjs";

const { picker } = load(["generator/kinds/pathway/picker/picker-path.js"]);
const QUESTIONS = [
  {
    id: "for",
    choices: [
      { value: "1", next: "stage", exit: "" },
      { value: "2", next: "", exit: "help" },
    ],
  },
  {
    id: "stage",
    choices: [
      { value: "1", next: "", exit: "learn" },
      { value: "2", next: "wish", exit: "" },
    ],
  },
  { id: "wish", choices: [{ value: "1", next: "", exit: "mentor" }] },
];

test("answers lead to the next question or to an exit", () => {
  assert.deepEqual(picker.follow(QUESTIONS, []), { answers: [], current: "for", exit: "" });
  assert.deepEqual(picker.follow(QUESTIONS, [["for", "1"]]), { answers: [["for", "1"]], current: "stage", exit: "" });
  const answers = [
    ["for", "1"],
    ["stage", "2"],
    ["wish", "1"],
  ];
  assert.deepEqual(picker.follow(QUESTIONS, answers), { answers, current: "", exit: "mentor" });
});

test("answers that do not belong there are left out", () => {
  for (const answers of [[["for", "9"]], [["stage", "1"]], [["", ""]], [["for", '1"]']]]) {
    assert.deepEqual(picker.follow(QUESTIONS, answers), { answers: [], current: "for", exit: "" });
  }
  const done = [
    ["for", "2"],
    ["stage", "1"],
  ];
  assert.deepEqual(picker.follow(QUESTIONS, done), { answers: [["for", "2"]], current: "", exit: "help" });
});
