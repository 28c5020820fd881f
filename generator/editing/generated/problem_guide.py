"""The guide to problems: a page that explains each problem code to editors, with a wrong and a right example.

The explanations are in `codes.yml`, here and in the folder of each kind. A code without an example there takes one from
a kind's `examples/wrong-….yml`: the lines with the problem, and the same lines of one of the kind's good examples.
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
"""The language in which GitHub highlights an example, by the file that it belongs to."""

EVERYWHERE = ("sources", "fact_status")
"""The fields that every record has. An example that shows a whole record leaves them out."""

FIELD = re.compile(r"(- )?[a-z_]+:(\s|$)")
PROBLEM = re.compile(r"record\.yml:(\d+)(?::(\d+))?: .*\[([a-z0-9-]+)\]", re.DOTALL)

HEAD = """\
# What the check reports, and how to fix it

<!-- Generated from generator/editing/generated/codes.yml and generator/kinds/*/codes.yml. Edit those files. -->

Each problem ends with a code, such as `[missing-field]`. This page explains each code and shows a wrong and a right
example. To find yours, press Ctrl+F or use the list.

An **error** must be fixed before changes can be published. Until then, the existing site stays online. A **warning**
does not block publishing, but someone should look at it. In the examples, ⇥ means a tab, ⍽ a non-breaking space, and ␀
an invisible character.
"""


class Explanation(StrictModel):
    """The explanation of a code."""

    title: Text
    text: Text
    severity: Severity = "error"
    at: Literal["record", "page", "redirects"] | None = None
    """The file that the example belongs to, if a test can try it."""
    wrong: str | None = None
    right: str | None = None
    formerly: tuple[Text, ...] = ()
    """Former names of the code. Old links to them lead to this explanation."""


@dataclass(frozen=True)
class Example:
    """A few wrong lines, and the lines that are right."""

    wrong: str
    right: str
    language: str = "yaml"


@dataclass(frozen=True)
class CaseFile:
    """An example record of a kind, with the problems that it is expected to have: line, column, code."""

    text: str
    problems: tuple[tuple[int, int, str], ...]


def read_codes(kinds: Iterable[Kind]) -> dict[str, dict[str, Explanation]]:
    """Return the explanations by code, by the name of the kind; '' has the codes of all records and pages."""
    of_kinds = {kind.name: kind.folder / "codes.yml" for kind in kinds}
    return {name: _read(path) for name, path in {"": CORE, **of_kinds}.items() if path.is_file()}


def _read(path: Path) -> dict[str, Explanation]:
    """Return the explanations in a file. Raises ValueError if it cannot be read, since it is part of the program."""
    source, problems = read(path.name, path.read_bytes())
    if source is None:
        raise ValueError("\n".join(map(str, problems)))
    return TypeAdapter(dict[str, Explanation]).validate_python(source.data)


def to_page(kinds: Iterable[Kind]) -> str:
    """Return the page as Markdown."""
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
            parts.append(_section(code, table[code], example_of(code, table[code], examples)))
    return "".join(parts)


def _section(code: str, explanation: Explanation, example: Example | None) -> str:
    anchors = "".join(f'\n<a id="{former}"></a>\n' for former in explanation.formerly)
    pair = (("Wrong", example.wrong), ("Right", example.right)) if example else ()
    shown = [f"\n{name}:\n\n{_fenced(text, example.language)}\n" for name, text in pair] if example else []
    severity = explanation.severity.capitalize()
    return f"{anchors}\n### {code}\n\n**{explanation.title}.** ({severity}) {explanation.text}\n{''.join(shown)}"


def _fenced(text: str, language: str) -> str:
    """Return a text as a code block, with a fence that the text does not contain."""
    longest = max((len(ticks) for ticks in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def read_examples(kinds: Iterable[Kind]) -> list[Mapping[str, CaseFile]]:
    """Return the example records of each kind, by file name."""
    folders = (kind.folder / "examples" for kind in kinds)
    return [{path.name: read_case(path) for path in sorted(folder.glob("*.yml"))} for folder in folders]


def example_of(code: str, explanation: Explanation, cases_of_kinds: Iterable[Mapping[str, CaseFile]]) -> Example | None:
    """Return a code's own example, or the shortest one among the examples of the kinds; None if there is none."""
    if explanation.wrong and explanation.right:
        return Example(explanation.wrong, explanation.right, _language(explanation))
    examples = [example for cases in cases_of_kinds for example in _examples_in(cases, code)]
    return min(examples, key=lambda example: len(example.wrong) + len(example.right), default=None)


def _language(explanation: Explanation) -> str:
    if explanation.at:
        return LANGUAGES[explanation.at]
    return "yaml" if FIELD.match(explanation.wrong or "") else "text"


def _examples_in(cases: Mapping[str, CaseFile], code: str) -> Iterator[Example]:
    """Yield each place with a problem of this code, with the most similar lines of a good example."""
    good = [case.text for name, case in cases.items() if not name.startswith("wrong-")]
    for case in cases.values():
        for line, column, case_code in case.problems:
            if case_code == code:
                wrong = excerpt(case.text, line, column)
                rights = [right for text in good if (right := _same_field(text, wrong)) and right != wrong]
                if rights:
                    yield Example(wrong, max(rights, key=lambda right: SequenceMatcher(None, wrong, right).ratio()))


def read_case(path: Path) -> CaseFile:
    """Return an example file of a kind: the text below `record:`, and the problems listed below `problems:`."""
    rows = path.read_text(encoding="utf-8").split("\n")
    first = rows.index("record:") + 1
    after = next((number for number in range(first, len(rows)) if rows[number][:1] not in ("", " ")), len(rows))
    text = textwrap.dedent("\n".join(rows[first:after])).strip("\n")
    source, _ = read(path.name, path.read_bytes())
    listed = source.data.get("problems") if source else None
    matches = (PROBLEM.fullmatch(str(line)) for line in (listed if isinstance(listed, list) else ()))
    return CaseFile(text, tuple((int(match[1]), int(match[2] or 0), match[3]) for match in matches if match))


def fields_in(text: str) -> dict[str, str]:
    """Return the lines of each field of a record, by field name."""
    fields: dict[str, str] = {}
    name = ""
    for line in text.split("\n"):
        if re.match(r"[a-z_]+:", line):
            name = line.split(":")[0]
        fields[name] = f"{fields[name]}\n{line}" if name in fields else line
    return fields


def excerpt(text: str, line: int, column: int) -> str:
    """Return the field that a line belongs to; for the first character of a record, the whole record."""
    if (line, column) == (1, 1):
        return _whole(text)
    last = 0
    for lines in fields_in(text).values():
        last += lines.count("\n") + 1
        if line <= last:
            return lines
    return text


def _same_field(text: str, wrong: str) -> str:
    """Return the lines of a good record that correspond to a wrong excerpt."""
    names = list(fields_in(wrong))
    return fields_in(text).get(names[0], "") if len(names) == 1 else _whole(text)


def _whole(text: str) -> str:
    return "\n".join(lines for name, lines in fields_in(text).items() if name not in EVERYWHERE)
