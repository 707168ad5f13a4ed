"""Page: which documents may the public see, and how? Whole documents, blacked out (Woo)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import get_args

import pandas as pd
import streamlit as st

from kwalicode.model import DocumentKind, IdentifierKind, Language
from kwalicode.model.public_records import GROUNDS, Masked, Outcome, default_ground, plain_text
from kwalicode.report.public_records.words import ground_line
from kwalicode.store.history import revision
from kwalicode.store.key import Key
from kwalicode.ui.language import N_, _, current_language, day
from kwalicode.ui.leaks import choose_language
from kwalicode.ui.pages.privacy_file import kind_words
from kwalicode.ui.parts import go_to, identifier_words, kind_word
from kwalicode.ui.session import current_coder, current_study, required_key, shown_errors
from kwalicode.workflows.public_records.disclose import (
    SUFFIXES,
    Asked,
    Candidate,
    Disclosure,
    disclose,
    find_candidates,
    zipped,
)

_MADE = "public_records"
_OUTCOMES: tuple[Outcome, ...] = ("full", "part", "none")


def page() -> None:
    """Choose documents and grounds, write them, and hand them over where nothing leaks."""
    st.title(_("Public records"))
    st.markdown(
        _(
            "Whole documents for the public, with everything that identifies somebody blacked out "
            "and the ground in the Dutch Open Government Act (Woo) beside each mask."
        )
    )
    key = required_key()
    found = find_candidates(current_study(), key)
    ready = [one for one in found if one.is_ready]
    _show_waiting(len(found) - len(ready), len(found))
    if ready:
        asked = _ask(ready)
        _write(key, asked)


def _show_waiting(n_waiting: int, n_all: int) -> None:
    if not n_waiting and n_all:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if n_all:
            st.markdown(
                N_(
                    "{n} of {total} documents is not signed off and cannot be chosen yet.",
                    "{n} of {total} documents are not signed off and cannot be chosen yet.",
                    n_waiting,
                    total=n_all,
                )
            )
        else:
            st.markdown(_("There are no documents yet. Bring them in and review them first."))
            if st.button(_("Sources"), type="primary"):
                go_to("sources")
            return
        if st.button(_("De-identify"), icon=":material/visibility_off:"):
            go_to("deidentify")


def _ask(ready: Sequence[Candidate]) -> Asked:
    documents = _ask_documents(ready)
    with st.expander(_("Ground for each kind of text")):
        grounds = _ask_grounds()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        suffix = st.segmented_control(_("File"), list(SUFFIXES), default=".pdf", required=True)
        language = choose_language(_("Language of the inventory"), key="records_language")
    return Asked(documents, grounds, suffix, language)


def _ask_documents(ready: Sequence[Candidate]) -> dict[str, str]:
    shown, withheld = _("Include"), _("Withhold all of it")
    lines = _ground_lines()
    table = pd.DataFrame(
        {
            _("Title"): [one.title for one in ready],
            _("Kind"): [_kind(one.kind) for one in ready],
            _("Date"): [day(date.fromisoformat(one.dated)) if one.dated else "" for one in ready],
            shown: [True] * len(ready),
            withheld: [_("no")] * len(ready),
        }
    )
    edited = st.data_editor(
        table,
        hide_index=True,
        disabled=[_("Title"), _("Kind"), _("Date")],
        column_config={
            shown: st.column_config.CheckboxColumn(width="small"),
            withheld: st.column_config.SelectboxColumn(
                options=[_("no"), *lines], required=True, width="large"
            ),
        },
        # Edits are kept by row: another list of documents is another table.
        key=f"records_documents_{current_language()}_{hash(tuple(ready))}",
    )
    rows = zip(ready, edited[shown], edited[withheld], strict=True)
    return {one.source_id: lines.get(line, "") for one, is_shown, line in rows if is_shown}


def _kind(kind: str) -> str:
    return kind_word(kind) if kind in get_args(DocumentKind) else kind


def _ground_lines() -> Mapping[str, str]:
    """Give the ground by the line that names it."""
    return {ground_line(ground, current_language()): ground for ground in GROUNDS}


def _masked_words() -> dict[Masked, str]:
    words: dict[Masked, str] = {
        kind: word for kind, word in identifier_words().items() if kind != IdentifierKind.NAME_LIKE
    }
    words["barred"] = _("Passage that a participant keeps out")
    return words


def _ask_grounds() -> dict[Masked, str]:
    words, lines = _masked_words(), _ground_lines()
    kind, ground = _("Kind"), _("Ground")
    named = {code: line for line, code in lines.items()}
    table = pd.DataFrame(
        {
            kind: list(words.values()),
            ground: [named[default_ground(one)] for one in words],
        }
    )
    edited = st.data_editor(
        table,
        hide_index=True,
        disabled=[kind],
        height="content",
        column_config={
            ground: st.column_config.SelectboxColumn(
                options=list(lines), width="large", required=True
            )
        },
        key=f"records_grounds_{current_language()}",
    )
    return {one: lines[line] for one, line in zip(words, edited[ground], strict=True)}


def _write(key: Key, asked: Asked) -> None:
    with key.read() as db, current_study().read() as study_db:
        wanted = (repr(asked), revision(db), revision(study_db))
    made: tuple[object, Disclosure] | None = st.session_state.get(_MADE)
    if st.button(
        _("Write the documents"),
        type="primary",
        icon=":material/ink_eraser:",
        disabled=not asked.documents,
    ):
        made = _make(key, asked, wanted, may_stay=False)
    if not made or made[0] != wanted:
        return
    if made[1].leaks:
        _show_leaks(made[1])
        is_doubtful = not any(leak.is_certain for leak in made[1].leaks)
        says = _("I looked at these places: they may stay")
        if is_doubtful and st.button(says, icon=":material/warning:"):
            made = _make(key, asked, wanted, may_stay=True)
            if made:
                st.rerun()
        return
    _show_files(made[1], asked.language)


def _make(
    key: Key, asked: Asked, wanted: object, *, may_stay: bool
) -> tuple[object, Disclosure] | None:
    says = _("Writing the documents and reading them again")
    bar = st.progress(0.0, says)
    made = None
    with shown_errors():
        disclosure = disclose(
            current_study(),
            key,
            asked,
            coder=current_coder(),
            may_stay=may_stay,
            progress=lambda share: bar.progress(share, says),
        )
        made = st.session_state[_MADE] = (wanted, disclosure)
    bar.empty()
    return made


def _show_leaks(made: Disclosure) -> None:
    n = len(made.leaks)
    st.error(
        N_(
            "The files were read again and {n} place may identify somebody, so nothing was "
            "written. Mask it under De-identify and sign off again.",
            "The files were read again and {n} places may identify somebody, so nothing was "
            "written. Mask them under De-identify and sign off again.",
            n,
        ),
        icon=":material/error:",
    )
    words = kind_words()
    titles = {f"{one.record.number:03}": plain_text(one.record.title) for one in made.listed}
    rows = [
        {
            _("File"): file_name,
            _("Document"): titles.get(file_name.partition(".")[0], _("inventory")),
            _("Kind"): words[leak.kind],
            _("What stands there"): leak.snippet,
        }
        for file_name, leak in made.leaks
    ]
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        column_config={_("What stands there"): st.column_config.TextColumn(width="large")},
    )


def _show_files(made: Disclosure, language: Language) -> None:
    outcomes = [one.record.outcome for one in made.listed]
    full, part, none = (outcomes.count(one) for one in _OUTCOMES)
    st.success(
        _(
            "Written, read again, and nothing was found. Documents: {full} disclosed in full, "
            "{part} in part, {none} not. Read them once more yourself.",
            full=full,
            part=part,
            none=none,
        )
    )
    st.download_button(
        _("Save documents and inventory"),
        zipped(made.files),
        file_name=f"{_('public-records')}.zip",
        mime="application/zip",
        on_click="ignore",
        icon=":material/download:",
    )
    localized = st.column_config.NumberColumn(format="localized")
    counts = {_("Words"): localized, _("Masks"): localized}
    st.dataframe(_inventory(made), hide_index=True, column_config=counts)
    used = sorted({ground for one in made.listed for ground in one.record.masks})
    st.markdown("\n".join(f"- {ground_line(ground, language)}" for ground in used))


def _inventory(made: Disclosure) -> pd.DataFrame:
    outcome_words = {
        "full": _("in full"),
        "part": _("in part"),
        "none": _("not disclosed"),
    }
    return pd.DataFrame(
        [
            {
                _("Number"): record.number,
                _("Title"): plain_text(record.title),
                _("Pages"): n_pages,
                _("Words"): record.n_words,
                _("Disclosed"): outcome_words[record.outcome],
                _("Masks"): 0 if record.withheld else sum(record.masks.values()),
            }
            for record, n_pages in made.listed
        ]
    )
