"use strict";
/* The sections of a result of the filters: sites that match, other sites, and what to change if none matches. */
site.siteResults = ({ table, cards, unnamed, choose }) => {
  const { element, button, firstItems, one } = site.dom;
  const { fill } = site.text;
  const { explanation, heading, noMatch } = site.filterTexts;
  const messages = site.messages.sites;
  const PAGE_SIZE = 50;

  /** @param {ListedSite} listed */
  const cardOf = (listed) => /** @type {HTMLElement} */ (cards.get(listed.slug));

  /** @param {ChosenValues} chosen @param {ListedSite[]} sites */
  const countMatches = (chosen, sites) => site.facets.split(sites, chosen, table.singleValued).match.length;

  /**
   * Returns a section with lists of sites. Empty lists are left out.
   * @param {"h2" | "h3"} level
   * @param {string} title
   * @param {{ className: string, sites: ListedSite[], toItem: (listed: ListedSite) => HTMLElement }[]} lists
   */
  const section = (level, title, lists) =>
    element("section", "", {}, [
      element(level, title),
      ...lists
        .filter(({ sites }) => sites.length)
        .flatMap(({ className, sites, toItem }) => {
          const label = fill(messages.showAll, { count: sites.length });
          return firstItems(element("ul", "", { class: className }), sites, toItem, { size: PAGE_SIZE, label });
        }),
    ]);

  /**
   * Returns a row that says what the site's sources state of the chosen values.
   * @param {ListedSite} listed
   * @param {ChosenValues} chosen
   */
  const explainedRow = (listed, chosen) =>
    element("li", "", { class: "site-row" }, [
      element("a", listed.name, { href: site.page.href(`sites/${listed.slug}/`) }),
      " ",
      element("span", listed.place, { class: "quiet" }),
      one(".shortlist-add", cardOf(listed)).cloneNode(true),
      element("p", explanation(listed, chosen, table), { class: "quiet" }),
    ]);

  /** @type {SiteResults["matches"]} */
  const matches = (sites, criteria) =>
    section("h2", heading(sites.length, criteria), [
      { className: "cards", sites: sites.filter((listed) => listed.card), toItem: cardOf },
      { className: "rows", sites: sites.filter((listed) => !listed.card), toItem: cardOf },
    ]);

  /** @type {SiteResults["others"]} */
  function others({ match, partial, unknown }, chosen) {
    /** @param {Message} title @param {ListedSite[]} sites */
    const group = (title, sites) =>
      section("h3", fill(title, { count: sites.length }), [
        { className: "rows", sites, toItem: (listed) => explainedRow(listed, chosen) },
      ]);
    const title = fill(messages.others, { count: partial.length + unknown.length });
    const fold = element("details", "", { class: "fold" }, [
      element("summary", "", {}, [element("h2", title)]),
      element("p", fill(messages.notNo)),
      ...(partial.length ? [group(messages.partial, partial)] : []),
      ...(unknown.length ? [group(messages.unknown, unknown)] : []),
    ]);
    fold.open = !match.length;
    return fold;
  }

  /**
   * Returns a button for each value without which sites would match.
   * @param {ChosenValues} chosen @param {string} words @param {ListedSite[]} candidates
   */
  const buttonsWithoutValue = (chosen, words, candidates) =>
    site.filters.pairs(chosen).flatMap(([facet, value]) => {
      const remaining = site.filters.without(chosen, [facet, value]);
      const count = countMatches(remaining, candidates);
      const text = fill(messages.withoutValue, { count, label: table.label(facet, value) });
      return count ? [button(text, () => choose({ chosen: remaining, words }, "status"))] : [];
    });

  /** Returns the button that clears the words. @param {ChosenValues} chosen @param {string} words */
  function buttonWithoutWords(chosen, words) {
    const count = chosen.size ? countMatches(chosen, table.sites) : 0;
    const text = fill(count ? messages.withoutWords : messages.clearWords, { count, words });
    return button(text, () => choose({ chosen, words: "" }, "words"));
  }

  /** @type {SiteResults["noMatches"]} */
  function noMatches({ chosen, words }, criteria, candidates) {
    const isOne = chosen.size + Number(criteria.hasWords) === 1;
    const buttons = [
      ...(isOne ? [] : buttonsWithoutValue(chosen, words, candidates)),
      ...(criteria.hasWords ? [buttonWithoutWords(chosen, words)] : []),
    ];
    const list = element(
      "ul",
      "",
      {},
      buttons.map((created) => element("li", "", {}, [created])),
    );
    const sentence = element("p", noMatch(criteria, isOne));
    return element("div", "", { class: "notice" }, buttons.length ? [sentence, list] : [sentence]);
  }

  return {
    matches,
    others,
    noMatches,
    unnamed: (words) => {
      const given = ` ${site.search.normalize(words)} `;
      const named = unnamed.filter(({ state }) => given.includes(` ${site.search.normalize(state)} `));
      return element(
        "div",
        "",
        { class: "unnamed" },
        named.map(({ text }) => element("p", text)),
      );
    },
  };
};
