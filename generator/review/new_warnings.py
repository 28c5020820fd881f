"""Which warnings a change adds, apart from those that were there before."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from generator.base.counts import count_of
from generator.base.problems import Problem, sort


@dataclass(frozen=True)
class Warnings:
    """The warnings of a new version, compared with those of the old one."""

    new: tuple[Problem, ...] = ()
    """Those that the old version did not have, in order of place."""
    older: tuple[Problem, ...] = ()
    changed: frozenset[str] = frozenset()
    """The files that differ between the versions."""

    def __str__(self) -> str:
        """Return how many there are, and where: '1 new warning in your files; 9 older ones elsewhere.'."""
        if not self.new and not self.older:
            return ""
        new = self._counted(self.new, "new warning", "in other files") or ["No new warnings"]
        return f"{'; '.join([*new, *self._counted(self.older, 'older one', 'elsewhere')])}."

    def _counted(self, problems: Collection[Problem], noun: str, elsewhere: str) -> list[str]:
        """Return how many of some warnings are in the changed files, and how many are not; each unless it is 0."""
        here = sum(problem.place.path in self.changed for problem in problems)
        counts = {"in your files": here, elsewhere: len(problems) - here}
        return [f"{count_of(count, noun)} {where}" for where, count in counts.items() if count]


def compare_warnings(
    before: Iterable[Problem],
    after: Iterable[Problem],
    old_files: Mapping[str, bytes | None],
    new_files: Mapping[str, bytes | None],
) -> Warnings:
    """Return the warnings of the new version, in `after`, compared with those of the old one, in `before`.

    Lines move when others are added, and files are renamed. So a warning is older if the old version had one with the
    same message in the same file, or in a file that is gone.
    """
    gone = old_files.keys() - new_files.keys()
    counts = Counter(_key(problem, gone) for problem in set(before) if problem.severity == "warning")
    new: list[Problem] = []
    older: list[Problem] = []
    for problem in sort(after):
        if problem.severity != "warning":
            continue
        is_moved = problem.place.path not in old_files
        key = _key(problem, {problem.place.path} if is_moved else ())
        counts[key] -= 1
        (older if counts[key] >= 0 else new).append(problem)
    changed = {path for path, content in new_files.items() if old_files.get(path) != content}
    return Warnings(tuple(new), tuple(older), frozenset(changed))


def _key(problem: Problem, moved: Collection[str]) -> tuple[str, str, str]:
    """Return what makes two warnings the same: file, code and message; without the file if it is one of those moved."""
    path = problem.place.path
    return ("" if path in moved else path, problem.code, problem.message)
