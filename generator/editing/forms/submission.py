"""Turn the answers of a form into a proposed record or correction, with the problems of either."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.base.problems import Place, Problem, did_you_mean
from generator.checks.published_urls import read_published_urls
from generator.editing.forms.form_answers import Answers, parse_answers, read_event
from generator.editing.forms.form_problems import in_words_of_the_form
from generator.editing.forms.issue_forms import Correction, forms
from generator.editing.records.changes import new_problems, open_records
from generator.project.file_changes import Change, apply
from generator.records.catalog import Catalog
from generator.records.content_pages import addresses_below
from generator.records.kind import Kind
from generator.records.parse import parse_settings
from generator.text.slugs import SLUG, free_slug
from generator.yaml_files.schema_header import schema_of, with_first_line
from generator.yaml_files.yaml_emit import plain, to_yaml
from generator.yaml_files.yaml_source import SourceFile

UNNAMED = "unnamed"
"""The file's name in messages if the name has no answer. Such a record has an error and is not written."""


@dataclass(frozen=True)
class Proposal:
    """A proposed record or correction. `path` is empty if it is unknown which file a correction is about."""

    path: str
    text: str
    """The file of a record, or the answers of a correction."""
    is_record: bool
    problems: tuple[Problem, ...] = ()


def propose(root: Path, kinds: tuple[Kind, ...], event: bytes) -> tuple[Proposal | None, list[Problem]]:
    """Return the proposal in a GitHub event, or the problems if the issue is not one of our forms. Writes nothing."""
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
    taken = {*folder.slugs[kind.name], *_slugs_in_use(root, catalog, kind)}
    slug = _slug_for(answers, taken)
    path = f"data/{kind.name}/{slug or UNNAMED}.yml"
    text = to_record(answers, path)
    found = new_problems(root, kinds, [Change(path, None, text.encode())])
    problems = [in_words_of_the_form(problem, answers, path, text) for problem in found]
    return Proposal(path, text, is_record=True, problems=_with_answers(answers, problems)), []


def _slug_for(answers: Answers, taken: Collection[str]) -> str:
    """Return an unused slug from the first answer, a name or a question; "" with a problem if it gives none."""
    first = answers.form.elements[0]
    title = str(answers.values.get(first.id, ""))
    slug = free_slug(title, taken)
    if title and not slug:
        message = f"The answer to '{first.label}' has no letters or digits, so the page can have no web address."
        hint = "Edit the issue and add a name in Latin letters."
        answers.problems.append(Problem(Place("issue"), "no-address", message, hint))
    return slug


def to_record(answers: Answers, path: str) -> str:
    """Return the answers as the file of a record: the fields in the form's order, then the source."""
    form = answers.form
    answered = [element for element in form.elements if element.id in answers.values]
    fields = {element.name: answers.values[element.id] for element in answered if not element.of_source}
    source = {element.name: answers.values[element.id] for element in answered if element.of_source}
    fields |= dict(form.definition.always) | ({"sources": [source]} if source else {})
    return with_first_line(to_yaml(fields, plain).encode(), schema_of(path)).decode()


def write(root: Path, proposal: Proposal) -> None:
    """Write a new record below `data/`.

    Raises:
        RefusedError: the file exists already, or cannot be written.
        ValueError: the path is not one that `propose` returns.
    """
    folder, _, name = proposal.path.rpartition("/")
    # `propose` builds the name from a slug. This guards against a mistake there.
    is_inside = (root / folder).resolve().is_relative_to((root / "data").resolve())
    if not proposal.is_record or not is_inside or not SLUG.fullmatch(name.removesuffix(".yml")):
        raise ValueError(proposal.path)
    apply(root, [Change(proposal.path, None, proposal.text.encode())])


def _slugs_in_use(root: Path, catalog: Catalog, kind: Kind) -> Iterable[str]:
    """Yield slugs that would give a record the URL of something else, published now or before."""
    published, _ = read_published_urls(root)
    addresses = {*published, *addresses_below(root), *catalog.derived_pages}
    return (slug for address in addresses if (slug := kind.slug_in(address)) is not None)


def _correction(catalog: Catalog, answers: Answers) -> Proposal:
    """Return a correction with the file that it is about. Someone has to make it by hand."""
    source = SourceFile("issue", answers.values)
    _, found = parse_settings(source, Correction)
    problems = [in_words_of_the_form(problem, answers) for problem in found]
    answer = str(answers.values.get("record", ""))
    paths = _paths_by_name(catalog)
    path = next((path for name, path in paths.items() if _ends_with(answer, name)), "")
    if answer and not path:
        hint = did_you_mean(answer, paths) or "Copy the web address of the page from your browser."
        problems.append(Problem(Place("issue"), "unknown-record", f"'{answer[:80]}' matches no record.", hint))
    text = to_yaml(answers.values, plain)
    return Proposal(path, text, is_record=False, problems=_with_answers(answers, problems))


def _with_answers(answers: Answers, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems of the answers and of what they result in. Missing answers are listed once, as questions."""
    has_problems = bool(answers.problems)
    others = (problem for problem in problems if not (has_problems and problem.code in ("missing-field", "too-few")))
    return (*answers.problems, *others)


def _paths_by_name(catalog: Catalog) -> dict[str, str]:
    """Return the file of each record that is shown, by its URL and by its kind and slug."""
    shown = [record for kind in catalog.kinds for record in catalog.all(kind)]
    return {
        name: f"data/{record.kind}/{record.slug}.yml"
        for record in shown
        for name in (catalog.url(record).strip("/"), f"{record.kind}/{record.slug}")
    }


def _ends_with(answer: str, name: str) -> bool:
    """Return whether a copied path or URL ends with a record's name."""
    plain_form = answer.strip().removesuffix("index.html").removesuffix(".yml").strip("/")
    return plain_form == name or plain_form.endswith(f"/{name}")
