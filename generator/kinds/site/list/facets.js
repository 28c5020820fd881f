/* Matches sites with chosen filter values. The reference is generator/records/facets.py; a test compares the two.
   Chosen values are { facet: [values] }, and so are a site's values. */
window.siteFacets = (function () {
  "use strict";

  function hasAny(values, wanted) {
    return Boolean(values) && values.some(function (value) { return wanted.indexOf(value) !== -1; });
  }

  function activeFacets(chosen) {
    return Object.keys(chosen).filter(function (key) { return chosen[key].length; });
  }

  /* Sites that have a chosen value on every facet (match), on some (partial) or on none (unknown). A site with another
     value of a single-valued facet is left out. */
  function split(sites, chosen, singleValued) {
    var keys = activeFacets(chosen), result = { match: [], partial: [], unknown: [] };
    sites.forEach(function (site) {
      var met = keys.filter(function (key) { return hasAny(site.values[key], chosen[key]); });
      var isExcluded = keys.some(function (key) { return singleValued.indexOf(key) !== -1 && site.values[key] && met.indexOf(key) === -1; });
      if (!isExcluded) { result[met.length === keys.length ? "match" : met.length ? "partial" : "unknown"].push(site); }
    });
    return result;
  }

  /* By facet and value: the number of sites that would match if this value alone were chosen on its facet. */
  function count(sites, chosen) {
    var keys = activeFacets(chosen), counts = {};
    sites.forEach(function (site) {
      var missed = keys.filter(function (key) { return !hasAny(site.values[key], chosen[key]); });
      Object.keys(site.values).forEach(function (key) {
        if (missed.length > 1 || (missed.length && missed[0] !== key)) { return; }
        counts[key] = counts[key] || {};
        site.values[key].forEach(function (value) { counts[key][value] = (counts[key][value] || 0) + 1; });
      });
    });
    return counts;
  }

  /* The data in data.js, with slugs in place of the indexes of values, and the labels of values by facet. */
  function read(data) {
    var labels = {}, singleValued = [];
    data.facets.forEach(function (facet) {
      labels[facet.key] = {};
      facet.values.forEach(function (pair) { labels[facet.key][pair[0]] = pair[1]; });
      if (facet.singleValued) { singleValued.push(facet.key); }
    });
    var sites = data.sites.map(function (site) {
      var values = {};
      data.facets.forEach(function (facet) {
        if (site.values[facet.key]) { values[facet.key] = site.values[facet.key].map(function (index) { return facet.values[index][0]; }); }
      });
      return { slug: site.slug, name: site.name, place: site.place, card: site.card, values: values };
    });
    return { sites: sites, facets: data.facets, labels: labels, singleValued: singleValued, unnamed: data.unnamed };
  }

  return { split: split, count: count, read: read };
})();
