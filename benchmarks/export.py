"""Export of 4,000 quotes, and the leak scan that goes before it."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.corpus import make_study
from benchmarks.detection import sample_text
from benchmarks.figures import Figure, runs, timed
from kwalicode.deid import LeakScanner, real_names
from kwalicode.model import IdentifierKind
from kwalicode.store.study import Study
from kwalicode.workflows.demo import shipped_folder
from kwalicode.workflows.quotes import collect_quotes, render_quotes

N_QUOTES, N_DOCUMENTS, N_WORDS = 4_000, 8, 60
TARGETS = {".csv": "< 0.5 s", ".docx": "< 3 s", ".md": "-"}


def measure() -> Iterator[Figure]:
    """Write each format from the open study file, then scan."""
    sizes = {f"interview {i}": N_QUOTES // N_DOCUMENTS for i in range(N_DOCUMENTS)}
    with (
        TemporaryDirectory() as folder,
        make_study(Path(folder) / "export.kwali", sizes, n_words=8_000) as study,
    ):
        assert len(collect_quotes(study)) == N_QUOTES
        for suffix, target in TARGETS.items():
            what = f"{N_QUOTES:,} quotes to `{suffix}`, checks off"
            yield Figure(what, target, runs(timed(lambda ending=suffix: write(study, ending))))
    yield leak_scan()


def write(study: Study, suffix: str) -> bytes:
    """Read all quotes and write them, as the page does after the scan."""
    return render_quotes(collect_quotes(study), suffix, language="nl")


def leak_scan() -> Figure:
    """Scan pieces of the sample interviews without their identifiers for all of these."""
    names = sample_names()
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    known = re.compile(rf"\b(?:{'|'.join(longest_first)})\b", re.IGNORECASE)
    words = known.sub("[subject 1]", sample_text("nl")).split()
    starts = [i * N_WORDS % (len(words) - N_WORDS) for i in range(N_QUOTES)]
    texts = [" ".join(words[start : start + N_WORDS]) for start in starts]
    scanner = LeakScanner(real_names(names), allowed=())
    seconds = timed(lambda: scanner.scan_many(texts, "nl"), n_runs=3)
    what = f"leak scan of {N_QUOTES:,} quotes of {N_WORDS} words for {len(names)} names"
    return Figure(what, "-", runs(seconds))


def sample_names() -> dict[str, IdentifierKind]:
    """Give every identifier that was planted in the sample interviews."""
    names = {}
    for path in (shipped_folder("sample_data") / "identifiers").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            names |= {row["text"]: IdentifierKind(row["kind"]) for row in csv.DictReader(file)}
    return names
