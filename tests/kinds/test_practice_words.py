"""The word count of practice answers: the script counts like its Python reference."""

import random
import unicodedata

import pytest
from chance import CASES
from scripts import run_scripts
from site_fixture import assert_none

from generator.kinds.pathway.practice.wordcount import count_words

CHARACTERS = (
    *("peer", "peer-led", "don’t", "é", "e\u0301", "½", "日本", "שלום", "\u0301"),
    *(
        "—",
        " — ",
        "–",
        "...",
        "“",
        "”",
        "•",
        "🙂",
        "👩\u200d👩\u200d👧",
        "1\ufe0f\u20e3",
        "\u200b",
        "\u2060",
        "\ufeff",
        "\x1c",
    ),
    *(" ", "  ", "\n", "\r\n", "\t", "\u00a0", "\u2003", "\u3000", "\u2028", "\x85"),
)
"""Words, characters that are no words, and separators."""


def random_text(generator: random.Random) -> str:
    """Return a text with characters of many languages."""
    words = ["".join(chr(generator.choice(ASSIGNED)) for _ in range(generator.randrange(1, 4))) for _ in range(6)]
    return "".join(generator.choice([*CHARACTERS, *words]) for _ in range(generator.randrange(40)))


ASSIGNED = [code for code in range(0x11000) if unicodedata.category(chr(code)) not in ("Cn", "Cs", "Co")]
"""The characters in Python's version of Unicode, which is older than the browser's."""


@pytest.mark.fuzz
def test_the_script_counts_words_like_the_python_reference():
    generator = random.Random(20261122)
    texts = [random_text(generator) for _ in range(CASES)]
    script = "generator/kinds/pathway/practice/wordcount.js"
    counts = run_scripts("(site, texts) => texts.map(site.practice.words.count)", texts, script)
    assert_none(
        f"{text!r}: {count}, not {count_words(text)}"
        for text, count in zip(texts, counts, strict=True)
        if count != count_words(text)
    )
    assert len(set(counts)) > 8
