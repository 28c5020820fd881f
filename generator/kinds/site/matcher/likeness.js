/* What sites share with a reader's organization. The reference is generator/kinds/site/matcher/match_rules.py; a test holds the two together.
   Answers are { question: [values] }; a site's values are { side: [values] }. No score, no rank. */
window.siteLikeness = (function () {
  "use strict";

  function excludes(rules, side, one, other) {
    return rules.opposites.some(function (pair) {
      return pair[0] === side && ((pair[1] === one && pair[2] === other) || (pair[1] === other && pair[2] === one));
    });
  }

  /* The stated values that exclude the answers to a question; none where an answer could still be true. */
  function against(asked, wanted, held, rules) {
    if (!wanted.length) { return []; }
    if (asked.closed) { return held.slice().sort(); }
    var every = wanted.every(function (value) { return held.some(function (other) { return excludes(rules, asked.side, value, other); }); });
    return !every ? [] : held.filter(function (other) {
      return wanted.some(function (value) { return excludes(rules, asked.side, value, other); });
    }).sort();
  }

  /* A site with the answers: what its sources state of them, what they do not say, and what they state against them. */
  function compare(site, answers, rules) {
    var found = { site: site, shares: [], silent: [], differs: [] };
    rules.asked.forEach(function (asked) {
      var wanted = answers[asked.id] || [], held = site.values[asked.side] || [];
      var shared = wanted.filter(function (value) { return held.indexOf(value) !== -1; });
      var no = shared.length ? [] : against(asked, wanted, held, rules);
      function pair(value) { return [asked.id, value]; }
      found.shares = found.shares.concat(shared.map(pair));
      found.differs = found.differs.concat(no.map(pair));
      if (!no.length) { found.silent = found.silent.concat(wanted.filter(function (value) { return shared.indexOf(value) === -1; }).map(pair)); }
    });
    return found;
  }

  /* The first group whose questions are all shared. Behind the last: something is shared; behind that: nothing. */
  function groupOf(found, rules) {
    var shared = found.shares.map(function (pair) { return pair[0]; });
    for (var number = 0; number < rules.groups.length; number += 1) {
      if (rules.groups[number].every(function (name) { return shared.indexOf(name) !== -1; })) { return number; }
    }
    return rules.groups.length + (shared.length ? 0 : 1);
  }

  function folded(name) { return name.toUpperCase().toLowerCase(); }

  function byName(one, other) {
    var names = [folded(one.name), folded(other.name)];
    if (names[0] === names[1]) { names = [one.slug, other.slug]; }
    return names[0] < names[1] ? -1 : names[0] > names[1] ? 1 : 0;
  }

  /* Sites by group, in the order of the groups, and by name within one. Groups without a site are missing. */
  function group(sites, answers, rules) {
    var groups = [];
    sites.slice().sort(byName).forEach(function (site) {
      var found = compare(site, answers, rules), number = groupOf(found, rules);
      groups[number] = groups[number] || { number: number, sites: [] };
      groups[number].sites.push(found);
    });
    return groups.filter(Boolean);
  }

  return { group: group };
})();
