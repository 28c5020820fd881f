"""The first line of a record or settings file: a comment that tells text editors which JSON Schema applies.

The YAML language server reads it (its README, "Using inlined schema").
"""

import re
from itertools import takewhile
from pathlib import PurePosixPath

from generator.yaml_files.text_file import BYTE_ORDER_MARK

BOM = BYTE_ORDER_MARK.encode()
HEADER = re.compile(rb"#\s*yaml-language-server:")


def schema_of(path: str) -> str:
    """Return the relative path from a record or a settings file to its schema."""
    parts = PurePosixPath(path)
    return f".schemas/settings/{parts.stem}.json" if len(parts.parts) == 2 else f"../.schemas/{parts.parent.name}.json"


def with_first_line(content: bytes, schema: str) -> bytes:
    """Return a YAML file with a first line that names its schema, in place of an older one; no other byte changes."""
    byte_order_mark = BOM if content.startswith(BOM) else b""
    lines = content.removeprefix(byte_order_mark).splitlines(keepends=True)
    ending = (re.search(rb"\r\n|\r|\n", content) or [b"\n"])[0]
    comments = list(takewhile(lambda line: line.startswith(b"#"), lines))
    kept = [line for line in comments if not HEADER.match(line)] + lines[len(comments) :]
    return byte_order_mark + b"# yaml-language-server: $schema=" + schema.encode() + ending + b"".join(kept)
