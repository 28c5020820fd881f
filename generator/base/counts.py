"""Numbers with nouns that agree: '1 page', '2 pages'. `theme/assets/js/core/1-text.js` has the same functions."""

from collections.abc import Sized


def number_of(counted: int | Sized) -> int:
    """Return a number unchanged, or the size of a collection."""
    return counted if isinstance(counted, int) else len(counted)


def plural(counted: int | Sized, noun: str, plural_noun: str = "") -> str:
    """Return the form of a noun that fits a number or a collection: 'site' for 1, otherwise 'sites'.

    Pass `plural_noun` where adding an 's' is not enough.
    """
    return noun if number_of(counted) == 1 else plural_noun or f"{noun}s"


def count_of(counted: int | Sized, noun: str, plural_noun: str = "") -> str:
    """Return a number, or the size of a collection, with its noun: '1 site', '1,000 sites'."""
    return f"{number_of(counted):,} {plural(counted, noun, plural_noun)}"
