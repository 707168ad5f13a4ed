"""Role phrases: 'mijn leidinggevende', 'that colleague' in the grammar of the sentence."""

import re
from typing import NamedTuple

from kwalicode.deid.names import base_name
from kwalicode.deid.preceding import (
    has_relation,
    is_determined,
    is_greeted,
    is_naming,
    is_owned,
    nouns,
    posts,
    titles_start,
)
from kwalicode.errors import InputError
from kwalicode.model import Language
from kwalicode.text import Replacement

_REACH = 120
"""No more of the text before a name is looked at, in code points."""

_ARTICLES: dict[Language, frozenset[str]] = {
    "nl": frozenset(("de", "het", "een")),
    "en": frozenset(("the", "a", "an")),
}
_SENTENCE_START = re.compile(r"(?:^|[.!?][\"'”’)\]]*\s|\n)[\s\"'“‘„(\[–—-]*$")
_ACRONYM = re.compile(r"[A-Z]{2,}")
_SOUNDS_LIKE_YOU = ("uni", "use", "usu", "euro", "eu ", "one", "once", "ut")
_SILENT_H = ("hour", "honest", "heir", "honour", "honor")


class _Role(NamedTuple):
    """A role as typed.

    Attributes:
        words: Without an article.
        is_fixed: It begins with a possessive or the like and stays as it is.
        is_neuter: A Dutch het-word.
    """

    words: str
    is_fixed: bool
    is_neuter: bool


def role_phrase(  # the interface of the room; each is needed
    role: str,
    *,
    language: Language,
    before: str,
    after: str,
    is_first: bool,
    own: bool = False,
) -> str:
    """Give the words that stand for a person in the grammar of the sentence.

    - 'een collega' at the first mention, 'die collega' ('dat Kamerlid') later, 'mijn collega' where
      the speaker has this relation to the person; a role typed with a possessive ('onze buurman',
      'iemand van de bank') stays as typed;
    - the noun alone after an article, possessive or greeting ('die lieve ...', 'Dag ...') and
      beside a hyphen;
    - nothing where the role, or what relation it is, stands before the name already ('mijn baas
      Jan'); the blank before it is then left over: `role_replacement` takes it away;
    - 'de collega' after a Dutch title ('mevrouw de voorzitter'), in English the noun alone;
    - '…' where a name is said to be a name ('hij heet ...');
    - a capital at the start of a sentence, unless the text before has no capitals at all.

    A genitive ending that follows the surface (`'s`) is left to follow: "die collega's kamer".

    Args:
        role: A noun or noun phrase as a person typed it. An article before it tells the Dutch
            gender ('het Kamerlid', 'de griffier') and is not used itself; without one the gender
            is guessed.
        language: Of the text.
        before: The text up to the name.
        after: The text that follows it.
        is_first: Whether the person is named for the first time in the document.
        own: Whether the speaker has this relation to the person.

    Raises:
        InputError: The role has no words.

    >>> role_phrase("Kamerlid", language="nl", before="En ", after=" zei", is_first=False)
    'dat Kamerlid'
    """
    parsed, before = _parsed(role, language), before[-_REACH:]
    if is_naming(before, language):
        return "…"
    if _is_said(parsed, before, language):
        return ""
    if _stands_alone(before, after, language):
        return parsed.words
    if titles_start(before, language) < len(before):
        article = "het " if parsed.is_neuter else "de "
        return (article if language == "nl" else "") + parsed.words
    words = _determined(parsed, language, is_first=is_first, own=own)
    return _with_capital(words, before)


def general_phrase(words: str, *, language: Language, before: str) -> str:
    """Give typed words for a place, an organisation or a function in the grammar of a sentence.

    'een gemeente in het oosten' loses its article after another one ('de ...', 'onze ...') and
    gets a capital at the start of a sentence.

    Args:
        words: The generalisation, typed or accepted by a person.
        language: Of the text.
        before: The text up to what it stands for.

    Raises:
        InputError: There are no words.
    """
    parsed, before = _parsed(words, language), before[-_REACH:]
    if is_determined(before, language) or re.search(r"(?i)\b(?:het|dit|this)\s+$", before):
        return parsed.words
    return _with_capital(" ".join(words.split()), before)


