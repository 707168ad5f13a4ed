"""Naming: one person, place or organisation keeps one pseudonym over all documents."""

import random
from collections.abc import Sequence

from kwalicode import deid
from kwalicode.deid import Link
from kwalicode.model import (
    DeidSettings,
    IdentifierKind,
    Language,
    Pseudonym,
    PseudonymSeries,
    Reviewed,
)
from kwalicode.store import findings, sources
from kwalicode.store.files import Database
from kwalicode.store.key import Key
from kwalicode.store.pseudonyms import (
    accepted_names,
    find_pseudonyms,
    ids_by_source,
    new_pseudonym,
    set_alias,
)
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


def accept_open(db: Database, source_id: str) -> None:
    """Accept what is still open in a source; sensitive passages wait for a person's decision."""
    found = findings.find_findings(db, source_id)
    accept(db, [f for f in found if f.state == "proposed" and f.kind != IdentifierKind.SENSITIVE])


def give_aliases(db: Database, settings: DeidSettings) -> None:
    """Give everyone in the key a made-up name, if the study shows persons by one."""
    if settings.styles.get(IdentifierKind.PERSON) != "alias":
        return
    known = [(p, names) for p, names in find_pseudonyms(db) if p.series in PEOPLE]
    taken = {*accepted_names(db), *(p.alias for p, _ in known if p.alias)}
    for pseudonym, names in known:
        if not pseudonym.alias:
            alias = deid.alias_for(names, taken=taken, random=random.SystemRandom())
            set_alias(db, pseudonym.pseudonym_id, alias)
            taken.add(alias)


class Namer:
    """Knows whom the names accepted so far stand for, so that one person keeps one pseudonym.

    Made once for an operation, inside its write on the key file.
    """

    def __init__(self, db: Database) -> None:
        self.db = db
        known = find_pseudonyms(db)
        self._people = {p.pseudonym_id: names for p, names in known if p.series in PEOPLE}
        self._here = ids_by_source(db)
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
        """Accept a finding of a text in a language; who was named before stays so."""
        link = Link(None, finding.link_reason, finding.is_link_sure)
        pseudonym_id = finding.pseudonym.pseudonym_id if finding.pseudonym else None
        if pseudonym_id is None and (series := deid.SERIES_OF.get(finding.kind)):
            link = self._link(finding, language, series)
            pseudonym_id = link.person_id or new_pseudonym(self.db, series).pseudonym_id
            self._remember(finding, pseudonym_id)
        findings.decide(
            self.db,
            finding.finding_id,
            "accepted",
            pseudonym_id,
            reason=link.reason,
            is_sure=link.is_sure,
        )

    def _link(self, finding: Reviewed, language: Language, series: PseudonymSeries) -> Link:
        name = folded(deid.base_name(finding.surface))
        if finding.kind != IdentifierKind.PERSON:
            known = self._things.get((series, name))
            return Link(known, "same name" if known else "new", is_sure=True)
        here = self._here.get(finding.source_id, set())
        link = deid.link_person(finding.surface, self._people, language=language, here=here)
        alone = self._alone.get(name)
        if link.person_id is None and alone:
            return Link(alone, "same name", is_sure=alone in here)
        return link

    def _remember(self, finding: Reviewed, pseudonym_id: int) -> None:
        self._here.setdefault(finding.source_id, set()).add(pseudonym_id)
        if finding.kind == IdentifierKind.PERSON:
            names = self._people.setdefault(pseudonym_id, set())
            if not names:
                self._alone[folded(deid.base_name(finding.surface))] = pseudonym_id
            names.add(finding.surface)
        elif series := deid.SERIES_OF.get(finding.kind):
            self._things[series, folded(deid.base_name(finding.surface))] = pseudonym_id
