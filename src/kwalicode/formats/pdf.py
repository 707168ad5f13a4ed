"""PDF: the text of its pages, joined to paragraphs."""

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from kwalicode.errors import InputError
from kwalicode.formats.containers import locked, unreadable
from kwalicode.formats.lines import Line, unwrap
from kwalicode.formats.plain import starts_turn
from kwalicode.text import normalise

_MAX_PAGES = 2_000
BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
)
"""pypdf says itself that broken files raise more than its own errors."""
# A page with fewer letters is a picture, a cover or blank.
_FEW_LETTERS = 20
_PAGE_NUMBER = re.compile(
    r"(?:pagina|page|p\.|blz\.?)?[\s–-]*#(?:\s*(?:van|of|/|\|)\s*#)?[\s–-]*", re.I
)


def read_pdf(content: bytes) -> list[Line]:
    """Read the text of a PDF; page numbers and lines that come back on each page are left out.

    Raises:
        InputError: It is locked, scanned, damaged or too long.
    """
    pages = [page.split("\n") for page in _pages_of_text(content)]
    rows = [Line(row) for page in _without_running_lines(pages) for row in page]
    return unwrap(rows, starts_turn)


def read_pdf_pages(content: bytes) -> list[str]:
    r"""Read all words of each page, with its head and foot; paragraphs are parted by `\n`.

    Raises:
        InputError: It is locked, scanned, damaged or too long.
    """
    pages = ([Line(row) for row in page.split("\n")] for page in _pages_of_text(content))
    return ["\n".join(line.text for line in unwrap(page, starts_turn)) for page in pages]


def _pages_of_text(content: bytes) -> list[str]:
    pages = [normalise(page) for page in _pages(content)]
    n_read = sum(len(page.replace("\n", "")) >= _FEW_LETTERS for page in pages)
    if n_read * 2 < len(pages) or not n_read:
        raise InputError(
            "This PDF holds pictures of pages and hardly any text; recognise its text (OCR) first."
        )
    return pages


def open_pdf(content: bytes) -> Any:
    """Give the reader of pypdf for a file; it may raise its errors, and `BROKEN`.

    Raises:
        InputError: It is locked.
    """
    import pypdf

    # Its warnings may quote the file, and a log leaves the machine.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = pypdf.PdfReader(io.BytesIO(content))
    # Many are locked against changing only, with an empty password.
    if reader.is_encrypted and not reader.decrypt(""):
        raise locked()
    return reader


def _pages(content: bytes) -> list[str]:
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = open_pdf(content)
        n_pages = len(reader.pages)
        if n_pages <= _MAX_PAGES:
            return [reader.pages[i].extract_text() for i in range(n_pages)]
    except DependencyError as error:
        raise locked() from error
    except (PyPdfError, *BROKEN) as error:
        raise unreadable(".pdf") from error
    raise InputError("This PDF has more than {most} pages; split it.", most=_MAX_PAGES)


def _without_running_lines(pages: Sequence[list[str]]) -> list[list[str]]:
    pages = [[row for row in page if row.strip()] for page in pages]
    # A head of two lines and a foot with a number: three rounds take them all.
    for _ in range(3):
        for edge in (0, -1):
            heads = Counter(_shape(page[edge]) for page in pages if page)
            for page in pages:
                shape = _shape(page[edge]) if page else ""
                is_running = heads[shape] >= 3 and heads[shape] > len(pages) / 2
                if page and (is_running or _PAGE_NUMBER.fullmatch(shape)):
                    del page[edge]
    return pages


def _shape(row: str) -> str:
    return re.sub(r"\d+", "#", row.strip())
