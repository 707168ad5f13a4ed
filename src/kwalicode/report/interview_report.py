"""The report of an interview that a participant looks through: numbered, with fields to fill in.

It goes to this one participant by a secure link and to nobody else (W41, W43).
"""

from collections.abc import Mapping, Sequence
from datetime import date

from babel.dates import format_date

from kwalicode.model import (
    EMPTY_BOX,
    FIELD_LABELS,
    REPORT_CODE,
    AnswerField,
    Language,
    ReportParagraph,
)

_WORDS: Mapping[Language, Mapping[str, str]] = {
    "nl": {
        "title": "Gespreksverslag",
        "due": "Graag terug voor {day}",
        "intro": "Dit is het verslag van het gesprek. Lees het door en vul bij een alinea in wat "
        "anders moet. Wat goed is kan leeg blijven.",
        "correction": "Schrijf bij ‘Moet zijn’ de hele alinea zoals die moet luiden, of "
        "verander de tekst van de alinea zelf. Zet bij ‘Aanvulling’ wat erbij moet.",
        "barred": "Zet een kruisje bij ‘Niet voor analyse’ als een alinea niet gebruikt mag "
        "worden, en bij ‘Niet voor citaten’ als deze wel gebruikt maar niet aangehaald mag "
        "worden. Gaat het om een deel, schrijf dan die woorden erachter.",
        "numbers": "Laat de nummers van de alinea's en de code staan.",
    },
    "en": {
        "title": "Report of the interview",
        "due": "Please return before {day}",
        "intro": "This is the report of the conversation. Read it and fill in, at a paragraph, "
        "what should be different. What is right can stay empty.",
        "correction": "At ‘Should read’ write the whole paragraph as it should be, or change "
        "the text of the paragraph itself. At ‘Addition’ write what should be added.",
        "barred": "Put a cross at ‘Not for analysis’ where a paragraph may not be used, and at "
        "‘Not for quotes’ where it may be used but not quoted. If it is about a part, write "
        "those words behind it.",
        "numbers": "Leave the numbers of the paragraphs and the code as they are.",
    },
}
_ROWS: Sequence[tuple[AnswerField, AnswerField]] = (
    ("correction", "no_analysis"),
    ("addition", "no_quotes"),
)
# In hundredths of a centimetre: two labels, each with its field; 16 cm between the margins.
_WIDTHS = (260, 740, 340, 260)


def interview_report(
    paragraphs: Sequence[ReportParagraph],
    *,
    code: str,
    title: str,
    due: date,
    made: date,
    language: Language,
) -> bytes:
    """Write a report as a Word document.

    Args:
        paragraphs: Of one interview, in order.
        code: By which the answer is known.
        title: Of the source; identifies nobody.
        due: When the answer is awaited.
        made: Day that the file gives.
        language: Of the interview, and of all words around it.
    """
    from kwalicode.report import word  # python-docx is slow to import

    words = _WORDS[language]
    document = word.WordDocument(title=words["title"], language=language, exported=made)
    document.add(word.TITLE, words["title"])
    day = format_date(due, format="long", locale=language)
    document.add(word.SUBTITLE, f"{title} · {words['due'].format(day=day)}")
    for part in ("intro", "correction", "barred", "numbers"):
        document.add(word.NORMAL, words[part])
    half = sum(_WIDTHS[:2])
    document.add_table([[REPORT_CODE[language], code]], (half // 2, half // 2))
    labels = FIELD_LABELS[language]
    for one in paragraphs:
        head = "\n".join(filter(None, (str(one.number), one.speaker)))
        rows = [[head, one.text]]
        for field, box in _ROWS:
            names = (f"{one.number} · {labels[name]}" for name in (field, box))
            rows.append([next(names), "", next(names), EMPTY_BOX])
        document.add_table(rows, _WIDTHS)
    return document.to_bytes()
