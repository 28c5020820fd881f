/* Sites side by side: a row for each side that at least two of them state, one line for what is not published.
   Silence is shown as silence, and nobody is ranked. One site alone is shown with all that is published about it. */
window.sitesSideBySide = (function () {
  "use strict";
  var element = window.siteSearch.element, data = window.siteFacets.read(window.siteData.sites);
  /* Where a site lies and what it was come first: they say which site it is. */
  var HEAD = ["state", "role"], TITLES = { state: "Place" };
  var sides = HEAD.map(function (key) { return data.sides.filter(function (side) { return side.key === key; })[0]; })
    .concat(data.sides.filter(function (side) { return HEAD.indexOf(side.key) === -1; }));

  function title(side) { return TITLES[side.key] || side.title; }
  function states(site, side) { return Boolean(site.values[side.key]); }

  /* Sides by how many of the sites state them: enough to compare, one alone, none. */
  function sorted(sites) {
    var found = { rows: [], single: [], none: [] };
    sides.forEach(function (side) {
      var number = sites.filter(function (site) { return states(site, side); }).length;
      found[number >= Math.min(2, sites.length) ? "rows" : number ? "single" : "none"].push(side);
    });
    return found;
  }

  /* One value: a link where values of its side have pages. A place keeps its town. */
  function word(site, side, value, into) {
    var label = data.labels[side.key][value], town = side.key === "state" ? site.place.slice(0, -label.length) : "";
    into.appendChild(document.createTextNode(town));
    into.appendChild(side.pages ? element("a", label, { href: window.site.href("sites/" + side.key + "/" + value + "/") }) : document.createTextNode(label));
    return into;
  }

  function listed(site, side) {
    var list = element("ul", "", { "class": "plain-list" });
    site.values[side.key].forEach(function (value) { list.appendChild(word(site, side, value, element("li"))); });
    return list;
  }

  function sentence(site, side) {
    var made = element("dd", site.name + ": ");
    site.values[side.key].forEach(function (value, number) {
      if (number) { made.appendChild(document.createTextNode(", ")); }
      word(site, side, value, made);
    });
    return made;
  }

  /* ---- the table. Its roles are written out: on small screens it is laid out as blocks, and stays a table. ---- */

  function line(first, sites, make) {
    var made = element("tr", "", { role: "row" });
    made.appendChild(first);
    sites.forEach(function (site) { made.appendChild(make(site)); });
    return made;
  }

  function cell(inside, attributes) {
    var made = element("td", "", Object.assign({ role: "cell" }, attributes));
    if (inside) { made.appendChild(inside); }
    return made;
  }

  function headed(site) {
    var made = element("th", "", { scope: "col", role: "columnheader" });
    made.appendChild(element("a", site.name, { href: window.site.href("sites/" + site.slug + "/") }));
    return made;
  }

  function row(side, sites) {
    var made = line(element("th", title(side), { scope: "row", role: "rowheader" }), sites, function (site) {
      return cell(states(site, side) ? listed(site, side) : element("span", "not published", { "class": "quiet" }), { "data-label": site.name });
    });
    made.setAttribute("data-side", side.key);
    return made;
  }

  function table(sites, rows, button) {
    var made = element("table", "", { role: "table", "class": "compare" + (sites.length === 1 ? " alone" : sites.length > 4 ? " many" : "") });
    var head = element("thead", "", { role: "rowgroup" }), body = element("tbody", "", { role: "rowgroup" });
    made.appendChild(element("caption", "What is published about these sites", { "class": "hidden-text" }));
    head.appendChild(line(cell(), sites, headed));
    if (button) { head.appendChild(line(cell(), sites, function (site) { return cell(button(site)); })); }
    rows.forEach(function (side) { body.appendChild(row(side, sites)); });
    made.appendChild(head);
    made.appendChild(body);
    return made;
  }

  /* ---- what is no comparison ---- */

  function single(sites, found) {
    var made = element("section"), list = element("dl", "", { "class": "groups" });
    made.appendChild(element("h2", "Published for only one site"));
    found.forEach(function (side) {
      var pair = element("div", "", { "data-side": side.key });
      pair.appendChild(element("dt", title(side)));
      pair.appendChild(sentence(sites.filter(function (site) { return states(site, side); })[0], side));
      list.appendChild(pair);
    });
    made.appendChild(list);
    return made;
  }

  function silent(sites, found) {
    var names = found.map(function (side) { return title(side).charAt(0).toLowerCase() + title(side).slice(1); });
    return element("p", "Not published for " + window.site.plural(sites.length, "this site", "any of these sites") + ": " + window.site.formatList(names) + ". “Not published” does not mean “no.”", { "class": "silent" });
  }

  /* Shows the sites in a place of the page, each with the button that `button` makes for it, if any. */
  return function (into, sites, button) {
    var found = sorted(sites), region = element("div", "", { "class": "table-wrap", tabindex: "0", role: "region", "aria-label": sites.length === 1 ? "What is published about this site" : "Sites side by side" });
    into.textContent = "";
    if (!sites.length) { return; }
    region.appendChild(table(sites, found.rows, button));
    into.appendChild(region);
    if (found.single.length) { into.appendChild(single(sites, found.single)); }
    if (found.none.length) { into.appendChild(silent(sites, found.none)); }
  };
})();
