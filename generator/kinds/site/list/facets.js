"use strict";
/* Matches sites with chosen filter values. The reference is generator/records/facets.py; a test compares the two. */
site.facets = (() => {
  /** @param {string[] | undefined} values @param {string[]} wanted */
  const hasAny = (values, wanted) => Boolean(values?.some((value) => wanted.includes(value)));

  /** @param {ChosenValues} chosen */
  const choicesOf = (chosen) => [...chosen].filter(([, values]) => values.length);

  /** @type {SiteFacets["split"]} */
  function split(sites, chosen, singleValued) {
    const choices = choicesOf(chosen);
    /** @type {FacetMatch<any>} */
    const result = { match: [], partial: [], unknown: [] };
    for (const listed of sites) {
      const missed = choices.filter(([facet, wanted]) => !hasAny(listed.values[facet], wanted));
      /* Another value of a single-valued facet, such as another state, contradicts the choice. */
      if (missed.some(([facet]) => singleValued.includes(facet) && listed.values[facet]?.length)) {
        continue;
      }
      result[missed.length === 0 ? "match" : missed.length < choices.length ? "partial" : "unknown"].push(listed);
    }
    return result;
  }

  /** @type {SiteFacets["count"]} */
  function count(sites, chosen) {
    const choices = choicesOf(chosen);
    /** @type {Map<string, Map<string, number>>} */
    const counts = new Map();
    for (const { values } of sites) {
      const missed = choices.filter(([facet, wanted]) => !hasAny(values[facet], wanted)).map(([facet]) => facet);
      for (const [facet, stated = []] of Object.entries(values)) {
        if (missed.some((other) => other !== facet)) {
          continue;
        }
        for (const value of stated) {
          const inFacet = counts.get(facet) || new Map();
          counts.set(facet, inFacet.set(value, (inFacet.get(value) || 0) + 1));
        }
      }
    }
    return counts;
  }

  /**
   * Returns a site with slugs in place of the indexes of its values.
   * @param {SiteEntry} entry
   * @param {SiteFacet[]} facets
   * @returns {ListedSite}
   */
  function toListed({ slug, name, place, card, values }, facets) {
    /** @type {StatedValues} */
    const stated = {};
    for (const facet of facets) {
      const indexes = values[facet.key];
      if (indexes) {
        stated[facet.key] = indexes.map((index) => facet.values[index][0]);
      }
    }
    return { slug, name, place, card, values: stated };
  }

  /** @type {SiteFacets["read"]} */
  function read({ facets, sites }) {
    const labels = new Map(facets.map((facet) => [facet.key, new Map(facet.values)]));
    return {
      sites: sites.map((entry) => toListed(entry, facets)),
      facets,
      labels,
      singleValued: facets.filter((facet) => facet.singleValued).map((facet) => facet.key),
      label: (facet, value) => labels.get(facet)?.get(value) ?? value,
    };
  }

  return { split, count, read };
})();
