"""Where a coding came from that was proposed in the reader, and what was refused there."""

from math import isfinite

from kwalicode.errors import InputError
from kwalicode.store.codings import get_coding
from kwalicode.store.documents import get_document
from kwalicode.store.files import Database
from kwalicode.store.suggestions import Suggested, Target, refuse, take
from kwalicode.suggest.embeddings import told
from kwalicode.workflows.operations import Operation, number_of, text_of
from kwalicode.workflows.suggestions.kinds import require

ENGINE, VERSION = "words and pieces of words, centroid and complement naive Bayes", "2"


def keep_origin(db: Database, operation: Operation, *, coder: str) -> None:
    """Keep that the coding of an operation was a proposal; in the write that makes it.

    Raises:
        AccessError: The study does not want these suggestions.
        NotFoundError: The coding was not made: this coder has the code on these words already.
    """
    require(db, "code")
    coding_id = text_of(operation, "mark_id")
    coding = get_coding(db, coding_id)
    suggested = _suggested(db, operation, coding.document_id)
    take(db, suggested, Target(coding_id=coding_id), coder=coder)


def refuse_code(db: Database, operation: Operation, *, document_id: str, coder: str) -> None:
    """Keep that a code was proposed for a segment and refused; it is not proposed there again.

    Raises:
        AccessError: The study does not want these suggestions.
    """
    require(db, "code")
    segment = (document_id, number_of(operation, "start"), number_of(operation, "end"))
    target = Target(code_id=text_of(operation, "code_id"), segment=segment)
    refuse(db, _suggested(db, operation, document_id), target, coder=coder)


def _suggested(db: Database, operation: Operation, document_id: str) -> Suggested:
    score = operation.get("suggested")
    if not isinstance(score, int | float) or isinstance(score, bool) or not isfinite(score):
        raise InputError("The page sent no proper '{field}'; reload it.", field="suggested")
    # Rounded: history keeps fifteen digits, and undo compares with what is stored.
    engine = told(ENGINE, get_document(db, document_id).language)
    return Suggested("code", engine, VERSION, round(float(score), 6))
