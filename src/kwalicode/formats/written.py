"""Reads files that the program wrote itself: their words as others will see them, and all bytes."""

import io
from pathlib import PurePath

from kwalicode.formats.containers import unreadable
from kwalicode.formats.pdf import BROKEN
from kwalicode.formats.word import read_docx
from kwalicode.formats.workbooks import members, read_workbook


def words_of(file_name: str, content: bytes) -> str:
    """Read the words of a .pdf, .docx or .xlsx; nothing is left out, whatever it looks like.

    Raises:
        InputError: It cannot be read.
    """
    ending = PurePath(file_name).suffix.lower()
    if ending == ".pdf":
        return "\n".join(_pages(content))
    if ending == ".docx":
        return "\n".join(line.text for line in read_docx(content))
    return "\n\n".join(sheet.text for sheet in read_workbook(content)[0])


def _pages(content: bytes) -> list[str]:
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    except (PyPdfError, *BROKEN) as error:
        raise unreadable(".pdf") from error


def bytes_of(file_name: str, content: bytes) -> list[bytes]:
    """Give all that is in a file: as it is, and everything packed in it unpacked.

    Raises:
        InputError: It cannot be read.
    """
    ending = PurePath(file_name).suffix.lower()
    if ending == ".pdf":
        return [content, *_streams(content)]
    found = [content]
    for name, unpacked in members(content, ending):
        found += [name.encode(), unpacked]
    return found


def _streams(content: bytes) -> list[bytes]:
    import pypdf
    from pypdf.errors import PyPdfError
    from pypdf.generic import StreamObject

    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        numbers = sorted(number for table in reader.xref.values() for number in table)
        found = []
        for number in numbers:
            one = reader.get_object(pypdf.generic.IndirectObject(number, 0, reader))
            if isinstance(one, StreamObject):
                found.append(one.get_data())
            elif one is not None:
                found.append(repr(one).encode())
    except (PyPdfError, *BROKEN) as error:
        raise unreadable(".pdf") from error
    return found
