"""Page: where is it said? Search the de-identified text and code what is found."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from kwalicode.errors import InputError, KwalicodeError
from kwalicode.store.codebook import find_codes
from kwalicode.store.files import seen_operations
from kwalicode.store.history import undo
from kwalicode.store.search import Choices, Where, find_choices
from kwalicode.store.study import Study
from kwalicode.ui.components.search import Done, Shown, asked, show_results
from kwalicode.ui.language import N_, _, current_language, error_sentence
from kwalicode.ui.pages.search_filters import ask_filters
from kwalicode.ui.parts import go_to
from kwalicode.ui.session import current_coder, current_study, shown_errors
from kwalicode.workflows.codebook import list_codes
from kwalicode.workflows.coding import undo_state
from kwalicode.workflows.quotes.picking import quote_places
from kwalicode.workflows.search import Found, Place, code_places, search_study

_QUERY, _MODE, _DONE, _LIST = "search_query", "search_mode", "search_done", "search_results"


def page() -> None:
    """Ask what to search for, and show where it stands."""
    study = current_study()
    with study.read() as db:
        choices = find_choices(db)
    st.title(_("Search"))
    if not choices.documents:
        _empty()
        return
    query, is_pattern, where = _ask(study, choices)
    if not query.strip():
        _examples(is_pattern=is_pattern)
        return
    st.fragment(_results)(study, query, where, is_pattern)


def _empty() -> None:
    st.markdown(_("There is nothing to search yet: sources come in here once signed off."))
    if st.button(_("De-identify sources"), type="primary"):
        go_to("deidentify")


def _ask(study: Study, choices: Choices) -> tuple[str, bool, Where]:
    modes = {"words": _("Words"), "pattern": _("Pattern")}
    # A widget's own state is lost with the page; what was asked is kept under another name.
    box, switch = f"{_QUERY}_box", f"{_MODE}_{current_language()}"
    for key, kept, first in ((box, _QUERY, ""), (switch, _MODE, "words")):
        st.session_state.setdefault(key, st.session_state.get(kept, first))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        query = st.text_input(
            _("Search for"),
            placeholder=_("For instance: afraid* OR fear*"),
            label_visibility="collapsed",
            icon=":material/search:",
            key=box,
        )
        mode = st.segmented_control(
            _("Search by"),
            list(modes),
            format_func=modes.__getitem__,
            label_visibility="collapsed",
            key=switch,
        )
        where = ask_filters(study, choices)
    st.session_state[_QUERY], st.session_state[_MODE] = query, mode or "words"
    return query, mode == "pattern", where


def _results(study: Study, query: str, where: Where, is_pattern: bool) -> None:  # noqa: FBT001  a fragment
    coder = current_coder()
    done = _act(study, coder)
    with shown_errors():
        found = search_study(study, query, where, is_pattern=is_pattern, coder=coder)
        _say(found)
        if found.results:
            search = repr((query, where, is_pattern, current_language()))
            show_results(_LIST, _shown(study, found, search, coder), done=done)


def _shown(study: Study, found: Found, search: str, coder: str) -> Shown:
    with study.read() as db:
        codes = {code.code_id: (code.name, code.colour) for code in find_codes(db)}
    can_undo, _can_redo = undo_state(study, coder)
    used = {code_id for result in found.results for code_id in result.code_ids}
    worn = {code_id: code for code_id, code in codes.items() if code_id in used}
    return Shown(search, found.results, worn, list_codes(study), can_undo)


def _say(found: Found) -> None:
    n_documents = len({result.document_id for result in found.results})
    if not found.results:
        st.markdown(
            _("Nothing was found. Try a beginning with a star, such as afraid*, or fewer filters.")
        )
    elif found.is_cut:
        st.markdown(
            N_(
                "The first **{n}** passage is shown; there are more. Search more narrowly.",
                "The first **{n}** passages are shown; there are more. Search more narrowly.",
                len(found.results),
            )
        )
    else:
        passages = N_("**{n}** passage", "**{n}** passages", len(found.results))
        documents = N_("{n} document", "{n} documents", n_documents)
        st.markdown(_("{passages} in {documents}", passages=passages, documents=documents))


def _act(study: Study, coder: str) -> Done | None:
    """Do what the browser asked, once; it asks again until it is told what became of it."""
    ask, done = asked(_LIST), st.session_state.get(_DONE)
    if not ask or (done and done.id == ask["id"]):
        return done
    if ask.get("what") == "open":
        st.session_state[_DONE] = Done(ask["id"])
        _open(ask)
    try:
        done = _ACTS.get(str(ask.get("what")), _undo)(study, coder, ask)
    except KwalicodeError as error:
        done = Done(ask["id"], error=error_sentence(error))
    st.session_state[_DONE] = done
    return done


def _open(ask: Mapping[str, Any]) -> None:
    st.session_state.chosen_document = str(ask.get("document_id"))
    st.session_state.reader_goto = ask.get("start")
    go_to("coding")


def _undo(study: Study, coder: str, ask: Mapping[str, Any]) -> Done:
    is_done = undo(study, coder)
    says = _("The last step was taken back.") if is_done else _("There is nothing to take back.")
    return Done(ask["id"], says)


def _code(study: Study, coder: str, ask: Mapping[str, Any]) -> Done:
    with study.read() as db:
        if seen_operations(db, [ask["id"]]):
            return Done(ask["id"], coded=True)
    places, code = _places(ask.get("places")), str(ask.get("code", ""))
    number = code_places(study, places, code, coder=coder, op_id=ask["id"])
    said = N_(
        "{n} passage coded with “{code}”.", "{n} passages coded with “{code}”.", number, code=code
    )
    return Done(ask["id"], said, coded=True)


def _quote(study: Study, coder: str, ask: Mapping[str, Any]) -> Done:
    with study.read() as db:
        if seen_operations(db, [ask["id"]]):
            return Done(ask["id"], coded=True)
    places = _places(ask.get("places"))
    number = quote_places(study, places, coder=coder, op_id=ask["id"])
    said = N_("{n} quote is new in the register.", "{n} quotes are new in the register.", number)
    return Done(ask["id"], said, coded=True)


_ACTS = {"code": _code, "quote": _quote}


def _places(sent: object) -> Sequence[Place]:
    places = sent if isinstance(sent, list) else []
    try:
        return [Place(str(document_id), int(start), int(end)) for document_id, start, end in places]
    except (TypeError, ValueError) as error:
        raise InputError("The page sent no proper '{field}'; reload it.", field="places") from error


def _examples(*, is_pattern: bool) -> None:
    if is_pattern:
        st.markdown(
            _(
                "A pattern is a regular expression. It is looked for in each turn; capitals and "
                "small letters are the same, and one that takes too long is stopped."
            )
        )
    else:
        st.markdown(
            _(
                "Words are looked for in each turn. Capitals, accents and ĳ make no difference; "
                "AND, OR, NOT and NEAR count only in capitals, in English and in Dutch."
            )
        )
    lines = [f"| {_('Type this')} | {_('and find')} |", "|---|---|"]
    rows = _patterns() if is_pattern else _words()
    lines += [f"| `{typed}` | {what} |" for typed, what in rows]
    with st.container(width=720):
        st.markdown("\n".join(lines))


def _words() -> list[tuple[str, str]]:
    return [
        (_("silent manager"), _("turns with both words")),
        (_('"keep silent"'), _("these words side by side")),
        (_("afraid*"), _("words that begin like this")),
        (_("afraid OR fear*"), _("one of the two")),
        (_("silent NOT night"), _("the first without the second")),
        (_("afraid NEAR/5 manager"), _("at most five words apart")),
        (_("(afraid OR fear*) manager"), _("brackets keep together what belongs together")),
    ]


def _patterns() -> list[tuple[str, str]]:
    # A stroke would part the cells of the table.
    return [
        (_(r"\bun\w+"), _("words that begin with un")),
        (_(r"(\w+) \1"), _("a word said twice")),
        (_(r"^no\b"), _("turns that begin with no")),
        (_(r"never.{0,40}said"), _("two words at most 40 characters apart")),
    ]
