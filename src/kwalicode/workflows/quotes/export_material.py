"""What an export of quotes holds: which quotes, under which headings, with what counts (W100).

Every coded passage that may be quoted, in the words and with the label of the register where it
stands there; and what the register alone knows: composites, under the codes of all their passages.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from kwalicode.model import Quote
from kwalicode.model.quotes import OMISSION, QuoteState, RegisteredQuote, adapted_text
from kwalicode.store.files import Database
from kwalicode.store.quote_places import barred_quotes
from kwalicode.store.quote_register import find_registered
from kwalicode.store.quotes import coded_places, find_quotes
from kwalicode.store.voices import Voices
from kwalicode.workflows.quotes.register import NOT_PUBLISHED

Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Going:
    """A quote that may go out, or one that counts as evidence only.

    Attributes:
        quote: Its words and label as they go out; code and category are empty.
        registered: As it stands in the register, if it does.
        codings: On its passages: id of the coding and of its code, which is '' for a highlight.
        speakers: Participants who speak in it, by case id.
        order: Decides its place under a heading; tells nothing.
    """

    quote: Quote
    registered: RegisteredQuote | None
    codings: tuple[tuple[str, str], ...]
    speakers: tuple[str, ...]
    order: str

    def known_as(self, code_ids: Collection[str]) -> str:
        """Give the id it has under some codes: of a coding, or of the quote where it joins some."""
        if self.registered and (len(self.registered.segments) > 1 or not self.codings):
            return self.registered.quote_id
        fitting = [coding_id for coding_id, code_id in self.codings if code_id in code_ids]
        return min(fitting, default=self.order)

    @property
    def state(self) -> QuoteState | None:
        """How far it is; None where it is not in the register."""
        return self.registered.state if self.registered else None


class Material(NamedTuple):
    """All that may go out, each passage once.

    Attributes:
        going: Quotes that may be printed.
        evidence: Those that may not be cited at all (W61).
        n_left_out: Quotes of the register that are to be published, but are barred or have a
            passage of which no coding may go out.
    """

    going: tuple[Going, ...]
    evidence: tuple[Going, ...]
    voices: Voices
    n_left_out: int


def find_material(db: Database, *, coder: str | None) -> Material:
    """Gather what may go out.

    A quote of the register is left out where it is barred, or where codings stand on one of its
    passages and none of them may go out: unseen in a blind pass, or its words to be looked at.
    """
    places: dict[Place, list[Quote]] = {}
    code_of: dict[str, str] = {}
    where: dict[str, Place] = {}
    for coding_id, code_id, document_id, start, end in coded_places(db):
        code_of[coding_id], where[coding_id] = code_id, (document_id, start, end)
    for quote in find_quotes(db, coder=coder):
        places.setdefault(where[quote.coding_id], []).append(quote)
    coded, voices = frozenset(where.values()), Voices(db)
    registered, barred = find_registered(db, with_barred=True), barred_quotes(db)
    alone = {_places(one)[0] for one in registered if len(one.segments) == 1}
    found = [
        _going(None, quotes, [place], code_of, voices)
        for place, quotes in places.items()
        if place not in alone
    ]
    n_left_out = 0
    for one in registered:
        own = _places(one)
        may_go = one.quote_id not in barred
        if may_go and all(place in places or place not in coded for place in own):
            quotes = [quote for place in own for quote in places.get(place, ())]
            found.append(_going(one, quotes, own, code_of, voices))
        else:
            n_left_out += one.state not in NOT_PUBLISHED
    return Material(
        tuple(one for one in found if one.state not in NOT_PUBLISHED),
        tuple(one for one in found if one.state == "evidence"),
        voices,
        n_left_out,
    )


def _places(quote: RegisteredQuote) -> list[Place]:
    return [(one.document_id, one.start, one.end) for one in quote.segments]


def _going(
    registered: RegisteredQuote | None,
    quotes: Sequence[Quote],
    places: Sequence[Place],
    code_of: Mapping[str, str],
    voices: Voices,
) -> Going:
    codings = tuple(sorted((one.coding_id, code_of[one.coding_id]) for one in quotes))
    speakers = dict.fromkeys(who for place in places for who in voices.speakers(*place))
    said = _joined(one.comment for one in quotes)
    if registered is None:
        order = codings[0][0]
        quote = replace(quotes[0], comment=said)
    else:
        order = registered.quote_id  # a composite shares codings with quotes of its passages
        sources = _joined(one.document for one in quotes)
        coders = _joined(one.coder for one in quotes)
        text, label = printed_words(registered), registered.role_label
        quote = Quote(text, label, "", "", said, sources, coders, order, registered.language)
    own = replace(quote, code="", category="")
    return Going(own, registered, codings, tuple(speakers), order)


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, texts)))


_SPACE = re.compile(r"[^\S\n]+")
_BEFORE_MARK = re.compile(r"\s+(?=[,.;:!?…])")


def printed_words(quote: RegisteredQuote) -> str:
    """Give the words of a quote as they are printed: those of a pull quote without brackets.

    Only brackets that were put there by a person go; a mark such as '[subject 3]' stays.
    """
    if quote.style != "pull":
        return quote.adapted
    changes = [replace(one, text=_cleaned(one.text)) for one in quote.changes]
    text = _SPACE.sub(" ", adapted_text(quote.original, changes))
    return _BEFORE_MARK.sub("", text).strip()


def _cleaned(text: str) -> str:
    if text == OMISSION:
        return ""
    return text[1:-1] if text.startswith("[") and text.endswith("]") else text
