"""Aliases: a plausible name for a person, and its form where the person is named in a text."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, product
from random import Random
from typing import NamedTuple

from kwalicode.deid.lists import PARTICLES, fold, is_surname, lines, name_lists, titles
from kwalicode.deid.names import base_name
from kwalicode.deid.origins import is_plausible, listed_names, more_names, origins_of, telling
from kwalicode.deid.phrases import genitive
from kwalicode.errors import ConflictError
from kwalicode.model import Language

_DEFAULT_ORIGIN: dict[Language, str] = {"nl": "dutch", "en": "english"}
_INITIALS = re.compile(r"[^\W\d_]|(?:[^\W\d_]\.[ -]?){1,6}")
_DIMINUTIVE = re.compile(r"(?<=..)(?:[tp]?je|ke|ie|y)$")
_LONG_ENOUGH = 4


class _Form(NamedTuple):
    """How a person is named in one place.

    Attributes:
        title: Words before the name, with the blank that follows; mostly they stand outside.
        given: First names and initials.
        family: The surname with its tussenvoegsels.
        ending: Of a genitive.
    """

    title: str
    given: tuple[str, ...]
    family: tuple[str, ...]
    ending: str


def alias_for(
    names: Collection[str], *, taken: Collection[str], random: Random, language: Language = "nl"
) -> str:
    """Choose a plausible first name and surname for a person.

    Gender and origin follow from titles and name lists; a first name that both genders have is
    given where the gender is not known, and a name of the language where the origin is not known.
    A surname has a tussenvoegsel if the person's own has one. No word of the alias is, or nearly
    is, a word of the person's names or of those that are taken.

    Args:
        names: The names by which the person is known, such as 'Jan de Vries' and 'mevrouw Smit'.
        taken: All other names of the study and all aliases given before.
        random: Decides; the same names and the same state give the same alias.
        language: Of the study: where a name comes from that several languages have.

    Returns:
        First name, tussenvoegsels and surname, parted by blanks.

    Raises:
        ConflictError: Every name of the lists is taken.
    """
    forms = [_form(name, ()) for name in sorted(names)]
    blocked = frozenset(chain.from_iterable(map(_near, {*taken, *names})))
    given = [fold(word) for form in forms for word in form.given]
    family = [fold(word) for form in forms for word in form.family]
    # An unknown word that stands alone may be a surname.
    alone = [form.given[0] for form in forms if len(form.given) == 1 and not form.family]
    family += [key for key in map(fold, alone) if key not in name_lists().first]
    first, last = origins_of(given, family, default=_DEFAULT_ORIGIN[language])
    has_particle = any(word in PARTICLES for word in family)
    part = _gender(forms, given, first) or "neutral"
    name = _free(_first_names(first, part), blocked, random)
    return f"{name} {_free(_surnames(last, has_particle=has_particle), blocked, random)}"


def _free(pools: Iterator[Sequence[str]], blocked: frozenset[str], random: Random) -> str:
    """Draw a name of the first pool that has one that is free."""
    for pool in pools:
        for name in random.sample(pool, len(pool)):
            if blocked.isdisjoint(_near(name)):
                return name
    raise ConflictError(
        "No alias is left that differs from every name of the study; use numbers for persons."
    )


def _first_names(origin: str, part: str) -> Iterator[Sequence[str]]:
    """Give pools of first names, the most fitting first; those of other origins come last."""
    yield _plausible(listed_names()[origin, part])
    yield _plausible(more_names().get((origin, part), ()))
    if part == "neutral":
        names = listed_names()
        yield _plausible((*names[origin, "male"], *names[origin, "female"]))
    for other in _DEFAULT_ORIGIN.values():
        yield _plausible(listed_names()[other, part])
    yield _of_all_origins(part)


def _surnames(origin: str, *, has_particle: bool) -> Iterator[Sequence[str]]:
    # Our own surnames may be words ('Bos'): many are.
    listed = listed_names()[origin, "last"]
    for names in (listed, _plausible(more_names().get((origin, "last"), ()))):
        yield [name for name in names if _has_particle(name) == has_particle]
    yield listed
    yield _of_all_origins("last")


def _plausible(names: Sequence[str]) -> Sequence[str]:
    return [name for name in names if is_plausible(name)]


def _of_all_origins(part: str) -> Sequence[str]:
    tables = (listed_names().items(), more_names().items())
    parts = {"male", "female", "neutral"} if part == "neutral" else {part}
    rows = (row for table in tables for row in table if row[0][1] in parts)
    return _plausible([name for _, names in rows for name in names])


def _has_particle(name: str) -> bool:
    return any(fold(word) in PARTICLES for word in name.split())


@lru_cache(1 << 14)
def _near(name: str) -> frozenset[str]:
    """Give each telling word of a name, without a diminutive, and with any letter left out.

    Two words that share one of these forms differ by one letter at most, or nearly so.
    """
    found: set[str] = set()
    for word in telling(base_name(name)) + telling(name):
        found |= {word, _DIMINUTIVE.sub("", word)}
        if len(word) >= _LONG_ENOUGH:
            found |= {word[:i] + word[i + 1 :] for i in range(len(word))}
    return frozenset(found)


def _gender(forms: Sequence[_Form], given: Sequence[str], origin: str) -> str:
    """Give the gender that the titles tell, else the one that the lists give the first names."""
    spoken = {fold(word.rstrip(".")) for form in forms for word in form.title.split()}
    told = [gender for gender, words in _title_genders().items() if spoken & words]
    if told:
        return told[0] if len(told) == 1 else ""
    for name, source in product(given, (origin, "")):
        is_male, is_female = (name in _first(part, source) for part in ("male", "female"))
        if is_male != is_female and name not in _first("neutral", source):
            return "female" if is_female else "male"
    return ""


@cache
def _title_genders() -> dict[str, frozenset[str]]:
    rows = (line.partition(":") for line in lines("title_genders.txt"))
    return {gender: frozenset(words.split()) for gender, _, words in rows}


@cache
def _first(part: str, origin: str) -> frozenset[str]:
    """Give the first names of a gender that an origin has, folded, or without one all of them."""
    tables = (listed_names().items(), more_names().items())
    rows = (row for table in tables for row in table if row[0][1] == part)
    return frozenset(
        fold(name) for (other, _), names in rows if origin in {"", other} for name in names
    )


def alias_text(alias: str, surface: str, language: Language, *, known: Collection[str] = ()) -> str:
    """Give the form of an alias that fits how the person is named in one place.

    A first name alone stays a first name, a surname a surname, initials stay initials; a genitive,
    small letters and the capital of a tussenvoegsel are kept, and so is a title inside the surface.

    Args:
        alias: As `alias_for` gives it.
        surface: The words of the text that name the person.
        language: Of the text.
        known: Other names of this person; they tell whether 'Thomas' is a surname here.

    >>> alias_text("Kees van Dam", "De Vries", "nl"), alias_text("Kees van Dam", "Jans", "nl")
    ('Van Dam', "Kees'")
    >>> alias_text("Kees van Dam", "J.P. de Vries", "nl")
    'K. van Dam'
    """
    form = _form(surface, known)
    first, _, last = alias.partition(" ")
    if all(map(_INITIALS.fullmatch, (*form.given, *form.family))):
        name = _initials(alias, surface)
    else:
        name = _like(form, first, last, surface)
    if form.ending:
        name = genitive(name, language, form.ending)
    return _in_case(form.title + name, surface)


def _like(form: _Form, first: str, last: str, surface: str) -> str:
    if form.given and all(map(_INITIALS.fullmatch, form.given)):
        first = first[0] + "." * form.given[0].endswith(".")
    if not form.family:
        return first
    if form.given:
        particles, name = _parts(last)
        return f"{name}, {first} {particles}".strip() if "," in surface else f"{first} {last}"
    return last[0].upper() + last[1:] if form.family[0][0].isupper() else last


def _parts(last: str) -> tuple[str, str]:
    words = last.split()
    n = next((i for i, word in enumerate(words) if fold(word) not in PARTICLES), 0)
    return " ".join(words[:n]), " ".join(words[n:])


def _initials(alias: str, surface: str) -> str:
    """Give as many initials as stand there: 'K.', 'K.D.', 'k d'."""
    n = sum(map(str.isalpha, surface))
    between = " " if " " in surface else ""
    letters = [word[0].upper() for word in telling(alias)][: max(1, min(n, 2))]
    return between.join(letter + "." * ("." in surface) for letter in letters)


def _in_case(name: str, surface: str) -> str:
    if surface == surface.lower():
        return name.lower()
    return name.upper() if surface.isupper() and len(telling(surface)) > 0 else name


@lru_cache(4096)
def _words(surface: str) -> tuple[str, tuple[str, ...], str]:
    """Give the title, the words of the name in the order of speech and the genitive's ending."""
    base = base_name(surface)
    base = base if surface.startswith(base) else surface
    head, comma, tail = base.partition(",")
    words = (tail.split() + head.split()) if comma else base.split()
    n, before = 0, titles("nl") | titles("en")
    while n < len(words) - 1 and _is_title(words[n:], before):
        n += 1
    return "".join(word + " " for word in words[:n]), tuple(words[n:]), surface[len(base) :]


def _is_title(words: Sequence[str], before: Collection[str]) -> bool:
    keys = [fold(word.rstrip(".")) for word in words[:2]]
    return keys[0] in before or (keys[0] == "de" and keys[1] in before)


def _form(surface: str, known: Collection[str]) -> _Form:
    """Take a name apart: title, first names and initials, surname."""
    title, words, ending = _words(surface)
    split = next((i for i, word in enumerate(words) if fold(word) in PARTICLES), None)
    if split is None:
        split = len(words) - 1
        if len(words) == 1:
            split = int(_is_given(words[0], title, known))
        elif words and _INITIALS.fullmatch(words[-1]):
            split = len(words)
    return _Form(title, words[:split], words[split:], ending)


def _is_given(word: str, title: str, known: Collection[str]) -> bool:
    """Tell whether a word alone is a first name: by the other names of the person, by the lists."""
    key = fold(word)
    for name in known:
        _, words, _ = _words(name)
        if len(words) > 1 and key in map(fold, words):
            return key == fold(words[0])
    is_first, is_last = key.split("-")[0] in name_lists().first, is_surname(key)
    return is_first and not is_last if title else is_first or not is_last
