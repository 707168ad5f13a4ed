"""The words of the axial board, in the language of the session; `{names}` are filled in later."""

from typing import Any

from kwalicode.ui.language import _


def relation_words() -> dict[str, str]:
    """Name the types of relations that everyone has; a team's own words stay as they are."""
    return {
        "contributes to": _("contributes to"),
        "hinders": _("hinders"),
        "context of": _("is context of"),
        "part of": _("is part of"),
        "contradicts": _("contradicts"),
    }


def strength_words() -> dict[str, str]:
    """Name how strong the evidence for a relation is, the strongest first."""
    return {
        "supported": _("supported"),
        "plausible": _("plausible"),
        "claimed": _("claimed"),
        "not supported": _("not supported"),
    }


def board_labels(view: str) -> dict[str, Any]:
    """Give the words of a view, `board` or `diagram`, by the names the browser knows them by."""
    words = {"types": relation_words(), "strengths": strength_words()}
    return (
        _shared()
        | _panel()
        | _form()
        | _keys()
        | _ghosts()
        | words
        | {"is_diagram": view == "diagram"}
    )


def _shared() -> dict[str, str]:
    return {
        "all_categories": _("All categories"),
        "all_relations": _("All relations"),
        "area_counts": _("codes: {codes} · codings: {n}"),
        "board": _("Board"),
        "cancel": _("Cancel"),
        "card": _("{name}, codings: {n}"),
        "category_of": _("Name of the category around {n} codes"),
        "choose": _("Choose"),
        "choose_first": _("Choose a card first."),
        "close": _("Close"),
        "diagram": _("Diagram"),
        "empty_area": _("No code yet: drag one here."),
        "filed": _("Put in: {name}"),
        "find": _("Find a code or category"),
        "keys": _("Keys"),
        "lay_out": _("Lay out again"),
        "loose": _("Loose cards"),
        "merge_into": _("Merge {name} into"),
        "merged": _("Merged into {name}. Ctrl+Z brings it back."),
        "new_category": _("New category"),
        "no_category": _("In no category"),
        "no_example": _("not used yet"),
        "n_homes": _("categories: {n}"),
        "n_relations": _("relations: {n}"),
        "not_shown": _("The filter hides it."),
        "no_relations": _(
            "No relation is shown. Choose a card on the board and press r, or tick 'Unrelated too' "
            "to begin with the categories."
        ),
        "nothing_found": _("Nothing has this in its name."),
        "picked_up": _(
            "Picked up. Arrows choose a category, Enter puts it there, a puts it there as well."
        ),
        "picked_up_node": _("Picked up. Arrows move it, Enter leaves it there."),
        "redo": _("Redo"),
        "relate_to": _("{name} has a relation to"),
        "rename": _("New name of {name}"),
        "retired": _("retired"),
        "save": _("Save"),
        "save_png": _("Save the diagram as PNG"),
        "save_svg": _("Save the diagram as SVG"),
        "show_category": _("Show which category"),
        "show_relation": _("Show which relations"),
        "stored": _("Stored"),
        "storing": _("Storing"),
        "tools": _("Tools of the board"),
        "undo": _("Undo"),
        "unrelated": _("Unrelated too"),
        "zoom_fit": _("Show all"),
        "zoom_in": _("Larger"),
        "zoom_out": _("Smaller"),
    }


def _panel() -> dict[str, str]:
    return {
        "also_under": _("Also stands under"),
        "category": _("Category"),
        "details": _("Details"),
        "drop_file": _("Put in {name}"),
        "drop_group": _("Make a category of these"),
        "drop_merge": _("Merge into {name}"),
        "drop_relate": _("Draw a relation to {name}"),
        "facts": _(
            "codes: {codes} · codings: {n} · categories: {categories} · relations: {relations} · "
            "codes in no category: {loose}"
        ),
        "group": _("Make a category"),
        "hint": _(
            "Drag a card onto a category, another card or the empty board. Drag over the board "
            "with Shift to select more. Press ? for the keys."
        ),
        "hint_diagram": _(
            "Drag the boxes; choose one to draw a relation from it; click an arrow to change it. "
            "Press ? for the keys."
        ),
        "link": _("Also under…"),
        "merge": _("Merge into…"),
        "n_codings": _("codings: {n}"),
        "n_selected": _("selected: {n}"),
        "new_relation": _("New relation"),
        "no_parent": _("No other category"),
        "parent": _("Stands under"),
        "relations": _("Relations"),
        "rename_short": _("Rename"),
        "take_out": _("Take out"),
        "unselect": _("Select none"),
    }


def _ghosts() -> dict[str, str]:
    return {
        "hide_proposals": _("Hide proposals"),
        "no_proposals": _(
            "No group is proposed: there are too few codes outside a category, or they share too "
            "few words and passages."
        ),
        "no_words": _("no typical words"),
        "propose": _("Propose groups"),
        "proposed": _("Proposed: {words}"),
        "proposed_group": _("Proposed group"),
        "proposing": _("Comparing codes"),
        "refuse": _("Refuse"),
        "refused_group": _("Refused: this group does not come back. Ctrl+Z takes that back."),
        "words_no_name": _("These words are typical of it; they are no name. Untick codes first."),
    }


def _form() -> dict[str, str]:
    return {
        "change_relation": _("Change relation"),
        "contradicts": _("speaks against it"),
        "delete": _("Delete"),
        "evidence": _("What speaks for it, what against it?"),
        "find_segments": _("Find in the segments of both"),
        "loading": _("Looking up segments"),
        "no_causes": _("Interviews do not test cause and effect: say how strong the evidence is."),
        "note": _("Note"),
        "own_type": _("Relation in your own words"),
        "own_word": _("In your own words"),
        "relation_removed": _("The relation was deleted. Ctrl+Z brings it back."),
        "relation_saved": _("The relation was saved."),
        "segments": _("segments: {n}"),
        "segments_first": _("The first {n} of {total} segments; search to see others."),
        "strength": _("Evidence"),
        "supports": _("speaks for it"),
        "swap": _("Turn round"),
        "type": _("Type"),
    }


def _keys() -> dict[str, str]:
    return {
        "key_arrows": _("to the next card"),
        "key_details": _("to the details"),
        "key_find": _("find a code or category"),
        "key_fit": _("show all"),
        "key_grab": _("pick up and put down"),
        "key_group": _("make a category"),
        "key_help": _("these keys"),
        "key_link": _("put under a further category"),
        "key_merge": _("merge into another code"),
        "key_redo": _("redo"),
        "key_relate": _("draw a relation"),
        "key_rename": _("rename"),
        "key_select": _("select more cards"),
        "key_take_out": _("take out of the category"),
        "key_undo": _("undo"),
        "key_zoom": _("larger; - makes smaller"),
        "mouse": _(
            "With the mouse: drag cards, the headings of categories, or the board itself; scroll "
            "to move, with Ctrl to zoom. Alt while dropping leaves a card where it was as well."
        ),
    }
