"use strict";
/* Sites side by side: a row for each facet that at least two of them state, and one line for what is not published. The
   sites are not ranked. A single site is shown with everything that is published about it. */
site.sideBySide = (() => {
  const { element } = site.dom;
  const { fill, formatList } = site.text;
  const messages = site.messages.sites;
  const table = site.facets.read(site.data.sites);
  /* The facets that identify a site come first. */
  const FIRST = ["state", "role"];
  /* With many sites, the columns are narrower. */
  const MANY = 5;
  const facets = [
    ...FIRST.flatMap((key) => table.facets.find((facet) => facet.key === key) || []),
    ...table.facets.filter((facet) => !FIRST.includes(facet.key)),
  ];

  /** @param {SiteFacet} facet */
  const titleOf = ({ key, title }) => (key === "state" ? fill(messages.place) : title);

  /** @param {ListedSite} listed @param {SiteFacet} facet */
  const valuesOf = (listed, facet) => listed.values[facet.key] || [];

  /**
   * Sorts the facets: those that enough sites state to compare them (rows), that only one site states (single), and
   * that none does.
   * @param {ListedSite[]} sites
   */
  function sortFacets(sites) {
    /** @type {{ rows: SiteFacet[], single: SiteFacet[], none: SiteFacet[] }} */
    const sorted = { rows: [], single: [], none: [] };
    for (const facet of facets) {
      const number = sites.filter((listed) => valuesOf(listed, facet).length).length;
      sorted[number >= Math.min(2, sites.length) ? "rows" : number ? "single" : "none"].push(facet);
    }
    return sorted;
  }

  /**
   * Returns the label of a value, with a link if the facet has pages. The town precedes the state.
   * @param {ListedSite} listed @param {SiteFacet} facet @param {string} value
   */
  function valueParts(listed, facet, value) {
    const label = table.label(facet.key, value);
    const town = facet.key === "state" ? listed.place.slice(0, -label.length) : "";
    const address = site.page.href(`sites/${facet.key}/${value}/`);
    return [town, facet.pages ? element("a", label, { href: address }) : label];
  }

  /** @param {ListedSite} listed @param {SiteFacet} facet */
  const valueList = (listed, facet) =>
    element(
      "ul",
      "",
      { class: "plain-list" },
      valuesOf(listed, facet).map((value) => element("li", "", {}, valueParts(listed, facet, value))),
    );

  /** Returns "Butler County: Jail, Court". @param {ListedSite} listed @param {SiteFacet} facet */
  const description = (listed, facet) =>
    element("dd", fill(messages.ofSite, { name: listed.name }), {}, [
      ...valuesOf(listed, facet).flatMap((value, index) => [index ? ", " : "", ...valueParts(listed, facet, value)]),
    ]);

  /* ---- the table. On small screens its rows are laid out as blocks, so explicit roles keep it a table. ---- */

  /** @param {HTMLElement[]} cells @param {Record<string, string>} [attributes] */
  const tableRow = (cells, attributes) => element("tr", "", { role: "row", ...attributes }, cells);

  /** @param {HTMLElement[]} content @param {Record<string, string>} [attributes] */
  const cell = (content = [], attributes = {}) => element("td", "", { role: "cell", ...attributes }, content);

  /** @param {ListedSite} listed */
  const columnHeader = ({ name, slug }) =>
    element("th", "", { scope: "col", role: "columnheader" }, [
      element("a", name, { href: site.page.href(`sites/${slug}/`) }),
    ]);

  /** @param {SiteFacet} facet @param {ListedSite[]} sites */
  function facetRow(facet, sites) {
    const cells = sites.map((listed) => {
      const content = valuesOf(listed, facet).length
        ? valueList(listed, facet)
        : element("span", fill(messages.notPublished), { class: "quiet" });
      return cell([content], { "data-label": listed.name });
    });
    const header = element("th", titleOf(facet), { scope: "row", role: "rowheader" });
    return tableRow([header, ...cells], { "data-side": facet.key });
  }

  /**
   * @param {ListedSite[]} sites
   * @param {SiteFacet[]} rowFacets
   * @param {(listed: ListedSite) => HTMLElement} [toButton]
   */
  function compareTable(sites, rowFacets, toButton) {
    const size = sites.length === 1 ? " is-single" : sites.length >= MANY ? " is-many" : "";
    const head = [tableRow([cell(), ...sites.map(columnHeader)])];
    if (toButton) {
      head.push(tableRow([cell(), ...sites.map((listed) => cell([toButton(listed)]))]));
    }
    return element("table", "", { role: "table", class: `shortlist-compare${size}` }, [
      element("caption", fill(messages.about), { class: "hidden-text" }),
      element("thead", "", { role: "rowgroup" }, head),
      element(
        "tbody",
        "",
        { role: "rowgroup" },
        rowFacets.map((facet) => facetRow(facet, sites)),
      ),
    ]);
  }

  /* ---- what cannot be compared ---- */

  /** @param {ListedSite[]} sites @param {SiteFacet[]} singleFacets */
  function singleSection(sites, singleFacets) {
    const groups = singleFacets.map((facet) =>
      element("div", "", { "data-side": facet.key }, [
        element("dt", titleOf(facet)),
        ...sites.filter((listed) => valuesOf(listed, facet).length).map((listed) => description(listed, facet)),
      ]),
    );
    return element("section", "", {}, [
      element("h2", fill(messages.oneSiteOnly)),
      element("dl", "", { class: "groups" }, groups),
    ]);
  }

  /** @param {ListedSite[]} sites @param {SiteFacet[]} unknownFacets */
  function notPublished(sites, unknownFacets) {
    const titles = unknownFacets.map(titleOf).map((title) => title.charAt(0).toLowerCase() + title.slice(1));
    const text = fill(messages.publishedForNone, { count: sites.length, facets: formatList(titles) });
    return element("p", text, { class: "silent" });
  }

  return (parent, sites, toButton) => {
    if (!sites.length) {
      parent.replaceChildren();
      return;
    }
    const { rows, single, none } = sortFacets(sites);
    const label = fill(sites.length === 1 ? messages.aboutOne : messages.sideBySide);
    const region = { class: "table-wrap", tabindex: "0", role: "region", "aria-label": label };
    parent.replaceChildren(
      element("div", "", region, [compareTable(sites, rows, toButton)]),
      ...(single.length ? [singleSection(sites, single)] : []),
      ...(none.length ? [notPublished(sites, none)] : []),
    );
  };
})();
