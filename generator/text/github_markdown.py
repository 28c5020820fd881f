"""Markdown reports for GitHub that untrusted text cannot alter and that stay within GitHub's size limits.

A record may come from a fork, and GitHub turns what it finds in a text into links, images, mentions and references to
issues. Nothing inside a code span is turned into anything, so all text that is not our own goes into one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.base.counts import count_of
from generator.base.problems import MORE_MAY_FOLLOW, Problem, Severity, sort

SUMMARY_BYTES = 1024 * 1024
"""GitHub's limit for the summary of a step (docs.github.com, workflow commands, job summaries)."""

COMMENT_BYTES = 60_000
"""The limit for a report that may become a comment or an issue: GitHub accepts 65,536 characters."""

END_BYTES = 400
"""Bytes reserved for the sentence that says how much was left out."""

INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ue000-\uf8ff\ufeff]+")
"""Characters that nobody sees, or that would reverse the text around them."""

OLD_COMMAND = re.compile(r"##(?=\[)")
"""GitHub's runner looks for its old commands anywhere in a line that a step prints: '##[stop-commands]'."""

PROBLEM_GUIDE = "data/PROBLEMS.md"
"""The page for editors that explains each code."""


@dataclass(frozen=True)
class Section:
    """A heading and the list items below it, in Markdown."""

    title: str
    items: Sequence[str]


def quote(text: object, limit: int = 300) -> str:
    """Return untrusted text as a code span on one line, cut to a number of characters."""
    line = " ".join(INVISIBLE.sub(" ", str(text)).split())
    line = OLD_COMMAND.sub("## ", line)
    if len(line) > limit:
        line = line[: limit - 1].rstrip() + "…"
    if not line:
        return "(nothing)"
    longest = max(map(len, re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if line[0] == "`" or line[-1] == "`" else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def render(head: str, sections: Iterable[Section], limit: int, *, rest: str = "") -> str:
    """Return a report of at most so many bytes; a final sentence counts what did not fit, followed by `rest`.

    Sections come in order of importance, because those at the end are left out first.
    """
    pieces, omitted = [head], 0
    size = len(head.encode()) + END_BYTES + len(rest.encode())
    for section in sections:
        title = f"\n\n### {section.title}\n"
        for item in section.items:
            piece = f"{title}\n- {item}"
            size += len(piece.encode())
            if omitted or size > limit:
                omitted += 1
                continue
            pieces.append(piece)
            title = ""
    if omitted:
        pieces.append(f"\n\n**{count_of(omitted, 'more entry', 'more entries')} did not fit here.** {rest}".rstrip())
    return "".join(pieces) + "\n"


def to_summary(
    problems: Iterable[Problem],
    page: str = PROBLEM_GUIDE,
    limit: int = SUMMARY_BYTES,
    listed: Sequence[Severity] = ("error", "warning"),
) -> str:
    """Return a report of problems by file, errors first, each with its hint and a link to the page that explains it.

    Only problems of the severities that are `listed` are listed and counted.
    """
    ordered = [problem for problem in sort(problems) if problem.severity in listed]
    groups: dict[tuple[str, str], list[str]] = {}
    for severity in listed:
        for problem in ordered:
            if problem.severity == severity:
                groups.setdefault((severity, problem.place.path), []).append(to_item(problem, page))
    errors = sum(problem.severity == "error" for problem in ordered)
    warnings = len(ordered) - errors
    counts = [count_of(errors, "error"), *([count_of(warnings, "warning")] if "warning" in listed else [])]
    head = f"## {', '.join(counts)}\n\n"
    must_be_fixed = f"All errors must be fixed before this can be published. {MORE_MAY_FOLLOW}"
    head += must_be_fixed if errors else "This can be published."
    head += " Warnings do not block publishing." if warnings else ""
    names = {"error": "Errors in", "warning": "Warnings in"}
    sections = [Section(f"{names[severity]} {quote(path)}", items) for (severity, path), items in groups.items()]
    return render(head, sections, limit, rest="Fix these first; the next check lists the rest.")


def to_item(problem: Problem, page: str) -> str:
    """Return a problem as a list item: its line, message, hint and a link to the page that explains its code."""
    line = f"Line {problem.place.line}: " if problem.place.line else ""
    hint = f"<br>{quote(problem.hint, 600)}" if problem.hint else ""
    return f"{line}{quote(problem.message, 600)} [{problem.code}]({page}#{problem.code}){hint}"
