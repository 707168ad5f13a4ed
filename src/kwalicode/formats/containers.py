"""What a file really is, and safe reading of the zip files that documents are."""

import io
import lzma
import struct
import zipfile
import zlib
from typing import Any

from kwalicode.errors import InputError

MAX_BYTES = 100_000_000
_MAX_UNPACKED, _MAX_XML, _MAX_MEMBERS = 200_000_000, 40_000_000, 10_000
# Deflate reaches 1032 to 1 on zeros only; real documents stay under 50 to 1.
_MAX_RATIO, _SMALL = 200, 1_000_000
_TEXTS = {".txt", ".md", ".html", ".htm", ".vtt", ".srt", ".eml", ".mbox", ".csv"}
# All that zipfile raises on damaged, locked or unusual archives; RuntimeError is a password.
ARCHIVE_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)
_TYPES = {b"application/vnd.oasis.opendocument.text": ".odt"}


def check_content(content: bytes, ending: str) -> None:
    """Refuse a file that is empty, too large, locked or something else than its ending says.

    Args:
        content: The file.
        ending: Such as '.docx', in lower case.

    Raises:
        InputError: The sentence says what the file is and what to do.
    """
    if not content:
        raise InputError("This file is empty; choose another one.")
    if len(content) > MAX_BYTES:
        raise InputError(
            "This file is larger than {most} MB; take the pictures out or split it.",
            most=MAX_BYTES // 1_000_000,
        )
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        # Word keeps an encrypted .docx in the container of the old .doc, under this name.
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise locked()
        raise InputError("This is a file of an old Office; open it, save it as .docx, choose that.")
    actual = _sniff(content, ending)
    if actual not in {"", ending}:
        raise InputError(
            "This file ends in {ending} but is a {actual} file; give it the ending {actual}.",
            ending=ending,
            actual=actual,
        )


def _sniff(content: bytes, ending: str) -> str:
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"pk\x03\x04"):  # before all else: a PDF may be the first file in it
        return _kind_of_zip(content)
    if b"%pdf-" in head:
        return ".pdf" if ending not in _TEXTS or head.startswith(b"%pdf-") else ""
    if head.startswith(rb"{\rtf"):
        return ".rtf"
    if head.startswith(b"webvtt"):
        return ".vtt" if ending != ".vtt" else ""
    is_page = head.startswith((b"<!doctype html", b"<html"))
    return ".html" if is_page and ending not in {".html", ".htm"} else ""


def _kind_of_zip(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            with archive.open(
                "mimetype" if "mimetype" in names else archive.namelist()[0]
            ) as member:
                declared = member.read(100)
    except ARCHIVE_ERRORS:
        return ""
    if "word/document.xml" in names:
        return ".docx"
    return _TYPES.get(declared.strip(), "")


def open_archive(content: bytes, ending: str, *, most_xml: int = _MAX_XML) -> zipfile.ZipFile:
    """Open the zip file a document is, when unpacking it is safe.

    Nothing is unpacked here. What members say of their size binds: zipfile stops reading a member
    there and then finds its checksum wrong.

    Args:
        content: The file.
        ending: Such as '.docx', in lower case.
        most_xml: How large one XML member may be; one that is not read at once may be larger.

    Raises:
        InputError: It is no zip file, is locked, or unpacks to more than a document needs.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except ARCHIVE_ERRORS as error:
        raise unreadable(ending) from error
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise locked()
    if len({member.filename for member in members}) < len(members):
        raise unreadable(ending)  # by its name one of them alone is read, as often as it stands
    is_bomb = (
        len(members) > _MAX_MEMBERS
        or sum(member.file_size for member in members) > _MAX_UNPACKED
        or any(_is_swollen(member, most_xml) for member in members)
    )
    if is_bomb:
        raise InputError(
            "This file would unpack to far more than a document needs, so it was not opened; copy "
            "its text to a new document and choose that."
        )
    return archive


def _is_swollen(member: zipfile.ZipInfo, most_xml: int) -> bool:
    is_large_xml = member.file_size > most_xml and member.filename.endswith((".xml", ".rels"))
    ratio = member.file_size / max(1, member.compress_size)
    return is_large_xml or (member.file_size > _SMALL and ratio > _MAX_RATIO)


def read_xml(archive: zipfile.ZipFile, name: str, ending: str) -> Any:
    """Read a member of a document as an lxml element; entities are not resolved.

    Raises:
        InputError: It is not there, damaged, or declares entities, which no document does.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(archive.read(name), parser)
    except (*ARCHIVE_ERRORS, etree.XMLSyntaxError) as error:
        raise unreadable(ending) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise unreadable(ending)
    return root


def unreadable(ending: str) -> InputError:
    """Give the error for a file that is damaged or not what its ending says."""
    return InputError(
        "This file ends in {ending} but cannot be read as such; open it in the program it comes "
        "from, save it again and choose the new file.",
        ending=ending,
    )


def locked() -> InputError:
    """Give the error for a file that asks for a password."""
    return InputError(
        "This file is locked with a password; save a copy without one and choose the copy."
    )
