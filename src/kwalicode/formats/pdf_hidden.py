"""What a PDF holds beside the words of its pages, and words of them that nobody sees.

Names of entries are those of ISO 32000-2.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from kwalicode.formats.beside import Hidden, local_name, outermost
from kwalicode.formats.containers import unreadable
from kwalicode.formats.pdf import BROKEN, open_pdf
from kwalicode.formats.pdf_painted import Painted

# What a program writes by itself, or the day: these say nothing of who wrote.
_OF_PROGRAMS = frozenset(("Producer", "Creator", "CreationDate", "ModDate", "Trapped", "PTEX"))
_EMPTY = frozenset(("anonymous", "unspecified", "untitled", "(anonymous)", "(unspecified)"))
_WORDS = ("/T", "/Contents", "/RC", "/V", "/TU", "/Subj")
_TAG = re.compile(r"<[^<>]*>")
# Of all that XMP may hold only what people are named in, or what they called it.
_NAMED = re.compile(
    r"dc:(?:creator|contributor|title|description|subject)|photoshop:.*|pdf:Keywords|pdfx:.*"
    r"|xmpMM:History|cp:.*"
)


def find_in_pdf(content: bytes) -> list[Hidden]:
    """Find properties, notes, links, fields, bookmarks, files inside, and words nobody sees.

    Raises:
        InputError: It is locked or damaged.
    """
    from pypdf.errors import PyPdfError

    try:
        reader = open_pdf(content)
        found = [*_properties(reader), *_bookmarks(reader.outline), *_files(reader)]
        for number, page in enumerate(reader.pages, 1):
            notes = [note.get_object() for note in _value(page, "/Annots") or ()]
            # One that was taken out is null.
            told = [one for note in notes if isinstance(note, dict) for one in _of_note(note)]
            found += [one._replace(place=number) for one in told]
            painted = Painted()
            page.extract_text(visitor_operand_before=painted.operand, visitor_text=painted.text)
            found += [Hidden(kind, words, number) for kind, words in painted.found()]
    except (PyPdfError, *BROKEN) as error:
        raise unreadable(".pdf") from error
    return found


def _properties(reader: Any) -> Iterator[Hidden]:
    for key, value in (reader.metadata or {}).items():
        name, words = key.lstrip("/"), str(value).strip()
        if words and words not in _EMPTY and not name.startswith(tuple(_OF_PROGRAMS)):
            yield Hidden("property", f"{name}: {words}")
    creator = str((reader.metadata or {}).get("/Creator", ""))
    if creator.strip() and creator not in _EMPTY:
        yield Hidden("aside", creator)
    stream = _value(reader.root_object, "/Metadata")
    for name, words in _of_xmp(stream.get_data()) if stream is not None else ():
        if words and words not in _EMPTY:
            yield Hidden("property", f"{name}: {words}")


def _of_xmp(packet: bytes) -> Iterator[tuple[str, str]]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_pis=True)
    try:
        root = etree.fromstring(packet.strip(b"\0 \r\n\t"), parser)
    except etree.XMLSyntaxError:
        # Nobody knows which of its words are whose: all of them are told.
        yield "XMP", " ".join(_TAG.sub(" ", packet.decode("utf-8", "replace")).split())
        return
    for name, one in outermost(root, _xmp_name):
        yield name, " ".join(" ".join(one.itertext()).split())


def _xmp_name(one: Any) -> str | None:
    name = local_name(one.tag)
    return name if name and _NAMED.fullmatch(f"{one.prefix}:{name}") else None


def _bookmarks(outline: Iterable[Any]) -> Iterator[Hidden]:
    for one in outline:
        if isinstance(one, list):
            yield from _bookmarks(one)
        elif words := str(getattr(one, "title", "") or "").strip():
            yield Hidden("aside", words)


def _files(reader: Any) -> Iterator[Hidden]:
    yield from (Hidden("embedded", str(name)) for name in reader.attachments)


def _of_note(note: Any) -> Iterator[Hidden]:
    """Give what a note, a link, a field or a mark on a page says."""
    kind = note.get("/Subtype")
    # What was filled in may belong to the field that several boxes share.
    holders = (note, _value(note, "/Parent") or {}) if kind == "/Widget" else (note,)
    parts = (str(_value(one, key) or "") for one in holders for key in _WORDS)
    plain = (" ".join(_TAG.sub(" ", one).split()) for one in parts)
    said = ": ".join(dict.fromkeys(filter(None, plain)))
    if kind == "/Redact":
        yield Hidden("covered", said or str(_value(note, "/OverlayText") or "…"))
    elif said:
        yield Hidden("aside" if kind == "/Widget" else "comment", said)
    target = str(_value(_value(note, "/A") or {}, "/URI") or "")
    if target:
        yield Hidden("aside", target)


def _value(holder: Any, key: str) -> Any:
    """Give an entry, also where it stands elsewhere in the file."""
    value = holder.get(key)
    return value.get_object() if value is not None else None
