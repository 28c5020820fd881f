/* Whatever an address, a file or the storage on a device has in it: scripts do not fail, and nothing is lost. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { CASES, chance, data, mutate, text } from "./chance.mjs";
import { load, memoryStorage, startPage } from "./load.mjs";
import { workOf } from "./work.mjs";

const PATHWAY = "generator/kinds/pathway";
const SITE = "generator/kinds/site";
const PRACTICE = ["wordcount", "practice-records", "practice-questions", "practice-file", "practice-store"];
const { practice } = load([
  `${PATHWAY}/messages-practice.js`,
  ...PRACTICE.map((name) => `${PATHWAY}/practice/${name}.js`),
]);
const site = load([
  `${SITE}/list/facets.js`,
  `${SITE}/list/filters.js`,
  `${SITE}/matcher/match-link.js`,
  `${SITE}/shortlist/saved-list.js`,
  `${PATHWAY}/picker/picker-path.js`,
]);

/** Calls a function with random values, and names the seed and the case if it fails. */
function forAll(check) {
  const random = chance();
  for (let number = 0; number < CASES; number += 1) {
    try {
      check(random, number);
    } catch (error) {
      error.message = `Seed ${random.seed}, case ${number}: ${error.message}`;
      throw error;
    }
  }
}

/* ---- the fragment of an address ---- */

const LABELS = new Map([
  [
    "where",
    new Map([
      ["jail", "Jail"],
      ["court", "Court"],
      ["é", "É"],
    ]),
  ],
  [
    "state",
    new Map([
      ["oh", "Ohio"],
      ["ny", "New York"],
    ]),
  ],
]);
const PARTS = [
  ...["#", "&", "=", ",", "%", "%2", "%25", "%2C", "%26", "%E0%A4%A", "%ED%A0%80", "+", "?", "/", "."],
  ...[
    "where",
    "where=",
    "where=jail",
    "jail",
    "court",
    "%C3%A9",
    "state",
    "&state=oh,ny",
    "oh",
    "words",
    "&words=a%20b",
  ],
  ...["q=", "q", "&q=peer", "a.", "a.goal=x", "sites=", "sites=ada,bea", "ada", "old-ada", "for=mentee", "stage", "1"],
];
const fragment = (random) => {
  const part = () => random.pick([() => random.pick(PARTS), () => text(random)])();
  const pair = () =>
    `${random.pick(["where", "state", "words", "a.goal", "sites", "q", part()])}=${random.list(3, part)}`;
  return random.pick(["", "#", "#"]) + random.list(4, random.pick([pair, part])).join("&");
};

test("any fragment is read, and an encoded text is decoded to itself", () => {
  const { readFragment, decode, encode } = site.page;
  forAll((random) => {
    const values = readFragment(fragment(random));
    for (const value of values.values()) {
      assert.equal(typeof decode(value), "string");
    }
    const typed = text(random, PARTS);
    assert.equal(decode(encode(typed)), typed.replace(/\p{Surrogate}/gu, "\ufffd"));
    assert.equal(readFragment(`#q=${encode(typed)}`).get("q"), encode(typed));
  });
});

test("any fragment gives filters that exist, each once, and the same ones again", () => {
  const sites = [
    { slug: "ada", values: { where: ["jail"], state: ["oh"] } },
    { slug: "bea", values: {} },
  ];
  let filtered = 0;
  forAll((random) => {
    const state = site.filters.parse(fragment(random), LABELS);
    for (const [facet, values] of state.chosen) {
      assert.ok(values.length && values.every((value) => LABELS.get(facet).has(value)));
      assert.equal(new Set(values).size, values.length);
    }
    filtered += state.chosen.size;
    assert.deepEqual(site.filters.parse(site.filters.toFragment(state), LABELS), {
      ...state,
      words: state.words.replace(/\p{Surrogate}/gu, "\ufffd"),
    });
    const { match, partial, unknown } = site.facets.split(sites, state.chosen, ["state"]);
    assert.ok(match.length + partial.length + unknown.length <= sites.length);
    site.facets.count(sites, state.chosen);
  });
  assert.ok(filtered > CASES / 50, String(filtered));
});

test("any fragment gives answers, sites and choices, or none", () => {
  const questions = [{ id: "stage", choices: [{ value: "1", next: "", exit: "learn" }] }];
  const renames = new Map([["old-ada", "ada"]]);
  const found = { answers: 0, sites: 0 };
  forAll((random) => {
    const address = fragment(random);
    const answers = site.matchLink.parse(address);
    if (answers) {
      found.answers += 1;
      const again = site.matchLink.parse(site.matchLink.toFragment(answers));
      assert.deepEqual([...again.keys()], [...answers.keys()]);
    }
    const shared = site.savedList(memoryStorage(), renames).parse(address);
    if (shared) {
      found.sites += 1;
      assert.ok(shared.length <= 12 && new Set(shared).size === shared.length && !shared.includes("old-ada"));
      assert.ok(shared.every((slug) => /^[a-z0-9-]+$/.test(slug)));
    }
    const path = site.picker.follow(questions, [...site.page.readFragment(address)]);
    assert.ok(path.current === "stage" || path.exit === "learn");
  });
  assert.ok(found.answers > CASES / 50 && found.sites > CASES / 50, JSON.stringify(found));
});

