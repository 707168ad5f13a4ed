"""Words of a file beside its text, and how the elements that hold them are found."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple, TypeVar

HiddenKind = Literal["comment", "tracked", "hidden", "covered", "property", "embedded", "aside"]
"""A comment; a change that is still tracked; text that is not shown; text under a bar; a property
of the document; a file inside it; notes, links, heads and feet, which a reader may see."""

_Kind = TypeVar("_Kind")


class Hidden(NamedTuple):
    """Something beside the text.

    Attributes:
        text: Its words; who made it comes first.
        place: Page of a PDF or row of a sheet, from 1; 0 where it belongs to none.
    """

    kind: HiddenKind
    text: str
    place: int = 0


def outermost(root: Any, kind_of: Callable[[Any], _Kind | None]) -> Iterator[tuple[_Kind, Any]]:
    """Give the elements of a kind, but for those inside another one of the same kind.

    The words of an element hold those of all inside it: read at every depth, a small file that is
    nested deep would take hours.

    Args:
        root: An element of lxml.
        kind_of: Tells the kind of an element; None for one that is passed over.
    """
    from lxml import etree

    depths: Counter[_Kind] = Counter()
    for event, one in etree.iterwalk(root, events=("start", "end")):
        kind = kind_of(one)
        if kind is None:
            continue
        if event == "start" and not depths[kind]:
            yield kind, one
        depths[kind] += 1 if event == "start" else -1


def local_name(name: Any) -> str:
    """Give the name of an element or attribute without its namespace; '' for a comment."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""
