"use strict";
/* Compares sites with a reader's answers and groups them. The reference is generator/kinds/site/matcher/match_rules.py;
   a test compares the two. Answers are { question: [values] }; a site's values are { facet: [values] }. */
site.matchRules = (() => {
  function excludes(rules, facet, value, other) {
    return rules.opposites.some(
      (pair) =>
        pair[0] === facet && ((pair[1] === value && pair[2] === other) || (pair[1] === other && pair[2] === value)),
    );
  }

  /* The stated values that exclude the answers. Empty if at least one answer could still be true. */
  function excluding(criterion, wanted, stated, rules) {
    if (!wanted.length) {
      return [];
    }
    if (criterion.singleValued) {
      return stated.slice().sort();
    }
    function excludesOther(value, other) {
      return excludes(rules, criterion.facet, value, other);
    }
    const all = wanted.every((value) => stated.some((other) => excludesOther(value, other)));
    return !all ? [] : stated.filter((other) => wanted.some((value) => excludesOther(value, other))).sort();
  }

  /* A site with the answers that its sources state (shares), the answers that they neither state nor exclude (unknown),
     and the values that exclude every answer to a question (differs). */
  function compare(site, answers, rules) {
    const match = { site: site, shares: [], unknown: [], differs: [] };
    rules.criteria.forEach((criterion) => {
      const wanted = answers[criterion.id] || [];
      const stated = site.values[criterion.facet] || [];
      const shared = wanted.filter((value) => stated.indexOf(value) !== -1);
      const differing = shared.length ? [] : excluding(criterion, wanted, stated, rules);
      function pair(value) {
        return [criterion.id, value];
      }
      match.shares = match.shares.concat(shared.map(pair));
      match.differs = match.differs.concat(differing.map(pair));
      if (!differing.length) {
        match.unknown = match.unknown.concat(wanted.filter((value) => shared.indexOf(value) === -1).map(pair));
      }
    });
    return match;
  }

  /* The number of the first group all of whose questions are shared. Two more groups follow the last one: sites that
     share any answer, and sites that share none. */
  function groupOf(match, rules) {
    const shared = match.shares.map((pair) => pair[0]);
    for (let number = 0; number < rules.groups.length; number += 1) {
      if (rules.groups[number].every((question) => shared.indexOf(question) !== -1)) {
        return number;
      }
    }
    return rules.groups.length + (shared.length ? 0 : 1);
  }

  /* Close to Python's str.casefold(): upper case first turns ß into SS. */
  function caseFold(name) {
    return name.toUpperCase().toLowerCase();
  }

  function byName(site, other) {
    let keys = [caseFold(site.name), caseFold(other.name)];
    if (keys[0] === keys[1]) {
      keys = [site.slug, other.slug];
    }
    return keys[0] < keys[1] ? -1 : keys[0] > keys[1] ? 1 : 0;
  }

  /* The groups that have sites, in order, each with its number and its sites by name. */
  function group(sites, answers, rules) {
    const groups = [];
    sites
      .slice()
      .sort(byName)
      .forEach((site) => {
        const match = compare(site, answers, rules);
        const number = groupOf(match, rules);
        groups[number] = groups[number] || { number: number, sites: [] };
        groups[number].sites.push(match);
      });
    return groups.filter(Boolean);
  }

  return { group: group };
})();
