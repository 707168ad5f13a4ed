"""Suggestions: which kinds a study wants, and what came of them (W35)."""

from typing import NamedTuple

from kwalicode.errors import AccessError, ConflictError, NotFoundError
from kwalicode.store.codings import delete_coding
from kwalicode.store.files import Database
from kwalicode.store.merging import delete_category
from kwalicode.store.study import Study
from kwalicode.store.suggestions import (
    Kind,
    Settings,
    Taken,
    Tally,
    count_taken,
    find_engines,
    find_taken,
    get_settings,
    get_taken,
    set_settings,
)


def suggestion_settings(study: Study) -> Settings:
    """Read which kinds of suggestions the study wants."""
    with study.read() as db:
        return get_settings(db)


def choose_suggestions(study: Study, settings: Settings, *, coder: str) -> None:
    """Store which kinds of suggestions the study wants; see `store.suggestions.set_settings`."""
    with study.write(coder, "choose suggestions", undoable=False) as db:
        set_settings(db, settings)


def wants(settings: Settings, kind: Kind) -> bool:
    """Tell whether a study wants a kind of suggestions."""
    return {
        "alike": settings.alike,
        "code": settings.codes != "off",
        "group": settings.groups,
        "code group": settings.code_groups,
        "same code": settings.same_codes,
    }[kind]


def require(db: Database, kind: Kind) -> None:
    """Refuse to compute or store a kind of suggestions that the study does not want.

    Raises:
        AccessError: This kind is switched off.
    """
    if not wants(get_settings(db), kind):
        raise AccessError(
            "Suggestions of this kind are off in this study; switch them on under Suggestions, "
            "Settings."
        )


class Accounted(NamedTuple):
    """What came of suggestions.

    Attributes:
        taken: What was taken and stands, as far as the coder may see it, the newest first.
        tallies: Numbers taken and refused by kind, over all coders.
        engines: Number taken by engine and version.
    """

    taken: list[Taken]
    tallies: dict[Kind, Tally]
    engines: dict[str, int]


def account(study: Study, *, coder: str) -> Accounted:
    """Give what came of suggestions, for the page and the methods report."""
    with study.read() as db:
        return Accounted(find_taken(db, coder=coder), count_taken(db), dict(find_engines(db)))


def take_back(study: Study, suggestion_id: str, *, coder: str) -> None:
    """Remove what was made of a suggestion, and with it its origin, as one step.

    Raises:
        NotFoundError: It is gone already.
        ConflictError: Codes were merged by it, which only undo takes back.
    """
    with study.write(coder, "take back suggestion") as db:
        found = get_taken(db, suggestion_id, coder=coder)
        if not found:
            raise NotFoundError("This suggestion was taken back already; reload the page.")
        if found.coding_id:
            delete_coding(db, found.coding_id)
        elif found.category_id:
            delete_category(db, found.category_id)
        else:
            raise ConflictError(
                "Codes that were merged are not told apart by this; undo the merge in the codebook "
                "or split the code there."
            )
