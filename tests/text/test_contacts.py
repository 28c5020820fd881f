"""Email addresses and phone numbers are found however they are typed, and other numbers are not taken for one."""

import re
from itertools import product

import pytest
from chance import CASES
from hypothesis import given, settings
from hypothesis import strategies as st
from limits import cpu_seconds

from generator.text.typed.contacts import find_contacts

HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2212\uff0d\ufe63"
SPACES = "\u00a0\u2007\u2009\u202f\u3000"
SEPARATORS = [
    *(
        "",
        " ",
        "  ",
        ".",
        "/",
        "\u00b7",
        "\u2022",
        "_",
        "\\",
        "\\-",
        "\\.",
        "-\n",
        "\n",
        "&#45;",
        "&#x2D;",
        "&nbsp;",
        "&ndash;",
    ),
    *(
        "&hyphen;",
        "&shy;",
        "\u00ad",
        "\u200b",
        "*-*",
        "**",
        "`",
        *HYPHENS,
        *SPACES,
        *(f" {hyphen} " for hyphen in HYPHENS),
    ),
]
"""What people, word processors and web pages put between the groups of a phone number."""

DIGITS = {
    "plain": lambda digit: digit,
    "full-width": lambda digit: chr(0xFF10 + int(digit)),
    "numbered": lambda digit: f"&#{ord(digit)};",
    "bold": lambda digit: chr(0x1D7CE + int(digit)),
    "keycaps": lambda digit: f"{digit}\ufe0f\u20e3",
    "Arabic": lambda digit: chr(0x0660 + int(digit)),
}
"""Ways to type a digit."""

FIRSTS = ["907", "(907)", "+1 907", "+1 (907)", "1-907", "001 907", "[907](https://a.example/)", "**907**"]
AROUND = ["{}", "Call {}.", "call us—{}—now", "Tel:{}", "({})", "- {}", "1. {}", "> {}", "| {} |", "Fax/{}", "<{}>"]


def values(text: str) -> list[str]:
    """The contacts in a text."""
    return [contact.value for contact in find_contacts(text)]


@pytest.mark.parametrize("separator", SEPARATORS, ids=ascii)
def test_a_phone_number_is_found_with_any_separator(separator: str):
    """In the first place, the second one, or both."""
    for first, second in ((separator, separator), (separator, "-"), ("-", separator)):
        assert values(f"Call 907{first}234{second}5678 now.") == ["9072345678"], (first, second)


@pytest.mark.parametrize("kind", DIGITS)
def test_a_phone_number_is_found_with_any_digits(kind: str):
    number = re.sub("[0-9]", lambda digit: DIGITS[kind](digit[0]), "907-234-5678")
    assert values(f"Call {number} now.") == ["9072345678"]


@settings(max_examples=CASES)
@given(
    *(st.sampled_from(one) for one in (FIRSTS, SEPARATORS, SEPARATORS, AROUND, sorted(DIGITS))),
    st.tuples(*[st.integers(0, 9)] * 10),
)
def test_every_way_of_typing_a_phone_number_is_found(first, second, third, around, kind, digits):
    number = f"{first}{second}234{third}5678"
    convert = DIGITS[kind] if not re.search(r"&#|\(https|^1|^001|^\+", number) else DIGITS["plain"]
    typed = re.sub("[0-9]", lambda digit: convert(digit[0]), number)
    [contact] = find_contacts(f"One.\n\n{around.format(typed)}")
    assert (contact.line, contact.what, contact.value) == (2, "a phone number", "9072345678")


ADDRESSES = [
    *(
        "info@example.org",
        "info&#64;example.org",
        "info&commat;example.org",
        "info\uff20example.org",
        "info\\@example.org",
    ),
    *(
        "info @ example.org",
        "info@ example.org",
        "info (at) example.org",
        "info[at]example[dot]org",
        "INFO@EXAMPLE.ORG",
    ),
    *(
        "info@example&#46;org",
        "in\u00adfo@example.org",
        "*info*@example.org",
        "info@**example.org**",
        "info\u200b@example.org",
    ),
    *("[x](mailto:info@example.org)", "info@example\uff0eorg", "<info@example.org>", "info\ufe6bexample.org"),
]


@pytest.mark.parametrize("address", ADDRESSES, ids=ascii)
def test_an_email_address_is_found_however_it_is_typed(address: str):
    assert values(f"Write to {address}.") == ["info@example.org"]


@pytest.mark.parametrize(
    "text",
    [
        *("2019–2024", "2024-2025-2026", "FY2019–2020, 2021", "from 2024 to 2026", "2026-11-21", "11/21/2026"),
        *("2019-YA-NX-K001", "15PBJA-23-GG-02339-COAP", "2017-AR-BX-K003", "NCJ 252970", "Pub. L. 115-271"),
        *("ISBN 978-0-306-40615-7", "ISBN-10: 0-306-40615-7", "978-0-306-40615-7", "9780306406157"),
        *("doi:10.2105/AJPH.2018.304321", "10.1177/0022042619847", "https://doi.org/10.1080/10826084.2019.1234567"),
        *(
            "$2,024,200,000",
            "$799,775 of $1,500,000",
            "Washington, DC 20531-0001",
            "Call 988, 911 or 211.",
            "988 and 911/2026",
        ),
        *(
            "- 250\n- 310\n- 4000",
            "* 250\n* 310\n* 4000",
            "1. 250\n2. 310\n3. 4000",
            "| 250 | 310 | 4000 |",
            "250, 310, 4000",
        ),
        *("https://a.example/907-234-5678/jane@a.example", "Meet @ St. Mary", "@octocat", "a@b", "42 U.S.C. 290dd-2"),
        *("350–400 people in 2024", "40.7128, -74.0060", "9:00–5:00", "907-234-567", "907-234-56789", "90-7234-5678-1"),
        *("(at) 3.5", "look at example.org", "250 to 310 in 2024", "107-234-5678", "907-134-5678"),
    ],
)
def test_other_numbers_and_words_are_not_contacts(text: str):
    assert values(text) == []


@settings(max_examples=CASES)
@given(
    st.lists(
        st.sampled_from([*SEPARATORS, *FIRSTS, "234", "5678", "@", "a", "example.org", "(at)", "[", "](", ")", "\n\n"])
    )
)
def test_any_text_has_contacts_on_its_lines(pieces: list[str]):
    text = "".join(pieces)
    for contact in find_contacts(text):
        assert 0 <= contact.line <= text.count("\n")
        assert re.fullmatch(r"[0-9]{10}|[^\s@]+@[^\s@]+", contact.value)


@pytest.mark.parametrize(
    "piece", ["@", "x", "1-", "[", "[x](", "(at)", "a.", "1 ", "&#45;", "\\", "]", "_", "[1]", "> "]
)
def test_long_texts_take_linear_time(piece: str):
    with cpu_seconds(5):
        list(find_contacts(piece * 40_000 + "@"))


def test_each_contact_is_reported_once_for_each_line():
    both = list(product([0, 2], ["9072345678"]))
    text = "907-234-5678 and (907) 234-5678\n\n[907-234-5678](tel:9072345678)"
    assert [(contact.line, contact.value) for contact in find_contacts(text)] == both
