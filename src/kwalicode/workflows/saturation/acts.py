"""What a team decides about saturation: how it is judged, whether at all, and of each code."""

from uuid import uuid4

from kwalicode.store.codebook import get_code
from kwalicode.store.memos import add_memo
from kwalicode.store.saturation import Choice, add_choice, set_judgement, set_tracked
from kwalicode.store.study import Study


def choose(study: Study, choice: Choice, *, coder: str) -> None:
    """Store how saturation is judged from now on; see `store.saturation.add_choice`."""
    with study.write(coder, "choose saturation", undoable=False) as db:
        add_choice(db, choice, coder=coder)


def switch(study: Study, *, is_on: bool, coder: str) -> None:
    """Switch the tracker on or off: reflexive thematic analysis does not count."""
    with study.write(coder, "track saturation", undoable=False) as db:
        set_tracked(db, is_on=is_on)


def judge(study: Study, code_id: str, *, is_understood: bool | None, why: str, coder: str) -> None:
    """Store whether a code is understood in full, and why as an analytic memo on it.

    Args:
        study: The study.
        code_id: The code.
        is_understood: None takes the judgement back.
        why: Empty for no memo.
        coder: Who judges.

    Raises:
        NotFoundError: The code is gone.
        InputError: The memo is too long.
    """
    with study.write(coder, "judge code", undoable=False) as db:
        get_code(db, code_id)
        set_judgement(db, code_id, is_understood=is_understood, coder=coder)
        if why.strip():
            add_memo(db, str(uuid4()), "analytic", ("code", code_id), why.strip(), coder=coder)
