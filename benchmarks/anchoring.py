"""Codings follow a corrected text: 600 of them over 200 scattered edits."""

import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from uuid import uuid4

from benchmarks.figures import Figure
from kwalicode.model import Coding, Document, Turn
from kwalicode.store.anchor_checks import find_checks
from kwalicode.store.codings import add_coding, find_codings
from kwalicode.store.documents import add_version
from kwalicode.store.study import Study, create_study
from kwalicode.text import Replacement, replace_spans
from kwalicode.workflows.anchoring import Trail, move_marks
from kwalicode.workflows.edits import edits_between

N_WORDS, N_CODINGS, N_EDITS, N_RUNS = 10_000, 600, 200, 5
COMMON = ("de", "het", "een", "en", "ik", "dat", "was", "niet", "maar", "toen", "wij", "je", "er")


def measure() -> Iterator[Figure]:
    """Measure by processor time: comparing the texts, and moving what stands on them."""
    chance = random.Random(5)  # noqa: S311
    old = _text(chance)
    new = _edited(old, chance)
    comparing = [_seconds(lambda: edits_between(old, new)) for _ in range(N_RUNS)]
    moving, n_silent, n_listed = [], 0, 0
    with tempfile.TemporaryDirectory() as folder, _study(Path(folder)) as study:
        for number in range(N_RUNS):
            own = random.Random(number)  # noqa: S311
            seconds, silent, n_listed = _moved(study, f"d{number}", old, new, own)
            moving.append(seconds)
            n_silent += silent
    what = f"{N_CODINGS} codings after {N_EDITS} scattered edits of {N_WORDS:,} words"
    both = [a + b for a, b in zip(comparing, moving, strict=True)]
    yield Figure(f"{what}: re-anchored and stored", "< 2 s", f"{median(both):.2f} s of processor")
    yield Figure(
        "... of which comparing the texts", "-", f"{median(comparing) * 1000:.0f} ms of processor"
    )
    yield Figure(
        "... codings on other words and not listed",
        "none",
        f"{n_silent} of {N_RUNS * N_CODINGS:,}; {n_listed} of the last {N_CODINGS} listed",
    )


def _seconds(act: object) -> float:
    began = time.process_time()
    act()  # type: ignore[operator]
    return time.process_time() - began


def _study(folder: Path) -> Study:
    return create_study(folder / "s.kwali", "benchmark", name="benchmark")


def _text(chance: random.Random) -> str:
    """Write words of speech in paragraphs of about 60; most words stand in it often."""
    words = [
        chance.choice(COMMON) if chance.random() < 0.6 else f"woord{chance.randrange(2_000)}"
        for _ in range(N_WORDS)
    ]
    ends = (f"{word}.\n" if chance.random() < 1 / 60 else f"{word} " for word in words)
    return "".join(ends).strip()


def _edited(text: str, chance: random.Random) -> str:
    """Change, take away or add a few words at scattered places, as participants do."""
    edits = []
    for place in sorted(chance.sample(range(0, len(text) - 200, 100), N_EDITS)):
        start = text.index(" ", place) + 1
        end = text.index(" ", start + 1) if chance.random() < 0.7 else start
        new = " ".join(f"nieuw{chance.randrange(500)}" for _ in range(chance.randrange(1, 6)))
        is_gone = end > start and chance.random() < 0.3
        edits.append(
            Replacement(start, end, "" if is_gone else f"{new} "[: None if end == start else -1])
        )
    return replace_spans(text, edits)


def _moved(
    study: Study, document_id: str, old: str, new: str, chance: random.Random
) -> tuple[float, int, int]:
    """Code a text and correct it.

    Gives the seconds that moving took, how many codings changed silently, and how many are listed.
    """
    with study.write("ana", "code") as db:
        _put(db, document_id, old, 1)
        for _ in range(N_CODINGS):
            start = chance.randrange(len(old) - 400)
            end = start + chance.randrange(5, 300)
            span = (start, end, old[start:end])
            add_coding(db, Coding(str(uuid4()), document_id, None, "ana", *span))
        before = {one.coding_id: one.text for one in find_codings(db, document_id)}
    with study.write("ana", "sign off", undoable=False) as db:
        _put(db, document_id, new, 2)
        edits = edits_between(old, new)
        began = time.process_time()
        move_marks(db, document_id, Trail([], edits, [], old, new, new), [], coder="ana")
        seconds = time.process_time() - began
    with study.read() as db:
        checks = {one.coding_id for one in find_checks(db, coder="ana", document_id=document_id)}
        after = find_codings(db, document_id)
    silent = [
        one
        for one in after
        if one.text != new[one.start : one.end]
        or (one.coding_id not in checks and one.text != before[one.coding_id])
    ]
    return seconds, len(silent) + len(before) - len(after), len(checks)


def _put(db: object, document_id: str, text: str, version: int) -> None:
    turns = (Turn(0, len(text), "respondent 1"),)
    document = Document(document_id, document_id, "interview", "nl", text, turns, version)
    add_version(db, document, coder="ana", role_labels={"respondent 1": ""})  # type: ignore[arg-type]
