"""What the tests of the workflows look for in all that a file holds."""

import re
from collections.abc import Iterator

from kwalicode.store.files import EncryptedFile


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
