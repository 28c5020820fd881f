/* The types of the namespace `site`. Each kind adds its own in a types.d.ts of its folder. */

/** A message with gaps, such as "{count} sites match {what}.", or its forms for one and for any other `count`. */
type Message = string | { one: string; other: string };

/** Values on this device, under keys of this site alone. Storage may be blocked or full: nothing here throws. */
interface SiteStorage {
  /** Returns the key in localStorage for a name, to compare with a `storage` event. */
  key(name: string): string;
  /** Returns the text under a name; null if there is none or storage is blocked. */
  get(name: string): string | null;
  /** Saves a text. Returns whether it was saved. */
  set(name: string, text: string): boolean;
  /** Removes a text. Returns whether storage allowed it. */
  remove(name: string): boolean;
  /** Returns the names that start with a text. */
  names(start: string): string[];
  /** Returns whether the browser allows storage at all. */
  isAvailable(): boolean;
}

interface SiteText {
  /** Returns the noun for a number: "page" for 1, otherwise "pages". */
  plural(number: number, one: string, many?: string): string;
  /** Returns a number with its noun: "1 page", "3 pages". */
  countOf(number: number, one: string, many?: string): string;
  /** Joins words for a sentence: "a", "a and b", "a, b and c". */
  formatList(words: string[]): string;
  /** Returns a name as it reads in a sentence: "The Council" becomes "the Council", and agencies get "the". */
  inSentence(name: string): string;
  /** Returns a message with its gaps filled; `count` chooses the form. */
  fill(message: Message, values?: Record<string, string | number>): string;
  /** Returns a day: "May 3, 2026". */
  formatDate(date: Date): string;
  /** Returns a time of day: "5:30 p.m." */
  formatTime(date: Date): string;
}

/** A function that waits for a pause: `now` runs a pending call at once, and `drop` cancels it. */
interface Debounced {
  (): void;
  now(): void;
  drop(): void;
}

interface SiteDom {
  /** Returns the elements that match a selector. */
  all<T extends Element = HTMLElement>(selector: string, root?: ParentNode): T[];
  /** Returns the first element that matches a selector. Throws an error if there is none. */
  one<T extends Element = HTMLElement>(selector: string, root?: ParentNode): T;
  /** Creates an element. Texts are never parsed as HTML. */
  element<K extends keyof HTMLElementTagNameMap>(
    name: K,
    text?: string,
    attributes?: Record<string, string>,
    children?: (Node | string)[],
  ): HTMLElementTagNameMap[K];
  /** Creates a button that looks like a link. */
  button(text: string, onClick: () => void, attributes?: Record<string, string>): HTMLButtonElement;
  /** Returns the nearest element around an event's target that matches a selector. */
  closest<T extends Element = HTMLElement>(event: Event, selector: string): T | null;
  /** Fills a list with its first items. Returns it and, if there are more, a button that adds them. */
  firstItems<Item>(
    list: HTMLElement,
    items: Item[],
    toItem: (item: Item) => HTMLElement,
    options: { size: number; label: string; onShow?: () => void },
  ): HTMLElement[];
  /** Returns a function that calls `callback` once it has not been called for a while. */
  debounce(callback: () => void, milliseconds: number): Debounced;
  /** Returns a function that copies a status line, which changes at once, to a live region when the reader pauses. */
  announcer(status: HTMLElement, liveRegion: HTMLElement): Debounced;
  /** Returns the notice of a part of the page that says what just changed (components/undo-notice.html). */
  undoNotice(root: ParentNode): UndoNotice;
}

interface UndoNotice {
  /** Shows a text, and "Undo" if it can be undone. Without a text, hides the notice. */
  show(text: string, undo?: () => void): void;
  focus(): void;
}

interface SitePage {
  /** Returns the URL of a page or file, given its address below the root: "search/", "about/#report-a-mistake". */
  href(address: string): string;
  /** Decodes a part of a URL. Returns it unchanged if it is not encoded correctly. */
  decode(text: string): string;
  /** Encodes a part of a URL. Half of a character, which no URL can have, becomes the replacement character. */
  encode(text: string): string;
  /** Loads a script file of the site, and calls `callback` with whether it could be loaded. */
  load(address: string, callback: (isLoaded: boolean) => void): void;
  /** Returns the values in a fragment by name, still encoded: "#where=jail&words=a%20b". */
  readFragment(fragment?: string): Map<string, string>;
  /**
   * Sets the fragment, which keeps what the reader chose, with a new history entry unless it replaces the current.
   * Without a text, it removes the fragment.
   */
  setFragment(fragment: string, options?: { replace?: boolean }): void;
  /** Prints a part of the page: print styles hide the rest while the body has this class. */
  printOnly(className: string): void;
}

interface SiteClipboard {
  /** Copies a text. Returns whether the browser allowed it. */
  copy(text: string): Promise<boolean>;
}

/** The namespace of all scripts. */
interface Site {
  storage: SiteStorage;
  text: SiteText;
  dom: SiteDom;
  page: SitePage;
  clipboard: SiteClipboard;
  searchWords: SearchWords;
  similarity: Similarity;
  WordIndex: new (entries: SearchEntry[]) => WordIndex;
  ClauseReader: new (index: SearchIndex, words: WordIndex) => ClauseReader;
  searchRank: SearchRank;
  /** The search index (search-index.js), once it is loaded. */
  searchIndex?: SearchIndex;
  search: SiteSearch;
  /** The data of kinds (assets/js/<kind>/data.js), by kind. */
  data: SiteData;
  /** The texts that the scripts of a kind show (messages.js), by kind. */
  messages: SiteMessages;
}

