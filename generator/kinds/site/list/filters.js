"use strict";
/* The state of the filters as data, and as the fragment in which it can be shared, bookmarked and undone. */
site.filters = {
  parse: (fragment, labels) => {
    const parts = site.page.readFragment(fragment);
    /** @type {ChosenValues} */
    const chosen = new Map();
    for (const [facet, text] of parts) {
      const values = text.split(",").map(site.page.decode);
      const known = new Set(values.filter((value) => labels.get(facet)?.has(value)));
      if (known.size) {
        chosen.set(facet, [...known]);
      }
    }
    return { chosen, words: site.page.decode(parts.get("words") || "") };
  },

  toFragment: ({ chosen, words }) => {
    const parts = [...chosen].map(([facet, values]) => `${facet}=${values.map(site.page.encode).join(",")}`);
    return `#${[...parts, ...(words ? [`words=${site.page.encode(words)}`] : [])].join("&")}`;
  },

  pairs: (chosen) => [...chosen].flatMap(([facet, values]) => values.map((value) => [facet, value])),

  without: (chosen, [facet, value]) =>
    site.filters.replacing(
      chosen,
      facet,
      (chosen.get(facet) || []).filter((other) => other !== value),
    ),

  including: (chosen, [facet, value]) => {
    const others = (chosen.get(facet) || []).filter((other) => other !== value);
    return site.filters.replacing(chosen, facet, [...others, value]);
  },

  replacing: (chosen, facet, values) => {
    const changed = new Map(chosen).set(facet, values);
    if (!values.length) {
      changed.delete(facet);
    }
    return changed;
  },
};
