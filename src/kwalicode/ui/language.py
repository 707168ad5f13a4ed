"""The words of the interface: English in the code, Dutch in `locale/nl.po`.

`_("...")` translates, `N_(...)` counts. The language is that of the browser until the user
switches it. The `.po` file is read as it is, so there is no build step.
"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

import streamlit as st
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from kwalicode.errors import KwalicodeError
from kwalicode.model import Language

LANGUAGES: Mapping[Language, str] = {"nl": "Nederlands", "en": "English"}
KEY = "language"


def current_language() -> Language:
    """Give the language of this session: the one chosen, else that of the browser."""
    chosen = st.session_state.get(KEY)
    if chosen is None:
        locale = str(st.context.locale or "nl")
        chosen = "en" if locale.lower().startswith("en") else "nl"
    return "en" if chosen == "en" else "nl"


def _(sentence: str, **values: object) -> str:
    """Translate a sentence of the interface and fill in its `{names}`."""
    translated = _translations(current_language()).gettext(sentence)
    return translated.format(**values) if values else translated


def N_(one: str, many: str, n: int, **values: object) -> str:  # noqa: N802  gettext's own name
    """Translate a sentence that counts; `{n}` is the number in the form of the language."""
    translated = _translations(current_language()).ngettext(one, many, n)
    return translated.format(n=number(n), **values)


def error_sentence(error: KwalicodeError) -> str:
    """Give the sentence of an error in the language of the session."""
    values = {
        name: day(value) if isinstance(value, date) else value
        for name, value in error.values.items()
    }
    return _(error.sentence).format(**values)


def number(value: float) -> str:
    """Write a number as the language does: 1.643 or 1,643."""
    return str(format_decimal(value, locale=current_language()))


def decimal(value: float) -> str:
    """Write a number below ten with one decimal, a larger one without."""
    return str(format_decimal(round(value, 1 if value < 10 else 0), locale=current_language()))


def percent(share: float) -> str:
    """Write a share from 0 to 1 as a whole percentage: 39 % in Dutch, 39% in English."""
    form = "#,##0\u00a0%" if current_language() == "nl" else "#,##0%"
    return str(format_percent(round(share, 2), form, locale=current_language()))


def day(when: date | datetime) -> str:
    """Write a date in full: 28 september 2022, 28 September 2022."""
    return str(format_date(when, "d MMMM y", locale=current_language()))


@cache
def _translations(language: Language) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    with (files("kwalicode") / "locale" / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
