"""Texts that try to abuse GitHub's Markdown, and what remains of a text outside of its code spans."""

import re
from pathlib import Path

HOSTILE = {
    "a mention": "@octocat",
    "a link": "[click](https://evil.example)",
    "a bare URL": "https://evil.example/?q=1 and www.evil.example",
    "an image": "![x](https://evil.example/x.png)",
    "HTML": "<img src=x onerror=alert(1)><details open>",
    "the end of a code span": "`` ` ``` @octocat",
    "backticks at both ends": "`@octocat`",
    "a new line": "one\n\n# Two\n\n- three",
    "an issue": "fixes #1 and GH-2",
    "a runner command": "::error::x ##[stop-commands]y",
    "bidirectional controls": "a\u202eb\u2066c",
    "nothing": "",
}


def outside_code(markdown: str) -> str:
    """Return a Markdown text without its code spans, as CommonMark defines them."""
    rest, at = "", 0
    while at < len(markdown):
        fence = re.match("`+", markdown[at:])
        if not fence:
            rest += markdown[at]
            at += 1
            continue
        start = at + len(fence[0])
        end = re.compile(rf"(?<!`){fence[0]}(?!`)").search(markdown, start)
        rest += "" if end else fence[0]
        at = end.end() if end else start
    return rest


def _read(path: Path) -> dict[str, str]:
    """Return the texts of a file by their lines, in which escapes stand for characters."""
    rows = [row for row in path.read_text(encoding="utf-8").split("\n") if row and not row.startswith("## ")]
    return {row: row.encode("latin-1", "backslashreplace").decode("unicode_escape") for row in rows}


NAUGHTY = {
    **_read(Path(__file__).with_name("hostile_texts.txt")),
    "a very long word": "w" * 600,
    "very many words": "word " * 300 + "end",
    "several lines": "one\n\ntwo\n\n\nthree",
    "spaces around": "  x  ",
    "only spaces": "   ",
}
"""Texts that programs are known to handle wrongly, by name. Editors may type or paste any of them into any field."""
