/* Search: the index, loaded when first needed, and what scripts need to show its answers. Nothing typed leaves the device.
   search-words.js says what a word is, search-rank.js what the index answers; search-box.js and search-page.js show it. */
window.siteSearch = (() => {
  "use strict";
  const { words, parts } = window.searchWords;
  const LONGEST = 220, BEFORE = 80;
  /* What ends in a period and ends no sentence. */
  const SHORT = /(?:^|[\s(“"])(?:Lt|Dr|Mr|Ms|Mrs|Sgt|St|No|vs|\p{Lu}(?:\.\p{Lu})*)\.$/u;
  /** @type {any} */
  let engine = null;
  /** @type {((works: boolean) => void)[]|null} */
  let waiting = null;

  /** Loads what a search needs, once; then says whether it could.
   * @param {(works: boolean) => void} then */
  function ready(then) {
    if (engine) { then(true); return; }
    if (waiting) { waiting.push(then); return; }
    waiting = [then];
    window.site.load("assets/js/search-rank.js", (ranks) => {
      window.site.load("assets/search-index.js", (loaded) => {
        if (ranks && loaded) { engine = window.searchRank.open(window.searchIndex); }
        const all = waiting || [];
        waiting = null;
        all.forEach((callback) => callback(Boolean(engine)));
      });
    });
  }

  /** A text as search compares it: its words with a space between. @param {string} text */
  const normal = (text) => words(text).join(" ");

  /* ---- showing ---- */

  /** @param {string} name @param {string} [text] @param {Object<string, string>} [attributes] */
  function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    if (text) { made.textContent = text; }
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  }

  /** Puts a text into an element, with the matched words marked; nothing is ever read as HTML.
   * @param {HTMLElement} holder @param {string} text @param {Set<string>} terms */
  function marked(holder, text, terms) {
    for (const part of parts(text, terms)) { holder.append(part.found ? element("mark", part.text) : part.text); }
    return holder;
  }

  /** The whole sentences of a text: what leads into a list is none, nor what was cut off.
   * @param {string} text @returns {string[]} */
  function sentences(text) {
    const found = [];
    for (const line of text.split("\n").filter(Boolean)) {
      let start = 0;
      for (const end of line.matchAll(/[.?!]["”’)]*\s+(?=[“"(]?[\p{Lu}\p{N}])/gu)) {
        const after = end.index + end[0].length, sentence = line.slice(start, after).trim();
        if (SHORT.test(sentence)) { continue; }
        found.push(sentence);
        start = after;
      }
      found.push(line.slice(start));
    }
    return found.filter((sentence) => /[.?!]["”’)]*$/.test(sentence));
  }

  /** A sentence that is not too long, cut around the first matched word; an ellipsis marks missing words.
   * @param {string} sentence @param {Set<string>} terms */
  function short(sentence, terms) {
    const before = parts(sentence, terms), hit = before.length > 1 && !before[0].found ? before[0].text.length : 0;
    const start = sentence.length > LONGEST && hit > BEFORE ? sentence.indexOf(" ", hit - BEFORE) + 1 : 0;
    const end = sentence.length - start > LONGEST ? sentence.lastIndexOf(" ", start + LONGEST) : sentence.length;
    const text = sentence.slice(start, end), isWhole = end === sentence.length;
    return (start ? "…" : "") + (isWhole ? text : `${text.replace(/[\s.,;:–—…]+$/, "")}…`);
  }

  /** The sentence of an entry that holds most of the matched words, its description where none holds more.
   * @param {{d?: string, x?: string}} entry @param {Set<string>} terms */
  function snippet(entry, terms) {
    const all = [...sentences(entry.d || ""), ...sentences(entry.x || "")];
    const held = (text) => new Set(words(text).filter((word) => terms.has(word))).size;
    const best = all.reduce((found, sentence) => {
      const count = held(sentence);
      return count > found.count ? { sentence, count } : found;
    }, { sentence: all[0] || "", count: all.length ? held(all[0]) : 0 });
    return best.sentence ? short(best.sentence, terms) : "";
  }

  /** A function that acts when no call came for a while. It has now(), which acts at once if a call is waiting, and
   * drop(), which forgets that call.
   * @param {() => void} act @param {number} milliseconds */
  function debounce(act, milliseconds) {
    /** @type {number|undefined} */
    let timer;
    const run = () => { timer = undefined; act(); };
    const later = () => { window.clearTimeout(timer); timer = window.setTimeout(run, milliseconds); };
    later.now = () => { if (timer !== undefined) { window.clearTimeout(timer); run(); } };
    later.drop = () => { window.clearTimeout(timer); timer = undefined; };
    return later;
  }

  return {
    ready, normal, element, marked, snippet, debounce,
    /** @param {string} text @param {(address: string) => unknown} [among] */
    search: (text, among) => engine.search(text, among),
    /** @param {any} found */
    arrange: (found) => engine.arrange(found),
    /** @param {string} text */
    help: (text) => engine.help(text)
  };
})();
