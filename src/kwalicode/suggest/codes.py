"""Codes for a segment, from what a team coded before, each with the segment that speaks for it.

Two simple readings are added up: how near a segment is to the middle of what has a code (the
centroid), and how little it looks like what has other codes (complement naive Bayes; Rennie et al.
2003). Both are sums of rows, so a new coding needs no new training. The name of a code counts as
one more of its segments. A model of meaning, where there is one, adds a third reading: how near the
segment is in meaning. `benchmarks/suggest.py` compares with others; `docs/suggestions.md` has the
table.
"""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from scipy import sparse

from kwalicode.suggest.features import Features, Matrix

LEAST_SEGMENTS, LEAST_UNITS, MOST = 5, 2, 3
_SMOOTH, _COMPLEMENT, _MEANING, _MOST_WORDS = 0.2, 0.7, 1.0, 5


class Coded(NamedTuple):
    """A segment and a code on it.

    Attributes:
        row: Of the segment among the texts.
        unit: The document or, of a survey, the answer.
    """

    row: int
    code_id: str
    unit: str


class ProposedCode(NamedTuple):
    """A code for a segment.

    Attributes:
        score: Above 0 where it fits better than the codes do on average.
        row: The coded segment most like it, which speaks for the code.
        words: What the two have in common, what weighs most first.
    """

    code_id: str
    score: float
    row: int
    words: tuple[str, ...]


class Learned(NamedTuple):
    """What the codings of a team say about words.

    Attributes:
        found: The coded segments.
        everything: Their rows with all words and pieces.
        codes: The codes that are proposed: on enough segments of enough documents.
        wears: Codes × segments, 1 where a segment has the code.
        sums: Codes × words and pieces, by columns; the name of a code is in them.
        lengths: Length of each row of `sums`.
        meanings: Codes × dimensions of a model of meaning; no column without a model.
    """

    found: Features
    everything: Matrix
    codes: tuple[str, ...]
    wears: Matrix
    sums: sparse.csc_array
    lengths: np.ndarray
    meanings: np.ndarray


def learn_codes(
    found: Features, coded: Collection[Coded], names: Mapping[str, str] = MappingProxyType({})
) -> Learned:
    """Learn from codings.

    Args:
        found: The coded segments.
        coded: Which codes they have. Codes on fewer than five segments, or in one document alone,
            are left out: measured on so few, a proposal is a guess.
        names: Of codes, by id; what they are called says what belongs to them.
    """
    return _learned(found, found.everything(), coded, names)


def learn_more(
    before: Learned,
    texts: Sequence[str],
    coded: Collection[Coded],
    names: Mapping[str, str] = MappingProxyType({}),
) -> Learned:
    """Learn from codings of which some are on texts that are new; these become the last rows."""
    everything = before.found.of(texts).everything()
    return _learned(
        before.found.with_texts(texts),
        sparse.vstack([before.everything, everything], format="csr"),
        coded,
        names,
    )


def _learned(
    found: Features, everything: Matrix, coded: Collection[Coded], names: Mapping[str, str]
) -> Learned:
    rows: dict[str, set[int]] = {}
    units: dict[str, set[str]] = {}
    for row, code_id, unit in coded:
        rows.setdefault(code_id, set()).add(row)
        units.setdefault(code_id, set()).add(unit)
    codes = tuple(
        code
        for code in sorted(rows)
        if len(rows[code]) >= LEAST_SEGMENTS and len(units[code]) >= LEAST_UNITS
    )
    places = [(at, row) for at, code in enumerate(codes) for row in sorted(rows[code])]
    at_codes, at_rows = np.array(places, dtype=np.int32).reshape(-1, 2).T
    shape = (len(codes), everything.shape[0])
    ones = np.ones(len(places), dtype=np.float32)
    wears = sparse.csr_array((ones, (at_codes, at_rows)), shape=shape)
    called = found.of([names.get(code, "") for code in codes])
    sums = (wears @ everything + called.everything()).tocsc()
    lengths = np.sqrt(np.asarray(sums.multiply(sums).sum(axis=1))).ravel()
    meanings = (wears @ found.meaning + called.meaning).toarray()
    return Learned(found, everything, codes, wears, sums, lengths, meanings)


