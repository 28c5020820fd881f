"use strict";
/* The texts of application periods. */
site.messages.periods = {
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