/** The data that kinds publish for their scripts. */
// biome-ignore lint/suspicious/noEmptyInterface: each kind adds its own data.
interface SiteData {}

/** The texts that the scripts of kinds show. */
// biome-ignore lint/suspicious/noEmptyInterface: each kind adds its own texts.
interface SiteMessages {}

interface Window {
  site: Site;
}

declare const site: Site;

/* ---- search ---- */

/**
 * An entry of the search index: title, address below the root, kind; other names, description, sentences, labels,
 * place.
 */
interface SearchEntry {
  t: string;
  u: string;
  k: string;
  a?: string[];
  d?: string;
  x?: string;
  w?: string;
  p?: string;
}

interface HelpLines {
  text: string;
  links: { label: string; url: string }[];
  words: string[];
  unless: string[];
}

interface SearchIndex {
  entries: SearchEntry[];
  kinds: string[];
  synonyms: string[][];
  stopWords: string[];
  help: HelpLines;
}

/** A result: the entry, its score, and the words in it that matched. */
interface SearchHit {
  entry: SearchEntry;
  score: number;
  terms: Set<string>;
}

/** How the hits match a query: completely, after correcting typos, or with only some of its words. */
type Closeness = "" | "close" | "some";

interface SearchResult {
  near: Closeness;
  /** The hits, best first. */
  hits: SearchHit[];
  /** If the hits have all words: entries with some of them. */
  more: SearchHit[];
  /** If there are no hits: entries with similar names. */
  nearest: SearchEntry[];
  /** The postings and words that were looked at. */
  work: number;
}

/** The best hit, and the others by kind. */
interface ArrangedResult {
  best: SearchHit | null;
  groups: { kind: string; hits: SearchHit[] }[];
}

interface SearchWords {
  /** Returns the words of a text in order, without case, accents, apostrophes and plural endings. */
  words(text: string): string[];
  /** Splits a text into parts, each with whether it is one of these words. */
  parts(text: string, wanted: Set<string>): { text: string; found: boolean }[];
}

interface SearchEngine {
  /** Returns the hits of a query. `among` limits them to some addresses. */
  search(text: string, among?: (address: string) => unknown): SearchResult;
  /** Returns the best hit, and the others by kind in the order of their best hits, the glossary last. */
  arrange(result: SearchResult): ArrangedResult;
  /** Returns the help lines if the query suggests that the reader may need them; otherwise null. */
  help(text: string): HelpLines | null;
}

/** A word with the weight of a match in it. */
type WeightedWord = [string, number];

/** The entries that match, by number, each with the words that matched. */
type Matches = Map<number, { score: number; terms: string[] }>;

/** Limits how much a query looks at, so that search is fast even with a huge index. */
interface WorkBudget {
  work: number;
  /** Counts one more step. Returns whether there may be further ones. */
  spend(): boolean;
}

interface WordIndex {
  /** Returns the words of the index that match a word: itself, with an ending, without -ing or -ed. */
  variants(word: string, isUnfinished: boolean): WeightedWord[];
  /** Returns the words of the index that are most similar to one that it does not have. */
  corrections(word: string, budget: WorkBudget): WeightedWord[];
  /** Returns the entries that have one of these words. */
  matching(words: WeightedWord[], budget: WorkBudget): Matches;
}

/** A part of a query, with the entries that match it. */
interface Clause {
  matches: Matches;
  weight: number;
  /** Whether a typo was corrected. */
  near: boolean;
  /** The words of the clause, corrected. */
  meant: string[];
}

interface ClauseReader {
  /** Returns a list without its stop words; the whole list if it has no other words. */
  withoutStopWords(list: string[]): string[];
  /** Returns the clauses of a query's words. Corrects up to `maxTypos` words. */
  read(list: string[], budget: WorkBudget, maxTypos: number): Clause[];
}

interface Similarity {
  /** Returns the edit distance of two words; a swap of neighboring letters is one edit. Infinity above `max`. */
  distance(a: string, b: string, max: number): number;
  /** Returns how much two lists have in common, from 0 to 1 (Dice coefficient). */
  similarity(first: string[], second: string[]): number;
  /** Returns the pairs of neighboring letters of a word. */
  bigrams(word: string): string[];
}

interface SearchRank {
  open(index: SearchIndex): SearchEngine;
  MAX_WORK: number;
}

interface SiteSearch extends SearchEngine {
  /**
   * Loads the search index once, and calls `callback` with whether search works. Call it before the functions below.
   */
  ready(callback: (works: boolean) => void): void;
  /** Returns a text as search compares it: its words, separated by spaces. */
  normalize(text: string): string;
  /** Adds a text to an element, with the matched words highlighted. */
  highlight<T extends HTMLElement>(holder: T, text: string, terms: Set<string>): T;
  /** Returns the sentence of an entry with the most matched words; "" if it has none. */
  snippet(entry: SearchEntry, terms: Set<string>): string;
}