def role_replacement(  # the interface of the room; each is needed
    text: str,
    span: tuple[int, int],
    role: str,
    *,
    language: Language,
    is_first: bool,
    own: bool = False,
) -> Replacement:
    """Make the replacement of a person's name by a role, so that the sentence reads.

    The span may grow to the left: a title goes with the name ('mevrouw Jansen'), and so do the
    blank and comma where nothing is put in its place. A genitive inside the span becomes one of
    the phrase ("Jans fiets", "die collega's fiets"): no pronoun, which would tell the gender. A
    name in small letters gets small letters.

    Args:
        text: The raw text.
        span: `[start, end)` of the name, in code points.
        role: As in `role_phrase`.
        language: Of the text.
        is_first: As in `role_phrase`.
        own: As in `role_phrase`.
    """
    start, end = _without_title(text, span[0], language), span[1]
    surface, before = text[span[0] : end], text[:start]
    phrase = role_phrase(
        role, language=language, before=before, after=text[end:], is_first=is_first, own=own
    )
    ending = surface[len(base_name(surface)) :] if surface.startswith(base_name(surface)) else ""
    if not phrase:
        kept = before.rstrip(" ,")
        start, word = len(kept), kept.rsplit(maxsplit=1)[-1]
        end += before[start] == "," and text[end : end + 1] == ","
        return Replacement(start, end, genitive(word, language, ending)[len(word) :])
    phrase = phrase.lower() if surface == surface.lower() else phrase
    return Replacement(start, end, genitive(phrase, language, ending))


def _without_title(text: str, start: int, language: Language) -> int:
    """Give where the titles before a name start, unless a possessive goes before them."""
    offset = max(0, start - _REACH)
    place = titles_start(text[offset:start], language)
    return start if is_owned(text[offset : offset + place], language) else offset + place


def genitive(words: str, language: Language, ending: str = "'s") -> str:
    """Give the genitive of a name or a phrase by the rules of the language.

    Args:
        words: What gets the ending.
        language: Dutch has an apostrophe only after a vowel and a hissing sound.
        ending: Of the word in the text; its apostrophe is kept, an empty one gives no genitive.

    >>> genitive("Kees", "nl"), genitive("Anna", "nl", "’s"), genitive("Bart", "nl")
    ("Kees'", 'Anna’s', 'Barts')
    """
    if not ending or not words:
        return words
    mark, low = ("’" if "’" in ending else "'"), words.lower()
    if language == "en":
        return words + mark + "s"
    if low.endswith(("s", "x", "z")):
        return words + mark
    return words + (mark + "s" if re.search(r"(?:[aiou]|(?<![aeiou])y)$", low) else "s")


def _is_said(role: _Role, before: str, language: Language) -> bool:
    """Tell whether the role, or another noun with a determiner, stands right before the name."""
    words = before.rstrip(" ,").casefold()
    if len(words) == len(before):
        return False
    is_there = re.search(rf"(?<![\w-]){re.escape(role.words.casefold())}$", words)
    return bool(is_there) or has_relation(before, language)


def _stands_alone(before: str, after: str, language: Language) -> bool:
    if before.endswith(("-", "‑", "/")) or re.match(r"[-‑]\w", after):
        return True
    return is_greeted(before, language) or is_determined(before, language)


def _determined(role: _Role, language: Language, *, is_first: bool, own: bool) -> str:
    if role.is_fixed:
        return role.words
    if own:
        return ("mijn " if language == "nl" else "my ") + role.words
    if language == "nl":
        later = "dat " if role.is_neuter else "die "
        return ("een " if is_first else later) + role.words
    return (_indefinite(role.words) if is_first else "that ") + role.words


def _indefinite(words: str) -> str:
    """Give 'a ' or 'an ' by the sound that follows: 'an MP', 'a user', 'an hour'."""
    if _ACRONYM.match(words):
        return "an " if words[0] in "AEFHILMNORSX" else "a "
    low = words.lower()
    is_vowel = low.startswith(_SILENT_H) or (
        low[0] in "aeiou" and not low.startswith(_SOUNDS_LIKE_YOU)
    )
    return "an " if is_vowel else "a "


def _with_capital(words: str, before: str) -> str:
    is_flat = sum(map(str.isalpha, before)) > 20 and before == before.lower()
    if is_flat or not _SENTENCE_START.search(before):
        return words
    return words[0].upper() + words[1:]


def _parsed(role: str, language: Language) -> _Role:
    words = role.split()
    first = words[0].lower() if words else ""
    rest = words[first in _ARTICLES[language] :]
    if not rest:
        raise InputError("A role needs a word; type one such as 'colleague' or 'my manager'.")
    is_neuter = first == "het" or (first != "de" and _is_neuter(rest))
    return _Role(" ".join(rest), first in nouns(f"{language} fixed"), is_neuter)


def _is_neuter(words: list[str]) -> bool:
    """Guess whether a Dutch phrase has 'het': by its first noun that a list has, or its last."""
    size = next((i for i, word in enumerate(words) if i and word in nouns("nl link")), len(words))
    keys = [word.lower().strip(",;") for word in words[:size]]
    head = next((key for key in keys if key in nouns("nl het") or key in posts("nl")), keys[-1])
    if head in nouns("nl de"):
        return False
    return head in nouns("nl het") or head.endswith(tuple(nouns("nl end")))
