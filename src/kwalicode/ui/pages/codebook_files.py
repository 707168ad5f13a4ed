"""Codebook files on the page Codebook: start from one, import, export, compare."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from kwalicode.store.study import Study
from kwalicode.store.whole_codebook import Added
from kwalicode.ui.components.codebook_labels import field_words
from kwalicode.ui.language import N_, _, current_language
from kwalicode.ui.leaks import asked_for, offer_file
from kwalicode.ui.parts import plain
from kwalicode.ui.session import shown_errors
from kwalicode.workflows.codebook_files import (
    EXPORT_SUFFIXES,
    Difference,
    compare_codebook,
    export_codebook,
    export_words,
    import_codebook,
    read_shipped,
)

_MOST_DIFFERENCES = 200
_N_IMPORTS = "codebook_imports"
MEDIA = {
    ".yaml": "application/yaml",
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def offer_start(study: Study, coder: str) -> None:
    """Offer the codebooks that ship with kwalicode, for a study that has none."""
    st.markdown(
        _(
            "A codebook grows while you read. Make codes as you go, or start from one of these "
            "and change it."
        )
    )
    offers = {
        "workplace-safety": (_("Safety at work"), _("Small: 5 categories, 20 codes, explained")),
        "axial-paradigm": (
            _("Axial paradigm"),
            _("Conditions, context, action, consequences; no codes"),
        ),
        "reference-study": (
            _("Reference study"),
            _("Large: 12 themes, 62 categories, 262 codes, 36 relations"),
        ),
    }
    for place, (name, (title, about)) in zip(st.columns(len(offers)), offers.items(), strict=True):
        with place.container(border=True):
            st.markdown(f"**{title}**")
            st.caption(about)
            if st.button(_("Start from this"), key=f"start_{name}"):
                _import(partial(import_codebook, study, *read_shipped(name), coder=coder))


def file_menu(study: Study, coder: str, *, is_empty: bool) -> None:
    """Show the menu with import, export and compare."""
    _say_last()
    # Streamlit's uploader knows English only; the words are put over its own, see page.css.
    words = f'--kw-choose: "{_("Choose a file")}"; --kw-limit: "{_("At most 10 MB")}";'
    st.html(f"<style>:root {{ {words} }}</style>")
    with st.popover(_("Files"), icon=":material/folder:"):
        given = st.file_uploader(
            _("A codebook file: YAML, CSV or XLSX"),
            type=["yaml", "yml", "csv", "xlsx"],
            key=f"codebook_file_{st.session_state.get(_N_IMPORTS, 0)}",  # empty after an import
        )
        if given is not None:
            content = given.getvalue()
            if st.button(_("Import what is new"), type="primary"):
                _import(lambda: import_codebook(study, given.name, content, coder=coder))
            if not is_empty and st.button(_("Compare with the study")):
                _show_comparison(study, given.name, content)
        if not is_empty:
            # A fragment of its own: the tree below stays as it is while this scans.
            st.fragment(_exports)(study)


def _exports(study: Study) -> None:
    st.markdown(_("Save the codebook, scanned for names, as"))
    with st.container(horizontal=True):
        clicked = [
            ending
            for ending in EXPORT_SUFFIXES
            if st.button(ending.removeprefix("."), key=f"export_{ending}")
        ]
    ending = asked_for(clicked[0] if clicked else None, "codebook_asked")
    if ending:
        write = partial(export_codebook, study, f"codebook{ending}", language=current_language())
        offer_file(export_words(study), write, f"codebook{ending}", MEDIA[ending])


def _import(act: Callable[[], Added]) -> None:
    with shown_errors():
        st.session_state.codebook_added = act()
        st.session_state[_N_IMPORTS] = st.session_state.get(_N_IMPORTS, 0) + 1
        st.rerun()


def _say_last() -> None:
    added: Added | None = st.session_state.pop("codebook_added", None)
    if added is not None:
        parts = (
            N_("{n} category", "{n} categories", added.n_categories),
            N_("{n} code", "{n} codes", added.n_codes),
            N_("{n} theme", "{n} themes", added.n_themes),
            N_("{n} relation", "{n} relations", added.n_relations),
        )
        st.toast(_("Added: {parts}.", parts=", ".join(parts)))


def _show_comparison(study: Study, file_name: str, content: bytes) -> None:
    with shown_errors():
        found = compare_codebook(study, file_name, content)
        if not found:
            st.success(_("The two are the same."))
            return
        st.markdown(N_("{n} difference", "{n} differences", len(found)))
        lines = [f"- {_said(difference)}" for difference in found[:_MOST_DIFFERENCES]]
        if len(found) > _MOST_DIFFERENCES:
            lines.append("- …")
        with st.container(height=280):
            st.markdown("\n".join(lines))


def _said(difference: Difference) -> str:
    parts = {
        "category": _("Category"),
        "code": _("Code"),
        "theme": _("Theme"),
        "relation": _("Relation"),
    }
    name = f"{parts[difference.part]} “{plain(difference.name)}”"
    if difference.kind == "file":
        return _("{name}: only in the file", name=name)
    if difference.kind == "study":
        return _("{name}: only in the study", name=name)
    fields = dict(field_words()) | {
        "is_retired": _("retired"),
        "also_in": _("Also under"),
        "claim": _("Claim"),
        "concept": _("Central concept"),
        "scope": _("Scope"),
        "recommendations": _("Recommendations"),
        "strength": _("Strength of evidence"),
        "note": _("Note"),
    }
    return _("{name}: differs in “{field}”", name=name, field=fields[difference.field])
