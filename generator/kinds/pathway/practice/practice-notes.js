"use strict";
/* What the page tells its reader: notices with actions, text boxes to copy from, announcements for screen readers, and
   dates and times. */
site.practice.notes = (() => {
  const element = site.dom.element;
  const holder = document.querySelector(".practice");
  const container = holder.querySelector(".practice-notes");
  const status = holder.querySelector("[role=status]");
  const MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
  ];
  const notices = {};

  /* "May 3, 2026", the same in every browser and locale. */
  function formatDate(date) {
    return `${MONTHS[date.getMonth()]} ${date.getDate()}, ${date.getFullYear()}`;
  }

  /* "3:04 p.m." */
  function formatTime(date) {
    const hours = date.getHours();
    const minutes = date.getMinutes();
    return `${hours % 12 || 12}:${minutes < 10 ? "0" : ""}${minutes}${hours < 12 ? " a.m." : " p.m."}`;
  }

  /* "May 3, 2026, 3:04 p.m." for an ISO time. At the end of a sentence, it needs no other period. */
  function formatDateTime(iso) {
    const date = new Date(iso);
    return `${formatDate(date)}, ${formatTime(date)}`;
  }

  function button(label, action, isSecondary) {
    const created = element("button", label, { type: "button", class: isSecondary ? "plain" : "second" });
    created.addEventListener("click", action);
    return created;
  }

  /* A labeled box with a text to copy, which is selected when the box gets the focus. */
  function copyBox(label, text) {
    const box = element("label", label, { class: "practice-copy" });
    const field = element("textarea", "", { rows: "5", readonly: "" });
    field.value = text;
    field.addEventListener("focus", () => {
      field.select();
    });
    box.appendChild(field);
    return box;
  }

  function hide(name) {
    if (!notices[name]) {
      return;
    }
    notices[name].remove();
    delete notices[name];
  }

  /* Shows a notice in place of the last one with the same name. `actions` are pairs of a label and a function, and
     `extra` is an element after the texts. With `focus`, for a response to the reader's own action, the notice gets the
     focus; otherwise it is announced. */
  function show(name, texts, actions, focus, extra) {
    const notice = element("div", "", { class: "notice practice-note", tabindex: "-1" });
    const row = element("p", "", { class: "practice-acts" });
    hide(name);
    texts.forEach((text) => {
      notice.appendChild(element("p", text));
    });
    if (extra) {
      notice.appendChild(extra);
    }
    actions.forEach((action, index) => {
      row.appendChild(button(action[0], action[1], index > 0));
    });
    if (actions.length) {
      notice.appendChild(row);
    }
    container.appendChild(notice);
    notices[name] = notice;
    if (focus) {
      notice.focus();
    } else {
      announce(texts.join(" "));
    }
  }

  /* Screen readers hear texts that come shortly after one another together. */
  let pending = [];
  let timer = null;

  function announce(text) {
    pending.push(text);
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      status.textContent = pending.join(" ");
      pending = [];
    }, 300);
  }

  return {
    show: show,
    hide: hide,
    copyBox: copyBox,
    announce: announce,
    formatDate: formatDate,
    formatTime: formatTime,
    formatDateTime: formatDateTime,
    focus: (name) => {
      notices[name].focus();
    },
    isShown: (name) => Boolean(notices[name]),
    ERASE_FAILED: "This browser did not erase its saved copy. Clear this site’s data in your browser settings.",
  };
})();
