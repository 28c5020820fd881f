/* The types of the scripts of pathways: practice answers, the checklist, and "Learn or mentor?". */

/* ---- practice answers: data ---- */

/** An answer: a text, or a list of texts for questions of the kind "choices". */
type PracticeAnswer = string | string[];

/** Answers by the id of their question. */
type PracticeAnswers = Record<string, PracticeAnswer>;

/** Texts by an id. */
type PracticeTexts = Record<string, string>;

interface PracticeQuestion {
  id: string;
  kind: string;
  text: string;
  /** The word limit; 0 if there is none. */
  maxWords: number;
  min: number;
  max: number;
  required: boolean;
  /** The values of its choices; empty for questions with a text field. */
  choices: string[];
}

interface PracticeSection<Question extends PracticeQuestion = PracticeQuestion> {
  title: string;
  questions: Question[];
}

/** How much of a section is answered. The values are part of CSS classes. */
type PracticeProgress = "none" | "some" | "all";

/** Saved answers that the questions of the page take, and all others as texts. */
interface PracticeSplit {
  answers: PracticeAnswers;
  others: PracticeTexts;
}

/** What is on the page, and whether it is saved on this device. */
interface PracticeDraft extends PracticeSplit {
  saving: boolean;
  /** Whether nothing was saved on this device when the draft was replaced. */
  wasNotSaved?: boolean;
}

/** Answers that were saved, on this device or in a file. */
interface PracticeSaved {
  version: number;
  saved: string;
  answers: PracticeAnswers;
  others?: PracticeTexts;
}

/** Answers saved on this device, with the time when they expire. */
interface PracticeRecord extends PracticeSaved {
  expires: string;
}

/**
 * A text in the backup, and the time of its last change in milliseconds since 1970. The text is null if it was
 * erased.
 */
interface PracticeBackupEntry {
  name: string;
  at: number;
  text: string | null;
}

/** A saved text that cannot be read, with its last readable copy if there is one. */
interface PracticeUnreadable {
  state: "unreadable";
  name: string;
  text: string;
  backup?: string;
}

type PracticeLoaded =
  /** `expired`: whether answers were erased because they had expired. */
  | { state: "none"; expired: boolean }
  /** `olderName`: where the record is, if it has answers to an older version of the questions. */
  | { state: "saved"; record: PracticeRecord; olderName: string | null }
  | PracticeUnreadable;

/** Why answers could not be saved. */
type PracticeFailure = "full" | "blocked" | "changed";

/** A pathway that a file may name: by its current slug or a former one. */
interface PracticePathway {
  slug: string;
  currentSlug: string;
  name: string;
}

/* ---- practice answers: scripts ---- */

interface PracticeWords {
  /** Returns the number of words in a text. */
  count(text: string): number;
}

interface PracticeRecords {
  /** How long answers are saved after the last change, in milliseconds. */
  LIFETIME: number;
  /** Returns whether a value is an object that is no list. */
  isObject(value: unknown): value is Record<string, unknown>;
  /** Returns whether a value is a time as text, such as "2026-11-21T20:04:00.000Z". */
  isTime(value: unknown): value is string;
  /** Returns the ids of answers that are neither texts nor, unless it is forbidden, lists of texts. */
  invalidIds(answers: Record<string, unknown>, options?: { allowLists: boolean }): string[];
  /** Returns the record in a text; null if there is none. */
  parse(text: string): PracticeRecord | null;
  /** Returns a record of a draft that was last changed at a time. */
  create(version: number, draft: PracticeSplit, at: number): PracticeRecord;
}

interface PracticeQuestions {
  /** Returns whether questions of a kind have a text field. */
  isTyped(kind: string): boolean;
  split(questions: PracticeQuestion[], saved: PracticeAnswers): PracticeSplit;
  /** Returns what is wrong with an answer, as a text to show beside it; "" if nothing is. */
  errorOf(question: PracticeQuestion, answer: PracticeAnswer | null): string;
  /** Returns the word count of a text in words. */
  countText(question: PracticeQuestion, text: string): string;
  progressOf(section: PracticeSection, answers: PracticeAnswers): PracticeProgress;
  /** Returns a section as text: each question with its answer below. */
  textOf(section: PracticeSection, answers: PracticeAnswers): string;
}

/** A question with its elements. */
interface PracticeField extends PracticeQuestion {
  element: HTMLElement;
  inputs: (HTMLInputElement | HTMLTextAreaElement)[];
  /** The first input. */
  field: HTMLInputElement | HTMLTextAreaElement;
}

