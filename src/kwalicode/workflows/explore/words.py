"""Words on the page Explore: how often they are said, and in what surroundings."""

from itertools import islice
from typing import NamedTuple

from kwalicode.analysis.words import Spoken, Word, frequencies, in_context
from kwalicode.store.occurrences import SpokenText, find_documents, find_texts
from kwalicode.store.study import Study

MOST_PLACES = 500


class Counted(NamedTuple):
    """The words of one kind of source, or of all.

    Attributes:
        words: The most frequent first.
        n_words: How many words are said, function words left out or not as was asked.
        n_units: Documents, each answer of a survey as one.
    """

    words: list[Word]
    n_words: int
    n_units: int


class Line(NamedTuple):
    """A word in its surroundings."""

    title: str
    before: str
    word: str
    after: str


def count_words(study: Study, *, kind: str = "", with_function_words: bool = False) -> Counted:
    """Count the words that participants say, or that stand in reports; barred passages do not."""
    texts = _texts(study, kind)
    words = frequencies(map(_spoken, texts), with_function_words=with_function_words)
    return Counted(words, sum(word.n_times for word in words), len({one.unit for one in texts}))


def find_lines(study: Study, wanted: str, *, kind: str = "") -> list[Line]:
    """Give the places where a word is said in whatever form, at most `MOST_PLACES`."""
    texts = _texts(study, kind)
    with study.read() as db:
        titles = {one.document_id: one.title for one in find_documents(db)}
    places = islice(in_context(map(_spoken, texts), wanted), MOST_PLACES)
    return [
        Line(titles[texts[one.place].document_id], one.before, one.word, one.after)
        for one in places
    ]


def _texts(study: Study, kind: str) -> list[SpokenText]:
    with study.read() as db:
        return find_texts(db, kind=kind)


def _spoken(one: SpokenText) -> Spoken:
    return Spoken(one.unit, one.language, one.text)
