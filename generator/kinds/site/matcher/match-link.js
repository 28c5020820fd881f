"use strict";
/* A reader's answers in the fragment of a link. */
site.matchLink = (() => {
  const PREFIX = "a.";

  return {
    toFragment: (answers) =>
      `#${[...answers].map(([id, values]) => `${PREFIX}${id}=${values.map(site.page.encode).join(",")}`).join("&")}`,
    parse: (fragment) => {
      const parts = [...site.page.readFragment(fragment)].filter(([name]) => name.startsWith(PREFIX));
      return parts.length
        ? new Map(parts.map(([name, text]) => [name.slice(PREFIX.length), text.split(",").map(site.page.decode)]))
        : null;
    },
  };
})();
