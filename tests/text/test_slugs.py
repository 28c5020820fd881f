"""A slug is the permanent name of a record, so every way to write a title must give a good one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.file_names import why_unportable
from generator.text.slugs import LONGEST_SLUG, SLUG, free_slug, slugify

SLUGS = {
    "Lake County Recovery Team": "lake-county-recovery-team",
    # Every dash is a hyphen, and so is any other sign between words.
    "Reports 2023-2024": "reports-2023-2024",
    "Reports 2023–2024": "reports-2023-2024",
    "Reports 2023\u20122024": "reports-2023-2024",
    "Reports 2023\u22122024": "reports-2023-2024",
    "Peer—Support": "peer-support",
    "Re\u2010Entry": "re-entry",
    "Re\u2011Entry": "re-entry",
    "Re－Entry": "re-entry",
    "Peers / Mentors": "peers-mentors",
    "Peers & Mentors": "peers-mentors",
    "Peers·Mentors": "peers-mentors",
    "a\u00a0b\u202fc\td": "a-b-c-d",
    "“Who may apply?”": "who-may-apply",
    "Peers® ✓ 🎉": "peers",
    "U.S. 50%": "u-s-50",
    # Apostrophes, however they are typed.
    "Sheriff's Office": "sheriffs-office",
    "Sheriff’s Office": "sheriffs-office",
    "Sheriff‘s Office": "sheriffs-office",
    "Sheriff\u02bcs Office": "sheriffs-office",
    "Sheriff＇s Office": "sheriffs-office",
    "Sheriff`s Office": "sheriffs-office",
    "Hawaiʻi": "hawaii",
    "Coeur d’Alene": "coeur-dalene",
    # Other letters and digits.
    "¿Habla español?": "habla-espanol",
    "Łódź": "lodz",
    "Ørsted": "orsted",
    "Æon": "aeon",
    "Straße": "strasse",
    "Iñupiaq": "inupiaq",
    "In\u0303upiaq": "inupiaq",
    "Ｗｉｄｅ １２": "wide-12",
    "ﬁle": "file",
    "İstanbul": "istanbul",
    "Diné Bizaad Łichííʼ": "dine-bizaad-lichii",
    "Vũ Đức": "vu-duc",
    "Кольцо": "koltso",
    "日本": "riben",
    "서울": "seoul",
    "½ Day": "1-2-day",
    "Part Ⅳ": "part-iv",
    "٣": "3",
    # Characters that nobody sees.
    "sur\u00advey": "survey",
    "sur\u200bvey": "survey",
    "\u202eabc\u202c": "abc",
    "\ufeffabc": "abc",
    # Nothing that could be in an address.
    "": "",
    "—": "",
    "★ ★ ★": "",
    "’": "",
    "\u200b": "",
}


@pytest.mark.parametrize(("title", "slug"), SLUGS.items(), ids=[ascii(title) for title in SLUGS])
def test_a_title_becomes_a_slug(title: str, slug: str):
    assert slugify(title) == slug
    assert free_slug(title, ()) == slug


@given(st.text(max_size=30))
def test_a_slug_is_valid_or_empty(text: str):
    slug = slugify(text)
    assert not slug or SLUG.fullmatch(slug)


@given(st.text(max_size=200), st.sets(st.sampled_from(["a", "b", "con", "a-2"])))
def test_a_free_slug_works_as_a_file_name_on_every_system(text: str, taken: set[str]):
    slug = free_slug(text, taken)
    assert slug not in taken
    assert bool(slug) == bool(slugify(text))
    assert not slug or (SLUG.fullmatch(slug) and not why_unportable(slug))


@pytest.mark.parametrize("title", ["con", "AUX", "Nul", "PRN", "com1", "LPT 9", "LPT9"])
def test_a_name_that_windows_reserves_gets_a_number(title: str):
    slug = free_slug(title, ())
    assert why_unportable(slug) is None
    assert slug == (slugify(title) if " " in title else f"{slugify(title)}-2")


def test_a_taken_name_gets_the_next_number():
    assert free_slug("A b", {"a-b", "a-b-2"}) == "a-b-3"


def test_a_long_title_is_cut_at_a_hyphen():
    assert free_slug("word " * 40, ()) == "-".join(["word"] * 16)
    assert free_slug("x" * 200, ()) == "x" * LONGEST_SLUG
