"use strict";
/* Practice answers as a file: its text, and checks of a text that may come from anywhere. Errors say what is wrong and
   what to do. */
site.practice.file = (() => {
  const { fill } = site.text;
  const { isObject, isTime, invalidIds } = site.practice.records;
  const messages = site.messages.pathway.practice.file;
  const FORMAT = "practice-answers";
  /* Files saved with the first version of these scripts. */
  const FORMER_FORMAT = "prss-practice-answers";
  const QUOTE_LENGTH = 40;

  /**
   * Returns a value in quotes for a sentence, shortened if it is long.
   * @param {unknown} value
   */
  function quote(value) {
    const text = typeof value === "string" ? value : String(JSON.stringify(value));
    return text.length > QUOTE_LENGTH
      ? fill(messages.quoteStart, { text: text.slice(0, QUOTE_LENGTH) })
      : fill(messages.quote, { text });
  }

  /**
   * Returns what is wrong if a file has the answers of another pathway; otherwise "".
   * @param {unknown} named The pathway that the file names.
   * @param {string} own
   * @param {PracticePathway[]} pathways
   */
  function pathwayError(named, own, pathways) {
    const known = pathways.find(({ slug }) => slug === named);
    if ((known ? known.currentSlug : named) === own) {
      return "";
    }
    return fill(known ? messages.otherPathway : messages.unknownPathway, {
      other: known ? fill(messages.quote, { text: known.name }) : quote(named),
      own: fill(messages.quote, { text: pathways.find(({ slug }) => slug === own)?.name || own }),
    });
  }

  /**
   * Returns what is wrong with the answers in a file; otherwise "".
   * @param {Record<string, unknown>} file
   */
  function contentError({ version, saved, answers, others }) {
    if (typeof version !== "number" || version < 1 || !Number.isInteger(version)) {
      return fill(messages.badVersion, { version: quote(version) });
    }
    if (!isTime(saved)) {
      return fill(messages.badDate, { date: quote(saved) });
    }
    if (!isObject(answers) || !isObject(others || {})) {
      return messages.damaged;
    }
    const invalid = [
      ...invalidIds(answers),
      ...invalidIds(/** @type {Record<string, unknown>} */ (others || {}), { allowLists: false }),
    ];
    return invalid.length ? fill(messages.badAnswer, { id: quote(invalid[0]) }) : "";
  }

  return {
    MAX_SIZE: 1024 * 1024,
    nameOf: (pathway) => `practice-answers-${pathway}.json`,
    write: (pathway, version, { answers, others }) => {
      const file = { format: FORMAT, pathway, version, saved: new Date().toISOString(), answers };
      return `${JSON.stringify(Object.keys(others).length ? { ...file, others } : file, null, 2)}\n`;
    },
    parse: (text, pathway, pathways) => {
      let file;
      try {
        file = JSON.parse(text);
      } catch (_error) {
        return { error: messages.damaged };
      }
      if (!isObject(file) || (file.format !== FORMAT && file.format !== FORMER_FORMAT)) {
        return { error: messages.damaged };
      }
      const error = pathwayError(file.pathway, pathway, pathways) || contentError(file);
      if (error) {
        return { error };
      }
      const { version, saved, answers, others } = /** @type {any} */ (file);
      return { version, saved, answers, others: others || {} };
    },
  };
})();
