"use strict";
/* What a site and a reader's answers have in common, in words. */
site.matchTexts = (questions, criteria, table) => {
  const { fill } = site.text;
  const messages = site.messages.sites;
  const facetTitles = new Map(table.facets.map((facet) => [facet.key, facet.title]));

  /**
   * Returns the label of a value. If another question has a choice with the same label, the facet's title follows it.
   * @param {AnswerPair} pair
   */
  function toLabel([id, value]) {
    const question = questions.find((each) => each.id === id);
    const facet = question?.facet || "";
    const label = question?.labels.get(value) || table.label(facet, value);
    const isAmbiguous = questions.some((other) => other !== question && other.labels.get(value) === label);
    return isAmbiguous
      ? fill(messages.ambiguous, { label, facet: (facetTitles.get(facet) || "").toLowerCase() })
      : label;
  }

  /** @param {AnswerPair[]} pairs */
  const toLabels = (pairs) => pairs.map(toLabel).join("; ");

  /** @param {MatchCriterion} criterion @param {string[]} values @returns {AnswerPair[]} */
  const toPairs = ({ id }, values) => values.map((value) => [id, value]);

  /** @param {AnswerPair[]} pairs @param {MatchCriterion} criterion */
  const ofQuestion = (pairs, { id }) => pairs.filter(([question]) => question === id);

  return {
    shares: (match) => toLabels(match.shares),
    unknown: (match) =>
      criteria
        .flatMap((criterion) => {
          const values = toLabels(ofQuestion(match.unknown, criterion));
          const isShared = ofQuestion(match.shares, criterion).length > 0;
          const stated = isShared ? [] : match.site.values[criterion.facet] || [];
          const published = toPairs(criterion, stated).map(toLabel).join(", ");
          return values ? [published ? fill(messages.publishedInstead, { values, published }) : values] : [];
        })
        .join("; "),
    differs: (match, answers) =>
      criteria
        .flatMap((criterion) => {
          const values = criterion.singleValued ? "" : toLabels(ofQuestion(match.differs, criterion));
          const chosen = toLabels(toPairs(criterion, answers.get(criterion.id) || []));
          return values ? [fill(messages.chosenInstead, { values, chosen })] : [];
        })
        .join("; "),
  };
};
