"""How a study judges saturation, and when that was chosen: it cannot be taken back unseen.

Every choice is kept, so that it can be told which one was made before a result was shown.
"""

import json
from typing import Any, Literal, NamedTuple

from kwalicode.errors import InputError
from kwalicode.model import DocumentKind
from kwalicode.store.files import Database, now

Order = Literal["date", "import", "own"]
ORDERS: tuple[Order, ...] = ("date", "import", "own")
MAX_BASE, MAX_RUN = 50, 20
_ID = "saturation"


class Choice(NamedTuple):
    """How saturation is judged: the setting of Guest, Namey and Chen, and what it is counted on.

    Attributes:
        base_size: Interviews of the base.
        run_length: Interviews of a run.
        threshold: Share of new codes up to which data are called saturated, from 0 to 1.
        kind: Kind of the sources that count.
        order: Of the interviews.
        own_order: Ids of the units where the order is the team's own; others come after.
        chosen_by: Who chose it.
        chosen_at: ISO 8601, UTC.
    """

    base_size: int = 4
    run_length: int = 2
    threshold: float = 0.05
    kind: DocumentKind = "interview"
    order: Order = "date"
    own_order: tuple[str, ...] = ()
    chosen_by: str = ""
    chosen_at: str = ""


def find_choices(db: Database) -> list[Choice]:
    """List all choices that were made, the one that holds now last."""
    found = [Choice(**one) for one in _stored(db).get("choices", ())]
    return [one._replace(own_order=tuple(one.own_order)) for one in found]


def add_choice(db: Database, choice: Choice, *, coder: str) -> None:
    """Let a choice hold from now on; the earlier ones are kept with their time.

    Raises:
        InputError: A number lies outside its range, or the order does not fit.
    """
    is_in_range = 1 <= choice.base_size <= MAX_BASE and 1 <= choice.run_length <= MAX_RUN
    if not (is_in_range and 0 <= choice.threshold <= 1 and choice.order in ORDERS):
        raise InputError(
            "A base has 1 to {base} interviews, a run 1 to {run}, and a threshold lies from 0 to "
            "100%; choose other settings.",
            base=MAX_BASE,
            run=MAX_RUN,
        )
    if choice.order == "own" and choice.kind == "survey answer":
        # Who answered is known by a pseudonym, which must not outlive a withdrawal here.
        raise InputError("An order of your own is for interviews and documents; choose another.")
    made = choice._replace(chosen_by=coder, chosen_at=now())._asdict()
    stored = _stored(db)
    _store(db, stored | {"choices": [*stored.get("choices", ()), made]})


def is_tracked(db: Database) -> bool:
    """Tell whether the study tracks saturation; it does until somebody switched that off."""
    return not _stored(db).get("is_off", False)


def set_tracked(db: Database, *, is_on: bool) -> None:
    """Switch the tracker on or off; the choices are kept."""
    _store(db, _stored(db) | {"is_off": not is_on})


class Judgement(NamedTuple):
    """Whether a code is understood in full, as a researcher judges (Hennink et al. 2017)."""

    is_understood: bool
    judged_by: str
    judged_at: str


def find_judgements(db: Database) -> dict[str, Judgement]:
    """Give the judgement of every code that has one, by code id; merged codes may be among them."""
    return {key: Judgement(*one) for key, one in _stored(db).get("judgements", {}).items()}


def set_judgement(db: Database, code_id: str, *, is_understood: bool | None, coder: str) -> None:
    """Store the judgement of a code; None takes it away."""
    stored = _stored(db)
    judgements = dict(stored.get("judgements", {}))
    judgements.pop(code_id, None)
    if is_understood is not None:
        judgements[code_id] = Judgement(is_understood, coder, now())
    _store(db, stored | {"judgements": judgements})


def _stored(db: Database) -> dict[str, Any]:
    row = db.execute("SELECT value FROM settings WHERE id = ?", [_ID]).fetchone()
    return dict(json.loads(row[0])) if row else {}


def _store(db: Database, value: dict[str, Any]) -> None:
    db.execute(
        "INSERT INTO settings(id, value) VALUES (?, ?) "
        "ON CONFLICT DO UPDATE SET value = excluded.value",
        [_ID, json.dumps(value)],
    )
