"use strict";
/* The texts that the list of sites and "Sites like yours" both show. In {braces}: what is filled in. A text with a
   number has two forms. The texts of one feature each are in messages-*.js beside this file. */
site.messages.sites = {
  ...site.messages.sites,
  showAll: "Show all {count}",
  publishedInstead: "{values} (published: {published})",
};
