/* The types of the scripts of sites. */

/* ---- the data that data_of in list/directory.py publishes (data.js) ---- */

/** A facet as data.js has it. `pages` says whether its values have pages of their own. */
interface SiteFacet {
  key: string;
  title: string;
  /** Whether a site has at most one value, so that another value means "no". */
  singleValued: boolean;
  pages: boolean;
  /** The slug and the label of each value, in display order. */
  values: [slug: string, label: string][];
}

/** A site as data.js has it: its values are indexes into the values of each facet. */
interface SiteEntry {
  slug: string;
  name: string;
  /** The town and the state, or the state alone. */
  place: string;
  /** Whether lists show it as a card rather than a row. */
  card: boolean;
  values: { [facet: string]: number[] | undefined };
}

/** A sentence about sites that documents mention without naming them, and the name of their state. */
interface UnnamedSites {
  state: string;
  text: string;
}

interface SitesData {
  facets: SiteFacet[];
  /** The listed sites in the order of their names. */
  sites: SiteEntry[];
  /** The current slug of each former one. */
  former: { [slug: string]: string };
  unnamed: UnnamedSites[];
  matcher: MatcherData;
}

interface SiteData {
  /** Only on pages that load the data of sites: the list, the shortlist and "Sites like yours". */
  sites: SitesData;
}

/* ---- facets ---- */

/** The values that a site's sources state, by facet. A facet without values is missing. */
interface StatedValues {
  [facet: string]: string[] | undefined;
}

/** What the comparison of a site needs. */
interface HasValues {
  values: StatedValues;
}

/** A site of the list. */
interface ListedSite extends HasValues {
  slug: string;
  name: string;
  place: string;
  card: boolean;
}

/** The values that a reader chose, by facet: slugs. */
type ChosenValues = Map<string, string[]>;

/** Sites by how they match a choice, each list in the order in which the sites were given. */
interface FacetMatch<T extends HasValues> {
  /** Sites that state a chosen value of each facet. */
  match: T[];
  /** Sites that state a chosen value of some facets, and contradict none. */
  partial: T[];
  /** Sites that state none of the chosen values, and contradict none. */
  unknown: T[];
}

/** All sites, with slugs in place of the indexes of data.js. */
interface SiteTable {
  sites: ListedSite[];
  facets: SiteFacet[];
  /** The labels of values by facet and value. */
  labels: Map<string, Map<string, string>>;
  /** The keys of the facets of which a site has at most one value. */
  singleValued: string[];
  /** Returns the label of a value; the value itself if it is unknown. */
  label(facet: string, value: string): string;
}

interface SiteFacets {
  split<T extends HasValues>(sites: T[], chosen: ChosenValues, singleValued: string[]): FacetMatch<T>;
  /** Returns, by facet and value, the number of sites that would match if this value alone were chosen on its facet. */
  count(sites: HasValues[], chosen: ChosenValues): Map<string, Map<string, number>>;
  read(data: SitesData): SiteTable;
}

/* ---- the filters of the list ---- */

/** A facet and one of its values. */
type FacetValue = [facet: string, value: string];

interface FilterState {
  chosen: ChosenValues;
  words: string;
}

/** The state of the filters, as data. Nothing here changes its arguments. */
interface SiteFilters {
  /** Returns the state in a fragment. Unknown facets and values are left out. */
  parse(fragment: string, labels: SiteTable["labels"]): FilterState;
  toFragment(state: FilterState): string;
  pairs(chosen: ChosenValues): FacetValue[];
  without(chosen: ChosenValues, pair: FacetValue): ChosenValues;
  including(chosen: ChosenValues, pair: FacetValue): ChosenValues;
  /** Returns the choice with other values of a facet. */
  replacing(chosen: ChosenValues, facet: string, values: string[]): ChosenValues;
}

/** What a result is of: whether filters and words were chosen, and how close the search results are to the words. */
interface Criteria {
  isFiltered: boolean;
  hasWords: boolean;
  near: Closeness;
}

/** The numbers of sites in a result, and of all sites. */
interface ResultCounts {
  match: number;
  partial: number;
  unknown: number;
  all: number;
}

/** The sentences of the list of sites. */
interface SiteFilterTexts {
  /** Returns the heading of the sites that match: "3 sites match your filters and similar words". */
  heading(number: number, criteria: Criteria): string;
  /** Returns the status of a result, for readers who do not see it. */
  status(counts: ResultCounts, criteria: Criteria): string;
  /** Returns what a site's sources state of the chosen values, and what they do not. */
  explanation(listed: HasValues, chosen: ChosenValues, table: SiteTable): string;
  /** Returns why there is no match. */
  noMatch(criteria: Criteria, isOne: boolean): string;
}

