"""What each code means → the page for editors, with a wrong and a right example of each.

The words stand in `codes.yml`, here and in each room's folder. A code without an example there has one among the
`wrong-….yml` of a room: the lines in which it is wrong, and the same lines of one of the room's good examples.
"""

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from generator.base.problems import Severity
from generator.records.fields.types import StrictModel, Text
from generator.records.kind import Kind
from generator.yaml_files.yaml_source import read

CORE = Path(__file__).parent / "codes.yml"
LANGUAGES = {"record": "yaml", "redirects": "yaml", "page": "markdown"}
"""How GitHub colors an example, by where it stands."""

EVERYWHERE = ("sources", "fact_status")
"""The fields that every record has: left out of an example that shows a whole record."""

FIELD = re.compile(r"(- )?[a-z_]+:(\s|$)")
PROBLEM = re.compile(r"record\.yml:(\d+)(?::(\d+))?: .*\[([a-z0-9-]+)\]", re.DOTALL)

HEAD = """\
# What the check says, and what to do

<!-- Written by `resource-center problem-guide`. To change it, edit the codes.yml files in generator/. -->

Each problem ends in a code, such as `[missing-field]`. This page says for each code what it means, with a wrong and a
right example. Find yours with Ctrl+F, or in the list.

An **error** stops the site from being published until it is mended; the site that stands stays as it is. A **warning**
stops nothing: somebody should look. In the examples ⇥ stands for a tab, ⍽ for a non-breaking space, and ␀ for a
character that nobody sees.
"""


class Explanation(StrictModel):
    """What a code means."""

    title: Text
    text: Text
    severity: Severity = "error"
    at: Literal["record", "page", "redirects"] | None = None
    """Where the example stands, if a test can try it: in a record, in a page, in a settings file."""
    wrong: str | None = None
    right: str | None = None


@dataclass(frozen=True)
class Example:
    """A few wrong lines, and the lines that would be right."""

    wrong: str
    right: str
    language: str = "yaml"


@dataclass(frozen=True)
class CaseFile:
    """A record among a room's examples, as text, with the problems written beside it: line, column, code."""

    text: str
    problems: tuple[tuple[int, int, str], ...]


def read_codes(kinds: Iterable[Kind]) -> dict[str, dict[str, Explanation]]:
    """The codes with their words, by whose they are: '' for those of all records and pages, else a kind's name."""
    rooms = {kind.name: kind.folder / "codes.yml" for kind in kinds}
    return {name: _read(path) for name, path in {"": CORE, **rooms}.items() if path.is_file()}


def _read(path: Path) -> dict[str, Explanation]:
    """One table. Raises ValueError where it cannot be read: it is a part of the program."""
    source, problems = read(path.name, path.read_bytes())
    if source is None:
        raise ValueError("\n".join(map(str, problems)))
    return TypeAdapter(dict[str, Explanation]).validate_python(source.data)


def to_page(kinds: Iterable[Kind]) -> str:
    """The page for editors, as Markdown."""
    kinds = tuple(kinds)
    tables = read_codes(kinds)
    titles = {"": "All records and pages", **{kind.name: kind.title for kind in kinds}}
    examples = read_examples(kinds)
    parts = [HEAD]
    for name, table in tables.items():
        listed = " · ".join(f"[{code}](#{code})" for code in sorted(table))
        parts.append(f"\n**{titles[name]}:** {listed}\n")
    for name, table in tables.items():
        parts.append(f"\n## {titles[name]}\n")
        for code in sorted(table):
            parts.append(_paragraph(code, table[code], example_of(code, table[code], examples)))
    return "".join(parts)


def _paragraph(code: str, told: Explanation, example: Example | None) -> str:
    pair = (("Wrong", example.wrong), ("Right", example.right)) if example else ()
    shown = [f"\n{name}:\n\n{_fenced(text, example.language)}\n" for name, text in pair] if example else []
    return f"\n### {code}\n\n**{told.title}.** ({told.severity.capitalize()}) {told.text}\n{''.join(shown)}"


def _fenced(text: str, language: str) -> str:
    longest = max((len(found) for found in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def read_examples(kinds: Iterable[Kind]) -> list[Mapping[str, CaseFile]]:
    """The example records of each kind, by the names of their files."""
    folders = (kind.folder / "examples" for kind in kinds)
    return [{path.name: read_case(path) for path in sorted(folder.glob("*.yml"))} for folder in folders]


def example_of(code: str, told: Explanation, examples: Iterable[Mapping[str, CaseFile]]) -> Example | None:
    """A code's own example, or the shortest among those of the kinds; None where there is neither."""
    if told.wrong and told.right:
        return Example(told.wrong, told.right, _language(told))
    found = [example for cases in examples for example in _examples_in(cases, code)]
    return min(found, key=lambda example: len(example.wrong) + len(example.right), default=None)


def _language(told: Explanation) -> str:
    if told.at:
        return LANGUAGES[told.at]
    return "yaml" if FIELD.match(told.wrong or "") else "text"


def _examples_in(cases: Mapping[str, CaseFile], code: str) -> Iterator[Example]:
    good = [case.text for name, case in cases.items() if not name.startswith("wrong-")]
    for case in cases.values():
        for line, column, found in case.problems:
            if found == code:
                wrong = excerpt(case.text, line, column)
                rights = [right for text in good if (right := _same_part(text, wrong)) and right != wrong]
                if rights:
                    yield Example(wrong, max(rights, key=lambda right: SequenceMatcher(None, wrong, right).ratio()))


def read_case(path: Path) -> CaseFile:
    """An example of a room: `record:` as its text, and what is said to be wrong in it."""
    rows = path.read_text(encoding="utf-8").split("\n")
    first = rows.index("record:") + 1
    after = next((number for number in range(first, len(rows)) if rows[number][:1] not in ("", " ")), len(rows))
    text = textwrap.dedent("\n".join(rows[first:after])).strip("\n")
    source, _ = read(path.name, path.read_bytes())
    listed = (source.data.get("problems") if source else None) or []
    found = (PROBLEM.fullmatch(line) for line in listed)
    return CaseFile(text, tuple((int(one[1]), int(one[2] or 0), one[3]) for one in found if one))


def fields_in(text: str) -> dict[str, str]:
    """The lines of each field of a record, by its name."""
    fields: dict[str, str] = {}
    name = ""
    for line in text.split("\n"):
        if re.match(r"[a-z_]+:", line):
            name = line.split(":")[0]
        fields[name] = f"{fields[name]}\n{line}" if name in fields else line
    return fields


def excerpt(text: str, line: int, column: int) -> str:
    """The field in which a line of a record stands; the whole record where its first letter is named."""
    if (line, column) == (1, 1):
        return _whole(text)
    last = 0
    for part in fields_in(text).values():
        last += part.count("\n") + 1
        if line <= last:
            return part
    return text


def _same_part(text: str, wrong: str) -> str:
    """The lines of a good record that correspond to a wrong one's."""
    names = list(fields_in(wrong))
    return fields_in(text).get(names[0], "") if len(names) == 1 else _whole(text)


def _whole(text: str) -> str:
    return "\n".join(part for name, part in fields_in(text).items() if name not in EVERYWHERE)


def known_codes(tables: Mapping[str, Mapping[str, Explanation]]) -> frozenset[str]:
    """Every code that has its words."""
    return frozenset(code for table in tables.values() for code in table)