interface PracticePart extends PracticeSection<PracticeField> {
  element: HTMLElement;
  id: string;
}

interface PracticeFields {
  questions: PracticeField[];
  sections: PracticePart[];
  /** Returns the answers on the page. */
  read(): PracticeAnswers;
  /** Replaces the answers on the page. */
  fill(answers: PracticeAnswers): void;
  split(saved: PracticeAnswers): PracticeSplit;
  errorOf(question: PracticeField): string;
  countText(question: PracticeField): string;
  /** Updates the word count of a question, the button that clears a choice, and what is printed. */
  update(question: PracticeField): void;
  /** Updates the progress of each section. */
  updateProgress(): void;
  textOf(section: PracticePart): string;
  /** Returns the question that an element is in. */
  questionOf(element: Element): PracticeField | undefined;
}

interface PracticeParts {
  /** Makes an element visible: shows its part and expands the details elements around it. */
  open(element: Element): void;
  /** Goes to the heading with an id. The browser's "back" returns. */
  go(id: string): void;
  /** Shows the first part, or the one that the fragment names. */
  start(): void;
}

interface PracticeBackup {
  /** Saves the text under a name and the time of its change; null for a text that was erased. */
  put(name: string, at: number, text: string | null): void;
  /** Removes what is saved under a name. */
  drop(name: string): void;
  /** Returns all entries; none if the database does not answer in time. */
  read(): Promise<PracticeBackupEntry[]>;
}

interface PracticeStore {
  /** Returns what is saved, after restoring what only the backup has. */
  ready(): Promise<PracticeLoaded>;
  /** Returns what is saved. */
  load(): PracticeLoaded;
  /**
   * Saves the answers. Never overwrites what another tab has written.
   * @param savedAt The time of the last change; by default, now.
   */
  write(draft: PracticeSplit, savedAt?: string): { record: PracticeRecord } | { error: PracticeFailure };
  /** Erases a record. Returns whether that was possible. */
  remove(name: string): boolean;
  /** Replaces a text that cannot be read. */
  setText(name: string, text: string): void;
  exists(): boolean;
  /** Erases the answers to the current questions. Returns whether that was possible. */
  erase(): boolean;
  /** Returns what another tab did to the record; "" if nothing. */
  otherTabChange(): "" | "written" | "erased" | "damaged";
  /** Lets this tab overwrite what is saved now. */
  allowOverwrite(): void;
}

type PracticeFileContent = PracticeSaved | { error: string };

interface PracticeFile {
  MAX_SIZE: number;
  nameOf(pathway: string): string;
  /** Returns the text of a file with a draft. */
  write(pathway: string, version: number, draft: PracticeSplit): string;
  /** Returns the answers in the text of a file, or what is wrong with it. */
  parse(text: string, pathway: string, pathways: PracticePathway[]): PracticeFileContent;
}

interface PracticeFileAccess {
  /** Reads a file that the reader chose. */
  read(file: File, pathway: string): Promise<PracticeFileContent>;
  /** Downloads a text as a file. The browser creates the file, so nothing is sent. */
  download(name: string, text: string, type: string): void;
}

interface PracticeNoticeAction {
  label: string;
  run(): void;
}

interface PracticeNotices {
  /**
   * Shows a notice in place of the last one with the same name. `extra` is an element after the texts. With `focus`,
   * for a response to the reader's own action, the notice gets the focus; otherwise it is announced.
   */
  show(
    name: string,
    texts: string[],
    options?: { actions?: PracticeNoticeAction[]; focus?: boolean; extra?: HTMLElement },
  ): void;
  hide(name: string): void;
  focus(name: string): void;
  isShown(name: string): boolean;
  /** Returns a labeled box with a text to copy, which is selected when the box gets the focus. */
  copyBox(label: string, text: string): HTMLElement;
  /** Says a text to screen readers. */
  announce(text: string): void;
}

interface PracticeCheck {
  /** Checks all answers and returns whether there is no error. If there is one, the summary gets the focus. */
  run(): boolean;
  /** Removes the errors that a change has fixed. */
  refresh(): void;
}

interface PracticeDrafts {
  current(): PracticeDraft;
  replace(draft: PracticeDraft): void;
  isEmpty(): boolean;
  /** Returns a draft of saved answers. Answers that the fields do not take become `others`. */
  from(saved: PracticeSaved, saving: boolean): PracticeDraft;
}

