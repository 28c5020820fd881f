"""Garbled text is recognized with what it should be, and other text is left alone."""

import pytest
from chance import CASES
from hypothesis import given, settings
from hypothesis import strategies as st
from limits import cpu_seconds

from generator.text.typed.garbled import find_escaped_references, find_garbled, find_references

REPAIRED = {
    "Winthropâ€™s cafÃ©": "Winthrop’s café",
    "â€œSoâ€\u009d â€“ orâ€¦": "“So” – or…",
    "Ã‰cole ESPAÃ‘A Ã–sterreich Ã…land": "École ESPAÑA Österreich Åland",
    "Â© 2020, 5Â\u00a0km, 20Â°, Â½": "© 2020, 5 km, 20°, ½",
    "â‚¬5 â„¢ â†’ âœ“ âˆ’": "€5 ™ → ✓ −",
    "Ã¢â‚¬â„¢ ÃƒÂ©": "’ é",
    "ðŸ˜€": "😀",
    "ï»¿Name ï¬\u0081sh": "Name ﬁsh",
    "Winthrop‚Äôs": "Winthrop’s",
    "It\\u2019s \\u00e9 \\ud83d\\ude00 \\u{1F600} \\xe9 \\U0001F600": "It’s é 😀 😀 é 😀",
    "It=E2=80=99s caf=C3=A9": "It’s café",
    "a\\u200bb \\u00a0c": "ab  c",
    "cÅ“ur ÃƒÅ¸ Ã¢â‚¬Å“so": "cœur ß “so",
}


@pytest.mark.parametrize(("text", "repaired"), REPAIRED.items())
def test_garbled_text_is_repaired(text: str, repaired: str):
    """Each part by itself; also if it was garbled twice."""
    for part in sorted(find_garbled(text), key=lambda part: part.start, reverse=True):
        assert text[part.start :].startswith(part.typed)
        assert part.meant is not None
        text = text[: part.start] + part.meant + text[part.start + len(part.typed) :]
    assert text == repaired


@pytest.mark.parametrize(
    "text",
    ["Winthrop\ufffds", "ï¿½", "\\ud83d", "\\u202e", "\\x07", "\\u{110000}", "\\Uffffffff"],
)
def test_what_is_lost_or_hidden_is_found_but_not_repaired(text: str):
    assert [part.meant for part in find_garbled(text)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        *("naïve pâté Ångström São Tomé À la carte", "“IRMÔ, “pâ”…", "PÂ, Ã, Ð and ï", "PÂTÉ » Â", "20 °C ½"),
        *("C:\\users\\new \\u \\used \\x", "a=AB=CD =20 x=E2", "5 ≤ 6 ‚Ä", "“Ã”", "‘quoted’ – so…", "’80s"),
        *("Ελλάδα, Україна, 日本, عربى, हिन्दी", "ñ © ® ™ • €"),
    ],
)
def test_other_text_is_not_taken_for_garbled(text: str):
    assert list(find_garbled(text)) == []


LETTERS = "’‘“”–—…•éèüñçßøÀÉÖ©®°½§£¿¡€™→✓−😀"


@settings(max_examples=CASES)
@given(st.text(st.sampled_from(LETTERS), min_size=1, max_size=5), st.sampled_from([1, 2]))
def test_every_typical_letter_is_recognized(text: str, times: int):
    """Read in a wrong encoding once or twice, within a word."""
    garbled = text
    for _ in range(times):
        bytes_ = garbled.encode()
        garbled = "".join(bytes([byte]).decode("cp1252", "replace").replace("\ufffd", chr(byte)) for byte in bytes_)
    assert "".join(part.meant or "" for part in find_garbled(f"a{garbled}z")) == text


REFERENCES: dict[str, list[tuple[str, str | None]]] = {
    "Police &amp; health, Winthrop&#39;s own&nbsp;work": [("&amp;", "&"), ("&#39;", "'"), ("&nbsp;", " ")],
    "It&rsquo;s &#x2014; so": [("&rsquo;", "’"), ("&#x2014;", "—")],
    "&amp;amp; &amp;#39; &amp;nbsp;": [("&amp;amp;", "&"), ("&amp;#39;", "'"), ("&amp;nbsp;", " ")],
    "&lt;b&gt;": [("&lt;", None), ("&gt;", ">")],
    "a&#8203;b&shy;c": [("&#8203;", ""), ("&shy;", "")],
    "&#7; &#xE000; &#x202E;": [("&#7;", ""), ("&#xE000;", None), ("&#x202E;", None)],
    "AT&T, R&D; Q&A &nope; & so; &amp": [],
}


@pytest.mark.parametrize(("text", "found"), REFERENCES.items())
def test_entities_are_found_with_their_characters(text: str, found: list[tuple[str, str | None]]):
    assert [(part.typed, part.meant) for part in find_references(text)] == found


def test_in_markdown_only_escaped_entities_are_shown_as_they_are_typed():
    text = "Police &amp; health&nbsp;work &amp;nbsp; &amp;amp;"
    found = [(part.typed, part.meant) for part in find_escaped_references(text)]
    assert found == [("&amp;nbsp;", " "), ("&amp;amp;", "&")]


@settings(max_examples=CASES)
@given(st.text(st.sampled_from("ÂÃâï€™‚Äð\u00a0œ\\ux{}0129afE=&;#ampnbs z") | st.characters()))
def test_any_text_can_be_searched(text: str):
    """Parts have a place, and nothing is repaired to itself."""
    for part in [*find_garbled(text), *find_references(text)]:
        assert text[part.start :].startswith(part.typed)
        assert part.meant != part.typed


@pytest.mark.parametrize("piece", ["Ã©", "â€", "&amp;", "&amp;amp;", "\\u2019", "=E2", "Ã", "&", "ðŸ", "\\u", "‚Ä"])
def test_long_texts_take_linear_time(piece: str):
    text = piece * (120_000 // len(piece))
    with cpu_seconds(10):
        assert len([*find_garbled(text), *find_references(text)]) <= len(text)
