"""What the tests of the workflows look for in all that a file holds."""

import re
from collections.abc import Iterator

from kwalicode.model import Quote
from kwalicode.store.files import EncryptedFile
from kwalicode.store.quotes import find_quotes
from kwalicode.store.study import Study
from kwalicode.workflows.quotes.export_files import collect_export
from kwalicode.workflows.quotes.headings import Wanted


def cells(file: EncryptedFile) -> Iterator[tuple[str, bytes]]:
    """Every value of every table of a study or key file, history included, with its table."""
    with file.read() as db:
        for name in db.table_names():
            for row in db.table(name).rows:
                for value in row.values():
                    yield name, value if isinstance(value, bytes) else str(value).encode()


def tables_with(file: EncryptedFile, *words: str) -> set[str]:
    """The tables of a file in which one of some words stands as a whole word."""
    wanted = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words))
    return {name for name, cell in cells(file) if wanted.search(cell.decode(errors="replace"))}


def quotable(study: Study, *, coder: str | None = None) -> list[Quote]:
    """The coded passages that may be quoted, in the words they were coded in."""
    with study.read() as db:
        return find_quotes(db, coder=coder)


def printed(study: Study) -> list[Quote]:
    """The quotes as an export by code prints them."""
    return [one.quote for one in collect_export(study, Wanted()).printed()]
