"""The sheet with the quotes of one participant, to agree to or not, and the letter of reminder.

It goes to this one participant and to nobody else (W44).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from kwalicode.model import EMPTY_BOX, Language
from kwalicode.model.quote_sheets import SHEET_CODE, SHEET_LABELS, SheetQuote

_WORDS: Mapping[Language, Mapping[str, str]] = {
    "nl": {
        "title": "Citaten om te controleren",
        "due": "Graag uiterlijk {day} terug",
        "intro": "Hieronder staan de citaten uit het gesprek, zoals ze in de publicatie komen. "
        "Woorden tussen vierkante haken staan in de plaats van wat iemand herkenbaar zou maken.",
        "boxes": "Zet bij elk citaat een kruisje bij een van de drie: ‘Akkoord’, ‘Akkoord na "
        "verandering’ of ‘Niet gebruiken’. Schrijf bij ‘Antwoord’ wat anders moet en hoe, of "
        "waarom het citaat niet gebruikt mag worden.",
        "numbers": "Verander niets aan de citaten zelf, de nummers en de code.",
        "answer to": "Antwoord aan",
        "composite": "Dit is een deel van een samengesteld citaat: het staat tussen woorden van "
        "anderen. In de publicatie staat erbij dat het geen letterlijk citaat is.",
        "part": "In dit citaat spreken ook anderen; hier staan alleen de eigen woorden.",
        "paraphrase": "Dit is in andere woorden gezegd. In de publicatie staat erbij dat het geen "
        "letterlijk citaat is.",
    },
    "en": {
        "title": "Quotes to check",
        "due": "Please return no later than {day}",
        "intro": "Below are the quotes from the conversation as they will be published. Words in "
        "square brackets stand for what could show who is meant.",
        "boxes": "Put a cross at one of the three for each quote: ‘Agree’, ‘Agree if changed’ or "
        "‘Do not use’. At ‘Answer’ write what should be different and how, or why the quote may "
        "not be used.",
        "numbers": "Leave the quotes themselves, the numbers and the code as they are.",
        "answer to": "Answer to",
        "composite": "This is a part of a composite quote: it stands among words of others. The "
        "publication says that it is not literal.",
        "part": "Others speak in this quote as well; here are only your own words.",
        "paraphrase": "This is said in other words. The publication says that it is not literal.",
    },
}
# In hundredths of a centimetre: three labels, each with its box; 16 cm between the margins.
_WIDTHS = (260, 130, 450, 130, 370, 260)

_BY: Mapping[Language, tuple[str, str]] = {
    "nl": ("uiterlijk {day}", "zo snel mogelijk"),
    "en": ("no later than {day}", "as soon as possible"),
}
_LETTERS: Mapping[Language, str] = {
    "nl": "Beste deelnemer,\n\n"
    "Op {sent} kreeg je een blad met citaten uit ons gesprek (code {code}). Daarop is nog geen "
    "antwoord gekomen. Wil je de citaten bekijken en het blad {by} ingevuld terugsturen "
    "aan {answer_to}? Het blad zit er nog eens bij. Wie niets wil veranderen, zet bij elk citaat "
    "een kruisje bij ‘Akkoord’.\n\nMet vriendelijke groet,\n",
    "en": "Dear participant,\n\n"
    "On {sent} you received a sheet with quotes from our conversation (code {code}). No answer "
    "has come yet. Could you look at the quotes and return the completed sheet {by} "
    "to {answer_to}? The sheet is attached once more. If nothing should change, put a cross at "
    "‘Agree’ for each quote.\n\nKind regards,\n",
}


@dataclass(frozen=True, slots=True)
class SheetHead:
    """What a sheet says of itself.

    Attributes:
        code: By which the answer is known.
        answer_to: Whom to answer.
        due: When the answer is awaited.
    """

    code: str
    answer_to: str
    sent: date
    due: date
    language: Language


def quote_sheet(quotes: Sequence[SheetQuote], head: SheetHead, *, made: date) -> bytes:
    """Write a sheet as a Word document.

    Args:
        quotes: Of one participant, in order of their numbers.
        head: What stands above them; all words around are in its language.
        made: Day that the file gives.
    """
    from kwalicode.report import word  # python-docx is slow to import

    words = _WORDS[head.language]
    document = word.WordDocument(title=words["title"], language=head.language, exported=made)
    document.add(word.TITLE, words["title"])
    document.add(word.SUBTITLE, words["due"].format(day=_day(head.due, head.language)))
    for part in ("intro", "boxes", "numbers"):
        document.add(word.NORMAL, words[part])
    about = [
        [SHEET_CODE[head.language], head.code],
        [words["answer to"], head.answer_to],
    ]
    document.add_table(about, (390, 1210))
    for one in quotes:
        document.add_table(list(_rows(one, head.language)), _WIDTHS)
    return document.to_bytes()


def _rows(one: SheetQuote, language: Language) -> Iterator[list[str]]:
    labels = {field: f"{one.number} · {label}" for field, label in SHEET_LABELS[language].items()}
    yield [str(one.number), one.text]
    note = _note(one)
    if note:
        yield ["", _WORDS[language][note]]
    if one.role_label:
        yield [labels["role_label"], one.role_label]
    boxes = (labels["agree"], labels["change"], labels["refuse"])
    yield [cell for label in boxes for cell in (label, EMPTY_BOX)]
    yield [labels["words"], "\n"]


def _note(one: SheetQuote) -> str:
    if one.style in ("composite", "paraphrase"):
        return one.style
    return "part" if one.is_part else ""


def reminder_letter(head: SheetHead, *, today: date) -> str:
    """Write the letter that goes with a sheet that was not answered, to be put in a mail."""
    in_time, late = _BY[head.language]
    return _LETTERS[head.language].format(
        sent=_day(head.sent, head.language),
        by=in_time.format(day=_day(head.due, head.language)) if today <= head.due else late,
        code=head.code,
        answer_to=head.answer_to,
    )


def _day(day: date, language: Language) -> str:
    return str(format_date(day, format="d MMMM y", locale=language))
