"""The recruitment log follows the sheets of quotes: sent on a day, all agreed on a day (W14).

Sheets stand in the study file, the log in the key file, and one write cannot undo the other. So
the steps of the log are made from the sheets whenever these changed, and gone with them: a crash
between the two files, or an undo of the sheet, is made good the next time.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple
from uuid import NAMESPACE_OID, uuid5

from kwalicode.model import RecruitmentState
from kwalicode.store.candidates import add_step_as, candidates_of, delete_step, find_steps
from kwalicode.store.key import Key
from kwalicode.store.quote_sheets import Sheet, find_sheets, quotes_dropped
from kwalicode.store.study import Study

_MARK = "quotes "


class _Step(NamedTuple):
    case_id: str
    state: RecruitmentState
    on_date: str


def log_sheets(study: Study, key: Key, *, coder: str) -> None:
    """Let the recruitment log say of each known candidate which sheets were sent and agreed to.

    Steps of candidates whose participant withdrew stay as they are: only days are left of them.
    """
    with study.read() as db:
        dropped = quotes_dropped(db)
        wanted = {
            name: step for sheet in find_sheets(db) for name, step in _steps(sheet, dropped).items()
        }
    with key.read() as db:
        known = candidates_of(db)
        kept = {
            step.step_id: step
            for steps in find_steps(db).values()
            for step in steps
            if step.step_id.startswith(_MARK)
        }
    new = {
        name: step for name, step in wanted.items() if name not in kept and step.case_id in known
    }
    still = set(known.values())
    stale = [name for name, one in kept.items() if name not in wanted and one.candidate_id in still]
    if not new and not stale:
        return
    with key.write(coder, "quote sheets", undoable=False) as db:
        for name in stale:
            delete_step(db, name)
        for name, step in new.items():
            row = (known[step.case_id], step.state, step.on_date)
            add_step_as(db, name, row, coder=coder)


def _steps(sheet: Sheet, dropped: Collection[str]) -> Mapping[str, _Step]:
    """Give the steps of a sheet, by an id that is always the same.

    What was objected to is settled by leaving the quote out.
    """
    sent = _Step(sheet.case_id, "quotes sent", sheet.sent_on)
    found = {_step_id(sheet, sent): sent}
    is_settled = all(one.answer == "agree" or one.quote_id in dropped for one in sheet.items)
    if is_settled and any(one.answer for one in sheet.items):
        last = max(one.answered_on for one in sheet.items)
        step = _Step(sheet.case_id, "approved", last)
        found[_step_id(sheet, step)] = step
    return found


def _step_id(sheet: Sheet, step: _Step) -> str:
    """Give an id that does not hold the code, which stands in the file of the participant."""
    return f"{_MARK}{uuid5(NAMESPACE_OID, ' '.join((sheet.sheet_id, *step)))}"