/** What the results need from the list. */
interface ResultContext {
  table: SiteTable;
  /** The card or row of each site, by slug. */
  cards: Map<string, HTMLElement>;
  unnamed: UnnamedSites[];
  /** Shows the sites for another choice, and moves the focus to the status or to the search box. */
  choose(state: FilterState, focus: "status" | "words"): void;
}

/** The sections of a result, as new elements. */
interface SiteResults {
  /** Returns the sites that match, with the cards and rows of the whole list. */
  matches(sites: ListedSite[], criteria: Criteria): HTMLElement;
  /** Returns the other sites, collapsed if some sites match. */
  others(result: FacetMatch<ListedSite>, chosen: ChosenValues): HTMLElement;
  /** Returns the notice that no site matches, with the number of matches without each of the chosen values. */
  noMatches(state: FilterState, criteria: Criteria, candidates: ListedSite[]): HTMLElement;
  /** Returns what is known about sites without names in the states that the words name. */
  unnamed(words: string): HTMLElement;
}

/** The controls of the filters. */
interface SiteFilterControls {
  /** Shows a choice with the number of sites for each value. */
  update(chosen: ChosenValues, counts: Map<string, Map<string, number>>): void;
  /** On small screens, where the list is below the filters, shows the number of matches in a button above the list. */
  showNumber(number: number, hasCriteria: boolean): void;
  closePanels(except?: Element): void;
}

/* ---- "Sites like yours" ---- */

/** The values that a reader chose, by question. */
type MatchAnswers = Map<string, string[]>;

/** A question on which sites are compared, and the facet of sites that it asks about. */
interface MatchCriterion {
  id: string;
  facet: string;
  singleValued: boolean;
}

interface MatchRules {
  criteria: MatchCriterion[];
  /** For each group: the questions to which its sites share an answer. */
  groups: string[][];
  /** Facets with two of their values that exclude each other. */
  opposites: [facet: string, value: string, other: string][];
}

/** The texts of the page in data/like-yours.yml (PageText in matcher/settings.py) that its scripts show. */
interface MatcherWords {
  order: string;
  none_note: string;
  shares: string;
  unknown: string;
  differs: string;
  sharing: string;
  others: string;
  unanswered: string;
  uncompared: string;
  match: string;
}

interface MatcherData {
  rules: MatchRules;
  /** The heading of each group. The last group shares nothing. */
  headings: string[];
  words: MatcherWords;
}

/** A question and one of its values. */
type AnswerPair = [question: string, value: string];

/** A site compared with a reader's answers. */
interface SiteMatch<T> {
  site: T;
  /** The answers that its sources state. */
  shares: AnswerPair[];
  /** The answers that its sources neither state nor exclude. */
  unknown: AnswerPair[];
  /** The values that its sources state and that exclude every answer to a question. */
  differs: AnswerPair[];
}

/** The sites of a group, by name. */
interface MatchGroup<T> {
  number: number;
  sites: SiteMatch<T>[];
}

interface SiteMatchRules {
  /** Returns the groups that have sites, in order. */
  group<T extends HasValues & { slug: string; name: string }>(
    sites: T[],
    answers: MatchAnswers,
    rules: MatchRules,
  ): MatchGroup<T>[];
}

/** Answers in the fragment of a link: "#a.where=jail,court&a.stage=planning". */
interface SiteMatchLink {
  toFragment(answers: MatchAnswers): string;
  /** Returns the answers in a fragment, known or not; null if it has none. */
  parse(fragment: string): MatchAnswers | null;
}

/** A question of the form: the facet that it asks about, if any, and the labels of its choices by value. */
interface MatchQuestion {
  id: string;
  facet?: string;
  labels: Map<string, string>;
}

/** What a site and the answers have in common, in words. */
interface SiteMatchTexts {
  shares(match: SiteMatch<ListedSite>): string;
  /** "Jail; Rural area (published: City)": the unknown answers, and what is published instead. */
  unknown(match: SiteMatch<ListedSite>): string;
  /** "Rural area (you chose: City)". A different state is left out: each row shows the site's state. */
  differs(match: SiteMatch<ListedSite>, answers: MatchAnswers): string;
}

/** Shows the groups in a part of the page. Returns the text to announce. */
type ShowMatchGroups = (parent: HTMLElement, answers: MatchAnswers) => string;

