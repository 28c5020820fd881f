"use strict";
/* The texts of the page of the shortlist, and of sites side by side. In the name of a button, what follows | is only
   read out. */
site.messages.sites = {
  ...site.messages.sites,
  remove: "Remove| {name} from your shortlist",
  keptHere:
    "Your shortlist is saved only on this device. Anyone who uses this device can see it until you select “Clear " +
    "shortlist.”",
  keptNowhere:
    "Your browser is not storing data for this site, so your shortlist will be lost when you leave this page. To " +
    "keep it, select “Copy a link.”",
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
    "A shortlist can have up to {most} sites. With these, yours would have {count}. Remove some first, or add " +
    "these one at a time.",
  restored: "Your shortlist was restored.",
  copyThis: "Copy this link. Anyone who opens it sees these sites and nothing else about you.",
  shortlistCopied: "Link copied. Anyone who opens it sees these sites and nothing else about you.",
  opensThisCopy: "It opens this copy on your device.",
  changedElsewhere: "Your shortlist was changed in another window.",
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
