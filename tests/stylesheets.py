"""The rules of stylesheets, from a CSS parser."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tinycss2

ROOT = Path(__file__).resolve().parents[1]
THEME = ROOT / "theme/assets/css"
BASE = THEME / "1-base.css"
SHEETS = (*sorted(THEME.glob("*.css")), *sorted((ROOT / "generator/kinds").rglob("*.css")))


@dataclass(frozen=True)
class Rule:
    """A style rule, or an at-rule with declarations, such as `@font-face`."""

    within: tuple[str, ...]
    """What it stands in, outermost first: at-rules, such as `@media print`, and the selectors of nesting rules."""
    prelude: Sequence[Any]
    """The tokens of its selectors, or of the at-rule."""
    declarations: Sequence[Any]
    at: str = ""
    """The name of the at-rule; empty for a style rule."""

    @property
    def selectors(self) -> list[list[Any]]:
        """Return the tokens of each selector, without white space around it."""
        return [list(strip(part)) for part in split(self.prelude, ",")]

    @property
    def layer(self) -> str:
        """Return the name of its layer, or an empty string."""
        names = [place.removeprefix("@layer ") for place in self.within if place.startswith("@layer ")]
        return ".".join(names)

    def __str__(self) -> str:
        return " ".join((*self.within, f"@{self.at}" * bool(self.at), serialized(self.prelude))).strip()


def rules(css: str) -> Iterator[Rule]:
    """Yield all rules of a stylesheet, also those inside others. Raises AssertionError for what is not CSS."""
    return _rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), ())


def _rules(nodes: Iterable[Any], within: tuple[str, ...]) -> Iterator[Rule]:
    for node in nodes:
        assert node.type != "error", f"line {node.source_line}: {node.message}"
        if node.type == "declaration" or node.content is None:
            continue
        inner = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
        declarations = [one for one in inner if one.type == "declaration"]
        at = node.at_keyword if node.type == "at-rule" else ""
        rule = Rule(within, node.prelude, declarations, at)
        if declarations or not at:
            yield rule
        yield from _rules(inner, (*within, f"@{at} {serialized(node.prelude)}" if at else serialized(node.prelude)))


def layer_order(css: str) -> list[list[str]]:
    """Return the names of each statement that puts layers in order."""
    nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    statements = [node for node in nodes if node.type == "at-rule" and node.at_keyword == "layer" and not node.content]
    return [serialized(node.prelude).split(",") for node in statements]


def values(rule: Rule) -> Mapping[str, list[Any]]:
    """Return the tokens of each declared value, without white space around them, by property."""
    return {one.name: list(strip(one.value)) for one in rule.declarations}


def serialized(tokens: Iterable[Any]) -> str:
    """Return tokens as CSS on one line, without spaces after commas and colons."""
    return " ".join(tinycss2.serialize(tokens).split()).replace(": ", ":").replace(", ", ",")


def split(tokens: Iterable[Any], literal: str) -> Iterator[list[Any]]:
    """Yield the parts between each occurrence of a literal token. Those inside functions and blocks do not count."""
    part: list[Any] = []
    for token in tokens:
        if token == literal:
            yield part
            part = []
        else:
            part.append(token)
    yield part


def strip(tokens: Sequence[Any]) -> Sequence[Any]:
    """Return tokens without white space at the start and the end."""
    meant = [place for place, token in enumerate(tokens) if token.type != "whitespace"]
    return tokens[meant[0] : meant[-1] + 1] if meant else []
