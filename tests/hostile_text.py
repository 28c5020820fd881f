"""Texts that strangers may send to abuse GitHub's Markdown, and what is left of them outside code spans."""

import re

HOSTILE = {
    "a mention": "@octocat",
    "a link": "[click](https://evil.example)",
    "a bare address": "https://evil.example/?q=1 and www.evil.example",
    "a picture": "![x](https://evil.example/x.png)",
    "HTML": "<img src=x onerror=alert(1)><details open>",
    "an end of the code span": "`` ` ``` @octocat",
    "signs at the edges": "`@octocat`",
    "a new line": "one\n\n# Two\n\n- three",
    "an issue": "fixes #1 and GH-2",
    "a command of the runner": "::error::x ##[stop-commands]y",
    "letters that turn": "a\u202eb\u2066c",
    "nothing": "",
}


def outside_code(markdown: str) -> str:
    """What is left of a text when its code spans are taken out, as CommonMark finds them."""
    left, at = "", 0
    while at < len(markdown):
        fence = re.match("`+", markdown[at:])
        if not fence:
            left += markdown[at]
            at += 1
            continue
        start = at + len(fence[0])
        end = re.compile(rf"(?<!`){fence[0]}(?!`)").search(markdown, start)
        left += "" if end else fence[0]
        at = end.end() if end else start
    return left
