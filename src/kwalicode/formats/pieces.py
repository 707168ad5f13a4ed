"""The documents of a bundle: what each of them holds, and how it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from kwalicode.errors import InputError
from kwalicode.formats import read_document, read_lines
from kwalicode.formats.bundles import Start, bundle_rows, find_starts, type_below
from kwalicode.formats.dates import find_date
from kwalicode.formats.encodings import decode
from kwalicode.formats.heads import DocumentType, clean, is_label
from kwalicode.formats.mail import earlier_heads, mail_lines, read_head
from kwalicode.formats.redactions import opaque
from kwalicode.formats.turns import build_transcript
from kwalicode.model import Transcript
from kwalicode.text import normalise

_PLAIN = {".txt", ".md"}
_HEAD_ROWS = 15


@dataclass(frozen=True, slots=True)
class Piece:
    """One document of a bundle, not yet read.

    Attributes:
        name: Of the file it is or, in one text, of the bundle with its place there.
        content: What is kept of it; of a mail its words without the head.
        type: What it seems to be.
        dated: ISO date of the document, or empty.
        mail: Head of a mail: 'from', 'to', 'date', 'subject' and the like; 'earlier 1' and so on
            for those it quotes.
        place: Differs for two documents of a bundle that are the same to the letter.
        said: The plain words of a mail, where this is the page that should say the same.
    """

    name: str
    content: bytes
    type: DocumentType = ""
    dated: str = ""
    mail: Mapping[str, str] = field(default_factory=dict)
    place: str = ""
    said: str = ""


def read_rows(file_name: str, content: bytes) -> list[str]:
    """Give the rows of a file in which several documents may stand.

    Raises:
        InputError: It cannot be read.
    """
    if PurePath(file_name).suffix.lower() in _PLAIN and content:
        return bundle_rows(decode(content))
    lines = read_lines(file_name, content)
    return "\n\n".join(normalise(line.text) for line in lines).split("\n")


def find_documents(rows: Sequence[str]) -> list[Start]:
    """Find where the documents of a bundle begin; what has no words joins the one before it.

    Raises:
        InputError: Nothing tells of more than one document.
    """
    kept: list[Start] = []
    starts = find_starts(rows)
    ends = [*(one.row for one in starts[1:]), len(rows)]
    for start, end in zip(starts, ends, strict=True):
        has_words = any(any(map(str.isalpha, clean(row))) for row in rows[start.row : end])
        if has_words or not kept:
            kept.append(start if kept else start._replace(row=0))
    if len(kept) < 2:
        raise InputError(
            "Nothing in this file tells where one document ends and another begins, so it was not "
            "split; import it as one document."
        )
    return kept


def cut_piece(name: str, rows: Sequence[str], start: int, end: int) -> Piece:
    """Give the rows `[start, end)` of a bundle as a document.

    Args:
        name: Of the bundle.
        rows: All rows of the bundle.
        start: From 0.
        end: Behind the last row.
    """
    first = next((row for row in range(start, end) if rows[row].strip()), end)
    own = list(rows[:end])
    head = read_head(own, first) if first < end else None
    kind: DocumentType = "e-mail" if head else type_below(own, first)
    body = "\n".join(rows[head.end : end] if head else rows[first:end])
    mail = with_earlier(head.fields, body) if head else {}
    dated = find_date(mail["date"]) if mail.get("date") else _dated(rows[first:end])
    where = str(start + 1)
    return Piece(
        f"{PurePath(name).stem} ({where}).txt", body.strip("\n").encode(), kind, dated, mail, where
    )


def with_earlier(fields: Mapping[str, str], body: str) -> dict[str, str]:
    """Put the heads of the mails that a mail quotes beside its own head."""
    mail = dict(fields)
    for number, head in enumerate(earlier_heads(body), start=1):
        mail |= {f"earlier {number} {key}": value for key, value in head.items()}
    return mail


def _dated(rows: Sequence[str]) -> str:
    near = [clean(row) for row in rows if row.strip()][:_HEAD_ROWS]
    labelled = [row for row in near if is_label(row) and find_date(row)]
    return find_date(labelled[0]) if labelled else find_date("\n".join(near[:4]))


def read_piece(piece: Piece) -> Transcript:
    """Read a document of a bundle as a transcript.

    Raises:
        InputError: It cannot be read; the sentence says why and what to do.
    """
    if piece.mail:
        text = normalise(decode(piece.content)) if piece.content else ""
        if piece.name.lower().endswith((".html", ".htm")):
            lines = read_lines(piece.name, piece.content)
            text = "\n\n".join(normalise(line.text) for line in lines)
        return build_transcript(opaque(mail_lines(text)))
    return read_document(piece.name, piece.content)
