"""The words of the codebook in the browser; `{names}` are filled in there."""

from collections.abc import Mapping
from typing import Any

from kwalicode.ui.language import _, current_language


def codebook_labels() -> dict[str, Any]:
    """Give the words by the names that the component knows them by."""
    return {
        "locale": {"nl": "nl-NL", "en": "en-GB"}[current_language()],
        "origins": origin_words(),
        "valences": valence_words(),
        **_shared(),
        **_acts(),
        **_detail(),
        **_split(),
    }


def origin_words() -> Mapping[str, str]:
    """Name where a code comes from."""
    return {
        "data": _("the material"),
        "in vivo": _("words of a participant (in vivo)"),
        "theory": _("theory"),
    }


def valence_words() -> Mapping[str, str]:
    """Name what a code says of a direction."""
    return {
        "": _("not said"),
        "increases": _("increases"),
        "decreases": _("decreases"),
        "ambivalent": _("both ways"),
    }


def field_words() -> Mapping[str, str]:
    """Name the fields of a code."""
    return {
        "name": _("Name"),
        "description": _("What it is about"),
        "include_when": _("Use when"),
        "exclude_when": _("Do not use when"),
        "example": _("Typical quote"),
        "synonyms": _("Other names, one a line"),
        "literature": _("Literature: link, DOI or reference"),
        "origin": _("Comes from"),
        "valence": _("Direction"),
        "colour": _("Colour"),
    }


def _shared() -> dict[str, str]:
    return {
        "cancel": _("Cancel"),
        "choose": _("Choose"),
        "close": _("Close"),
        "codebook": _("Codebook"),
        "keys": _("Keys"),
        "redo": _("Redo"),
        "save": _("Save"),
        "stored": _("Stored"),
        "storing": _("Storing"),
        "tools": _("Tools for the codebook"),
        "undo": _("Undo"),
        "search": _("Find by name, old name or description"),
        "show_retired": _("retired too"),
        "nothing_found": _("Nothing has this in its name or description."),
        "empty": _("There is nothing here yet. Make a code or a category with the buttons above."),
        "totals": _("{codes} codes, {codings} codings"),
        "n_chosen": _("{n} chosen"),
        "called": _("(also “{name}”)"),
        "also_here": _("(stands here too)"),
        "retired": _("(retired)"),
        "fold_all": _("Fold or unfold all"),
        "no_category": _("no category"),
        "category": _("Category"),
        "key_arrows": _("go through the tree, fold and unfold"),
        "key_choose": _("choose one more"),
        "key_extend": _("choose a row of them"),
        "key_order": _("move up or down"),
        "key_search": _("search"),
        "space": _("Space"),
    }


def _acts() -> dict[str, str]:
    return {
        "new_code": _("New code"),
        "new_category": _("New category"),
        "rename": _("Rename"),
        "move": _("Move"),
        "merge": _("Merge"),
        "split": _("Split"),
        "also_under": _("Also under"),
        "retire": _("Retire"),
        "remove": _("Delete"),
        "make": _("New category “{name}”"),
        "on_top": _("It stands at the top of the tree; drag or move it elsewhere later."),
        "takes_in": _("The {n} chosen go into it."),
        "move_where": _("Move {names} to which category?"),
        "also_where": _("Let {names} stand under which category too?"),
        "merge_into": _("Merge {names} into which one?"),
        "merge_about": _(
            "{n} codings become codings of {target}; equal ones become one. Kept as other names: "
            "{names}. Undo brings all of it back."
        ),
        "merge_categories_about": _(
            "The codes of {names} with {n} codings go to {target}; codes of one name become one. "
            "Undo brings it back."
        ),
        "delete_sure": _("Delete {names}?"),
        "delete_about": _(
            "{n} codings go with it. To keep them, retire the code instead. Undo brings it back."
        ),
        "delete_category_about": _("What it holds goes to the category above it."),
        "retired_now": _("Retired: not offered any more, its codings stay."),
        "back_now": _("Brought back."),
    }


def _detail() -> dict[str, str]:
    words = {f"field_{name}": word for name, word in field_words().items()}
    return words | {
        "detail": _("What was chosen"),
        "choose_one": _("Choose a code or category to see and change it."),
        "category_holds": _("{codes} codes with {codings} codings stand in it."),
        "is_retired": _("This code is retired: it is not offered any more, its codings stay."),
        "segments": _("Segments"),
        "history": _("History"),
        "also_under_these": _("Stands under these too"),
        "not_under": _("Not under {name} any more"),
        "colour": _("Colour {n}"),
    }


def _split() -> dict[str, str]:
    return {
        "split_title": _("Split “{name}”"),
        "split_how": _(
            "Press the number of a code to give it this segment; space marks several. Each is one "
            "step that undo takes back."
        ),
        "split_new": _("Another code: type its name, Enter"),
        "split_left": _("{n} codings left."),
        "split_before": _("Earlier segments"),
        "split_done": _("No segment is left here."),
        "split_leave": _("Ready"),
        "split_next": _("Later segments"),
        "split_part": _("{first} to {last} of {n}"),
    }
