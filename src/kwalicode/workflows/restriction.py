"""Restriction: what a participant said is kept, but takes no part in the analysis (W34)."""

from kwalicode.errors import ConflictError
from kwalicode.model import Barred
from kwalicode.store import withdrawn
from kwalicode.store.barred import add_barred, lift_barred
from kwalicode.store.cases import find_turns
from kwalicode.store.files import Database
from kwalicode.store.study import Study
from kwalicode.store.survey_restriction import find_restricted_forms, lift_form, restrict_form


def restrict(study: Study, pseudonym: str, *, coder: str) -> int:
    """Keep what a participant said, but out of all analysis and quotes, as one step.

    The closed answers of a respondent of a survey are kept out of its statistics as well.

    Returns:
        The number of turns that are kept out.

    Raises:
        ConflictError: The participant says nothing in the study.
    """
    with study.write(coder, "restriction") as db:
        n_turns = _restrict(db, pseudonym, coder)
        has_form = restrict_form(db, pseudonym)
    if not (n_turns or has_form):
        raise ConflictError(
            "{who} says nothing in the study yet, so nothing can be kept out.", who=pseudonym
        )
    return n_turns


def _restrict(db: Database, pseudonym: str, coder: str) -> int:
    turns = find_turns(db, [pseudonym])
    for _, document_id, start, end, text in turns:
        passage = Barred("", document_id, start, end, text, "analysis", "restriction")
        add_barred(db, passage, coder=coder)
    return len(turns)


def keep_restricted(db: Database, document_id: str, *, coder: str) -> None:
    """Keep the turns of who is restricted out of a document that was just signed off.

    Args:
        db: Inside a write on the study file.
        document_id: The document.
        coder: Who signs off.
    """
    speakers = withdrawn.speakers_of(db, document_id)
    restricted = find_restricted_forms(db).intersection(speakers)
    for pseudonym in restricted.union(withdrawn.barred_turns(db, speakers)):
        _restrict(db, pseudonym, coder)


def lift_restriction(study: Study, pseudonym: str, *, coder: str) -> int:
    """Let what a participant said take part again; what was coded in it comes back.

    Returns:
        The number of turns that take part again.
    """
    with study.write(coder, "lift restriction") as db:
        barred = withdrawn.barred_turns(db, [pseudonym]).get(pseudonym, {})
        for barred_id in barred:
            lift_barred(db, barred_id, reason="restriction")
        lift_form(db, pseudonym)
    return len(barred)
