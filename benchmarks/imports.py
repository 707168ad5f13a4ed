"""Import of thirty interviews as Word files: read and kept, nothing detected."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.corpus import KEY_PASSPHRASE, PASSPHRASE, interview_docx
from benchmarks.figures import Figure, runs, timed
from kwalicode.store.key import open_key
from kwalicode.workflows.documents import import_documents, preview_file
from kwalicode.workflows.study import create_both

N_FILES, N_WORDS = 30, 8_000


def measure() -> Iterator[Figure]:
    """Import into a new study each time; the reading is also timed on its own."""
    files = {f"interview {i}.docx": interview_docx(N_WORDS, seed=i) for i in range(N_FILES)}
    numbers = count()
    with TemporaryDirectory() as folder:

        def import_all() -> None:
            path = Path(folder) / f"{next(numbers)}.kwali"
            with (
                create_both(path, PASSPHRASE, KEY_PASSPHRASE, name="benchmark") as study,
                open_key(study, KEY_PASSPHRASE) as key,
            ):
                import_documents(key, [preview_file(*file) for file in files.items()], coder="b")

        whole = timed(import_all)
    what = f"import {N_FILES} `.docx` of {N_WORDS:,} words into a new study"
    yield Figure(what, "< 3 s", runs(whole))
    each = timed(lambda: [preview_file(*file) for file in files.items()])
    yield Figure("... of which reading the files", "-", runs(each))
