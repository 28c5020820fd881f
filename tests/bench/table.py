"""Prints measurements as a table, one row as soon as it is measured: the median of all runs (lowest–highest)."""

from collections.abc import Sequence
from statistics import median

HEADINGS = ("Measure", "Sites added", "Working tree", "Hugo + Pagefind", "÷ peers")
LINE = "{:<30} {:>12}  {:<27} {:<27} {:>7}"
BASE = "  {:<27} {:>6}"


class Table:
    """A table with the working tree's numbers, the peers', and the base revision's if there is one."""

    def __init__(self, base: str | None) -> None:
        self.base = base
        self.empty = True

    def row(
        self,
        name: str,
        sites: int | str,
        ours: Sequence[float],
        peers: Sequence[float] = (),
        base: Sequence[float] = (),
        *,
        unit: str = "s",
    ) -> None:
        """Print a row. Ratios are those of the medians; a measure without a unit has no ratio."""
        if self.empty:
            self._print(*HEADINGS, f"Base {self.base}", "÷ base")
            self.empty = False
        size = f"{sites:,}" if isinstance(sites, int) else sites
        ratios = [ratio(ours, others) if unit else "" for others in (peers, base)]
        self._print(name, size, cell(ours, unit), cell(peers, unit), ratios[0], cell(base, unit), ratios[1])

    def _print(self, *cells: str) -> None:
        line = LINE.format(*cells[:5]) + (BASE.format(*cells[5:]) if self.base else "")
        print(line.rstrip(), flush=True)


def cell(numbers: Sequence[float], unit: str) -> str:
    """The median, and the lowest and the highest number if there are several."""
    if not numbers:
        return ""
    digits = 0 if unit == "MB" else 2
    text = f"{median(numbers):,.{digits}f} {unit}".rstrip()
    return text if len(numbers) == 1 else f"{text} ({min(numbers):,.{digits}f}–{max(numbers):,.{digits}f})"


def ratio(numbers: Sequence[float], others: Sequence[float]) -> str:
    """The ratio of the medians."""
    return f"{median(numbers) / median(others):.2f}" if others and median(others) else ""
