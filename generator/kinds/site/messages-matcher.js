"use strict";
/* The texts of "Sites like yours" that are not in data/like-yours.yml. */
site.messages.sites = {
  ...site.messages.sites,
  group: "{heading} ({count})",
  label: "{title}:",
  ambiguous: "{label} [{facet}]",
  chosenInstead: "{values} (you chose: {chosen})",
  found: "{sharing}: {count}. {others}: {rest}.",
  linkCopied: "Link copied.",
  answersCleared: "Your answers were cleared.",
};
