"""More like this: how many of ten proposals are right, beside simple baselines."""

import sqlite3  # noqa: TID251  a baseline in memory, no study
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial

import numpy as np

from benchmarks.labelled import Labelled
from kwalicode.model import Language
from kwalicode.suggest import alike
from kwalicode.suggest.embeddings import Model, local_model
from kwalicode.suggest.features import Features, Matrix, features
from kwalicode.suggest.lemmas import lemma_of, spoken

EXAMPLES, N_DRAWS = (5, 20, 100), 5


def table(sets: Sequence[Labelled]) -> Iterator[str]:
    """Give the lines of a table: each way to look for more, from few examples and from many."""
    heads = "".join(f" {n} examples |" for n in EXAMPLES)
    yield f"| more like this | method |{heads}\n" + "|---" * (2 + len(EXAMPLES)) + "|"
    for data in sets:
        for name, search in searches(data).items():
            found = [precision(data, search, n) for n in EXAMPLES]
            if np.isnan(found).all():
                continue
            said = ["–" if np.isnan(one) else f"{one:.3f}" for one in found]
            yield f"| {data.name} | {name} | {' | '.join(said)} |"


def index_of(texts: Sequence[str]) -> sqlite3.Connection:
    """Index texts by SQLite, to be found by `matches`."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE texts USING fts5(text, tokenize='unicode61')")
    db.executemany("INSERT INTO texts(rowid, text) VALUES (?, ?)", enumerate(texts))
    return db


def matches(db: sqlite3.Connection, texts: Sequence[str], most: int) -> list[tuple[int, float]]:
    """Give what BM25 finds with all words of some texts; higher is better."""
    counts = Counter(word for text in texts for *_span, word in spoken(text))
    wanted = " OR ".join(f'"{word}"' for word, _n in counts.most_common(200))
    rows = db.execute(
        "SELECT rowid, -bm25(texts) FROM texts WHERE texts MATCH ? ORDER BY 2 DESC LIMIT ?",
        [wanted, most],
    )
    return rows.fetchall()


Search = Callable[[Labelled, np.ndarray, np.ndarray, str], Sequence[int]]
"""Gives ten of the candidates, by their place among these, for some examples of a label."""


def precision(data: Labelled, search: Search, n_examples: int) -> float:
    """Give the share of ten proposals that have the label; nan where no label has enough texts.

    Examples stand together, as in a study of which a part is coded; five times for each label.
    """
    shares = []
    labels = np.array(data.labels)
    for label in data.names:
        own = np.flatnonzero(labels == label)
        if len(own) < n_examples + 10:
            continue
        for first in np.unique(np.linspace(0, len(own) - n_examples, N_DRAWS).astype(int)):
            examples = own[first : first + n_examples]
            rest = np.setdiff1d(np.arange(len(labels)), examples)
            found = search(data, examples, rest, label)
            shares.append(float(np.mean(labels[rest[list(found)]] == label)))
    return float(np.mean(shares)) if shares else float("nan")


def by_lot(_data: Labelled, _examples: np.ndarray, rest: np.ndarray, _label: str) -> Sequence[int]:
    """Give any ten."""
    return list(np.random.default_rng(0).choice(len(rest), min(10, len(rest)), replace=False))


def by_keywords(data: Labelled, examples: np.ndarray, rest: np.ndarray, _l: str) -> Sequence[int]:
    """Give what says most of the five words that most examples say."""
    said = [_lemmas(data, at) for at in examples]
    counts = Counter(word for words in said for word in words)
    wanted = {word for word, _n in counts.most_common(5)}
    scores = [-len(wanted & _lemmas(data, at)) for at in rest]
    return list(np.argsort(scores, kind="stable")[:10])


def _lemmas(data: Labelled, at: int) -> set[str]:
    return {lemma_of(word, data.language) for *_span, word in spoken(data.texts[at])} - {""}


def by_bm25(data: Labelled, examples: np.ndarray, rest: np.ndarray, _label: str) -> Sequence[int]:
    """Give what BM25 of SQLite finds with the words of the examples."""
    return [
        at
        for at, _ in matches(
            index_of([data.texts[at] for at in rest]), [data.texts[at] for at in examples], 10
        )
    ]


def by_ours(
    data: Labelled,
    examples: np.ndarray,
    rest: np.ndarray,
    label: str,
    *,
    is_named: bool = True,
    model: Model | None = None,
) -> Sequence[int]:
    """Give what kwalicode proposes first, for a code that has a name."""
    looked_for = [data.texts[at] for at in examples] + [data.called[label]] * is_named
    return _ranked(data, looked_for, [], rest, model)[:10]


def by_ours_taught(
    data: Labelled, examples: np.ndarray, rest: np.ndarray, label: str
) -> Sequence[int]:
    """Give what kwalicode proposes after ten decisions: right ones taken, others refused."""
    looked_for = [*(data.texts[at] for at in examples), data.called[label]]
    first = _ranked(data, looked_for, [], rest, None)[:10]
    decided = [(data.texts[rest[at]], data.labels[rest[at]] == label) for at in first]
    taken = [text for text, is_right in decided if is_right]
    refused = [text for text, is_right in decided if not is_right]
    found = _ranked(data, looked_for + taken, refused, rest, None)
    return [at for at in found if at not in first][:10]


def _ranked(
    data: Labelled,
    looked_for: Sequence[str],
    refused: Sequence[str],
    rest: np.ndarray,
    model: Model | None,
) -> list[int]:
    found, everything = _as_numbers(tuple(data.texts), data.language, model)
    questions = found.of(looked_for), found.of(refused)
    ranked = alike.rank_alike(found, everything, *questions, among=list(rest), most=30)
    return [int(np.searchsorted(rest, one.row)) for one in ranked]


@lru_cache(maxsize=2)
def _as_numbers(
    texts: tuple[str, ...], language: Language, model: Model | None
) -> tuple[Features, Matrix]:
    found = features(texts, language, model=model)
    return found, found.meant()


SEARCHES: dict[str, Search] = {
    "by lot": by_lot,
    "five keywords": by_keywords,
    "BM25 (SQLite FTS5)": by_bm25,
    "kwalicode without names of codes": partial(by_ours, is_named=False),
    "**kwalicode**, first ten": by_ours,
    "**kwalicode**, next ten after ten decisions": by_ours_taught,
}


def searches(data: Labelled) -> dict[str, Search]:
    """Give all searches, with a model of meaning if there is one."""
    model = local_model(data.language)
    if model is None:
        return SEARCHES
    return SEARCHES | {f"**kwalicode** with {model.name}": partial(by_ours, model=model)}
