"""What an OpenDocument text holds beside the text that is read.

Elements and attributes are those of OpenDocument 1.3, part 3.
"""

import re
import zipfile
from collections.abc import Iterator
from typing import Any

from kwalicode.formats.beside import Hidden, HiddenKind, local_name, outermost
from kwalicode.formats.containers import read_xml

_CHANGES = frozenset(("insertion", "deletion", "format-change"))
_UNSEEN = frozenset(("hidden-text", "hidden-paragraph"))
_EDGES = re.compile(r"(?:header|footer)(?:-left|-first)?")
_OBJECTS = re.compile(r"[^/]+/content\.xml")
# What a link, a field or a description says and no page shows.
_TOLD = frozenset(("href", "string-value", "description", "formula", "condition"))
_OF_PROGRAMS = ("ooow:", "of:", "#", "../", "./")


def find_in_odt(archive: zipfile.ZipFile) -> Iterator[Hidden]:
    """Find comments, changes, what is not shown, notes, heads and feet, links and fields.

    Raises:
        InputError: A part is damaged.
    """
    names = archive.namelist()
    roots = [
        read_xml(archive, one, ".odt") for one in ("content.xml", "styles.xml") if one in names
    ]
    unseen = {name: kind for root in roots for name, kind in _unseen_styles(root)}
    for root in roots:
        yield from _marked(root)
        yield from _styled(root, unseen)
        yield from _told(root)
    for name in filter(_OBJECTS.fullmatch, names):
        if words := _text(read_xml(archive, name, ".odt")):
            yield Hidden("aside", words)


def _marked(root: Any) -> Iterator[Hidden]:
    marked: Iterator[tuple[HiddenKind, Any]] = outermost(root, _kind_of)
    for kind, one in marked:
        words = _text(one)
        if kind == "comment":
            author = next((c.text for c in one.iter() if local_name(c.tag) == "creator"), None)
            yield Hidden(kind, ": ".join(filter(None, ((author or "").strip(), words))))
        elif words:
            yield Hidden(kind, words)


def _kind_of(one: Any) -> HiddenKind | None:
    name = local_name(one.tag)
    return _KINDS.get(name) or ("aside" if _EDGES.fullmatch(name) else None)


_KINDS: dict[str, HiddenKind] = {
    "annotation": "comment",
    "note-body": "aside",
    **dict.fromkeys(_CHANGES, "tracked"),
    **dict.fromkeys(_UNSEEN, "hidden"),
}


def _unseen_styles(root: Any) -> Iterator[tuple[str, HiddenKind]]:
    for style in root.iter():
        if local_name(style.tag) != "style":
            continue
        for one in style:
            values = {local_name(key): value.lower() for key, value in one.attrib.items()}
            paper, ink = values.get("background-color", ""), values.get("color", "")
            if values.get("display") == "none" or (ink == "#ffffff" and paper in _PAPER):
                yield _named(style, "name"), "hidden"
            elif paper == "#000000" and ink in {"", "#000000"}:
                yield _named(style, "name"), "covered"


_PAPER = ("", "transparent", "#ffffff")


def _styled(root: Any, unseen: dict[str, HiddenKind]) -> Iterator[Hidden]:
    def kind_of(one: Any) -> HiddenKind | None:
        return unseen.get(_named(one, "style-name")) if local_name(one.tag) in _WORDED else None

    styled: Iterator[tuple[HiddenKind, Any]] = outermost(root, kind_of)
    for kind, one in styled:
        if words := _text(one):
            yield Hidden(kind, words)


_WORDED = frozenset(("p", "h", "span"))


def _told(root: Any) -> Iterator[Hidden]:
    for one in root.iter():
        for key, value in one.attrib.items():
            if local_name(key) in _TOLD and value.strip() and not value.startswith(_OF_PROGRAMS):
                yield Hidden("hidden" if local_name(one.tag) in _UNSEEN else "aside", value)


def _text(element: Any) -> str:
    """Give the words inside, with a blank between paragraphs, without who wrote them when."""
    pieces = []
    for one in element.iter():
        name = local_name(one.tag)
        is_word = name not in {"creator", "date", "date-string", "creator-initials"}
        pieces.append(" " if name in {"p", "tab", "s", "line-break"} else "")
        pieces.append((one.text or "") if is_word else "")
        pieces.append((one.tail or "") if one is not element else "")
    return " ".join("".join(pieces).split())


def _named(element: Any, attribute: str) -> str:
    return next((v for k, v in element.attrib.items() if local_name(k) == attribute), "")
