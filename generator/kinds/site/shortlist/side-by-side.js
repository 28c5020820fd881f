/* Sites side by side: a row for each facet that at least two of them state, and one line for what is not published. The
   sites are not ranked. A single site is shown with everything that is published about it. */
window.sitesSideBySide = (function () {
  "use strict";
  var element = window.siteSearch.element, data = window.siteFacets.read(window.siteData.sites);
  /* The facets that identify a site come first. */
  var FIRST = ["state", "role"], TITLES = { state: "Place" };
  var facets = FIRST.map(function (key) { return data.facets.filter(function (facet) { return facet.key === key; })[0]; })
    .concat(data.facets.filter(function (facet) { return FIRST.indexOf(facet.key) === -1; }));

  function title(facet) { return TITLES[facet.key] || facet.title; }
  function hasValues(site, facet) { return Boolean(site.values[facet.key]); }

  /* The facets that enough sites state to compare them (rows), that only one site states (single), and that none does. */
  function sortFacets(sites) {
    var sorted = { rows: [], single: [], none: [] };
    facets.forEach(function (facet) {
      var number = sites.filter(function (site) { return hasValues(site, facet); }).length;
      sorted[number >= Math.min(2, sites.length) ? "rows" : number ? "single" : "none"].push(facet);
    });
    return sorted;
  }

  /* Appends the label of a value to an element, with a link if the facet has pages. The town precedes the state. */
  function appendValue(parent, site, facet, value) {
    var label = data.labels[facet.key][value], town = facet.key === "state" ? site.place.slice(0, -label.length) : "";
    parent.appendChild(document.createTextNode(town));
    parent.appendChild(facet.pages ? element("a", label, { href: window.site.href("sites/" + facet.key + "/" + value + "/") }) : document.createTextNode(label));
    return parent;
  }

  function valueList(site, facet) {
    var list = element("ul", "", { "class": "plain-list" });
    site.values[facet.key].forEach(function (value) { list.appendChild(appendValue(element("li"), site, facet, value)); });
    return list;
  }

  /* "Butler County: Jail, Court" */
  function description(site, facet) {
    var result = element("dd", site.name + ": ");
    site.values[facet.key].forEach(function (value, index) {
      if (index) { result.appendChild(document.createTextNode(", ")); }
      appendValue(result, site, facet, value);
    });
    return result;
  }

  /* ---- the table. On small screens its rows are laid out as blocks, so explicit roles keep it a table. ---- */

  function tableRow(firstCell, sites, toCell) {
    var result = element("tr", "", { role: "row" });
    result.appendChild(firstCell);
    sites.forEach(function (site) { result.appendChild(toCell(site)); });
    return result;
  }

  function cell(content, attributes) {
    var result = element("td", "", Object.assign({ role: "cell" }, attributes));
    if (content) { result.appendChild(content); }
    return result;
  }

  function columnHeader(site) {
    var result = element("th", "", { scope: "col", role: "columnheader" });
    result.appendChild(element("a", site.name, { href: window.site.href("sites/" + site.slug + "/") }));
    return result;
  }

  function facetRow(facet, sites) {
    var row = tableRow(element("th", title(facet), { scope: "row", role: "rowheader" }), sites, function (site) {
      return cell(hasValues(site, facet) ? valueList(site, facet) : element("span", "not published", { "class": "quiet" }), { "data-label": site.name });
    });
    row.setAttribute("data-side", facet.key);
    return row;
  }

  function table(sites, rowFacets, toButton) {
    var result = element("table", "", { role: "table", "class": "compare" + (sites.length === 1 ? " alone" : sites.length > 4 ? " many" : "") });
    var head = element("thead", "", { role: "rowgroup" }), body = element("tbody", "", { role: "rowgroup" });
    result.appendChild(element("caption", "What is published about these sites", { "class": "hidden-text" }));
    head.appendChild(tableRow(cell(), sites, columnHeader));
    if (toButton) { head.appendChild(tableRow(cell(), sites, function (site) { return cell(toButton(site)); })); }
    rowFacets.forEach(function (facet) { body.appendChild(facetRow(facet, sites)); });
    result.appendChild(head);
    result.appendChild(body);
    return result;
  }

  /* ---- what cannot be compared ---- */

  function singleSection(sites, singleFacets) {
    var section = element("section"), list = element("dl", "", { "class": "groups" });
    section.appendChild(element("h2", "Published for only one site"));
    singleFacets.forEach(function (facet) {
      var group = element("div", "", { "data-side": facet.key });
      group.appendChild(element("dt", title(facet)));
      group.appendChild(description(sites.filter(function (site) { return hasValues(site, facet); })[0], facet));
      list.appendChild(group);
    });
    section.appendChild(list);
    return section;
  }

  function notPublished(sites, unknownFacets) {
    var titles = unknownFacets.map(function (facet) { return title(facet).charAt(0).toLowerCase() + title(facet).slice(1); });
    return element("p", "Not published for " + window.site.plural(sites.length, "this site", "any of these sites") + ": " + window.site.formatList(titles) + ". “Not published” does not mean “no.”", { "class": "silent" });
  }

  /* Shows sites in a part of the page. `toButton`, if given, makes a button for each site. */
  return function (parent, sites, toButton) {
    var sorted = sortFacets(sites), region = element("div", "", { "class": "table-wrap", tabindex: "0", role: "region", "aria-label": sites.length === 1 ? "What is published about this site" : "Sites side by side" });
    parent.textContent = "";
    if (!sites.length) { return; }
    region.appendChild(table(sites, sorted.rows, toButton));
    parent.appendChild(region);
    if (sorted.single.length) { parent.appendChild(singleSection(sites, sorted.single)); }
    if (sorted.none.length) { parent.appendChild(notPublished(sites, sorted.none)); }
  };
})();
