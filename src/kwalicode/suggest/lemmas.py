"""Words of a text, and what each counts as: its form in a dictionary, or nothing.

Function words and speech fillers count for nothing, and what de-identification put in place of a
name stands in square brackets and is no word that somebody said.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from runpy import run_path

from kwalicode.model import Language

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MASKED = re.compile(r"\[[^\]\n]{1,80}\]")
# Who denies something says something else: spaCy's lists would drop these.
_KEPT = frozenset(
    {
        *("niet", "geen", "nooit", "altijd", "niemand", "niets", "moet", "moeten", "mag", "mogen"),
        *("not", "no", "never", "always", "nobody", "nothing", "must", "cannot"),
    }
)
_FILLERS: Mapping[Language, frozenset[str]] = {
    "nl": frozenset({"eh", "ehm", "uh", "uhm", "hm", "hmm", "mm", "nou", "zeg", "ja", "nee", "ok"}),
    "en": frozenset({"uh", "um", "uhm", "er", "erm", "hm", "hmm", "mm", "yeah", "yes", "okay"}),
}


def spoken(text: str) -> list[tuple[int, int, str]]:
    """Give the words of a text in small letters, each with its start and end in code points.

    >>> spoken("Ja, [persoon 2] zweeg.")
    [(0, 2, 'ja'), (16, 21, 'zweeg')]
    """
    clean = _MASKED.sub(lambda found: " " * len(found.group()), text)
    return [(*found.span(), _form(found.group())) for found in _WORD.finditer(clean)]


def lemma_of(word: str, language: Language) -> str:
    """Give what a word counts as: its form in a dictionary, or '' where it says nothing itself."""
    if len(word) < 2 or word in _left_out(language) or _is_contraction(word, language):
        return ""
    lemma = looked_up(word, language)
    return "" if len(lemma) < 2 or lemma in _left_out(language) else lemma


def _is_contraction(word: str, language: Language) -> bool:
    """Tell whether a function word is drawn together with another, as in that's, don't and zo'n."""
    head, mark, _tail = word.partition("'")
    return bool(mark) and (len(head) < 2 or word.endswith("n't") or head in _left_out(language))


def _form(word: str) -> str:
    return word.lower().replace("’", "'")


@lru_cache(maxsize=100_000)
def looked_up(word: str, language: Language) -> str:
    """Give the form of any word in a dictionary; both languages are looked in."""
    from simplemma import lemmatize

    languages = ("nl", "en") if language == "nl" else ("en", "nl")
    return lemmatize(word, lang=languages).lower()


@lru_cache(maxsize=2)
def _left_out(language: Language) -> frozenset[str]:
    # Only this file of spaCy is run: to import the whole of it takes as long as all else here.
    package = find_spec("spacy")
    assert package is not None  # noqa: S101  it comes with kwalicode
    assert package.origin is not None  # noqa: S101
    path = Path(package.origin).with_name("lang") / language / "stop_words.py"
    common: frozenset[str] = frozenset(run_path(str(path))["STOP_WORDS"])
    return (common | _FILLERS[language]) - _KEPT
