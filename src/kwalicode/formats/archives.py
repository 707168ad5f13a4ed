"""Mail (`.eml`, `.mbox`) and zip files of documents, taken apart in memory.

Nothing is written to disk, so a name inside an archive can lead nowhere.
"""

import email
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from pathlib import PurePosixPath

from kwalicode.errors import InputError
from kwalicode.formats.containers import (
    ARCHIVE_ERRORS,
    MAX_BYTES,
    check_content,
    locked,
    unreadable,
)
from kwalicode.formats.dates import find_date
from kwalicode.formats.encodings import decode
from kwalicode.formats.mail_heads import decoded
from kwalicode.formats.pieces import Piece, with_earlier
from kwalicode.text import normalise

ARCHIVES = (".eml", ".mbox", ".zip")
"""Endings of files that hold others, in lower case."""

_MOST_FILES, _MOST_UNPACKED, _MOST_RATIO, _SMALL = 5_000, 500_000_000, 200, 1_000_000
_DEEPEST = 3
_HEADERS = ("from", "to", "cc", "bcc", "date", "subject", "message-id", "in-reply-to")
_ENVELOPE = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\n]*\d\d:\d\d[^\n]*\n")
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def open_archive(file_name: str, content: bytes, *, is_whole: bool = False) -> list[Piece]:
    """List the documents in a mail, a mailbox or a zip file, in order.

    Files of a kind that cannot be read are among them, so that they can be named.

    Args:
        file_name: Its ending says the format.
        content: The file; it is not trusted.
        is_whole: Whether hidden files, and what systems put beside the documents, come too; with
            the page that a mail holds beside its plain words, and with names that tell the folder
            and the file around them.

    Raises:
        InputError: It is damaged, locked, empty, or would unpack to too much.
    """
    try:
        pieces = list(_Opening(is_whole=is_whole).pieces(file_name, content, depth=0))
    except RecursionError as error:  # a mail of thousands of parts inside each other
        raise unreadable(PurePosixPath(file_name).suffix.lower()) from error
    if not pieces:
        raise InputError("This file holds no documents; choose another one.")
    return [replace(piece, place=str(number)) for number, piece in enumerate(pieces, start=1)]


