"""Titles of documents of a bundle: their type and a number, which say nothing of anybody."""

from collections.abc import Collection

from kwalicode.formats.heads import DocumentType
from kwalicode.model import Language

_WORDS: dict[Language, dict[DocumentType, str]] = {
    "nl": {
        "": "Document",
        "agenda": "Agenda",
        "e-mail": "E-mail",
        "letter": "Brief",
        "list": "Lijst",
        "memo": "Notitie",
        "minutes": "Verslag",
        "news": "Bericht",
        "report": "Rapport",
        "rules": "Regeling",
    },
    "en": {
        "": "Document",
        "agenda": "Agenda",
        "e-mail": "E-mail",
        "letter": "Letter",
        "list": "List",
        "memo": "Memo",
        "minutes": "Minutes",
        "news": "News item",
        "report": "Report",
        "rules": "Rules",
    },
}


def type_word(kind: DocumentType, language: Language) -> str:
    """Name a type of document in the language of the document."""
    return _WORDS[language][kind]


def free_title(word: str, titles: Collection[str]) -> str:
    """Give the next free title with a word, such as 'Verslag 3'; an empty one without."""
    if not word:
        return ""
    number = 1
    while f"{word} {number}" in titles:
        number += 1
    return f"{word} {number}"
