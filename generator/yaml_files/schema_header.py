"""The first line of a record or settings file: the comment that tells editors' programs which JSON Schema it follows.

The YAML language server reads it (its README, "Using inlined schema").
"""

import re
from itertools import takewhile
from pathlib import PurePosixPath

from generator.yaml_files.text_file import BYTE_ORDER_MARK

BOM = BYTE_ORDER_MARK.encode()
POINTER = re.compile(rb"#\s*yaml-language-server:")


def schema_of(path: str) -> str:
    """The way from a record or a settings file to its schema."""
    parts = PurePosixPath(path)
    return f".schemas/settings/{parts.stem}.json" if len(parts.parts) == 2 else f"../.schemas/{parts.parent.name}.json"


def with_first_line(content: bytes, schema: str) -> bytes:
    """A YAML file whose first line names its schema. An older such line goes; every other byte stays as it is."""
    mark = BOM if content.startswith(BOM) else b""
    lines = content.removeprefix(mark).splitlines(keepends=True)
    ending = (re.search(rb"\r\n|\r|\n", content) or [b"\n"])[0]
    comments = list(takewhile(lambda line: line.startswith(b"#"), lines))
    kept = [line for line in comments if not POINTER.match(line)] + lines[len(comments) :]
    return mark + b"# yaml-language-server: $schema=" + schema.encode() + ending + b"".join(kept)
