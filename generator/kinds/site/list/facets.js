"use strict";
/* Matches sites with chosen filter values. The reference is generator/records/facets.py; a test compares the two.
   Chosen values are { facet: [values] }, and so are a site's values. */
site.facets = (() => {
  function hasAny(values, wanted) {
    return Boolean(values) && values.some((value) => wanted.indexOf(value) !== -1);
  }

  function activeFacets(chosen) {
    return Object.keys(chosen).filter((key) => chosen[key].length);
  }

  /* Sites that have a chosen value on every facet (match), on some (partial) or on none (unknown). A site with another
     value of a single-valued facet is left out. */
  function split(sites, chosen, singleValued) {
    const keys = activeFacets(chosen);
    const result = { match: [], partial: [], unknown: [] };
    sites.forEach((site) => {
      const met = keys.filter((key) => hasAny(site.values[key], chosen[key]));
      const isExcluded = keys.some(
        (key) => singleValued.indexOf(key) !== -1 && site.values[key] && met.indexOf(key) === -1,
      );
      if (!isExcluded) {
        result[met.length === keys.length ? "match" : met.length ? "partial" : "unknown"].push(site);
      }
    });
    return result;
  }

  /* By facet and value: the number of sites that would match if this value alone were chosen on its facet. */
  function count(sites, chosen) {
    const keys = activeFacets(chosen);
    const counts = {};
    sites.forEach((site) => {
      const missed = keys.filter((key) => !hasAny(site.values[key], chosen[key]));
      Object.keys(site.values).forEach((key) => {
        if (missed.length > 1 || (missed.length && missed[0] !== key)) {
          return;
        }
        counts[key] = counts[key] || {};
        site.values[key].forEach((value) => {
          counts[key][value] = (counts[key][value] || 0) + 1;
        });
      });
    });
    return counts;
  }

  /* The data in data.js, with slugs in place of the indexes of values, and the labels of values by facet. */
  function read(data) {
    const labels = {};
    const singleValued = [];
    data.facets.forEach((facet) => {
      labels[facet.key] = {};
      facet.values.forEach((pair) => {
        labels[facet.key][pair[0]] = pair[1];
      });
      if (facet.singleValued) {
        singleValued.push(facet.key);
      }
    });
    const sites = data.sites.map((site) => {
      const values = {};
      data.facets.forEach((facet) => {
        if (site.values[facet.key]) {
          values[facet.key] = site.values[facet.key].map((index) => facet.values[index][0]);
        }
      });
      return { slug: site.slug, name: site.name, place: site.place, card: site.card, values: values };
    });
    return { sites: sites, facets: data.facets, labels: labels, singleValued: singleValued, unnamed: data.unnamed };
  }

  return { split: split, count: count, read: read };
})();