/* ---- practice answers from a file ---- */

const PATHWAYS = [{ slug: "mentee", currentSlug: "mentee", name: "Mentee site" }];
const question = (id, kind, choices = []) => ({
  id,
  kind,
  text: id,
  maxWords: 0,
  min: 0,
  max: Infinity,
  required: true,
  choices,
});
const QUESTIONS = [
  question("goals", "long"),
  question("team", "number"),
  question("area", "choices", ["City", "Town"]),
];
const ANSWERS = { goals: "To learn", team: "4", area: ["City", "Moon"], gone: "An answer", __proto__x: "b" };

/** Returns every text in answers. */
const textsIn = (answers) =>
  Object.values(answers)
    .flat()
    .filter((value) => value.trim());

/** Asserts that each text of saved answers is among those that the page takes or shows as others. */
function assertNothingLost(saved) {
  const { answers, others } = practice.questions.split(QUESTIONS, saved);
  const shown = [...textsIn(answers), ...Object.values(others).flatMap((value) => [value, ...value.split("; ")])];
  for (const value of textsIn(saved)) {
    assert.ok(shown.includes(value) || Object.values(others).some((other) => other.includes(value)), value);
  }
}

/** Returns the text of a file: a damaged one, one with other data, or random data. */
function fileText(random) {
  const valid = practice.file.write("mentee", 1, { answers: ANSWERS, others: { budget: "Ten" } });
  const names = ["format", "pathway", "version", "saved", "answers", "others", "goals", "area"];
  const values = ["practice-answers", "mentee", 1, "2026-11-21T20:04:00Z"];
  return random.pick([
    () => mutate(random, valid),
    () => JSON.stringify({ ...JSON.parse(valid), [random.pick(names)]: data(random, names, values) }),
    () => JSON.stringify({ ...JSON.parse(valid), answers: data(random, ["goals", "team", "area"], ["City", "4"], 2) }),
    () => JSON.stringify(data(random, names, values)) ?? "",
  ])();
}

test("any file is opened without a loss, or the error says what is wrong", () => {
  const counts = { opened: 0, refused: 0 };
  forAll((random) => {
    const file = practice.file.parse(fileText(random), "mentee", PATHWAYS);
    if ("error" in file) {
      counts.refused += 1;
      assert.match(file.error, /^(?:Its?|The) .*\.$/s);
      return;
    }
    counts.opened += 1;
    assert.ok(Number.isInteger(file.version) && !Number.isNaN(Date.parse(file.saved)));
    assertNothingLost(file.answers);
    assert.ok(Object.values(file.others).every((value) => typeof value === "string"));
    const record = practice.records.create(file.version, file, Date.now());
    assert.deepEqual(textsIn(practice.records.parse(JSON.stringify(record)).answers), textsIn(file.answers));
  });
  assert.ok(Math.min(counts.opened, counts.refused) > CASES / 10, JSON.stringify(counts));
});

/* ---- the storage on a device ---- */

const OWN = "practice-answers.mentee.";
const NAMES = [
  `${OWN}1`,
  `${OWN}2`,
  `${OWN}x`,
  OWN,
  "practice-answers.learner.2",
  "practice-answers.mentor.1",
  "shortlist",
  "other",
];

/** Returns the text of a record whose answers expire in some days. */
function recordText(random) {
  const at = Date.now() + (random.below(40) - 20) * 24 * 60 * 60 * 1000;
  const record = practice.records.create(1, { answers: { goals: text(random) || "x" }, others: {} }, at);
  return JSON.stringify(random.pick([record, record, { ...record, expires: new Date(at).toISOString() }]));
}

const storedText = (random) =>
  random.pick([
    () => recordText(random),
    () => mutate(random, recordText(random)),
    () => JSON.stringify(data(random, ["saved", "expires", "answers"], ["2026-11-21"])),
    () => text(random),
  ])();

const hasExpired = (stored) => {
  const record = practice.records.parse(stored);
  return record !== null && Date.parse(record.expires) <= Date.now();
};

