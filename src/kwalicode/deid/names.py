"""What the parts of a name mean: genitives, adjectives, titles."""

from kwalicode.deid.lists import name_lists, places, words
from kwalicode.text import folded

_GENITIVES = ("'s", "’s", "'S", "’S", "'", "’")


def base_name(surface: str) -> str:
    """Give the form of a name without genitive or the ending of an adjective.

    >>> base_name("Jans"), base_name("Fatima's"), base_name("Utrechtse"), base_name("Thijs")
    ('Jan', 'Fatima', 'Utrecht', 'Thijs')
    """
    for ending in _GENITIVES:
        if surface.endswith(ending) and len(surface) > len(ending) + 1:
            return surface.removesuffix(ending)
    key = folded(surface)
    if key in places().names:
        return surface
    if key in places().derived:
        return places().derived[key]
    if " " not in key and key.endswith("se") and len(key) > 8:
        return surface[:-2]
    return surface[:-1] if _is_genitive(key) else surface


def _is_genitive(key: str) -> bool:
    """Tell whether a name ends in an 's' of its own or in that of a genitive.

    The common surnames in 's' stand in our own list; rarer ones count as genitives.
    """
    last = key.rsplit(maxsplit=1)[-1] if key else ""
    names = name_lists()
    if not last.endswith("s") or last in names.first or last in words("surnames.txt"):
        return False
    return last[:-1] in names.first and (last == key or last not in names.last)
