"""Create a project of any size: the real project with generated site records.

A generated record resembles a real one in what affects build time: its bytes, its sources and its facts. It has short
sentences and no open questions, so `check` reports no warnings about it.
"""

import random
import shutil
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent.parent
STATES = "AL AZ CA CO MA MN NC OH PA SC VA WV WY".split()
WORDS = "peer coach county jail court street team group plan visit home ride job first step town help week call".split()
SOURCES = ("fact-sheet", "county", "news")
TOWNS = 500


class LiteralText(str):
    """A string that is written as a YAML literal block (`|`), as editors write long text."""

    __slots__ = ()


yaml.SafeDumper.add_representer(
    LiteralText, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, "|")
)


class RecordRandom(random.Random):
    """Random values of record fields. The order of the calls decides every value."""

    def source(self) -> str:
        """Return the ID of a source."""
        return self.choice(SOURCES)

    def facts(self, values: list[str], most: int) -> list[dict[str, str]]:
        """Return up to `most` of the values in alphabetical order, each with a source."""
        sample = self.sample(values, min(self.randint(0, most), len(values)))
        return [{"value": value, "source": self.source()} for value in sorted(sample)]

    def sentence(self, words: int) -> str:
        """Return a sentence of this many short words."""
        return " ".join(self.choices(WORDS, k=words)).capitalize() + "."

    def paragraph(self) -> str:
        """Return four sentences."""
        return " ".join(self.sentence(self.randint(6, 11)) for _ in range(4))


def make_project(folder: Path, sites: int) -> Path:
    """Copy the real project to a folder and add generated sites. The same number of sites gives the same files."""
    for name in ("content", "data", "theme"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    choices = _choices()
    rng = RecordRandom(sites)
    for number in range(sites):
        text = yaml.safe_dump(_site(number, choices, rng), sort_keys=False, allow_unicode=True, width=10_000)
        (folder / "data" / "sites" / f"test-{number:05}.yml").write_text(text, encoding="utf-8")
    return folder


def _choices() -> dict[str, list[str]]:
    """Return the slugs of the terms that each field of a site accepts."""
    choices: dict[str, list[str]] = {}
    for path in sorted((ROOT / "data" / "terms").glob("*.yml")):
        for use in yaml.safe_load(path.read_text(encoding="utf-8")).get("used_by", ()):
            choices.setdefault(use.removeprefix("sites."), []).append(path.stem)
    return choices


def _site(number: int, choices: dict[str, list[str]], rng: RecordRandom) -> dict[str, object]:
    """Return the fields of a generated site."""
    return {
        "name": f"Test Site {number}",
        "summary": rng.sentence(12),
        "body": LiteralText(f"{rng.paragraph()} See [peer workers](terms:peer-worker).\n\n{rng.paragraph()}\n"),
        "city": f"Test Town {number % TOWNS}",
        "state": rng.choice(STATES),
        "coordinates": {"lat": round(rng.uniform(33, 46), 2), "lon": round(rng.uniform(-118, -78), 2)},
        "place_served": {"value": f"Test County {number % TOWNS}", "source": rng.source()},
        "roles": [{"value": "mentor", "source": rng.source()}],
        "mentor_years": [{"value": rng.randint(2019, 2024), "source": rng.source()}],
        "community_types": rng.facts(choices["community_types"], 2),
        "settings": rng.facts(choices["settings"], 3),
        "populations": rng.facts(choices["populations"], 3),
        "services": rng.facts(choices["services"], 5),
        "strengths": [{"value": rng.sentence(10), "source": rng.source()}],
        "website": f"https://test-{number}.example.org/peer-support",
        "listing": {"status": "public_source"},
        "fact_status": "from_source",
        "sources": [_source(number, index, name) for index, name in enumerate(SOURCES, 1)],
    }


def _source(number: int, index: int, name: str) -> dict[str, str]:
    """Return the fields of a source of a generated site."""
    return {
        "id": name,
        "title": f"Test source {index}, on the peers of a test county",
        "url": f"https://{name}.example.org/on-the-peers-of-a-test-county/{number}",
        "seen_on": "2026-11-21",
    }
