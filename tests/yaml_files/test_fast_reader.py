"""The fast reader reads a file exactly as the full reader does, or leaves it to the full reader."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from chance import CASES
from mutations import mutate
from toys.library import REPOSITORY, read_example

from generator.yaml_files.fast_reader import read_simple
from generator.yaml_files.full_reader import FullReader

DATA = sorted((REPOSITORY / "data").rglob("*.yml"))
EXAMPLES = sorted((REPOSITORY / "generator" / "kinds").glob("*/examples/**/*.yml"))

MUTATIONS = 6 * CASES
"""How many changed texts are read; both readers refuse most of them."""


def read_fully(text: str) -> Any:
    """Return the fields of a file as the full reader reads them; None if it has a problem or no fields."""
    reader = FullReader("record.yml")
    try:
        reader.run(text)
    except yaml.YAMLError:
        return None
    return reader.data if isinstance(reader.data, dict) and not reader.problems else None


def mutations(text: str, number: int, rng: random.Random) -> Iterator[str]:
    """Yield a text with one or two small changes, this many times."""
    for _ in range(number):
        changed = text
        for _ in range(rng.randint(1, 2)):
            changed = mutate(changed, rng)
        yield changed


@pytest.mark.parametrize("folder", ["data", "generator"])
def test_both_readers_read_every_real_file_alike(folder):
    paths = DATA if folder == "data" else EXAMPLES
    texts = [(path, path.read_text(encoding="utf-8")) for path in paths]
    simple = {path: data for path, text in texts if (data := read_simple(text)) is not None}

    assert simple == {path: read_fully(text) for path, text in texts if path in simple}
    assert len(simple) > len(paths) / 2


def records() -> list[tuple[Path, str]]:
    """Return the record of each example, and some real records."""
    texts = [(path, read_example(path).text) for path in EXAMPLES if path.parent.name == "examples"]
    return [*texts, *((path, path.read_text(encoding="utf-8")) for path in DATA[:: len(DATA) // 20])]


@pytest.mark.slow
@pytest.mark.fuzz
def test_both_readers_read_a_text_with_small_mistakes_alike():
    """The fast reader leaves every text with a problem to the full reader."""
    rng = random.Random(1)
    counts = {"alike": 0, "left": 0, "problems": 0}
    for path, text in records():
        for changed in mutations(text, MUTATIONS // len(records()) + 1, rng):
            simple, full = read_simple(changed), read_fully(changed)
            assert simple is None or simple == full, (path, changed)
            counts["problems" if full is None else "left" if simple is None else "alike"] += 1

    assert sum(counts.values()) >= MUTATIONS
    assert min(counts.values()) >= 20, counts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a comment\n",
        "text\n",
        "- a\n- b\n",
        "a: 1\na: 2\n",
        "a: &x 1\n",
        "a: &x 1\nb: *x\n",
        "&x a: 1\n",
        "&x\na: 1\n",
        "a: !!str 1\n",
        "a: !x 1\n",
        "!x\na: 1\n",
        "a: !x\n  b: 1\n",
        "a: &x\n- 1\n",
        "? [a]\n: 1\n",
        "? {a: 1}\n: 1\n",
        "a: 1\n---\nb: 2\n",
        "a: text #1\n",
        "a: “text”\n",
        "a: ‘text’\n",
        "a:\u00a0text\n",
        "a\u00a0b: text\n",
        'a: "\\x00"\n',
        'a: "\\u202e"\n',
        "a: 'open\n",
        "a: [1\n",
        "a: b: c\n",
        "%YAML 1.2\na: 1\n",
        "a: " + "[" * 10 + "]" * 10 + "\n",
    ],
)
def test_an_unusual_file_is_left_to_the_full_reader(text):
    assert read_simple(text) is None


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: 1\n", {"a": "1"}),
        ("a:\nb: ~\nc: null\nd: ''\ne: '~'\nf: \"null\"\n", {**dict.fromkeys("abcd"), "e": "~", "f": "null"}),
        ("a: ' text '\n", {"a": "text"}),
        ("a: |\n  one\n  two\n", {"a": "one\ntwo"}),
        ("a: >\n  one\n  two\n", {"a": "one two"}),
        ("a: yes\nb: 2020-01-01\nc: 0x10\n", {"a": "yes", "b": "2020-01-01", "c": "0x10"}),
        ("a: ! text\n", {"a": "text"}),
        ("a: [1, {b: c}]\n", {"a": ["1", {"b": "c"}]}),
        ("a: []\nb: {}\n", {"a": [], "b": {}}),
        ("? a\n: b\n", {"a": "b"}),
        ("---\na: 1\n...\n", {"a": "1"}),
        ("a: text # a comment\n", {"a": "text"}),
        ('a: "\\t\\u00e9"\n', {"a": "é"}),
        ("~: a\n", {"~": "a"}),
        ("a: " + "[" * 9 + "]" * 9 + "\n", None),
    ],
)
def test_a_plain_file_is_read_by_the_fast_reader(text, data):
    simple = read_simple(text)

    assert simple is not None
    assert simple == read_fully(text)
    assert data is None or simple == data


def test_both_readers_allow_the_same_depth():
    for depth in range(5, 15):
        for text in ("a: " + "[" * depth + "]" * depth, "a: " + "{a: " * depth + "b" + "}" * depth):
            assert read_simple(text) == read_fully(text), text
