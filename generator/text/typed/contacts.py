"""Find email addresses and US phone numbers in a text, however they are typed."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.text.masking import mask
from generator.text.typed.visible import visible

EMAIL = re.compile(
    r"(?<![\w.+-])(?=[.+-]*\w)[\w.+-]++"
    r"(?:@[\w-]+(?:\.[\w-]+)+"
    # Spelled so that programs do not find it: jane @ example.org, jane [at] example [dot] org.
    r"|(?: ?@ ?| ?[(\[{<] ?at ?[)\]}>] ?)[\w-]+(?:(?: ?[(\[{<] ?dot ?[)\]}>] ?|\.)[\w-]+)*"
    r"(?: ?[(\[{<] ?dot ?[)\]}>] ?|\.)[a-z]{2,}(?![\w-]))",
    re.IGNORECASE,
)

SEPARATOR = r" {0,3}(?:[-./+_\\]{1,3} {0,3})?(?:\n {0,8})?"
"""What may be between the groups of a phone number: nothing, spaces, a sign with or without spaces, one line break."""

PHONE = re.compile(
    r"(?<!\d)(?<!\d[./-])"
    rf"(?:(?:\+ ?\d{{1,3}}|\(\+?1\)|(?:00)?1){SEPARATOR})?"
    rf"[(\[]?[2-9]\d\d[)\]]?{SEPARATOR}[(\[]?[2-9]\d\d[)\]]?{SEPARATOR}\d\d[ .-]?\d\d(?!\d|-\d)"
)
"""A US phone number: ten digits in groups of three, three and four. 988 and 911 do not match."""

NOT_CONTACTS = re.compile(r"https?://\S+|\bdoi:? ?10\.\S+|\b10\.\d{4,9}/\S+|\bISBN(?:-1[03])?:? ?[\dX -]{10,20}", re.I)
"""Web addresses, and the numbers of articles and books."""

POSSIBLE = (
    re.compile("[@\uff20\ufe6b\u24d0&\\\\\u00b2\u00b3\u00b9\u2070-\u2089\u2460-\u24ff\u2776-\u2793]"),
    re.compile(r"[(\[{<] ?[aA][tT] ?[)\]}>]"),
    # Spelled out, since the engine repeats a group much more slowly.
    re.compile(r"[\W_]{0,12}".join([r"\d"] * 10)),
    re.compile(r"\[[\W_]{0,4}\d"),
    re.compile(r"\](?:(?<=\d.)|(?<=\d[\W_].)|(?<=\d[\W_]{2}.)|(?<=\d[\W_]{3}.))"),
)
"""Fast tests: every text with a contact passes one of them."""


class Contact(NamedTuple):
    """An email address or a phone number in a text."""

    line: int
    """The line of the text, from 0."""
    what: str
    value: str
    """An email address in lowercase, or the last ten digits of a phone number."""


def find_contacts(text: str) -> Iterator[Contact]:
    """Yield the email addresses and phone numbers that readers of a text see, or that its links lead to."""
    if any(test.search(text) for test in POSSIBLE):
        readings = (visible(text), visible(text, with_targets=True))
        yield from dict.fromkeys(contact for reading in readings for contact in _contacts_in(reading))


def _contacts_in(reading: str) -> Iterator[Contact]:
    own = mask(NOT_CONTACTS, reading)
    for what, pattern in (("an email address", EMAIL), ("a phone number", PHONE)):
        for match in pattern.finditer(own):
            yield Contact(own.count("\n", 0, match.start()), what, _normalize(match[0]))


def _normalize(contact: str) -> str:
    digits = re.sub(r"\D", "", contact)
    if PHONE.fullmatch(contact):
        return digits[-10:]
    joined = re.sub(r"[(\[{<] ?dot ?[)\]}>]", ".", re.sub(r"[(\[{<] ?at ?[)\]}>]", "@", contact.casefold()))
    return joined.replace(" ", "").strip(".")
