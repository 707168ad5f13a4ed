"""Suggestions: how often they are right, beside simple baselines, and how fast they come.

`python -m benchmarks suggest` measures what lies in this repository; with the path of a report in
Markdown whose sections are numbered it measures the paragraphs of that too.
"""

import sqlite3  # noqa: TID251  a baseline in memory, no study
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.answers import made_answers
from benchmarks.labelled import Labelled, read_interviews, read_report
from benchmarks.suggest_groups import table
from benchmarks.suggest_speed import measure
from kwalicode.model import Language
from kwalicode.suggest import alike, codes
from kwalicode.suggest.features import Features, Matrix, features
from kwalicode.suggest.lemmas import lemma_of, spoken

EXAMPLES, N_DRAWS = (5, 20, 100), 5


class Part(NamedTuple):
    """What is learned from and what is tried, as places of texts."""

    told: np.ndarray
    tried: np.ndarray


Method = Callable[[Labelled, Part], np.ndarray]
"""Gives the scores of labels for what is tried: texts × labels."""


def main(arguments: Sequence[str]) -> None:
    """Print the tables for docs/suggestions.md."""
    sets = [read_interviews(), made_answers("nl"), made_answers("en")]
    sets += [read_report(Path(path)) for path in arguments]
    speeds = (str(figure) for figure in measure())
    head = "| what | target | measured |\n|---|---|---|"
    for lines in (_codes_table(sets), _alike_table(sets), table(sets), chain([head], speeds)):
        for line in lines:
            print(line, flush=True)
        print()


def _codes_table(sets: Sequence[Labelled]) -> Iterator[str]:
    yield "| codes | texts | labels | method | top 1 | top 3 | top 3, dealt by lot |" + (
        "\n" + "|---" * 7 + "|"
    )
    for data in sets:
        for name, method in METHODS.items():
            firsts, thirds = right(data, method, data.blocks)
            by_lot = np.random.default_rng(0).permutation(np.arange(len(data.texts)) % 5)
            dealt = right(data, method, by_lot)[1]
            what = f"{data.name} | {len(data.texts)} | {len(data.names)} | {name}"
            yield f"| {what} | {firsts:.3f} | {thirds:.3f} | {dealt:.3f} |"


def _alike_table(sets: Sequence[Labelled]) -> Iterator[str]:
    heads = "".join(f" {n} examples |" for n in EXAMPLES)
    yield f"| more like this | method |{heads}\n" + "|---" * (2 + len(EXAMPLES)) + "|"
    for data in sets:
        for name, search in SEARCHES.items():
            found = [precision(data, search, n) for n in EXAMPLES]
            if np.isnan(found).all():
                continue
            said = ["–" if np.isnan(one) else f"{one:.3f}" for one in found]
            yield f"| {data.name} | {name} | {' | '.join(said)} |"


# ---------- codes


def right(data: Labelled, method: Method, blocks: np.ndarray) -> tuple[float, float]:
    """Tell how often the label of a text is the first, and among the first three."""
    place = {label: at for at, label in enumerate(data.names)}
    wanted = np.array([place[label] for label in data.labels])
    firsts = thirds = 0
    for block in np.unique(blocks):
        part = Part(np.flatnonzero(blocks != block), np.flatnonzero(blocks == block))
        order = np.argsort(-method(data, part), axis=1, kind="stable")[:, :3]
        hits = order == wanted[part.tried][:, None]
        firsts, thirds = firsts + hits[:, 0].sum(), thirds + hits.any(axis=1).sum()
    return firsts / len(wanted), thirds / len(wanted)


def _texts(data: Labelled, places: np.ndarray) -> list[str]:
    return [data.texts[at] for at in places]


def _one_hot(data: Labelled, places: np.ndarray) -> np.ndarray:
    return np.array(
        [[data.labels[at] == name for name in data.names] for at in places], dtype=float
    )


def frequent(data: Labelled, part: Part) -> np.ndarray:
    """Propose what is most frequent, whatever is said."""
    return np.tile(_one_hot(data, part.told).sum(axis=0), (len(part.tried), 1))


def keywords(data: Labelled, part: Part) -> np.ndarray:
    """Propose the labels whose ten most telling words are said most."""
    found = features(_texts(data, part.told), data.language)
    sums = np.asarray(found.words.T @ _one_hot(data, part.told)).T
    telling = sums - sums.mean(axis=0)
    lists = [
        {found.vocabulary[at] for at in np.argsort(-row, kind="stable")[:10]} for row in telling
    ]
    rows = []
    for text in _texts(data, part.tried):
        said = {lemma_of(word, data.language) for *_span, word in spoken(text)}
        rows.append([len(words & said) for words in lists])
    return np.array(rows, dtype=float)


