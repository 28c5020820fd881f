"""The guides for editors are up to date, and their links start records that the check can read."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from site_fixture import real_project
from toys.library import lay, lines

from generator.editing.generated.record_guide import RECORDS, compact, to_new_records, to_records
from generator.editing.records.new_record import starter
from generator.kinds import KINDS
from generator.project.project import open_project
from generator.records.field_specs import order_of
from generator.records.settings import SETTINGS

ROOT = Path(__file__).parents[2]
CONTRIBUTING = "CONTRIBUTING.md"


@pytest.fixture(scope="module")
def catalog():
    return real_project().catalog


def test_the_guide_shows_every_field_of_every_kind(catalog):
    text = to_records(catalog)
    for kind in KINDS:
        part = text.split(f"## {kind.title}\n")[1].split("```")[1]
        for field in set(kind.record.model_fields) - {"kind", "slug"}:
            assert re.search(rf"^#?{field}:", part, re.M), f"{kind.name}.{field}"


def test_choices_are_in_the_order_of_pages_with_their_labels(catalog):
    text = to_records(catalog)
    intercepts = text.split("## Intercepts: ")[1].split("#intercepts:")[0].splitlines()[2:]
    assert [line.split(":")[0] for line in intercepts] == [f"##   intercept-{number}" for number in range(6)]
    assert intercepts[0] == "##   intercept-0: Community services"
    assert "##   prison\n" in text


def test_the_guide_explains_every_field_of_the_settings_files(catalog):
    """In the order of their classes, and with no words of developers."""
    text = to_records(catalog)
    settings = SETTINGS | {name: model for kind in KINDS for name, model in kind.settings.items()}
    for name, model in settings.items():
        part = text.split(f"### {name}.yml\n")[1].split("```")[1]
        fields = re.findall(r"^#?([a-z_]+):", part, re.M)
        assert fields == list(order_of(model)), name
    assert not re.search(r"record class|`make|docstring", text)


def test_each_kind_has_a_link_that_starts_a_record(catalog):
    """It opens a new file in the right folder, with lines to fill in."""
    text = to_new_records(catalog)
    for kind in KINDS:
        section = text.split(f"\n## {kind.title}\n")[1].split("\n## ")[0]
        [link] = re.findall(r"\]\(([^)]+)\)", section)
        address = urlsplit(link)
        assert address.path == f"../../../new/main/data/{kind.name}"
        query = parse_qs(address.query)
        [name], [value] = query["filename"], query["value"]
        # Some browsers and proxies reject longer URLs.
        assert len(link) < 6000
        assert value == compact(starter(kind, name.removesuffix(".yml"), catalog))


def test_the_guide_leads_to_the_links(catalog):
    """By the anchors that GitHub gives to headings. The guide itself has no long links."""
    text = (ROOT / CONTRIBUTING).read_text(encoding="utf-8")
    anchors = set(re.findall(r"data/NEW\.md#([a-z-]+)", text))
    titles = {kind.title.lower().replace(" ", "-") for kind in KINDS}
    assert anchors
    assert anchors <= titles
    assert "%20" not in text


def test_the_check_reports_each_line_to_fill_in(catalog, tmp_path):
    kind = next(kind for kind in KINDS if kind.name == "sites")
    text = compact(starter(kind, "example-county-peers", catalog))
    root = lay(tmp_path, {f"data/{kind.name}/example-county-peers.yml": text})
    _, problems = open_project(root, KINDS)
    own = [line for line in lines(problems) if "example-county-peers" in line]
    assert any("'name' is empty" in line for line in own)
    assert not [line for line in own if "[unknown-field]" in line]


def test_the_example_of_the_guide_passes_the_check(tmp_path):
    """Editors copy it."""
    blocks = re.findall(r"```yaml\n(.*?)```", (ROOT / CONTRIBUTING).read_text(encoding="utf-8"), re.S)
    [example] = [block for block in blocks if block.startswith("name:")]
    copied = {
        path.relative_to(ROOT).as_posix(): path.read_bytes()
        for folder in ("sources", "terms")
        for path in sorted((ROOT / "data" / folder).glob("*.yml"))
    }
    _, problems = open_project(lay(tmp_path, copied, {"data/sites/example.yml": example}), KINDS)
    own = [line for line in lines(problems) if line.startswith("data/sites/example.yml")]
    assert [line for line in own if "[no-coordinates]" not in line] == []


def test_the_guides_are_for_editors_not_developers(catalog):
    assert RECORDS.startswith("data/")
    assert "Python" not in (ROOT / CONTRIBUTING).read_text(encoding="utf-8")
