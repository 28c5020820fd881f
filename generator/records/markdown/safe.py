"""The Markdown extension that refuses raw HTML, images, first-level headings and invalid links."""

import html
import re
import string
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor, SubstituteTagInlineProcessor
from markdown.treeprocessors import Treeprocessor

from generator.records.markdown.links import Links, TextProblem
from generator.text.masking import mask
from generator.text.typed.invisible import describe_invisible, find_invisible
from generator.text.typed.visible import CHARACTER_REFERENCE, resolve

CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
"""A code span, whose content is not checked."""

INDENTED_HEADING = re.compile(HashHeaderProcessor.RE.pattern.replace(r"(?:^|\n)", r"(?:^|\n) {0,3}", 1))
"""A heading with up to three spaces before it."""
UNDERLINED_HEADING = re.compile(r"(?! {0,3}(?:>|(?:[*_-] *){3,}\n)).*\n(?:=+|-+) *(?:\n|$)")
"""A heading with a line below it, but not a quotation or a rule with a rule below it."""


def _typed(target: str) -> str:
    """Return a link target as it was typed: the engine has replaced escaped characters by their numbers."""
    return re.sub("\x02([0-9]+)\x03", lambda match: chr(int(match[1])), target)


def _escapable(snippet: str) -> str:
    """Return a pattern for a part of a text in which each character may have a backslash before it."""
    return "".join(rf"\\?{re.escape(character)}" for character in snippet)


class Safe(Extension):
    """Refuses unsafe Markdown and collects a problem for each case."""

    def __init__(self, links: Links) -> None:
        super().__init__()
        self.links = links
        self.text = ""
        self.problems: list[TextProblem] = []
        self.search_from: dict[str, int] = {}

    def start(self, text: str) -> None:
        """Prepare for a new text."""
        # Code is not searched; the engine reads a tab as four spaces.
        self.text = mask(CODE, text.expandtabs(4), "\0")
        self.problems, self.search_from = list(_invisible(self.text)), {}

    def has(self, snippet: str) -> bool:
        """Return whether a part of the text is in it, maybe with escapes."""
        return bool(re.search(_escapable(snippet), self.text))

    def refuse(self, snippet: str, problem: TextProblem) -> None:
        """Add a problem at the line of a part of the text; at the next occurrence if it was refused before."""
        self.refuse_at(_escapable(snippet), problem)

    def refuse_at(self, pattern: str, problem: TextProblem) -> None:
        """Add a problem at the line of the next match of a pattern."""
        match = re.compile(pattern, re.MULTILINE).search(self.text, self.search_from.get(pattern, 0))
        start = match.start() if match else 0
        self.search_from[pattern] = match.end() if match else 0
        line = self.text.count("\n", 0, start)
        self.problems.append(TextProblem(line, problem.code, problem.message, problem.hint))

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the engine's name)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.deregister("automail")
        md.inlinePatterns.register(_RawHtml(self, md), "raw_html", 90)
        md.treeprocessors.register(_Elements(self), "elements", 5)
        # What CommonMark accepts and the engine by itself does not: 2.4, 4.2 and 6.7.
        md.ESCAPED_CHARS = list(string.punctuation)
        md.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "backslash_break", 101)
        md.parser.blockprocessors["hashheader"].RE = INDENTED_HEADING
        md.parser.blockprocessors["setextheader"].RE = UNDERLINED_HEADING


def _invisible(text: str) -> Iterator[TextProblem]:
    """Yield a problem for each character reference that hides something. Other characters are checked in the file."""
    for number, line in enumerate(text.split("\n")):
        resolved, references, end = "", [], 0
        for match in CHARACTER_REFERENCE.finditer(line):
            resolved += line[end : match.start()]
            references.append((match[0], len(resolved), character := resolve(match[0])))
            resolved, end = resolved + character, match.end()
        # The characters around a reference decide whether a joiner is needed.
        hidden = set(find_invisible(resolved + line[end:])) if references else set()
        for reference, start, character in references:
            if not character or start in hidden:
                message = describe_invisible(character) if character else f"'{reference}' is not a character."
                yield TextProblem(number, "invisible-character", message, f"Delete '{reference}'.")


class _RawHtml(InlineProcessor):
    """Refuses HTML tags, and shows them as text."""

    def __init__(self, safe: Safe, md: Markdown) -> None:
        super().__init__(r"<[a-zA-Z/!?][^>\n]*>?", md)
        self.safe = safe

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # noqa: N802 (the engine's name)
        self.safe.refuse(
            m[0],
            TextProblem(
                0,
                "raw-html",
                f"The text contains HTML: '{m[0][:40]}'.",
                "Use Markdown; HTML is not allowed.",
            ),
        )
        return self.md.htmlStash.store(html.escape(m[0])), m.start(0), m.end(0)


class _Elements(Treeprocessor):
    """Checks links, images and headings, and prepares tables. Alignment becomes a class: the CSP forbids styles."""

    def __init__(self, safe: Safe) -> None:
        super().__init__()
        self.safe = safe

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            if element.tag == "a" and "href" in element.attrib:
                target = _typed(element.attrib["href"])
                address, problem = self.safe.links.find(
                    target, in_brackets=" " in target and self.safe.has(f"<{target}>")
                )
                # The engine would keep what looks like an entity, and a browser would resolve it.
                element.attrib["href"] = address.replace("&", "&amp;")
                if problem:
                    self.safe.refuse(target, problem)
            elif element.tag == "img":
                self._refuse_image(element)
            elif element.tag == "h1":
                self.safe.refuse_at(
                    r"^ *#(?!#)|^.*\n=+ *$",
                    TextProblem(
                        0,
                        "second-h1",
                        "The text has a first-level heading ('#').",
                        "Use '##': the title is the page's only first-level heading.",
                    ),
                )
            style = element.attrib.pop("style", "")
            if style.startswith("text-align: "):
                element.attrib["class"] = "align-" + style.removeprefix("text-align: ").rstrip(";")
        for parent in list(root.iter()):
            for index, element in enumerate(list(parent)):
                if element.tag == "table":
                    parent[index] = _scrollable(element)

    def _refuse_image(self, element: ElementTree.Element) -> None:
        target = _typed(element.attrib.get("src", ""))
        element.attrib["src"] = ""
        remote = bool(re.match(r"(?:https?:)?//", html.unescape(target)))
        code, message = (
            ("remote-image", f"The image '{target[:60]}' is on another site.")
            if remote
            else ("image", f"The image '{target[:60]}' cannot be shown.")
        )
        self.safe.refuse(target, TextProblem(0, code, message, "Describe it in words: texts cannot contain images."))


def _scrollable(table: ElementTree.Element) -> ElementTree.Element:
    """Return a table in a scrollable, focusable region. Each cell gets its column's name: phones show rows as lists."""
    columns = [" ".join("".join(cell.itertext()).split()) for cell in table.iter("th")]
    table.attrib["class"] = "stacked"
    for row in table.iter("tr"):
        for cell, name in zip(row.findall("td"), columns, strict=False):
            cell.attrib["data-label"] = name
    label = "Table: " + ", ".join(filter(None, columns))
    box = ElementTree.Element("div", {"class": "table-wrap", "role": "region", "aria-label": label, "tabindex": "0"})
    box.append(table)
    return box
