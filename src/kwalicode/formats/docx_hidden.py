"""What a .docx holds beside the text that is read: comments, tracked changes, what is not shown.

Elements are those of ECMA-376, part 1, chapter 17.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping, Set
from typing import Any

from kwalicode.formats.beside import Hidden, HiddenKind, local_name, outermost
from kwalicode.formats.containers import read_xml

_CHANGES = frozenset(
    (
        *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "rPrChange"),
        *("pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange"),
    )
)
_ASIDES = re.compile(r"word/(?:footnotes|endnotes|header\d*|footer\d*)\.xml")
_PARTS = re.compile(r"word/(?:document\d*|footnotes|endnotes|header\d*|footer\d*)\.xml")
_COMMENTS = re.compile(r"word/comments\d*\.xml")
_TINY = 4  # half points; nobody reads letters of this size
_BLANKS = frozenset(("p", "tab", "br"))


def find_in_docx(archive: zipfile.ZipFile) -> Iterator[Hidden]:
    """Find comments, changes, what is not shown or lies under a bar, notes, heads and feet.

    Raises:
        InputError: A part is damaged.
    """
    styles = _unseen_styles(archive)
    for name in archive.namelist():
        if _COMMENTS.fullmatch(name):
            root = read_xml(archive, name, ".docx")
            for comment in _elements(root, {"comment"}):
                yield Hidden("comment", _said(_attribute(comment, "author"), _text(comment)))
        if _PARTS.fullmatch(name):
            root = read_xml(archive, name, ".docx")
            yield from _of_part(root, styles)
            if _ASIDES.fullmatch(name) and _text(root):
                yield Hidden("aside", _text(root))


def _unseen_styles(archive: zipfile.ZipFile) -> Mapping[str, HiddenKind]:
    """Give the styles that show nothing, by their id; one that follows from another as well."""
    if "word/styles.xml" not in archive.namelist():
        return {}
    styles = list(_elements(read_xml(archive, "word/styles.xml", ".docx"), {"style"}))
    unseen: dict[str, HiddenKind] = {}
    for _depth in range(3):
        for style in styles:
            values = {local_name(one.tag): one for one in style}
            base = _attribute(values["basedOn"], "val") if "basedOn" in values else ""
            kind = _how_hidden(values["rPr"]) if "rPr" in values else None
            if kind or base in unseen:
                unseen[_attribute(style, "styleId")] = kind or unseen[base]
    return unseen


def _of_part(root: Any, styles: Mapping[str, HiddenKind]) -> Iterator[Hidden]:
    for author, change in outermost(root, _changer):
        # A mark in the properties of a paragraph or row tells who changed it, and holds no text.
        if words := _said(author, _text(change)):
            yield Hidden("tracked", words)
    unseen: Iterator[tuple[HiddenKind, Any]] = outermost(root, lambda one: _kind_of(one, styles))
    for kind, one in unseen:
        if words := _text(one):
            yield Hidden(kind, words)
    for box in _elements(root, {"AlternateContent"}):
        # The second way to show a box, for older programs; the first may say something else.
        ways = [(local_name(way.tag) == "Fallback", _text(way)) for way in box]
        shown, old = (" ".join(text for is_old, text in ways if is_old == n) for n in (False, True))
        if old and old not in shown:
            yield Hidden("aside", old)


def _changer(one: Any) -> str | None:
    return _attribute(one, "author") if local_name(one.tag) in _CHANGES else None


def _kind_of(one: Any, styles: Mapping[str, HiddenKind]) -> HiddenKind | None:
    """Tell how the words of a run or paragraph are hidden, by themselves or by their style."""
    if local_name(one.tag) not in {"r", "p"}:
        return None
    properties = next((child for child in one if local_name(child.tag) in {"rPr", "pPr"}), None)
    if properties is None:
        return None
    style = next((c for c in properties if local_name(c.tag) in {"rStyle", "pStyle"}), None)
    by_style = styles.get(_attribute(style, "val")) if style is not None else None
    return by_style or (_how_hidden(properties) if local_name(one.tag) == "r" else None)


def _how_hidden(properties: Any) -> HiddenKind | None:
    """Tell whether a run is not shown, or its letters have the colour of what is behind them."""
    values = {local_name(one.tag): one for one in properties}
    vanish = values.get("vanish")
    if vanish is not None and _attribute(vanish, "val") not in {"0", "false", "off"}:
        return "hidden"
    size = _attribute(values["sz"], "val") if "sz" in values else ""
    if size.isdecimal() and int(size) <= _TINY:
        return "hidden"
    ink = _attribute(values["color"], "val").lower() if "color" in values else "auto"
    highlight = _attribute(values["highlight"], "val") if "highlight" in values else ""
    paper = _attribute(values["shd"], "fill").lower() if "shd" in values else "auto"
    paper = {"black": "000000", "white": "ffffff"}.get(highlight, paper)
    is_bar = paper == "000000" and ink in {"auto", "000000"}
    if is_bar:
        return "covered"
    return "hidden" if ink == "ffffff" and paper in {"auto", "ffffff", "clear"} else None


def _said(author: str, text: str) -> str:
    return ": ".join(filter(None, (author.strip(), text)))


def _elements(root: Any, names: Set[str]) -> Iterator[Any]:
    return (element for element in root.iter() if local_name(element.tag) in names)


def _text(element: Any) -> str:
    """Give the words inside, deleted ones too, with a blank between paragraphs."""
    pieces = []
    for one in element.iter():
        name = local_name(one.tag)
        if name in _BLANKS:
            pieces.append(" ")
        elif name in {"t", "delText"}:
            pieces.append(one.text or "")
    return " ".join("".join(pieces).split())


def _attribute(element: Any, name: str) -> str:
    values = (v for k, v in element.attrib.items() if local_name(k) == name)
    return str(next(values, ""))
