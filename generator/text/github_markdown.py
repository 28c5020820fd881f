"""Markdown for GitHub: a report in which the words of strangers stay words, and that ends before GitHub cuts it.

A record may come from a fork, and GitHub makes links, pictures, mentions and references to issues of whatever it finds
in a text. In a code span it makes nothing of anything, so that is where every word stands that is not our own.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.base.counts import count_of
from generator.base.problems import Problem, Severity, sort

SUMMARY_BYTES = 1024 * 1024
"""The most that GitHub takes for the summary of a step (docs.github.com, workflow commands, job summaries)."""

COMMENT_BYTES = 60_000
"""The most of a report that may become a comment or an issue: GitHub takes 65,536 letters."""

END_BYTES = 400
"""Room for the sentence that says how much was left out."""

UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ue000-\uf8ff\ufeff]+")
"""What nobody sees, or what would turn the words around it."""

OLD_COMMAND = re.compile(r"##(?=\[)")
"""GitHub's runner looks for its old commands anywhere in a line that a step prints: '##[stop-commands]'."""

PAGE_OF_CODES = "data/PROBLEMS.md"
"""The page for editors that explains each code."""


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it, a list item each, in Markdown."""

    title: str
    items: Sequence[str]


def quote(text: object, most: int = 300) -> str:
    """The words of a stranger as a code span of one line, cut where they are long."""
    plain = " ".join(UNSEEN.sub(" ", str(text)).split())
    plain = OLD_COMMAND.sub("## ", plain)
    if len(plain) > most:
        plain = plain[: most - 1].rstrip() + "…"
    if not plain:
        return "(nothing)"
    longest = max(map(len, re.findall("`+", plain)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if plain[0] == "`" or plain[-1] == "`" else ""
    return f"{fence}{pad}{plain}{pad}{fence}"


def render(head: str, sections: Iterable[Section], most: int, *, rest: str = "") -> str:
    """A report: what does not fit into so many bytes is counted at its end, and `rest` says where it stands.

    The sections come by weight, so that what is left out is what matters least.
    """
    parts, left = [head], 0
    size = len(head.encode()) + END_BYTES + len(rest.encode())
    for section in sections:
        title = f"\n\n### {section.title}\n"
        for item in section.items:
            part = f"{title}\n- {item}"
            size += len(part.encode())
            if left or size > most:
                left += 1
                continue
            parts.append(part)
            title = ""
    if left:
        parts.append(f"\n\n**{count_of(left, 'more entry', 'more entries')} did not fit here.** {rest}".rstrip())
    return "".join(parts) + "\n"


def to_summary(
    problems: Iterable[Problem],
    page: str = PAGE_OF_CODES,
    most: int = SUMMARY_BYTES,
    listed: Sequence[Severity] = ("error", "warning"),
) -> str:
    """All problems, by file, with their cures and links to the page that explains them; errors first.

    Those that are not `listed` are only counted.
    """
    ordered = sort(problems)
    groups: dict[tuple[str, str], list[str]] = {}
    for severity in listed:
        for problem in ordered:
            if problem.severity == severity:
                groups.setdefault((severity, problem.place.path), []).append(_item(problem, page))
    errors = sum(problem.severity == "error" for problem in ordered)
    head = f"## {count_of(errors, 'error')}, {count_of(len(ordered) - errors, 'warning')}\n\n"
    head += (
        "Nothing is published until every error is mended. " if errors else "Nothing stops this from being published. "
    )
    head += "A warning stops nothing." if len(ordered) > errors else ""
    names = {"error": "Errors in", "warning": "Warnings in"}
    sections = [Section(f"{names[severity]} {quote(path)}", items) for (severity, path), items in groups.items()]
    return render(head.rstrip(), sections, most, rest="Mend these first; the next check names the rest.")


def _item(problem: Problem, page: str) -> str:
    line = f"Line {problem.place.line}: " if problem.place.line else ""
    cure = f"<br>{quote(problem.hint, 600)}" if problem.hint else ""
    return f"{line}{quote(problem.message, 600)} [{problem.code}]({page}#{problem.code}){cure}"
