"use strict";
/* Records of practice answers as they are saved on this device, and checks of answers that come from there or from a
   file, where they may be damaged. */
site.practice.records = (() => {
  const LIFETIME = 90 * 24 * 60 * 60 * 1000;

  /** @type {PracticeRecords["isObject"]} */
  const isObject = /** @returns {value is Record<string, unknown>} */ (value) =>
    value !== null && typeof value === "object" && !Array.isArray(value);

  /** @type {PracticeRecords["isTime"]} */
  const isTime = /** @returns {value is string} */ (value) =>
    typeof value === "string" && !Number.isNaN(Date.parse(value));

  /**
   * @param {unknown} answer
   * @param {boolean} allowLists
   */
  const isValid = (answer, allowLists) =>
    typeof answer === "string" ||
    (allowLists && Array.isArray(answer) && answer.every((item) => typeof item === "string"));

  /** @type {PracticeRecords["invalidIds"]} */
  const invalidIds = (answers, { allowLists } = { allowLists: true }) =>
    Object.keys(answers).filter((id) => !isValid(answers[id], allowLists));

  /**
   * @param {unknown} value
   * @param {boolean} allowLists
   */
  const hasAnswers = (value, allowLists) => isObject(value) && !invalidIds(value, { allowLists }).length;

  return {
    LIFETIME,
    isObject,
    isTime,
    invalidIds,
    parse: (text) => {
      let record;
      try {
        record = JSON.parse(text);
      } catch (_error) {
        return null;
      }
      const hasTimes = isObject(record) && [record.saved, record.expires].every(isTime);
      return hasTimes && hasAnswers(record.answers, true) && hasAnswers(record.others || {}, false) ? record : null;
    },
    create: (version, { answers, others }, at) => ({
      version,
      saved: new Date(at).toISOString(),
      expires: new Date(at + LIFETIME).toISOString(),
      answers,
      ...(Object.keys(others).length ? { others } : {}),
    }),
  };
})();
