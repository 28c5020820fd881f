"use strict";
/* The sentences of the list of sites. */
site.filterTexts = (() => {
  const { fill, formatList } = site.text;
  const messages = site.messages.sites;
  /* By how close the search results are to the reader's words (`near` in search-rank.js). */
  const CLOSENESS = { "": messages.yourWords, close: messages.similarWords, some: messages.someWords };

  /** Returns what the sites match: "your filters and similar words". @param {Criteria} criteria */
  const criteriaText = ({ isFiltered, hasWords, near }) =>
    formatList([...(isFiltered ? [messages.yourFilters] : []), ...(hasWords ? [CLOSENESS[near]] : [])].map(String));

  /** @type {SiteFilterTexts["heading"]} */
  const heading = (number, criteria) =>
    number ? fill(messages.matches, { count: number, criteria: criteriaText(criteria) }) : fill(messages.noneMatches);

  /** @type {SiteFilterTexts["status"]} */
  function status({ match, partial, unknown, all }, criteria) {
    if (!criteria.isFiltered && !criteria.hasWords) {
      return fill(messages.total, { count: all });
    }
    const sentences = [
      match
        ? fill(messages.matchesStatus, { count: match, criteria: criteriaText(criteria) })
        : fill(messages.noneMatchesStatus),
    ];
    if (!criteria.isFiltered && !match) {
      sentences.push(fill(messages.allBelow, { count: all }));
    }
    if (criteria.isFiltered && partial) {
      sentences.push(fill(messages.partialStatus, { count: partial }));
    }
    if (criteria.isFiltered && unknown) {
      sentences.push(fill(messages.unknownStatus, { count: unknown }));
    }
    return sentences.join(" ");
  }

  /** @type {SiteFilterTexts["explanation"]} */
  function explanation(listed, chosen, table) {
    /** @type {string[]} */
    const published = [];
    /** @type {string[]} */
    const unknown = [];
    for (const [facet, wanted] of chosen) {
      /** @param {string[]} values */
      const labels = (values) => values.map((value) => table.label(facet, value));
      const stated = listed.values[facet] || [];
      const shared = stated.filter((value) => wanted.includes(value));
      const values = labels(wanted).join(fill(messages.or));
      if (shared.length) {
        published.push(labels(shared).join(", "));
      } else if (stated.length) {
        unknown.push(fill(messages.publishedInstead, { values, published: labels(stated).join(", ") }));
      } else {
        unknown.push(values);
      }
    }
    const message = published.length ? messages.publishedInPart : messages.unpublished;
    return fill(message, { published: published.join("; "), unknown: unknown.join("; ") });
  }

  /** @type {SiteFilterTexts["noMatch"]} */
  const noMatch = ({ isFiltered }, isOne) =>
    fill(!isOne ? messages.nothingForAll : isFiltered ? messages.nothingForFilter : messages.nothingForWords);

  return { heading, status, explanation, noMatch };
})();
