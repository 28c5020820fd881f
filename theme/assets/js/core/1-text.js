"use strict";
/* Sentences, lists, numbers and dates in the words of the site. The reference for numbers, lists and names in sentences
   is generator/text/sentences.py, and a test compares the two. */
site.text = (() => {
  const AGENCY_NAMES = [
    "University of ",
    "(?:[^,(]* )?(?:Department|Bureau|Agency|Division|Administration) (?:of|for) ",
    "[^,(]* (?:Department|Office|Board|Agency|Division|Day Report Center)(?:,|$)",
  ];
  const AGENCY = new RegExp(`^(?!\\S+['’]s )(?:${AGENCY_NAMES.join("|")})`);
  const PLURALS = new Intl.PluralRules("en-US");
  /* British lists have no comma before "and", as in the site's style. */
  const LIST = new Intl.ListFormat("en-GB", { type: "conjunction" });

  /** @type {SiteText["plural"]} */
  const plural = (number, one, many) => (PLURALS.select(number) === "one" ? one : many || `${one}s`);

  /** @type {SiteText["formatDate"]} */
  const formatDate = (date) => date.toLocaleDateString("en-US", { dateStyle: "long" });

  /** @type {SiteText["formatTime"]} */
  function formatTime(date) {
    const time = date.toLocaleTimeString("en-US", { timeStyle: "short" });
    return time.replace(/\s?AM$/, " a.m.").replace(/\s?PM$/, " p.m.");
  }

  return {
    plural,
    countOf: (number, one, many) => `${number} ${plural(number, one, many)}`,
    formatList: (words) => LIST.format(words),
    inSentence: (name) => {
      const lowered = name.replace(/^(?:The|An?(?= [^A-Z]))(?= )/, (article) => article.toLowerCase());
      return lowered === name && /^[A-Z]/.test(name) && AGENCY.test(name) ? `the ${name}` : lowered;
    },
    fill: (message, values = {}) => {
      const template =
        typeof message === "string"
          ? message
          : PLURALS.select(Number(values.count)) === "one"
            ? message.one
            : message.other;
      return template.replace(/\{(\w+)\}/g, (gap, name) => (name in values ? String(values[name]) : gap));
    },
    formatDate,
    formatTime,
  };
})();
