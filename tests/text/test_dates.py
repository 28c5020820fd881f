"""Dates are read as people type them, and written in one form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.dates import explain_date, explain_partial_date, possible_dates

TYPED = [
    *("2026-11-20", "11/20/2026", "11-20-2026", "11.20.2026", "11 20 2026", "11 / 20 / 2026", "11/20/26", "20/11/2026"),
    *("2026/11/20", "20261120", "2026–11–20", "2026-11-20T00:00:00Z", "11/20/2026 0:00", "Friday, November 20, 2026"),
    *(
        "November 20, 2026",
        "Nov. 20th 2026",
        "NOV 20 2026",
        "20 Nov. 2026",
        "20-Nov-2026",
        "the 20th of November, 2026",
    ),
    *("2026 Nov 20", "Fri 11/20/2026", "November 20,2026", "November\u00a020, 2026"),
]


@pytest.mark.parametrize("typed", TYPED)
def test_a_date_is_read_as_people_type_it(typed: str):
    assert [day.isoformat() for day in possible_dates(typed)] == ["2026-11-20"]


EXPLAINED = {
    "2026-11-20": None,
    "11/20/2026": "'11/20/2026' is not in the form year-month-day. Write 2026-11-20.",
    "5/3/2026": "'5/3/2026' could be March 5 or May 3. Write 2026-03-05 or 2026-05-03.",
    "26-11-20": "'26-11-20' could be November 26, 2020 or November 20, 2026. Write 2020-11-26 or 2026-11-20.",
    **{
        typed: f"'{typed}' is not a date. Use year-month-day, as in 2026-05-03."
        for typed in (
            *(
                "2026-02-30",
                "soon",
                "November 2026",
                "Monday, November 20, 2026",
                "2026-05-03 10:00",
                "ma 3 2026",
                "0/0/0",
            ),
            "\u0662\u0660\u0662\u0666-\u0660\u0665-\u0660\u0663",
        )
    },
    "x" * 99: f"'{'x' * 40}…' is not a date. Use year-month-day, as in 2026-05-03.",
}


@pytest.mark.parametrize(("typed", "message"), EXPLAINED.items())
def test_a_date_in_another_form_is_explained(typed: str, message: str | None):
    """With the right form, if there is one. A weekday must be that of the date."""
    explained = explain_date(typed)
    assert (explained and " ".join(explained)) == message


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("2019", None),
        ("2019-04", None),
        ("2019-04-05", None),
        ("April 2019", "Write 2019-04."),
        ("Apr. 2019", "Write 2019-04."),
        ("4/2019", "Write 2019-04."),
        ("2019/4", "Write 2019-04."),
        ("April 5, 2019", "Write 2019-04-05."),
        ("4/15/2019", "Write 2019-04-15."),
        ("13/2019", "Use year-month-day, as in 2026-05-03."),
        ("circa 2019", "Use year-month-day, as in 2026-05-03."),
    ],
)
def test_a_month_in_another_form_is_explained(typed: str, hint: str | None):
    explained = explain_partial_date(typed)
    assert (explained and explained[1]) == hint


@given(st.text() | st.text(alphabet="0123456789/-. ,MayjuneFriTZ:"))
def test_no_text_raises(text: str):
    possible_dates(text)
    explain_partial_date(text)