class _Opening:
    """Takes one file apart, and what lies in it, within one measure for all of it."""

    def __init__(self, *, is_whole: bool) -> None:
        self._n_files = self._n_bytes = 0
        self._is_whole = is_whole

    def pieces(self, name: str, content: bytes, *, depth: int) -> Iterator[Piece]:
        ending = PurePosixPath(name).suffix.lower()
        if depth > _DEEPEST:
            raise InputError(
                "Files lie inside files more than {most} deep here; unpack them and choose those.",
                most=_DEEPEST,
            )
        if ending not in ARCHIVES:
            yield Piece(name, content)
            return
        check_content(content, ending)
        if ending == ".zip":
            yield from self._members(f"{name}/" if depth else "", content, depth)
        elif ending == ".mbox":
            yield from self._box(name, content, depth)
        else:
            yield from self._message(name, _parsed(content), depth)

    def _members(self, inside: str, content: bytes, depth: int) -> Iterator[Piece]:
        try:
            archive = zipfile.ZipFile(io.BytesIO(content))
            members = [one for one in archive.infolist() if self._is_wanted(one)]
        except ARCHIVE_ERRORS as error:
            raise unreadable(".zip") from error
        if any(one.flag_bits & 1 for one in members):
            raise locked()
        for member in members:
            self._count(member)
        if self._is_whole and archive.comment:
            yield Piece("zip.txt", archive.comment)
        for member in members:
            path = PurePosixPath(member.filename.replace("\\", "/"))
            name = f"{inside}{path}" if self._is_whole else path.name
            try:
                unpacked = archive.read(member)
            except ARCHIVE_ERRORS as error:
                raise unreadable(".zip") from error
            yield from self.pieces(name, unpacked, depth=depth + 1)

    def _is_wanted(self, member: zipfile.ZipInfo) -> bool:
        return not member.is_dir() and (self._is_whole or _is_document(member))

    def _count(self, member: zipfile.ZipInfo) -> None:
        """Refuse what would unpack to too much; a member never gives more than it says."""
        self._n_files += 1
        self._n_bytes += member.file_size
        ratio = member.file_size / max(1, member.compress_size)
        is_swollen = member.file_size > _SMALL and ratio > _MOST_RATIO
        is_too_much = self._n_files > _MOST_FILES or self._n_bytes > _MOST_UNPACKED
        if is_swollen or is_too_much or member.file_size > MAX_BYTES:
            raise InputError(
                "This zip file would unpack to more than documents need, so it was not opened; "
                "take out what is no document, or make several smaller ones."
            )

    def _box(self, name: str, content: bytes, depth: int) -> Iterator[Piece]:
        starts = [*_ENVELOPE.finditer(content)]
        if not starts:
            raise unreadable(".mbox")
        ends = [*(one.start() for one in starts[1:]), len(content)]
        for start, end in zip(starts, ends, strict=True):
            message = _ESCAPED.sub(rb"\1", content[start.end() : end])
            yield from self._message(name, _parsed(message), depth)

    def _message(self, name: str, message: Message, depth: int) -> Iterator[Piece]:
        words: dict[str, list[str]] = {"text/plain": [], "text/html": []}
        others: list[tuple[str, Message]] = []
        for part in _leaves(message):
            kind, own_name = part.get_content_type(), decoded(part.get_filename() or "")
            is_attached = own_name or part.get_content_disposition() == "attachment"
            if kind in words and not is_attached:
                words[kind].append(_text_of(part))
            else:
                others.append((own_name, part))
        yield _mail(name, message, words)
        if self._is_whole:
            yield from _page_beside(name, words)
        for own_name, part in others:
            self._n_files += 1
            yield from self._attached(own_name, part, name, depth + 1)

    def _attached(self, own_name: str, part: Message, name: str, depth: int) -> Iterator[Piece]:
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and isinstance(inner[0], Message):
                yield from self._inner(own_name or name, inner[0], depth)
        elif not _is_picture(part):
            content = part.get_payload(decode=True)
            attached = PurePosixPath(own_name.replace("\\", "/")).name or "attachment"
            if self._is_whole and depth > 1:
                attached = f"{name}/{attached}"
            if isinstance(content, bytes):
                yield from self.pieces(attached, content, depth=depth)

    def _inner(self, name: str, message: Message, depth: int) -> Iterator[Piece]:
        if depth > _DEEPEST:
            raise InputError(
                "Files lie inside files more than {most} deep here; unpack them and choose those.",
                most=_DEEPEST,
            )
        yield from self._message(name, message, depth)


def _page_beside(name: str, words: dict[str, list[str]]) -> Iterator[Piece]:
    """Give the page of a mail that has plain words too; they should say the same, and may not."""
    said, page = ("\n".join(filter(None, words[kind])) for kind in ("text/plain", "text/html"))
    if page and said.strip():
        yield Piece(f"{name.rpartition('.')[0] or name}.html", page.encode(), said=said)


def _is_document(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member.filename.replace("\\", "/")).parts
    is_hidden = any(part.startswith(".") and part != ".." for part in parts)
    is_left = is_hidden or "__MACOSX" in parts or parts[-1:] in {("Thumbs.db",), ("desktop.ini",)}
    return bool(parts) and not is_left


def _parsed(content: bytes) -> Message:
    message = email.message_from_bytes(content)
    if not any(message[key] for key in ("from", "subject", "date")):
        raise InputError("This file has no head of an e-mail; save the mail as .eml once more.")
    return message


def _leaves(message: Message) -> Iterator[Message]:
    payload = message.get_payload()
    if message.get_content_maintype() == "multipart" and isinstance(payload, list):
        for part in payload:
            if isinstance(part, Message):
                yield from _leaves(part)
    else:
        yield message


def _is_picture(part: Message) -> bool:
    """Whether a part is drawn in the mail itself, such as a logo in a signature."""
    return part.get_content_maintype() == "image" and bool(part["content-id"])


def _text_of(part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        return ""
    # What a mail says of its encoding is often wrong.
    return normalise(decode(content, str(part.get_content_charset("") or "")))


def _mail(name: str, message: Message, words: dict[str, list[str]]) -> Piece:
    fields = {key: decoded(str(message[key])) for key in _HEADERS if message[key]}
    plain, page = ("\n".join(filter(None, words[kind])) for kind in ("text/plain", "text/html"))
    stem = name.rpartition(".")[0] or name
    mail = with_earlier(fields, plain)
    dated = find_date(fields.get("date", ""))
    body, ending = (plain, "txt") if plain.strip() or not page else (page, "html")
    return Piece(f"{stem}.{ending}", body.encode(), "e-mail", dated, mail)
