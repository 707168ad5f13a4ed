"""Agreement of two coders on 150 codes, and of three on passages, with intervals by resampling."""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.figures import Figure, runs_spent, spent
from kwalicode.analysis.tallies import Marks
from kwalicode.model import Code, Coding, Document, Turn
from kwalicode.store.agreement_choice import Choice
from kwalicode.store.codebook import add_code
from kwalicode.store.codings import add_coding, find_coders
from kwalicode.store.documents import add_version
from kwalicode.store.study import Study, create_study
from kwalicode.workflows.agreement.agree import agreement
from kwalicode.workflows.agreement.passages import N_RESAMPLES, compare_passages
from kwalicode.workflows.agreement.units import Units

N_CODES, N_DOCUMENTS, N_CODINGS, N_RUNS = 150, 30, 4_000, 3
LETTERS, TURN = 60_000, 300


def measure() -> Iterator[Figure]:
    """Compare made-up codings, half of which two coders share."""
    with TemporaryDirectory() as name, make_study(Path(name) / "bench") as study:
        with study.read() as db:
            coders = tuple(find_coders(db))
        for unit in ("character", "turn"):
            choice = Choice(1, coders, unit)  # type: ignore[arg-type]  # both are units
            times = [spent(partial(agreement, study, choice)) for _ in range(N_RUNS)]
            what = f"agreement by {unit}, 2 coders, {N_CODES} codes, {N_CODINGS:,} codings"
            yield Figure(f"{what}, 1,000 resamples", "< 1 s", runs_spent(times))
    for n in (N_CODINGS, 3 * N_CODINGS):
        units = passages(n)
        times = [spent(partial(compare_passages, units, range(N_CODES), 3)) for _ in range(N_RUNS)]
        what = f"u-alpha, 3 coders, {N_DOCUMENTS} documents, {n:,} passages, {N_CODES} codes"
        yield Figure(f"{what}, {N_RESAMPLES} resamples", "< 10 s", runs_spent(times))


def make_study(path: Path) -> Study:
    """Make a study of two coders."""
    chance = np.random.default_rng(0)
    study = create_study(path, "bench-bench", name="bench")
    text = "".join("woord " * 9 + "einde\n" for _ in range(LETTERS // 60))
    turns = tuple(Turn(start, start + TURN) for start in range(0, LETTERS, TURN))
    with study.write("a", "make", undoable=False) as db:
        for number in range(N_CODES):
            add_code(db, Code(f"c{number}", f"code {number}", None, number % 12), coder="a")
        for number in range(N_DOCUMENTS):
            title = f"Gesprek {number}"
            made = Document(f"d{number}", title, "interview", "nl", text, turns, version=1)
            add_version(db, made, coder="a", role_labels={})
        for number in range(N_CODINGS):
            is_shared = number % 4 < 2
            if number % 4 != 1:
                document, code, start = chance.integers((N_DOCUMENTS, N_CODES, LETTERS - 400))
            moved = int(start) + 20 * (number % 2)
            coder = "ab"[number % 2] if is_shared else "ab"[number // 2 % 2]
            words = text[moved : moved + 200]
            where = f"d{document}", f"c{code}", coder, moved, moved + 200, words
            add_coding(db, Coding(f"k{number}", *where))
    return study


def passages(n: int) -> Units:
    """Make passages of three coders that do not overlap, many of them alike."""
    chance = np.random.default_rng(1)
    rows = []
    each = n // 3 // N_DOCUMENTS
    for document in range(N_DOCUMENTS):
        edges = np.sort(chance.choice(LETTERS // 8, 2 * each, replace=False)) * 8
        spans = list(pairwise(edges.tolist()))[::2]
        codes = chance.integers(N_CODES, size=len(spans))
        for coder in range(3):
            others = np.where(chance.random(len(spans)) < 0.3, chance.integers(N_CODES), codes)
            rows += [
                (document, code, coder, start + int(chance.integers(4)), end)
                for code, (start, end) in zip(others, spans, strict=True)
            ]
    lengths = np.full(N_DOCUMENTS, LETTERS)
    return Units(Marks(*np.array(rows, dtype=np.int64).T), lengths, np.arange(N_DOCUMENTS))
