"use strict";
/* Compares sites with a reader's answers and groups them. The reference is generator/kinds/site/matcher/match_rules.py;
   a test compares the two. */
site.matchRules = (() => {
  /**
   * Returns whether a site with one value cannot have the other.
   * @param {MatchRules} rules @param {string} facet @param {string} value @param {string} other
   */
  const excludes = (rules, facet, value, other) =>
    rules.opposites.some(
      ([key, first, second]) =>
        key === facet && ((first === value && second === other) || (first === other && second === value)),
    );

  /**
   * Returns the stated values that exclude the answers; none if at least one answer could still be true.
   * @param {MatchCriterion} criterion @param {string[]} wanted @param {string[]} stated @param {MatchRules} rules
   */
  function excluding({ facet, singleValued }, wanted, stated, rules) {
    if (!wanted.length) {
      return [];
    }
    if (singleValued) {
      return [...stated].sort();
    }
    /** @param {string} value @param {string} other */
    const excludesOther = (value, other) => excludes(rules, facet, value, other);
    const excludesAll = wanted.every((value) => stated.some((other) => excludesOther(value, other)));
    return excludesAll ? stated.filter((other) => wanted.some((value) => excludesOther(value, other))).sort() : [];
  }

  /**
   * @template {HasValues} T
   * @param {T} listed @param {MatchAnswers} answers @param {MatchRules} rules
   * @returns {SiteMatch<T>}
   */
  function compare(listed, answers, rules) {
    /** @type {SiteMatch<T>} */
    const match = { site: listed, shares: [], unknown: [], differs: [] };
    for (const criterion of rules.criteria) {
      const wanted = answers.get(criterion.id) || [];
      const stated = listed.values[criterion.facet] || [];
      const shared = wanted.filter((value) => stated.includes(value));
      const differing = shared.length ? [] : excluding(criterion, wanted, stated, rules);
      const unknown = differing.length ? [] : wanted.filter((value) => !stated.includes(value));
      /** @param {string} value @returns {AnswerPair} */
      const toPair = (value) => [criterion.id, value];
      match.shares.push(...shared.map(toPair));
      match.unknown.push(...unknown.map(toPair));
      match.differs.push(...differing.map(toPair));
    }
    return match;
  }

  /**
   * Returns the number of the first group all of whose questions are shared. Two more groups follow the last one: sites
   * that share any answer, and sites that share none.
   * @param {SiteMatch<unknown>} match @param {MatchRules} rules
   */
  function groupOf({ shares }, { groups }) {
    const shared = new Set(shares.map(([question]) => question));
    const number = groups.findIndex((required) => required.every((question) => shared.has(question)));
    return number >= 0 ? number : groups.length + (shared.size ? 0 : 1);
  }

  /** Returns what str.casefold() returns, nearly: upper case first turns ß into SS. @param {string} name */
  const caseFold = (name) => name.toUpperCase().toLowerCase();

  /** @param {{ slug: string, name: string }} listed @param {{ slug: string, name: string }} other */
  function byName(listed, other) {
    const names = [caseFold(listed.name), caseFold(other.name)];
    const [key, otherKey] = names[0] === names[1] ? [listed.slug, other.slug] : names;
    return key < otherKey ? -1 : key > otherKey ? 1 : 0;
  }

  return {
    group: (sites, answers, rules) => {
      /** @type {Map<number, SiteMatch<any>[]>} */
      const groups = new Map();
      for (const listed of [...sites].sort(byName)) {
        const match = compare(listed, answers, rules);
        const number = groupOf(match, rules);
        const found = groups.get(number) || [];
        found.push(match);
        groups.set(number, found);
      }
      return [...groups]
        .sort(([number], [other]) => number - other)
        .map(([number, found]) => ({ number, sites: found }));
    },
  };
})();
