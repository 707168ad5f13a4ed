"""Linking: which person a name stands for."""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from kwalicode.deid.detection import real_names
from kwalicode.deid.lists import PARTICLES, name_lists, titles
from kwalicode.deid.marks import readable
from kwalicode.deid.names import base_name
from kwalicode.deid.page import Page
from kwalicode.model import IdentifierKind, Language, LinkReason
from kwalicode.text import folded

_LONG_ENOUGH = 6
"""Names this long may differ by one letter: transcribers hear 'Janssen' and 'Jansen'."""

_DIMINUTIVES = ("je", "tje", "etje", "pje", "ke", "ie", "y")

Gender = Literal["male", "female", ""]
_GENDERS: dict[str, Gender] = {
    **dict.fromkeys(("meneer", "mijnheer", "dhr", "heer", "oom", "opa", "sir"), "male"),
    **dict.fromkeys(("mevrouw", "mevr", "mw", "tante", "oma", "mrs", "ms", "miss"), "female"),
}


class _Name(NamedTuple):
    """The parts of a name, folded.

    Attributes:
        given: First names and initials.
        family: Surnames without tussenvoegsels; both names of a married couple.
    """

    given: tuple[str, ...]
    family: tuple[str, ...]
    gender: Gender


@lru_cache(4096)
def _parsed(surface: str, language: Language) -> _Name:
    """Take a name apart: title, initials, first names, tussenvoegsels, surname."""
    parts = [word.key for word in Page(readable(base_name(surface), "nl")[0], "nl").words]
    gender: Gender = ""
    before = titles(language)
    while len(parts) > 1 and (parts[0] in before or (parts[0] == "de" and parts[1] in before)):
        title = parts.pop(0)
        # A Dutch 'mr.' is a lawyer of any gender.
        gender = "male" if (title, language) == ("mr", "en") else _GENDERS.get(title, gender)
    split = next((i for i, part in enumerate(parts) if part in PARTICLES), None)
    if split is None:
        split = _family_start(parts, has_title=gender != "")
    given, rest = tuple(parts[:split]), parts[split:]
    telling = [part for part in rest if part not in PARTICLES] or rest
    family = tuple(half for part in telling for half in part.split("-"))
    return _Name(given, family, gender or _gender_of(given, family))


def _family_start(parts: list[str], *, has_title: bool) -> int:
    """Give where the surname starts in a name without tussenvoegsel."""
    if len(parts) == 1:
        head = parts[0].split("-")[0]  # 'Gert-Jan' is a first name
        return int(head in name_lists().first and not has_title)
    return len(parts) - 1


def _gender_of(given: tuple[str, ...], family: tuple[str, ...]) -> Gender:
    names = name_lists()
    if not given or (not family and given[0] in names.last):
        return ""
    if (given[0] in names.male) == (given[0] in names.female):
        return ""
    return "male" if given[0] in names.male else "female"


class Link(NamedTuple):
    """For whom a name was taken.

    Attributes:
        person_id: Pseudonym id of the person; None for somebody new.
        reason: `same name`: the person is called exactly so; `one here`, `one in the study`: the
            only one whom it fits; `spelling`: a letter differs; `several`: it fits more than
            one, so it starts a person of its own; `new`: it fits no one.
        is_sure: Whether no one needs to confirm it.
    """

    person_id: int | None
    reason: LinkReason
    is_sure: bool


def link_person(
    surface: str,
    people: Mapping[int, set[str]],
    *,
    language: Language,
    here: Collection[int] = (),
) -> Link:
    """Tell which of the known persons a name stands for.

    Surnames count most: a name with a surname links to a person of that surname whose first
    name, initial and gender do not contradict it, or else to one known by a first name only. A
    bare first name or surname links only where exactly one person fits, and those in the same
    document come first. Two persons are rather split than merged: a wrong merge puts words in
    another's mouth. A link to somebody of another document by a part of a name, by an initial or
    by another spelling has to be confirmed by a person.

    Args:
        surface: A name as it stands in a text.
        people: The names that each pseudonym stands for so far, by pseudonym id.
        language: Of the text, for titles.
        here: Ids of the persons who speak or are named in the same document.
    """
    wanted = _parsed(surface, language)
    fitting = {i: fit for i, names in people.items() if (fit := _fit(wanted, names, language))}
    if not fitting:
        return Link(None, "new", is_sure=True)
    if not _is_full(wanted):
        fitting = {i: fit for i, fit in fitting.items() if i in here} or fitting
    best = [i for i, fit in fitting.items() if fit == max(fitting.values())]
    if len(best) > 1 or (not wanted.family and len(fitting) > 1):
        best = _same_only(surface, people, fitting)
    if len(best) != 1:
        return Link(None, "several", is_sure=False)
    (person_id,) = best
    return _explained(surface, wanted, person_id, people, is_here=person_id in here)


