"""Who could bear the labels beside quotes, and who speaks in the quotes of a code or theme."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kwalicode.analysis.label_groups import people_by_label, shown_counts
from kwalicode.model import Quote
from kwalicode.store.cases import interviewed
from kwalicode.store.exports import LabelRules, get_label_rules
from kwalicode.store.files import Database
from kwalicode.store.labels import QuotePlace, find_quote_places
from kwalicode.store.prevalence import codes_of_themes
from kwalicode.store.themes import find_themes
from kwalicode.store.voices import Voices
from kwalicode.text import folded

OF_ALL = frozenset(
    map(folded, ("deelnemer", "een deelnemer", "participant", "a participant", "respondent"))
)
OF_INTERVIEWED = frozenset(map(folded, ("geïnterviewde", "een geïnterviewde", "interviewee")))
"""Labels that tell no more than that somebody took part, or was interviewed (2.3 in the report)."""

QuoteGroup = tuple[str, ...]
"""What participants are counted of: `("all",)`, `("category", name)` or `("code", category, name)`,
as code and category of the quotes say; a name is '' for what has none."""


@dataclass(frozen=True, slots=True)
class PlacedQuote:
    """A quote that is to go out, with what only the study knows of it.

    Attributes:
        label: How its speaker is named, without what says that it is no literal quote.
        speakers: Ids of the participants in it, who says most of it first.
        themes: Names of the themes it belongs to.
    """

    quote: Quote
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


def placed(db: Database, quotes: Sequence[Quote]) -> Placed:
    """Find out who speaks in quotes, and who in the study could bear their labels.

    All participants count whose words are in the study, not only those who are quoted; of a label
    that was typed beside a quote, those in whose quotes it stands.
    """
    voices = Voices(db)
    places = find_quote_places(db, {one.coding_id for one in quotes})
    themes = _themes(db)
    found = [_placed(one, places.get(one.coding_id), voices, themes) for one in quotes]
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
    quote: Quote,
    place: QuotePlace | None,
    voices: Voices,
    themes: Mapping[str, tuple[str, ...]],
) -> PlacedQuote:
    registered = place.registered if place else None
    label = registered.role_label if registered else quote.role_label
    segments = place.segments if place else ()
    speakers = dict.fromkeys(who for one in segments for who in voices.speakers(*one))
    of_code = themes.get(place.code_id, ()) if place else ()
    of_themes = tuple(dict.fromkeys((*of_code, *themes.get(quote.coding_id, ()))))
    return PlacedQuote(quote, " ".join(label.split()), tuple(speakers), place, of_themes)


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
    """Count the participants who speak in the quotes of each code and category.

    Returns:
        The numbers that may be printed; None where one is withheld: it is smaller than k, or it
        would tell another that is. With a category all its codes are withheld.
    """
    k, everyone = placed.rules.k, {who for one in placed.quotes for who in one.speakers}
    n_all = len(everyone)
    categories = _sizes(placed, lambda quote: ("category", quote.category))
    codes = _sizes(placed, lambda quote: ("code", quote.category, quote.code))
    found = {("all",): None if 0 < n_all < k else n_all, **_shown(n_all, categories, k)}
    for group, n in categories.items():
        own = {code: size for code, size in codes.items() if code[1] == group[1]}
        found |= dict.fromkeys(own) if found[group] is None else _shown(n, own, k)
    return found


def _shown(whole: int, parts: Mapping[QuoteGroup, int], k: int) -> dict[QuoteGroup, int | None]:
    by_name = {"\n".join(group): group for group in parts}
    numbers = shown_counts(whole, {name: parts[group] for name, group in by_name.items()}, k)
    return {by_name[name]: n for name, n in numbers.items()}


def _sizes(placed: Placed, group: Callable[[Quote], QuoteGroup]) -> dict[QuoteGroup, int]:
    found: dict[QuoteGroup, set[str]] = {}
    for one in placed.quotes:
        found.setdefault(group(one.quote), set()).update(one.speakers)
    return {name: len(people) for name, people in found.items()}


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
        if one.label and (group := _heading(one.quote)) in numbers:
            with_label.setdefault((*group, folded(one.label)), set()).update(one.speakers)
    sizes = {group: len(people) for group, people in with_label.items()}
    return told | {_cell(*group): n for group, n in sizes.items() if n >= placed.rules.k}


def _heading(quote: Quote) -> QuoteGroup:
    return ("code", quote.category, quote.code) if quote.code else ("category", quote.category)


def _cell(*parts: str) -> str:
    return "|".join(part.replace("|", " ") for part in parts)
