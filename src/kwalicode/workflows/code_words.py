"""What codes have in common: the words of their names and segments, and the passages they share."""

from collections import Counter
from typing import NamedTuple

import numpy as np

from kwalicode.analysis.cooccurrence import Places, Together, overlapping
from kwalicode.model import Code, Language, path_of
from kwalicode.store.files import Database
from kwalicode.store.suggest_groups import CodedPassage, find_coded_passages, find_languages
from kwalicode.store.whole_codebook import find_codebook
from kwalicode.suggest.clusters import Numbers
from kwalicode.suggest.features import cosines, features
from kwalicode.suggest.lemmas import lemma_of, spoken


class CodeWords(NamedTuple):
    """Codes with what is said where they stand; an entry for each code.

    Attributes:
        paths: The names above each code and its own.
        passages: Where it stands, each segment once.
        lemmas: The words of its segments as a dictionary of their language lists them, without
            function words: codes are not alike because both have segments in English.
        language: Of most segments; names of codes are taken to be in it.
    """

    codes: tuple[Code, ...]
    paths: tuple[str, ...]
    passages: tuple[tuple[CodedPassage, ...], ...]
    lemmas: tuple[tuple[str, ...], ...]
    language: Language

    @property
    def code_ids(self) -> tuple[str, ...]:
        """The ids of the codes."""
        return tuple(code.code_id for code in self.codes)

    def alike(self, *, with_names: bool) -> Numbers:
        """Give the cosine of the words of each two codes; a code without words is like none."""
        texts = [" ".join(own) for own in (self.with_names() if with_names else self.lemmas)]
        return cosines(features(texts, self.language).joined())

    def together(self) -> Together:
        """Count the passages on which each two codes stand together."""
        numbers: dict[str, int] = {}
        rows = [
            (numbers.setdefault(one.document_id, len(numbers)), number, one.start, one.end)
            for number, own in enumerate(self.passages)
            for one in own
        ]
        columns = np.array(rows, dtype=np.int64).reshape(-1, 4).T
        return overlapping(Places(*columns), len(self.codes))

    def with_names(self) -> list[list[str]]:
        """Give the words of the name and of the segments of each code."""
        return [
            [*lemmas_of(code.name, self.language), *own]
            for code, own in zip(self.codes, self.lemmas, strict=True)
        ]


def lemmas_of(text: str, language: Language) -> list[str]:
    """Give the words of a text as a dictionary lists them, without function words and masks."""
    found = (lemma_of(word, language) for _start, _end, word in spoken(text))
    return [lemma for lemma in found if lemma]


def read_code_words(db: Database, *, coder: str, only_loose: bool = False) -> CodeWords:
    """Read the codes that are in use, with the segments a coder may see.

    Args:
        db: The study.
        coder: Who looks.
        only_loose: Whether codes that stand in a category are left out.
    """
    book, passages = find_codebook(db), find_coded_passages(db, coder=coder)
    paths = book.paths()
    codes = [
        code
        for code in book.codes
        if not code.is_retired
        and not (only_loose and (code.category_id or book.also_in.get(code.code_id)))
    ]
    own = [tuple(passages.get(code.code_id, ())) for code in codes]
    spoken_in = find_languages(db)
    counts = Counter(spoken_in[one.document_id] for some in own for one in some)
    lemmas = [
        tuple(word for one in some for word in lemmas_of(one.text, spoken_in[one.document_id]))
        for some in own
    ]
    return CodeWords(
        tuple(codes),
        tuple(path_of(code, paths) for code in codes),
        tuple(own),
        tuple(lemmas),
        "en" if counts["en"] > counts["nl"] else "nl",
    )
