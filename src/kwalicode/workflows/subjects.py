"""Who is who: every person, place and organisation of a study, and what a person says of them."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kwalicode import deid
from kwalicode.errors import InputError, LeakError, NotFoundError
from kwalicode.model import Language, LinkReason, Pseudonym
from kwalicode.store import findings, pseudonyms
from kwalicode.store.documents import versions_signed_off
from kwalicode.store.files import Database
from kwalicode.store.history import UNDO, undo_step
from kwalicode.store.key import Key
from kwalicode.store.study import Study
from kwalicode.text import folded
from kwalicode.workflows.leak_scan import leak_scanner
from kwalicode.workflows.naming import PEOPLE
from kwalicode.workflows.review import reopen_changed

MAX_DESCRIPTION = 80
_NO_ROLES = frozenset(("de", "het", "een", "mijn", "onze", "ons", "the", "a", "an", "my", "our"))
_LANGUAGES: tuple[Language, ...] = ("nl", "en")


@dataclass(frozen=True, slots=True)
class NameUse:
    """One name of a subject, and where it stands.

    Attributes:
        name: As it stands in the raw texts.
        n_places: How often it was accepted.
        n_documents: In how many documents.
        reason: Why it was taken for this subject.
        is_sure: Whether no one needs to confirm that.
    """

    name: str
    n_places: int
    n_documents: int
    reason: LinkReason
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Subject:
    """A person, place or organisation of the key with all its names.

    Attributes:
        names: The most frequent first; a participant's own label is among them.
        speaks: Whether it is a participant or an interviewer.
    """

    pseudonym: Pseudonym
    names: tuple[NameUse, ...]
    speaks: bool

    @property
    def in_doubt(self) -> bool:
        """Whether one of the names waits for somebody to confirm it."""
        return any(not use.is_sure for use in self.names)

    @property
    def n_places(self) -> int:
        """How often it is named."""
        return sum(use.n_places for use in self.names)


def find_subjects(key: Key) -> list[Subject]:
    """List everyone and everything that has a pseudonym; those in doubt come first."""
    with key.read() as db:
        known = pseudonyms.find_pseudonyms(db)
        uses = _uses(db)
    subjects = [_subject(pseudonym, names, uses) for pseudonym, names in known]
    return sorted(subjects, key=lambda s: (not s.in_doubt, -s.n_places, s.pseudonym.pseudonym_id))


def _uses(db: Database) -> dict[int, list[findings.Use]]:
    uses: dict[int, list[findings.Use]] = {}
    for use in findings.find_uses(db):
        uses.setdefault(use.pseudonym_id, []).append(use)
    return uses


def _subject(
    pseudonym: Pseudonym, names: Iterable[str], uses: dict[int, list[findings.Use]]
) -> Subject:
    found = uses.get(pseudonym.pseudonym_id, [])
    named = {use.surface for use in found}
    rows = [
        NameUse(use.surface, use.n_places, use.n_documents, use.reason, use.is_sure)
        for use in found
    ]
    rows += [NameUse(name, 0, 0, "", is_sure=True) for name in sorted(set(names) - named)]
    speaks = pseudonym.series in {"respondent", "interviewer"}
    return Subject(pseudonym, tuple(rows), speaks)


def likely_others(subject: Subject, subjects: Iterable[Subject]) -> list[Subject]:
    """List whom a subject may be joined with; those who share a word of a name come first."""
    series = PEOPLE if subject.pseudonym.series in PEOPLE else (subject.pseudonym.series,)
    words = _words(subject)
    others = [other for other in subjects if other != subject and other.pseudonym.series in series]
    return sorted(others, key=lambda other: -len(words & _words(other)))


def _words(subject: Subject) -> set[str]:
    return {
        word
        for use in subject.names
        for word in folded(deid.base_name(use.name)).split()
        if len(word) > 2
    }


def join(study: Study, key: Key, pseudonym_id: int, into: int, *, coder: str) -> None:
    """Say that two subjects are one: all names of the first go to the second.

    Documents that were signed off with the first go into review again.

    Raises:
        InputError: One is a person and the other is not, or the first one speaks.
        NotFoundError: One of them is not in the key.
    """

    def act(db: Database) -> None:
        one, other = (
            pseudonyms.get_pseudonym(db, pseudonym_id),
            pseudonyms.get_pseudonym(db, into),
        )
        if one.series in {"respondent", "interviewer"}:
            raise InputError("Someone who speaks keeps the own number; join the other way round.")
        same = one.series == other.series
        if not same and not {one.series, other.series} <= set(PEOPLE):
            raise InputError("These two are of another kind, so they cannot be one.")
        findings.move_names(db, pseudonym_id, into)

    _change(study, key, act, coder=coder)


def separate(study: Study, key: Key, pseudonym_id: int, name: str, *, coder: str) -> int:
    """Say that a name stands for someone or something else, wherever it was accepted.

    Returns:
        The id of the new pseudonym.

    Raises:
        NotFoundError: The subject is not called so.
    """
    new_id = 0

    def act(db: Database) -> None:
        nonlocal new_id
        series = pseudonyms.get_pseudonym(db, pseudonym_id).series
        series = "subject" if series in PEOPLE else series
        new_id = pseudonyms.new_pseudonym(db, series).pseudonym_id
        if not findings.move_names(db, pseudonym_id, new_id, surface=name):
            raise NotFoundError("This name was given to someone else already; reload the page.")

    _change(study, key, act, coder=coder)
    return new_id


def confirm(key: Key, pseudonym_id: int, *, coder: str) -> None:
    """Say that all names of a subject are rightly taken for it."""
    with key.write(coder, "confirm") as db:
        findings.confirm_links(db, pseudonym_id)


def describe(key: Key, pseudonym_id: int, description: str, *, coder: str) -> None:
    """Say what may stand for a subject: a role, or something general.

    Raises:
        InputError: It is longer than 80 characters, holds a bracket, or is an article alone.
        LeakError: It holds a name of the key.
    """
    words = " ".join(description.split())
    if len(words) > MAX_DESCRIPTION or set("[]") & set(words):
        raise InputError(
            "A description has at most {most} characters and no brackets; shorten it.",
            most=MAX_DESCRIPTION,
        )
    if words and not set(folded(words).split()) - _NO_ROLES:
        raise InputError("A description needs a noun, such as 'colleague'; complete it.")
    with key.write(coder, "describe") as db:
        scanner = leak_scanner(db)
        if any(scanner.names_in(words, language) for language in _LANGUAGES):
            raise LeakError("A description must not hold a name of the key; use a role instead.")
        pseudonyms.describe(db, pseudonym_id, words)


def proposed_description(subject: Subject, language: Language) -> str:
    """Propose what may stand for a place, such as 'een gemeente in het oosten'; or nothing."""
    if subject.pseudonym.series != "place":
        return ""
    counts = Counter({use.name: use.n_places for use in subject.names})
    proposals = (deid.general_place(name, language) for name, _ in counts.most_common())
    return next((words for words in proposals if words), "")


def undo_naming(study: Study, key: Key, *, coder: str) -> None:
    """Take back this coder's last step in the key file, with what follows for signed-off texts.

    Raises:
        ConflictError: Someone changed the same rows since.
    """
    with study.read() as db:
        signed_off = versions_signed_off(db)
    with key.write(coder, UNDO) as db:
        undo_step(db, coder)
        reopen_changed(db, signed_off=signed_off)


def _change(study: Study, key: Key, act: Callable[[Database], None], *, coder: str) -> None:
    with study.read() as db:
        signed_off = versions_signed_off(db)
    with key.write(coder, "link") as db:
        act(db)
        reopen_changed(db, signed_off=signed_off)


def link_doubts(key: Key, source_id: str) -> int:
    """Count the names of a source whose person has to be confirmed."""
    with key.read() as db:
        found = findings.find_findings(db, source_id)
    return len({f.surface for f in found if f.state == "accepted" and not f.is_link_sure})
