"""Pages and shells → HTML files, each with its version for the offline copy."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.pages.offline import File, pack, to_offline
from generator.pages.page import Page
from generator.pages.shell import GAPS, Frame, Shell, ShellKey, check_policy, fill
from generator.records.fields.types import DETAILS

DETAILS_OF = re.compile(f"{DETAILS}([^{DETAILS}]*){DETAILS}")
"""Where a link says something about a file."""


@dataclass(frozen=True)
class Filler:
    """Fills shells with pages. What depends on the shell alone is computed once, not for each of its pages."""

    frame: Frame
    shells: Mapping[ShellKey, Shell]
    details: Mapping[str, Callable[[], str]]
    """What links say about the files of kinds, by the file's address."""
    packs: bool = True
    """Whether to create files for the offline copy too."""

    def __post_init__(self) -> None:
        for shell in self.shells.values():
            check_policy("A page's frame", fill(shell, dict.fromkeys(GAPS, "")))

    @cached_property
    def offline(self) -> Mapping[ShellKey, Shell]:
        """The shells for the offline copy."""
        return {key: Shell(tuple(map(to_offline, shell.texts)), shell.gaps) for key, shell in self.shells.items()}

    def parts(self, page: Page) -> dict[str, str]:
        """Return a page's parts as HTML, by gap, with what its links say about files."""
        # Plain strings, since Markup would escape what is joined to it, and all of this is HTML already.
        parts = {gap: str(part) for gap, part in self.frame.parts(page).items()}
        return parts | {"body": DETAILS_OF.sub(lambda name: self.details[name[1]](), parts["body"])}

    def fill(self, page: Page) -> File:
        """Return the file of a page.

        Raises: UnsafePageError: The page contains an inline script.
        """
        key = self.frame.key(page)
        parts = self.parts(page)
        for part in parts.values():
            check_policy(page.file, part)
        content = fill(self.shells[key], parts).encode()
        if not self.packs:
            return File(page.file, content)
        offline = fill(self.offline[key], {gap: to_offline(part) for gap, part in parts.items()})
        return File(page.file, content, pack(offline.encode()))

    def pack(self, file: File) -> File:
        """Return a file with its compressed form for the offline copy, in which it is the same."""
        return File(file.name, file.content, pack(file.content)) if self.packs else file
