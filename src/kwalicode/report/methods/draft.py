"""The draft of a methods section with the checklists of COREQ and SRQR, as .docx and .md."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from babel.dates import format_date

from kwalicode.model import Language
from kwalicode.report.methods.care import Checked, Ethics, Masked, Quoted, care_parts
from kwalicode.report.methods.checklists import SOURCES, Item, check_lists
from kwalicode.report.methods.coding import Agreed, Coding, Saturated, coding_parts
from kwalicode.report.methods.material import Margin, Material, Recruited, material_parts
from kwalicode.report.methods.say import Part
from kwalicode.text import normalise

SUFFIXES = (".docx", ".md")


class StudyFacts(NamedTuple):
    """All that the section tells; what needs the key file is None where that is closed.

    The name of the study is not in it: it often names the organisation.

    Attributes:
        version: Of kwalicode.
    """

    recruited: Recruited
    margins: tuple[Margin, ...]
    material: Material
    coding: Coding
    agreed: tuple[Agreed, ...]
    saturated: Saturated
    masked: Masked | None
    checked: Checked | None
    quoted: Quoted
    ethics: Ethics
    version: str


class Draft(NamedTuple):
    """The section in one language.

    Attributes:
        subtitle: What it is a draft of, and what to do with it.
        items: Of COREQ, then of SRQR.
    """

    title: str
    subtitle: str
    parts: tuple[Part, ...]
    items: tuple[Item, ...]
    language: Language


_WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("Methoden en verantwoording", "Methods and reporting"),
    "subtitle": (
        "Concept uit de gegevens van het onderzoek, {day}. Wat tussen [haken] staat vul je aan.",
        "Draft from the data of the study, {day}. Fill in what stands in [brackets].",
    ),
    "list": ("Checklist {guideline} ({source})", "Checklist {guideline} ({source})"),
    "heads": ("nr.|onderwerp|stand|waar", "no.|topic|status|where"),
    "filled": ("ingevuld", "filled in"),
    "partly": ("deels", "partly"),
    "missing": ("vul zelf in", "you must add"),
}


def draft_methods(facts: StudyFacts, *, language: Language, exported: date) -> Draft:
    """Write the section from what the study knows.

    Args:
        facts: Of the study.
        language: Of the section.
        exported: The day it is written.
    """
    has_answers = bool(facts.material.n_answers)
    parts = (
        *material_parts(
            *(facts.recruited, facts.margins, facts.material, facts.coding),
            *(facts.quoted.k, language),
        ),
        *coding_parts(
            facts.coding, facts.agreed, facts.saturated, language, has_answers=has_answers
        ),
        *care_parts(
            *(facts.masked, facts.checked, facts.quoted, facts.ethics), facts.version, language
        ),
    )
    day = format_date(exported, "d MMMM y", locale=language)
    return Draft(
        _word("title", language),
        _word("subtitle", language).format(day=day),
        parts,
        check_lists(parts, language),
        language,
    )


def _word(key: str, language: Language) -> str:
    return _WORDS[key][language == "en"]


def status_word(status: str, language: Language) -> str:
    """Say how far an item is filled in."""
    return _word(status, language)


def list_title(guideline: str, language: Language) -> str:
    """Name a checklist with its source."""
    source = next(source for name, source in SOURCES.items() if name == guideline)
    return _word("list", language).format(guideline=guideline, source=source)


def list_rows(items: Sequence[Item], language: Language) -> list[tuple[str, ...]]:
    """Give the table of a checklist, heads first: number, topic, status, where."""
    heads = tuple(_word("heads", language).split("|"))
    return [
        heads,
        *(
            (one.number, one.topic, _word(one.status, language), ", ".join(one.places))
            for one in items
        ),
    ]


def methods_md(draft: Draft) -> bytes:
    """Write the draft as Markdown; what is asked of the author is bold."""
    lines = [f"# {_escaped(draft.title)}", f"*{_escaped(draft.subtitle)}*"]
    for part in draft.parts:
        lines.append(f"## {part.title}")
        lines += [_escaped(part.text)] if part.text else []
        lines += [_table(grid.rows) for grid in part.grids]
        lines += [f"**{_escaped(text)}**" for text in part.asked]
    for guideline, items in groupby(draft.items, key=lambda item: item.guideline):
        lines.append(f"## {list_title(guideline, draft.language)}")
        lines.append(_table(list_rows(list(items), draft.language)))
    return ("\n\n".join(lines) + "\n").encode()


def _table(rows: Sequence[Sequence[str]]) -> str:
    heads, *others = ["| " + " | ".join(map(_escaped, row)) + " |" for row in rows]
    return "\n".join([heads, "|---" * len(rows[0]) + "|", *others])


_MARKS = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]{}|~$#^"} | {"<": "&lt;"})


def _escaped(text: str) -> str:
    return normalise(text).replace("\n", " ").translate(_MARKS)


def methods_docx(draft: Draft, *, exported: date) -> bytes:
    """Write the draft as a Word document; what is asked of the author has a colour of its own."""
    from kwalicode.report import word  # python-docx is slow to import

    document = word.WordDocument(title=draft.title, language=draft.language, exported=exported)
    document.add(word.TITLE, draft.title)
    document.add(word.SUBTITLE, draft.subtitle)
    for part in draft.parts:
        document.add(word.HEADING_1, part.title)
        if part.text:
            document.add(word.NORMAL, normalise(part.text))
        for grid in part.grids:
            document.add_table(grid.rows, grid.widths, n_labels=1)
        for text in part.asked:
            document.add(word.TO_ADD, text)
    for guideline, items in groupby(draft.items, key=lambda item: item.guideline):
        document.add(word.HEADING_1, list_title(guideline, draft.language), on_new_page=True)
        rows = list_rows(list(items), draft.language)
        document.add_table(rows, _LIST_WIDTHS, n_labels=1)
    return document.to_bytes()


_LIST_WIDTHS = (110, 680, 280, 530)