/** What the page says about saving. */
interface PracticeSaveState {
  /** Why the last write failed; "" if it did not. */
  failure: PracticeFailure | "";
  /** The record on this device; null if saving is off. */
  record: PracticeRecord | null;
  isSaving: boolean;
  isEmpty: boolean;
  isStarted: boolean;
}

interface PracticeStatus {
  show(state: PracticeSaveState): void;
}

interface PracticeAutosave {
  /** Shows what is saved on the page. */
  start(): Promise<void>;
  /** Saves after a short pause, if saving is on. */
  scheduleSave(): void;
  /** Replaces the answers on the page, and offers "Undo" until the reader leaves. */
  replaceAnswers(draft: PracticeDraft, message: string): void;
  /** Notes that the reader has saved the answers as a file. */
  onFileSaved(): void;
}

/** The scripts of practice answers. */
interface PracticeScripts {
  words: PracticeWords;
  records: PracticeRecords;
  questions: PracticeQuestions;
  file: PracticeFile;
  fileAccess: PracticeFileAccess;
  fields: PracticeFields;
  parts: PracticeParts;
  backup: PracticeBackup;
  /** Opens the saved answers of a pathway. `formerSlugs`: slugs that it had before. */
  openStore(pathway: string, formerSlugs: string[], version: number): PracticeStore;
  notices: PracticeNotices;
  check: PracticeCheck;
  draft: PracticeDrafts;
  /** Shows saved answers that cannot be read. Calls `onRestored` after a copy was restored. */
  showUnreadable(store: PracticeStore, saved: PracticeUnreadable, onRestored: () => void): void;
  status: PracticeStatus;
  autosave: PracticeAutosave;
}

/* ---- "Learn or mentor?" ---- */

interface PickerChoice {
  value: string;
  /** The id of the next question; "" if the choice leads to an exit. */
  next: string;
  exit: string;
}

interface PickerQuestion {
  id: string;
  choices: PickerChoice[];
}

/** An answer: the id of the question and the value of the choice. */
type PickerAnswer = [id: string, value: string];

interface Picker {
  /**
   * Returns the answers that belong together, and where they lead: to the question with the id `current`, or to an
   * exit. The other of the two is "".
   */
  follow(
    questions: PickerQuestion[],
    answers: PickerAnswer[],
  ): { answers: PickerAnswer[]; current: string; exit: string };
}

/* ---- messages ---- */

/** Texts with these names. */
type Texts<Name extends string> = Record<Name, string>;

/** Texts with forms for one and for any other `count`. */
type Forms<Name extends string> = Record<Name, { one: string; other: string }>;

interface PracticeMessages extends Forms<"words" | "excessWords"> {
  progress: Record<PracticeProgress, string>;
  check: Forms<"heading" | "tooLong"> &
    Texts<"title" | "item" | "noText" | "noChoice" | "noChoices" | "noNumber" | "outsideRange" | "tooLow" | "tooHigh"> &
    Texts<"complete">;
  status: Record<PracticeFailure, string> &
    Texts<"saved" | "savedShort" | "nothingWritten" | "notSaved" | "savingOn" | "savingOff" | "eraseFailed">;
  answers: Texts<"undo" | "eraseNow" | "restored" | "erased" | "erasedHereOnly" | "expired" | "back">;
  otherTab: Texts<"changed" | "erased" | "use" | "useErased" | "keep" | "used" | "usedErased">;
  unreadable: Texts<"text" | "box" | "restore" | "save" | "erase" | "erased">;
  earlier: Texts<"text" | "box" | "erase" | "erased">;
  copy: Texts<"yes" | "no" | "notAnswered" | "copied" | "failed">;
  file: Forms<"opened" | "openedWithOthers"> &
    Texts<"saving" | "replace" | "replaceYes" | "replaceNo" | "failed" | "close" | "quote" | "quoteStart" | "damaged"> &
    Texts<"otherPathway" | "unknownPathway" | "badVersion" | "badDate" | "badAnswer" | "tooLarge" | "unreadable">;
}

interface PathwayMessages {
  picker: Texts<"noAnswer">;
  ready: { groups: Texts<"have" | "not-yet" | "unsure"> } & Texts<"counts" | "noAnswers" | "cleared" | "restored">;
  practice: PracticeMessages;
}

/* ---- the namespace ---- */

interface SiteMessages {
  pathway: PathwayMessages;
}

interface Site {
  practice: PracticeScripts;
  picker: Picker;
}
