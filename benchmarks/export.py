"""Export of 4,000 quotes, and the leak scan that goes before it."""

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.corpus import make_study
from benchmarks.detection import sample_text
from benchmarks.figures import Figure, runs, spent, timed
from kwalicode.deid import LeakScanner, real_names
from kwalicode.deid.inside_names import NamesInside
from kwalicode.model import IdentifierKind, Quote
from kwalicode.model.quotes import RegisteredQuote
from kwalicode.report.quotes.file import Look
from kwalicode.store.quote_register import find_registered
from kwalicode.store.quotes import find_quotes
from kwalicode.store.study import Study
from kwalicode.workflows.demo.make import shipped_folder
from kwalicode.workflows.quotes.checks import check_quotes
from kwalicode.workflows.quotes.export_files import collect_export, file_of
from kwalicode.workflows.quotes.export_written import WRITERS, render
from kwalicode.workflows.quotes.headings import Wanted
from kwalicode.workflows.quotes.known_names import KnownNames
from kwalicode.workflows.quotes.labels import label_findings
from kwalicode.workflows.quotes.picking import make_quotes
from kwalicode.workflows.quotes.scan import scan_quotes

N_QUOTES, N_DOCUMENTS, N_WORDS = 4_000, 8, 60
TARGETS = {".docx": "< 3 s", ".csv": "< 0.5 s"}


def measure() -> Iterator[Figure]:
    """Write each format from the open study file, then scan."""
    sizes = {f"interview {i}": N_QUOTES // N_DOCUMENTS for i in range(N_DOCUMENTS)}
    with (
        TemporaryDirectory() as folder,
        make_study(Path(folder) / "export.kwali", sizes, n_words=8_000) as study,
    ):
        assert len(quotable(study)) == N_QUOTES
        for suffix in WRITERS:
            what = f"{N_QUOTES:,} quotes to `{suffix}`, checks off"
            taken = spent(lambda ending=suffix: write(study, ending)).processor
            yield Figure(what, TARGETS.get(suffix, "-"), f"{taken:.1f} s of processor time")
        printed = collect_export(study, Wanted()).printed()
        taken = spent(lambda: label_findings(study, printed)).processor
        yield Figure(f"labels of {N_QUOTES:,} quotes", "-", f"{taken:.1f} s of processor time")
        yield from register(study)
    yield leak_scan()


def write(study: Study, suffix: str) -> bytes:
    """Read all quotes and write them, as the page does after the scan."""
    look = Look("nl", datetime.now(UTC).date())
    return render(file_of(collect_export(study, Wanted()), look), suffix)


def register(study: Study) -> Iterator[Figure]:
    """Put every coding into the register and check it, with the words of a sample interview."""
    codings = [one.coding_id for one in quotable(study)]
    put = spent(lambda: make_quotes(study, codings, coder="ana"))
    yield Figure(f"{N_QUOTES:,} quotes put into the register", "-", f"{put.processor:.1f} s")
    with study.read() as db:
        found = find_registered(db)
    names, texts = sample_names(), sample_quotes()
    quotes = [with_words(one, text) for one, text in zip(found, texts, strict=True)]
    known = known_by(names)
    check_quotes(study, known, quotes[:1])  # the lists are read once
    every = spent(lambda: check_quotes(study, known, quotes))
    what = f"{N_QUOTES:,} quotes of {N_WORDS} words checked for {len(names)} names"
    yield Figure(what, "< 20 s", f"{every.processor:.1f} s of processor time")
    printed = [replace(one, text=text) for one, text in zip(quotable(study), texts, strict=True)]
    again = spent(lambda: scan_quotes(known, printed)).processor
    yield Figure(
        "... and their words scanned again as they are printed", "-", f"{again:.1f} s more"
    )
    known = known_by(names)  # one that has seen none of them
    one = sorted(spent(lambda q=q: check_quotes(study, known, [q])).processor for q in quotes[:50])
    what = f"one quote of {N_WORDS} words checked"
    yield Figure(what, "< 150 ms", f"{one[25] * 1000:.0f} ms (slowest of 50: {one[-1] * 1000:.0f})")


def quotable(study: Study) -> list[Quote]:
    """Give the coded passages."""
    with study.read() as db:
        return find_quotes(db)


def known_by(names: dict[str, IdentifierKind]) -> KnownNames:
    """Give what a key file with these names would know."""
    scanner = LeakScanner(real_names(names), allowed=())
    return KnownNames(scanner, NamesInside(names), frozenset(), frozenset(), None)


def with_words(quote: RegisteredQuote, words: str) -> RegisteredQuote:
    """Give a quote of the register other words."""
    return replace(quote, segments=(replace(quote.segments[0], text=words),))


def sample_quotes() -> list[str]:
    """Give pieces of the sample interviews with their identifiers replaced."""
    names = sample_names()
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    known = re.compile(rf"\b(?:{'|'.join(longest_first)})\b", re.IGNORECASE)
    words = known.sub("[subject 1]", sample_text("nl")).split()
    starts = [i * (N_WORDS + 1) % (len(words) - N_WORDS) for i in range(N_QUOTES)]
    texts = [" ".join(words[start : start + N_WORDS]) for start in starts]
    assert len(set(texts)) > 0.99 * N_QUOTES  # a text that was seen before costs nothing
    return texts


def leak_scan() -> Figure:
    """Scan pieces of the sample interviews without their identifiers for all of these."""
    names, texts = sample_names(), sample_quotes()
    known = real_names(names)
    seconds = timed(lambda: LeakScanner(known, allowed=()).scan_many(texts, "nl"), n_runs=3)
    what = f"leak scan of {N_QUOTES:,} quotes of {N_WORDS} words for {len(names)} names"
    return Figure(what, "-", runs(seconds))


def sample_names() -> dict[str, IdentifierKind]:
    """Give every identifier that was planted in the sample interviews."""
    names = {}
    for path in (shipped_folder("sample_data") / "identifiers").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            names |= {row["text"]: IdentifierKind(row["kind"]) for row in csv.DictReader(file)}
    return names
