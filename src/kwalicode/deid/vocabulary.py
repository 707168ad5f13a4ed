"""Which words Dutch and English have: what neither has may well be a name."""

import re
from functools import lru_cache

from simplemma import is_known

from kwalicode.deid.lists import common_words, fold, words
from kwalicode.deid.numerals import number_words
from kwalicode.model import Language

_SHORTEST, _LONGEST = 3, 18
# Words that say which number follows: 'rolnummer', 'BIG-registratie'.
_TELLING_ENDS = ("nummer", "registratie", "verzekeraar", "plan", "gesprek", "regeling")
# 'ingeschreven', 'uit te zoeken' in one: a verb behind what can be parted from it.
_PARTED = re.compile(
    r"(?P<apart>aan|achter|af|bij|binnen|dicht|door|in|kwijt|langs|los|mee|na|om|onder|op|over|rond|"
    r"samen|tegen|terug|toe|uit|vast|vol|voor|vrij|weg)(?=ge\w{3})"
)
_LINKS = ("", "s", "e", "en", "n")


@lru_cache(1 << 16)
def is_word(word: str, language: Language) -> bool:
    """Tell whether a word, or each part of it between hyphens, is one that a language has.

    The words are those of simplemma's dictionaries of both languages, for talk mixes them, and
    Dutch compounds of two words are taken apart. Words of more than 18 letters
    are no names.

    >>> is_word("vergunningaanvraag", "nl"), is_word("hrytsenko", "nl")
    (True, False)
    """
    low = word.lower().replace("’", "'").removesuffix("n't")
    parts = [part for piece in low.split("-") for part in piece.split("'") if part]
    return all(_is_part_known(part, language) for part in parts)


def _is_part_known(part: str, language: Language) -> bool:
    if len(part) < _SHORTEST or len(part) > _LONGEST or not part.isalpha():
        return True
    if _is_listed(part, language) or part.endswith(_TELLING_ENDS):
        return True
    other = "en" if language == "nl" else "nl"
    return is_known(part, lang=other) or (language == "nl" and _is_compound(part))


def _is_listed(part: str, language: Language) -> bool:
    key = fold(part)
    is_own = key in common_words(language) or key in words("no_names.txt")
    return is_own or part in number_words(language) or is_known(part, lang=language)


# 'volschijt', 'nakeken': what can be parted from a verb, and the verb as it is said.
_VERB = re.compile(
    r"(?:aan|achter|af|bij|binnen|dicht|door|in|kwijt|langs|los|mee|na|om|onder|op|open|over|rond|samen|"
    r"tegen|terug|toe|uit|vast|vol|voor|vrij|weg|neer|be|ver|ont|her|ge)(?P<verb>[a-z]{3,}(?:t|de|te|den|ten))"
)


def _is_parted_verb(word: str) -> bool:
    match = _VERB.fullmatch(word)
    return match is not None and _is_verb_form(match["verb"])


def _is_verb_form(form: str) -> bool:
    """'schijt', 'knarst': the stem of a verb with its ending."""
    stem = re.sub(r"(?:t|de|te|den|ten)$", "", form)
    forms = {f"{stem}en", f"{stem}{stem[-1:]}en"} | ({f"{form}en"} if form.endswith("t") else set())
    return len(stem) > 2 and any(is_known(verb, lang="nl") for verb in forms)


def _is_compound(word: str) -> bool:
    """Tell whether a Dutch word is two known words of four letters or more in one."""
    if _is_parted_verb(word):
        return True
    if (parted := _PARTED.match(word)) and is_known(word[parted.end("apart") :], lang="nl"):
        return True
    for place in range(4, len(word) - 3):
        if is_known(word[place:], lang="nl"):
            left = word[:place]
            stems = {left.removesuffix(link) for link in _LINKS}
            if any(len(stem) > _SHORTEST and is_known(stem, lang="nl") for stem in stems):
                return True
    return False


_PLACE_ENDS = (
    *("veen", "veld", "dam", "dorp", "burg", "drecht", "wijk", "broek", "hoven", "huizen", "kerk"),
    *("rode", "meer", "zijl", "wolde", "stad", "hout", "berg", "sum", "ingen", "horst", "oord"),
    *("sluis", "haven", "voort", "monde", "mere", "ton", "ham", "ford", "bury", "mouth", "pool"),
)


def is_place_like(key: str) -> bool:
    """Tell whether a folded word ends as Dutch or English places do and is no listed word.

    >>> is_place_like("meerveld"), is_place_like("werkoverleg")
    (True, False)
    """
    if len(key) < 7 or not key.endswith(_PLACE_ENDS):
        return False
    return not (is_known(key, lang="nl") or is_known(key, lang="en"))
