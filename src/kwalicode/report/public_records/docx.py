"""A document that is made public as Word document: what was blacked out is not in the file."""

from datetime import date

from kwalicode.model import Language
from kwalicode.model.public_records import Piece, Record
from kwalicode.report.public_records.words import WORDS, legend, mail_word, summary_line
from kwalicode.report.word import LABEL, NORMAL, SUBTITLE, TITLE, WordDocument


def record_docx(record: Record, language: Language, exported: date) -> bytes:
    """Write one document; its properties give the day and nothing else.

    Args:
        record: What may be seen.
        language: Of the words around it.
        exported: Day that the properties give.
    """
    number = f"{WORDS[language]['document'].capitalize()} {record.number}"
    document = WordDocument(title="", language=record.language, exported=exported)
    document.add_pieces(TITLE, record.title or (Piece(number),))
    document.add_pieces(SUBTITLE, summary_line(record, language))
    for line in legend(record, language):
        document.add(LABEL, line)
    document.add(NORMAL, "")
    for name, value in record.head:
        document.add_pieces(NORMAL, (Piece(f"{mail_word(name, language)}: "), *value))
    for label, body in record.paragraphs:
        document.add_pieces(NORMAL, (*label, Piece(": "), *body) if label else body)
    return document.to_bytes()
