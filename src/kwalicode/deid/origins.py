"""Where names come from: names by origin, from package data and Faker's lists at run time."""

import importlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain

from kwalicode.deid.lists import PARTICLES, fold, is_ambiguous, lines, places

Names = Mapping[tuple[str, str], tuple[str, ...]]
"""Names as they are written, by origin and part."""

# Faker's lists by the origins of `alias_names.txt`; its lists in other scripts do not serve.
_LOCALES: Mapping[str, tuple[str, ...]] = {
    "dutch": ("nl_NL",),
    "english": ("en_GB",),
    "turkish": ("tr_TR",),
    "moroccan": ("fr_DZ",),
    "indian": ("en_IN",),
    "indonesian": ("id_ID",),
    "ghanaian": ("tw_GH",),
    "nigerian": ("yo_NG", "ig_NG"),
    "polish": ("pl_PL",),
    "romanian": ("ro_RO",),
    "german": ("de_DE",),
    "french": ("fr_FR",),
    "spanish": ("es_ES",),
    "portuguese": ("pt_PT",),
    "italian": ("it_IT",),
}
# Tussenvoegsels that only one origin has.
_TELLING_PARTICLES: Mapping[str, str] = {
    **dict.fromkeys(("van", "der", "den", "ten", "ter", "te", "'t"), "dutch"),
    **dict.fromkeys(("el", "ben", "ait"), "moroccan"),
    **dict.fromkeys(("al", "ibn", "abu"), "arabic"),
    **dict.fromkeys(("von", "zu"), "german"),
    **dict.fromkeys(("da", "dos"), "portuguese"),
    **dict.fromkeys(("di", "della"), "italian"),
}
_OWN_WEIGHT, _OTHER_SHARE = 2, 0.3


@cache
def listed_names() -> Names:
    """Give the names of our own list, by origin and part."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for line in lines("alias_names.txt"):
        head, _, names = line.partition(":")
        origin, part = head.split()
        found[origin, part] = (
            *found.get((origin, part), ()),
            *(name.strip() for name in names.split(",")),
        )
    return found


@cache
def more_names() -> Names:
    """Give the names of Faker's lists, by origin and part; 'neutral' are those of both genders."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for origin, locales in _LOCALES.items():
        male = tuple(_of_faker(locales, "first_names_male"))
        female = tuple(_of_faker(locales, "first_names_female"))
        found[origin, "male"], found[origin, "female"] = male, female
        found[origin, "neutral"] = tuple(name for name in male if name in female)
        found[origin, "last"] = tuple(_of_faker(locales, "last_names"))
    return found


def _of_faker(locales: Iterable[str], part: str) -> Iterator[str]:
    """Give names in the order of the lists, so that a choice can be made again."""
    for locale in locales:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for name in dict.fromkeys(map(str, getattr(provider, part))):
            # Historic surnames such as 'Godfrey van Alemannië' would look made up.
            n_words = len(telling(name) if part == "last_names" else name.split())
            if "." not in name and n_words == 1:
                yield " ".join(name.split())


def telling(name: str) -> list[str]:
    """Give the folded words of a name that tell who it is: no tussenvoegsels, no initials.

    >>> telling("J. van den Berg-Smit")
    ['berg', 'smit']
    """
    words = (fold(word.strip(".,'’")) for word in name.replace("-", " ").split())
    return [word for word in words if len(word) > 1 and "." not in word and word not in PARTICLES]


@cache
def is_plausible(name: str) -> bool:
    """Tell whether a name of Faker's lists is no word and no place, and may be given."""
    unfit = {fold(name) for name in listed_names()["none", "last"]}
    return not any(is_ambiguous(w) or w in places().names or w in unfit for w in telling(name))


@cache
def _weights(*, last: bool) -> Mapping[str, Counter[str]]:
    """Count in how many lists of each origin a word stands; our own list counts twice."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for weight, table in ((_OWN_WEIGHT, listed_names()), (1, more_names())):
        by_origin: dict[str, set[str]] = defaultdict(set)
        for (origin, part), names in table.items():
            if (part == "last") == last and part != "ending" and origin != "none":
                by_origin[origin] |= set(chain.from_iterable(map(telling, names)))
        for origin, words in by_origin.items():
            for word in words:
                found[word][origin] += weight
    return found


def origins_of(given: Iterable[str], family: Iterable[str], *, default: str) -> tuple[str, str]:
    """Tell where a person's first name and surname come from.

    A name that several origins have goes where the other name goes, else to the default.

    Args:
        given: Folded first names.
        family: Folded surnames with their tussenvoegsels.
        default: Origin of names that no list has.

    Returns:
        Origins of the first name and of the surname; the same for names that are not known.

    >>> origins_of(["jan"], ["kowalski"], default="dutch")
    ('polish', 'polish')
    >>> origins_of(["jan"], ["de", "vries"], default="dutch")
    ('dutch', 'dutch')
    """
    first, last = _shares(given, last=False), _shares(family, last=True)
    return (
        _best(first, last, default) or _best(last, first, default) or default,
        _best(last, first, default) or _best(first, last, default) or default,
    )


def _shares(words: Iterable[str], *, last: bool) -> dict[str, float]:
    votes: Counter[str] = Counter()
    for word in words:
        votes.update(_weights(last=last).get(word, {}))
        if last and word in _TELLING_PARTICLES:
            votes[_TELLING_PARTICLES[word]] += _OWN_WEIGHT
        if last and not votes:
            votes.update(_by_ending(word))
    return {origin: n / votes.total() for origin, n in votes.items()}


def _by_ending(word: str) -> list[str]:
    endings = {
        origin: names for (origin, part), names in listed_names().items() if part == "ending"
    }
    return [origin for origin, ends in endings.items() if len(word) > 4 and word.endswith(ends)]


def _best(shares: Mapping[str, float], other: Mapping[str, float], default: str) -> str:
    def rank(origin: str) -> tuple[float, bool]:
        share = shares[origin] + _OTHER_SHARE * other.get(origin, 0)
        return round(share, 6), origin == default

    # What few lists say counts only where no more of them say another thing.
    likely = [origin for origin, share in shares.items() if share * 2 > max(shares.values())]
    return max(likely, key=rank, default="")
