"""Names and places from the lists of Deduce, where that package is installed.

The lists are read as plain text. Deduce itself is never imported: its first start takes minutes
and sets up logging for the whole process.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from kwalicode.text import folded

_LISTS = "data/lookup/src"
_SHORTEST = 3


class DeduceLists(NamedTuple):
    """Folded names and places; all empty where Deduce is not installed."""

    first: frozenset[str]
    last: frozenset[str]
    places: frozenset[str]


@cache
def deduce_lists() -> DeduceLists:
    """Read the lists, without the words that Deduce itself counts as exceptions."""
    folder = _folder()
    if folder is None:
        return DeduceLists(frozenset(), frozenset(), frozenset())
    surnames = _names(folder / "names/lst_surname") | _names(folder / "names/lst_interfix_surname")
    residences = folder / "locations/lst_placename"
    return DeduceLists(
        _names(folder / "names/lst_first_name"),
        surnames,
        _names(residences / "lst_residence") | _names(residences / "lst_municipality"),
    )


def _folder() -> Path | None:
    spec = find_spec("deduce")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / _LISTS
    return folder if folder.is_dir() else None


def _names(folder: Path) -> frozenset[str]:
    found = _read(folder / "items.txt") - _read(folder / "exceptions.txt")
    return frozenset(name for name in found if len(name) >= _SHORTEST)


def _read(path: Path) -> set[str]:
    if not path.is_file():
        return set()
    return {folded(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()}
