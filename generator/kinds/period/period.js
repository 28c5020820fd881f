/* Application periods by the reader's clock. The reference is clock.py; a test holds the two together.
   A period is what its element's data attributes say: instants in UTC, days and words by the clocks of its own zone. */
window.periodClock = (function () {
  "use strict";

  /* The number of the day that clocks of a zone show at an instant. */
  function dayAt(instant, zone) {
    var parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, year: "numeric", month: "numeric", day: "numeric" }).format(new Date(instant)).split("/");
    return Date.UTC(Number(parts[2]), Number(parts[0]) - 1, Number(parts[1])) / 864e5;
  }

  function ahead(verb, day, today, at) {
    var days = Date.parse(day) / 864e5 - today;
    if (days === 0) { return verb + " today at " + at; }
    return days === 1 ? verb + " tomorrow" : verb + " in " + days + " days";
  }

  /* What to say of a period at an instant (milliseconds since 1970). */
  function status(period, now) {
    var today = dayAt(now, period.zone);
    if (now < Date.parse(period.opens)) { return { state: "upcoming", badge: ahead("Opens", period.first, today, period.opensAt), line: "Open " + period.when }; }
    if (now < Date.parse(period.closes)) { return { state: "open", badge: ahead("Closes", period.last, today, period.closesAt), line: "Open " + period.when }; }
    return { state: "closed", badge: "Closed " + period.closed, line: "Was open " + period.when };
  }

  return { status: status };
})();

(function () {
  "use strict";
  var clock = window.periodClock;

  function each(selector, act) { Array.prototype.forEach.call(document.querySelectorAll(selector), act); }

  function showStatus(element) {
    var status = clock.status(element.dataset, Date.now()), badge = element.querySelector(".badge");
    badge.textContent = status.badge;
    badge.setAttribute("data-state", status.state);
    badge.hidden = false;
    element.querySelector(".line").textContent = status.line;
  }

  /* The line above the page is there while some period is open. */
  function showAnnouncement(element) {
    var open = 0;
    Array.prototype.forEach.call(element.querySelectorAll("li"), function (item) {
      item.hidden = clock.status(item.dataset, Date.now()).state !== "open";
      item.querySelector(".dates").hidden = true;
      item.querySelector(".until").hidden = false;
      open += item.hidden ? 0 : 1;
    });
    element.classList.toggle("live", open > 0);
  }

  function show() {
    try {
      each(".announcement", showAnnouncement);
      each(".period[data-closes]", showStatus);
    } catch (error) { /* an old browser that does not know the zone: what stands without a script is true */ }
  }

  show();
  document.addEventListener("DOMContentLoaded", show);
  /* A page may stay open for days. */
  document.addEventListener("visibilitychange", show);
  window.setInterval(show, 60000);
})();