def scores(learned: Learned, segment: Features, *, without: Sequence[int] = ()) -> np.ndarray:
    """Give for each code how well it fits a segment.

    Args:
        learned: See `learn_codes`.
        segment: One text, in the same columns.
        without: Rows of coded segments that say nothing here, such as the segment itself.
    """
    row = segment.everything()
    columns, values = row.indices, row.data
    sums = learned.sums[:, columns].toarray()
    lengths, own = learned.lengths, np.asarray(learned.sums.sum(axis=1)).ravel()
    if len(without):
        gone = learned.wears[:, without] @ learned.everything[without]
        both = learned.sums.multiply(gone).sum(axis=1) * 2 - gone.multiply(gone).sum(axis=1)
        lengths = np.sqrt(np.maximum(lengths**2 - np.asarray(both).ravel(), 0))
        sums = sums - gone[:, columns].toarray()
        own = own - np.asarray(gone.sum(axis=1)).ravel()
    near = sums @ values / np.maximum(lengths, 1e-9)
    others = np.maximum(sums.sum(axis=0) - sums, 0) + _SMOOTH
    total = own.sum() - own + _SMOOTH * learned.sums.shape[1]
    unlike = -(np.log(others) - np.log(total)[:, None]) @ values
    result: np.ndarray = _spread(near) + _COMPLEMENT * _spread(unlike)
    if learned.meanings.shape[1]:
        result += _MEANING * _spread(_near_in_meaning(learned, segment, without))
    return result


def _near_in_meaning(learned: Learned, segment: Features, without: Sequence[int]) -> np.ndarray:
    meanings = learned.meanings
    if len(without):
        meanings = meanings - (learned.wears[:, without] @ learned.found.meaning[without]).toarray()
    lengths = np.maximum(np.linalg.norm(meanings, axis=1), 1e-9)
    near: np.ndarray = meanings @ segment.meaning.toarray().ravel() / lengths
    return near


def _spread(values: np.ndarray) -> np.ndarray:
    """Bring values to mean 0 and standard deviation 1."""
    spread: np.ndarray = (values - values.mean()) / (values.std() + 1e-9)
    return spread


def suggest_codes(
    learned: Learned, segment: Features, *, without: Sequence[int] = (), but: Collection[str] = ()
) -> list[ProposedCode]:
    """Propose up to three codes for a segment, what fits best first.

    Args:
        learned: See `learn_codes`.
        segment: One text, in the columns of what was learned.
        without: Rows of coded segments that do not count, such as those on the same words.
        but: Codes that are not proposed: those it has, and those that were refused.

    Returns:
        Codes with a segment that shares a word with this one; none of a text without known words.
    """
    if not learned.codes or not segment.words.nnz:
        return []
    fits = scores(learned, segment, without=without)
    alike = (learned.everything @ segment.everything().T).toarray().ravel()
    alike[list(without)] = 0
    found = []
    for at in np.argsort(-fits, kind="stable"):
        code_id = learned.codes[at]
        rows = learned.wears[[at]].indices
        speaker = int(rows[np.argmax(alike[rows])])
        words = in_common(learned.found, speaker, segment)
        if code_id not in but and words and alike[speaker] > 0:
            found.append(ProposedCode(code_id, float(fits[at]), speaker, words))
        if len(found) == MOST:
            break
    return found


def in_common(found: Features, row: int, segment: Features) -> tuple[str, ...]:
    """Give the words that a row and a segment share, what weighs most first."""
    shared = found.words[[row]].multiply(segment.words).tocsr()
    order = np.argsort(-shared.data, kind="stable")[:_MOST_WORDS]
    return tuple(found.vocabulary[column] for column in shared.indices[order])
