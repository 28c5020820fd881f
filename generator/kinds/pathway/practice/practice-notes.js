/* What the page has to tell: dates in words, notices with a choice, texts to copy, and what screen readers hear. */
window.practiceNotes = (function () {
  "use strict";
  var element = window.siteSearch.element;
  var holder = document.querySelector(".practice"), place = holder.querySelector(".practice-notes"), status = holder.querySelector("[role=status]");
  var MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  var shown = {};

  /* "May 3, 2026": written out, so that it reads the same in every browser. */
  function day(date) { return MONTHS[date.getMonth()] + " " + date.getDate() + ", " + date.getFullYear(); }

  /* "3:04 p.m." */
  function time(date) {
    var hours = date.getHours(), minutes = date.getMinutes();
    return (hours % 12 || 12) + ":" + (minutes < 10 ? "0" : "") + minutes + (hours < 12 ? " a.m." : " p.m.");
  }

  /* "May 3, 2026, 3:04 p.m." It may end a sentence: it has its period already. */
  function stamp(text) { var date = new Date(text); return day(date) + ", " + time(date); }

  function button(words, act, quiet) {
    var made = element("button", words, { type: "button", "class": quiet ? "plain" : "second" });
    made.addEventListener("click", act);
    return made;
  }

  /* A text that its reader can take along, in a box that is marked when it is entered. */
  function box(label, text) {
    var made = element("label", label, { "class": "practice-copy" }), field = element("textarea", "", { rows: "5", readonly: "" });
    field.value = text;
    field.addEventListener("focus", function () { field.select(); });
    made.appendChild(field);
    return made;
  }

  function hide(name) {
    if (!shown[name]) { return; }
    shown[name].remove();
    delete shown[name];
  }

  /* Shows a notice in place of the last one of its name: texts, what can be done about it as pairs of words and act,
     and a box with a text. It takes the focus where it answers to what its reader did. */
  function show(name, texts, acts, focus, text) {
    var made = element("div", "", { "class": "notice practice-note", tabindex: "-1" }), row = element("p", "", { "class": "practice-acts" });
    hide(name);
    texts.forEach(function (words) { made.appendChild(element("p", words)); });
    if (text) { made.appendChild(text); }
    acts.forEach(function (act, number) { row.appendChild(button(act[0], act[1], number > 0)); });
    if (acts.length) { made.appendChild(row); }
    place.appendChild(made);
    shown[name] = made;
    if (focus) { made.focus(); } else { say(texts.join(" ")); }
  }

  /* Said to screen readers: texts that come one after the other are said together. */
  var waiting = [], timer = null;

  function say(words) {
    waiting.push(words);
    window.clearTimeout(timer);
    timer = window.setTimeout(function () {
      status.textContent = waiting.join(" ");
      waiting = [];
    }, 300);
  }

  return {
    show: show, hide: hide, box: box, say: say, day: day, time: time, stamp: stamp,
    focus: function (name) { shown[name].focus(); },
    isShown: function (name) { return Boolean(shown[name]); },
    STUCK: "This browser did not erase its saved copy. Clear this site’s data in your browser settings."
  };
})();
