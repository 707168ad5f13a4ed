"""What each column of a survey is for: guessed, shown with counts, corrected by a person."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, get_args

import pandas as pd
import streamlit as st

from kwalicode.model import ColumnUse, Missing, Survey, SurveyColumn, SurveyMapping
from kwalicode.model.participants import AttributeType
from kwalicode.store.study import Study
from kwalicode.ui.language import LANGUAGES, N_, _, current_language, number
from kwalicode.ui.parts import language_word
from kwalicode.workflows.surveys.importing import SurveyFile, guess
from kwalicode.workflows.surveys.looks import (
    ColumnLook,
    consent_values,
    count_consenting,
    look_at_columns,
    look_at_values,
    with_missing,
)

_GUESS = "survey_guess"
_FORMS = {"qualtrics": "Qualtrics", "limesurvey": "LimeSurvey", "spss": "SPSS"}
_EDITED = ("use", "question", "label", "kind", "is_reversed")


def use_words() -> Mapping[str, str]:
    """Name what a column can be for."""
    return {
        "open": _("open answer"),
        "closed": _("closed answer"),
        "multiple": _("option of several"),
        "loop": _("round of a question"),
        "attribute": _("attribute"),
        "consent": _("consent"),
        "code": _("withdrawal code"),
        "identifying": _("identifies: dropped"),
        "leave out": _("leave out"),
    }


def missing_words() -> Mapping[str, str]:
    """Name why something is no answer."""
    return {
        "not asked": _("not asked"),
        "no answer": _("no answer"),
        "refused": _("refused"),
        "don't know": _("don't know"),
    }


def kind_words() -> Mapping[str, str]:
    """Name what the values of an attribute can be."""
    return {
        "text": _("text"),
        "number": _("number"),
        "choice": _("choice"),
        "date": _("date"),
        "yes/no": _("yes or no"),
    }


def ask_mapping(study: Study, file: SurveyFile, surveys: Sequence[Survey]) -> SurveyMapping | None:
    """Show the guess and take what was corrected; None where something is still to be said."""
    form = _FORMS.get(file.table.form, _("a table"))
    rows = N_("{n} row", "{n} rows", len(file.table.rows))
    columns = N_("{n} column", "{n} columns", len(file.table.names))
    st.markdown(
        _(
            "Read as {form}: {rows}, {columns}. **What is each column for?** Correct the guess.",
            form=form,
            rows=rows,
            columns=columns,
        )
    )
    name, origin = _which_survey(surveys)
    kept = _guessed(study, file, name)
    language = _language(kept)
    edited = _columns(file, kept)
    mapping = replace(kept, survey=name, origin=origin, language=language, columns=tuple(edited))
    mapping = _missing(file, kept, mapping)
    mapping = _consent(file, mapping)
    if not name:
        st.info(_("Give the survey a name; it must not identify anyone."))
        return None
    return mapping


def _which_survey(surveys: Sequence[Survey]) -> tuple[str, str]:
    names = ["", *(survey.name for survey in surveys)]
    parts = st.columns([3, 3, 3], vertical_alignment="bottom")
    chosen = ""
    if surveys:
        chosen = parts[0].selectbox(
            _("Belongs to"),
            names,
            format_func=lambda name: name or _("a new survey"),
            help=_("Another version of a questionnaire joins the survey of the first one."),
            key=f"survey_belongs_{current_language()}",
        )
    place = parts[1] if surveys else parts[0]
    name = chosen
    if not chosen:
        name = place.text_input(
            _("Name of the survey"), value=_("Questionnaire"), key="survey_name"
        ).strip()
    origin = parts[2 if surveys else 1].text_input(
        _("Version of the questionnaire"),
        placeholder=_("such as: former staff"),
        help=_("Each row keeps it, so that the versions can be told apart."),
        key="survey_origin",
    )
    return name, origin.strip()


def _guessed(study: Study, file: SurveyFile, name: str) -> SurveyMapping:
    key, mapping = st.session_state.get(_GUESS, (None, None))
    if key != (file.sha256, name):
        mapping = guess(study, file, survey=name)
        st.session_state[_GUESS] = (file.sha256, name), mapping
    kept: SurveyMapping = mapping
    return kept


def _language(mapping: SurveyMapping) -> Any:
    return (
        st.segmented_control(
            _("Language of the answers"),
            list(LANGUAGES),
            format_func=language_word,
            default=mapping.language,
            key=f"survey_language_{current_language()}",
        )
        or mapping.language
    )


def _columns(file: SurveyFile, mapping: SurveyMapping) -> list[SurveyColumn]:
    looks = look_at_columns(file, mapping)
    frame = pd.DataFrame(
        [_row(column, look) for column, look in zip(mapping.columns, looks, strict=True)]
    )
    # What a service adds comes last: the questions are what there is to decide about.
    frame = frame.sort_values("is_dropped", kind="stable").drop(columns="is_dropped")
    uses, kinds = use_words(), kind_words()
    edited = st.data_editor(
        frame,
        hide_index=True,
        height=min(560, 38 + 35 * len(frame)),
        disabled=["name", "wording", "filled", "stands"],
        placeholder="",
        column_config={
            "name": st.column_config.TextColumn(_("Column"), pinned=True),
            "wording": st.column_config.TextColumn(_("Question"), width="medium"),
            "use": st.column_config.SelectboxColumn(
                _("Use"),
                width=150,
                options=list(get_args(ColumnUse)),
                format_func=lambda use: uses[str(use)],
                required=True,
            ),
            "stands": st.column_config.TextColumn(
                _("What stands there"),
                width="medium",
                help=_("Only what at least three people chose; open answers are not shown."),
            ),
            "filled": st.column_config.NumberColumn(_("Filled in"), format="localized"),
            "label": st.column_config.TextColumn(
                _("Short name"), help=_("Title of the list of answers, or name of the attribute.")
            ),
            "question": st.column_config.TextColumn(
                _("Belongs to question"),
                help=_(
                    "Options and rounds of one question share a name; so does the same question "
                    "in another version."
                ),
            ),
            "is_reversed": st.column_config.CheckboxColumn(
                _("Reversed"), help=_("A high answer means little here.")
            ),
            "kind": st.column_config.SelectboxColumn(
                _("Kind of attribute"),
                options=list(get_args(AttributeType)),
                format_func=lambda kind: kinds[str(kind)],
            ),
        },
        key=f"survey_columns_{file.sha256[:12]}_{mapping.survey}_{current_language()}",
    )
    return [
        replace(column, **{name: row[name] for name in _EDITED if _is_said(row[name])})
        for column, row in zip(mapping.columns, edited.sort_index().to_dict("records"), strict=True)
    ]


def _is_said(value: object) -> bool:
    """Tell whether a cell holds something: an empty one is NaN, None or ''."""
    return isinstance(value, bool) or (isinstance(value, str) and value.strip() != "")


def _row(column: SurveyColumn, look: ColumnLook) -> dict[str, object]:
    common = ", ".join(f"{words} ({number(n)})" for words, n in look.common)
    kinds = N_("{n} different", "{n} different", look.n_values)
    is_dropped = column.use in {"identifying", "leave out"}
    is_asked = not is_dropped and column.use not in {"consent", "code"}
    return {
        "name": column.name,
        "use": column.use,
        "wording": column.wording,
        "stands": common or kinds,
        "filled": look.n_filled,
        "label": column.label if is_asked else "",
        "question": column.question if is_asked and column.use != "attribute" else "",
        "is_reversed": column.is_reversed,
        "kind": column.kind if column.use == "attribute" else None,
        "is_dropped": is_dropped,
    }


def _missing(file: SurveyFile, guessed: SurveyMapping, mapping: SurveyMapping) -> SurveyMapping:
    found = look_at_values(file, guessed)
    if not found:
        return mapping
    words = missing_words()
    n_known = sum(one.kind is not None for one in found)
    title = N_(
        "What is no answer: {n} answer is counted apart",
        "What is no answer: {n} answers are counted apart",
        n_known,
    )
    with st.expander(title, icon=":material/do_not_disturb_on:"):
        st.caption(_("Empty cells count as no answer. Choose why for answers that are none."))
        edited = st.data_editor(
            pd.DataFrame([{"words": one.words, "n": one.n, "kind": one.kind} for one in found]),
            hide_index=True,
            height=min(320, 38 + 35 * len(found)),
            disabled=["words", "n"],
            placeholder="",
            column_config={
                "words": st.column_config.TextColumn(_("Answer")),
                "n": st.column_config.NumberColumn(_("Times"), format="localized"),
                "kind": st.column_config.SelectboxColumn(
                    _("Is no answer because"),
                    options=list(get_args(Missing)),
                    format_func=lambda kind: words[str(kind)],
                ),
            },
            key=f"survey_missing_{file.sha256[:12]}_{mapping.survey}_{current_language()}",
        )
    rows = edited.to_dict("records")
    kinds = {row["words"]: row["kind"] if _is_said(row["kind"]) else None for row in rows}
    return with_missing(file, mapping, kinds)


def _consent(file: SurveyFile, mapping: SurveyMapping) -> SurveyMapping:
    values = consent_values(file, mapping)
    covers = _("Consent covers quotes too")
    if not values:
        is_implied = st.checkbox(
            _("Nobody could send this form in without consent"), key="survey_implied"
        )
        covers_quotes = is_implied and st.checkbox(covers, value=True, key="survey_quotes")
        return replace(mapping, is_consent_implied=is_implied, covers_quotes=covers_quotes)
    left, right = st.columns([2, 1], vertical_alignment="bottom")
    yes = left.multiselect(
        _("What in the column of consent says yes?"),
        list(values),
        default=[value for value in values if value in mapping.consent_values],
        format_func=lambda value: f"{values[value][0]} ({number(values[value][1])})",
        key=f"survey_yes_{file.sha256[:12]}_{current_language()}",
    )
    covers_quotes = right.checkbox(covers, value=True, key="survey_quotes")
    mapping = replace(mapping, consent_values=frozenset(yes), covers_quotes=covers_quotes)
    if n_without := len(file.table.rows) - count_consenting(file, mapping):
        st.caption(
            N_(
                "{n} row has no consent and will not be imported.",
                "{n} rows have no consent and will not be imported.",
                n_without,
            )
        )
    return mapping
