"""The extension that keeps texts safe: what Markdown would let through and a public page must not hold."""

import html
import re
import xml.etree.ElementTree as ElementTree
from urllib.parse import urlsplit

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from generator.links import Fault, Links


class Safe(Extension):
    """Raw HTML off; links and pictures looked up. Collects what it refuses."""

    def __init__(self, links: Links) -> None:
        super().__init__()
        self.links = links
        self.text = ""
        self.faults: list[Fault] = []

    def start(self, text: str) -> None:
        self.text, self.faults = text, []

    def refuse(self, snippet: str, fault: Fault) -> None:
        """Keep a fault, at the line on which the refused text stands."""
        line = self.text.count("\n", 0, max(self.text.find(snippet), 0))
        self.faults.append(Fault(line, fault.code, fault.message, fault.hint))

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the engine's name)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.deregister("automail")
        md.inlinePatterns.register(_RawHtml(self), "raw_html", 90)
        md.treeprocessors.register(_Addresses(self), "addresses", 5)


class _RawHtml(InlineProcessor):
    """A tag in a text is shown as the characters it is made of, and is a fault."""

    def __init__(self, safe: Safe) -> None:
        super().__init__(r"<[a-zA-Z/!?][^>\n]*>?")
        self.safe = safe

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # noqa: N802 (the engine's name)
        self.safe.refuse(
            m[0],
            Fault(
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
                target = element.attrib["href"]
                address, fault = self.safe.links.find(target)
                element.attrib["href"] = address
                if fault:
                    self.safe.refuse(html.unescape(target) if target not in self.safe.text else target, fault)
            elif element.tag == "img":
                self._refuse_picture(element)
            elif element.tag == "h1":
                self.safe.refuse(
                    "# ",
                    Fault(
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
        target = element.attrib.get("src", "")
        element.attrib["src"] = ""
        remote = bool(urlsplit(html.unescape(target)).netloc)
        code, message = (
            ("remote-image", f"The picture '{target[:60]}' lies on another site.")
            if remote
            else ("image", f"The picture '{target[:60]}' cannot be shown.")
        )
        self.safe.refuse(target, Fault(0, code, message, "Describe it in words: pages load nothing from elsewhere."))


def _scrollable(table: ElementTree.Element) -> ElementTree.Element:
    """A table in a box that scrolls by itself, by keyboard too: on a phone the page does not move with it."""
    names = [" ".join("".join(cell.itertext()).split()) for cell in table.iter("th")]
    label = "Table: " + ", ".join(filter(None, names))
    box = ElementTree.Element("div", {"class": "table-wrap", "role": "region", "aria-label": label, "tabindex": "0"})
    box.append(table)
    return box
