"""What goes when somebody withdraws: worked out before anything is changed, for the preview too."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kwalicode.model import IdentifierKind, Participant, Source
from kwalicode.store import persons, sources, withdrawn
from kwalicode.store.barred import find_barred
from kwalicode.store.codings import find_codings
from kwalicode.store.documents import document_text, find_documents, versions_signed_off
from kwalicode.store.files import Database
from kwalicode.store.findings import find_findings
from kwalicode.store.quote_places import segments_in
from kwalicode.store.source_versions import text_at, turns_at
from kwalicode.store.withdrawal import Policy, has_release
from kwalicode.text import OffsetMap, Replacement, replace_spans
from kwalicode.workflows.withdrawal.edits import Editor, NewPseudonym
from kwalicode.workflows.withdrawal.text import Rewriting, moved_place
from kwalicode.workflows.withdrawal.traces import Traces, contacts_of, released_words


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a withdrawal does.

    Attributes:
        removed: Ids of the sources that go whole.
        rewritten: Those that stay in part.
        turns: Words of every turn that goes, raw.
        own: Ids of the sources in which the person speaks.
        n_named: Places in what others said where the person is named.
        names: Ways in which the person alone is called.
        traces: Finds their names and words in what the team wrote.
    """

    person: Participant
    policy: Policy
    removed: tuple[str, ...]
    rewritten: tuple[Rewriting, ...]
    turns: tuple[str, ...]
    own: frozenset[str]
    n_named: int
    names: tuple[str, ...]
    traces: Traces


def make_plan(
    study_db: Database,
    key_db: Database,
    person: Participant,
    policy: Policy,
    stand_in: NewPseudonym,
) -> Plan:
    """Work out what goes when a person withdraws.

    Args:
        study_db: The study file, as read or inside a write.
        key_db: The key file, likewise.
        person: Who withdraws.
        policy: What the study promised (W32).
        stand_in: Gives the number that stands for the person in what others said.
    """
    return _Planner(study_db, key_db, person, policy, stand_in).plan()


