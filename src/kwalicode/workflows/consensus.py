"""What coders agree on after talking about a difference: a coding beside theirs, which stay."""

from uuid import uuid4

from kwalicode.errors import ConflictError
from kwalicode.model import Coding
from kwalicode.store.codings import add_coding, find_codings
from kwalicode.store.passes import blind_passes, current_pass, get_pass
from kwalicode.store.study import Study

CONSENSUS = "consensus"
"""The coder whose codings are those that were agreed on."""


def agree_on(study: Study, coding: Coding, *, coder: str) -> None:
    """Keep what was agreed on as a coding of the coder `consensus`; one step that can be undone.

    It belongs to the pass that is open now, of the kind in which the coders differed.

    Args:
        study: The study.
        coding: Segment and code of the one that was chosen; it stays as it is.
        coder: Who stores it.

    Raises:
        ConflictError: The pass that is open now is blind, so nobody would see it.
    """
    with study.write(coder, "agree on a coding") as db:
        pass_id = current_pass(db, get_pass(db, coding.pass_id).kind)
        if pass_id in blind_passes(db):
            raise ConflictError(
                "The pass that is open now is blind, so nobody would see what was agreed on; close "
                "it or open another one."
            )
        where = (coding.document_id, coding.code_id, CONSENSUS, coding.start, coding.end)
        add_coding(db, Coding(str(uuid4()), *where, coding.text), pass_id=pass_id)


def agreed_codings(study: Study, document_id: str, *, coder: str) -> list[Coding]:
    """Give what was agreed on in a document, in reading order."""
    with study.read() as db:
        found = find_codings(db, document_id, coder=coder)
    return [one for one in found if one.coder == CONSENSUS]
