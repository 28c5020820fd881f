"use strict";
/* Shows the status of application periods by the reader's clock. The reference is clock.py; a test compares the two.
   The script runs before the first paint, and so before the functions that other scripts share. */
site.periodClock = (() => {
  const DAY = 24 * 60 * 60 * 1000;
  const MESSAGES = {
    opens: {
      today: "Opens today at {time}",
      tomorrow: "Opens tomorrow",
      later: "Opens in {days} days",
    },
    closes: {
      today: "Closes today at {time}",
      tomorrow: "Closes tomorrow",
      later: "Closes in {days} days",
    },
    closed: "Closed {day}",
    isOpen: "Open {when}",
    wasOpen: "Was open {when}",
  };

  /**
   * Returns the day in a time zone at an instant, as a number of days since 1970.
   * @param {number} instant
   * @param {string} zone
   */
  function dayNumberAt(instant, zone) {
    const format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      year: "numeric",
      month: "numeric",
      day: "numeric",
    });
    const [month, day, year] = format.format(new Date(instant)).split("/").map(Number);
    return Date.UTC(year, month - 1, day) / DAY;
  }

  /**
   * @param {MessagesOfDays} messages
   * @param {string} day
   * @param {number} today
   * @param {string} time
   * @typedef {{today: string, tomorrow: string, later: string}} MessagesOfDays
   */
  function countdown(messages, day, today, time) {
    const days = Date.parse(day) / DAY - today;
    if (days === 0) {
      return messages.today.replace("{time}", time);
    }
    return days === 1 ? messages.tomorrow : messages.later.replace("{days}", String(days));
  }

  return {
    status: (period, now) => {
      const today = dayNumberAt(now, period.zone);
      const isOpen = MESSAGES.isOpen.replace("{when}", period.when);
      if (now < Date.parse(period.opens)) {
        const badge = countdown(MESSAGES.opens, period.first, today, period.opensAt);
        return { state: "upcoming", badge, line: isOpen };
      }
      if (now < Date.parse(period.closes)) {
        const badge = countdown(MESSAGES.closes, period.last, today, period.closesAt);
        return { state: "open", badge, line: isOpen };
      }
      const badge = MESSAGES.closed.replace("{day}", period.closed);
      return { state: "closed", badge, line: MESSAGES.wasOpen.replace("{when}", period.when) };
    },
  };
})();

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