class _Planner:
    """Reads both files once and works out the plan."""

    def __init__(
        self,
        study_db: Database,
        key_db: Database,
        person: Participant,
        policy: Policy,
        stand_in: NewPseudonym,
    ) -> None:
        self._study, self._key, self._person = study_db, key_db, person
        self._policy = policy
        self._sources = {one.source_id: one for one in sources.find_sources(key_db)}
        self._versions = versions_signed_off(study_db)
        self._mentions = persons.find_mentions(key_db, person.pseudonym_id)
        self._own = persons.sources_of(key_db, person.pseudonym_id)
        self._editor = Editor(key_db, person, policy, stand_in)

    def plan(self) -> Plan:
        removed = self._removed()
        rewritten = [
            made
            for source in self._sources.values()
            if source.source_id not in removed and (made := self._rewritten(source))
        ]
        said = [
            source.text[turn.start : turn.end]
            for source_id in self._own
            for source in [self._sources[source_id]]
            for turn in source.turns
            if self._editor.is_own(source, turn)
        ]
        alone = [self._sources[one].text for one in removed - set(self._own)]
        traces = self._traces([*said, *alone], removed, rewritten)
        n_named = sum(
            len(places)
            for source_id, places in self._mentions.items()
            if source_id not in self._own
        )
        head = (self._person, self._policy, tuple(sorted(removed)), tuple(rewritten))
        return Plan(*head, tuple(said), frozenset(self._own), n_named, self._editor.names, traces)

    def _removed(self) -> set[str]:
        """Give the sources that go whole: nobody else takes part in them.

        Under the policy that strips, what was coded stays in its de-identified form.
        """
        shared = {
            voice.source_id
            for voice in persons.find_voices(self._key, self._own)
            if not voice.is_interviewer and voice.pseudonym_id != self._person.pseudonym_id
        }
        linked = withdrawn.documents_alone(self._study, self._person.pseudonym)
        alone = {*self._own, *(one for one in linked if one in self._sources)} - shared
        if self._policy == "delete all":
            return alone
        coded = {str(row["id"]) for row in find_documents(self._study) if row["n_codings"]}
        return {one for one in alone if one not in coded or not self._version(one)}

    def _version(self, source_id: str) -> int:
        """Give the version whose release the key knows; the one before after an interruption."""
        version = self._versions.get(source_id, 0)
        known = [one for one in (version, version - 1) if has_release(self._key, source_id, one)]
        return known[0] if known else 0

    def _rewritten(self, source: Source) -> Rewriting | None:
        version = self._version(source.source_id)
        release = sources.get_release(self._key, source.source_id, version) if version else []
        base = self._base(source, version)
        keeps = self._policy == "strip" and version > 0
        places = self._editor.places(source, base, self._mentions.get(source.source_id, ()))
        studied = self._editor.edited(base, release, places, keeps=keeps)
        if base.text == source.text:
            return self._moved(source, Rewriting(source, studied, None, version), release)
        if keeps and source.source_id in self._own:
            # What was corrected since was never analysed, so it does not stay.
            return self._moved(base, Rewriting(base, studied, None, version), release)
        places = self._editor.places(source, source, self._mentions.get(source.source_id, ()))
        new = self._editor.edited(source, [], places, keeps=False)
        return self._moved(source, Rewriting(source, new, studied, version), release)

    def _base(self, source: Source, version: int) -> Source:
        """Give a source with the raw text that the study's version of it was made of."""
        if not version:
            return source
        text = text_at(self._key, source.source_id, version)
        turns = turns_at(self._key, source.source_id, version)
        return replace(source, text=text, turns=turns)

    def _moved(
        self, source: Source, made: Rewriting, release: Sequence[Replacement]
    ) -> Rewriting | None:
        """Add where findings, codings and barred passages go; None where nothing changes."""
        new, studied, source_id = made.new, made.studied, source.source_id
        if not new.edits and not studied.edits and source_id not in self._own:
            return None
        made = replace(made, findings=self._moved_findings(source, new.edits))
        if not made.version:
            return made
        before = replace_spans(self._base(source, made.version).text, release)
        released = studied.released
        made = replace(made, is_text_changed=released != before)
        if self._versions[source_id] != made.version:
            return made
        places = {
            coding.coding_id: moved_place((coding.start, coding.end), release, studied, released)
            for coding in find_codings(self._study, source_id)
        }
        barred = {
            one.barred_id: moved_place((one.start, one.end), release, studied, released) or (0, 0)
            for one in find_barred(self._study, source_id)
        }
        quotes = {
            one.segment_id: moved_place((one.start, one.end), release, studied, released) or (0, 0)
            for one in segments_in(self._study, source_id)
        }
        return replace(
            made,
            is_in_study=True,
            quotes=quotes,
            codings={coding_id: place for coding_id, place in places.items() if place},
            barred=barred,
            gone=tuple(coding_id for coding_id, place in places.items() if not place),
        )

    def _moved_findings(
        self, source: Source, edits: Sequence[Replacement]
    ) -> dict[str, tuple[int, int]]:
        there = OffsetMap(edits)
        return {
            finding.finding_id: there.forward(finding.start, finding.end)
            for finding in find_findings(self._key, source.source_id)
            if source.text[finding.start : finding.end] == finding.surface
            if not any(e.start < finding.end and finding.start < e.end for e in edits)
        }

    def _traces(
        self, said: Sequence[str], removed: set[str], rewritten: Sequence[Rewriting]
    ) -> Traces:
        """Learn what is the person's own, and leave alone what stays in the study as well."""
        is_whole = self._policy == "delete all"
        goes = None if is_whole else removed
        traces = Traces(
            (*self._editor.names, *contacts_of(self._key, self._person)),
            [*said, *released_words(self._study, self._person, goes)],
            surfaces=self._surfaces(removed),
            phrases=withdrawn.in_vivo_names(self._study) if is_whole else (),
        )
        new = {one.source.source_id: one for one in rewritten}
        for source in self._sources.values():
            if source.source_id not in removed:
                changed = new.get(source.source_id)
                traces.spare(changed.new.text if changed else source.text)
                if changed and changed.is_in_study:
                    traces.spare(changed.studied.released)
                elif source.source_id in self._versions:
                    traces.spare(document_text(self._study, source.source_id))
        return traces

    def _surfaces(self, removed: set[str]) -> list[str]:
        """Give what identifies anyone in what the person said."""
        return [
            finding.surface
            for source_id in {*self._own, *removed}
            for source in [self._sources[source_id]]
            for finding in find_findings(self._key, source_id)
            if finding.state == "accepted" and finding.kind != IdentifierKind.SENSITIVE
            if source_id in removed
            or any(
                self._editor.is_own(source, turn) and turn.start <= finding.start < turn.end
                for turn in source.turns
            )
        ]
