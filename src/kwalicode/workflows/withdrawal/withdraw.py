"""Withdrawal: what goes is shown first, then it goes from both files for good (W32, W33)."""

from contextlib import ExitStack
from typing import NamedTuple

from kwalicode.model import Participant, Pseudonym
from kwalicode.store import codings, scrubbing, withdrawal, withdrawn
from kwalicode.store.erasing import backup_of, erase_backup, other_copies
from kwalicode.store.files import Database
from kwalicode.store.key import Key
from kwalicode.store.log import add_log_line
from kwalicode.store.persons import person_of_code
from kwalicode.store.pseudonyms import new_pseudonym
from kwalicode.store.quote_places import quotes_of
from kwalicode.store.quote_sheets import count_sheets
from kwalicode.store.study import Study
from kwalicode.store.withdrawal import Policy
from kwalicode.workflows.withdrawal.acts import SPARED_STUDY, change_key, change_study
from kwalicode.workflows.withdrawal.plan import Plan, make_plan


def choose_policy(key: Key, policy: Policy, *, coder: str) -> None:
    """Choose what happens when somebody withdraws."""
    with key.write(coder, "withdrawal policy", undoable=False) as db:
        withdrawal.save_policy(db, policy)


def chosen_policy(key: Key) -> Policy:
    """Give what the study promised to who withdraws."""
    with key.read() as db:
        return withdrawal.get_policy(db)


class Preview(NamedTuple):
    """What a withdrawal takes away, in numbers.

    Attributes:
        n_documents: Sources and documents that go whole.
        n_cut: Those of which turns go, or are stripped of what identifies.
        n_turns: Turns of the person.
        n_codings: Codings of which nothing is left.
        n_theme_quotes: Of these, how many a theme quotes.
        n_evidence: Of these, how many stand for or against a relation.
        n_quotes: Quotes of the register that hold words of the person.
        n_quote_sheets: Sheets of quotes that went to the person.
        n_named: Places in what others said where the person is named.
        n_texts: Texts of the team that hold the person's words or name.
        backups: Copies of older files that are destroyed.
        copies: Files beside the study that may hold the person still.
    """

    n_documents: int
    n_cut: int
    n_turns: int
    n_words: int
    n_codings: int
    n_memos: int
    n_theme_quotes: int
    n_evidence: int
    n_attributes: int
    n_answers: int
    n_consents: int
    n_recruitment: int
    n_reports: int
    n_named: int
    n_texts: int
    n_quotes: int
    n_quote_sheets: int
    backups: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()

    def numbers(self) -> dict[str, int]:
        """Give the counts that are not nothing, by what is counted."""
        counts = {name: value for name, value in self._asdict().items() if name.startswith("n_")}
        words = {name: name.removeprefix("n_").replace("_", " ") for name in counts}
        return {words[name]: value for name, value in counts.items() if value}


def preview_withdrawal(study: Study, key: Key, person: Participant) -> Preview:
    """Count what goes, without changing anything."""
    nobody = Pseudonym(0, "subject", 0)
    with study.read() as study_db, key.read() as key_db:
        policy = withdrawal.get_policy(key_db)
        plan = make_plan(study_db, key_db, person, policy, lambda: nobody)
        gone = _codings_gone(study_db, plan)
        is_whole = policy == "delete all"
        hanging = withdrawn.count_hanging(study_db, gone, person.pseudonym if is_whole else "")
        records = withdrawal.count_records(key_db, person)
        n_quotes = len(quotes_of(study_db, plan.removed, person.pseudonym))
        n_quote_sheets = count_sheets(study_db, person.pseudonym)
        n_texts = scrubbing.count_texts(study_db, plan.traces.clean, spared=SPARED_STUDY)
    paths = (study.path, key.path)
    return Preview(
        n_documents=len(plan.removed),
        n_cut=_count_cut(plan),
        n_turns=len(plan.turns),
        n_words=sum(len(text.split()) for text in plan.turns),
        n_codings=len(gone),
        n_memos=hanging["memos"],
        n_theme_quotes=hanging["theme_codings"],
        n_evidence=hanging["relation_codings"],
        n_attributes=hanging["attributes"] + records["confidential_values"],
        n_answers=hanging["answers"],
        n_consents=records["consents"],
        n_recruitment=records["recruitment"],
        n_reports=records["reports"],
        n_named=plan.n_named,
        n_texts=n_texts,
        n_quotes=n_quotes,
        n_quote_sheets=n_quote_sheets,
        backups=tuple(backup_of(path).name for path in paths if backup_of(path).exists()),
        copies=tuple(other_copies(*paths)),
    )


def _count_cut(plan: Plan) -> int:
    return sum(one.source.source_id in plan.own for one in plan.rewritten)


def _codings_gone(db: Database, plan: Plan) -> list[str]:
    """Give the codings that go: all of a document that goes, and those in turns that are cut."""
    return [
        *(coding_id for one in plan.rewritten for coding_id in one.gone),
        *(
            coding.coding_id
            for document_id in plan.removed
            for coding in codings.find_codings(db, document_id)
        ),
    ]


class Withdrawn(NamedTuple):
    """What a withdrawal leaves to know.

    Attributes:
        copies: Files beside the study that may hold the person still.
    """

    n_documents: int
    n_cut: int
    n_codings: int
    copies: tuple[str, ...]


def withdraw(study: Study, key: Key, person: Participant, *, coder: str) -> Withdrawn:
    """Take a person out of both files for good, as the policy of the study says.

    Both files change together: where one cannot be written the other is left as it was. Their
    histories forget what was done to what goes, so no undo brings it back; then both are written
    anew, their logs emptied and their backups destroyed. One line without personal data stays.

    Raises:
        NotFoundError: The person is not in the key file.
        ConflictError: It is done, but somebody reads a file, so that its log could not be emptied.
    """
    with (
        key.write(coder, "withdrawal", undoable=False) as key_db,
        study.write(coder, "withdrawal", undoable=False) as study_db,
    ):
        policy = withdrawal.get_policy(key_db)
        plan = make_plan(study_db, key_db, person, policy, lambda: new_pseudonym(key_db, "subject"))
        gone = _codings_gone(study_db, plan)
        change_study(study_db, key_db, plan, coder)
        change_key(key_db, plan, coder)
        done = Withdrawn(
            len(plan.removed),
            _count_cut(plan),
            len(gone),
            tuple(other_copies(study.path, key.path)),
        )
        details = {"policy": policy, "documents": done.n_documents, "in part": done.n_cut}
        add_log_line(study_db, coder, "withdrawal", details)
    leave_nothing(study, key)
    return done


def find_by_code(key: Key, code: str) -> Participant:
    """Give whose answers go when a code is given back (W33).

    Raises:
        NotFoundError: No answers have this code.
    """
    with key.read() as db:
        return person_of_code(db, code.strip())


def leave_nothing(*files: Study | Key) -> None:
    """Write files anew without what was deleted, empty their logs and destroy their backups.

    Raises:
        ConflictError: Somebody reads one of them; the others are done all the same.
    """
    with ExitStack() as each:
        for file in files:
            each.callback(scrubbing.compact, file)
            each.callback(erase_backup, file.path)
