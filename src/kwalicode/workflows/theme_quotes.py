"""Segments offered as quotes or counter-cases of a theme; a person chooses (W87, W89)."""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from kwalicode.store import themes
from kwalicode.store.prevalence import codes_of_themes
from kwalicode.store.study import Study
from kwalicode.store.theme_segments import Passage, Words, find_passages, find_words
from kwalicode.store.themes import Role
from kwalicode.store.voices import Voices

Where = Literal["theme", "elsewhere"]


class Candidate(NamedTuple):
    """A segment with who speaks.

    Attributes:
        pseudonym: Of who says most of it; '' where no participant speaks.
        role: What it was chosen as, if it was.
    """

    words: Words
    pseudonym: str
    role_label: str
    role: Role | None = None


class Wanted(NamedTuple):
    """What is looked for.

    Attributes:
        where: Under the codes of the theme, or under all others.
        code_id: Only this code; '' for all.
        words: Only segments that hold these.
    """

    where: Where = "theme"
    code_id: str = ""
    words: str = ""


def ranked(
    passages: Sequence[Passage], speakers: Sequence[str], taken: Iterable[str]
) -> list[Passage]:
    """Put passages in an order that lets as many participants as possible speak.

    First one passage of each participant, then a second of each, and so on; who has a chosen
    segment already comes as much later. Of one participant, what bears most codes of the theme
    comes first, else what is said first.

    Args:
        passages: In reading order.
        speakers: Who speaks in each of them, or its document where nobody does.
        taken: Who speaks in the segments that were chosen before, once for each.
    """
    turns: dict[str, int] = {}
    for speaker in taken:
        turns[speaker] = turns.get(speaker, 0) + 1
    order = sorted(range(len(passages)), key=lambda n: -passages[n].n_codes)
    rounds = [0] * len(passages)
    for number in order:
        speaker = speakers[number]
        rounds[number] = turns.get(speaker, 0)
        turns[speaker] = rounds[number] + 1
    return [passages[n] for n in sorted(range(len(passages)), key=lambda n: rounds[n])]


def find_candidates(
    study: Study, theme_id: str, wanted: Wanted, *, limit: int, coder: str
) -> tuple[list[Candidate], int]:
    """Offer segments that were not chosen yet and tell how many there are.

    Raises:
        NotFoundError: The theme is gone.
    """
    with study.read() as db:
        theme = themes.get_theme(db, theme_id)
        code_ids = codes_of_themes(db).get(theme_id, frozenset())
        voices = Voices(db)
        chosen = find_words(db, [*theme.quotes, *theme.counter_cases], coder=coder)
        inside = wanted.where == "theme" or bool(wanted.code_id)
        codes = {wanted.code_id} if wanted.code_id else code_ids
        found = find_passages(db, codes, inside=inside, words=wanted.words, coder=coder)
        places = {one[1:4] for one in chosen}
        passages = [one for one in found if one[1:4] not in places]
        order = ranked(
            passages,
            [_speaker(voices, one) for one in passages],
            [_speaker(voices, one) for one in chosen],
        )
        shown = find_words(db, [one.coding_id for one in order[:limit]], coder=coder)
        return [_candidate(voices, one) for one in shown], len(order)


def _speaker(voices: Voices, place: Passage | Words) -> str:
    speakers = voices.speakers(place.document_id, place.start, place.end)
    return speakers[0] if speakers else place.document_id


def _candidate(voices: Voices, words: Words, role: Role | None = None) -> Candidate:
    speaker = _speaker(voices, words)
    pseudonym, label = voices.pseudonyms.get(speaker, ""), voices.role_labels.get(speaker, "")
    return Candidate(words, pseudonym, label, role)


def find_chosen(study: Study, theme_id: str, *, coder: str) -> list[Candidate]:
    """Give the quotes and counter-cases of a theme in reading order.

    Raises:
        NotFoundError: The theme is gone.
    """
    with study.read() as db:
        theme = themes.get_theme(db, theme_id)
        voices = Voices(db)
        roles: tuple[tuple[Role, Sequence[str]], ...] = (
            ("quote", theme.quotes),
            ("counter-case", theme.counter_cases),
        )
        return [
            _candidate(voices, words, role)
            for role, ids in roles
            for words in find_words(db, ids, coder=coder, to_quote=role == "quote")
        ]
