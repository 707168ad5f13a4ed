"""Files that hold many documents, on the page Sources: look at the cuts, correct them, import."""

from typing import BinaryIO

import pandas as pd
import streamlit as st

from kwalicode.errors import KwalicodeError
from kwalicode.formats.repeats import Repeat
from kwalicode.store.key import Key
from kwalicode.store.repeats import Decision
from kwalicode.store.sources import find_titles
from kwalicode.text import count_words
from kwalicode.ui.language import N_, _, error_sentence, percent
from kwalicode.ui.parts import plain
from kwalicode.ui.session import current_coder, shown_errors
from kwalicode.workflows.bundles import (
    Bundle,
    change_part,
    find_bundle_repeats,
    import_bundle,
    is_archive,
    join_with_previous,
    open_bundle,
    preview_parts,
    split_at,
)

_BUNDLES, _SPLIT = "bundles", "split_files"
_TABLE_HEIGHT, _TEXT_HEIGHT, _SHOWN = 420, 360, 90


def is_bundle(file_id: str, name: str) -> bool:
    """Tell whether a file that was dropped is to be split."""
    return is_archive(name) or file_id in st.session_state.get(_SPLIT, ())


def offer_split(file_id: str) -> None:
    """Let the user say that a file holds several documents."""
    if st.button(_("This file holds several documents"), key=f"split_{file_id}"):
        st.session_state[_SPLIT] = {*st.session_state.get(_SPLIT, ()), file_id}
        st.rerun()


def show_bundle(key: Key, file_id: str, name: str, file: BinaryIO) -> bool:
    """Show how a file would be split, and import it.

    Returns:
        Whether it was imported just now.
    """
    bundle = _opened(file_id, name, file)
    with st.container(border=True):
        if isinstance(bundle, KwalicodeError):
            st.error(f"**{plain(name)}** {error_sentence(bundle)}", icon=":material/error:")
            _offer_whole(file_id, name)
            return False
        n_chosen = sum(part.is_chosen for part in bundle.parts)
        count = N_("{n} document", "{n} documents", len(bundle.parts))
        st.markdown(f"**{plain(name)}**  {count}")
        above, beside = st.columns([1, 3])
        with beside:
            _offer_whole(file_id, name)
        edited = _table(key, file_id, bundle)
        _name_unread(edited)
        repeats = _repeats(key, file_id, edited)
        keep = _ask_about(file_id, edited, repeats)
        if bundle.rows:
            _correct(file_id, edited)
        label = N_("Import {n} document", "Import {n} documents", n_chosen)
        if above.button(label, type="primary", key=f"import_{file_id}", disabled=not n_chosen):
            with shown_errors(), st.spinner(_("Keeping the files")):
                if keep == "leave out":
                    edited = _without(edited, repeats)
                decision: Decision = "keep both" if keep == "keep" else ""
                ids = import_bundle(key, edited, coder=current_coder(), decision=decision)
                st.session_state.n_imported = len(ids)
                _forget(file_id)
                return True
    return False


def _opened(file_id: str, name: str, file: BinaryIO) -> Bundle | KwalicodeError:
    opened: dict[str, Bundle | KwalicodeError] = st.session_state.setdefault(_BUNDLES, {})
    if file_id not in opened:
        with st.spinner(_("Reading the file")):
            try:
                opened[file_id] = open_bundle(name, file.read())
            except KwalicodeError as error:
                opened[file_id] = error
            file.seek(0)
    return opened[file_id]


def _keep(file_id: str, bundle: Bundle) -> None:
    st.session_state[_BUNDLES][file_id] = bundle


def _forget(file_id: str) -> None:
    st.session_state[_BUNDLES].pop(file_id, None)
    st.session_state[_SPLIT] = {*st.session_state.get(_SPLIT, ())} - {file_id}


def _offer_whole(file_id: str, name: str) -> None:
    if not is_archive(name) and st.button(_("Do not split this file"), key=f"whole_{file_id}"):
        _forget(file_id)
        st.rerun()


def _starts(bundle: Bundle) -> int:
    """Tell one way of cutting from another."""
    return hash(tuple(part.start for part in bundle.parts))


