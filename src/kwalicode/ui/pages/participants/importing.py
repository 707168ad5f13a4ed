"""Part: attributes of participants from a table, after a look at what was read."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from kwalicode.formats.case_tables import CASE_TABLE_SUFFIXES
from kwalicode.formats.containers import MAX_BYTES
from kwalicode.store.key import Key
from kwalicode.ui.language import N_, _, current_language
from kwalicode.ui.pages.participants.parts import doing, table_key, type_words
from kwalicode.ui.session import current_coder, current_study, shown_errors
from kwalicode.workflows.case_columns import Column, TablePreview, Use, preview_case_table
from kwalicode.workflows.case_tables import import_case_table, match_rows

SHOWN_ROWS = 5


def show_import(key: Key) -> None:
    """Choose a table, say what its columns are, and import it."""
    st.caption(
        _(
            "A table with one row a participant: CSV, XLSX or SPSS. One column says who it is, by "
            "pseudonym, name or the label in the interview; whoever is not known yet is added."
        )
    )
    limit = _(
        "At most {most} MB: {endings}",
        most=MAX_BYTES // 1_000_000,
        endings=" ".join(CASE_TABLE_SUFFIXES),
    )
    st.html(
        f'<style>:root {{ --kw-choose: "{_("Choose a file")}"; --kw-limit: "{limit}"; }}</style>'
    )
    file = st.file_uploader(
        _("A table of participants"),
        type=[suffix.removeprefix(".") for suffix in CASE_TABLE_SUFFIXES],
        label_visibility="collapsed",
        key=table_key("case_table"),
    )
    if not file:
        return
    with shown_errors():
        preview = preview_case_table(current_study(), file.name, file.getvalue())
        corrected = preview._replace(columns=tuple(_corrected(preview, file.file_id)))
        found = match_rows(key, corrected)
        _rows(corrected)
        n_new = sum(person is None for person in found.values())
        st.markdown(
            N_("{n} row.", "{n} rows.", len(found))
            + " "
            + N_(
                "{n} of them is about a participant who is new.",
                "{n} of them are about participants who are new.",
                n_new,
            )
        )
        if st.button(_("Import this table"), type="primary", icon=":material/download:"):
            said = N_(
                "{n} participant was read from the table.",
                "{n} participants were read from the table.",
                len(found),
            )
            with doing(said):
                import_case_table(current_study(), key, corrected, coder=current_coder())


def use_words() -> Mapping[Use, str]:
    """Name what a column is used for."""
    return {
        "participant": _("says who it is"),
        "name": _("full name"),
        "contact": _("contact"),
        "role": _("role inside"),
        "attribute": _("attribute"),
        "leave out": _("leave out"),
    }


def _corrected(preview: TablePreview, file_id: str) -> list[Column]:
    uses, types = use_words(), type_words()
    table = pd.DataFrame(
        [
            (one.name, ", ".join(one.examples), uses[one.use], types[one.type], one.is_confidential)
            for one in preview.columns
        ],
        columns=["name", "examples", "use", "type", "confidential"],
    )
    column = st.column_config
    edited = st.data_editor(
        table,
        placeholder="",
        hide_index=True,
        width="stretch",
        disabled=["name", "examples"],
        column_config={
            "name": column.TextColumn(_("Column")),
            "examples": column.TextColumn(_("Examples")),
            "use": column.SelectboxColumn(_("Use"), options=list(uses.values()), required=True),
            "type": column.SelectboxColumn(
                _("Type"),
                options=list(types.values()),
                required=True,
                help=_("Of an attribute; one that the study knows keeps its own."),
            ),
            "confidential": column.CheckboxColumn(
                _("Confidential"), help=_("In the key file only.")
            ),
        },
        key=f"columns_{file_id}_{current_language()}",
    )
    use_of = {word: use for use, word in uses.items()}
    type_of = {word: kind for kind, word in types.items()}
    return [
        before._replace(
            use=use_of[str(row["use"])],
            type=before.type if before.is_known else type_of[str(row["type"])],
            is_confidential=before.is_confidential
            if before.is_known
            else bool(row["confidential"]),
        )
        for before, row in zip(preview.columns, edited.to_dict("records"), strict=True)
    ]


def _rows(preview: TablePreview) -> None:
    kept = [place for place, one in enumerate(preview.columns) if one.use != "leave out"]
    st.dataframe(
        [
            {preview.columns[place].name: cells[place] for place in kept}
            for _number, cells in preview.table.rows[:SHOWN_ROWS]
        ],
        hide_index=True,
        width="stretch",
    )
