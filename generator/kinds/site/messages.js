"use strict";
/* The texts that the scripts of sites show. In {braces}: what is filled in. A text with a number has two forms. In the
   name of a button, what follows | is only read out. */
site.messages.sites = {
  /* ---- the list: names of controls ---- */
  checkbox: { one: "{label}, {count} site", other: "{label}, {count} sites" },
  removeFilter: "Remove filter: {label}",
  clearAll: "Clear all",
  showSites: { one: "Show {count} site", other: "Show {count} sites" },
  showResults: "Show results",
  showAll: "Show all {count}",

  /* ---- the list: results ---- */
  total: { one: "{count} site.", other: "{count} sites." },
  yourFilters: "your filters",
  yourWords: "your words",
  similarWords: "similar words",
  someWords: "some of your words",
  matches: { one: "{count} site matches {criteria}", other: "{count} sites match {criteria}" },
  noneMatches: "No site matches",
  matchesStatus: { one: "{count} site matches {criteria}.", other: "{count} sites match {criteria}." },
  noneMatchesStatus: "No site matches.",
  allBelow: { one: "The only site is listed below.", other: "All {count} sites are listed below." },
  partialStatus: { one: "{count} partial match.", other: "{count} partial matches." },
  unknownStatus: { one: "{count} site: not published.", other: "{count} sites: not published." },
  others: { one: "{count} more site: not published", other: "{count} more sites: not published" },
  notNo: "“Not published” does not mean “no.”",
  partial: "Partial matches ({count})",
  unknown: "Not published ({count})",
  publishedInPart: "Published: {published}. Not published: {unknown}.",
  unpublished: "Not published: {unknown}.",
  publishedInstead: "{values} (published: {published})",
  or: " or ",

  /* ---- the list: no matches ---- */
  nothingForAll: "No site matches everything you chose.",
  nothingForFilter: "No site matches this filter.",
  nothingForWords: "No site matches your words. Try other words.",
  withoutValue: { one: "{count} site matches without “{label}”", other: "{count} sites match without “{label}”" },
  withoutWords: {
    one: "{count} site matches without the words “{words}”",
    other: "{count} sites match without the words “{words}”",
  },
  clearWords: "Clear the words “{words}”",

  /* ---- "Sites like yours". Its other texts are in data/like-yours.yml. ---- */
  group: "{heading} ({count})",
  label: "{title}:",
  ambiguous: "{label} [{facet}]",
  chosenInstead: "{values} (you chose: {chosen})",
  found: "{sharing}: {count}. {others}: {rest}.",
  linkCopied: "Link copied.",
  answersCleared: "Your answers were cleared.",

  /* ---- the shortlist: buttons and the bar ---- */
  add: "Add to shortlist|: {name}",
  onShortlist: "On your shortlist",
  remove: "Remove| {name} from your shortlist",
  shortlist: "Your shortlist",
  clear: "Clear| your shortlist",
  undo: "Undo|: restore your shortlist",
  compare: "Compare them",
  see: "See your shortlist",
  empty: "Your shortlist is empty.",
  saved: {
    one: "{count} site on your shortlist, saved on this device.",
    other: "{count} sites on your shortlist, saved on this device.",
  },
  unsaved: {
    one: "{count} site on your shortlist. Your browser is not storing data for this site, so the list will be lost when you leave this page.",
    other:
      "{count} sites on your shortlist. Your browser is not storing data for this site, so the list will be lost when you leave this page.",
  },
  added: "Added: {name}.",
  removed: "Removed: {name}.",
  full: "Your shortlist is full ({most} sites). Remove one to add another.",
  cleared: "Your shortlist was cleared.",

  /* ---- the shortlist: its page ---- */
  keptHere:
    "Your shortlist is saved only on this device. Anyone who uses this device can see it until you select “Clear shortlist.”",
  keptNowhere:
    "Your browser is not storing data for this site, so your shortlist will be lost when you leave this page. To keep it, select “Copy a link.”",
  fromLink: "This list is from the link you opened.",
  linkCannotBeSaved:
    "Your browser is not storing data for this site, so the list cannot be saved here. Keep the link instead.",
  linkAllOwned: "All of these sites are already on your own shortlist.",
  linkNotSaved: "It is not saved on this device.",
  ownUnchanged: {
    one: "Your own shortlist ({count} site) has not changed.",
    other: "Your own shortlist ({count} sites) has not changed.",
  },
  lostFromLink: {
    one: "{count} site in this link is no longer listed and was left out.",
    other: "{count} sites in this link are no longer listed and were left out.",
  },
  lostFromList: {
    one: "{count} site on your shortlist is no longer listed and was left out.",
    other: "{count} sites on your shortlist are no longer listed and were left out.",
  },
  siteRemoved: "{name} was removed from your shortlist.",
  sitesAdded: { one: "Added {count} site to your shortlist.", other: "Added {count} sites to your shortlist." },
  tooMany:
    "A shortlist can have up to {most} sites. With these, yours would have {count}. Remove some first, or add these one at a time.",
  restored: "Your shortlist was restored.",
  copyThis: "Copy this link. Anyone who opens it sees these sites and nothing else about you.",
  shortlistCopied: "Link copied. Anyone who opens it sees these sites and nothing else about you.",
  opensThisCopy: "It opens this copy on your device.",
  changedElsewhere: "Your shortlist was changed in another window.",

  /* ---- sites side by side ---- */
  place: "Place",
  about: "What is published about these sites",
  aboutOne: "What is published about this site",
  sideBySide: "Sites side by side",
  notPublished: "not published",
  oneSiteOnly: "Published for only one site",
  ofSite: "{name}: ",
  publishedForNone: {
    one: "Not published for this site: {facets}. “Not published” does not mean “no.”",
    other: "Not published for any of these sites: {facets}. “Not published” does not mean “no.”",
  },
};
