"""From a source of the key file to the document as it may be seen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kwalicode import deid
from kwalicode.formats.dates import find_date
from kwalicode.model import Barred, Facts, IdentifierKind, Reviewed, Source, Turn
from kwalicode.model.public_records import (
    BLOCKS,
    Masked,
    Paragraph,
    Piece,
    Pieces,
    Record,
)
from kwalicode.report.public_records.words import WORDS
from kwalicode.store.barred import find_barred
from kwalicode.store.facts import facts_of, mail_of
from kwalicode.store.findings import find_findings
from kwalicode.store.key import Key
from kwalicode.store.pseudonyms import accepted_names
from kwalicode.store.sources import get_release
from kwalicode.store.study import Study
from kwalicode.text import OffsetMap, count_words
from kwalicode.workflows.lists import study_layer
from kwalicode.workflows.public_records.masks import BundleNames, Span, masked_lines

_PEOPLE = ("from", "to", "cc", "bcc")


class Records:
    """Reads sources of one bundle; what identifies somebody in one is masked in all.

    Args:
        study: The open study, for the passages that participants keep out.
        key: Its open key file.
        grounds: Ground by kind; a kind that is left out has its own.
    """

    def __init__(self, study: Study, key: Key, grounds: Mapping[Masked, str]) -> None:
        self._key = key
        with key.read() as db:
            self.names = BundleNames(study_layer(db), grounds)
            names = accepted_names(db)
        dates = (find_date(name) for name, kind in names.items() if kind == IdentifierKind.DATE)
        self._dates = frozenset(dates) - {""}
        with study.read() as db:
            self._barred = [one for one in find_barred(db) if one.reason != "repeat"]

    def read(self, source: Source, number: int, *, withheld: str) -> Record:
        """Black out one source.

        Args:
            source: Signed off.
            number: Of the document in the bundle.
            withheld: The ground on which the whole is withheld, or empty.
        """
        with self._key.read() as db:
            found = find_findings(db, source.source_id)
            facts, mail = facts_of(db, source.source_id), mail_of(db, source.source_id)
            moved = OffsetMap(get_release(db, source.source_id, source.review_number))
        spans = sorted(self._spans(source, found, moved))
        return Record(
            number,
            self._words(facts.type, source) or (Piece(source.kind),),
            self._title(source, facts),
            self._dated(facts.dated),
            tuple(self._head(mail, source)),
            tuple(self._paragraphs(source, spans)),
            source.language,
            count_words(source.text),
            withheld,
        )

    def _spans(self, source: Source, found: Iterable[Reviewed], moved: OffsetMap) -> Iterator[Span]:
        yield from self.names.spans(source.text, source.language)
        for one in found:
            if one.state == "accepted":
                yield Span(one.start, one.end, self.names.ground(one.kind))
        for barred in self._barred:
            if barred.document_id == source.source_id:
                yield self._kept_out(barred, moved)

    def _kept_out(self, barred: Barred, moved: OffsetMap) -> Span:
        return Span(*moved.back(barred.start, barred.end), self.names.ground("barred"))

    def _words(self, text: str, source: Source) -> Pieces:
        lines = self.names.masked(" ".join(text.split()), source.language)
        return lines[0] if lines else ()

    def _title(self, source: Source, facts: Facts) -> Pieces:
        """Give the title; one that may stand in no list of sources (W65) is masked whole."""
        if facts.visibility != "full title":
            return (Piece(BLOCKS, self.names.ground(IdentifierKind.PERSON)),)
        return self._words(source.title, source)

    def _dated(self, dated: str) -> Pieces:
        if dated in self._dates:
            return (Piece(BLOCKS, self.names.ground(IdentifierKind.DATE)),)
        return (Piece(dated),) if dated else ()

    def _head(self, mail: Mapping[str, str], source: Source) -> Iterator[tuple[str, Pieces]]:
        for name in _PEOPLE:
            if mail.get(name):
                yield name, (Piece(BLOCKS, self.names.ground(IdentifierKind.EMAIL)),)
        if mail.get("date"):
            is_known = find_date(mail["date"]) in self._dates
            masked = Piece(BLOCKS, self.names.ground(IdentifierKind.DATE))
            yield "date", (masked,) if is_known else self._words(mail["date"], source)
        if mail.get("subject"):
            yield "subject", self._words(mail["subject"], source)

    def _paragraphs(self, source: Source, spans: Sequence[Span]) -> Iterator[Paragraph]:
        for turn in source.turns:
            label = self._label(turn, source)
            own = [
                Span(max(s, turn.start) - turn.start, min(e, turn.end) - turn.start, ground)
                for s, e, ground in spans
                if s < turn.end and turn.start < e
            ]
            for body in masked_lines(source.text[turn.start : turn.end], own):
                yield Paragraph(label, body)
                label = ()

    def _label(self, turn: Turn, source: Source) -> Pieces:
        """Give who speaks: a word such as 'Interviewer' as it is, any other label masked."""
        if turn.part == "earlier mail":
            return (Piece(WORDS[source.language][turn.part]),)
        # Who filled in a survey has a number of ours, which stands nowhere in the document.
        if not turn.speaker or source.kind == "survey answer":
            return ()
        if deid.real_names({turn.speaker: IdentifierKind.PERSON}):
            return (Piece(BLOCKS, self.names.ground(IdentifierKind.PERSON)),)
        return (Piece(turn.speaker),)
