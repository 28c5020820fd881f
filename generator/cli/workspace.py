"""What every command works with: the project's folder, its kinds, and the version of the program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loading the kinds is slow, and the list of commands does not need them
    from generator.records.kind import Kind


@dataclass(frozen=True)
class Workspace:
    """Click's context object. Whoever calls the program may set `kinds` and `program`; the group sets the rest."""

    root: Path = Path()
    kinds: tuple[Kind, ...] = ()
    program: str = ""
    """The digest of the program's own files, taken before they were loaded (see `cache.program_digest`)."""
