"""How the raw text of a source reads without what one person said and without that name."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from kwalicode import deid
from kwalicode.model import DeidSettings, IdentifierKind, Participant, Pseudonym, Source, Turn
from kwalicode.store import persons
from kwalicode.store.files import Database
from kwalicode.store.pseudonyms import get_pseudonym
from kwalicode.store.withdrawal import Policy
from kwalicode.text import Replacement
from kwalicode.workflows.withdrawal.text import NewText, cuts_of, edit, widened
from kwalicode.workflows.withdrawal.traces import Traces

NewPseudonym = Callable[[], Pseudonym]
Place = tuple[int, int, IdentifierKind]


class Editor:
    """Knows under which labels and names a person stands in the sources.

    Attributes:
        names: Ways in which the person alone is called.
    """

    def __init__(
        self, db: Database, person: Participant, policy: Policy, stand_in: NewPseudonym
    ) -> None:
        self._db, self._person, self._policy, self._stand_in = db, person, policy, stand_in
        self._labels: dict[str, set[str]] = {}
        own = persons.sources_of(db, person.pseudonym_id)
        for voice in persons.find_voices(db, own):
            if voice.pseudonym_id == person.pseudonym_id:
                self._labels.setdefault(voice.source_id, set()).add(voice.label)
        names = dict.fromkeys(persons.own_names(db, person), IdentifierKind.PERSON)
        others = persons.names_of_others(db, person)
        self.names = tuple(sorted(set(deid.real_names(names)) - others))
        self._named = Traces(self.names)
        self._mask: Pseudonym | None = None

    def is_own(self, source: Source, turn: Turn) -> bool:
        """Tell whether the person says a turn."""
        return turn.speaker in self._labels.get(source.source_id, ())

    def places(
        self, source: Source, there: Source, mentions: Sequence[tuple[int, int, str]]
    ) -> list[Place]:
        """Give where the person is named in a raw text of a source, by finding or by name.

        Args:
            source: With its newest raw text.
            there: The source with the raw text that is looked at.
            mentions: Where findings stand for the person in the newest one, with their kind.
        """
        found, named = [(start, end, IdentifierKind(kind)) for start, end, kind in mentions], None
        if there.text != source.text:
            named = Traces((*self.names, *(source.text[start:end] for start, end, _ in found)))
            found = []
        places = (named or self._named).places_of_names(there.text)
        return [*found, *((start, end, IdentifierKind.PERSON) for start, end in places)]

    def edited(
        self,
        source: Source,
        release: Sequence[Replacement],
        places: Sequence[Place],
        *,
        keeps: bool,
    ) -> NewText:
        """Give the raw text without the person.

        Args:
            source: With the raw text to be edited.
            release: What replaces spans of it in the study; empty without a sign-off.
            places: Where the person is named.
            keeps: Whether what the person said stays, as it stands in the study.
        """
        turns: Sequence[Turn] = source.turns
        edits: list[Replacement] = []
        if keeps and source.source_id in self._labels:
            edits, turns = self._stripped(source, release), self._renamed(source)
        elif source.source_id in self._labels:
            gone = [turn for turn in turns if self.is_own(source, turn)]
            edits = cuts_of(turns, gone, len(source.text))
        masks = [
            Replacement(place[0], place[1], self._mask_text(source, place, release))
            for place in places
        ]
        edits += widened(masks, release, edits)
        return edit(source.text, turns, release, edits)

    def _stripped(self, source: Source, release: Sequence[Replacement]) -> list[Replacement]:
        """Let the de-identified words of the person stand in the raw text too."""
        shared = {turn.speaker for turn in source.turns if not turn.is_interviewer} - {""}
        if shared <= self._labels[source.source_id]:
            return list(release)
        own = [turn for turn in source.turns if self.is_own(source, turn)]
        return [r for r in release if any(t.start <= r.start and r.end <= t.end for t in own)]

    def _renamed(self, source: Source) -> list[Turn]:
        name = self._person.pseudonym
        return [
            replace(turn, speaker=name) if self.is_own(source, turn) else turn
            for turn in source.turns
        ]

    def _mask_text(self, source: Source, place: Place, release: Sequence[Replacement]) -> str:
        start, end, kind = place
        if self._policy == "strip":
            # Who stays in the study stays the same person in what others said.
            there = [r.text for r in release if r.start < end and start < r.end]
            if there:
                return there[0]
        accepted = deid.Accepted(start, end, kind, self._stands_in())
        made = deid.replacements_for(source.text, [accepted], source.language, DeidSettings())
        return made[0].text

    def _stands_in(self) -> Pseudonym:
        if self._mask is None:
            own = self._person.pseudonym_id
            strips = self._policy == "strip"
            self._mask = get_pseudonym(self._db, own) if strips else self._stand_in()
        return self._mask
