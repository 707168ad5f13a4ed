"""The fields of a report are read as people and programs fill them in."""

import io
from datetime import date

import docx
import pytest

from kwalicode.errors import InputError
from kwalicode.formats.report_answers import read_report
from kwalicode.model import Answer, ReportParagraph
from kwalicode.report.interview_report import interview_report

DAY = date(2026, 11, 2)


def filled(words, *, language="nl", place=(1, 3)):
    """A report of one paragraph with words in one of its fields."""
    content = interview_report(
        [ReportParagraph(1, "respondent 3", "Het hoort erbij.")],
        code="a1b2c3",
        title="Gesprek 1",
        due=DAY,
        made=DAY,
        language=language,
    )
    document = docx.Document(io.BytesIO(content))
    document.tables[1].cell(*place).text = words
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("words", "kept_out"),
    [
        *(("☐", None), ("", None), ("nee", None), ("☒", ""), ("x", ""), ("☐ X", ""), ("Ja", "")),
        *(("☐ het hoort", "het hoort"), ("☑ het\nhoort", "het\nhoort")),
    ],
)
def test_a_box_may_be_ticked_in_any_way_or_name_words(words, kept_out, language):
    answers = read_report(filled(words, language=language)).answers
    assert answers == (() if kept_out is None else (Answer(1, no_analysis=kept_out),))


def test_text_code_and_fields_come_back_as_they_were_written():
    report = read_report(filled("Het hoort niet.\nNooit.", place=(1, 1)))
    assert report.code == "a1b2c3"
    assert report.paragraphs == ((1, "Het hoort erbij."),)
    assert report.answers == (Answer(1, correction="Het hoort niet.\nNooit."),)


def test_a_document_that_is_no_report_is_refused():
    file = io.BytesIO()
    document = docx.Document()
    document.add_table(2, 2)
    document.save(file)
    with pytest.raises(InputError, match="no report that kwalicode made"):
        read_report(file.getvalue())
