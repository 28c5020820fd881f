"use strict";
/* The texts of "Learn or mentor?" and the checklist. In {braces}: what is filled in. The texts of the practice page are
   in messages-practice.js. */
site.messages.pathway = {
  ...site.messages.pathway,

  /* "Learn or mentor?" */
  picker: {
    noAnswer: "Choose an answer, then select Next.",
  },

  /* The checklist. The groups of its summary have the values of the answers. */
  ready: {
    groups: { have: "What you already have", "not-yet": "What to work on", unsure: "What to find out" },
    counts: "Answered: {answered}. Skipped: {skipped}.",
    noAnswers: "No answers yet. What you already have, what to work on and what to find out will appear here.",
    cleared: "Your answers were cleared.",
    restored: "Your answers were restored.",
  },
};
