"""Makes a project of any size: the real one, with made sites, pairings and questions added to its records."""

import random
import shutil
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent.parent
STATES = "AL AZ CA CO MA MN NC OH PA SC VA WV WY".split()
WORDS = "peer recovery support county jail court outreach coach housing ride group plan visit team first step".split()


def make_project(folder: Path, sites: int) -> Path:
    """Copy the real project into a folder and add made sites to it. The same number gives the same files."""
    for name in ("content", "data", "theme"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    choices = _choices()
    random_of = random.Random(sites)  # noqa: S311 (made records, not secrets)
    for number in range(sites):
        text = yaml.safe_dump(_site(number, choices, random_of), sort_keys=False)
        (folder / "data" / "sites" / f"made-{number:05}.yml").write_text(text, encoding="utf-8")
    return folder


def _choices() -> dict[str, list[str]]:
    """The terms that each field of a site may hold."""
    found: dict[str, list[str]] = {}
    for path in sorted((ROOT / "data" / "terms").glob("*.yml")):
        for use in yaml.safe_load(path.read_text(encoding="utf-8")).get("used_by", ()):
            found.setdefault(use.removeprefix("sites."), []).append(path.stem)
    return found


def _site(number: int, choices: dict[str, list[str]], random_of: random.Random) -> dict[str, object]:
    def some(field: str, most: int) -> list[dict[str, str]]:
        picked = random_of.sample(choices[field], min(random_of.randint(0, most), len(choices[field])))
        return [{"value": value, "source": "made"} for value in sorted(picked)]

    def sentence(words: int) -> str:
        return " ".join(random_of.choices(WORDS, k=words)).capitalize() + "."

    return {
        "name": f"Made Site {number}",
        "summary": sentence(16),
        "body": f"{sentence(40)}\n\n{sentence(30)} See [peer workers](terms:peer-worker).\n",
        "city": f"Made Town {number % 500}",
        "state": random_of.choice(STATES),
        "coordinates": {"lat": round(random_of.uniform(33, 46), 2), "lon": round(random_of.uniform(-118, -78), 2)},
        "roles": [{"value": "mentor", "source": "made"}],
        "mentor_years": [{"value": random_of.randint(2019, 2024), "source": "made"}],
        "settings": some("settings", 3),
        "populations": some("populations", 3),
        "services": some("services", 5),
        "community_types": some("community_types", 2),
        "listing": {"status": "public_source"},
        "fact_status": "placeholder",
        "sources": [
            {"id": "made", "title": "Made for a measurement", "seen_on": "2026-11-21"},
            {"id": "made-too", "title": "Made for a measurement too", "seen_on": "2026-11-21"},
        ],
    }
