"""Print measurements as a table, each row as soon as it is measured: the median of all runs (lowest–highest)."""

from collections.abc import Sequence
from statistics import median

HEADINGS = ("Measure", "Sites added", "Working tree", "Hugo + Pagefind", "÷ peers")
LINE = "{:<30} {:>12}  {:<27} {:<27} {:>7}"
BASE = "  {:<27} {:>6}"


class Table:
    """A table with the numbers of the working tree, of Hugo and Pagefind, and of the base revision if there is one."""

    def __init__(self, base: str | None) -> None:
        self.base = base
        self.is_empty = True

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
        """Print a row. Ratios are ratios of the medians; a measure without a unit has none."""
        if self.is_empty:
            self._print(*HEADINGS, f"Base {self.base}", "÷ base")
            self.is_empty = False
        size = f"{sites:,}" if isinstance(sites, int) else sites
        ratios = [ratio(ours, others) if unit else "" for others in (peers, base)]
        self._print(name, size, cell(ours, unit), cell(peers, unit), ratios[0], cell(base, unit), ratios[1])

    def _print(self, *cells: str) -> None:
        line = LINE.format(*cells[:5]) + (BASE.format(*cells[5:]) if self.base else "")
        print(line.rstrip(), flush=True)


def cell(numbers: Sequence[float], unit: str) -> str:
    """Return the median, with the lowest and the highest number if there are several."""
    if not numbers:
        return ""
    digits = 0 if unit == "MB" else 2
    text = f"{median(numbers):,.{digits}f} {unit}".rstrip()
    return text if len(numbers) == 1 else f"{text} ({min(numbers):,.{digits}f}–{max(numbers):,.{digits}f})"


def ratio(numbers: Sequence[float], others: Sequence[float]) -> str:
    """Return the ratio of the medians; "" if there is none."""
    return f"{median(numbers) / median(others):.2f}" if others and median(others) else ""
