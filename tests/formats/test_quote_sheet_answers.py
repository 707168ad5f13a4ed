"""A sheet of quotes is read as people and programs fill it in."""

import io
from datetime import date

import docx
import pytest

from kwalicode.errors import InputError
from kwalicode.formats.quote_sheet_answers import read_quote_sheet
from kwalicode.model.quote_sheets import SheetAnswer, SheetQuote
from kwalicode.report.quotes.sheet import SheetHead, quote_sheet, reminder_letter

DAY = date(2026, 11, 2)
QUOTES = (
    SheetQuote(1, "Dan kwam [die collega].\nEn toen?", "ambtenaar", "running"),
    SheetQuote(2, "Het hoort erbij.", "", "composite", is_part=True),
)
AGREE, CHANGE, REFUSE = (-2, 1), (-2, 3), (-2, 5)


def head(language="nl"):
    return SheetHead("a1b2c3", "Ans Onderzoeker, ans@example.org", DAY, DAY, language)


def filled(*fields, language="nl"):
    """A sheet with words in fields: quote, place in its table, words."""
    document = docx.Document(io.BytesIO(quote_sheet(QUOTES, head(language), made=DAY)))
    for number, (row, column), words in fields:
        document.tables[number].rows[row].cells[column].text = words
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


ANSWER = (-1, 1)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_untouched_sheet_gives_back_its_code_and_quotes_and_no_answer(language):
    sheet = read_quote_sheet(filled(language=language))
    shown = ((1, QUOTES[0].text, "ambtenaar"), (2, "Het hoort erbij.", ""))
    assert (sheet.code, sheet.quotes, sheet.answers) == ("a1b2c3", shown, ())


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ([(1, AGREE, "☒")], SheetAnswer(1, "agree")),
        ([(2, AGREE, "x"), (2, ANSWER, "Prima zo.")], SheetAnswer(2, "agree", "Prima zo.")),
        (
            [(2, CHANGE, "☐ ja"), (2, ANSWER, "Hoorde erbij.")],
            SheetAnswer(2, "change", "Hoorde erbij."),
        ),
        ([(1, REFUSE, "☐ te herkenbaar")], SheetAnswer(1, "refuse", "te herkenbaar")),
        ([(1, ANSWER, "Liever niet\nzo.")], SheetAnswer(1, "change", "Liever niet\nzo.")),
    ],
)
def test_boxes_and_words_are_answers_in_any_way_they_are_filled(fields, answer):
    assert read_quote_sheet(filled(*fields)).answers == (answer,)


def test_two_boxes_another_number_and_another_document_are_refused():
    with pytest.raises(InputError, match="Quote 1 has more than one box"):
        read_quote_sheet(filled((1, AGREE, "x"), (1, REFUSE, "x")))
    with pytest.raises(InputError, match="numbers of the quotes were changed, at quote 7"):
        read_quote_sheet(filled((1, (0, 0), "7")))
    file = io.BytesIO()
    docx.Document().save(file)
    with pytest.raises(InputError, match="no sheet of quotes that kwalicode made"):
        read_quote_sheet(file.getvalue())


def test_a_composite_says_what_it_is_and_the_letter_names_code_day_and_address():
    texts = [
        cell.text
        for row in docx.Document(io.BytesIO(filled())).tables[2].rows
        for cell in row.cells
    ]
    assert any("samengesteld citaat" in text for text in texts)
    for language, day in (("nl", "2 november 2026"), ("en", "2 November 2026")):
        letter = reminder_letter(head(language), today=DAY)
        assert all(part in letter for part in ("a1b2c3", day, "ans@example.org"))