def bm25(data: Labelled, part: Part) -> np.ndarray:
    """Propose the labels of the ten texts that BM25 of SQLite finds, by its scores."""
    told = part.told
    rows = np.zeros((len(part.tried), len(data.names)))
    place = {label: at for at, label in enumerate(data.names)}
    index = _index(_texts(data, told))
    for row, text in zip(rows, _texts(data, part.tried), strict=True):
        for at, score in _matches(index, [text], 10):
            row[place[data.labels[told[at]]]] += score
    return rows


def ours(data: Labelled, part: Part) -> np.ndarray:
    """Propose as kwalicode does: only codes on five segments of two documents."""
    found = features(_texts(data, part.told), data.language)
    coded = [
        codes.Coded(row, data.labels[at], str(data.blocks[at])) for row, at in enumerate(part.told)
    ]
    learned = codes.learn_codes(found, coded)
    columns = [data.names.index(code) for code in learned.codes]
    rows = np.full((len(part.tried), len(data.names)), -np.inf)
    for row, text in zip(rows, _texts(data, part.tried), strict=True):
        row[columns] = codes.scores(learned, found.of([text]))
    return rows


def logistic(data: Labelled, part: Part) -> np.ndarray:
    """Propose by logistic regression on the same words and pieces, trained anew."""
    found = features(_texts(data, part.told), data.language)
    model = LogisticRegression(C=30, max_iter=60, tol=1e-3, class_weight="balanced")
    model.fit(found.everything(), [data.labels[at] for at in part.told])
    rows = np.full((len(part.tried), len(data.names)), -np.inf)
    columns = [data.names.index(code) for code in model.classes_]
    rows[:, columns] = model.predict_log_proba(found.of(_texts(data, part.tried)).everything())
    return rows


METHODS: dict[str, Method] = {
    "most frequent code": frequent,
    "ten keywords a code": keywords,
    "BM25 (SQLite FTS5), ten nearest": bm25,
    "logistic regression": logistic,
    "**kwalicode**": ours,
}


def _index(texts: Sequence[str]) -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE texts USING fts5(text, tokenize='unicode61')")
    db.executemany("INSERT INTO texts(rowid, text) VALUES (?, ?)", enumerate(texts))
    return db


def _matches(db: sqlite3.Connection, texts: Sequence[str], most: int) -> list[tuple[int, float]]:
    """Give what BM25 finds with all words of some texts; higher is better."""
    counts = Counter(word for text in texts for *_span, word in spoken(text))
    wanted = " OR ".join(f'"{word}"' for word, _n in counts.most_common(200))
    rows = db.execute(
        "SELECT rowid, -bm25(texts) FROM texts WHERE texts MATCH ? ORDER BY 2 DESC LIMIT ?",
        [wanted, most],
    )
    return rows.fetchall()


# ---------- more like this

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
    return [at for at, _ in _matches(_index(_texts(data, rest)), _texts(data, examples), 10)]


def by_ours(data: Labelled, examples: np.ndarray, rest: np.ndarray, _label: str) -> Sequence[int]:
    """Give what kwalicode proposes first."""
    return _ranked(data, examples, np.array([], dtype=int), rest)[:10]


def by_ours_taught(
    data: Labelled, examples: np.ndarray, rest: np.ndarray, label: str
) -> Sequence[int]:
    """Give what kwalicode proposes after ten decisions: right ones taken, others refused."""
    first = np.array(_ranked(data, examples, np.array([], dtype=int), rest)[:10])
    is_right = np.array([data.labels[rest[at]] == label for at in first])
    taken, refused = rest[first[is_right]], rest[first[~is_right]]
    found = _ranked(data, np.concatenate([examples, taken]), refused, rest)
    return [at for at in found if at not in first][:10]


def _ranked(
    data: Labelled, examples: np.ndarray, refused: np.ndarray, rest: np.ndarray
) -> list[int]:
    found, everything = _as_numbers(tuple(data.texts), data.language)
    questions = found.of(_texts(data, examples)), found.of(_texts(data, refused))
    ranked = alike.rank_alike(found, everything, *questions, among=list(rest), most=30)
    return [int(np.searchsorted(rest, one.row)) for one in ranked]


@lru_cache(maxsize=1)
def _as_numbers(texts: tuple[str, ...], language: Language) -> tuple[Features, Matrix]:
    found = features(texts, language)
    return found, found.everything()


SEARCHES: dict[str, Search] = {
    "by lot": by_lot,
    "five keywords": by_keywords,
    "BM25 (SQLite FTS5)": by_bm25,
    "**kwalicode**, first ten": by_ours,
    "**kwalicode**, next ten after ten decisions": by_ours_taught,
}
