/* Loads scripts of the site in Node.js: those that need no page. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compileFunction } from "node:vm";

const ROOT = new URL("../../", import.meta.url);
/* What every page has. Their functions that use the page fail here. */
const CORE = ["1-text", "2-dom", "3-page"].map((name) => `theme/assets/js/core/${name}.js`);

/** Returns a storage in memory. `texts` has the first texts by name; null stands for a browser that blocks storage. */
export function memoryStorage(texts = {}) {
  const saved = new Map(Object.entries(texts || {}));
  const works = texts !== null;
  return {
    key: (name) => `test:${name}`,
    get: (name) => saved.get(name) ?? null,
    set: (name, text) => works && Boolean(saved.set(name, text)),
    remove: (name) => {
      saved.delete(name);
      return works;
    },
    names: (start) => [...saved.keys()].filter((name) => name.startsWith(start)),
    isAvailable: () => works,
  };
}

/* As functions of this context, not of a new one: values of two contexts are never deeply equal. */
function run(file, values) {
  const path = fileURLToPath(new URL(file, ROOT));
  compileFunction(readFileSync(path, "utf8"), Object.keys(values), { filename: path })(...Object.values(values));
}

/**
 * Returns the namespace `site` after some scripts, given their paths from the root of the repository.
 * @param {string[]} files
 * @param {{ data?: object, stored?: Record<string, string> | null }} [options] The data of kinds, by kind; and the
 *   texts on the device, by name, or null if the browser blocks storage.
 */
export function load(files, { data = {}, stored = {} } = {}) {
  const site = { storage: memoryStorage(stored), data, messages: {} };
  const window = { site, location: { hash: "" }, addEventListener: () => {} };
  const document = {
    querySelector: (selector) => (selector === "[data-index]" ? { dataset: { root: "", index: "" } } : null),
  };
  CORE.forEach((file) => run(file, { site, window, document }));
  files.forEach((file) => run(file, { site, window }));
  return site;
}

/**
 * Runs the first script of a page, with what is stored in the browser.
 * @param {string} domain The domain in the ids of the site.
 * @param {Map<string, string>} stored
 * @returns What is stored then, and the color scheme that was chosen.
 */
export function startPage(domain, stored) {
  const saved = new Map(stored);
  const methods = {
    getItem: (name) => saved.get(name) ?? null,
    setItem: (name, text) => void saved.set(name, String(text)),
    removeItem: (name) => void saved.delete(name),
  };
  /* The names of a storage are the names of its properties. */
  const localStorage = new Proxy(methods, {
    ownKeys: () => [...saved.keys()],
    getOwnPropertyDescriptor: (_methods, name) => ({ value: saved.get(name), enumerable: true, configurable: true }),
  });
  const dataset = {};
  const document = {
    currentScript: { dataset: { root: "./", site: domain } },
    documentElement: { classList: { add: () => {} }, dataset },
    addEventListener: () => {},
  };
  const window = { localStorage, location: { href: "https://a.example/base/" } };
  run("theme/assets/js/start.js", { window, document });
  return { stored: saved, scheme: dataset.scheme };
}
