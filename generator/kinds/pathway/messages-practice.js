"use strict";
/* The texts of the practice page. Times end with a period ("3:04 p.m."), so a sentence that ends with a time has no
   other. */
site.messages.pathway = {
  ...site.messages.pathway,
  practice: {
    progress: { none: "Not started", some: "In progress", all: "Complete" },
    words: { one: "{words} of {count} word.", other: "{words} of {count} words." },
    excessWords: {
      one: "{count} word, {excess} over the limit of {limit}.",
      other: "{count} words, {excess} over the limit of {limit}.",
    },

    check: {
      heading: { one: "{count} answer needs another look", other: "{count} answers need another look" },
      title: "Error: {title}",
      item: "{question} {error}.",
      noText: "Write an answer",
      noChoice: "Choose one",
      noChoices: "Choose at least one",
      noNumber: "Write a whole number, such as {example}",
      outsideRange: "Check this number: the program asks for {min} to {max}",
      tooLow: "Check this number: the program asks for {min} or more",
      tooHigh: "Check this number: the program asks for {max} or fewer",
      tooLong: {
        one: "Cut {count} word: the limit is {limit}",
        other: "Cut {count} words: the limit is {limit}",
      },
      complete:
        "Every question that needs an answer has one, and none is too long. Only the program decides who takes part.",
    },

    status: {
      full: "This browser has no space left to save your answers. They are still on this page. Save them as a file.",
      blocked:
        "This browser is not storing data for this site. Your answers are still on this page. Save them as a file.",
      changed:
        "Your answers were changed in another tab or window. At the top of this page, choose which ones to keep.",
      saved:
        "Saved on {date}, {time} Your answers will be erased on your first visit after {expiry}, or when you " +
        "select “Erase now.”",
      savedShort: "Saved on this device at {time}",
      nothingWritten: "Nothing written yet. Saving is off.",
      notSaved: "Not saved. Your answers will be lost when you leave this page.",
      savingOn: "Your answers are saved on this device.",
      savingOff: "Nothing is saved on this device now. Your answers are still on this page.",
      eraseFailed: "This browser did not erase its saved copy. Clear this site’s data in your browser settings.",
    },

    answers: {
      undo: "Undo",
      eraseNow: "Erase now",
      restored: "Your answers were restored.",
      erased: "Your answers were erased from this page and this device.",
      erasedHereOnly:
        "Your answers were erased from this page. This browser did not erase its saved copy. Clear this site’s " +
        "data in your browser settings.",
      expired: "The answers saved here were erased because 90 days had passed since your last change.",
      back: "Your answers from {date}, {time} are back. They will be erased on your first visit after {expiry}.",
    },

    otherTab: {
      changed: "Your answers were changed in another tab or window. Nothing will be overwritten until you choose.",
      erased: "Your saved answers were erased in another tab or window. The answers in this tab are still here.",
      use: "Use the answers from the other tab",
      useErased: "Erase them here too",
      keep: "Keep the answers in this tab",
      used: "These are the answers saved on this device.",
      usedErased: "Your answers were erased here too.",
    },

    unreadable: {
      text:
        "Answers saved on this device cannot be read. They will stay until you erase them, and nothing new can be " +
        "saved before then.",
      box: "Saved text",
      restore: "Restore the last readable copy",
      save: "Save them as a text file",
      erase: "Erase them",
      erased: "The unreadable answers were erased.",
    },

    earlier: {
      text: "Some of your answers are for questions that have changed or been removed. Copy anything you need.",
      box: "Answers to earlier questions",
      erase: "Erase these answers",
      erased: "These answers were erased.",
    },

    copy: {
      yes: "Yes",
      no: "No",
      notAnswered: "[Not answered]",
      copied: "Copied: {title}",
      failed: "Your browser could not copy the text. Copy it here:",
    },

    file: {
      saving: "Your browser is saving the file {name}.",
      opened: {
        one: "Opened {count} answer from the file saved on {date}, {time}",
        other: "Opened {count} answers from the file saved on {date}, {time}",
      },
      openedWithOthers: {
        one:
          "Opened {count} answer from the file saved on {date}, {time} The file also has answers to questions that " +
          "are not on this page: {others}.",
        other:
          "Opened {count} answers from the file saved on {date}, {time} The file also has answers to questions " +
          "that are not on this page: {others}.",
      },
      replace: "Replace the answers on this page with those saved in the file on {date}, {time}?",
      replaceYes: "Replace my answers",
      replaceNo: "Keep my answers",
      failed: "“{name}” could not be opened. {reason} Nothing on this page was changed.",
      close: "Close",
      quote: "“{text}”",
      quoteStart: "“{text}…”",
      damaged: "It is damaged or is not a practice answers file. Choose a file that you saved from this page.",
      otherPathway:
        "It has answers for {other}. The questions on this page are for {own}. Open it on the practice page for " +
        "{other}.",
      unknownPathway:
        "It has answers for {other}. The questions on this page are for {own}. Choose a file that you saved from " +
        "this page.",
      badVersion: "Its version is {version}. It should be a whole number, such as 1.",
      badDate: "The date it was saved is {date}, which is not a date.",
      badAnswer: "Its answer to {id} is not text.",
      tooLarge:
        "It is {size} MB. Files saved from this page are never larger than 1 MB. Choose a file that you saved " +
        "from this page.",
      unreadable: "Your browser could not read it. Try again, or move the file to another folder.",
    },
  },
};
