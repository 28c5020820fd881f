/* What the sources of each site state of a choice. The reference is generator/records/facets.py; a test holds the two together.
   A choice is { side: [values] }; a site's values are the same. */
window.siteFacets = (function () {
  "use strict";

  function meets(values, wanted) {
    return Boolean(values) && values.some(function (value) { return wanted.indexOf(value) !== -1; });
  }

  function asked(chosen) {
    return Object.keys(chosen).filter(function (key) { return chosen[key].length; });
  }

  /* Sites by what their sources say: all of the choice, part of it, none of it. Another value of a closed side is a no. */
  function split(sites, chosen, closed) {
    var keys = asked(chosen), found = { stated: [], part: [], silent: [] };
    sites.forEach(function (site) {
      var met = keys.filter(function (key) { return meets(site.values[key], chosen[key]); });
      var no = keys.some(function (key) { return closed.indexOf(key) !== -1 && site.values[key] && met.indexOf(key) === -1; });
      if (!no) { found[met.length === keys.length ? "stated" : met.length ? "part" : "silent"].push(site); }
    });
    return found;
  }

  /* By side and value: how many sites would be stated if the value alone were chosen in its side. */
  function count(sites, chosen) {
    var keys = asked(chosen), counts = {};
    sites.forEach(function (site) {
      var missed = keys.filter(function (key) { return !meets(site.values[key], chosen[key]); });
      Object.keys(site.values).forEach(function (key) {
        if (missed.length > 1 || (missed.length && missed[0] !== key)) { return; }
        counts[key] = counts[key] || {};
        site.values[key].forEach(function (value) { counts[key][value] = (counts[key][value] || 0) + 1; });
      });
    });
    return counts;
  }

  /* The data of the page with values as slugs, and the words for them. */
  function read(data) {
    var labels = {}, closed = [];
    data.sides.forEach(function (side) {
      labels[side.key] = {};
      side.values.forEach(function (pair) { labels[side.key][pair[0]] = pair[1]; });
      if (side.closed) { closed.push(side.key); }
    });
    var sites = data.sites.map(function (site) {
      var values = {};
      data.sides.forEach(function (side) {
        if (site.values[side.key]) { values[side.key] = site.values[side.key].map(function (number) { return side.values[number][0]; }); }
      });
      return { slug: site.slug, name: site.name, place: site.place, card: site.card, values: values };
    });
    return { sites: sites, sides: data.sides, labels: labels, closed: closed, unnamed: data.unnamed };
  }

  return { split: split, count: count, read: read };
})();
