"use strict";
/* The groups of sites that the page "Sites like yours" shows. */
site.matchGroups = ({ headings, rules, words }, table, texts) => {
  const { element, firstItems } = site.dom;
  const { fill } = site.text;
  const messages = site.messages.sites;
  const PAGE_SIZE = 20;

  /** @param {string} title @param {string} text @param {Record<string, string>} [attributes] */
  const line = (title, text, attributes) =>
    element("p", "", attributes, [element("strong", fill(messages.label, { title })), ` ${text}`]);

  /** @param {SiteMatch<ListedSite>} match @param {MatchAnswers} answers */
  function row(match, answers) {
    const { name, place, slug, values } = match.site;
    const differs = texts.differs(match, answers);
    const quiet = { class: "quiet" };
    const roles = (values.role || []).flatMap((role) => [
      " ",
      element("span", table.label("role", role), { class: `badge badge-${role}` }),
    ]);
    /* For a site that shares nothing, the heading of its group says that nothing is known. */
    const shared = match.shares.length
      ? [
          line(words.shares, texts.shares(match)),
          ...(match.unknown.length ? [line(words.unknown, texts.unknown(match), quiet)] : []),
        ]
      : [];
    return element("li", "", { class: "site-row", "data-site": slug }, [
      element("a", name, { href: site.page.href(`sites/${slug}/`) }),
      " ",
      element("span", place, quiet),
      ...roles,
      " ",
      site.shortlist.keepButton(match.site),
      ...shared,
      ...(differs ? [line(words.differs, differs, quiet)] : []),
    ]);
  }

  /** Returns whether the sites of a group share nothing. @param {MatchGroup<ListedSite>} group */
  const isLast = ({ number }) => number === headings.length - 1;

  /** @param {MatchGroup<ListedSite>} group @param {MatchAnswers} answers */
  function section(group, answers) {
    const count = group.sites.length;
    const list = firstItems(element("ul", "", { class: "rows" }), group.sites, (match) => row(match, answers), {
      size: PAGE_SIZE,
      label: fill(messages.showAll, { count }),
      onShow: site.shortlist.updateButtons,
    });
    return element("section", "", {}, [
      element("h3", fill(messages.group, { heading: headings[group.number], count })),
      ...(isLast(group) ? [element("p", words.none_note)] : []),
      ...list,
    ]);
  }

  return (parent, answers) => {
    if (!rules.criteria.some((criterion) => answers.has(criterion.id))) {
      const reason = answers.size ? words.uncompared : words.unanswered;
      parent.replaceChildren(element("p", reason, { class: "notice" }));
      return reason;
    }
    const groups = site.matchRules.group(table.sites, answers, rules);
    parent.replaceChildren(
      element("p", words.order),
      ...groups.map((group) => section(group, answers)),
      element("p", words.match, { class: "notice" }),
    );
    site.shortlist.updateButtons();
    const rest = groups.find(isLast)?.sites.length || 0;
    const { sharing, others } = words;
    return fill(messages.found, { sharing, count: table.sites.length - rest, others, rest });
  };
};
