"""The script of application periods gives the same status as its reference in Python."""

import datetime as dt
import random
import re
from typing import get_args

import pytest
from chance import CASES
from scripts import run_scripts

from generator.kinds.period.clock import END, START, Span, status_of
from generator.text.clock import ZoneName, zone_of

SCRIPTS = ("generator/kinds/period/messages.js", "generator/kinds/period/period-clock.js")
READER_ZONES = ("UTC", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago")

STATUS = """(site, cases) => cases.map(([attributes, now]) => {
    const { state, badge, line } = site.periodClock.status(attributes, now);
    return [state, badge, line];
})"""
"""Returns the status of each period at an instant."""

CLOCK_CHANGES = (dt.date(2027, 3, 14), dt.date(2027, 11, 7), dt.date(2028, 3, 12), dt.date(2028, 11, 5))
"""Days with 23 or 25 hours in most of the time zones."""


def as_dataset(span: Span) -> dict[str, str]:
    """Return a period as scripts read it: its data attributes under the names of `dataset`, as in `closesAt`."""
    attributes = dict(span.data_attributes)
    return {re.sub(r"-(\w)", lambda dash: dash[1].upper(), name): str(value) for name, value in attributes.items()}


def random_span(generator: random.Random) -> Span:
    """Return a period that starts, ends or runs near a day on which clocks change."""
    near = generator.choice(CLOCK_CHANGES) + dt.timedelta(days=generator.randint(-3, 3))
    first = near - dt.timedelta(days=generator.choice((0, 0, 1, 2, 40)))
    times = (
        [f"{generator.randrange(24):02}:{generator.randrange(1, 60):02}" for _ in range(2)]
        if generator.random() < 0.5
        else []
    )
    opens_at, closes_at = times or (START, END)
    last = near + dt.timedelta(days=generator.choice((1, 1, 2, 40)))
    return Span(first, last, generator.choice(get_args(ZoneName)), opens_at, closes_at)


def random_instant(generator: random.Random, span: Span) -> dt.datetime:
    """Return an instant at or near the start or end of the period or of a day, to the millisecond."""
    day = generator.choice((span.first, span.last, *CLOCK_CHANGES)) + dt.timedelta(days=generator.randint(-2, 2))
    midnight = dt.datetime.combine(day, dt.time(), tzinfo=zone_of(span.zone)).astimezone(dt.UTC)
    edge = generator.choice((span.opens, span.closes, midnight))
    aside = generator.choice((0, 0, 1, 1000, 60_000, 3_600_000, generator.randrange(86_400_000)))
    return edge + generator.choice((-1, 1)) * dt.timedelta(milliseconds=aside)


@pytest.mark.fuzz
@pytest.mark.parametrize("zone", READER_ZONES)
def test_the_script_gives_the_same_status_as_the_python_reference(zone):
    """At random instants, in any time zone of the reader."""
    generator = random.Random(20261125)
    cases = [(span, random_instant(generator, span)) for span in (random_span(generator) for _ in range(CASES))]
    inputs = [[as_dataset(span), round(now.timestamp() * 1000)] for span, now in cases]
    results = run_scripts(STATUS, inputs, *SCRIPTS, zone=zone)
    for (span, now), result in zip(cases, results, strict=True):
        status = status_of(span, now)
        assert result == [status.state, status.badge, status.line], (span, now)
    assert {result[0] for result in results} == {"upcoming", "open", "closed"}