interface SiteBrief {
  /** Shows the text of each answer, by question. */
  show(answers: Map<string, string>): void;
  /** Removes the reader's own words. */
  clear(): void;
}

/* ---- the shortlist ---- */

/** The slugs of sites that a reader saves on this device. */
interface SavedList {
  /** The most sites that fit. */
  MAX_SITES: number;
  /** The name under which the list is stored. */
  name: string;
  read(): string[];
  write(list: string[]): void;
  /** Returns whether the list is stored on this device. If not, it lasts as long as the page. */
  isStored(): boolean;
  /** Returns the list in a fragment; null if it has none. */
  parse(fragment: string): string[] | null;
  toFragment(list: string[]): string;
}

interface SiteShortlist extends SavedList {
  /** Creates a button. In its message, what follows "|" is hidden, and only read out as part of its name. */
  namedButton(message: Message, values: Record<string, string>, attributes: Record<string, string>): HTMLButtonElement;
  /** Creates the button that adds and removes a site. */
  keepButton(listed: ListedSite): HTMLButtonElement;
  /** Updates all buttons that add and remove a site. */
  updateButtons(): void;
  /** Announces a text to screen readers. */
  announce(text: string): void;
}

interface Site {
  facets: SiteFacets;
  filters: SiteFilters;
  filterTexts: SiteFilterTexts;
  filterControls(form: HTMLElement, choose: (chosen: ChosenValues) => void, table: SiteTable): SiteFilterControls;
  siteResults(context: ResultContext): SiteResults;
  matchRules: SiteMatchRules;
  matchLink: SiteMatchLink;
  matchTexts(questions: MatchQuestion[], criteria: MatchCriterion[], table: SiteTable): SiteMatchTexts;
  matchGroups(matcher: MatcherData, table: SiteTable, texts: SiteMatchTexts): ShowMatchGroups;
  brief: SiteBrief;
  /** Returns the list on this device. `renames` has the current slug of each former one. */
  savedList(storage: SiteStorage, renames: Map<string, string>): SavedList;
  shortlist: SiteShortlist;
  /** Shows sites side by side in a part of the page. `toButton`, if given, creates a button for each site. */
  sideBySide(parent: HTMLElement, sites: ListedSite[], toButton?: (listed: ListedSite) => HTMLElement): void;
}

interface SiteMessages {
  /** The texts in messages.js. */
  sites: Record<SitesMessageName, Message>;
}

type SitesMessageName =
  | "checkbox"
  | "removeFilter"
  | "clearAll"
  | "showSites"
  | "showResults"
  | "showAll"
  | "total"
  | "yourFilters"
  | "yourWords"
  | "similarWords"
  | "someWords"
  | "matches"
  | "noneMatches"
  | "matchesStatus"
  | "noneMatchesStatus"
  | "allBelow"
  | "partialStatus"
  | "unknownStatus"
  | "others"
  | "notNo"
  | "partial"
  | "unknown"
  | "publishedInPart"
  | "unpublished"
  | "publishedInstead"
  | "or"
  | "nothingForAll"
  | "nothingForFilter"
  | "nothingForWords"
  | "withoutValue"
  | "withoutWords"
  | "clearWords"
  | "group"
  | "label"
  | "ambiguous"
  | "chosenInstead"
  | "found"
  | "linkCopied"
  | "answersCleared"
  | "add"
  | "onShortlist"
  | "remove"
  | "shortlist"
  | "clear"
  | "undo"
  | "compare"
  | "see"
  | "empty"
  | "saved"
  | "unsaved"
  | "added"
  | "removed"
  | "full"
  | "cleared"
  | "keptHere"
  | "keptNowhere"
  | "fromLink"
  | "linkCannotBeSaved"
  | "linkAllOwned"
  | "linkNotSaved"
  | "ownUnchanged"
  | "lostFromLink"
  | "lostFromList"
  | "siteRemoved"
  | "sitesAdded"
  | "tooMany"
  | "restored"
  | "copyThis"
  | "shortlistCopied"
  | "opensThisCopy"
  | "changedElsewhere"
  | "place"
  | "about"
  | "aboutOne"
  | "sideBySide"
  | "notPublished"
  | "oneSiteOnly"
  | "ofSite"
  | "publishedForNone";

/** "sites-shown": the list shows other sites. "shortlist-changed": with a message for the reader, or "". */
interface DocumentEventMap {
  "sites-shown": CustomEvent<{ shown: ListedSite[] }>;
  "shortlist-changed": CustomEvent<string>;
}
