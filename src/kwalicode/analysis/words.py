"""Which words are said how often, and in what surroundings, by the form a dictionary lists."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# What de-identification put in place of a name is no word that somebody said.
_MASKED = re.compile(r"\[[^\]\n]{1,80}\]")


class Spoken(NamedTuple):
    """A stretch of text.

    Attributes:
        unit: What it counts to, such as a document or an answer.
        language: 'nl' or 'en'.
        text: De-identified.
    """

    unit: str
    language: str
    text: str


class Word(NamedTuple):
    """How often a word is said.

    Attributes:
        lemma: As a dictionary lists it.
        forms: The forms of it, the most frequent first.
        n_times: How often.
        n_units: In how many units.
    """

    lemma: str
    forms: tuple[str, ...]
    n_times: int
    n_units: int


class InContext(NamedTuple):
    """A word where it is said.

    Attributes:
        place: Number of the stretch of text, from 0.
        start: First code point of the word in it.
        end: One past its last.
        before: What is said before it, on one line.
        word: The word itself.
        after: What is said after it.
    """

    place: int
    start: int
    end: int
    before: str
    word: str
    after: str


def frequencies(texts: Iterable[Spoken], *, with_function_words: bool = False) -> list[Word]:
    """Count words by their lemma, the most frequent first.

    Lemmas are those of simplemma's dictionaries; a word that is in neither counts as it is.

    Args:
        texts: Stretches of text.
        with_function_words: Whether words such as 'the' count too; spaCy's lists say which.

    >>> [one[0::2] for one in frequencies([Spoken("1", "nl", "Huizen of een huis in [plaats 2]?")])]
    [('huis', 2)]
    """
    times: Counter[tuple[str, str]] = Counter()
    units: dict[str, set[str]] = {}
    for unit, language, text in texts:
        for found in _words(text):
            form = found.group().lower().replace("’", "'")
            word = lemma(form, language)
            # By lemma: else 'zei' were left out and 'zegt' counted, and 'zeggen' came out too low.
            if not with_function_words and word in _function_words(language):
                continue
            times[word, form] += 1
            units.setdefault(word, set()).add(unit)
    forms: dict[str, list[str]] = {}
    totals: Counter[str] = Counter()
    for (word, form), n in times.most_common():
        forms.setdefault(word, []).append(form)
        totals[word] += n
    order = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    return [Word(word, tuple(forms[word]), n, len(units[word])) for word, n in order]


def in_context(texts: Iterable[Spoken], wanted: str, *, width: int = 60) -> Iterator[InContext]:
    """Give every place where a word is said, in whatever form.

    Args:
        texts: Stretches of text.
        wanted: A word in any form.
        width: Code points shown on each side.

    >>> next(in_context([Spoken("1", "nl", "Zij durfde niet.")], "durven", width=9)).before
    'Zij '
    """
    form = wanted.strip().lower().replace("’", "'")
    if not form:
        return
    for place, (_unit, language, text) in enumerate(texts):
        lemmas = {form, lemma(form, language)}
        for found in _words(text):
            own = found.group().lower().replace("’", "'")
            if own in lemmas or lemma(own, language) in lemmas:
                start, end = found.span()
                before = " ".join(text[max(0, start - width) : start].split("\n"))
                after = " ".join(text[end : end + width].split("\n"))
                yield InContext(place, start, end, before, found.group(), after)


def _words(text: str) -> Iterator[re.Match[str]]:
    clean = _MASKED.sub(lambda found: " " * len(found.group()), text)
    return _WORD.finditer(clean)


@lru_cache(maxsize=100_000)
def lemma(word: str, language: str) -> str:
    """Give the form a dictionary lists; of a word that is mixed in, by the other language."""
    from simplemma import lemmatize

    languages = ("nl", "en") if language == "nl" else ("en", "nl")
    return lemmatize(word, lang=languages).lower()


@lru_cache(maxsize=2)
def _function_words(language: str) -> frozenset[str]:
    from spacy.lang.en.stop_words import STOP_WORDS as ENGLISH
    from spacy.lang.nl.stop_words import STOP_WORDS as DUTCH

    return frozenset(DUTCH if language == "nl" else ENGLISH)
