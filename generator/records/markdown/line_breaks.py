"""The Markdown extension that makes line breaks within paragraphs spaces: they are for editors, and never published."""

from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

PRIORITY = 15
"""Between the engine's processors for inline marks (20) and for the layout of the HTML (10)."""


class LineBreaks(Extension):
    """Replaces the line breaks in the text of a document by spaces, except in blocks of code."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the engine's name)
        md.treeprocessors.register(_Processor(md), "line-breaks", PRIORITY)


class _Processor(Treeprocessor):
    def run(self, root: ElementTree.Element) -> None:
        for element in root:
            self.run(element) if element.tag != "pre" else None
            element.tail = _on_one_line(element.tail)
        root.text = _on_one_line(root.text)


def _on_one_line(text: str | None) -> str | None:
    """Return a text on one line, as the engine's kind of text."""
    if text is None or "\n" not in text or not text.strip():
        return text
    joined = text.replace("\n", " ")
    return AtomicString(joined) if isinstance(text, AtomicString) else joined
