"""Counts of the page Explore: codes that stand together, and codes by document and attribute.

The arithmetic runs on arrays as the store gives them; reading a large study is measured too.
"""

from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.figures import Figure, runs_spent, spent
from benchmarks.large import LARGE, make_large
from kwalicode.analysis.cooccurrence import Places
from kwalicode.analysis.crosstabs import passages_of
from kwalicode.store.occurrences import ListedDocument, SpokenTurns
from kwalicode.workflows.explore.counting import Explored, Groups, count, everything, explore, who
from kwalicode.workflows.explore.groups import compare
from kwalicode.workflows.explore.together import pairs, together

N_RUNS, TURN, LETTERS = 3, 400, 60_000


def measure() -> Iterator[Figure]:
    """Count in studies of 30 and of 200 interviews, and in one of a million codings."""
    yield _figure("co-occurrence of 150 codes, 4,000 codings", "< 0.1 s", _tied(30, 150, 4_000))
    yield _figure(
        "co-occurrence of 1,500 codes, 100,000 codings", "< 3 s", _tied(200, 1_500, 100_000)
    )
    small = _made(30, 150, 4_000)
    each = Groups(tuple((str(n),) for n in range(30)), of_documents=np.arange(30))
    yield _figure(
        "code × document, 30 interviews", "< 0.3 s", lambda: count(small, each, "segments")
    )
    values = Groups(tuple((str(n),) for n in range(5)), of_cases=np.arange(200) % 5, k=3)
    yield _figure(
        "code × attribute, 1,000,000 codings, from where they stand",
        "< 2 s",
        lambda: compare(_made(200, 1_500, 1_000_000), values, "participants"),
    )
    with TemporaryDirectory() as folder, make_large(Path(folder) / "large.kwali", LARGE) as study:
        yield _figure(
            "reading 100,000 codings and counting 1,500 codes",
            "< 2 s",
            lambda: count(
                found := explore(study, coder="bench"), everything(found), "participants"
            ),
        )


def _figure(what: str, target: str, act: Callable[[], object]) -> Figure:
    return Figure(what, target, runs_spent([spent(act) for _ in range(N_RUNS)]))


def _tied(n_documents: int, n_codes: int, n_codings: int) -> Callable[[], object]:
    found = _made(n_documents, n_codes, n_codings)
    return lambda: pairs(together(found, "overlap"))


def _made(n_documents: int, n_codes: int, n_codings: int) -> Explored:
    """Make passages by chance, in documents of one participant each whose turns lie end to end."""
    chance = np.random.default_rng(0)
    starts = chance.integers(0, LETTERS - TURN, n_codings)
    places = Places(
        chance.integers(0, n_documents, n_codings),
        chance.integers(0, n_codes, n_codings),
        starts,
        starts + chance.integers(20, TURN, n_codings),
    )
    ids = tuple(map(str, range(n_documents)))
    documents = tuple(ListedDocument(one, one, "interview", "nl", "") for one in ids)
    edges = np.arange(0, LETTERS, TURN)
    whose = np.repeat(np.arange(n_documents), len(edges))
    begun = np.tile(edges, n_documents)
    columns = (whose, whose, begun, begun + TURN)
    turns = SpokenTurns(*(array("q", one.tolist()) for one in columns), ids, ids, ids)
    passages = passages_of(places)
    names = tuple(map(str, range(n_codes)))
    told = who(documents, passages, turns)
    return Explored(names, names, documents, passages, turns, *told, k=3)