test("whatever is stored, only expired answers are erased, and new ones overwrite nothing unasked", async () => {
  const random = chance();
  for (let number = 0; number < CASES; number += 1) {
    const stored = Object.fromEntries(random.list(6, () => [random.pick(NAMES), storedText(random)]));
    const entries = random.list(3, () => ({
      name: random.pick(NAMES.slice(0, 6)),
      at: random.below(2e12),
      text: random.pick([null, storedText(random)]),
    }));
    const own = load([`${PATHWAY}/messages-practice.js`, ...PRACTICE.map((name) => `${PATHWAY}/practice/${name}.js`)], {
      stored,
    });
    const backup = new Map();
    own.practice.backup = {
      put: (name, _at, put) => backup.set(name, put),
      drop: (name) => backup.set(name, null),
      read: async () => entries,
    };
    const store = own.practice.openStore("mentee", ["learner"], 2);
    const saved = await store.ready();
    assert.ok(["none", "saved", "unreadable"].includes(saved.state));
    const restored = new Set(entries.map(({ name }) => name));
    for (const [name, kept] of Object.entries(stored)) {
      const now = [own.storage.get(name), own.storage.get(name.replace("learner", "mentee"))];
      const mayChange = restored.has(name) || hasExpired(kept);
      assert.ok(mayChange || now.includes(kept), `Case ${number}, seed ${random.seed}: ${name} is lost: ${kept}`);
    }
    const before = own.storage.get(`${OWN}2`);
    const written = store.write({ answers: { goals: "New" }, others: {} });
    if (written.record) {
      assert.equal(store.load().record.answers.goals, "New");
    } else {
      assert.deepEqual([written.error, own.storage.get(`${OWN}2`)], ["changed", before]);
    }
  }
});

test("whatever is stored as a shortlist, it is read as a list of slugs", () => {
  forAll((random) => {
    const stored = random.pick([
      storedText(random),
      JSON.stringify(data(random, [], ["ada", "old-ada"], 2)),
      mutate(random, '["ada","bea"]'),
    ]);
    const storage = memoryStorage({ shortlist: stored, other: "x" });
    const slugs = site.savedList(storage, new Map([["old-ada", "ada"]])).read();
    assert.ok(slugs.length <= 12 && slugs.every((slug) => /^[a-z0-9-]+$/.test(slug) && slug !== "old-ada"));
    assert.deepEqual([storage.get("shortlist"), storage.get("other")], [stored, "x"]);
  });
});

test("whatever is stored, every page starts, keeps what others stored, and moves its own", () => {
  const prefix = "site.example/base/:1:";
  const names = [
    "scheme",
    "shortlist",
    `${OWN}2`,
    "practice-answers.",
    "practice",
    "else",
    `${prefix}shortlist`,
    `${prefix}${OWN}2`,
    "b.example:1:x",
    "__proto__",
  ];
  forAll((random) => {
    const stored = new Map(random.list(8, () => [random.pick([...names, text(random)]), storedText(random)]));
    const page = startPage("site.example", stored);
    for (const [name, kept] of stored) {
      const isFormer = /^(?:scheme|shortlist|practice-answers\..+)$/.test(name);
      const now = page.stored.get(isFormer ? prefix + name : name);
      const wasReplaced =
        stored.has(prefix + name) || (name.startsWith(prefix) && stored.has(name.slice(prefix.length)));
      assert.ok(wasReplaced ? now !== undefined : now === kept, name);
    }
    assert.ok([undefined, "dark", "light"].includes(page.scheme));
  });
});

/* ---- work ---- */

const SIZE = 500;
const LONG = {
  "a fragment": (size) => site.page.readFragment(`#${"where=jail,court,%2C&".repeat(size)}`),
  "a fragment with filters": (size) => site.filters.parse(`#where=${"jail,moon,".repeat(size)}`, LABELS),
  "a link with answers": (size) => site.matchLink.parse(`#a.goal=${"x,%26,".repeat(size)}`),
  "a shared shortlist": (size) => site.savedList(memoryStorage(), new Map()).parse(`#sites=${"ada,bea,".repeat(size)}`),
  "a saved shortlist": (size) =>
    site.savedList(memoryStorage({ shortlist: JSON.stringify(Array(size).fill("ada")) }), new Map()).read(),
  "a file": (size) => {
    const answers = Object.fromEntries(Array.from({ length: size }, (_, number) => [`q${number}`, "An answer"]));
    practice.file.parse(practice.file.write("mentee", 1, { answers, others: {} }), "mentee", PATHWAYS);
    practice.questions.split(QUESTIONS, answers);
  },
};

for (const [name, read] of Object.entries(LONG)) {
  test(`the work for ${name} grows no faster than its length`, () => {
    const [short, long] = [SIZE, 4 * SIZE].map((size) => workOf(() => read(size)));
    assert.ok(short > 0);
    assert.ok(long <= 4.4 * short, `${short} and ${long}`);
  });
}
