"use strict";
/* The status of application periods by the reader's clock. The reference is clock.py; a test compares the two. */
site.periodClock = (() => {
  const DAY = 24 * 60 * 60 * 1000;
  const messages = site.messages.periods;

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
   * @param {PeriodCountdown} forms
   * @param {string} day
   * @param {number} today
   * @param {string} time
   */
  function countdown(forms, day, today, time) {
    const days = Date.parse(day) / DAY - today;
    if (days === 0) {
      return forms.today.replace("{time}", time);
    }
    return days === 1 ? forms.tomorrow : forms.later.replace("{days}", String(days));
  }

  return {
    status: (period, now) => {
      const today = dayNumberAt(now, period.zone);
      const isOpen = messages.isOpen.replace("{when}", period.when);
      if (now < Date.parse(period.opens)) {
        const badge = countdown(messages.opens, period.first, today, period.opensAt);
        return { state: "upcoming", badge, line: isOpen };
      }
      if (now < Date.parse(period.closes)) {
        const badge = countdown(messages.closes, period.last, today, period.closesAt);
        return { state: "open", badge, line: isOpen };
      }
      const badge = messages.closed.replace("{day}", period.closed);
      return { state: "closed", badge, line: messages.wasOpen.replace("{when}", period.when) };
    },
  };
})();
