/* The types of the scripts for application periods. */

/**
 * What the data attributes of a period's element say: instants in UTC, and days and texts in the period's time zone.
 */
interface PeriodData {
  opens: string;
  closes: string;
  zone: string;
  first: string;
  last: string;
  opensAt: string;
  closesAt: string;
  closed: string;
  when: string;
}

interface PeriodStatus {
  state: "upcoming" | "open" | "closed";
  badge: string;
  line: string;
}

interface PeriodCountdown {
  today: string;
  tomorrow: string;
  later: string;
}

interface SiteMessages {
  periods: {
    opens: PeriodCountdown;
    closes: PeriodCountdown;
    closed: string;
    isOpen: string;
    wasOpen: string;
  };
}

interface Site {
  periodClock: {
    /** Returns the status of a period at an instant (milliseconds since 1970). */
    status(period: PeriodData, now: number): PeriodStatus;
  };
}
