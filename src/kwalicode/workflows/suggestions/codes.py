"""Codes for a segment, from what the team coded before: three at most, each with its reason."""

from collections.abc import Mapping
from threading import Lock
from typing import NamedTuple
from weakref import WeakKeyDictionary

from kwalicode.errors import InputError
from kwalicode.model import Language
from kwalicode.store.codebook import find_codes
from kwalicode.store.documents import get_document
from kwalicode.store.occurrences import find_documents, last_write
from kwalicode.store.study import Study
from kwalicode.store.suggest_rows import CodedRow, find_coded
from kwalicode.store.suggestions import Refusal, find_refused_segments
from kwalicode.suggest.codes import Coded, Learned, learn_codes, learn_more, suggest_codes
from kwalicode.suggest.embeddings import local_model
from kwalicode.suggest.features import features
from kwalicode.text import folded
from kwalicode.workflows.suggestions.kinds import require

_ANEW = 1.2
"""Words are weighed anew once there are so many times more segments than when they were."""


class Proposal(NamedTuple):
    """A code that is proposed for a segment.

    Attributes:
        score: What the engine orders by.
        example: The segment that speaks for it.
        title: Of the document of that segment.
        words: What the two have in common, as a dictionary lists it.
    """

    code_id: str
    score: float
    example: str
    title: str
    words: tuple[str, ...]


class Proposals(NamedTuple):
    """What is proposed for a segment.

    Attributes:
        proposals: In the order of the names of their codes: the order says nothing.
        n_codes: How many codes are on enough segments to be proposed at all.
    """

    proposals: list[Proposal]
    n_codes: int


class _Kept(NamedTuple):
    """What was learned, for the coder and the codings it was learned from.

    Attributes:
        rows: Row of each text.
        n_weighed: How many texts words were weighed by.
    """

    state: tuple[int, str]
    coded: list[CodedRow]
    rows: dict[str, int]
    n_weighed: int
    learned: Learned


_KEPT: "WeakKeyDictionary[Study, dict[Language, _Kept]]" = WeakKeyDictionary()
"""What was learned in open studies; it goes when the study is closed."""
_LOCK = Lock()


def propose_codes(study: Study, document_id: str, start: int, end: int, *, coder: str) -> Proposals:
    """Propose codes for a segment; nothing is stored.

    Codings on the same words say nothing here, and codes that stand there are not proposed.

    Args:
        study: The open study.
        document_id: A document.
        start: First code point of the segment.
        end: One past its last.
        coder: Who asks: what is hidden from them counts nowhere.

    Raises:
        AccessError: The study does not want these suggestions.
        InputError: The segment lies outside the document.
    """
    with study.read() as db:
        require(db, "code")
        document = get_document(db, document_id)
        refused = find_refused_segments(db, ["code"])
        titles = {one.document_id: one.title for one in find_documents(db)}
        names = {code.code_id: code.name for code in find_codes(db)}
    if not 0 <= start < end <= len(document.text):
        raise InputError(
            "The segment {start} to {end} lies outside the document; select again.",
            start=start,
            end=end,
        )
    kept = _learn(study, document.language, coder)
    place = (document_id, start, end)
    here = [one for one in kept.coded if _overlaps(one, place)]
    away = {one.code_id for one in refused if _overlaps(one, place)}
    found = suggest_codes(
        kept.learned,
        kept.learned.found.of([document.text[start:end]]),
        without=sorted({kept.rows[one.text] for one in here}),
        but={one.code_id for one in here} | {code for code in away if code},
    )
    speaking = {kept.rows[one.text]: one for one in reversed(kept.coded)}
    proposals = []
    for code_id, score, row, words in found:
        example = speaking[row]
        title = titles[example.document_id]
        proposals.append(Proposal(code_id, score, example.text, title, words))
    proposals.sort(key=lambda one: folded(names[one.code_id]))
    return Proposals(proposals, len(kept.learned.codes))


def _overlaps(one: CodedRow | Refusal, place: tuple[str, int, int]) -> bool:
    document_id, start, end = place
    return one.document_id == document_id and one.start < end and start < one.end


def _learn(study: Study, language: Language, coder: str) -> _Kept:
    """Learn from the codings of a language that a coder may see; anew only where any changed."""
    with _LOCK:
        kept = _KEPT.setdefault(study, {})
        with study.read() as db:
            state = (last_write(db), coder)
            before = kept.get(language)
            if before and before.state == state:
                return before
            names = {code.code_id: code.name for code in find_codes(db)}
            coded = [
                one
                for one in find_coded(db, coder=coder)
                if (one.language == "en") == (language == "en")
            ]
        texts = list(dict.fromkeys(one.text for one in coded))
        kept[language] = (
            _learned_more(before, state, coded, texts, names)
            if before and _still_weighed(before, texts)
            else _learned(state, coded, texts, names, language)
        )
        return kept[language]


def _still_weighed(before: _Kept, texts: list[str]) -> bool:
    n_fresh = sum(text not in before.rows for text in texts)
    return len(before.rows) + n_fresh <= before.n_weighed * _ANEW


def _learned_more(
    before: _Kept,
    state: tuple[int, str],
    coded: list[CodedRow],
    texts: list[str],
    names: Mapping[str, str],
) -> _Kept:
    fresh = [text for text in texts if text not in before.rows]
    rows = {text: row for row, text in enumerate([*before.rows, *fresh])}
    learned = learn_more(before.learned, fresh, _coded(coded, rows), names)
    return _Kept(state, coded, rows, before.n_weighed, learned)


def _learned(
    state: tuple[int, str],
    coded: list[CodedRow],
    texts: list[str],
    names: Mapping[str, str],
    language: Language,
) -> _Kept:
    rows = {text: row for row, text in enumerate(texts)}
    found = features(texts, language, model=local_model(language))
    return _Kept(state, coded, rows, len(texts), learn_codes(found, _coded(coded, rows), names))


def _coded(coded: list[CodedRow], rows: Mapping[str, int]) -> list[Coded]:
    return [Coded(rows[one.text], one.code_id, one.unit) for one in coded]
