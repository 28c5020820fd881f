"""Fields are put in order with the comments above them, and every other byte stays."""

from collections.abc import Sequence

import pytest

from generator.yaml_files.yaml_edit import put, sort_fields
from generator.yaml_files.yaml_source import KeyPath


def order_of(path: KeyPath) -> Sequence[str]:
    return {"parts": ("heading", "body"), "listing": ("status", "on")}.get(str(path[0]) if path else "", ()) or (
        ("name", "body", "listing", "parts", "sources") if not path else ()
    )


SORTED = {
    "fields": ("body: x\nname: y\n", "name: y\nbody: x\n"),
    "a block": ("body: |\n  a: b\n\n  # c\nname: y\n", "name: y\nbody: |\n  a: b\n\n  # c\n"),
    "a comment above": ("# File.\nbody: x\n# Of the name.\nname: y\n", "# File.\n# Of the name.\nname: y\nbody: x\n"),
    "a comment beside": ("body: x # so\nname: y\n", "name: y\nbody: x # so\n"),
    "inner fields": ("listing:\n  on: z\n  status: y\n", "listing:\n  status: y\n  on: z\n"),
    "items": (
        "parts:\n- body: |\n    x\n  heading: y\n- heading: z\n",
        "parts:\n- heading: y\n  body: |\n    x\n- heading: z\n",
    ),
    "Windows line endings": ("body: x\r\nname: y\r\n", "name: y\r\nbody: x\r\n"),
    "a byte order mark": ("\ufeffbody: x\nname: y\n", "\ufeffname: y\nbody: x\n"),
    "lists": ("sources:\n- a\n- b\nname: y\n", "name: y\nsources:\n- a\n- b\n"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), SORTED.values(), ids=SORTED.keys())
def test_fields_are_put_in_order(before: str, after: str):
    assert sort_fields("a.yml", before.encode(), order_of).decode() == after
    assert sort_fields("a.yml", after.encode(), order_of).decode() == after


@pytest.mark.parametrize(
    "text",
    [
        "body: x\nname: y",
        "{body: x, name: y}\n",
        "other: x\nname: y\n",
        "body: [\n",
        "",
        "listing: {on: x, status: y}\n",
    ],
)
def test_what_cannot_be_moved_stays(text: str):
    """No line ending at the end, fields in braces, unknown fields, and files that cannot be read."""
    assert sort_fields("a.yml", text.encode(), order_of).decode() == text


BLOCKS = {
    "a text": ("name: x\nbody: y\n", "name: x\nbody: |\n  a\n  b\n"),
    "a text in quotes": ('body: "y"\nname: x\n', "body: |\n  a\n  b\nname: x\n"),
    "a block": ("body: |\n  y\n\n  z\n\nname: x\n", "body: |\n  a\n  b\n\nname: x\n"),
    "a folded block": ("body: >\n  y\n  z\nname: x\n", "body: |\n  a\n  b\nname: x\n"),
    "a text below its field": ("body:\n  y\nname: x\n", "body: |\n  a\n  b\nname: x\n"),
    "Windows line endings": ("body: y\r\nname: x\r\n", "body: |\r\n  a\r\n  b\r\nname: x\r\n"),
    "a comment beside": ("body: y # so\n", None),
    "a comment beside a block": ("body: | # so\n  y\n", None),
    "a text in braces": ("{body: y}\n", None),
}


@pytest.mark.parametrize(("before", "after"), BLOCKS.values(), ids=BLOCKS.keys())
def test_a_text_of_several_lines_is_written_as_a_block(before: str, after: str | None):
    """Unless a comment would be lost."""
    edited = put("a.yml", before.encode(), ("body",), "a\nb")
    assert (edited and edited.decode()) == after
