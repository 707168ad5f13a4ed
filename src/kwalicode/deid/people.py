"""Linking: which person a name stands for."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from kwalicode.deid.detection import real_names
from kwalicode.deid.lists import PARTICLES, name_lists, titles
from kwalicode.deid.marks import hide_marks
from kwalicode.deid.names import base_name
from kwalicode.deid.page import Page
from kwalicode.model import IdentifierKind, Language
from kwalicode.text import folded

_LONG_ENOUGH = 6
"""Names this long may differ by one letter: transcribers hear 'Janssen' and 'Jansen'."""

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
    parts = [word.key for word in Page(hide_marks(base_name(surface)), "nl").words]
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


def link_person(surface: str, people: Mapping[int, set[str]], *, language: Language) -> int | None:
    """Give the pseudonym id of the one person whom a name can stand for.

    Surnames count most: a name with a surname links to a person of that surname whose first
    name, initial and gender do not contradict it, or else to one known by a first name only. A
    bare first name or surname links only where exactly one person fits. Two persons are rather
    split than merged: a wrong merge puts words in another's mouth.

    Args:
        surface: A name as it stands in a text.
        people: The names that each pseudonym stands for so far, by pseudonym id.
        language: Of the text, for titles.

    Returns:
        The id of the person, or None for somebody new or for a name that fits several.
    """
    wanted = _parsed(surface, language)
    tiers: dict[int, list[int]] = {}
    for person_id, surfaces in people.items():
        real = real_names(dict.fromkeys(surfaces, IdentifierKind.PERSON))
        tier = _support(wanted, [_parsed(name, language) for name in real])
        if tier:
            tiers.setdefault(tier, []).append(person_id)
    if not tiers:
        return None
    best = tiers[max(tiers)]
    if len(best) > 1 or (not wanted.family and sum(map(len, tiers.values())) > 1):
        best = _same_only(surface, people, (i for ids in tiers.values() for i in ids))
    return best[0] if len(best) == 1 else None


def _same_only(surface: str, people: Mapping[int, set[str]], ids: Iterable[int]) -> list[int]:
    """Give those who are known by this name alone, such as a 'Jan' whom nobody could place."""
    wanted = folded(base_name(surface))
    return [i for i in ids if all(folded(base_name(name)) == wanted for name in people[i])]


def _support(wanted: _Name, names: list[_Name]) -> int:
    """Tell how well a name fits a person: 2 by surname, 1 by first name, 0 not at all."""
    if any(_clash(wanted, name) for name in names):
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
    if a == b:
        return True
    return min(len(a), len(b)) >= _LONG_ENOUGH and _is_one_edit(a, b)


def _is_one_edit(a: str, b: str) -> bool:
    """Tell whether one letter added, left out or changed makes one word of the other."""
    short, long = sorted((a, b), key=len)
    if len(long) - len(short) > 1:
        return False
    start = next((i for i, c in enumerate(short) if c != long[i]), len(short))
    return short[start:] == long[start + 1 :] or (
        len(short) == len(long) and short[start + 1 :] == long[start + 1 :]
    )
