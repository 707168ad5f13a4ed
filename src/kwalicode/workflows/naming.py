"""Naming: one person, place or organisation keeps one pseudonym over all documents."""

from collections.abc import Sequence

from kwalicode import deid
from kwalicode.model import IdentifierKind, Language, Pseudonym, PseudonymSeries, Reviewed
from kwalicode.store import findings, sources
from kwalicode.store.files import Database
from kwalicode.store.key import Key
from kwalicode.store.pseudonyms import find_pseudonyms, new_pseudonym
from kwalicode.text import folded

PEOPLE: tuple[PseudonymSeries, ...] = ("respondent", "interviewer", "subject")


def known_pseudonyms(key: Key) -> list[tuple[Pseudonym, set[str]]]:
    """List every pseudonym in use with the names it stands for."""
    with key.read() as db:
        return find_pseudonyms(db)


def accept(db: Database, accepted: Sequence[Reviewed]) -> None:
    """Accept findings and give each the pseudonym of whom or what it names."""
    namer = Namer(db)
    languages: dict[str, Language] = {}
    for finding in accepted:
        if finding.source_id not in languages:
            languages[finding.source_id] = sources.get_source(db, finding.source_id).language
        namer.accept(finding, languages[finding.source_id])


class Namer:
    """Knows whom the names accepted so far stand for, so that one person keeps one pseudonym.

    Made once for an operation, inside its write on the key file.
    """

    def __init__(self, db: Database) -> None:
        self.db = db
        known = find_pseudonyms(db)
        self._people = {p.pseudonym_id: names for p, names in known if p.series in PEOPLE}
        # Whoever is known by one name alone: a 'Roos' who may be one of several.
        self._alone = {
            folded(deid.base_name(next(iter(names)))): pseudonym.pseudonym_id
            for pseudonym, names in known
            if pseudonym.series == "subject" and len(names) == 1
        }
        self._things = {
            (pseudonym.series, folded(deid.base_name(name))): pseudonym.pseudonym_id
            for pseudonym, names in known
            for name in names
        }

    def accept(self, finding: Reviewed, language: Language) -> None:
        """Accept a finding of a text in a language."""
        findings.decide(
            self.db, finding.finding_id, "accepted", self._pseudonym_id(finding, language)
        )

    def _pseudonym_id(self, finding: Reviewed, language: Language) -> int | None:
        # A known pseudonym, a new one, or none for its kind.
        if finding.pseudonym:
            return finding.pseudonym.pseudonym_id
        series = deid.SERIES_OF.get(finding.kind)
        if series is None:
            return None
        if finding.kind == IdentifierKind.PERSON:
            known = deid.link_person(finding.surface, self._people, language=language)
            known = known or self._alone.get(folded(deid.base_name(finding.surface)))
        else:
            known = self._things.get((series, folded(deid.base_name(finding.surface))))
        pseudonym_id = known or new_pseudonym(self.db, series).pseudonym_id
        self._remember(finding, pseudonym_id)
        return pseudonym_id

    def _remember(self, finding: Reviewed, pseudonym_id: int) -> None:
        if finding.kind == IdentifierKind.PERSON:
            names = self._people.setdefault(pseudonym_id, set())
            if not names:
                self._alone[folded(deid.base_name(finding.surface))] = pseudonym_id
            names.add(finding.surface)
        elif series := deid.SERIES_OF.get(finding.kind):
            self._things[series, folded(deid.base_name(finding.surface))] = pseudonym_id
