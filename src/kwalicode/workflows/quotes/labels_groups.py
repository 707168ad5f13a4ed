"""Who could bear the labels beside quotes, and who speaks in the quotes of a code or theme."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kwalicode.analysis.label_groups import people_by_label, shown_counts
from kwalicode.model import Quote
from kwalicode.store.cases import interviewed
from kwalicode.store.exports import LabelRules, get_label_rules
from kwalicode.store.files import Database
from kwalicode.store.labels import QuotePlace, find_quote_places
from kwalicode.store.prevalence import codes_of_themes
from kwalicode.store.themes import find_themes
from kwalicode.store.voices import Voices
from kwalicode.store.whole_codebook import find_codebook
from kwalicode.text import folded

OF_ALL = frozenset(
    map(folded, ("deelnemer", "een deelnemer", "participant", "a participant", "respondent"))
)
OF_INTERVIEWED = frozenset(map(folded, ("geïnterviewde", "een geïnterviewde", "interviewee")))
"""Labels that tell no more than that somebody took part, or was interviewed (2.3 in the report)."""

QuoteGroup = tuple[str, ...]
"""What participants are counted of: `("all",)`, or a kind and an id, such as `("code", id)`; the id
is '' for quotes without one. Ids, since a name that is changed would escape the comparison with
earlier exports (W67)."""


class GroupedQuote(NamedTuple):
    """A quote with what its speaker is counted of.

    Attributes:
        groups: From the whole export down to the heading it stands under.
    """

    quote: Quote
    groups: tuple[QuoteGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedQuote:
    """A quote that is to go out, with what only the study knows of it.

    Attributes:
        label: How its speaker is named, without what says that it is no literal quote.
        speakers: Ids of the participants in it, who says most of it first.
        themes: Names of the themes it belongs to.
    """

    quote: Quote
    groups: tuple[QuoteGroup, ...]
    label: str
    speakers: tuple[str, ...]
    place: QuotePlace | None
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """All quotes of an export, read once.

    Attributes:
        groups: Participants who could bear each label, by its folded form.
        names: How each of these labels is written.
    """

    quotes: Sequence[PlacedQuote]
    groups: Mapping[str, frozenset[str]]
    names: Mapping[str, str]
    voices: Voices
    rules: LabelRules


def placed(db: Database, quotes: Sequence[GroupedQuote]) -> Placed:
    """Find out who speaks in quotes, and who in the study could bear their labels.

    All participants count whose words are in the study, not only those who are quoted; of a label
    that was typed beside a quote, those in whose quotes it stands.
    """
    voices = Voices(db)
    places = find_quote_places(db, {one.quote.coding_id for one in quotes})
    themes = _themes(db)
    found = [_placed(one, places.get(one.quote.coding_id), voices, themes) for one in quotes]
    written = {folded(label): label for label in voices.role_labels.values() if label}
    for one in found:
        written.setdefault(folded(one.label), one.label)
    written.pop("", None)
    bearers = people_by_label(
        [(folded(label), (person,)) for person, label in voices.role_labels.items()]
        + [(folded(one.label), one.speakers) for one in found]
    )
    everyone = frozenset(voices.role_labels)
    if written.keys() & OF_INTERVIEWED:
        bearers |= {label: interviewed(db) for label in OF_INTERVIEWED & written.keys()}
    bearers |= {label: set(everyone) for label in OF_ALL & written.keys()}
    groups = {label: frozenset(bearers[label]) for label in written}
    return Placed(found, groups, written, voices, get_label_rules(db))


def _placed(
    grouped: GroupedQuote,
    place: QuotePlace | None,
    voices: Voices,
    themes: Mapping[str, tuple[str, ...]],
) -> PlacedQuote:
    quote, registered = grouped.quote, place.registered if place else None
    label = registered.role_label if registered else quote.role_label
    segments = place.segments if place else ()
    speakers = dict.fromkeys(who for one in segments for who in voices.speakers(*one))
    ids = (*sorted(place.code_ids), quote.coding_id) if place else (quote.coding_id,)
    of_themes = tuple(dict.fromkeys(name for one in ids for name in themes.get(one, ())))
    label = " ".join(label.split())
    return PlacedQuote(quote, grouped.groups, label, tuple(speakers), place, of_themes)


def _themes(db: Database) -> dict[str, tuple[str, ...]]:
    """Give the names of the themes that a code belongs to or a coding was chosen for, by id."""
    found: dict[str, tuple[str, ...]] = {}
    codes = codes_of_themes(db)
    for theme in find_themes(db):
        if not theme.is_dropped:
            for one in (*codes.get(theme.theme_id, ()), *theme.quotes, *theme.counter_cases):
                found[one] = (*found.get(one, ()), theme.name)
    return found


def shown(placed: Placed) -> dict[QuoteGroup, int | None]:
    """Count the participants who speak in the quotes of each group.

    Returns:
        The numbers that may be printed; None where one is withheld: it is smaller than k, or it
        would tell another that is. With a group all that is in it is withheld.
    """
    k, people = placed.rules.k, _people(placed)
    found: dict[QuoteGroup, int | None] = {}
    for path in sorted(people, key=len):
        n = len(people[path])
        if len(path) == 1:
            found[path[0]] = None if 0 < n < k else n
        parts = {one: len(own) for one, own in people.items() if one[:-1] == path}
        numbers = shown_counts(n, parts, k)
        is_withheld = found[path[-1]] is None
        found |= {one[-1]: None if is_withheld else numbers[one] for one in parts}
    return found


def _people(placed: Placed) -> dict[tuple[QuoteGroup, ...], set[str]]:
    """Give who speaks in each group, by the groups that it lies in and its own."""
    found: dict[tuple[QuoteGroup, ...], set[str]] = {}
    for one in placed.quotes:
        for depth in range(len(one.groups)):
            found.setdefault(one.groups[: depth + 1], set()).update(one.speakers)
    return found


def cells(placed: Placed) -> dict[str, int]:
    """Give what an export tells, as the ledger keeps it.

    That is how many participants could bear each of its labels, and how many speak under each
    heading, in all and with one label, where the number may be shown.
    """
    labels = dict.fromkeys(folded(one.label) for one in placed.quotes if one.label)
    told = {_cell("label", label): len(placed.groups[label]) for label in labels}
    numbers = {group: n for group, n in shown(placed).items() if n and group[-1]}
    told |= {_cell(*group): n for group, n in numbers.items()}
    with_label: dict[QuoteGroup, set[str]] = {}
    for one in placed.quotes:
        if one.label and one.groups and (group := one.groups[-1]) in numbers:
            with_label.setdefault((*group, folded(one.label)), set()).update(one.speakers)
    sizes = {group: len(people) for group, people in with_label.items()}
    return told | {_cell(*group): n for group, n in sizes.items() if n >= placed.rules.k}


def _cell(*parts: str) -> str:
    return "|".join(part.replace("|", " ") for part in parts)


def names_of_groups(db: Database) -> dict[str, str]:
    """Give how each code, category and theme is called now, by its id."""
    book = find_codebook(db)
    themes = {one.theme_id: one.name for one in find_themes(db)}
    return {one.code_id: one.name for one in book.codes} | dict(book.paths()) | themes


def cell_in_words(cell: str, names: Mapping[str, str]) -> str:
    """Write a cell with names in the place of ids, parted by `|` as well."""
    return "|".join(names.get(part, part) for part in cell.split("|"))
