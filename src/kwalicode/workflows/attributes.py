"""Attributes of participants: what a value may be, and which of them stand in which file (W56)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from kwalicode.errors import ConflictError, InputError
from kwalicode.model import Attribute, AttributeType
from kwalicode.store import attributes as store
from kwalicode.store.cases import ensure_cases
from kwalicode.store.files import Database
from kwalicode.store.key import Key
from kwalicode.store.participants import (
    ensure_participants,
    find_confidential,
    find_participants,
    forget_confidential,
    set_confidential,
)
from kwalicode.store.study import Study
from kwalicode.text import folded

MAX_VALUE, EARLIEST_YEAR = 200, 1900
_MOST_CHOICES = 12
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_DUTCH = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,10})?")
YES, NO = (
    frozenset(("yes", "ja", "true", "waar", "y", "j")),
    frozenset(("no", "nee", "false", "onwaar", "n")),
)


def study_attributes(study: Study) -> list[Attribute]:
    """List the attributes of a study, also those that are never collected."""
    with study.read() as db:
        return store.find_attributes(db)


def stored_value(attribute: Attribute, text: str, *, row: int) -> str:
    """Give a value as it is stored: numbers with a point, dates as ISO 8601, yes or no.

    Args:
        attribute: What it is a value of.
        text: As somebody wrote it, in Dutch or English; '' stays so.
        row: Of the table, for the sentence of an error.

    Raises:
        InputError: It is no value of this type.
    """
    if not text:
        return ""
    place = {"row": row, "column": attribute.name}
    if attribute.type == "number":
        return _number(text, place)
    if attribute.type == "date":
        return _date(text, place)
    if attribute.type == "yes/no":
        return _yes_or_no(text, place)
    if len(text) > MAX_VALUE:
        raise InputError(
            "Row {row}, column {column}: a value has at most {most} characters; shorten it.",
            **place,
            most=MAX_VALUE,
        )
    return text


def _number(text: str, place: Mapping[str, object]) -> str:
    if not _NUMBER.fullmatch(text):
        raise InputError(
            "Row {row}, column {column}: this is no number; write one such as 12 or 12,5.", **place
        )
    value = float(text.replace(",", "."))
    return str(int(value)) if value.is_integer() else str(value)


def _yes_or_no(text: str, place: Mapping[str, object]) -> str:
    word = folded(text)
    if word not in YES | NO:
        raise InputError("Row {row}, column {column}: write yes or no there.", **place)
    return "yes" if word in YES else "no"


def _date(text: str, place: Mapping[str, object]) -> str:
    latest = datetime.now(UTC).year + 1
    found = read_date(text)
    if found is None or not EARLIEST_YEAR <= found.year <= latest:
        raise InputError(
            "Row {row}, column {column}: this is no date from {earliest} to {latest}; write one "
            "such as 2022-06-14.",
            **place,
            earliest=EARLIEST_YEAR,
            latest=latest,
        )
    return found.isoformat()


def read_date(text: str) -> date | None:
    """Read a day in the order of ISO 8601 or the Dutch one; None if it is none.

    >>> read_date("14-6-2022") == read_date("2022-06-14") == date(2022, 6, 14)
    True
    """
    iso, dutch = _ISO.fullmatch(text), _DUTCH.fullmatch(text)
    try:
        if iso:
            return date(*map(int, iso.groups()))
        return date(*map(int, reversed(dutch.groups()))) if dutch else None
    except ValueError:
        return None


def guessed_type(values: Sequence[str]) -> AttributeType:
    """Guess the type of a column from what stands in it.

    >>> guessed_type(["ja", "nee"]), guessed_type(["3", "4,5"]), guessed_type(["1-2-2022"])
    ('yes/no', 'number', 'date')
    >>> guessed_type(["ambtenaar", "Kamerlid", "ambtenaar"]), guessed_type(["a", "b", "c"])
    ('choice', 'text')
    """
    filled = [value for value in values if value]
    if not filled:
        return "text"
    if all(folded(value) in YES | NO for value in filled):
        return "yes/no"
    if all(_NUMBER.fullmatch(value) for value in filled):
        return "number"
    if all(_ISO.fullmatch(value) or _DUTCH.fullmatch(value) for value in filled):
        return "date"
    distinct = {folded(value) for value in filled}
    return "choice" if len(distinct) <= min(_MOST_CHOICES, len(filled) - 1) else "text"


def with_choices(attribute: Attribute, values: Sequence[str]) -> Attribute:
    """Let a choice know all its values; those that it knew come first."""
    if attribute.type != "choice":
        return attribute
    found = dict.fromkeys((*attribute.choices, *sorted({value for value in values if value})))
    return replace(attribute, choices=tuple(found))


def save_attributes(study: Study, key: Key, attributes: Sequence[Attribute], *, coder: str) -> None:
    """Make the attributes of a study exactly these, as one step of the study.

    What becomes confidential moves to the key file, what stops being so moves to the study; both
    are forgotten where they were. What is never collected any more is forgotten in both. Such a
    step cannot be taken back.

    Raises:
        InputError: A name is empty or too long, or a value does not fit the type it gets now.
        ConflictError: Two attributes have one name.
    """
    names = [folded(" ".join(one.name.split())) for one in attributes]
    for name, one in zip(names, attributes, strict=True):
        if names.count(name) > 1:
            raise ConflictError(
                "There is an attribute '{name}' already; choose another name.", name=one.name
            )
    with study.read() as db:
        old = {one.attribute_id: one for one in store.find_attributes(db)}
        values = store.find_values(db)
    with key.read() as db:
        confidential = find_confidential(db)
    moves = [_Move(one, old.get(one.attribute_id), values, confidential) for one in attributes]
    gone = old.keys() - {one.attribute_id for one in attributes}
    _write_key(key, moves, gone, coder)
    is_final = any(move.is_final for move in moves) or any(old[id_].is_confidential for id_ in gone)
    with study.write(coder, "attributes", undoable=not is_final) as db:
        for attribute_id in gone:
            store.delete_attribute(db, attribute_id)
        for move in moves:
            _write_study(db, move)
    with key.write(coder, "attributes", undoable=False) as db:
        for move in moves:
            if not move.now.is_confidential and move.had_confidential:
                forget_confidential(db, move.now.attribute_id)


class _Move:
    """An attribute as it will be, and its values by pseudonym, wherever they stand now."""

    def __init__(
        self,
        now: Attribute,
        before: Attribute | None,
        values: store.Values,
        confidential: store.Values,
    ) -> None:
        self.before = before
        held = {
            case_id: own[now.attribute_id]
            for found in (values, confidential)
            for case_id, own in found.items()
            if now.attribute_id in own
        }
        self.had_confidential = bool(before and before.is_confidential and held)
        if now.is_forbidden:
            held = {}
        self.values = {
            case_id: stored_value(now, value, row=row)
            for row, (case_id, value) in enumerate(held.items(), start=1)
        }
        self.now = with_choices(now, list(self.values.values()))

    @property
    def changes_file(self) -> bool:
        """Whether the values stand in the other file from now on."""
        return bool(self.before and self.before.is_confidential != self.now.is_confidential)

    @property
    def is_final(self) -> bool:
        """Whether values are forgotten somewhere."""
        is_new = self.before is None or self.before.is_forbidden
        return self.changes_file or (self.now.is_forbidden and not is_new)


def _write_key(key: Key, moves: Sequence[_Move], gone: set[str], coder: str) -> None:
    """Bring what becomes confidential into the key file before it leaves the study."""
    with key.write(coder, "attributes", undoable=False) as db:
        for attribute_id in gone | {one.now.attribute_id for one in moves if one.now.is_forbidden}:
            forget_confidential(db, attribute_id)
        pseudonym_ids = {one.pseudonym: one.pseudonym_id for one in find_participants(db)}
        for move in moves:
            if move.now.is_confidential:
                known = {pseudonym_ids[name]: value for name, value in move.values.items()}
                ids = ensure_participants(db, known)
                own = {ids[one]: {move.now.attribute_id: value} for one, value in known.items()}
                set_confidential(db, own)


def _write_study(db: Database, move: _Move) -> None:
    if move.before is None:
        store.add_attribute(db, move.now)
        return
    if move.now != move.before:
        store.update_attribute(db, move.now)
    attribute_id = move.now.attribute_id
    if move.now.is_forbidden or (move.changes_file and move.now.is_confidential):
        store.forget_values(db, attribute_id)
    elif not move.now.is_confidential:
        ensure_cases(db, move.values)
        own = {case_id: {attribute_id: value} for case_id, value in move.values.items()}
        store.set_values(db, own)
