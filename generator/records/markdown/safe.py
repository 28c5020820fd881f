"""The extension that keeps texts safe: what Markdown would let through and a public page must not hold."""

import html
import re
import xml.etree.ElementTree as ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from generator.records.markdown.links import Links, TextProblem
from generator.text.masking import mask

CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
"""A code span: what it shows is no fault."""


def _typed(target: str) -> str:
    """A target as it was typed, without the engine's marks for escaped signs."""
    return re.sub("\x02([0-9]+)\x03", lambda found: chr(int(found[1])), target)


class Safe(Extension):
    """Raw HTML off; links and pictures looked up. Collects what it refuses."""

    def __init__(self, links: Links) -> None:
        super().__init__()
        self.links = links
        self.text = ""
        self.faults: list[TextProblem] = []
        self.after: dict[str, int] = {}

    def start(self, text: str) -> None:
        # What code shows is not what is refused; a tab is four spaces to the engine.
        self.text = mask(CODE, text.expandtabs(4), "\0")
        self.faults, self.after = [], {}

    def refuse(self, snippet: str, fault: TextProblem) -> None:
        """Keep a fault, at the line on which the refused text stands; the second of two alike at its own."""
        self.refuse_at("".join(rf"\\?{re.escape(sign)}" for sign in snippet), fault)

    def refuse_at(self, pattern: str, fault: TextProblem) -> None:
        """The same, for a text that a pattern finds."""
        found = re.compile(pattern, re.MULTILINE).search(self.text, self.after.get(pattern, 0))
        start = found.start() if found else 0
        self.after[pattern] = found.end() if found else 0
        line = self.text.count("\n", 0, start)
        self.faults.append(TextProblem(line, fault.code, fault.message, fault.hint))

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the engine's name)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.deregister("automail")
        md.inlinePatterns.register(_RawHtml(self, md), "raw_html", 90)
        md.treeprocessors.register(_Addresses(self), "addresses", 5)


class _RawHtml(InlineProcessor):
    """A tag in a text is shown as the characters it is made of, and is a fault."""

    def __init__(self, safe: Safe, md: Markdown) -> None:
        super().__init__(r"<[a-zA-Z/!?][^>\n]*>?", md)
        self.safe = safe

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # noqa: N802 (the engine's name)
        self.safe.refuse(
            m[0],
            TextProblem(
                0,
                "raw-html",
                f"HTML stands in the text: '{m[0][:40]}'.",
                "Write Markdown; HTML is never shown as such.",
            ),
        )
        return self.md.htmlStash.store(html.escape(m[0])), m.start(0), m.end(0)


class _Addresses(Treeprocessor):
    """Links to what exists only, no pictures, alignment as a class (the policy forbids inline styles)."""

    def __init__(self, safe: Safe) -> None:
        super().__init__()
        self.safe = safe

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            if element.tag == "a" and "href" in element.attrib:
                target = _typed(element.attrib["href"])
                address, fault = self.safe.links.find(target)
                element.attrib["href"] = address
                if fault:
                    self.safe.refuse(target, fault)
            elif element.tag == "img":
                self._refuse_picture(element)
            elif element.tag == "h1":
                self.safe.refuse_at(
                    r"^ *#(?!#)|^.*\n=+ *$",
                    TextProblem(
                        0,
                        "second-h1",
                        "A heading with one '#' stands in the text.",
                        "Use '##': the title is the page's only heading of the first level.",
                    ),
                )
            style = element.attrib.pop("style", "")
            if style.startswith("text-align: "):
                element.attrib["class"] = "align-" + style.removeprefix("text-align: ").rstrip(";")
        for parent in list(root.iter()):
            for place, element in enumerate(list(parent)):
                if element.tag == "table":
                    parent[place] = _scrollable(element)

    def _refuse_picture(self, element: ElementTree.Element) -> None:
        target = _typed(element.attrib.get("src", ""))
        element.attrib["src"] = ""
        remote = bool(re.match(r"(?:https?:)?//", html.unescape(target)))
        code, message = (
            ("remote-image", f"The picture '{target[:60]}' lies on another site.")
            if remote
            else ("image", f"The picture '{target[:60]}' cannot be shown.")
        )
        self.safe.refuse(
            target, TextProblem(0, code, message, "Describe it in words: pages load nothing from elsewhere.")
        )


def _scrollable(table: ElementTree.Element) -> ElementTree.Element:
    """A table in a box that scrolls by itself, by keyboard too; on a phone each row stands as a list of its own."""
    names = [" ".join("".join(cell.itertext()).split()) for cell in table.iter("th")]
    table.attrib["class"] = "stacked"
    for row in table.iter("tr"):
        for cell, name in zip(row.findall("td"), names, strict=False):
            cell.attrib["data-label"] = name
    label = "Table: " + ", ".join(filter(None, names))
    box = ElementTree.Element("div", {"class": "table-wrap", "role": "region", "aria-label": label, "tabindex": "0"})
    box.append(table)
    return box
