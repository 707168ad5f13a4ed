"""The words of the reader, in the language of the session; `{names}` are filled in the browser."""

from kwalicode.ui.language import _


def reader_labels(mode: str) -> dict[str, str]:
    """Give the words of a mode, `code` or `review`, by the names that the reader knows them by."""
    return _shared() | _keys() | (_review() if mode == "review" else _code())


def _shared() -> dict[str, str]:
    return {
        "cancel": _("Cancel"),
        "close": _("Close"),
        "comment": _("Comment"),
        "choose_first": _("Choose a marked passage first: n goes to the next one."),
        "coded": _("Coded: {name}"),
        "keys": _("Keys"),
        "larger": _("Larger text"),
        "more_codings": _("More than fits here"),
        "no_code": _("no code"),
        "nothing_here": _("Nothing is marked here."),
        "nothing_more": _("There is nothing more."),
        "redo": _("Redo"),
        "remove": _("Remove"),
        "save": _("Save"),
        "select_first": _("Select words first."),
        "serif": _("Letters with or without serifs"),
        "smaller": _("Smaller text"),
        "stored": _("Stored"),
        "storing": _("Storing"),
        "tools": _("Tools for reading"),
        "undo": _("Undo"),
    }


def _code() -> dict[str, str]:
    return {
        "card": _("Codings at this place"),
        "category": _("Category"),
        "change_code": _("Change {name}"),
        "code_box": _("Code the selected words"),
        "codes": _("Codes"),
        "delete_code": _("Delete"),
        "delete_sure": _("Delete with {n} codings?"),
        "end": _("End"),
        "end_earlier": _("End a word earlier"),
        "end_later": _("End a word later"),
        "filter_codes": _("Find a code"),
        "find_code": _("Find or make a code"),
        "in_vivo": _("In these words"),
        "make_code": _("Make “{name}”"),
        "name": _("Name"),
        "new_code": _("New code"),
        "no_category": _("no category"),
        "no_code_found": _("No code has this in its name."),
        "no_codes": _("There are no codes yet. Select words in the text and press Enter."),
        "only_mark": _("Only mark"),
        "recode": _("Other code"),
        "recode_to": _("Which code instead?"),
        "removed": _("The coding was removed. Ctrl+Z brings it back."),
        "start": _("Beginning"),
        "start_earlier": _("Start a word earlier"),
        "start_later": _("Start a word later"),
        "too_long": _("These words are too long for the name of a code; select fewer."),
    }


def _review() -> dict[str, str]:
    return {
        "accept": _("Mask"),
        "accept_all": _("Mask all that is open"),
        "accept_all_sure": _("Mask {n} findings?"),
        "accept_everywhere": _("Mask everywhere"),
        "accept_this": _("Mask {text}"),
        "all_decided": _("All {n} findings are decided"),
        "becomes": _("Becomes {text}"),
        "card": _("Findings at this place"),
        "code_box": _("What do these words identify?"),
        "codes": _("Kinds of identifying text"),
        "everywhere": _("Everywhere in the study"),
        "find_code": _("What do these words identify?"),
        "findings": _("Findings"),
        "found_by": _("Found by: {name}"),
        "no_findings": _("Nothing was found"),
        "only_open": _("Only open ones"),
        "open_of": _("{open} of {n} findings open"),
        "recode_to": _("What is it instead?"),
        "refuse": _("Leave"),
        "refuse_everywhere": _("Leave everywhere"),
        "refuse_this": _("Leave {text}"),
        "relabel": _("Other kind"),
        "someone_else": _("Someone or something new"),
        "stays": _("Stays as it is"),
        "stays_short": _("stays"),
        "who": _("Who or what is meant?"),
    }


def _keys() -> dict[str, str]:
    return {
        "key_accept": _("mask this finding"),
        "key_accept_all": _("mask it everywhere"),
        "key_box": _("box for a code or kind"),
        "key_comment": _("see and change"),
        "key_filter": _("find a code in the tree"),
        "key_go": _("go to another page"),
        "key_grow": _("end a word later"),
        "key_help": _("these keys"),
        "key_here": _("say what is marked here"),
        "key_in_vivo": _("code in these words"),
        "key_mark": _("mark without a code"),
        "key_next": _("next mark"),
        "key_previous": _("previous mark"),
        "key_recent": _("recent codes"),
        "key_redo": _("redo"),
        "key_refuse": _("leave this text as it is"),
        "key_refuse_all": _("leave it everywhere"),
        "key_remove": _("remove the coding"),
        "key_sentence": _("select the sentence"),
        "key_shrink": _("end a word earlier"),
        "key_start_earlier": _("start a word earlier"),
        "key_start_later": _("start a word later"),
        "key_turn": _("select the turn"),
        "key_uncoded": _("next uncoded stretch"),
        "key_undo": _("undo"),
        "key_words": _("move or select by word"),
    }
