"""What a PDF holds beside the words of its pages, and words of them that nobody sees.

Names of entries are those of ISO 32000-2.
"""

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

from kwalicode.formats.containers import unreadable
from kwalicode.formats.pdf import BROKEN
from kwalicode.formats.pdf_painted import Painted

PdfKind = Literal["comment", "hidden", "covered", "property", "embedded", "aside"]


class Found(NamedTuple):
    """Words beside those of the pages; see `hidden.HiddenKind`.

    Attributes:
        page: From 1; 0 where it belongs to none.
    """

    kind: PdfKind
    text: str
    page: int = 0


# What a program writes by itself, or the day: these say nothing of who wrote.
_OF_PROGRAMS = frozenset(("Producer", "Creator", "CreationDate", "ModDate", "Trapped", "PTEX"))
_EMPTY = frozenset(("anonymous", "unspecified", "untitled", "(anonymous)", "(unspecified)"))
_WORDS = ("/T", "/Contents", "/RC", "/V", "/TU", "/Subj")
_TAG = re.compile(r"<[^>]*>")
# Of all that XMP may hold only what people are named in, or what they called it.
_NAMED = re.compile(
    r"<(?P<name>dc:(?:creator|contributor|title|description|subject)|photoshop:[\w]*|"
    r"pdf:Keywords|pdfx:[\w]+|xmpMM:History|cp:[\w]+)\b[^>]*>(?P<words>.*?)</(?P=name)>",
    re.DOTALL,
)


def find_in_pdf(content: bytes) -> list[Found]:
    """Find properties, notes, links, fields, bookmarks, files inside, and words nobody sees.

    Raises:
        InputError: It is damaged.
    """
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            reader.decrypt("")
        found = [*_properties(reader), *_bookmarks(reader.outline), *_files(reader)]
        for number, page in enumerate(reader.pages, 1):
            notes = [note.get_object() for note in _value(page, "/Annots") or ()]
            found += [one._replace(page=number) for note in notes for one in _of_note(note)]
            painted = Painted()
            page.extract_text(visitor_operand_before=painted.operand, visitor_text=painted.text)
            found += [Found(kind, words, number) for kind, words in painted.found()]
    except (PyPdfError, *BROKEN) as error:
        raise unreadable(".pdf") from error
    return found


def _properties(reader: Any) -> Iterator[Found]:
    for key, value in (reader.metadata or {}).items():
        name, words = key.lstrip("/"), str(value).strip()
        if words and words not in _EMPTY and not name.startswith(tuple(_OF_PROGRAMS)):
            yield Found("property", f"{name}: {words}")
    creator = str((reader.metadata or {}).get("/Creator", ""))
    if creator.strip() and creator not in _EMPTY:
        yield Found("aside", creator)
    stream = _value(reader.root_object, "/Metadata")
    text = "" if stream is None else stream.get_data().decode("utf-8", "replace")
    for match in _NAMED.finditer(text):
        words = " ".join(_TAG.sub(" ", match["words"]).split())
        if words and words not in _EMPTY:
            yield Found("property", f"{match['name'].partition(':')[2]}: {words}")


def _bookmarks(outline: Iterable[Any]) -> Iterator[Found]:
    waiting = list(outline)
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting[:0] = one
        elif words := str(getattr(one, "title", "") or "").strip():
            yield Found("aside", words)


def _files(reader: Any) -> Iterator[Found]:
    yield from (Found("embedded", str(name)) for name in reader.attachments)


def _of_note(note: Any) -> Iterator[Found]:
    """Give what a note, a link, a field or a mark on a page says."""
    kind = note.get("/Subtype")
    # What was filled in may belong to the field that several boxes share.
    holders = (note, _value(note, "/Parent") or {}) if kind == "/Widget" else (note,)
    parts = (str(_value(one, key) or "") for one in holders for key in _WORDS)
    plain = (" ".join(_TAG.sub(" ", one).split()) for one in parts)
    said = ": ".join(dict.fromkeys(filter(None, plain)))
    if kind == "/Redact":
        yield Found("covered", said or str(_value(note, "/OverlayText") or "…"))
    elif said:
        yield Found("aside" if kind == "/Widget" else "comment", said)
    target = str(_value(_value(note, "/A") or {}, "/URI") or "")
    if target:
        yield Found("aside", target)


def _value(holder: Any, key: str) -> Any:
    """Give an entry, also where it stands elsewhere in the file."""
    value = holder.get(key)
    return value.get_object() if value is not None else None
