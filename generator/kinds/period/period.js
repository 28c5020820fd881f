"use strict";
/* Shows the status of application periods by the reader's clock. The reference is clock.py; a test compares the two.
   The data attributes of a period's element hold instants in UTC, and days and texts in the period's time zone. */
site.periodClock = (() => {
  /* Returns the day in a time zone at an instant, as a number of days since 1970. */
  function dayNumberAt(instant, zone) {
    const parts = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      year: "numeric",
      month: "numeric",
      day: "numeric",
    })
      .format(new Date(instant))
      .split("/");
    return Date.UTC(Number(parts[2]), Number(parts[0]) - 1, Number(parts[1])) / 864e5;
  }

  function countdown(verb, day, today, time) {
    const days = Date.parse(day) / 864e5 - today;
    if (days === 0) {
      return `${verb} today at ${time}`;
    }
    return days === 1 ? `${verb} tomorrow` : `${verb} in ${days} days`;
  }

  /* Returns the status of a period at an instant (milliseconds since 1970). */
  function status(period, now) {
    const today = dayNumberAt(now, period.zone);
    if (now < Date.parse(period.opens)) {
      return {
        state: "upcoming",
        badge: countdown("Opens", period.first, today, period.opensAt),
        line: `Open ${period.when}`,
      };
    }
    if (now < Date.parse(period.closes)) {
      return {
        state: "open",
        badge: countdown("Closes", period.last, today, period.closesAt),
        line: `Open ${period.when}`,
      };
    }
    return { state: "closed", badge: `Closed ${period.closed}`, line: `Was open ${period.when}` };
  }

  return { status: status };
})();

(() => {
  const clock = site.periodClock;

  function each(selector, callback) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), callback);
  }

  function showStatus(element) {
    const status = clock.status(element.dataset, Date.now());
    const badge = element.querySelector(".badge");
    badge.textContent = status.badge;
    badge.setAttribute("data-state", status.state);
    badge.hidden = false;
    element.querySelector(".line").textContent = status.line;
  }

  /* The announcement is visible while some period is open. */
  function showAnnouncement(element) {
    let openCount = 0;
    Array.prototype.forEach.call(element.querySelectorAll("li"), (item) => {
      item.hidden = clock.status(item.dataset, Date.now()).state !== "open";
      item.querySelector(".dates").hidden = true;
      item.querySelector(".until").hidden = false;
      openCount += item.hidden ? 0 : 1;
    });
    element.classList.toggle("live", openCount > 0);
  }

  function show() {
    try {
      each(".announcement", showAnnouncement);
      each(".period[data-closes]", showStatus);
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
