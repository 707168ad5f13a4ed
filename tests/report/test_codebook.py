from datetime import date
from io import BytesIO

import docx
import pytest

from kwalicode.model import Category, Code, Codebook, Theme
from kwalicode.report.codebook import codebook_docx

BOOK = Codebook(
    (Category("a", "Macht", None, 0, "Wie beslist."), Category("b", "Druk", "a", 1)),
    (
        Code(
            "1",
            "zwijgen",
            "b",
            0,
            "Niets zeggen.",
            "in vivo",
            "Als iemand iets zag.",
            "",
            "ik\ndenk",
        ),
        Code("2", "los", None, 0, valence="increases", literature="doi:10/x", is_retired=True),
    ),
    {"1": ("stilte",)},
    {"2": ("a",)},
    (Theme("t", "Stilte loont", "Wie zwijgt blijft.", category_ids=("a",), code_ids=("2",)),),
)


def paragraphs(language):
    content = codebook_docx(BOOK, {"1": 1_234}, language=language, exported=date(2026, 3, 2))
    document = docx.Document(BytesIO(content))
    return [(p.style.name, p.text) for p in document.paragraphs]


def test_a_codebook_in_word_holds_themes_categories_and_all_fields():
    assert paragraphs("nl") == [
        ("Title", "Codeboek"),
        ("Subtitle", "1 thema's, 2 categorieën, 2 codes · 2 maart 2026"),
        ("Heading 1", "Thema's"),
        ("Heading 2", "Stilte loont"),
        ("Normal", "Stelling: Wie zwijgt blijft."),
        ("Normal", "Rust op: Macht; los"),
        ("Heading 1", "Macht"),
        ("Normal", "Wie beslist."),
        ("Heading 1", "Macht > Druk"),
        ("Heading 2", "zwijgen (1.234 coderingen)"),
        ("Normal", "Omschrijving: Niets zeggen."),
        ("Normal", "Gebruik als: Als iemand iets zag."),
        ("Normal", "Ook genoemd: stilte"),
        ("Normal", "Herkomst: woorden van deelnemers (in vivo)"),
        ("Normal", "Voorbeeld:"),
        ("Quote", "ik\ndenk"),
        ("Heading 1", "Zonder categorie"),
        ("Heading 2", "los (0 coderingen, vervallen)"),
        ("Normal", "Staat ook onder: Macht"),
        ("Normal", "Richting: neemt toe"),
        ("Normal", "Literatuur: doi:10/x"),
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_both_languages_say_the_same_amount(language):
    assert len(paragraphs(language)) == 21
