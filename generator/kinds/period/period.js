"use strict";
/* Shows the status of application periods: in the announcement above every page, and beside each period. It runs before
   the first paint, and so before the functions that other scripts share. */
(() => {
  /** Returns the status of a period now. @param {HTMLElement} element */
  function statusOf(element) {
    return site.periodClock.status(/** @type {any} */ (element.dataset), Date.now());
  }

  /** @param {HTMLElement} period */
  function showStatus(period) {
    const status = statusOf(period);
    const badge = /** @type {HTMLElement} */ (period.querySelector(".badge"));
    const line = /** @type {HTMLElement} */ (period.querySelector(".line"));
    badge.textContent = status.badge;
    badge.dataset.state = status.state;
    badge.hidden = false;
    line.textContent = status.line;
  }

  /** Shows the announcement while some period is open. @param {HTMLElement} announcement */
  function showAnnouncement(announcement) {
    const items = [...announcement.querySelectorAll("li")];
    for (const item of items) {
      const dates = /** @type {HTMLElement} */ (item.querySelector(".dates"));
      const until = /** @type {HTMLElement} */ (item.querySelector(".until"));
      item.hidden = statusOf(item).state !== "open";
      dates.hidden = true;
      until.hidden = false;
    }
    announcement.classList.toggle(
      "is-live",
      items.some((item) => !item.hidden),
    );
  }

  function show() {
    try {
      /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".period-announcement")).forEach(
        showAnnouncement,
      );
      /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".period[data-closes]")).forEach(showStatus);
    } catch (_error) {
      /* An old browser may not know the time zone. The text without scripts is true too. */
    }
  }

  show();
  document.addEventListener("DOMContentLoaded", show);
  /* A page may be open for days. */
  document.addEventListener("visibilitychange", show);
  window.setInterval(show, 60000);
})();
