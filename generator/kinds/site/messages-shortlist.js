"use strict";
/* The texts of the shortlist on any page: its buttons and the bar. In the name of a button, what follows | is only read
   out. */
site.messages.sites = {
  ...site.messages.sites,
  add: "Add to shortlist|: {name}",
  onShortlist: "On your shortlist",
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
    one:
      "{count} site on your shortlist. Your browser is not storing data for this site, so the list will be lost " +
      "when you leave this page.",
    other:
      "{count} sites on your shortlist. Your browser is not storing data for this site, so the list will be lost " +
      "when you leave this page.",
  },
  added: "Added: {name}.",
  removed: "Removed: {name}.",
  full: "Your shortlist is full ({most} sites). Remove one to add another.",
  cleared: "Your shortlist was cleared.",
};
