"""The dossier of a participant as one file: a page to read, and the same for machines (W34)."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from html import escape
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kwalicode.model import Language

Rows = Sequence[Mapping[str, Any]]

_NL = {
    "title": "Dossier van een deelnemer",
    "intro": "Alles wat het onderzoek '{study}' van deze persoon bewaart. Gemaakt op {made}.",
    "nothing": "Niets.",
    "person": "Wie",
    "recruitment": "Werving",
    "consents": "Toestemming",
    "attributes": "Kenmerken",
    "said": "Wat deze persoon zei, zoals ingevoerd",
    "released": "Hetzelfde, gede-identificeerd: hiermee is gewerkt",
    "answers": "Antwoorden op gesloten vragen",
    "documents": "Documenten van deze persoon",
    "codings": "Coderingen",
    "quotes": "Citaten bij een thema",
    "register": "Citaten voor publicatie",
    "quote sheets": "Bladen met citaten",
    "memos": "Memo's",
    "summaries": "Samenvattingen per thema",
    "barred": "Passages die niet gebruikt worden",
    "reports": "Gespreksverslagen",
    "named by others": "Door anderen genoemd",
    "pseudonym": "pseudoniem",
    "name": "naam",
    "called": "in de bronnen genoemd",
    "contact": "contactgegevens",
    "code": "code",
    "role label": "rolaanduiding",
    "role": "rol",
    "route": "route",
    "note": "notitie",
    "state": "stap",
    "day": "datum",
    "reason": "reden",
    "form": "formulier",
    "analysis": "voor analyse",
    "value": "waarde",
    "source": "bron",
    "file": "bestand",
    "imported": "ingevoerd op",
    "words": "woorden",
    "survey": "vragenlijst",
    "version": "versie",
    "comment": "opmerking",
    "theme": "thema",
    "use": "gebruik",
    "bars": "niet voor",
    "sent": "verstuurd",
    "due": "antwoord voor",
    "reminded": "herinnerd",
    "answered": "beantwoord",
    "places": "plaatsen",
    "used in": "gebruikt in",
    "answer": "antwoord",
}
_EN = {
    "title": "Dossier of a participant",
    "intro": "Everything that the study '{study}' holds on this person. Made on {made}.",
    "nothing": "Nothing.",
    "person": "Who",
    "recruitment": "Recruitment",
    "consents": "Consent",
    "attributes": "Attributes",
    "said": "What this person said, as imported",
    "released": "The same, de-identified: what was worked with",
    "answers": "Answers to closed questions",
    "documents": "Documents of this person",
    "codings": "Codings",
    "quotes": "Quotes with a theme",
    "register": "Quotes for publication",
    "quote sheets": "Sheets of quotes",
    "memos": "Memos",
    "summaries": "Summaries by theme",
    "barred": "Passages that are not used",
    "reports": "Interview reports",
    "named by others": "Named by others",
    "called": "called in the sources",
    "analysis": "for analysis",
    "imported": "imported on",
    "bars": "not for",
    "due": "answer by",
}
# What stands in fields of the study itself, in Dutch; in English it is said as it is stored.
_NL_VALUES: Mapping[str, Mapping[str, str]] = {
    "state": {
        "approached": "benaderd",
        "reminded": "herinnerd",
        "no answer": "geen antwoord",
        "declined": "wil niet meedoen",
        "agreed": "doet mee",
        "scheduled": "gepland",
        "held": "gesprek gevoerd",
        "report sent": "verslag verstuurd",
        "checked": "verslag gecontroleerd",
        "quotes sent": "citaten verstuurd",
        "approved": "akkoord",
        "withdrawn": "teruggetrokken",
        "candidate": "kandidaat",
        "adapted": "aangepast",
        "sent": "verstuurd",
        "objected": "bezwaar gemaakt",
        "changed": "veranderd, wordt nog eens gevraagd",
        "removed": "vervallen",
        "evidence": "wordt niet geciteerd",
    },
    "route": {"selected": "gevraagd", "self-registered": "zelf aangemeld"},
    "use": {"quote": "citaat", "counter-case": "wat ertegen spreekt"},
    "bars": {"analysis": "analyse", "quotes": "citaten"},
    "reason": {
        "member check": "bij de controle gevraagd",
        "restriction": "gebruik beperkt",
        "repeat": "herhaling",
        "consent": "geen toestemming",
    },
}
_HEAD = """<!DOCTYPE html>
<html lang="{language}"><meta charset="utf-8"><title>{title}</title>
<style>body {{ font: 16px/1.6 sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em }}
table {{ border-collapse: collapse; width: 100% }}
th, td {{ border: 1px solid #cfcabd; padding: .3em .6em; text-align: left; vertical-align: top;
white-space: pre-wrap }}</style>
<h1>{title}</h1><p>{intro}</p>
"""


def dossier_zip(parts: Mapping[str, Rows], study: str, *, language: Language, made: date) -> bytes:
    """Write a dossier as a `.zip` of `dossier.html` and `dossier.json`.

    Args:
        parts: Rows by part, in the order to be shown; each row by field.
        study: Name of the study.
        language: Of the page; what was said stays as it is, and so does the file for machines.
        made: The day that is written on it.
    """
    content = {"study": study, "made": made.isoformat(), **parts}
    files = {
        "dossier.html": dossier_html(parts, study, language=language, made=made),
        "dossier.json": json.dumps(content, ensure_ascii=False, indent=2),
    }
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as zipped:
        for name, text in files.items():
            moment = datetime.combine(made, time()).timetuple()[:6]
            zipped.writestr(ZipInfo(name, moment), text.encode())
    return written.getvalue()


def dossier_html(parts: Mapping[str, Rows], study: str, *, language: Language, made: date) -> str:
    """Write a dossier as one page that needs nothing else."""
    words = _NL if language == "nl" else _EN
    title, day = words["title"], made.strftime("%d-%m-%Y") if language == "nl" else f"{made}"
    intro = escape(words["intro"].format(study=study, made=day))
    body = [_HEAD.format(language=language, title=escape(title), intro=intro)]
    for part, rows in parts.items():
        body.append(f"<h2>{escape(words.get(part, part))}</h2>")
        shown = [_said(row) for row in rows] if language == "nl" else rows
        body.append(_table(shown, words) if rows else f"<p>{words['nothing']}</p>")
    return "\n".join([*body, "</html>\n"])


def _said(row: Mapping[str, Any]) -> dict[str, Any]:
    """Say in Dutch what is stored as an English word."""
    return {
        field: _NL_VALUES[field].get(value, value) if field in _NL_VALUES else value
        for field, value in row.items()
    }


def _table(rows: Rows, words: Mapping[str, str]) -> str:
    fields = list(rows[0])
    head = "".join(f"<th>{escape(_field(field, words))}</th>" for field in fields)
    lines = [
        "".join(f"<td>{escape(_shown(row.get(field)))}</td>" for field in fields) for row in rows
    ]
    return f"<table><tr>{head}</tr>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _field(field: str, words: Mapping[str, str]) -> str:
    return words.get(field, field).capitalize()


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return "\n".join(f"{name}: {_shown(one)}" for name, one in value.items())
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    return str(value)
