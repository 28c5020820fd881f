"""Runs the search scripts in Node.js without a page: how they normalize texts, and what an index answers."""

import json
import subprocess
from pathlib import Path
from typing import Any

SCRIPTS = Path(__file__).parent.parent / "theme/assets/js"

ANSWER = """
const engine = site.searchRank.open(site.searchIndex);
console.log(JSON.stringify(given.map(({ words, below }) => {
  const found = engine.search(words, below === null ? undefined : (address) => address.startsWith(below));
  const { best, groups } = engine.arrange(found), addresses = (hits) => hits.map((hit) => hit.entry.u);
  return {
    near: found.near, work: found.work, hits: addresses(found.hits), more: addresses(found.more),
    nearest: found.nearest.map((entry) => entry.u), best: best && best.entry.u, help: engine.help(words) !== null,
    groups: groups.map((group) => [group.kind, addresses(group.hits)]), marks: found.hits.map((hit) => [...hit.terms]),
  };
})));
"""
"""A program that prints the answer of `site.searchIndex` to each query."""


def run(program: str, given: Any, *scripts: str, index: str = "") -> Any:
    """Run a program after some scripts and the index, and return what it prints, as data. Its input is `given`.

    `scripts`: paths below theme/assets/js/; a folder's scripts are run in their order.
    """
    paths = [
        path for name in scripts for path in sorted(SCRIPTS.glob(f"{name}.js")) + sorted(SCRIPTS.glob(f"{name}/*.js"))
    ]
    files = [path.read_text(encoding="utf-8") for path in paths]
    start = "globalThis.window = globalThis; globalThis.site = {};"
    text = "\n".join([start, *files, index, f"const given = {json.dumps(given)};", program])
    done = subprocess.run(["node", "-"], input=text, capture_output=True, text=True, check=True, encoding="utf-8")
    return json.loads(done.stdout)


def answers(index: str, *queries: str, below: str | None = None) -> list[dict[str, Any]]:
    """Return the answers of an index (a script) to queries, optionally only for addresses that start with `below`."""
    given = [{"words": query, "below": below} for query in queries]
    results: list[dict[str, Any]] = run(ANSWER, given, "core/5-search-words", "search-rank", index=index)
    return results
