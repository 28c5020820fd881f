"use strict";
/* Sites side by side: a row for each facet that at least two of them state, and one line for what is not published. The
   sites are not ranked. A single site is shown with everything that is published about it. */
site.sideBySide = (() => {
  const element = site.dom.element;
  const data = site.facets.read(site.data.sites);
  /* The facets that identify a site come first. */
  const FIRST = ["state", "role"];
  const TITLES = { state: "Place" };
  const facets = FIRST.map((key) => data.facets.filter((facet) => facet.key === key)[0]).concat(
    data.facets.filter((facet) => FIRST.indexOf(facet.key) === -1),
  );

  function title(facet) {
    return TITLES[facet.key] || facet.title;
  }
  function hasValues(site, facet) {
    return Boolean(site.values[facet.key]);
  }

  /* The facets that enough sites state to compare them (rows), that only one site states (single), and that none does. */
  function sortFacets(sites) {
    const sorted = { rows: [], single: [], none: [] };
    facets.forEach((facet) => {
      const number = sites.filter((site) => hasValues(site, facet)).length;
      sorted[number >= Math.min(2, sites.length) ? "rows" : number ? "single" : "none"].push(facet);
    });
    return sorted;
  }

  /* Appends the label of a value to an element, with a link if the facet has pages. The town precedes the state. */
  function appendValue(parent, site, facet, value) {
    const label = data.labels[facet.key][value];
    const town = facet.key === "state" ? site.place.slice(0, -label.length) : "";
    parent.appendChild(document.createTextNode(town));
    parent.appendChild(
      facet.pages
        ? element("a", label, { href: site.page.href(`sites/${facet.key}/${value}/`) })
        : document.createTextNode(label),
    );
    return parent;
  }

  function valueList(site, facet) {
    const list = element("ul", "", { class: "plain-list" });
    site.values[facet.key].forEach((value) => {
      list.appendChild(appendValue(element("li"), site, facet, value));
    });
    return list;
  }

  /* "Butler County: Jail, Court" */
  function description(site, facet) {
    const result = element("dd", `${site.name}: `);
    site.values[facet.key].forEach((value, index) => {
      if (index) {
        result.appendChild(document.createTextNode(", "));
      }
      appendValue(result, site, facet, value);
    });
    return result;
  }

  /* ---- the table. On small screens its rows are laid out as blocks, so explicit roles keep it a table. ---- */

  function tableRow(firstCell, sites, toCell) {
    const result = element("tr", "", { role: "row" });
    result.appendChild(firstCell);
    sites.forEach((site) => {
      result.appendChild(toCell(site));
    });
    return result;
  }

  function cell(content, attributes) {
    const result = element("td", "", Object.assign({ role: "cell" }, attributes));
    if (content) {
      result.appendChild(content);
    }
    return result;
  }

  function columnHeader(site) {
    const result = element("th", "", { scope: "col", role: "columnheader" });
    result.appendChild(element("a", site.name, { href: site.page.href(`sites/${site.slug}/`) }));
    return result;
  }

  function facetRow(facet, sites) {
    const row = tableRow(element("th", title(facet), { scope: "row", role: "rowheader" }), sites, (site) =>
      cell(hasValues(site, facet) ? valueList(site, facet) : element("span", "not published", { class: "quiet" }), {
        "data-label": site.name,
      }),
    );
    row.setAttribute("data-side", facet.key);
    return row;
  }

  function table(sites, rowFacets, toButton) {
    const result = element("table", "", {
      role: "table",
      class: `compare${sites.length === 1 ? " alone" : sites.length > 4 ? " many" : ""}`,
    });
    const head = element("thead", "", { role: "rowgroup" });
    const body = element("tbody", "", { role: "rowgroup" });
    result.appendChild(element("caption", "What is published about these sites", { class: "hidden-text" }));
    head.appendChild(tableRow(cell(), sites, columnHeader));
    if (toButton) {
      head.appendChild(tableRow(cell(), sites, (site) => cell(toButton(site))));
    }
    rowFacets.forEach((facet) => {
      body.appendChild(facetRow(facet, sites));
    });
    result.appendChild(head);
    result.appendChild(body);
    return result;
  }

  /* ---- what cannot be compared ---- */

  function singleSection(sites, singleFacets) {
    const section = element("section");
    const list = element("dl", "", { class: "groups" });
    section.appendChild(element("h2", "Published for only one site"));
    singleFacets.forEach((facet) => {
      const group = element("div", "", { "data-side": facet.key });
      group.appendChild(element("dt", title(facet)));
      group.appendChild(description(sites.filter((site) => hasValues(site, facet))[0], facet));
      list.appendChild(group);
    });
    section.appendChild(list);
    return section;
  }

  function notPublished(sites, unknownFacets) {
    const titles = unknownFacets.map((facet) => title(facet).charAt(0).toLowerCase() + title(facet).slice(1));
    return element(
      "p",
      `Not published for ${site.text.plural(sites.length, "this site", "any of these sites")}: ${site.text.formatList(titles)}. “Not published” does not mean “no.”`,
      { class: "silent" },
    );
  }

  /* Shows sites in a part of the page. `toButton`, if given, makes a button for each site. */
  return (parent, sites, toButton) => {
    const sorted = sortFacets(sites);
    const region = element("div", "", {
      class: "table-wrap",
      tabindex: "0",
      role: "region",
      "aria-label": sites.length === 1 ? "What is published about this site" : "Sites side by side",
    });
    parent.textContent = "";
    if (!sites.length) {
      return;
    }
    region.appendChild(table(sites, sorted.rows, toButton));
    parent.appendChild(region);
    if (sorted.single.length) {
      parent.appendChild(singleSection(sites, sorted.single));
    }
    if (sorted.none.length) {
      parent.appendChild(notPublished(sites, sorted.none));
    }
  };
})();