def _table(key: Key, file_id: str, bundle: Bundle) -> Bundle:
    with key.read() as db:
        titles = find_titles(db)
    given = iter(preview_parts(bundle, titles))
    table = pd.DataFrame(
        [
            {
                "use": part.is_chosen,
                "number": place + 1,
                "title": next(given).title if part.is_chosen else part.title,
                "begins": _begins(part.transcript.text) if part.transcript else part.piece.name,
                "date": part.piece.dated,
                "words": count_words(part.transcript.text) if part.transcript else 0,
            }
            for place, part in enumerate(bundle.parts)
        ]
    )
    columns = {
        "use": st.column_config.CheckboxColumn(_("Import"), width="small"),
        "number": st.column_config.NumberColumn(_("No."), width="small"),
        "title": st.column_config.TextColumn(_("Title"), max_chars=120),
        "begins": st.column_config.TextColumn(_("Begins with"), width="large"),
        "date": st.column_config.TextColumn(_("Date"), width="small"),
        "words": st.column_config.NumberColumn(_("Words"), width="small"),
    }
    changed = st.data_editor(
        table,
        hide_index=True,
        width="stretch",
        height=min(_TABLE_HEIGHT, 38 + 35 * len(table)),
        column_config=columns,
        disabled=["number", "begins", "date", "words"],
        key=f"parts_{file_id}_{_starts(bundle)}",
    )
    edited = bundle
    for place, part in enumerate(bundle.parts):
        title, use = str(changed["title"].iloc[place] or ""), bool(changed["use"].iloc[place])
        is_given = title == table["title"].iloc[place]
        if part.transcript is not None:
            title = part.title if is_given else title
            edited = change_part(edited, place, title=title, is_left_out=not use)
    return edited


def _begins(text: str) -> str:
    return " ".join(text[:_SHOWN].split())


def _name_unread(bundle: Bundle) -> None:
    """Name what cannot be read, and why; it is left out."""
    for part in bundle.parts:
        if part.problem:
            sentence = error_sentence(part.problem)
            st.warning(f"**{plain(part.piece.name)}** {sentence}", icon=":material/block:")


def _repeats(key: Key, file_id: str, bundle: Bundle) -> list[Repeat]:
    """Find repeats once for each way of cutting."""
    seen = (_starts(bundle), tuple(part.is_chosen for part in bundle.parts))
    kept = st.session_state.get(f"repeats_{file_id}")
    if not kept or kept[0] != seen:
        with st.spinner(_("Looking for repeats")):
            kept = (seen, find_bundle_repeats(key, bundle))
        st.session_state[f"repeats_{file_id}"] = kept
    found: list[Repeat] = kept[1]
    return found


def _ask_about(file_id: str, bundle: Bundle, repeats: list[Repeat]) -> str:
    if not repeats:
        return ""
    title = N_("{n} document repeats another", "{n} documents repeat another", len(repeats))
    st.markdown(f"**{title}**")
    st.caption(_("Repeats make codes look frequent and saturation come early."))
    with st.expander(_("Show them")):
        for pair in repeats:
            st.markdown(
                _(
                    "{share} of **{one}** stands in **{other}**",
                    share=percent(pair.share),
                    one=_named(bundle, pair.one),
                    other=_named(bundle, pair.other),
                )
            )
    choices = {"": _("Decide later"), "leave out": _("Leave repeats out"), "keep": _("Keep both")}
    chosen = st.segmented_control(
        _("What to do with repeats"),
        list(choices),
        default="",
        format_func=choices.__getitem__,
        key=f"ask_{file_id}",
        label_visibility="collapsed",
    )
    return chosen or ""


def _named(bundle: Bundle, key: str) -> str:
    if not key.isdigit():
        return _("a document of the study")
    part = bundle.parts[int(key)]
    words = _begins(part.transcript.text) if part.transcript else part.piece.name
    return plain(f"{int(key) + 1}. {words}")


def _without(bundle: Bundle, repeats: list[Repeat]) -> Bundle:
    for pair in repeats:
        if pair.one.isdigit():
            place = int(pair.one)
            title = bundle.parts[place].title
            bundle = change_part(bundle, place, title=title, is_left_out=True)
    return bundle


def _correct(file_id: str, bundle: Bundle) -> None:
    """Let the user join two documents, or let another one begin at a line."""
    st.markdown(_("**Are the boundaries right?** Look at a document and correct where it begins."))
    last = len(bundle.parts)
    chosen = st.number_input(_("Document number"), 1, last, 1, key=f"look_{file_id}", width=180)
    place = min(int(chosen), last) - 1
    start, end = bundle.parts[place].start, bundle.end_of(place)
    lines = [(row + 1, bundle.rows[row]) for row in range(start, end) if bundle.rows[row].strip()]
    picked = st.dataframe(
        pd.DataFrame(lines, columns=[_("Line"), _("Text")]),
        hide_index=True,
        width="stretch",
        height=min(_TEXT_HEIGHT, 38 + 35 * len(lines)),
        column_config={_("Line"): st.column_config.NumberColumn(width=70)},
        on_select="rerun",
        selection_mode="single-row",
        key=f"lines_{file_id}_{start}_{end}",
    )
    selected = picked["selection"]["rows"]
    with st.container(horizontal=True), shown_errors():
        if st.button(
            _("Join with the document before"), key=f"join_{file_id}", disabled=place == 0
        ):
            _keep(file_id, join_with_previous(bundle, place))
            st.rerun()
        if st.button(
            _("Let a document begin at the selected line"),
            key=f"cut_{file_id}",
            disabled=not selected or selected[0] == 0,
        ):
            _keep(file_id, split_at(bundle, lines[selected[0]][0] - 1))
            st.rerun()
