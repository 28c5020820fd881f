/* What the page tells its reader: notices with actions, text boxes to copy from, announcements for screen readers, and
   dates and times. */
window.practiceNotes = (function () {
  "use strict";
  var element = window.siteSearch.element;
  var holder = document.querySelector(".practice"), container = holder.querySelector(".practice-notes"), status = holder.querySelector("[role=status]");
  var MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  var notices = {};

  /* "May 3, 2026", the same in every browser and locale. */
  function formatDate(date) { return MONTHS[date.getMonth()] + " " + date.getDate() + ", " + date.getFullYear(); }

  /* "3:04 p.m." */
  function formatTime(date) {
    var hours = date.getHours(), minutes = date.getMinutes();
    return (hours % 12 || 12) + ":" + (minutes < 10 ? "0" : "") + minutes + (hours < 12 ? " a.m." : " p.m.");
  }

  /* "May 3, 2026, 3:04 p.m." for an ISO time. At the end of a sentence, it needs no other period. */
  function formatDateTime(iso) { var date = new Date(iso); return formatDate(date) + ", " + formatTime(date); }

  function button(label, action, isSecondary) {
    var created = element("button", label, { type: "button", "class": isSecondary ? "plain" : "second" });
    created.addEventListener("click", action);
    return created;
  }

  /* A labeled box with a text to copy, which is selected when the box gets the focus. */
  function copyBox(label, text) {
    var box = element("label", label, { "class": "practice-copy" }), field = element("textarea", "", { rows: "5", readonly: "" });
    field.value = text;
    field.addEventListener("focus", function () { field.select(); });
    box.appendChild(field);
    return box;
  }

  function hide(name) {
    if (!notices[name]) { return; }
    notices[name].remove();
    delete notices[name];
  }

  /* Shows a notice in place of the last one with the same name. `actions` are pairs of a label and a function, and
     `extra` is an element after the texts. With `focus`, for a response to the reader's own action, the notice gets the
     focus; otherwise it is announced. */
  function show(name, texts, actions, focus, extra) {
    var notice = element("div", "", { "class": "notice practice-note", tabindex: "-1" }), row = element("p", "", { "class": "practice-acts" });
    hide(name);
    texts.forEach(function (text) { notice.appendChild(element("p", text)); });
    if (extra) { notice.appendChild(extra); }
    actions.forEach(function (action, index) { row.appendChild(button(action[0], action[1], index > 0)); });
    if (actions.length) { notice.appendChild(row); }
    container.appendChild(notice);
    notices[name] = notice;
    if (focus) { notice.focus(); } else { announce(texts.join(" ")); }
  }

  /* Screen readers hear texts that come shortly after one another together. */
  var pending = [], timer = null;

  function announce(text) {
    pending.push(text);
    window.clearTimeout(timer);
    timer = window.setTimeout(function () {
      status.textContent = pending.join(" ");
      pending = [];
    }, 300);
  }

  return {
    show: show, hide: hide, copyBox: copyBox, announce: announce, formatDate: formatDate, formatTime: formatTime, formatDateTime: formatDateTime,
    focus: function (name) { notices[name].focus(); },
    isShown: function (name) { return Boolean(notices[name]); },
    ERASE_FAILED: "This browser did not erase its saved copy. Clear this site’s data in your browser settings."
  };
})();