def _fit(wanted: _Name, names: set[str], language: Language) -> int:
    real = real_names(dict.fromkeys(names, IdentifierKind.PERSON))
    return _support(wanted, [_parsed(name, language) for name in real])


def _is_full(name: _Name) -> bool:
    """Tell whether a name has a surname and a first name that is no initial."""
    return bool(name.family and name.given and len(name.given[0]) > 1)


def _explained(
    surface: str, wanted: _Name, person_id: int, people: Mapping[int, set[str]], *, is_here: bool
) -> Link:
    """Say why a name is taken for a person, and whether that has to be confirmed."""
    names = people[person_id]
    if folded(base_name(surface)) in {folded(base_name(name)) for name in names}:
        return Link(person_id, "same name", is_sure=is_here or _is_full(wanted))
    parsed = [_parsed(name, "nl") for name in names]
    if not any(set(_telling(wanted)) & set(_telling(name)) for name in parsed):
        return Link(person_id, "spelling", is_sure=False)
    if is_here:
        return Link(person_id, "one here", is_sure=True)
    is_sure = _is_full(wanted) and any(
        _is_full(name) and name.given[0] == wanted.given[0] for name in parsed
    )
    return Link(person_id, "one in the study", is_sure=is_sure)


def _telling(name: _Name) -> list[str]:
    return [part for part in _all(name) if len(part) > 1]


def _same_only(surface: str, people: Mapping[int, set[str]], ids: Iterable[int]) -> list[int]:
    """Give those who are known by this name alone, such as a 'Jan' whom nobody could place."""
    wanted = folded(base_name(surface))
    return [i for i in ids if all(folded(base_name(name)) == wanted for name in people[i])]


def _support(wanted: _Name, names: list[_Name]) -> int:
    """Tell how well a name fits a person: 2 by surname, 1 by first name, 0 not at all.

    A person may have joined names that clash; each of them goes on standing for this person.
    """
    if wanted not in names and any(_clash(wanted, name) for name in names):
        return 0
    return max((_shared(wanted, name) for name in names), default=0)


def _clash(a: _Name, b: _Name) -> bool:
    """Tell whether two names cannot stand for one person."""
    if a.gender and b.gender and a.gender != b.gender:
        return True
    if (_is_single(a) or _is_single(b)) and _share(_all(a), _all(b)):
        # One word may be a first name or a surname, whatever the lists say.
        return False
    if a.family and b.family and not _share(a.family, b.family):
        return True
    return bool(a.given and b.given and not _compatible(a.given[0], b.given[0]))


def _all(name: _Name) -> tuple[str, ...]:
    return (*name.given, *name.family)


def _is_single(name: _Name) -> bool:
    return len(_all(name)) == 1


def _shared(a: _Name, b: _Name) -> int:
    if _share(a.family, b.family):
        return 2
    return int(_share(_all(a), _all(b)))


def _share(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    return any(len(a) > 1 and _same(a, b) for a in left for b in right)


def _compatible(a: str, b: str) -> bool:
    """First names fit when they are the same, or one is the initial of the other."""
    return _same(a, b) or (min(len(a), len(b)) == 1 and a[0] == b[0])


def _same(a: str, b: str) -> bool:
    if a == b or _is_diminutive(a, b) or _is_diminutive(b, a):
        return True
    return min(len(a), len(b)) >= _LONG_ENOUGH and _is_one_edit(a, b)


def _is_diminutive(small: str, name: str) -> bool:
    return small.startswith(name) and small[len(name) :] in _DIMINUTIVES


def _is_one_edit(a: str, b: str) -> bool:
    """Tell whether one letter added, left out or changed makes one word of the other."""
    short, long = sorted((a, b), key=len)
    if len(long) - len(short) > 1:
        return False
    start = next((i for i, c in enumerate(short) if c != long[i]), len(short))
    return short[start:] == long[start + 1 :] or (
        len(short) == len(long) and short[start + 1 :] == long[start + 1 :]
    )
