"""Memos as Markdown, and open questions as a sheet for the next interview (W83)."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from babel.dates import format_date

from kwalicode.model import Language, MemoKind, MemoTarget

_LOCALE = {"nl": "nl_NL", "en": "en_GB"}
_WORDS = {
    "nl": {
        "title": "Memo's",
        "questions": "Vragen voor het volgende gesprek",
        "none": "Er zijn geen open vragen.",
        "about": "Naar aanleiding van",
        "asked": "gesteld",
        "gone": "is er niet meer",
        "changed": "gewijzigd",
        "analytic": "Analytisch",
        "method": "Methode",
        "reflexive": "Reflexief",
        "question": "Doorvraagpunten",
        "study": "de studie",
        "document": "document",
        "case": "deelnemer",
        "category": "categorie",
        "code": "code",
        "coding": "codering",
        "theme": "thema",
        "relation": "relatie",
    },
    "en": {
        "title": "Memos",
        "questions": "Questions for the next interview",
        "none": "There are no open questions.",
        "about": "Because of",
        "asked": "asked",
        "gone": "is gone",
        "changed": "changed",
        "analytic": "Analytic",
        "method": "Method",
        "reflexive": "Reflexive",
        "question": "Questions to take along",
        "study": "the study",
        "document": "document",
        "case": "participant",
        "category": "category",
        "code": "code",
        "coding": "coding",
        "theme": "theme",
        "relation": "relation",
    },
}
_ORDER: Sequence[MemoKind] = ("analytic", "method", "reflexive", "question")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_MARKS = re.compile(r"[\\`*_\[\]{}|~$#^]")
_AT_START = re.compile(r"(\d*)([-+=:.)])")


class MemoEntry(NamedTuple):
    """A memo as it is written out.

    Attributes:
        target: Kind of what it is about.
        about: Name of that, for a coding that of its code; None where it is gone.
        words: Of a coding: what was coded.
        written: The day it was made.
        changed: The day it was last changed.
    """

    kind: MemoKind
    target: MemoTarget
    about: str | None
    words: str
    text: str
    coder: str
    written: date
    changed: date
    is_done: bool


def memos_md(memos: Sequence[MemoEntry], *, language: Language, exported: date) -> bytes:
    """Write memos as Markdown, under a heading for each kind, oldest first.

    Args:
        memos: In the order in which they are to stand.
        language: Of the headings.
        exported: The day this is done.
    """
    words = _WORDS[language]
    lines = [f"# {words['title']}", _day(exported, language)]
    for kind in _ORDER:
        group = [memo for memo in memos if memo.kind == kind]
        if group:
            lines.append(f"## {words[kind]}")
        for memo in group:
            lines += _memo(memo, language)
    return ("\n\n".join(lines) + "\n").encode()


def questions_md(memos: Sequence[MemoEntry], *, language: Language, exported: date) -> bytes:
    """Write open questions as a list to tick off.

    What another participant said is left out: the sheet lies on the table during an interview.
    """
    words = _WORDS[language]
    lines = [f"# {words['questions']}", _day(exported, language)]
    asked = [memo for memo in memos if memo.kind == "question" and not memo.is_done]
    for memo in asked:
        about = _about(memo, language)
        because = f"\n  *{words['about']} {about}*" if about and _may_show(memo) else ""
        text = _escaped(memo.text).replace("\n", "\n  ")
        lines.append(f"- [ ] {text}{because}")
    return ("\n\n".join([*lines, *([] if asked else [words["none"]])]) + "\n").encode()


def _may_show(memo: MemoEntry) -> bool:
    return memo.target not in {"document", "case", "study"}


def _memo(memo: MemoEntry, language: Language) -> Iterator[str]:
    words = _WORDS[language]
    yield f"### {_about(memo, language)[:1].upper()}{_about(memo, language)[1:]}"
    if memo.words:
        yield "\n".join(f"> {line}" for line in _escaped(memo.words).split("\n"))
    yield _escaped(memo.text)
    parts = [_escaped(memo.coder), _day(memo.written, language)]
    if memo.changed != memo.written:
        parts.append(f"{words['changed']} {_day(memo.changed, language)}")
    parts += [words["asked"]] if memo.is_done else []
    yield f"*{', '.join(parts)}*"


def _about(memo: MemoEntry, language: Language) -> str:
    words = _WORDS[language]
    if memo.target == "study":
        return words["study"]
    if memo.about is None:
        return f"{words[memo.target]} ({words['gone']})"
    return f"{words[memo.target]} {_escaped(memo.about)}".strip()


def _day(day: date, language: Language) -> str:
    return str(format_date(day, format="long", locale=_LOCALE[language]))


def _escaped(text: str) -> str:
    r"""Write a text so that Markdown and HTML show it as it is, with its lines.

    >>> _escaped("1. *Zo*\n<b>is</b> het")
    '1\\. \\*Zo\\*  \n&lt;b&gt;is&lt;/b&gt; het'
    """
    lines = [_escaped_line(" ".join(line.split())) for line in text.split("\n")]
    # Two blanks keep a line end that is not that of a paragraph.
    return re.sub(r"(?<=[^\n])\n(?=[^\n])", "  \n", "\n".join(lines))


def _escaped_line(line: str) -> str:
    line = _MARKS.sub(r"\\\g<0>", line).translate(_ENTITIES)
    return _AT_START.sub(r"\1\\\2", line, count=1) if _AT_START.match(line) else line
