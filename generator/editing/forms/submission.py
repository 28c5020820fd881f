"""Answers → the record that they make, or the correction that they ask for; what is wrong with it, in plain words."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.base.problems import Place, Problem, did_you_mean
from generator.checks.published_urls import read_published_urls
from generator.editing.forms.form_answers import Answers, parse_answers, read_event
from generator.editing.forms.issue_forms import Correction, forms
from generator.editing.records.changes import new_problems, open_records
from generator.project.file_changes import Change, apply
from generator.records.catalog import Catalog
from generator.records.content_pages import addresses_below
from generator.records.data_folder import SLUG, free_slug
from generator.records.kind import Kind
from generator.records.parse import parse_settings
from generator.yaml_files.schema_header import schema_of, with_first_line
from generator.yaml_files.yaml_emit import plain, to_yaml
from generator.yaml_files.yaml_source import Source


@dataclass(frozen=True)
class Proposal:
    """What a form asks for. `path` is empty where nobody can tell which file it is about."""

    path: str
    text: str
    """A record as a file; or a correction's answers, which a person must read."""
    is_record: bool
    problems: tuple[Problem, ...] = ()


def propose(root: Path, kinds: tuple[Kind, ...], event: bytes) -> tuple[Proposal | None, list[Problem]]:
    """What an event of GitHub's asks for, or why that is not a form of ours. Writes nothing."""
    body, problems = read_event(event)
    if problems:
        return None, problems
    folder, catalog = open_records(root, kinds)
    answers, problems = parse_answers(body, forms(catalog))
    if answers is None:
        return None, problems
    kind = answers.form.kind
    if kind is None:
        return _correction(catalog, answers), []
    taken = {*folder.slugs[kind.name], *_taken(root, catalog, kind)}
    path = f"data/{kind.name}/{free_slug(str(answers.values.get(answers.form.elements[0].id, '')), taken)}.yml"
    text = to_record(answers, path)
    found = new_problems(root, kinds, [Change(path, None, text.encode())])
    return Proposal(path, text, is_record=True, problems=_all(answers, found)), []


def to_record(answers: Answers, path: str) -> str:
    """The answers as a record's file: the fields in the form's order, and where they were read."""
    form = answers.form
    parts = [
        {one.name: answers.values[one.id] for one in form.elements if one.id in answers.values and one.of_source is of}
        for of in (False, True)
    ]
    fields = parts[0] | dict(form.asked.always) | ({"sources": [parts[1]]} if parts[1] else {})
    return with_first_line(to_yaml(fields, plain).encode(), schema_of(path)).decode()


def write(root: Path, proposal: Proposal) -> None:
    """Write a new record below `data/`. Raises RefusedError where a file stands there already."""
    folder, _, name = proposal.path.rpartition("/")
    # The name was made here, of small letters, digits and hyphens; this is where a mistake in that would end.
    inside = (root / folder).resolve().is_relative_to((root / "data").resolve())
    if not proposal.is_record or not inside or not SLUG.fullmatch(name.removesuffix(".yml")):
        raise ValueError(proposal.path)
    apply(root, [Change(proposal.path, None, proposal.text.encode())])


def _taken(root: Path, catalog: Catalog, kind: Kind) -> Iterable[str]:
    """Names that would give a record the address of something else, of today or of before."""
    published, _ = read_published_urls(root)
    addresses = {*published, *addresses_below(root), *catalog.derived_pages}
    return (slug for address in addresses if (slug := kind.slug_in(address)) is not None)


def _correction(catalog: Catalog, answers: Answers) -> Proposal:
    """A correction is made by a person: here it only finds its file, and says what is missing."""
    source = Source("issue", answers.values)
    _, problems = parse_settings(source, Correction)
    asked = str(answers.values.get("record", ""))
    names = _names(catalog)
    path = next((path for name, path in names.items() if _is_named(asked, name)), "")
    if asked and not path:
        hint = did_you_mean(asked, names) or "Copy the address of its page from the browser."
        problems.append(Problem(Place("issue"), "unknown-record", f"'{asked[:80]}' names no record.", hint))
    text = to_yaml(answers.values, plain)
    return Proposal(path, text, is_record=False, problems=_all(answers, problems))


def _all(answers: Answers, found: Iterable[Problem]) -> tuple[Problem, ...]:
    """What is wrong with the answers and with what is made of them. What is missing is said in the form's words."""
    said = bool(answers.problems)
    return (*answers.problems, *(problem for problem in found if not (said and problem.code == "missing-field")))


def _names(catalog: Catalog) -> dict[str, str]:
    """The file of each record that may be shown, by the names that people may give it."""
    shown = [record for kind in catalog.kinds for record in catalog.all(kind)]
    return {
        name: f"data/{record.kind}/{record.slug}.yml"
        for record in shown
        for name in (catalog.url(record).strip("/"), f"{record.kind}/{record.slug}")
    }


def _is_named(asked: str, name: str) -> bool:
    """Whether a path or an address, as it was copied from somewhere, ends in a record's name."""
    plain_form = asked.strip().removesuffix("index.html").removesuffix(".yml").strip("/")
    return plain_form == name or plain_form.endswith(f"/{name}")
